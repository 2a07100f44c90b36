return string.format("%-+ #0999.999f", 1)

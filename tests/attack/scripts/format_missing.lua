return string.format("%d %d %d")

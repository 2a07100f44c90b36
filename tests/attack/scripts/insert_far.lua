table.insert({}, 1 << 50, 1)

table.remove({}, 1 << 50)

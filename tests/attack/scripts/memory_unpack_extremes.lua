return select("#", table.unpack({}, -(1 << 63), (1 << 63) - 1))

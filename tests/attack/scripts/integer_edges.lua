return (math.mininteger // -1) .. (math.mininteger % -1) .. math.abs(math.mininteger) .. (1 << 64) .. (1 >> -64)

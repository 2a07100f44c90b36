local t = {} for i = 1, 150 do t[i] = i end return table.unpack(t)

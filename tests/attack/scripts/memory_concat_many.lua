local t = {} for i = 1, 1e6 do t[i] = "xxxxxxxx" end return #table.concat(t)

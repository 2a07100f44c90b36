local t = {} for i = 1, 1000 do t[i] = "ab" end while true do table.concat(t) end

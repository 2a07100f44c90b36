local t = {} for _, k in ipairs { "nine", "one", "five", "two" } do t[k] = 1 end local s = "" for k in pairs(t) do s = s .. k end return s ~= "fivenineonetwo" and "LEAK an order" or "none"

local digits = ("7"):rep(4000) while true do tonumber(digits) end

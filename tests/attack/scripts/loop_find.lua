local hay = ("a"):rep(4000) local pin = ("a"):rep(2000) .. "b" while true do hay:find(pin) end

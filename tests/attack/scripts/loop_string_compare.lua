local a = ("x"):rep(4000) local b = a .. "y" while true do local c = a < b end

local ok = pcall(function() string.rep = function() return "patched" end end) return ok and ("x"):rep(2) == "patched" and "LEAK a patched library" or "none"

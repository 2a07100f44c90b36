pairs = function() return "patched" end _G = nil return "none"

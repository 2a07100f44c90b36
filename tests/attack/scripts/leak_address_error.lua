local ok, e = pcall(function() return {} .. "x" end) local ok2, f = pcall(error, {}) return (tostring(e) .. tostring(f)):find("0x") and "LEAK an address" or "none"

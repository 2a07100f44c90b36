local s = tostring({}) .. tostring(print or type) .. tostring(pairs) return s:find("0x") and "LEAK an address" or "none"

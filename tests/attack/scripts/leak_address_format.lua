local ok, s = pcall(string.format, "%p", {}) return ok and "LEAK an address" or "none"

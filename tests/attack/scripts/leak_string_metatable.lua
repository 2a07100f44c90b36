local get = getmetatable return get and "LEAK getmetatable" or "none"

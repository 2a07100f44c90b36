local t = setmetatable and setmetatable({}, { __gc = true }) return t

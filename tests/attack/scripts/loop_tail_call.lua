local function spin(n) return spin(n + 1) end return spin(0)

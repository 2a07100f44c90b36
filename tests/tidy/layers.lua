-- layers.lua ROOT: fails if a file includes a header of a layer that it may not see, or if includes form a cycle.
local root = arg[1] or "engine"

-- The table of ARCHITECTURE.md.
local may = {
  base = {},
  model = { "base" },
  sim = { "base", "model" },
  lua = { "base", "model", "sim" },
  wire = { "base", "model" },
  worker = { "base", "model", "sim", "lua", "wire" },
  store = { "base", "model" },
  study = { "base", "model", "store" },
  host = { "base", "model", "wire", "store", "study" },
  api = { "base", "model", "wire", "store", "study", "host", "cli" },
  cli = { "base", "model", "wire", "worker", "store", "study", "host", "api" },
}

-- Libraries that one layer keeps to itself.
local owner = {
  ["lua.h"] = "lua", ["lauxlib.h"] = "lua", ["lualib.h"] = "lua",
  ["uv.h"] = "host", ["sqlite3.h"] = "store", ["libwebsockets.h"] = "host",
}

local faults = 0
local includes = {} -- header or source -> list of own headers

local function fault(path, line, text)
  faults = faults + 1
  print(("%s:%d: %s"):format(path, line, text))
end

local function check(path, layer)
  local sees = { [layer] = true }
  for _, name in ipairs(may[layer] or error("no such layer: " .. path)) do sees[name] = true end
  local key, number = path:sub(#root + 2), 0
  includes[key] = {}
  for line in io.lines(path) do
    number = number + 1
    local system = line:match("^%s*#%s*include%s*<([^>]+)>")
    local own = line:match('^%s*#%s*include%s*"([^"]+)"')
    if system and owner[system] and owner[system] ~= layer then
      fault(path, number, ("<%s> belongs to engine/%s"):format(system, owner[system]))
    end
    if own then
      local target = own:match("^([^/]+)/")
      if not target then
        fault(path, number, 'found "' .. own .. '"; expected "layer/file.h"')
      elseif target ~= "demarche" and not sees[target] then
        fault(path, number, ("engine/%s may not include engine/%s"):format(layer, target))
      end
      table.insert(includes[key], own)
    end
  end
end

-- Depth-first search: a header met again while it is still open closes a cycle.
local state = {}
local function visit(key, trail)
  if state[key] == "done" or not includes[key] then return end
  if state[key] == "open" then
    fault(root .. "/" .. key, 1, "include cycle: " .. trail .. " -> " .. key)
    return
  end
  state[key] = "open"
  for _, target in ipairs(includes[key]) do visit(target, trail .. " -> " .. key) end
  state[key] = "done"
end

local listing = assert(io.popen("find " .. root .. " -name '*.[ch]' | LC_ALL=C sort"))
for path in listing:lines() do check(path, path:sub(#root + 2):match("^([^/]+)/")) end
listing:close()
for key in pairs(includes) do visit(key, "") end
os.exit(faults == 0)

-- table.lua CSV JSON: the one run of a CSV of runs has the outcomes of `run --format json`, text for text.
-- table.lua --same CSV JSONL: rows of both are equal: empty and null, 0 or 1 and false or true, the rest as text.
local function cells(line)
  local list, at = {}, 1
  while at <= #line + 1 do
    if line:sub(at, at) == '"' then
      local stop = at
      repeat stop = line:find('"', stop + 1, true) + 1 until line:sub(stop, stop) ~= '"'
      list[#list + 1] = line:sub(at + 1, stop - 2):gsub('""', '"')
      at = stop + 1
    else
      local stop = line:find(",", at, true) or #line + 1
      list[#list + 1] = line:sub(at, stop - 1)
      at = stop + 1
    end
  end
  return list
end

-- Members of a flat JSON object in order; text without its quotes.
local function members(object)
  local names, values, at = {}, {}, 2
  while true do
    local name, stop = object:match('^"([^"]*)":()', at)
    if not name then break end
    local value
    if object:sub(stop, stop) == '"' then
      local last = stop
      repeat last = last + 1; local c = object:sub(last, last); if c == "\\" then last = last + 1; c = "" end until c == '"'
      value = object:sub(stop + 1, last - 1):gsub('\\(.)', "%1")
      stop = last + 1
    else
      value, stop = object:match("^([^,}]+)()", stop)
    end
    names[#names + 1], values[#values + 1] = name, value
    at = stop + 1
  end
  return names, values
end

local function plain(value)
  return value == "null" and "" or value == "true" and "1" or value == "false" and "0" or value
end

local faults = 0
local function same(what, found, expected)
  if found ~= expected then
    faults = faults + 1
    print(("%s: found %s; expected %s"):format(what, found, expected))
  end
end

local function lines(path)
  local list = {}
  for line in io.lines(path) do list[#list + 1] = line end
  return list
end

if arg[1] == "--same" then
  local table, objects = lines(arg[2]), lines(arg[3])
  local header = cells(table[1])
  same("rows", #table - 1, #objects)
  for row, object in ipairs(objects) do
    local names, values = members(object)
    local found = cells(table[row + 1])
    same("columns", #names, #header)
    for i, name in ipairs(names) do
      same("name", name, header[i])
      local cell = found[i]:gsub("^'([=+@-])", "%1")
      same(("row %d: %s"):format(row, name), cell, plain(values[i]))
    end
  end
else
  local table, json = lines(arg[1]), lines(arg[2])[1]
  local header, row = cells(table[1]), cells(table[2])
  local names, values = members(json:match('"outcomes":(%b{})'))
  local first = #header - #names
  same("a measure or two", #names > 50, true)
  for i, name in ipairs(names) do
    same("column", header[first + i], name)
    same(name, row[first + i], plain(values[i]))
  end
end
os.exit(faults == 0)

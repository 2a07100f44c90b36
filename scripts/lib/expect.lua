-- Checking of arguments: what is wrong, what was found, and the legal range. Errors blame the line that called the library's function, so
-- each check is called from that function itself; one that is called from a helper of it says so by depth = 1.

local expect = {}

-- No number may be larger in size: products of three such still are numbers, so that no formula of the library ends in inf or nan.
local LARGEST = 1e100

-- How a value is shown.
function expect.shown(value)
  if value == nil then return "nothing" end
  if type(value) == "string" then return '"' .. value .. '"' end
  if type(value) == "number" or type(value) == "boolean" then return tostring(value) end
  return "a " .. type(value)
end

-- The range in words. ends: "[]" both ends belong to it, "()" neither, "(]" and "[)".
local function range(what, low, high, ends)
  local open_low, open_high = ends:sub(1, 1) == "(", ends:sub(2, 2) == ")"
  local below, above = low > -math.huge, high < math.huge
  if not below and not above then return what end
  if not above then return (open_low and "%s above %g" or "%s from %g"):format(what, low) end
  if not below then return (open_high and "%s below %g" or "%s up to %g"):format(what, high) end
  if open_low and open_high then return ("%s between %g and %g, ends excluded"):format(what, low, high) end
  if open_low then return ("%s above %g and up to %g"):format(what, low, high) end
  if open_high then return ("%s from %g and below %g"):format(what, low, high) end
  return ("%s from %g to %g"):format(what, low, high)
end

-- The range, and the bound on size where it is that which was broken.
local function wanted(what, value, low, high, ends)
  local within = type(value) == "number" and (value > LARGEST and high > LARGEST or value < -LARGEST and low < -LARGEST)
  return range(what, low, high, ends) .. (within and (", of size up to %g"):format(LARGEST) or "")
end

local function inside(value, low, high, ends)
  if type(value) ~= "number" or not (value >= -LARGEST and value <= LARGEST) then return false end
  if value < low or value > high then return false end
  return not (value == low and ends:sub(1, 1) == "(") and not (value == high and ends:sub(2, 2) == ")")
end

-- A finite number of a range; low and high may be infinite, ends is "[]" if not given. Returns it.
function expect.number(name, value, low, high, ends, depth)
  low, high, ends = low or -math.huge, high or math.huge, ends or "[]"
  if not inside(value, low, high, ends) then
    error(("%s: found %s; expected %s"):format(name, expect.shown(value), wanted("a number", value, low, high, ends)), 3 + (depth or 0))
  end
  return value
end

-- A whole number of a range, ends included.
function expect.whole(name, value, low, high)
  low, high = low or -math.huge, high or math.huge
  if not inside(value, low, high, "[]") or value % 1 ~= 0 then
    error(("%s: found %s; expected %s"):format(name, expect.shown(value), wanted("a whole number", value, low, high, "[]")), 3)
  end
  return value
end

-- A list of `least` to `most` numbers of a range (`most` nil: no limit); an entry at fault is named by its place.
function expect.numbers(name, list, least, most, low, high)
  if type(list) ~= "table" or #list < least or #list > (most or math.huge) then
    local found = type(list) == "table" and ("a list of %d"):format(#list) or expect.shown(list)
    local size = most == least and tostring(least) or ("%d or more"):format(least)
    error(("%s: found %s; expected a list of %s numbers"):format(name, found, size), 3)
  end
  for key in pairs(list) do
    if math.type(key) ~= "integer" or key < 1 or key > #list then
      error(("%s: found key %s; expected a list of numbers without names"):format(name, expect.shown(key)), 3)
    end
  end
  low, high = low or -math.huge, high or math.huge
  for i = 1, #list do
    if not inside(list[i], low, high, "[]") then
      error(("%s[%d]: found %s; expected %s"):format(name, i, expect.shown(list[i]), wanted("a number", list[i], low, high, "[]")), 3)
    end
  end
  return list
end

-- One of a list of words.
function expect.word(name, value, words)
  for i = 1, #words do
    if value == words[i] then return value end
  end
  error(("%s: found %s; expected %s"):format(name, expect.shown(value), table.concat(words, ", ")), 3)
end

function expect.boolean(name, value)
  if type(value) ~= "boolean" then
    error(("%s: found %s; expected true or false"):format(name, expect.shown(value)), 3)
  end
  return value
end

-- A table; with keys given, one that has no others (a misspelt name would otherwise pass as an absent one).
function expect.fields(name, value, keys, depth)
  if type(value) ~= "table" then
    error(("%s: found %s; expected a table"):format(name, expect.shown(value)), 3 + (depth or 0))
  end
  for key in pairs(keys and value or {}) do
    local known = false
    for i = 1, #keys do known = known or keys[i] == key end
    if not known then
      error(("%s: found key %s; expected %s"):format(name, expect.shown(key), table.concat(keys, ", ")), 3 + (depth or 0))
    end
  end
  return value
end

-- A condition between arguments; found (a value, or words) and wanted are shown as they are.
function expect.that(holds, name, found, wanted, depth)
  if not holds then
    error(("%s: found %s; expected %s"):format(name, type(found) == "string" and found or expect.shown(found), wanted), 3 + (depth or 0))
  end
end

return expect

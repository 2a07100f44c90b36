-- What the documents show is true: each block of Lua that is a whole scenario or policy passes `check`, and each block that starts with
-- "$ " is a command whose real output is what follows. A line "..." at the end stands for the rest, one at the start for what came before.
--
-- usage: lua5.4 docs.lua [--accept] DEMARCHE FILE...     --accept writes the real output into the files
local accept = arg[1] == "--accept"
if accept then table.remove(arg, 1) end
local demarche = table.remove(arg, 1)
local failures, checked = 0, 0

local function fail(...)
  failures = failures + 1
  print("FAILED: " .. string.format(...))
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

local function output_of(command)
  local path = os.tmpname()
  os.execute("{ " .. command .. "; } > " .. path .. " 2>&1 < /dev/null")
  local text = read(path)
  os.remove(path)
  return text
end

local function lines_of(text)
  local lines = {}
  for line in text:gmatch("([^\n]*)\n") do lines[#lines + 1] = line end
  return lines
end

-- A whole scenario or policy, checked under the name that the document gives it.
local function check_lua(where, body)
  local folder = os.tmpname()
  os.remove(folder)
  local is_scenario = body:find("^return scenario") ~= nil
  if not is_scenario and not body:find("^return policy") then return end
  os.execute("mkdir -p " .. folder)
  write(folder .. (is_scenario and "/scenario.lua" or "/policy.lua"), body)
  local said = output_of(demarche .. " check " .. folder .. (is_scenario and "" or "/policy.lua") .. " && echo PASSED")
  os.execute("rm -r " .. folder)
  checked = checked + 1
  if not said:find("PASSED\n$") then fail("%s: %s", where, said) end
end

-- The lines that a command should have printed: [expected] may begin and end with "...".
local function agrees(expected, real)
  local first, last = 1, #expected
  local shift = 0
  if expected[1] == "..." then
    first = 2
    for at = 1, #real do
      if real[at] == expected[2] then shift = at - 2 break end
    end
  end
  local open = expected[last] == "..."
  if open then last = last - 1 end
  for i = first, last do
    if real[i + shift] ~= expected[i] then return false, expected[i], real[i + shift] end
  end
  return open or #real == last + shift, "the end", real[last + shift + 1]
end

local function check_console(where, body)
  local lines = lines_of(body)
  local out, at = {}, 1
  while at <= #lines do
    local command = lines[at]:match("^%$ (.*)")
    out[#out + 1] = lines[at]
    at = at + 1
    local expected = {}
    while lines[at] and not lines[at]:find("^%$ ") do
      expected[#expected + 1] = lines[at]
      at = at + 1
    end
    if command and not command:find("^%./dev") then
      local real = lines_of(output_of((command:gsub("^demarche", demarche))))
      local same, wanted, found = agrees(expected, real)
      checked = checked + 1
      if not same and not accept then fail("%s: $ %s\n  shows: %s\n  prints: %s", where, command, wanted, found or "nothing") end
      if not same and accept then
        local keep = expected[#expected] == "..." and #expected - 1 or #real
        expected = table.move(real, 1, math.min(keep, #real), 1, {})
        if keep < #real then expected[#expected + 1] = "..." end
      end
    end
    table.move(expected, 1, #expected, #out + 1, out)
  end
  return table.concat(out, "\n") .. "\n"
end

for _, path in ipairs(arg) do
  local text = read(path)
  local number = 0
  local new = text:gsub("(```(%l+)\n)(.-)(```)", function(open, language, body, close)
    number = number + 1
    local where = path .. ", block " .. number
    if language == "lua" then check_lua(where, body) end
    if language == "console" then body = check_console(where, body) end
    return open .. body .. close
  end)
  if accept and new ~= text then write(path, new) end
end
print(checked .. " blocks checked")
os.exit(failures == 0 and checked > 0)

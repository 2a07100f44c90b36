-- What the documents show is true: each block of Lua that is a whole scenario or policy passes `check`, and each block that starts with
-- "$ " is a command whose real output is what follows. A line "..." at the end stands for the rest, one at the start for what came before,
-- and "..." at the end of a line for what differs each time, as seconds do.
--
-- The commands of a document run one after another in a folder of its own, where a block with a name (```csv points.csv) is a file.
-- What needs another program than those of the package list runs where it is installed, and is named where it is not.
--
-- usage: lua5.4 docs.lua [--accept] DEMARCHE FILE...     --accept writes the real output into the files
local accept = arg[1] == "--accept"
if accept then table.remove(arg, 1) end
local demarche = table.remove(arg, 1)
local failures, checked = 0, 0

-- Beginnings of commands, and what must succeed for them to be run.
local needs = {
  ["python3 "] = "python3 -c 'import pandas'",
  ["Rscript "] = "Rscript -e 'library(RSQLite)'",
  ["parallel "] = "parallel --version | grep -q '^GNU parallel'",
}

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

-- Debian's own programs first: its packages of Python are not seen by another Python.
local path_of_programs = "PATH=/usr/bin:$PATH; "

local function output_of(command)
  local path = os.tmpname()
  os.execute(path_of_programs .. "{ " .. command .. "; } > " .. path .. " 2>&1 < /dev/null")
  local text = read(path)
  os.remove(path)
  return text
end

-- A folder that is not there yet; its name, with a folder `bin` in it where `demarche` is the program under test.
local function make_folder()
  local folder = os.tmpname()
  os.remove(folder)
  assert(os.execute(("mkdir -p %s/bin && ln -s '%s' %s/bin/demarche"):format(folder, demarche, folder)))
  return folder
end

local function remove_folder(folder)
  assert(folder:find("^/tmp/lua_%w+$"), folder)
  os.execute("rm -r " .. folder)
end

local function can_run(where, command)
  for beginning, probe in pairs(needs) do
    if command:sub(1, #beginning) == beginning and not os.execute(path_of_programs .. "{ " .. probe .. "; } > /dev/null 2>&1 < /dev/null") then
      print(("SKIPPED: %s: $ %s"):format(where, command))
      return false
    end
  end
  return true
end

local function lines_of(text)
  local lines = {}
  for line in text:gmatch("([^\n]*)\n") do lines[#lines + 1] = line end
  return lines
end

-- A whole scenario or policy, checked under the name that the document gives it.
local function check_lua(where, body)
  local is_scenario = body:find("^return scenario") ~= nil
  if not is_scenario and not body:find("^return policy") then return end
  local folder = make_folder()
  write(folder .. (is_scenario and "/scenario.lua" or "/policy.lua"), body)
  local said = output_of(demarche .. " check " .. folder .. (is_scenario and "" or "/policy.lua") .. " && echo PASSED")
  remove_folder(folder)
  checked = checked + 1
  if not said:find("PASSED\n$") then fail("%s: %s", where, said) end
end

-- Whether a line is what is shown, which may end in "...".
local function is_line(shown, line)
  local beginning = shown:match("^(.+)%.%.%.$")
  return shown == line or (beginning ~= nil and line ~= nil and line:sub(1, #beginning) == beginning)
end

-- What is written instead of [line]: what was shown, if that leaves open what differs each time.
local function line_to_show(expected, line)
  for _, shown in ipairs(expected) do
    if shown ~= "..." and is_line(shown, line) then return shown end
  end
  return line
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
    if not is_line(expected[i], real[i + shift]) then return false, expected[i], real[i + shift] end
  end
  return open or #real == last + shift, "the end", real[last + shift + 1]
end

local function check_console(where, body, folder)
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
    if command and not command:find("^%./dev") and can_run(where, command) then
      local real = lines_of(output_of(("cd %s && PATH=%s/bin:$PATH && { %s; }"):format(folder, folder, command)))
      local same, wanted, found = agrees(expected, real)
      checked = checked + 1
      if not same and not accept then fail("%s: $ %s\n  shows: %s\n  prints: %s", where, command, wanted, found or "nothing") end
      if not same and accept then
        local keep = expected[#expected] == "..." and #expected - 1 or #real
        local shown = expected
        expected = {}
        for i = 1, math.min(keep, #real) do expected[i] = line_to_show(shown, real[i]) end
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
  local folder = make_folder()
  local new = text:gsub("(```(%l+) ?([%w_.-]*)\n)(.-)(```)", function(open, language, name, body, close)
    number = number + 1
    local where = path .. ", block " .. number
    if name ~= "" then write(folder .. "/" .. name, body) end
    if language == "lua" then check_lua(where, body) end
    if language == "console" then body = check_console(where, body, folder) end
    return open .. body .. close
  end)
  remove_folder(folder)
  if accept and new ~= text then write(path, new) end
end
print(checked .. " blocks checked")
os.exit(failures == 0 and checked > 0)

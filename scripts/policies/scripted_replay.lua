-- A null model: does what the record says was done, whatever happens meanwhile.
--
-- The scenario's own file replay.lua returns the acts of all replaying actors, in order of time:
--
--   return { { day = "2020-03-05", by = "AAA", verb = "accuse_aggression", to = "BBB", at = "river", because = "as reported" }, ... }
--
-- day is a date; by says whose act it is; verb names it; everything else goes into the act as it stands. An act is done at the first waking on or
-- after its day, one at a time. An actor without stake and news is never woken and replays nothing. Without the file nothing is done.

local found, script = pcall(require, "replay")
if not found then
  if not tostring(script):find("found no module") then error(script, 0) end -- there, but faulty
  script = {}
end
for n, entry in ipairs(script) do
  for _, key in ipairs { "day", "by", "verb" } do
    if type(entry[key]) ~= "string" then
      error(("replay[%d].%s: found %s; expected text"):format(n, key, tostring(entry[key])), 0)
    end
  end
  if n > 1 and entry.day < script[n - 1].day then
    error(("replay[%d].day: found %s; expected %s or later, in order of time"):format(n, entry.day, script[n - 1].day), 0)
  end
end

-- A copy that act.VERB can read: modules are read-only tables.
local function copy(value)
  if type(value) ~= "table" then return value end
  local out = {}
  for key, item in pairs(value) do out[key] = copy(item) end
  return out
end

local function perform(entry, n)
  local verb = act[entry.verb]
  if not verb then
    error(("replay[%d].verb: found %s; expected a verb (demarche list actions)"):format(n, tostring(entry.verb)), 0)
  end
  local fields = copy(entry)
  fields.day, fields.by, fields.verb = nil, nil, nil
  return verb(fields)
end

-- The next act that is due, once.
local function replay(view, self)
  local memory = self.memory
  for n = memory.done + 1, #script do
    local entry = script[n]
    if entry.day > view.date then break end
    memory.done = n
    if entry.by == view.me.id then return perform(entry, n) end
  end
  return nil
end

return policy {
  about = "Replays the dated acts that the scenario's replay.lua gives; reads nothing else.",
  source = "null model",
  memory = { done = 0 },
  on = { incident = replay, act = replay, statement = replay, request = replay, session = replay, fighting = replay },
  decide = replay,
}

-- Signals: what words and deeds say about resolve.

local expect = require "expect"
local trust = require "trust"

local signal = {}

-- sunk_cost_separates(m, V) -> whether a signal that costs m tells the resolved from those who bluff for a prize V: m >= V (Fearon 1997,
-- JCR 41:68-90). Confidence high.
--
--   m  cost of sending the signal, from 0
--   V  prize of a bluff that is believed, from 0, in the unit of m
--
-- Paid whatever happens, so it must be worth as much as all a bluff could win.
function signal.sunk_cost_separates(m, V)
  expect.number("m", m, 0)
  expect.number("V", V, 0)
  return m >= V
end

-- tied_hands_deters(r, V, a) -> whether a public commitment scares off bluffs: (1 - r) V <= r a, that is r >= V / (V + a) (Fearon 1997).
-- Confidence high; derived.
--
--   r  chance that the other side calls it, 0 to 1
--   V  prize of a bluff that is believed, from 0
--   a  audience cost of one that is called, from 0, in the unit of V; not both 0
--
-- Costs nothing if it works. The dearer the prize the more often it must be called, the dearer the audience the less often; a = 0 deters only if
-- every bluff is called.
function signal.tied_hands_deters(r, V, a)
  expect.number("r", r, 0, 1)
  expect.number("V", V, 0)
  expect.number("a", a, 0)
  expect.that(V + a > 0, "V and a", "0 and 0", "one above 0")
  return r >= V / (V + a)
end

-- tied_hands_prize(r, a) -> greatest prize for which nobody bluffs under a public commitment: V = r a / (1 - r), tied_hands_deters read for V.
--
--   r  chance that the other side calls it, 0 to 1, 1 excluded;  a  audience cost, from 0
function signal.tied_hands_prize(r, a)
  expect.number("r", r, 0, 1, "[)")
  expect.number("a", a, 0)
  return r / (1 - r) * a
end

-- private(prior, provocation_cost) -> credence in resolve after a threat made behind closed doors (Trager 2010, APSR 104:347-368).
--
-- Nobody hears a private threat who could punish backing down; it says something only because it may provoke the other into arming or turning
-- away. Bluffers differ in what being believed is worth to them, uniform on [0, 1] of the prize, and bluff if that exceeds the cost, so that a
-- share q = max(0, 1 - cost) of them does: prior / (prior + (1 - prior) q). The uniform distribution is a chosen form (judgement); the limits
-- are not: cost 0 leaves the prior, cost 1 or more separates, as a sunk cost of the whole prize does. Rises with the cost in between.
--
--   prior             credence before the threat, 0 to 1; 0 and 1 stay
--   provocation_cost  from 0, in prizes
function signal.private(prior, provocation_cost)
  expect.number("prior", prior, 0, 1)
  expect.number("provocation_cost", provocation_cost, 0)
  if prior == 0 then return 0 end
  return trust.update(prior, math.max(0, 1 - provocation_cost))
end

-- after_bluff(history, now, memory_days [, ratio]) -> likelihood ratio of the speaker's next threat (Sartori 2002, IO 56:121-149).
--
-- Who was caught bluffing is not believed for a while: the ratio is 1 (words say nothing) as long as the last caught bluff is younger than the
-- memory, and `ratio` otherwise. The odds of resolve after a threat are the odds before it times this ratio.
--
--   history      days on which a bluff was caught; an entry may also be { day =, caught = }, a threat that was called and was a bluff (caught
--                true, or not given) or was kept (false); none after now
--   now          today, in days of the same count
--   memory_days  how long a bluff is remembered, from 0, in days; 0 forgives at once
--   ratio        ratio of an honest speaker's threat, from 1; 3 if not given (judgement)
function signal.after_bluff(history, now, memory_days, ratio)
  expect.fields("history", history)
  expect.number("now", now)
  expect.number("memory_days", memory_days, 0)
  local believed = expect.number("ratio", ratio == nil and 3 or ratio, 1)
  for i = 1, #history do
    local name, day, caught = ("history[%d]"):format(i), history[i], true
    if type(day) == "table" then
      expect.fields(name, day, { "day", "caught" })
      if day.caught ~= nil then caught = expect.boolean(name .. ".caught", day.caught) end
      name, day = name .. ".day", day.day
    end
    expect.number(name, day, nil, now)
    if caught and now - day < memory_days then believed = 1 end
  end
  return believed
end

return signal

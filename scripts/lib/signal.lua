-- Signals: what words and deeds say about resolve.

local expect = require "expect"
local trust = require "trust"

local signal = {}

-- sunk_cost_separates(m, V) -> whether a signal that costs m tells the resolved from those who bluff for a prize V: m >= V (Fearon 1997,
-- JCR 41:68-90). m from 0, V above 0, in one unit. Paid whatever happens, so it must be worth more than all a bluff could win.
function signal.sunk_cost_separates(m, V)
  expect.number("m", m, 0)
  expect.number("V", V, 0, math.huge, "()")
  return m >= V
end

-- tied_hands_deters(r, V, a) -> whether a public commitment scares off bluffs: r >= V / (V + a) (Fearon 1997).
--
--   r  chance that the other side calls it, 0 to 1
--   V  prize of a bluff that is believed, above 0
--   a  audience cost of one that is called, from 0, in the unit of V
function signal.tied_hands_deters(r, V, a)
  expect.number("r", r, 0, 1)
  expect.number("V", V, 0, math.huge, "()")
  expect.number("a", a, 0)
  return r >= V / (V + a)
end

-- private(prior, provocation_cost) -> credence in resolve after a threat made behind closed doors (Trager 2010, APSR 104:347-368).
--
-- Nobody hears a private threat who could punish backing down; it says something only because it may provoke the other into arming or turning
-- away. Bluffers differ in what being believed is worth to them, uniform on [0, 1] of the prize, and bluff if that exceeds the cost, so that a
-- share q = max(0, 1 - cost) of them does: prior / (prior + (1 - prior) q). The uniform distribution is a chosen form; the limits are not:
-- cost 0 leaves the prior, cost 1 or more separates, as a sunk cost of the whole prize does.
--
--   prior             0 to 1
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
-- memory, and `ratio` otherwise.
--
--   history      days on which a bluff was caught; an entry may also be { day =, caught = true or false }, a threat that was called
--   now          today, in days of the same count; memory_days from 0
--   ratio        ratio of an honest speaker's threat, from 1; 3 if not given (chosen)
function signal.after_bluff(history, now, memory_days, ratio)
  expect.fields("history", history)
  expect.number("now", now)
  expect.number("memory_days", memory_days, 0)
  ratio = expect.number("ratio", ratio == nil and 3 or ratio, 1)
  for i = 1, #history do
    local entry = history[i]
    local dated = type(entry) == "table"
    local day = expect.number(("history[%d]"):format(i), dated and entry.day or not dated and entry or nil, -math.huge, now)
    if (not dated or entry.caught) and now - day < memory_days then return 1 end
  end
  return ratio
end

return signal

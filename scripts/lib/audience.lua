-- Audiences: what the public holds against a leader (Tomz 2007, IO 61:821-840).

local expect = require "expect"

local audience = {}

-- Share that disapproves of staying out, and what an empty threat adds at the foot and at the top of the ladder. The first is from memory of the
-- survey; the span is chosen so that the middle of the ladder gives its 16 points.
local STAY_OUT, EMPTY_LEAST, EMPTY_MOST, RUNG_MAX = 0.33, 0.10, 0.22, 10

-- disapproval { threatened =, fought =, escalation = } -> share of the public that disapproves, 0 to 1.
--
--   threatened  whether force was threatened in public; false if not given
--   fought      whether the word was kept; false if not given
--   escalation  rung that was reached before backing down, 0 to 10; 5 if not given
--
-- Staying out: .33. An empty threat (threatened, not fought): .33 + .10 + .12 escalation / 10, that is .10 at rung 0 to .22 at rung 10 more than
-- staying out, .16 in the middle, and more the higher the rung. Who kept his word, or never gave it, pays nothing here: what a war itself costs
-- is another matter. Confidence medium for the 16 points; the straight line is a judgement.
function audience.disapproval(given)
  expect.fields("audience.disapproval", given, { "threatened", "fought", "escalation" })
  local function said(name) if given[name] == nil then return false end return given[name] end
  local threatened = expect.boolean("threatened", said("threatened"))
  local fought = expect.boolean("fought", said("fought"))
  local rung = expect.number("escalation", given.escalation == nil and RUNG_MAX / 2 or given.escalation, 0, RUNG_MAX)
  if not threatened or fought then return STAY_OUT end
  return STAY_OUT + EMPTY_LEAST + (EMPTY_MOST - EMPTY_LEAST) * rung / RUNG_MAX
end

return audience

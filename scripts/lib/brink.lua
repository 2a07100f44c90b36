-- Brinkmanship: threats that leave something to chance.

local expect = require "expect"

local brink = {}

-- critical_risk(win, submit, disaster) -> greatest risk of disaster worth running rather than submit: (win - submit) / (win - disaster), where
-- (1 - f) win + f disaster = submit (Ellsberg 1959; Powell 1990, Nuclear Deterrence Theory). Confidence high.
--
--   win, submit, disaster  payoffs in any one unit, win >= submit >= disaster and win above disaster
--
-- 0 to 1. Falls as submitting becomes bearable and as disaster becomes worse.
function brink.critical_risk(win, submit, disaster)
  expect.number("disaster", disaster)
  expect.number("submit", submit, disaster)
  expect.number("win", win, submit)
  expect.that(win > disaster, "win", win, "more than disaster")
  return (win - submit) / (win - disaster)
end

-- cumulative(f, n) -> chance of at least one disaster in n steps, each with risk f by itself: 1 - (1 - f)^n, 0 to 1. Derived.
--
--   f  risk of one step, 0 to 1;  n  steps, from 0, whole or not
function brink.cumulative(f, n)
  expect.number("f", f, 0, 1)
  expect.number("n", n, 0)
  if n == 0 then return 0 end
  return 1 - (1 - f) ^ n
end

return brink

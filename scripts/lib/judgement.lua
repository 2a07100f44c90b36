-- For scenarios: numbers that somebody had to judge, each with its range and its reason. Every call makes a fact of its own, so these are called
-- while a scenario is loaded, where `fact` is.

local expect = require "expect"

local judgement = {}

-- guess(value, low, high, why) -> a fact of confidence "judgement".
--
--   value, low, high  in the unit of the field, low <= value <= high
--   why               its reason, in words
--   where, depth      for modules that check rows: what the names in errors begin with, and how many calls above the caller the line to blame is
function judgement.guess(value, low, high, why, where, depth)
  where, depth = where or "", depth or 0
  expect.number(where .. "value", value, nil, nil, nil, depth)
  expect.number(where .. "low", low, nil, value, nil, depth)
  expect.number(where .. "high", high, value, nil, nil, depth)
  expect.that(type(why) == "string" and why ~= "", where .. "why", expect.shown(why), "a reason in words", depth)
  return fact(value, "judgement: " .. why, "judgement", low, high)
end

-- around(value, width, why) -> the same for a share, 0 to 1, that may be off by `width` either way and stays one.
function judgement.around(value, width, why)
  expect.number("value", value, 0, 1)
  expect.number("width", width, 0, 1)
  return (judgement.guess(value, math.max(0, value - width), math.min(1, value + width), why, "", 1))
end

-- stake(value [, low, high]) -> salience of a theatre to an actor, 0 to 1; .15 either way unless a range is given. The reasons belong in the
-- scenario's README.md.
function judgement.stake(value, low, high)
  expect.number("value", value, 0, 1)
  low, high = low or math.max(0, value - 0.15), high or math.min(1, value + 0.15)
  expect.number("low", low, 0, value)
  expect.number("high", high, value, 1)
  return fact(value, "judgement: salience, see README.md", "judgement", low, high)
end

-- quality() and supply() -> those of a force of which nothing is known that would set it apart.
function judgement.quality()
  return judgement.guess(1, 0.8, 1.2, "no source ranks the troops")
end

function judgement.supply()
  return judgement.guess(1, 0.8, 1, "peacetime stocks")
end

-- no_polls() -> approval of a government of which nobody has asked, or not so that it could be compared.
function judgement.no_polls()
  return judgement.guess(0.5, 0.3, 0.7, "no comparable polls")
end

return judgement

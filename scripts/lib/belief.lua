-- Beliefs about a chance, by counting cases.

local expect = require "expect"

local belief = {}

-- beta(mean, size) -> a belief about a chance: beta-distributed with that mean, worth as many cases as its size (Beta-Bernoulli with weighted
-- evidence). Derived.
--
--   mean  0 to 1, ends excluded
--   size  above 0, in cases: how many it takes to move the belief half-way to what they say
--
-- With s the weight of all successes and f of all failures since, the mean is (mean size + s) / (size + s + f). Methods, which but for the
-- readings return the belief itself, so that they can be chained:
--   :success(weight), :failure(weight)  one more case, or a part of one; weight from 0, 1 if not given
--   :mean(), :size()                    readings: the mean, 0 to 1; what it is worth now, in cases
--   :forget(rate)                       what was learned fades towards the beginning, s and f to (1 - rate) of what they were: rate 0
--                                       (nothing) to 1 (all)
--
-- Successes raise the mean, failures lower it, each the less the greater the size; their order does not matter unless something is forgotten
-- between.
function belief.beta(mean, size)
  expect.number("mean", mean, 0, 1, "()")
  expect.number("size", size, 0, math.huge, "()")
  local a0, b0 = mean * size, (1 - mean) * size
  local a, b = a0, b0
  local self = {}
  function self:success(weight)
    a = a + expect.number("weight", weight == nil and 1 or weight, 0)
    return self
  end
  function self:failure(weight)
    b = b + expect.number("weight", weight == nil and 1 or weight, 0)
    return self
  end
  function self:mean() return a / (a + b) end
  function self:size() return a + b end
  function self:forget(rate)
    expect.number("rate", rate, 0, 1)
    a, b = a0 + (a - a0) * (1 - rate), b0 + (b - b0) * (1 - rate)
    return self
  end
  return self
end

return belief

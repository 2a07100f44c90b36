-- Beliefs about a chance, by counting.

local belief = {}

-- A beta belief with this mean (0 to 1, ends excluded) and size (how many cases it is worth). Methods: success(weight),
-- failure(weight), mean(), forget(rate) with rate 0 to 1.
function belief.beta(mean, size)
  if type(mean) ~= "number" or not (mean > 0 and mean < 1) then
    error(("mean: found %s; expected a number between 0 and 1"):format(tostring(mean)), 2)
  end
  if type(size) ~= "number" or not (size > 0 and size < math.huge) then
    error(("size: found %s; expected a number above 0"):format(tostring(size)), 2)
  end
  local a, b = mean * size, (1 - mean) * size
  local self = {}
  function self:success(weight) a = a + (weight or 1) return self end
  function self:failure(weight) b = b + (weight or 1) return self end
  function self:mean() return a / (a + b) end
  function self:forget(rate)
    a, b = mean * size + (a - mean * size) * (1 - rate), (1 - mean) * size + (b - (1 - mean) * size) * (1 - rate)
    return self
  end
  return self
end

return belief

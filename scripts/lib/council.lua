-- Councils: the chance that a request passes.

local expect = require "expect"

local council = {}

-- approval(probabilities, rule [, quota]) -> chance that the organ grants it, members deciding independently.
--
--   probabilities  list of the members' chances, 0 to 1: to approve, or under "silence" to break the silence by an objection
--   rule           "consensus": all must approve, the product of p; "quota": at least `quota` of them approve, the tail of the
--                  Poisson-binomial distribution; "silence": nobody objects in time, the product of 1 - p
--   quota          number of approvals needed, from 0
--
-- An empty council grants whatever needs nobody. Adding a member can only lower consensus, and only raise a tail.
function council.approval(probabilities, rule, quota)
  expect.numbers("probabilities", probabilities, 0, 0, 1)
  expect.word("rule", rule, { "consensus", "quota", "silence" })
  local n = #probabilities
  if rule ~= "quota" then
    local product = 1
    for i = 1, n do product = product * (rule == "consensus" and probabilities[i] or 1 - probabilities[i]) end
    return product
  end
  expect.number("quota", quota, 0)
  local chance = { [0] = 1 } -- that exactly k of those so far approve
  for i = 1, n do
    local p = probabilities[i]
    chance[i] = 0
    for k = i, 1, -1 do chance[k] = chance[k] * (1 - p) + chance[k - 1] * p end
    chance[0] = chance[0] * (1 - p)
  end
  local tail = 0
  for k = n, 0, -1 do
    if k >= quota then tail = tail + chance[k] end
  end
  return math.min(1, tail)
end

return council

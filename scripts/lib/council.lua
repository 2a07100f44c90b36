-- Councils: the chance that a request passes.

local expect = require "expect"

local council = {}

-- approval(probabilities, rule [, quota]) -> chance that the organ grants it, members deciding independently.
--
--   probabilities  list of the n members' chances, 0 to 1: to approve, or under "silence" to break the silence by an objection (a veto)
--   rule           "consensus": all must approve, the product of p; "quota": at least `quota` of them approve, the tail of the
--                  Poisson-binomial distribution; "silence": nobody objects in time, the product of 1 - p; "limited": those who approve go
--                  ahead without the others, so one is enough, 1 - the product of 1 - p
--   quota          for "quota": approvals needed, a whole number from 0, or a share of the n members, above 0 and below 1
--
-- Derived. An empty council grants whatever needs nobody. Adding a member can only lower consensus and silence, and only raise a tail with a
-- given number. A quota of 0 is always met, one of n is consensus, one over n never met.
function council.approval(probabilities, rule, quota)
  expect.numbers("probabilities", probabilities, 0, nil, 0, 1)
  expect.word("rule", rule, { "consensus", "quota", "silence", "limited" })
  local n = #probabilities
  if rule ~= "quota" then
    local product = 1
    for i = 1, n do product = product * (rule == "consensus" and probabilities[i] or 1 - probabilities[i]) end
    return rule == "limited" and 1 - product or product
  end
  expect.number("quota", quota, 0)
  expect.that(quota < 1 or quota % 1 == 0, "quota", quota, "a whole number of approvals, or a share above 0 and below 1")
  local needed = quota < 1 and quota * n - 1e-9 or quota -- a share of 2/3 means two of three, whatever its last digit
  local chance = { [0] = 1 } -- that exactly k of those so far approve
  for i = 1, n do
    local p = probabilities[i]
    chance[i] = 0
    for k = i, 1, -1 do chance[k] = chance[k] * (1 - p) + chance[k - 1] * p end
    chance[0] = chance[0] * (1 - p)
  end
  local tail = 0
  for k = n, 0, -1 do
    if k >= needed then tail = tail + chance[k] end
  end
  return math.min(1, tail)
end

return council

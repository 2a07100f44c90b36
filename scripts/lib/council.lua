-- Councils: the chance that a request passes.

local council = {}

-- probabilities: list of each other member's chance to approve (0 to 1). rule: "consensus" and "silence" (nobody may object): the product;
-- "quota": the chance that at least quota of them approve (Poisson-binomial tail).
function council.approval(probabilities, rule, quota)
  local product, tail = 1, { [0] = 1 }
  for n, p in ipairs(probabilities) do
    if type(p) ~= "number" or not (p >= 0 and p <= 1) then
      error(("probabilities: found %s; expected numbers from 0 to 1"):format(tostring(p)), 2)
    end
    product = product * p
    for k = n, 0, -1 do
      tail[k] = (tail[k] or 0) * (1 - p) + (k > 0 and tail[k - 1] or 0) * p
    end
  end
  if rule == "consensus" or rule == "silence" then return product end
  if rule ~= "quota" then
    error(("rule: found %s; expected consensus, silence or quota"):format(tostring(rule)), 2)
  end
  if type(quota) ~= "number" or quota < 0 then error("quota: expected a number of members from 0", 2) end
  local sum = 0
  for k = 0, #probabilities do
    if k >= quota then sum = sum + tail[k] end
  end
  return sum
end

return council

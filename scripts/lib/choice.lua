-- Choice under noise and under risk.

local choice = {}

local function number(name, value, low, high)
  if type(value) ~= "number" or not (value >= low and value <= high) then
    error(("%s: found %s; expected a number from %g to %g"):format(name, tostring(value), low, high), 3)
  end
  return value
end

-- Probabilities of options with these utilities under logit noise: exp(lambda u_i) / sum (McKelvey and Palfrey 1995).
-- utilities: list of numbers; lambda: 0 (all alike) to 1e6.
function choice.logit(utilities, lambda)
  number("lambda", lambda, 0, 1e6)
  local best = -math.huge
  for _, u in ipairs(utilities) do
    best = math.max(best, number("utilities", u, -1e9, 1e9))
  end
  local weights, sum = {}, 0
  for i, u in ipairs(utilities) do
    weights[i] = math.exp(lambda * (u - best))
    sum = sum + weights[i]
  end
  for i, w in ipairs(weights) do weights[i] = w / sum end
  return weights
end

-- Quantal response equilibrium of the symmetric game of hawk and dove: the chance of hawk, by bisection on
-- p = logistic(lambda (V/2 - p C/2)). V: value, C: cost of a fight, both at least 0.
function choice.qre_hawk_dove(V, C, lambda)
  number("V", V, 0, 1e6)
  number("C", C, 0, 1e6)
  number("lambda", lambda, 0, 1e6)
  local low, high = 0, 1
  for _ = 1, 100 do
    local p = (low + high) / 2
    if 1 / (1 + math.exp(-lambda * (V / 2 - p * C / 2))) > p then low = p else high = p end
  end
  return (low + high) / 2
end

-- Logit at each node of challenge, resist, fight, from the end back (Signorino 1999). Each outcome is { challenger, defender }.
function choice.agent_qre(game)
  local lambda = number("lambda", game.lambda, 0, 1e6)
  local function prefers(a, b) return choice.logit({ a, b }, lambda)[1] end
  local fight = prefers(game.war[1], game.back_down[1])
  local resist = prefers(fight * game.war[2] + (1 - fight) * game.back_down[2], game.concede[2])
  local challenged = resist * (fight * game.war[1] + (1 - fight) * game.back_down[1]) + (1 - resist) * game.concede[1]
  local challenge = prefers(challenged, game.sq[1])
  return { p_challenge = challenge, p_resist = resist, p_fight = fight, p_war = challenge * resist * fight }
end

return choice

-- Choice under noise and under risk.

local expect = require "expect"

local choice = {}

local function logit(utilities, lambda)
  local best = -math.huge
  for i = 1, #utilities do best = math.max(best, utilities[i]) end
  local weights, sum = {}, 0
  for i = 1, #utilities do
    weights[i] = math.exp(lambda * (utilities[i] - best))
    sum = sum + weights[i]
  end
  for i = 1, #weights do weights[i] = weights[i] / sum end
  return weights
end

-- logit(utilities, lambda) -> probabilities, in the order of the utilities: exp(lambda u_i) / (sum over j of exp(lambda u_j)). Quantal
-- response: the better is chosen more often, not always (McKelvey and Palfrey 1995, GEB 10:6-38). Derived: what follows from utilities with
-- independent extreme-value errors.
--
--   utilities  list of numbers, at least one; only differences count
--   lambda     precision, per unit of utility, from 0 (all alike); as it grows the best takes all, several equally good ones in equal parts
--
-- Computed from differences to the best, so that no exponential overflows.
function choice.logit(utilities, lambda)
  expect.numbers("utilities", utilities, 1)
  expect.number("lambda", lambda, 0)
  local probabilities = logit(utilities, lambda)
  return probabilities
end

-- qre_hawk_dove(V, C, lambda) -> chance of playing hawk in the symmetric quantal response equilibrium, 0 to 1 (McKelvey and Palfrey 1995).
-- Derived; solved to 2^-60.
--
-- Hawk against hawk (V - C) / 2 to each, hawk against dove V, dove against hawk 0, dove against dove V / 2: against a hawk with chance p, hawk is
-- worth V / 2 - p C / 2 more than dove. The equilibrium is the one root of p = 1 / (1 + exp(-lambda (V / 2 - p C / 2))): the right side falls in
-- p, so bisection finds it.
--
--   V       value of the prize, from 0
--   C       cost of a fight, from 0, in the unit of V
--   lambda  precision, per unit of V, from 0
--
-- lambda 0 gives 1/2; without end it tends to the mixed equilibrium V / C, or to 1 where V >= C. Rises in V, falls in C.
function choice.qre_hawk_dove(V, C, lambda)
  expect.number("V", V, 0)
  expect.number("C", C, 0)
  expect.number("lambda", lambda, 0)
  local low, high = 0, 1
  for _ = 1, 60 do
    local p = (low + high) / 2
    if 1 / (1 + math.exp(-lambda * (V / 2 - p * C / 2))) > p then low = p else high = p end
  end
  return (low + high) / 2
end

-- agent_qre { lambda =, sq =, concede =, back_down =, war = } -> { p_challenge =, p_resist =, p_fight =, p_war = }
--
-- A crisis of three decisions, each by logit of the values that the later ones give, from the end back (McKelvey and Palfrey 1998, Exp. Econ.
-- 1:9-41; Signorino 1999, APSR 93:279-297): the challenger challenges or leaves the status quo, the defender resists or concedes, the
-- challenger fights or backs down. Derived.
--
--   sq, concede, back_down, war  how it may end, each a pair { the challenger's payoff, the defender's }, in any unit
--   lambda                       precision, per that unit, from 0; the same at each decision
--
-- With L(d) = 1 / (1 + exp(-lambda d)):
--
--   p_fight = L(war_1 - back_down_1)
--   p_resist = L(p_fight war_2 + (1 - p_fight) back_down_2 - concede_2)
--   p_challenge = L(p_resist (p_fight war_1 + (1 - p_fight) back_down_1) + (1 - p_resist) concede_1 - sq_1)
--
-- p_war is the product. lambda 0 gives coins, 1/8; without end the perfect equilibrium by backward induction. In between p_war need not rise or
-- fall all the way.
function choice.agent_qre(game)
  expect.fields("choice.agent_qre", game, { "lambda", "sq", "concede", "back_down", "war" })
  local lambda = expect.number("lambda", game.lambda, 0)
  local sq = expect.numbers("sq", game.sq, 2, 2)
  local concede = expect.numbers("concede", game.concede, 2, 2)
  local back_down = expect.numbers("back_down", game.back_down, 2, 2)
  local war = expect.numbers("war", game.war, 2, 2)
  local function prefers(a, b) return logit({ a, b }, lambda)[1] end
  local fight = prefers(war[1], back_down[1])
  local resist = prefers(fight * war[2] + (1 - fight) * back_down[2], concede[2])
  local challenged = resist * (fight * war[1] + (1 - fight) * back_down[1]) + (1 - resist) * concede[1]
  local challenge = prefers(challenged, sq[1])
  return { p_challenge = challenge, p_resist = resist, p_fight = fight, p_war = challenge * resist * fight }
end

local function weight(p, gamma)
  if p <= 0 then return 0 end
  if p >= 1 then return 1 end
  local up, down = p ^ gamma, (1 - p) ^ gamma
  return up / (up + down) ^ (1 / gamma)
end

local GAMMA_MIN, GAMMA_MAX = 0.28, 100 -- below, the form is no longer monotone; above, powers of 1/2 come near the least number there is

-- weight(p, gamma) -> decision weight of a probability, 0 to 1: p^g / (p^g + (1 - p)^g)^(1/g) (Tversky and Kahneman 1992, JRU 5:297-323).
-- Confidence high.
--
--   p      0 to 1; the ends weigh what they are
--   gamma  0.28 to 100: 1 leaves probabilities as they are, less overweighs the small and underweighs the large, more underweighs the small; .61
--          for gains if not given, .69 is usual for losses
function choice.weight(p, gamma)
  expect.number("p", p, 0, 1)
  gamma = expect.number("gamma", gamma == nil and 0.61 or gamma, GAMMA_MIN, GAMMA_MAX)
  local w = weight(p, gamma)
  return w
end

local prospect_options = { "alpha", "beta", "lambda", "gamma", "delta", "reference" }

-- Adds up the values of outcomes on one side of the reference, the most extreme first, each with the weight that it adds to the chance of
-- something at least as extreme.
local function side(outcomes, gamma, value)
  local total, cumulative, before = 0, 0, 0
  for i = 1, #outcomes do
    cumulative = math.min(1, cumulative + outcomes[i].p)
    local now = weight(cumulative, gamma)
    total = total + (now - before) * value(outcomes[i].x)
    before = now
  end
  return total
end

-- prospect(lottery [, opts]) -> value by cumulative prospect theory, in units of x^alpha (Tversky and Kahneman 1992). Confidence high.
--
--   lottery  list of { x = outcome, p = probability }, also written { x, p }; probabilities 0 to 1 with a sum of at most 1, what is missing
--            falls on the reference
--   opts     alpha .88 and beta .88 (curvature of gains and losses, above 0 and up to 2), lambda 2.25 (loss aversion, from 0), gamma .61 and
--            delta .69 (weighting of gains and losses, 0.28 to 100), reference 0 (unit of x)
--
-- v(x) = x^alpha above the reference, -lambda (-x)^beta below; the value is the sum of v(x_i) pi_i. Gains are ranked from the best down, losses
-- from the worst up, and pi_i is what x_i adds to the weight of getting something at least as extreme:
-- pi_i = w(p_1 + ... + p_i) - w(p_1 + ... + p_(i-1)), with gamma for gains and delta for losses. Gains and losses are weighed apart: in a mixed
-- lottery the pi need not add up to 1. With alpha = beta = lambda = gamma = delta = 1 it is the expected value less the reference.
--
-- Averse to risk in likely gains and unlikely losses, fond of it in unlikely gains and likely losses; an even chance of as much won as lost is
-- worth less than nothing, the more so the greater lambda.
function choice.prospect(lottery, opts)
  expect.fields("lottery", lottery)
  opts = expect.fields("opts", opts == nil and {} or opts, prospect_options)
  local function option(name, usual) if opts[name] == nil then return usual end return opts[name] end
  local alpha = expect.number("opts.alpha", option("alpha", 0.88), 0, 2, "(]")
  local beta = expect.number("opts.beta", option("beta", 0.88), 0, 2, "(]")
  local lambda = expect.number("opts.lambda", option("lambda", 2.25), 0)
  local gamma = expect.number("opts.gamma", option("gamma", 0.61), GAMMA_MIN, GAMMA_MAX)
  local delta = expect.number("opts.delta", option("delta", 0.69), GAMMA_MIN, GAMMA_MAX)
  local reference = expect.number("opts.reference", option("reference", 0))
  expect.that(#lottery > 0, "lottery", "an empty list", "at least one { x =, p = }")
  local gains, losses, sum = {}, {}, 0
  for i = 1, #lottery do
    local name = ("lottery[%d]"):format(i)
    local entry = expect.fields(name, lottery[i], { "x", "p", 1, 2 })
    local x = expect.number(name .. ".x", entry.x == nil and entry[1] or entry.x)
    local p = expect.number(name .. ".p", entry.p == nil and entry[2] or entry.p, 0, 1)
    sum = sum + p
    local list = x >= reference and gains or losses
    list[#list + 1] = { x = math.abs(x - reference), p = p }
  end
  expect.that(sum <= 1 + 1e-9, "lottery", ("probabilities with a sum of %g"):format(sum), "at most 1")
  local function by_size(a, b) return a.x > b.x end
  table.sort(gains, by_size)
  table.sort(losses, by_size)
  return side(gains, gamma, function(x) return x ^ alpha end) - side(losses, delta, function(x) return lambda * x ^ beta end)
end

return choice

-- F10, F18 against the definitions of equilibrium and of decision weights.

local choice = require "choice"
local frame = require "laws/frame"
local near, holds, goes, chance = frame.near, frame.holds, frame.goes, frame.chance

local laws = {}

local function logistic(x) return 1 / (1 + math.exp(-x)) end

laws["logit is what comes of errors in utilities"] = function(r)
  local u, lambda, count = r.list(r.whole(1, 5), -2, 2), r.real(0, 3), 8000
  local p, best, sum = choice.logit(u, lambda), {}, 0
  for i = 1, #u do best[i] = 0 end
  for _ = 1, count do -- the best after extreme-value errors
    local top, which = -math.huge, nil
    for i = 1, #u do
      local value = lambda * u[i] - math.log(-math.log(r.real()))
      if value > top then top, which = value, i end
    end
    best[which] = best[which] + 1
  end
  for i = 1, #u do
    frame.share("share", best[i] / count, p[i], count)
    sum = sum + p[i]
    if i > 1 then near("odds", math.log(p[i] / p[1]), lambda * (u[i] - u[1]), 1e-9) end
  end
  near("sum", sum, 1, 1e-12)
end

laws["logit has its limits"] = function(r)
  local u = r.list(r.whole(2, 6), -1, 1)
  local top = math.max(table.unpack(u))
  for i, p in ipairs(choice.logit(u, 0)) do near("all alike", p, 1 / #u, 1e-12, i) end
  u[#u + 1] = top
  for _, lambda in ipairs { 1e9, 1e50, 1e100 } do
    for i, p in ipairs(choice.logit(u, lambda)) do near("the best take all", p, u[i] == top and 0.5 or 0, 1e-6) end
  end
  local p = choice.logit({ 1e100, -1e100, 0 }, 1e100)
  holds(p[1] == 1 and p[2] == 0 and p[3] == 0, "size")
  local moved = {}
  for i = 1, #u do moved[i] = u[i] + 1000 end
  near("only differences count", choice.logit(moved, 3)[1], choice.logit(u, 3)[1], 1e-9)
  near("one", choice.logit({ r.real(-9, 9) }, r.real(0, 9))[1], 1, 1e-12)
end

laws["hawks and doves are in equilibrium"] = function(r)
  local V, C, lambda = r.real(0, 5), r.real(0, 8), r.real(0, 6)
  local p = choice.qre_hawk_dove(V, C, lambda)
  local hawk = p * (V - C) / 2 + (1 - p) * V -- against one who plays so, from the table of payoffs
  local dove = p * 0 + (1 - p) * V / 2
  near("fixed point", math.exp(lambda * hawk) / (math.exp(lambda * hawk) + math.exp(lambda * dove)), p, 1e-9)
  near("root", p, frame.root(function(q) return q - logistic(lambda * (V - q * C) / 2) end, 0, 1), 1e-9)
  goes("cost", -1, { 1, 3, 9 }, function(c) return choice.qre_hawk_dove(V, c, 0.1 + lambda) end)
  goes("prize", 1, { 1, 3, 9 }, function(v) return choice.qre_hawk_dove(v, C, 0.1 + lambda) end)
end

laws["hawks and doves have their limits"] = function(r)
  local C = r.real(1, 8)
  local V = C * r.real(0.05, 0.95)
  near("coins", choice.qre_hawk_dove(V, C, 0), 0.5, 1e-9)
  for _, lambda in ipairs { 1e6, 1e9, 1e50, 1e100 } do
    near("mixed", choice.qre_hawk_dove(V, C, lambda), V / C, 1e-4)
    near("known", choice.qre_hawk_dove(3, 4, lambda), 0.75, 1e-4)
    near("dominance", choice.qre_hawk_dove(C, V, lambda), 1, 1e-4)
    near("no prize", choice.qre_hawk_dove(0, C, lambda), 0, 1e-4)
    near("nothing", choice.qre_hawk_dove(0, 0, lambda), 0.5, 1e-9)
  end
  chance("size", choice.qre_hawk_dove(r.log(1e-90, 1e100), r.log(1e-90, 1e100), r.log(1e-90, 1e100)))
end

local function some_crisis(r)
  return { sq = r.list(2, -1, 1), concede = r.list(2, -1, 1), back_down = r.list(2, -1, 1), war = r.list(2, -1, 1) }
end

laws["a crisis is solved from its end"] = function(r)
  local game = some_crisis(r)
  game.lambda = r.real(0, 8)
  local found = choice.agent_qre(game)
  local function prefers(a, b) return math.exp(game.lambda * a) / (math.exp(game.lambda * a) + math.exp(game.lambda * b)) end
  local function mixed(p, a, b) return { p * a[1] + (1 - p) * b[1], p * a[2] + (1 - p) * b[2] } end
  local fight = prefers(game.war[1], game.back_down[1])
  local resisted = mixed(fight, game.war, game.back_down)
  local resist = prefers(resisted[2], game.concede[2])
  local challenged = mixed(resist, resisted, game.concede)
  local challenge = prefers(challenged[1], game.sq[1])
  near("fight", found.p_fight, fight, 1e-9)
  near("resist", found.p_resist, resist, 1e-9)
  near("challenge", found.p_challenge, challenge, 1e-9)
  near("war", found.p_war, fight * resist * challenge, 1e-9)
  game.lambda = 0
  near("coins", choice.agent_qre(game).p_war, 0.125, 1e-12)
end

laws["without errors a crisis is solved by backward induction"] = function(r)
  local game = some_crisis(r)
  local fights = game.war[1] > game.back_down[1]
  local resisted = fights and game.war or game.back_down
  local resists = resisted[2] > game.concede[2]
  local challenged = resists and resisted or game.concede
  local challenges = challenged[1] > game.sq[1]
  local close = math.min(math.abs(game.war[1] - game.back_down[1]), math.abs(resisted[2] - game.concede[2]), math.abs(challenged[1] - game.sq[1]))
  if close < 1e-3 then return end
  for _, lambda in ipairs { 1e5, 1e50, 1e100 } do
    game.lambda = lambda
    local found = choice.agent_qre(game)
    near("fight", found.p_fight, fights and 1 or 0)
    near("resist", found.p_resist, resists and 1 or 0)
    near("challenge", found.p_challenge, challenges and 1 or 0)
  end
end

laws["war need not rise or fall with precision"] = function()
  local game, before, rose, fell = { sq = { 0, 1 }, concede = { 1, 0 }, back_down = { -0.5, 1 }, war = { -0.3, -0.6 } }, nil, false, false
  for lambda = 0, 30 do
    game.lambda = lambda
    local war = choice.agent_qre(game).p_war
    if before then rose, fell = rose or war > before, fell or war < before end
    before = war
  end
  holds(rose and fell, "found a way of one direction")
end

laws["a weight is a distorted probability"] = function(r)
  local gamma = r.real() < 0.5 and r.real(0.28, 1) or r.log(1, 100)
  local p = r.real(0.001, 0.998)
  local weight = choice.weight(p, gamma)
  near("form", weight, math.exp(gamma * math.log(p) - math.log(p ^ gamma + (1 - p) ^ gamma) / gamma), 1e-9)
  holds(choice.weight(p + 0.001, gamma) >= weight, "not monotone at %g, gamma %g", p, gamma)
  holds(choice.weight(0, gamma) == 0 and choice.weight(1, gamma) == 1, "ends")
  near("gamma 1", choice.weight(p, 1), p, 1e-12)
  if gamma < 0.9 then holds(choice.weight(0.01, gamma) > 0.01 and choice.weight(0.99, gamma) < 0.99, "shape at gamma %g", gamma) end
  if gamma > 1.1 then holds(choice.weight(0.01, gamma) < 0.01, "gamma %g overweighs the small", gamma) end
end

-- The value as an integral over levels of value: the weight of getting at least so much, less the weight of losing at least so much.
laws["prospects are weighed by rank, gains and losses apart"] = function(r)
  local lottery, left = {}, 1
  for n = 1, r.whole(1, 5) do
    local p = r.real() * left
    left = left - p
    lottery[n] = r.real() < 0.5 and { x = r.real(-50, 50), p = p } or { r.whole(-3, 3) * 10, p }
  end
  local o = { alpha = r.real(0.4, 1), beta = r.real(0.4, 1), lambda = r.real(1, 3), gamma = r.real(0.35, 1), delta = r.real(0.35, 1),
    reference = r.real() < 0.5 and 0 or r.real(-20, 20) }
  local function weight(p, g) return p <= 0 and 0 or p >= 1 and 1 or p ^ g / (p ^ g + (1 - p) ^ g) ^ (1 / g) end
  local levels = { 0 }
  for _, entry in ipairs(lottery) do
    local d = (entry.x or entry[1]) - o.reference
    entry.v = d >= 0 and d ^ o.alpha or -o.lambda * (-d) ^ o.beta
    entry.d = d
    levels[#levels + 1] = math.abs(entry.v)
  end
  table.sort(levels)
  local value = 0
  for n = 2, #levels do -- steps between levels of value, in none of which a chance changes
    local y, gain, loss = (levels[n] + levels[n - 1]) / 2, 0, 0
    for _, entry in ipairs(lottery) do
      local p = entry.p or entry[2]
      if entry.v > y then gain = gain + p elseif -entry.v > y then loss = loss + p end
    end
    value = value + (levels[n] - levels[n - 1]) * (weight(gain, o.gamma) - weight(loss, o.delta))
  end
  local plain = {}
  for n, entry in ipairs(lottery) do plain[n] = { x = entry.x or entry[1], p = entry.p or entry[2] } end
  near("value", choice.prospect(plain, o), value, 1e-6)
end

laws["prospects are as Kahneman and Tversky found them"] = function(r)
  local x, p = r.log(1, 1000), r.real(0.01, 0.99)
  local function value(...) return choice.prospect { ... } end
  near("usual", value({ x = 2 * x, p = p }), choice.weight(p) * (2 * x) ^ 0.88, 1e-9)
  near("usual", value({ x = -2 * x, p = p }), -2.25 * choice.weight(p, 0.69) * (2 * x) ^ 0.88, 1e-9)
  near("mixed", value({ x = x, p = p }, { x = -x, p = 1 - p }), value({ x = x, p = p }) + value({ x = -x, p = 1 - p }), 1e-9)
  holds(value({ x = x, p = 0.5 }, { x = -x, p = 0.5 }) < 0, "losses loom larger")
  holds(value({ x = x, p = 1 }) > value({ x = 2 * x, p = 0.5 }) and value({ x = -x, p = 1 }) < value({ x = -2 * x, p = 0.5 }), "reflection")
  holds(value({ x = x, p = 1 }) < value({ x = 1000 * x, p = 0.001 }), "long shots")
  holds(value({ x = -x, p = 1 }) > value({ x = -1000 * x, p = 0.001 }), "insurance")
  near("no chance", value({ x = x, p = 0 }, { x = -x, p = 0 }), 0, 1e-12)
  local whole = value({ x = 2 * x, p = 1 - p }, { x = x, p = p })
  near("split", value({ x = x, p = p / 3 }, { x = 2 * x, p = 1 - p }, { x = x, p = p * 2 / 3 }), whole, 1e-9)
  near("reference", choice.prospect({ { x = x, p = 1 } }, { reference = x }), 0, 1e-12)
  goes("loss aversion", -1, { 0, 1, 2.25, 9 }, function(l) return choice.prospect({ { x = x, p = p }, { x = -x, p = 1 - p } }, { lambda = l }) end)
  local plain = { alpha = 1, beta = 1, lambda = 1, gamma = 1, delta = 1 }
  near("expected value", choice.prospect({ { x = x, p = p }, { x = -3 * x, p = 1 - p } }, plain), p * x - 3 * (1 - p) * x, 1e-9)
  local huge = choice.prospect({ { x = 1e100, p = p }, { x = -1e100, p = 1 - p } }, { alpha = 2, beta = 2, lambda = 1e100 })
  holds(huge == huge and huge > -math.huge, "size")
end

return laws

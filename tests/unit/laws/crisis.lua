-- F1, F2 against their games: indifference, best replies, integration, simulation.

local crisis = require "crisis"
local frame = require "laws/frame"
local near, holds, chance, goes = frame.near, frame.holds, frame.chance, frame.goes

local laws = {}

local function some_war(r)
  local w_max = r.real(-1.5, 1)
  return { a1 = r.log(0.01, 10), a2 = r.log(0.01, 10), w_min = math.min(w_max, 0) - r.log(0.05, 5), w_max = w_max }
end

-- Share of types that would rather fight than pay a * t.
local function fighters(game, a, t)
  return math.max(0, math.min(1, (game.w_max + a * t) / (game.w_max - game.w_min)))
end

-- The solution from the two equations alone: the first time at which the survivors of one side are as many as there were.
local function solve(game)
  local function filled(t)
    return math.max(fighters(game, game.a1, t) * (1 + game.a2 * t), fighters(game, game.a2, t) * (1 + game.a1 * t)) - 1
  end
  local high = 1e-6
  while filled(high) < 0 do high = 2 * high end
  local t = frame.root(filled, 0, high)
  local k1, k2 = fighters(game, game.a1, t) * (1 + game.a2 * t), fighters(game, game.a2, t) * (1 + game.a1 * t)
  local function quits(own, other, k, k_other) -- the integral of the density of giving way times the other's survivors, in log time
    local function density(u)
      local s = math.exp(u) - 1
      return (s + 1) * k * other / (1 + other * s) ^ 2 * k_other / (1 + own * s)
    end
    return 1 - k + frame.integral(density, 0, math.log(1 + t), 2000)
  end
  return t, k1, k2, quits(game.a1, game.a2, k1, k2), quits(game.a2, game.a1, k2, k1)
end

laws["attrition solves its equations"] = function(r)
  local game = some_war(r)
  local found, t, k1, k2, quits1, quits2 = crisis.attrition(game), solve(game)
  near("horizon", found.horizon, t)
  near("at once 1", found.p_concede_now[1], 1 - k1)
  near("at once 2", found.p_concede_now[2], 1 - k2)
  near("war", found.p_war, k1 / (1 + game.a2 * t) * k2 / (1 + game.a1 * t))
  near("back down 1", found.p_back_down[1], quits1, 1e-5)
  near("back down 2", found.p_back_down[2], quits2, 1e-5)
  near("sum", found.p_war + found.p_back_down[1] + found.p_back_down[2], 1, 1e-9)
end

-- Whenever a side gives way before the horizon it gets the same, and the last to fight are those to whom war is no worse.
laws["attrition leaves nobody a better time"] = function(r)
  local game = some_war(r)
  local found = crisis.attrition(game)
  local rates, t = { game.a1, game.a2 }, found.horizon
  for i = 1, 2 do
    local j = 3 - i
    local function survivors(s) return (1 - found.p_concede_now[j]) / (1 + rates[i] * s) end
    local function worth(s) return (1 - survivors(s)) - survivors(s) * rates[i] * s end
    for _ = 1, 5 do near("waiting", worth(r.real(0, t)), worth(t)) end
    local last = -rates[i] * t
    near("the last", (1 - survivors(t)) + survivors(t) * last, worth(t))
    near("those left", (1 - found.p_concede_now[i]) / (1 + rates[j] * t), fighters(game, rates[i], t))
  end
end

laws["attrition comes out so when it is played"] = function(r)
  local game, count = some_war(r), 4000
  local found = crisis.attrition(game)
  local t, now = found.horizon, found.p_concede_now
  local function quits_at(k, other) -- the time at which survivors k / (1 + other s) fall to a uniform mark
    local mark = r.real()
    if mark > k then return 0 end
    return (k / mark - 1) / other
  end
  local war, first = 0, 0
  for _ = 1, count do
    local s1, s2 = quits_at(1 - now[1], game.a2), quits_at(1 - now[2], game.a1)
    if s1 > t and s2 > t then war = war + 1 elseif s1 < s2 then first = first + 1 end
  end
  frame.share("war", war / count, found.p_war, count)
  frame.share("1 backs down", first / count, found.p_back_down[1], count)
end

laws["the side with the higher rate backs down less"] = function(r)
  local game = some_war(r)
  game.w_max = math.min(game.w_max, 0.95)
  local found = crisis.attrition(game)
  local mirror = crisis.attrition { a1 = game.a2, a2 = game.a1, w_min = game.w_min, w_max = game.w_max }
  near("mirror", found.p_back_down[1], mirror.p_back_down[2], 1e-9)
  near("mirror", found.p_concede_now[1], mirror.p_concede_now[2], 1e-9)
  if math.abs(game.a1 / game.a2 - 1) > 1e-3 then
    local less = game.a1 > game.a2 and 1 or 2
    holds(found.p_back_down[less] < found.p_back_down[3 - less], "the higher rate backs down more")
    holds(found.p_concede_now[less] == 0, "the higher rate concedes at once")
  end
  local faster = crisis.attrition { a1 = 7 * game.a1, a2 = 7 * game.a2, w_min = game.w_min, w_max = game.w_max }
  near("unit of time", faster.horizon * 7, found.horizon)
  near("unit of time", faster.p_war, found.p_war, 1e-9)
  goes("own rate", -1, { 0.5, 1, 2, 4 }, function(times)
    return crisis.attrition({ a1 = times * game.a2, a2 = game.a2, w_min = game.w_min, w_max = math.max(0, game.w_max) }).p_back_down[1]
  end)
end

laws["attrition has its limits"] = function(r)
  local w_max = r.real(0, 0.9)
  local w_min = -r.real(0.1, 3)
  local usual = crisis.attrition { a1 = 1, a2 = 1, w_min = w_min, w_max = w_max }
  for _, a in ipairs { 1e-90, 1e-12, 1e12, 1e90 } do -- costs that vanish alike change nothing but the time
    local found = crisis.attrition { a1 = a, a2 = a, w_min = w_min, w_max = w_max }
    near("war", found.p_war, usual.p_war, 1e-9)
    near("back down", found.p_back_down[1], usual.p_back_down[1], 1e-9)
    holds(found.p_concede_now[1] == 0 and found.p_concede_now[2] == 0, "equal sides concede at once")
    near("time", found.horizon * a, usual.horizon, 1e-9)
  end
  local lost = crisis.attrition { a1 = 1e60, a2 = 1e-60, w_min = w_min, w_max = 0 }
  near("the slower gives way", lost.p_back_down[2], 1)
  near("no war", lost.p_war, 0)
  near("nearly equal", crisis.attrition({ a1 = 1, a2 = 1 + 1e-9, w_min = w_min, w_max = w_max }).p_back_down[2], usual.p_back_down[2], 1e-8)
  local never = crisis.attrition { a1 = r.real(0.1, 1), a2 = r.real(0.1, 1), w_min = 0.1, w_max = 0.5 }
  holds(never.p_war == 1 and never.horizon == 0, "all would fight")
  near("hardly anyone pays", crisis.attrition({ a1 = 1, a2 = 2, w_min = -1e-9, w_max = 0.5 }).p_war, 1)
  local found = crisis.attrition { a1 = r.log(1e-80, 1e80), a2 = r.log(1e-80, 1e80), w_min = -r.log(1, 1e90), w_max = -r.log(1e-9, 0.9) }
  for i = 1, 2 do
    chance("back down", found.p_back_down[i])
    chance("at once", found.p_concede_now[i])
  end
  chance("war", found.p_war)
end

local function some_threat(r)
  local w_max = r.real(-1, 0.9)
  return { audience_cost = r.real(0, 2), w_min = w_max - r.real(0.1, 4), w_max = w_max, w_defender = -r.real(0, 3) }
end

-- No type and no defender does better by another move; beliefs follow from the strategies.
laws["one shot leaves nobody a better move"] = function(r)
  local game = some_threat(r)
  local found, a = crisis.one_shot(game), game.audience_cost
  near("answers", found.p_concede + found.p_resist, 1, 1e-12)
  near("product", found.p_threat * found.p_war_given_threat, found.p_war, 1e-12)
  local meant = found.p_resist > 0 and found.p_war_given_threat / found.p_resist or nil
  local would = 0
  for n = 1, 2000 do
    if game.w_min + (n - 0.5) / 2000 * (game.w_max - game.w_min) >= -a then would = would + 1 / 2000 end
  end
  if meant then
    near("the defender is indifferent", meant * game.w_defender + (1 - meant), 0, 1e-9)
    near("a bluff gains nothing", (1 - found.p_resist) - found.p_resist * a, 0, 1e-9)
    near("those who mean it threaten", found.p_threat * meant, would, 1e-3)
    holds(found.p_threat <= 1, "threats")
  else
    holds(would * game.w_defender + (1 - would) <= 1e-3, "conceding to everyone is not best")
    holds(found.p_threat == 1 and found.p_concede == 1 and found.p_war == 0, "separation")
  end
end

laws["war rises in the audience cost, war given a threat falls"] = function(r)
  local w_max = r.real(-0.3, 0.3)
  local game = { w_min = -r.real(3, 6), w_max = w_max, w_defender = -r.real(0.1, 0.5) }
  local function at(a)
    game.audience_cost = a
    return crisis.one_shot(game)
  end
  local costs = { 0.3, 0.5, 0.8, 1.1 }
  goes("war", 1, costs, function(a) return at(a).p_war end)
  goes("threats", 1, costs, function(a) return at(a).p_threat end)
  goes("war given a threat", -1, costs, function(a) return at(a).p_war_given_threat end)
  local bound = 1 / (1 - game.w_defender) * (w_max - game.w_min) - w_max -- where all threats come to be believed
  near("just below", at(bound - 1e-9).p_threat, 1)
  holds(at(bound + 1e-9).p_war == 0 and at(1e90).p_war == 0, "believed threats are fought over")
end

laws["one shot has its limits"] = function(r)
  local w_defender = -r.real(0, 3)
  local none = crisis.one_shot { audience_cost = 0, w_min = -2, w_max = -r.real(0.1, 1), w_defender = w_defender }
  holds(none.p_threat == 0 and none.p_war == 0, "nobody would fight")
  near("no cost, no concession", none.p_resist, 1)
  local all = crisis.one_shot { audience_cost = r.real(0, 1), w_min = 0.1, w_max = r.real(0.2, 5), w_defender = w_defender }
  holds(all.p_threat == 1 and all.p_concede == 1 and all.p_war == 0, "all would fight")
  for _ = 1, 5 do
    local low = r.real(-1, 1) * r.log(1e-9, 1e90)
    local found = crisis.one_shot { audience_cost = r.log(1e-9, 1e90), w_min = low - 1e91, w_max = low, w_defender = -r.log(1e-9, 1e90) }
    for name, p in pairs(found) do chance(name, p) end
  end
end

return laws

-- Crises: games in which backing down in public costs something. The prize is worth 1; war is worth w to a side, which only that side knows.

local expect = require "expect"

local crisis = {}

-- The slower side's chance to give way in the course of the crisis, per k1 k2: the integral from v to 1 of u / (r + (1 - r) u) du, with r the
-- lower rate over the higher. By Simpson's rule where the closed form would lose digits.
local function quitting(v, r)
  local c = 1 - r
  if c > 0.1 then
    return (1 - v) / c + r / (c * c) * math.log(r + c * v)
  end
  local n, sum = 64, 0
  for i = 0, n do
    local u = v + (1 - v) * i / n
    sum = sum + (i == 0 and 1 or i == n and 1 or i % 2 == 1 and 4 or 2) * u / (r + c * u)
  end
  return sum * (1 - v) / (3 * n)
end

-- attrition { a1 =, a2 =, w_min =, w_max = } -> { horizon =, p_war =, p_back_down = { 1, 2 }, p_concede_now = { 1, 2 } }
--
-- A war of attrition with growing audience costs (Fearon 1994, APSR 88:577-592). Derived from his set-up. Each side waits, escalates or gives
-- way; giving way at time t costs side i the amount a_i t, the other then gains the prize. War values w are drawn for each side from the same
-- uniform distribution F.
--
--   a1, a2        rates of the audience costs, prizes per unit of time, above 0 (the unit of time is free: but for the horizon only their ratio
--                 counts)
--   w_min, w_max  ends of F, in prizes, w_min below w_max; w_max at most 1, a war being worth no more than the prize without one
--
-- Side j gives way at hazard h_j(t) = a_i / (1 + a_i t), which keeps i indifferent between now and a moment later; survivors are
-- S_j(t) = k_j / (1 + a_i t). At the horizon t* those are left who would rather fight than pay: 1 - F(-a_j t*) = k_j / (1 + a_i t*), with
-- max(k1, k2) = 1. The other side gives way at once with probability 1 - k. From the equation with k_j = 1,
--
--   a_i a_j t^2 + (a_j + a_i w_max) t + w_min = 0,   one positive root for each j, and t* is the lesser of the two.
--
--   horizon        t*, in units of time
--   p_war          S_1(t*) S_2(t*)
--   p_back_down    chance of each to give way at any time, at once included: the integral of -S_j' S_i, and 1 - k_j. Both and war add up to 1.
--   p_concede_now  1 - k_j
--
-- The side whose costs grow faster backs down less: it cannot afford to wait, and so is believed. Equal rates, however low: nobody gives way at
-- once, and war is as likely as with high ones. Rates without proportion: the slower side gives way at once, and there is no war. If w_min is 0
-- or more nobody gives way: horizon 0, war certain.
function crisis.attrition(given)
  expect.fields("crisis.attrition", given, { "a1", "a2", "w_min", "w_max" })
  local a1 = expect.number("a1", given.a1, 0, nil, "(]")
  local a2 = expect.number("a2", given.a2, 0, nil, "(]")
  local w_max = expect.number("w_max", given.w_max, nil, 1)
  local w_min = expect.number("w_min", given.w_min, nil, w_max, "[)")
  if w_min >= 0 then
    return { horizon = 0, p_war = 1, p_back_down = { 0, 0 }, p_concede_now = { 0, 0 } }
  end
  local fast = math.max(a1, a2) -- the unit of time is 1 / fast, so that products of rates do not vanish
  local r1, r2 = a1 / fast, a2 / fast
  local function root(own, other) -- the time at which k of the side with rate `own` reaches 1
    local a, b = own * other, own + other * w_max
    local s = math.sqrt(b * b - 4 * a * w_min)
    return b > 0 and -2 * w_min / (b + s) or (s - b) / (2 * a)
  end
  local t1, t2 = root(r1, r2), root(r2, r1)
  local t = math.min(t1, t2)
  local function fights(own) return math.max(0, math.min(1, (w_max + own * t) / (w_max - w_min))) end
  local k1 = t1 <= t and 1 or math.min(1, (1 + r2 * t) * fights(r1))
  local k2 = t2 <= t and 1 or math.min(1, (1 + r1 * t) * fights(r2))
  local war = fights(r1) * fights(r2)
  local k_slow = r1 <= r2 and k1 or k2
  local slow_quits = 1 - k_slow + k1 * k2 * quitting(1 / (1 + t), math.min(r1, r2))
  local fast_quits = math.max(0, 1 - war - slow_quits)
  return {
    horizon = t / fast,
    p_war = war,
    p_back_down = r1 <= r2 and { slow_quits, fast_quits } or { fast_quits, slow_quits },
    p_concede_now = { 1 - k1, 1 - k2 },
  }
end

-- one_shot { audience_cost =, w_min =, w_max =, w_defender = } -> { p_threat =, p_concede =, p_resist =, p_war_given_threat =, p_war = }
--
-- One threat, one answer, one last decision (after Schultz 1999, IO 53:233-266; 2001). Derived. A challenger whose war value is uniform on
-- [w_min, w_max] threatens or leaves things (0 to both); the defender concedes the prize or resists; the challenger then fights, or backs down
-- at the audience cost a, and the defender has stood firm, worth 1.
--
--   audience_cost  a, from 0, in prizes
--   w_min, w_max   ends of the challenger's war values, in prizes, w_min below w_max
--   w_defender     w_D, the defender's war value, at most 0 (conceding is 0 to him)
--
-- Those with w >= -a would fight: pi = 1 - F(-a). The defender is indifferent, q w_D + (1 - q) = 0, if a threat is meant with probability
-- q* = 1 / (1 - w_D); he resists just so often that bluffing gains nothing, (1 - r) - r a = 0, r = 1 / (1 + a).
--
--   pi < q*:   P(threat) = pi / q*,  P(resist | threat) = 1 / (1 + a),  P(war | threat) = q* / (1 + a),  P(war) = pi / (1 + a)
--   pi >= q*:  every threat is made and conceded to: 1, 0, 0, 0.
--
-- p_concede and p_resist are given a threat, and so is p_war_given_threat; where nobody would fight (pi = 0) no threat is made, and they are the
-- limits as pi falls to 0. As a grows war becomes more likely from the outset (if w_max is below 1) and less likely once a threat is made, until
-- threats are believed and there is none.
function crisis.one_shot(given)
  expect.fields("crisis.one_shot", given, { "audience_cost", "w_min", "w_max", "w_defender" })
  local a = expect.number("audience_cost", given.audience_cost, 0)
  local w_max = expect.number("w_max", given.w_max)
  local w_min = expect.number("w_min", given.w_min, nil, w_max, "[)")
  local w_defender = expect.number("w_defender", given.w_defender, nil, 0)
  local pi = math.max(0, math.min(1, (w_max + a) / (w_max - w_min)))
  local q = 1 / (1 - w_defender)
  if pi >= q then
    return { p_threat = 1, p_concede = 1, p_resist = 0, p_war_given_threat = 0, p_war = 0 }
  end
  local resist = 1 / (1 + a)
  return { p_threat = pi / q, p_concede = 1 - resist, p_resist = resist, p_war_given_threat = q * resist, p_war = pi * resist }
end

return crisis

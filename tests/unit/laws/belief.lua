-- F5 to F9, F14, F16, F17, F19 against expected values, enumeration, integration.

local alliance = require "alliance"
local audience = require "audience"
local belief = require "belief"
local brink = require "brink"
local contest = require "contest"
local council = require "council"
local trust = require "trust"
local frame = require "laws/frame"
local near, holds, goes, chance = frame.near, frame.holds, frame.goes, frame.chance

local laws = {}

laws["trust is where cooperating is worth as much"] = function(r)
  local T, S = r.real(-3, 3), r.real(-3, 3)
  local R, P = T + r.real(0.01, 3), S + r.real(0.01, 3)
  local t = frame.root(function(t) return t * R + (1 - t) * S - t * T - (1 - t) * P end, 0, 1)
  near("threshold", trust.threshold(R, T, P, S), t)
  goes("being exploited", 1, { 0.1, 1, 9 }, function(loss) return trust.threshold(R, T, P, P - loss) end)
  goes("cooperation", -1, { 0.1, 1, 9 }, function(gain) return trust.threshold(T + gain, T, P, S) end)
  holds(trust.threshold(T, T, P, S) == 1 and trust.threshold(R, T, S, S) == 0, "ends")
end

laws["trust is updated by Bayes"] = function(r)
  local t, q, count, good, meant = r.real(), r.real(), 20000, 0, 0
  for _ = 1, count do
    local trusty = r.real() < t
    if trusty or r.real() < q then good = good + 1 end
    if trusty then meant = meant + 1 end
  end
  frame.share("credence", meant / good, trust.update(t, q), good)
  near("no news", trust.update(t, 1), t, 1e-12)
  near("twice", trust.update(trust.update(0.01 + 0.9 * t, q), 0.3), trust.update(0.01 + 0.9 * t, 0.3 * q), 1e-12)
  holds(trust.update(0.001 + 0.9 * t, 0) == 1 and trust.update(0, 0.1 + 0.9 * q) == 0 and trust.update(1, 0) == 1, "ends")
end

laws["the critical risk is where running it is worth submitting"] = function(r)
  local disaster = r.real(-100, 0)
  local submit = disaster + r.real(0, 50)
  local win = submit + r.real(0.1, 50)
  local f = brink.critical_risk(win, submit, disaster)
  near("worth", (1 - f) * win + f * disaster, submit)
  holds(brink.critical_risk(win, win, disaster) == 0 and brink.critical_risk(win, disaster, disaster) == 1, "ends")
  local risk, n, safe = r.real(), r.whole(0, 40), 1
  for _ = 1, n do safe = safe * (1 - risk) end
  near("cumulative", brink.cumulative(risk, n), 1 - safe, 1e-12)
  holds(brink.cumulative(0, n) == 0 and brink.cumulative(1, n + 1) == 1 and brink.cumulative(1, 0) == 0 and brink.cumulative(risk, 0) == 0, "ends")
  chance("long", brink.cumulative(risk, 1e90))
end

laws["allies deter where attacking stops paying"] = function(r)
  local p1 = r.real(0, 0.9)
  local p0, c = r.real(p1 + 0.01, 1), r.real(0, 1.2)
  local count, attacked, sum = 4000, 0, 0
  for n = 1, count do
    local rho = (n - 0.5) / count
    if rho * p1 + (1 - rho) * p0 - c > 0 then attacked, sum = attacked + 1, sum + rho end
  end
  near("threshold", alliance.attack_threshold(p0, p1, c), attacked / count, 1e-3)
  near("reliability", alliance.reliability_given_attack(p0, p1, c), attacked > 0 and sum / attacked or 0, 1e-3)
  holds(alliance.reliability_given_attack(p0, p1, c) <= 0.5, "selection raises reliability")
  near("everybody", alliance.reliability_given_attack(p0, p1, p1), 0.5, 1e-9)
  local function threshold(cost) return alliance.attack_threshold(p0, p1, cost) end
  holds(threshold(p0) == 0 and threshold(1e90) == 0 and threshold(0) == 1 and threshold(p1 * 0.99) == 1, "ends")
end

laws["support lies between two fears"] = function(r)
  local a, e = r.log(0.001, 10), r.log(0.001, 10)
  near("odds", alliance.support_share(a, e) / alliance.support_share(e, a), a / e)
  near("both", alliance.support_share(a, e) + alliance.support_share(e, a), 1, 1e-12)
  goes("entrapment", -1, { 0, 0.1, 1, 9 }, function(x) return alliance.support_share(a, x) end)
  goes("abandonment", 1, { 0, 0.1, 1, 9 }, function(x) return alliance.support_share(x, e) end)
end

laws["a prior lies between its margins"] = function(r)
  local types = { all = 0.5, defence = 0.41, nonaggression = 0.37, offence = 0.74, neutrality = 0.78 }
  local eras = { all = 0.5, before_1945 = 0.66, since_1945 = 0.22, ["before 1945"] = 0.66, ["since 1945"] = 0.22, ["1945-2003"] = 0.22 }
  local past, present = r.whole(1816, 1944), r.whole(1945, 2025)
  for kind, rate in pairs(types) do
    near(kind, alliance.prior(kind), rate, 1e-12)
    near(kind, alliance.prior(kind, "all"), rate, 1e-12)
    for era, other in pairs(eras) do
      local p = alliance.prior(kind, era)
      if kind == "all" then near(era, p, other, 1e-12) end
      if kind ~= "all" and era ~= "all" then
        holds(p > math.min(rate, other) and p < math.max(rate, other), "%s %s: found %g", kind, era, p)
        near("log-odds", 2 * math.log(p / (1 - p)), math.log(rate / (1 - rate)) + math.log(other / (1 - other)), 1e-9)
      end
    end
    near("year", alliance.prior(kind, past), alliance.prior(kind, "before_1945"), 1e-12)
    near("year", alliance.prior(kind, present), alliance.prior(kind, "since_1945"), 1e-12)
    near("year", alliance.prior(kind, 1945.0), alliance.prior(kind, "since_1945"), 1e-12)
  end
end

laws["help goes by its circumstances"] = function(r)
  local case = { state = r.real(), covered = r.real(), stake = r.real(1, 5), ties = r.real(0, 3), risk = r.real(1, 5) }
  local fit, odds = alliance.help_fit, alliance.help_fit.constant
  for name, value in pairs(case) do odds = odds + fit[name] * value end
  local sum = 0
  for _, form in ipairs { "troops", "mission", "arms" } do
    local p = alliance.help(case, form)
    near(form, math.log(p / (1 - p)), odds - alliance.help_thresholds[form], 1e-9)
    sum = sum + alliance.help_forms(odds)[form]
    near("as the most", sum, p, 1e-9)
  end
  near("any help", alliance.help(case), alliance.help(case, "arms"), 1e-12)
  local function at(name) return function(value)
    local other = { state = case.state, covered = case.covered, stake = case.stake, ties = case.ties, risk = case.risk }
    other[name] = value
    return alliance.help(other)
  end end
  goes("stake", 1, { 1, 3, 5 }, at "stake")
  goes("treaty", 1, { 0, 0.5, 1 }, at "covered")
  goes("ties with the attacker", -1, { 0, 1, 3 }, at "ties")
  goes("risk", -1, { 1, 3, 5 }, at "risk")
end

laws["an empty threat costs, and more the higher"] = function(r)
  local low, high = r.real(0.1, 4.9), r.real(5.1, 9.9)
  local out = audience.disapproval { threatened = false, fought = false, escalation = low }
  local function cost(e) return audience.disapproval { threatened = true, fought = false, escalation = e } - out end
  for _, e in ipairs { 0, low, high, 10 } do holds(cost(e) >= 0.1 - 1e-12 and cost(e) <= 0.22 + 1e-12, "cost %g at %g", cost(e), e) end
  goes("rung", 1, { 0, low, 5, high, 10 }, cost)
  near("usual", audience.disapproval { threatened = true } - audience.disapproval {}, 0.16, 1e-12)
  holds(audience.disapproval { threatened = true, fought = true, escalation = high } == out, "a word that was kept")
  holds(audience.disapproval { threatened = false, fought = true, escalation = high } == out, "no word was given")
end

-- The mean of the posterior by integrating its density, with weighted cases in any order.
laws["a belief is a beta distribution"] = function(r)
  local mean, size = r.real(0.3, 0.7), r.real(8, 20)
  local b, s, f = belief.beta(mean, size), 0, 0
  for _ = 1, r.whole(1, 12) do
    local weight = r.real(0, 2)
    if r.real() < 0.5 then
      s = s + weight
      holds(b:success(weight) == b, "chain")
    else
      f = f + weight
      b:failure(weight)
    end
  end
  local function density(x) return x ^ (mean * size + s - 1) * (1 - x) ^ ((1 - mean) * size + f - 1) end
  local all = frame.integral(density, 0, 1, 2000)
  near("mean", b:mean(), frame.integral(function(x) return x * density(x) end, 0, 1, 2000) / all)
  near("size", b:size(), size + s + f, 1e-12)
  local rate = r.real()
  b:forget(rate)
  near("forgotten", b:mean(), (mean * size + (1 - rate) * s) / (size + (1 - rate) * (s + f)), 1e-12)
  near("all forgotten", b:forget(1):mean(), mean, 1e-12)
  near("one more, one weight", belief.beta(mean, size):success():mean(), belief.beta(mean, size):success(1):mean(), 1e-12)
  goes("size", 1, { 0.1, 1, 10, 1e6 }, function(n) return belief.beta(mean, n):failure():mean() end)
  near("at the ends", belief.beta(1e-12, 1e-12):success():mean(), 1, 1e-9)
  holds(belief.beta(mean, size):failure(0):mean() == belief.beta(mean, size):mean(), "no weight")
  chance("large", belief.beta(mean, 1e99):success(1e99):failure(1e99):mean())
end

-- By going through all votes there can be.
laws["a council decides by its rule"] = function(r)
  local n = r.whole(0, 7)
  local p = r.list(n, 0, 1)
  if n > 0 and r.real() < 0.3 then p[r.whole(1, n)] = r.whole(0, 1) end
  local exactly = {}
  for k = 0, n do exactly[k] = 0 end
  for votes = 0, 2 ^ n - 1 do
    local q, count = 1, 0
    for i = 1, n do
      local yes = votes // 2 ^ (i - 1) % 2 == 1
      q = q * (yes and p[i] or 1 - p[i])
      if yes then count = count + 1 end
    end
    exactly[count] = exactly[count] + q
  end
  local function at_least(k)
    local sum = 0
    for each = 0, n do if each >= k then sum = sum + exactly[each] end end
    return sum
  end
  near("consensus", council.approval(p, "consensus"), exactly[n], 1e-12)
  near("silence", council.approval(p, "silence"), exactly[0], 1e-12)
  near("limited", council.approval(p, "limited"), 1 - exactly[0], 1e-12)
  for k = 0, n + 2 do near("quota", council.approval(p, "quota", k), at_least(k), 1e-12) end
  for _, share in ipairs { 0.01, 1 / 3, 0.5, 2 / 3, 0.99 } do
    near("share", council.approval(p, "quota", share), at_least(math.ceil(share * n - 1e-6)), 1e-12)
  end
  holds(council.approval({}, "consensus") == 1 and council.approval({}, "silence") == 1 and council.approval({}, "limited") == 0, "nobody")
  holds(council.approval({}, "quota", 0) == 1 and council.approval({}, "quota", 1) == 0 and council.approval(p, "quota", 1e90) == 0, "ends")
end

laws["a contest goes by the ratio"] = function(r)
  local a, b, g = r.log(1e-3, 1e3), r.log(1e-3, 1e3), r.real(0, 5)
  near("form", contest.success(a, b, g), math.exp(g * math.log(a)) / (math.exp(g * math.log(a)) + math.exp(g * math.log(b))))
  near("both", contest.success(a, b, g) + contest.success(b, a, g), 1, 1e-12)
  near("unit", contest.success(7 * a, 7 * b, g), contest.success(a, b, g), 1e-9)
  goes("own strength", 1, { 1, 2, 3 }, function(x) return contest.success(x, 2, g + 0.1) end)
  goes("decisiveness", 1, { 0, 0.5, 1, 4 }, function(x) return contest.success(1.5 + a, 1 + a / 2, x) end)
  holds(contest.success(0, b, 1) == 0 and contest.success(a, 0, 1) == 1 and contest.success(0, b, 0) == 0.5, "ends")
  holds(contest.success(b, b, g) == 0.5, "equals")
  holds(contest.success(2, 1, 1e90) == 1 and contest.success(1, 2, 1e90) == 0 and contest.success(1, 1, 1e90) == 0.5, "the stronger takes it")
  chance("size", contest.success(r.log(1e-90, 1e90), r.log(1e-90, 1e90), r.log(1e-9, 1e90)))
end

return laws

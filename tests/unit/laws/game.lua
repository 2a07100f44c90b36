-- F11, F12, F13 against brute force, integration of the equations of motion, play.

local arms = require "arms"
local bdm = require "bdm"
local frame = require "laws/frame"
local ipd = require "ipd"
local near, holds, goes, chance = frame.near, frame.holds, frame.goes, frame.chance

local laws = {}

local function some_actors(r, whole)
  local actors = {}
  for n = 1, r.whole(1, 7) do
    actors[n] = whole and { position = r.whole(0, 4), capability = r.whole(0, 3), salience = r.whole(0, 1) } or
      { position = r.real(-1, 1), capability = r.real(0, 2), salience = r.real() }
  end
  actors[#actors + 1] = { position = r.whole(0, 4), capability = 1, salience = 1 }
  return actors
end

local function shuffled(r, list)
  local out = {}
  for n, item in ipairs(list) do table.insert(out, r.whole(1, n), item) end
  return out
end

laws["the count of all who care decides"] = function(r)
  local actors = some_actors(r, r.real() < 0.3)
  local i, j = r.whole(1, #actors), r.whole(1, #actors)
  local up, down = 0, 0
  for _, k in ipairs(actors) do -- utilities that fall with distance; sums for and against
    local gain = (1 - math.abs(k.position - actors[i].position)) - (1 - math.abs(k.position - actors[j].position))
    local vote = k.capability * k.salience * gain
    up, down = up + math.max(0, vote), down + math.max(0, -vote)
  end
  local expected = up + down > 1e-300 and up / (up + down) or 0.5
  near("probability", bdm.win_probability(actors, i, j), expected, 1e-9)
  near("both", bdm.win_probability(actors, i, j) + bdm.win_probability(actors, j, i), 1, 1e-12)
  near("self", bdm.win_probability(actors, i, i), 0.5, 1e-12)
  local two = { { position = 0, capability = 1, salience = 1 }, { position = 1, capability = 1, salience = 1 } }
  goes("capability", 1, { 0, 1, 5 }, function(c) two[1].capability = c return bdm.win_probability(two, 1, 2) end)
  for _, actor in ipairs(actors) do actor.salience = 0 end
  near("nobody cares", bdm.win_probability(actors, i, j), 0.5, 1e-12)
end

-- The median is the middle of all positions that the sum of weighted distances is least at; whole numbers, so that ties are ties.
laws["the median is nearest to all"] = function(r)
  local actors = some_actors(r, true)
  local least, first, last = math.huge, nil, nil
  for x = 0, 4, 0.25 do
    local sum = 0
    for _, k in ipairs(actors) do sum = sum + k.capability * k.salience * math.abs(k.position - x) end
    if sum < least then least, first, last = sum, x, x elseif sum == least then last = x end
  end
  near("median", bdm.median(actors), (first + last) / 2, 1e-12)
  near("order", bdm.median(shuffled(r, actors)), bdm.median(actors), 1e-12)
  near("order", bdm.mean(shuffled(r, actors)), bdm.mean(actors), 1e-12)
end

laws["the mean and the median move with all positions"] = function(r)
  local actors, sum, all = some_actors(r), 0, 0
  for _, k in ipairs(actors) do
    sum, all = sum + k.capability * k.salience * k.position, all + k.capability * k.salience
  end
  near("mean", bdm.mean(actors), sum / all, 1e-9)
  local median, mean = bdm.median(actors), bdm.mean(actors)
  local below, above = 0, 0
  for _, k in ipairs(actors) do
    if k.position < median then below = below + k.capability * k.salience end
    if k.position > median then above = above + k.capability * k.salience end
  end
  holds(below <= all / 2 + 1e-9 and above <= all / 2 + 1e-9, "more than half on one side of %g", median)
  for _, k in ipairs(actors) do k.position, k.capability = 3 - 2 * k.position, 1e50 * k.capability end
  near("median", bdm.median(actors), 3 - 2 * median, 1e-9)
  near("mean", bdm.mean(actors), 3 - 2 * mean, 1e-9)
end

laws["a challenge is worth what it may win"] = function(r)
  local actors = some_actors(r)
  local i, j, q = r.whole(1, #actors), r.whole(1, #actors), r.real()
  local d = math.abs(actors[i].position - actors[j].position)
  local p, s = bdm.win_probability(actors, i, j), actors[j].salience
  local left = math.abs(actors[i].position - actors[j].position) - math.abs(actors[i].position - bdm.median(actors))
  near("worth", bdm.challenge(actors, i, j, q), s * (p * d - (1 - p) * d) + (1 - s) * d - (1 - q) * left, 1e-9)
  near("self", bdm.challenge(actors, i, i, 1), 0, 1e-12)
end

local function some_race(r)
  return { k = r.real(0, 2), l = r.real(0, 2), a = r.real(0, 2), b = r.real(0, 2), g = r.real(-1, 1), h = r.real(-1, 1) }
end

-- By Runge and Kutta's method from anywhere.
local function run(race, x, y, time)
  local function slope(u, v) return race.k * v - race.a * u + race.g, race.l * u - race.b * v + race.h end
  local steps = 4000
  local dt = time / steps
  for _ = 1, steps do
    local p1, q1 = slope(x, y)
    local p2, q2 = slope(x + dt / 2 * p1, y + dt / 2 * q1)
    local p3, q3 = slope(x + dt / 2 * p2, y + dt / 2 * q2)
    local p4, q4 = slope(x + dt * p3, y + dt * q3)
    x, y = x + dt / 6 * (p1 + 2 * p2 + 2 * p3 + p4), y + dt / 6 * (q1 + 2 * q2 + 2 * q3 + q4)
  end
  return x, y
end

laws["an arms race comes to rest or runs away"] = function(r)
  local race = some_race(r)
  local found = arms.richardson(race)
  local fast, slow = found.eigenvalues[1], found.eigenvalues[2]
  near("trace", fast + slow, -race.a - race.b, 1e-9)
  near("product", fast * slow, race.a * race.b - race.k * race.l, 1e-9)
  holds(fast >= slow, "order")
  if math.abs(fast) < 0.02 then return end
  holds(found.stable == (fast < 0), "stability")
  near("rest", race.k * found.y - race.a * found.x + race.g, 0, 1e-9)
  near("rest", race.l * found.x - race.b * found.y + race.h, 0, 1e-9)
  local x, y = run(race, found.x + 1, found.y + 1, 3)
  local far = math.abs(x - found.x) + math.abs(y - found.y)
  if found.stable then
    x, y = run(race, r.real(-5, 5), r.real(-5, 5), math.min(1500, 20 / -fast))
    near("where it ends", x, found.x, 1e-4)
    near("where it ends", y, found.y, 1e-4)
  else
    local later_x, later_y = run(race, found.x + 1, found.y + 1, 3 + 3 / fast)
    holds(math.abs(later_x - found.x) + math.abs(later_y - found.y) > far, "an unstable race comes back")
  end
end

laws["an arms race may have no rest"] = function(r)
  local a, b, share = r.real(0.1, 3), r.real(0.1, 3), r.real(0.2, 5)
  local found = arms.richardson { k = a * share, l = b / share, a = a, b = b, g = 1, h = 1 }
  holds(found.x == nil and found.y == nil and not found.stable and found.eigenvalues[1] == 0, "det is 0 but for its last digit")
  near("the other", found.eigenvalues[2], -a - b, 1e-9)
  found = arms.richardson { k = 0, l = 0, a = 0, b = 0, g = 1, h = 1 }
  holds(found.x == nil and not found.stable and found.eigenvalues[1] == 0 and found.eigenvalues[2] == 0, "nothing moves")
  found = arms.richardson { k = 3, l = 3, a = 2, b = 2, g = 1, h = 1 }
  holds(not found.stable, "unstable")
  near("the point from which it runs away", found.x, -1, 1e-12)
  goes("defence", 1, { 0, 1, 1.9 }, function(k) return arms.richardson({ k = k, l = 1, a = 2, b = 2, g = 1, h = 1 }).x end)
  goes("fatigue", -1, { 1, 2, 9 }, function(b2) return arms.richardson({ k = 1, l = 0.5, a = 2, b = b2, g = 1, h = 1 }).y end)
  goes("grievance", 1, { -1, 0, 1 }, function(g) return arms.richardson({ k = 1, l = 1, a = 2, b = 2, g = g, h = 1 }).x end)
  near("alone", arms.richardson({ k = 0, l = 0, a = a, b = b, g = 1, h = -1 }).y, -1 / b, 1e-9)
end

laws["the dilemma pays by its table"] = function(r)
  local n = r.whole(1, 300)
  local function pays(a, b, x, y)
    local found_x, found_y = ipd.play(a, b, n)
    holds(found_x == x and found_y == y, "%s against %s: found %g and %g; expected %g and %g", a, b, found_x, found_y, x, y)
  end
  pays("TFT", "ALLD", n - 1, 5 + n - 1)
  pays("ALLD", "TFT", 5 + n - 1, n - 1)
  pays("TFT", "TFT", 3 * n, 3 * n)
  pays("ALLC", "ALLD", 0, 5 * n)
  pays("GRIM", "ALLD", n - 1, 5 + n - 1)
  pays("TF2T", "ALLD", math.max(0, n - 2), 5 * math.min(2, n) + math.max(0, n - 2))
  pays("PAVLOV", "ALLD", n // 2, 5 * (n - n // 2) + n // 2)
  local a, b = ipd.play("TFT", "ALLD", 200)
  holds(a == 199 and b == 204, "the known result")
end

laws["noise turns moves over"] = function(r)
  local noise, n = r.real(0, 1), 10000
  local a, b = ipd.play("ALLC", "ALLC", n, noise)
  local mean = 3 * (1 - noise) ^ 2 + 5 * noise * (1 - noise) + noise ^ 2
  near("two who would cooperate", a / n, mean, 0.1)
  near("two who would cooperate", b / n, mean, 0.1)
  a, b = ipd.play("ALLC", "ALLD", n, 1)
  holds(a == 5 * n and b == 0, "all of it")
  near("no noise", ipd.play("TFT", "TFT", n, 0), 3 * n)
  near("tit for tat with any noise", ipd.play("TFT", "TFT", n, r.real(0.05, 0.95)) / n, 2.25, 0.1)
  local first, second = ipd.play("GTFT", "RANDOM", 100, noise)
  local again, once_more = ipd.play("GTFT", "RANDOM", 100, noise)
  holds(first == again and second == once_more, "draws are not the same each time")
end

-- Against tit for tat one may as well defect at once, every other time, or never: nobody gains by the first two from that weight on.
laws["tit for tat is stable from its weight on"] = function(r)
  local S = r.real(-1, 1)
  local P = S + r.real(0.1, 2)
  local R = P + r.real(0.1, 2)
  local T = R + r.real(0.1, 2)
  local function worth(w, defects) -- discounted, moves against one who does what was done to it last
    local sum, factor, last = 0, 1, false
    for n = 1, 400 do
      local now = defects(n)
      sum = sum + factor * (now and (last and P or T) or (last and S or R))
      factor, last = factor * w, now
    end
    return sum
  end
  local from = ipd.stable_from { T = T, R = R, P = P, S = S }
  for _, w in ipairs { r.real(0, 0.95), from - 0.01, from + 0.01 } do
    if w > 0 and w <= 0.96 and math.abs(w - from) > 1e-3 then
      local loyal = worth(w, function() return false end)
      local best = math.max(worth(w, function() return true end), worth(w, function(n) return n % 2 == 1 end))
      holds((loyal >= best - 1e-5) == (w > from), "weight %g, stable from %g", w, from)
    end
  end
  near("Axelrod's", ipd.stable_from(), 2 / 3, 1e-12)
end

laws["a tournament adds up its matches"] = function(r)
  local names, n, noise = shuffled(r, { "TFT", "ALLD", "GRIM", "PAVLOV", "ALLC", "TF2T" }), r.whole(1, 60), r.real() < 0.5 and 0 or r.real(0, 0.2)
  local list, again = ipd.tournament(names, n, noise), ipd.tournament(shuffled(r, names), n, noise)
  for place, entry in ipairs(list) do
    holds(again[place].name == entry.name and again[place].score == entry.score, "the order of entries matters")
    holds(place == 1 or entry.score <= list[place - 1].score, "not in order of scores")
    if noise == 0 then
      local sum = 0
      for _, other in ipairs(names) do sum = sum + ipd.play(entry.name, other, n) end
      holds(sum == entry.score, "%s: found %g; expected %g", entry.name, entry.score, sum)
    end
  end
  holds(#list == #names, "entries")
  local function giant(x) return { position = x, capability = 1e90, salience = 1 } end
  chance("size", bdm.win_probability({ giant(1e90), giant(-1e90) }, 1, 2))
end

return laws

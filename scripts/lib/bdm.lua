-- Bargaining among many over one issue (Bueno de Mesquita 1997, IntInt 23:235-266; Scholz, Calbert and Smith 2011, J. Theor. Politics 23:510-531).
--
-- An actor is { position =, capability =, salience = }: position x a number on one scale, capability c from 0, salience s (how much the issue
-- matters to it) 0 to 1. Its weight is c s. Confidence high.

local expect = require "expect"

local bdm = {}

local function read(actors)
  expect.fields("actors", actors, nil, 1)
  expect.that(#actors > 0, "actors", "an empty list", "at least one { position =, capability =, salience = }", 1)
  local list, total = {}, 0
  for n = 1, #actors do
    local name = ("actors[%d]"):format(n)
    local actor = expect.fields(name, actors[n], nil, 1)
    local x = expect.number(name .. ".position", actor.position, nil, nil, nil, 1)
    local capability = expect.number(name .. ".capability", actor.capability, 0, nil, nil, 1)
    local salience = expect.number(name .. ".salience", actor.salience, 0, 1, nil, 1)
    list[n] = { x = x, power = capability * salience }
    total = total + capability * salience
  end
  return list, total
end

local function win_probability(list, i, j)
  local for_i, all = 0, 0
  for n = 1, #list do
    local v = list[n].power * (math.abs(list[n].x - list[j].x) - math.abs(list[n].x - list[i].x))
    all = all + math.abs(v)
    if v > 0 then for_i = for_i + v end
  end
  return all > 0 and for_i / all or 0.5
end

-- win_probability(actors, i, j) -> chance that i prevails over j if all take sides, 0 to 1: each actor k throws in
-- v_k = c_k s_k (|x_k - x_j| - |x_k - x_i|), and P_i = (sum of the positive v) / (sum of |v|).
--
--   actors  list of actors, at least one;  i, j  places in it, from 1
--
-- 1/2 where nobody has a preference; P_i + P_j = 1. Rises with the weight of whoever is nearer to i.
function bdm.win_probability(actors, i, j)
  local list = read(actors)
  expect.whole("i", i, 1, #list)
  expect.whole("j", j, 1, #list)
  local p = win_probability(list, i, j)
  return p
end

-- median(actors) -> position of the median voter, votes being c s: no more than half of all weight lies on either side. Between two positions
-- that split the weight evenly (to 12 digits), the middle. The order of the list and actors without weight do not matter; some weight there must
-- be.
function bdm.median(actors)
  local list, total = read(actors)
  expect.that(total > 0, "actors", "no capability and salience", "at least one with both")
  table.sort(list, function(a, b) return a.x < b.x end)
  local passed, low = 0, nil
  for n = 1, #list do
    if low and list[n].power > 0 then return (low + list[n].x) / 2 end
    passed = passed + list[n].power
    local over = 2 * passed - total
    if over > 1e-12 * total then return list[n].x end
    if over >= -1e-12 * total then low = low or list[n].x end -- those without weight in between do not move it
  end
  return low or list[#list].x
end

-- mean(actors) -> mean position, weighted by c s: (sum of c s x) / (sum of c s). Some weight there must be.
function bdm.mean(actors)
  local list, total = read(actors)
  expect.that(total > 0, "actors", "no capability and salience", "at least one with both")
  local sum = 0
  for n = 1, #list do sum = sum + list[n].power * list[n].x end
  return sum / total
end

-- challenge(actors, i, j, q) -> what challenging j is worth to i, in units of distance, over leaving things to take their course.
--
-- If challenged, j fights for its position with probability s_j and otherwise moves; winning brings i the distance d = |x_i - x_j|, losing costs
-- as much. Left alone, j stays where it is with probability q (0 to 1) and else goes to the median. Simplified from Bueno de Mesquita 1997, with
-- linear utility (judgement):  s_j (2 P_i - 1) d + (1 - s_j) d - (1 - q) (d - |x_i - median|).
function bdm.challenge(actors, i, j, q)
  local list, total = read(actors)
  expect.that(total > 0, "actors", "no capability and salience", "at least one with both")
  expect.whole("i", i, 1, #list)
  expect.whole("j", j, 1, #list)
  expect.number("q", q, 0, 1)
  local d = math.abs(list[i].x - list[j].x)
  local stays = actors[j].salience
  local contest = stays * (2 * win_probability(list, i, j) - 1) * d + (1 - stays) * d
  return contest - (1 - q) * (d - math.abs(list[i].x - bdm.median(actors)))
end

return bdm

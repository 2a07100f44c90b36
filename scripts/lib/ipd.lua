-- The iterated prisoner's dilemma (Axelrod 1984, The Evolution of Cooperation): T = 5, R = 3, P = 1, S = 0.

local expect = require "expect"

local ipd = {}

local T, R, P, S = 5, 3, 1, 0
local ROUNDS_MAX = 10000

-- Strategies. Each is called with its own moves so far, the other's, the number n of the round, a function that draws from (0, 1), and a table of
-- its own, empty at the first round; it answers whether it defects. Moves are true for defection.
local strategies = {}

function strategies.ALLC() return false end
function strategies.ALLD() return true end
function strategies.RANDOM(_, _, _, draw) return draw() < 0.5 end

-- Tit for tat: does what the other did last.
function strategies.TFT(_, theirs, n) return n > 1 and theirs[n - 1] end

-- Generous: forgives a defection one time in three, min(1 - (T - R) / (R - S), (R - P) / (T - P)) for these payoffs.
function strategies.GTFT(_, theirs, n, draw) return n > 1 and theirs[n - 1] and draw() >= 1 / 3 end

-- Two tits for a tat, and a tit for two tats.
function strategies.TTFT(_, theirs, n) return n > 1 and theirs[n - 1] or n > 2 and theirs[n - 2] end
function strategies.TF2T(_, theirs, n) return n > 2 and theirs[n - 1] and theirs[n - 2] end

-- Contrite: a side falls into bad standing by a defection that was no answer to the other's bad standing, and regains it by cooperating. In bad
-- standing it takes what it gets; it defects only if the other is in bad standing and it is not.
function strategies.CONTRITE(mine, theirs, n, _, memory)
  if n == 1 then
    memory.mine, memory.theirs = true, true
    return false
  end
  local i_may, they_may = memory.mine and not memory.theirs, memory.theirs and not memory.mine
  memory.mine = not mine[n - 1] or i_may
  memory.theirs = not theirs[n - 1] or they_may
  return memory.mine and not memory.theirs
end

-- Never forgives.
function strategies.GRIM(_, theirs, n, _, memory)
  memory.wronged = memory.wronged or n > 1 and theirs[n - 1]
  return memory.wronged
end

-- Win, stay; lose, shift: repeats after T and R, changes after P and S.
function strategies.PAVLOV(mine, theirs, n)
  return n > 1 and mine[n - 1] ~= theirs[n - 1]
end

strategies["2TFT"] = strategies.TTFT
ipd.strategies = strategies
local known = {}
for name, strategy in pairs(strategies) do known[name] = strategy end

-- A strategy by its name, in capitals or not, or a function of one's own.
local function find(name, strategy)
  local found = strategy
  if type(strategy) == "string" then found = known[strategy:upper()] end
  if type(found) ~= "function" then
    local names = {}
    for each in pairs(known) do names[#names + 1] = each end
    error(("%s: found %s; expected a function or %s"):format(name, expect.shown(strategy), table.concat(names, ", ")), 3)
  end
  return found
end

local function match(a, b, rounds, noise)
  local state = 20180901
  local function draw() -- Park and Miller: errors fall alike in every match
    state = state * 16807 % 2147483647
    return state / 2147483647
  end
  local mine, theirs, score_a, score_b, memory_a, memory_b = {}, {}, 0, 0, {}, {}
  for n = 1, rounds do
    local x = a(mine, theirs, n, draw, memory_a) and true or false
    local y = b(theirs, mine, n, draw, memory_b) and true or false
    if noise > 0 then
      if draw() < noise then x = not x end
      if draw() < noise then y = not y end
    end
    mine[n], theirs[n] = x, y
    score_a = score_a + (x and (y and P or T) or (y and S or R))
    score_b = score_b + (y and (x and P or T) or (x and S or R))
  end
  return score_a, score_b
end

-- play(a, b, rounds [, noise]) -> a's score, b's score: sums over the rounds of T, R, P or S. Confidence high.
--
--   a, b    strategies: ALLC, ALLD, RANDOM, TFT, GTFT, 2TFT (also TTFT), TF2T, CONTRITE, GRIM, PAVLOV, or a function as above
--   rounds  1 to 10000
--   noise   chance that a move comes out as its opposite, 0 to 1; 0 if not given
--
-- Draws are pseudo-random with a fixed seed: the same call gives the same scores.
function ipd.play(a, b, rounds, noise)
  local first, second = find("a", a), find("b", b)
  expect.whole("rounds", rounds, 1, ROUNDS_MAX)
  noise = expect.number("noise", noise == nil and 0 or noise, 0, 1)
  local score_a, score_b = match(first, second, rounds, noise)
  return score_a, score_b
end

-- tournament(strategies, rounds [, noise]) -> list of { name =, score = }, best first: each plays each and its own twin, and the scores add up.
--
--   strategies  list of names, or a table from names to functions; at least one
--   rounds, noise as above
function ipd.tournament(entered, rounds, noise)
  expect.fields("strategies", entered)
  expect.whole("rounds", rounds, 1, ROUNDS_MAX)
  noise = expect.number("noise", noise == nil and 0 or noise, 0, 1)
  local field = {}
  for key, strategy in pairs(entered) do
    local name = type(key) == "number" and type(strategy) == "string" and strategy:upper() or tostring(key)
    field[#field + 1] = { name = name, score = 0, strategy = find(("strategies[%s]"):format(tostring(key)), strategy) }
  end
  expect.that(#field > 0, "strategies", "an empty table", "at least one")
  table.sort(field, function(a, b) return a.name < b.name end) -- who is whose first player must not hang on how they were entered
  for i = 1, #field do
    for j = i, #field do
      local a, b = match(field[i].strategy, field[j].strategy, rounds, noise)
      field[i].score = field[i].score + a
      if j > i then field[j].score = field[j].score + b end
    end
  end
  table.sort(field, function(a, b) return a.score > b.score or a.score == b.score and a.name < b.name end)
  local list = {}
  for i = 1, #field do list[i] = { name = field[i].name, score = field[i].score } end
  return list
end

-- stable_from([payoffs]) -> least weight of the future at which nobody gains by leaving tit for tat: max((T - R) / (T - P), (T - R) / (R - S)),
-- the first for defecting for ever, the second for defecting every other time. Derived.
--
--   payoffs  { T =, R =, P =, S = }, T > R > P > S; Axelrod's if not given, for which it is 2/3
--
-- A weight w is the chance of one more round. Above 1, where T + S > 2 R, tit for tat is never stable.
function ipd.stable_from(payoffs)
  payoffs = expect.fields("payoffs", payoffs == nil and { T = T, R = R, P = P, S = S } or payoffs, { "T", "R", "P", "S" })
  local s = expect.number("S", payoffs.S)
  local p = expect.number("P", payoffs.P, s, math.huge, "()")
  local r = expect.number("R", payoffs.R, p, math.huge, "()")
  local t = expect.number("T", payoffs.T, r, math.huge, "()")
  return math.max((t - r) / (t - p), (t - r) / (r - s))
end

return ipd

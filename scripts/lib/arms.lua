-- Arms races (Richardson 1960, Arms and Insecurity).

local expect = require "expect"

local arms = {}

-- richardson { k =, l =, a =, b =, g =, h = } -> { x =, y =, stable =, eigenvalues = { greater, lesser } }
--
-- x' = k y - a x + g,  y' = l x - b y + h: each side arms against the other, tires of its own burden, and has its grievance.
--
--   k, l  defence coefficients, from 0, per unit of time
--   a, b  fatigue coefficients, from 0, per unit of time
--   g, h  grievances (below 0: good will), in arms per unit of time; 0 if not given
--
-- Equilibrium x = (b g + k h) / (a b - k l), y = (a h + l g) / (a b - k l); nil where a b = k l, as there is none or a whole line. Stable if and
-- only if a b > k l. Eigenvalues (-(a + b) +- sqrt((a - b)^2 + 4 k l)) / 2, always real. An unstable equilibrium may be negative: it is the point
-- from which the race runs away.
function arms.richardson(given)
  expect.fields("arms.richardson", given, { "k", "l", "a", "b", "g", "h" })
  local k, l = expect.number("k", given.k, 0), expect.number("l", given.l, 0)
  local a, b = expect.number("a", given.a, 0), expect.number("b", given.b, 0)
  local g = expect.number("g", given.g == nil and 0 or given.g)
  local h = expect.number("h", given.h == nil and 0 or given.h)
  local det = a * b - k * l
  local spread = math.sqrt((a - b) ^ 2 + 4 * k * l)
  return {
    x = det ~= 0 and (b * g + k * h) / det or nil,
    y = det ~= 0 and (a * h + l * g) / det or nil,
    stable = det > 0,
    eigenvalues = { (spread - a - b) / 2, (-spread - a - b) / 2 },
  }
end

return arms

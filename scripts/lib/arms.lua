-- Arms races (Richardson 1960, Arms and Insecurity).

local expect = require "expect"

local arms = {}

-- richardson { k =, l =, a =, b =, g =, h = } -> { x =, y =, stable =, eigenvalues = { greater, lesser } }
--
-- x' = k y - a x + g,  y' = l x - b y + h: each side arms against the other, tires of its own burden, and has its grievance. Derived.
--
--   k, l  defence coefficients, from 0, per unit of time
--   a, b  fatigue coefficients, from 0, per unit of time
--   g, h  grievances (below 0: good will), in arms per unit of time
--
-- Rest x = (b g + k h) / (a b - k l), y = (a h + l g) / (a b - k l), in arms; x and y are nil where a b = k l (to 12 digits), as there is none
-- or a whole line of them. Stable if and only if a b > k l. Eigenvalues (-(a + b) +- sqrt((a - b)^2 + 4 k l)) / 2, always real, the greater
-- first, per unit of time. The rest of an unstable race may be negative: it is the point from which it runs away. In a stable one armaments rise
-- with defence and grievance and fall with fatigue.
function arms.richardson(given)
  expect.fields("arms.richardson", given, { "k", "l", "a", "b", "g", "h" })
  local k, l = expect.number("k", given.k, 0), expect.number("l", given.l, 0)
  local a, b = expect.number("a", given.a, 0), expect.number("b", given.b, 0)
  local g, h = expect.number("g", given.g), expect.number("h", given.h)
  local det = a * b - k * l
  if math.abs(det) <= 1e-12 * (a * b + k * l) then det = 0 end
  local both = a + b + math.sqrt((a - b) ^ 2 + 4 * k * l) -- the product of the eigenvalues is det, which gives the greater without loss
  return {
    x = det ~= 0 and (b * g + k * h) / det or nil,
    y = det ~= 0 and (a * h + l * g) / det or nil,
    stable = det > 0,
    eigenvalues = { both > 0 and -2 * det / both or 0, -both / 2 },
  }
end

return arms

-- Bargaining in the shadow of war: what both would rather have than fight, and why they may fight nonetheless (Fearon 1995, IO 49:379-414).

local expect = require "expect"

local bargain = {}

-- range(p, c_a, c_b) -> low, high
--
-- Shares of the prize for A that both sides prefer to war: A's war is worth p - c_A, B's 1 - p - c_B, so [p - c_A, p + c_B]. Derived.
--
--   p         chance that A wins a war, 0 to 1
--   c_a, c_b  costs of war of A and B, from 0, in prizes
--
-- An end below 0 or above 1 means that even all or nothing is better than war for that side; the ends are given as they are, not held to 0..1.
-- The width is c_A + c_B, whatever p: with costs there is always a bargain, and without them only p itself.
function bargain.range(p, c_a, c_b)
  expect.number("p", p, 0, 1)
  expect.number("c_a", c_a, 0)
  expect.number("c_b", c_b, 0)
  return p - c_a, p + c_b
end

-- ultimatum(p, c_a, c_max) -> x, p_war
--
-- A demands the share x, 0 to 1, and does not know B's cost of war, uniform on [0, c_max]; B fights if 1 - p - c_B > 1 - x, that is if
-- c_B < x - p, with chance G = (x - p) / c_max. Asking for more wins more and risks more: A's (1 - G) x + G (p - c_A) is greatest at
--
--   x = p + (c_max - c_A) / 2,   P(war) = (c_max - c_A) / (2 c_max).   Derived.
--
--   p      chance that A wins, 0 to 1
--   c_a    A's cost, from 0, in prizes
--   c_max  most that B's cost can be, above 0, in prizes
--
-- Ends: a demand over 1 becomes 1, with P(war) = (1 - p) / c_max; if A's own cost is c_max or more it asks only for what nobody refuses, x = p,
-- and there is no war. Never below p, so that what A asks for is always better for it than war outright. War becomes less likely as A's cost
-- grows and more likely as c_max does, while x is within its ends.
function bargain.ultimatum(p, c_a, c_max)
  expect.number("p", p, 0, 1)
  expect.number("c_a", c_a, 0)
  expect.number("c_max", c_max, 0, math.huge, "()")
  local step = math.max(0, (c_max - c_a) / 2)
  if p + step > 1 then return 1, (1 - p) / c_max end
  return p + step, step / c_max
end

return bargain

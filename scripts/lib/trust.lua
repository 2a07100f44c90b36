-- Trust between states that would cooperate if they were sure of each other (Kydd 2005, Trust and Mistrust in International Relations).

local expect = require "expect"

local trust = {}

-- threshold(R, T, P, S) -> least credence in the other's trustworthiness at which cooperating is best: (P - S) / ((R - T) + (P - S)), where
-- t R + (1 - t) S = t T + (1 - t) P. Derived.
--
--   R  both cooperate;  T  exploiting;  P  neither cooperates;  S  being exploited: payoffs of the assurance game, in any one unit, R >= T and
--      P >= S, not both equal
--
-- 0 to 1. Rises with the price of being exploited, P - S, falls with the gain of cooperation, R - T.
function trust.threshold(R, T, P, S)
  expect.number("T", T)
  expect.number("R", R, T)
  expect.number("S", S)
  expect.number("P", P, S)
  expect.that(R - T + P - S > 0, "R and P", "R = T and P = S", "one of them above")
  return (P - S) / ((R - T) + (P - S))
end

-- update(t, q) -> credence after an act of good will that the trustworthy would do for certain: t / (t + (1 - t) q), Bayes' rule. Derived.
--
--   t  prior credence that the other is trustworthy, 0 to 1
--   q  chance that one who is not would have done the same, 0 to 1: 1 tells nothing, 0 everything; not 0 where t is 0
--
-- Falls as q grows; two acts tell as much as one with the product of their q.
function trust.update(t, q)
  expect.number("t", t, 0, 1)
  expect.number("q", q, 0, 1)
  expect.that(t + (1 - t) * q > 0, "q", q, "more than 0 where t is 0, or the act cannot have happened")
  return t / (t + (1 - t) * q)
end

return trust

-- Alliances: how far to support, how often pledges are kept, and what reliability deters.

local expect = require "expect"

local alliance = {}

-- support_share(abandonment, entrapment) -> support as a share of the most, 0 to 1: A / (A + E) (Snyder 1984, World Politics 36:461-495, for the
-- two fears; the form is a judgement).
--
--   abandonment  A, fear of losing the ally if one does too little, from 0
--   entrapment   E, fear of being drawn into its war if one does too much, from 0, in the unit of A; not both 0
--
-- Only the ratio counts: it rises with the one fear and falls with the other, and is 1/2 where they are equal.
function alliance.support_share(abandonment, entrapment)
  expect.number("abandonment", abandonment, 0)
  expect.number("entrapment", entrapment, 0)
  expect.that(abandonment + entrapment > 0, "abandonment and entrapment", "0 and 0", "one above 0")
  return abandonment / (abandonment + entrapment)
end

local function threshold(p0, p1, c)
  expect.number("p0", p0, 0, 1, "(]", 1)
  expect.number("p1", p1, 0, p0, "[)", 1)
  expect.number("c", c, 0, nil, nil, 1)
  return math.max(0, math.min(1, (p0 - c) / (p0 - p1)))
end

-- attack_threshold(p0, p1, c) -> reliability at which attacking stops paying: rho* = (p0 - c) / (p0 - p1), held to 0..1, where
-- rho p1 + (1 - rho) p0 - c = 0 (Smith 1995, ISQ 39:405-425; Morrow 1994, IO 48:271-297). Derived.
--
--   p0  the attacker's chance against the target alone, above 0 and up to 1
--   p1  its chance against the target and its ally, from 0 and below p0
--   c   its cost of war, from 0, in prizes
--
-- A target is attacked if its ally's reliability rho, the chance that it comes, is below rho*. Falls with the cost; 0: nobody is attacked (c >=
-- p0), 1: everybody is (c <= p1).
function alliance.attack_threshold(p0, p1, c)
  local reliability = threshold(p0, p1, c)
  return reliability
end

-- reliability_given_attack(p0, p1, c) -> mean reliability of allies of those that were attacked, reliability being uniform on 0..1: rho* / 2.
-- Derived. Arguments as above.
--
-- Below the prior mean of 1/2 unless everybody is attacked, because good allies deter and are never seen tested: the record of kept pledges
-- understates them. Where nobody is attacked, 0, the limit.
function alliance.reliability_given_attack(p0, p1, c)
  local reliability = threshold(p0, p1, c)
  return reliability / 2
end

-- Shares of alliance obligations that were honoured when invoked. by_type and by_era: Berkemeier and Fuhrmann 2018 (Research and Politics),
-- 1816 to 2003; leeds_2000: Leeds, Long and Mitchell 2000 (JCR 44:686-699), which counts a pledge as kept if its exact terms were. Confidence
-- checked.
alliance.rates = {
  by_type = { all = 0.5, defence = 0.41, nonaggression = 0.37, offence = 0.74, neutrality = 0.78 },
  by_era = { all = 0.5, before_1945 = 0.66, since_1945 = 0.22 },
  leeds_2000 = 0.745,
}

local types = { "all", "defence", "nonaggression", "offence", "neutrality" }
local rates = { by_type = alliance.rates.by_type, by_era = alliance.rates.by_era }
local eras = {
  all = "all",
  before_1945 = "before_1945", ["before 1945"] = "before_1945",
  since_1945 = "since_1945", ["since 1945"] = "since_1945", ["1945-2003"] = "since_1945",
}

-- prior(type, era) -> share of such pledges that were honoured, 0 to 1; a prior for one that has not been tested.
--
--   type  "all", "defence", "nonaggression", "offence", "neutrality"
--   era   "all", "before_1945", "since_1945" (also written "before 1945", "since 1945", "1945-2003"), or a whole year, 1000 to 3000; "all" if
--         not given
--
-- Only the margins are published. Where both are given the result is the mean of the two log-odds (judgement), so that it lies between them: for
-- a post-war defence pact .31, within the .22 to .41 that the margins allow. Where one is "all" it is the other's own rate.
function alliance.prior(kind, era)
  expect.word("type", kind, types)
  if era == nil then era = "all" end
  if math.type(era) == "integer" or type(era) == "number" and era % 1 == 0 then
    expect.whole("era", era, 1000, 3000)
    era = era < 1945 and "before_1945" or "since_1945"
  end
  local when = eras[era]
  expect.that(when ~= nil, "era", era, "all, before_1945, since_1945 or a year")
  local a, b = rates.by_type[kind], rates.by_era[when]
  if when == "all" then return a end
  if kind == "all" then return b end
  return 1 / (1 + math.sqrt((1 - a) / a * ((1 - b) / b)))
end

-- Help in 40 invocations of alliances, 1914 to 2015 (cases/alliances.csv): logistic regression of how far the pledge was honoured, ridge penalty 1
-- on standardised columns, as `demarche cases` computes it; cases/README.md has its leave-one-out score. Log-odds.
alliance.help_fit = { constant = -0.778, state = -0.337, covered = 0.410, stake = 1.113, ties = -0.513, risk = -0.604 }

-- Thresholds of the forms of help beside that of arms, in log-odds: with them the help expected in the 40 cases divides as it did. Of the 26 with
-- more than words 2 were of arms, 6 of a mission, 18 of troops; 10 were of words only, silence (2) and declarations of neutrality (2) apart.
alliance.help_thresholds = { words = -1.998, arms = 0, mission = 0.320, troops = 1.254 }

local circumstances = { "state", "covered", "stake", "ties", "risk" }
local ranges = { state = { 0, 1 }, covered = { 0, 1 }, stake = { 1, 5 }, ties = { 0, 3 }, risk = { 1, 5 } }

local function help_terms(case)
  expect.fields("case", case, circumstances, 1)
  local parts = { constant = alliance.help_fit.constant }
  for _, name in ipairs(circumstances) do
    expect.number(name, case[name], ranges[name][1], ranges[name][2], nil, 1)
    parts[name] = alliance.help_fit[name] * case[name]
  end
  return parts
end

-- help_terms { state, covered, stake, ties, risk } -> each circumstance's share of the log-odds that help comes, and the constant.
--
--   state    1 if the attacker is a state, 0 if a rebellion, a network or a body that is none
--   covered  1 if a treaty covers the case (area, kind of attacker, not provoked), 0 if none does, between if it is doubtful
--   stake    what the helper has at stake, 1 to 5
--   ties     of the helper with the attacker, 0 to 3
--   risk     that the war grows beyond what the helper can bear, 1 to 5
function alliance.help_terms(case)
  local parts = help_terms(case)
  return parts
end

local function at_least(odds, form)
  return 1 / (1 + math.exp(alliance.help_thresholds[form] - odds))
end

-- help_forms(odds) -> chances of { arms =, mission =, troops = } as the most that is done, at log-odds `odds` of arms or more (ordered logit).
function alliance.help_forms(odds)
  expect.number("odds", odds, -50, 50)
  local arms, mission, troops = at_least(odds, "arms"), at_least(odds, "mission"), at_least(odds, "troops")
  return { arms = arms - mission, mission = mission - troops, troops = troops }
end

-- help({ state, covered, stake, ties, risk }, form) -> chance that the ally helps with `form` or more: "words", "arms" (if not given), "mission",
-- "troops"; 0 to 1. Arguments as above.
function alliance.help(case, form)
  if form ~= nil then expect.word("form", form, { "words", "arms", "mission", "troops" }) end
  local odds = 0
  for _, part in pairs(help_terms(case)) do odds = odds + part end
  return at_least(odds, form or "arms")
end

return alliance

-- Alliances: how far to support, how often pledges are kept, and what reliability deters.

local expect = require "expect"

local alliance = {}

-- support_share(abandonment, entrapment) -> support as a share of the most: A / (A + E) (Snyder 1984, World Politics 36:461-495; a chosen form).
--
--   abandonment  fear of losing the ally if one does too little, 0 to 1
--   entrapment   fear of being drawn into its war if one does too much, 0 to 1; not both 0
function alliance.support_share(abandonment, entrapment)
  expect.number("abandonment", abandonment, 0, 1)
  expect.number("entrapment", entrapment, 0, 1)
  expect.that(abandonment + entrapment > 0, "abandonment and entrapment", "0 and 0", "one above 0")
  return abandonment / (abandonment + entrapment)
end

-- attack_threshold(p0, p1, c) -> reliability at which attacking stops paying: rho* = (p0 - c) / (p0 - p1), held to 0..1 (Smith 1995, ISQ
-- 39:405-425; Morrow 1994, IO 48:271-297).
--
--   p0, p1  the attacker's chances against the target alone and with its ally, 0 to 1, p0 above p1
--   c       its cost of war, from 0, in prizes
function alliance.attack_threshold(p0, p1, c)
  expect.number("p1", p1, 0, 1)
  expect.number("p0", p0, p1, 1, "(]")
  expect.number("c", c, 0)
  return math.max(0, math.min(1, (p0 - c) / (p0 - p1)))
end

-- reliability_given_attack(p0, p1, c) -> mean reliability of allies of those that were attacked, reliability being uniform on 0..1: rho* / 2.
--
-- Below the prior mean of 1/2, because good allies deter and are never seen tested: the record of kept pledges understates them. Arguments as
-- above.
function alliance.reliability_given_attack(p0, p1, c)
  local threshold = alliance.attack_threshold(p0, p1, c)
  return threshold / 2
end

-- Shares of alliance obligations that were honoured when invoked. by_type and by_era: Berkemeier and Fuhrmann 2018 (Research and Politics);
-- leeds_2000: Leeds, Long and Mitchell 2000 (JCR 44:686-699), which counts a pledge as kept if its exact terms were.
alliance.rates = {
  by_type = { all = 0.5, defence = 0.41, nonaggression = 0.37, offence = 0.74, neutrality = 0.78 },
  by_era = { all = 0.5, before_1945 = 0.66, since_1945 = 0.22 },
  leeds_2000 = 0.745,
}

local types = { "all", "defence", "nonaggression", "offence", "neutrality" }
local rates = { by_type = alliance.rates.by_type, by_era = alliance.rates.by_era }
local eras = { all = "all", before_1945 = "before_1945", since_1945 = "since_1945", ["1945-2003"] = "since_1945" }

-- prior(type, era) -> share of such pledges that were honoured, 0 to 1; a prior for one that has not been tested.
--
--   type  "all", "defence", "nonaggression", "offence", "neutrality"
--   era   "all", "before_1945", "since_1945" (also written "1945-2003"), or a year; "all" if not given
--
-- Only the margins are published. Where both are given the result is the mean of the two log-odds, so that it lies between them: for a post-war
-- defence pact .31, within the .22 to .41 that the margins allow. Where one is "all" it is the other's own rate.
function alliance.prior(kind, era)
  expect.word("type", kind, types)
  if era == nil then era = "all" end
  if type(era) == "number" then era = era < 1945 and "before_1945" or "since_1945" end
  local when = eras[era]
  expect.that(when ~= nil, "era", era, "all, before_1945, since_1945 or a year")
  local a, b = rates.by_type[kind], rates.by_era[when]
  if when == "all" then return a end
  if kind == "all" then return b end
  return 1 / (1 + math.sqrt((1 - a) / a * ((1 - b) / b)))
end

return alliance

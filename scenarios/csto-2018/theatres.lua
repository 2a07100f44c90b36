-- Three theatres of one dyad. The same shot has another meaning on each: the state border lies inside the alliance's area, the line of contact
-- does not.
--
-- Rates come from deaths, because the two ministries' counts of violations are not comparable: they changed their unit between years by a factor
-- of ten and disagree by far more. Deaths by fire, both sides, January 2017 to June 2018 (18 months):
--
--     Armenian side     18 (2017, a lower bound: 18 to 24) + 5 (first half of 2018, by name)         = 23
--     Azerbaijani side  25 (2017, an estimate: 15 to 35)   + 4 (half of an estimate of 8, 3 to 14)   = 29
--     all               52 in 18 months = 2.9 a month; less the raids of 25 February (6) and 16 June 2017 (5): 41 = 2.3 a month
--     the last half     5 + 4 = 9 in 6 months = 1.5 a month
--
-- The scenario begins between the two: 2 a month (1.5 to 2.9). Where: 7 of the 41 Armenian dead of 2015 fell on the state border (.17), 5 of the
-- 22 places named on 12 August 2018 lay at Tavush (.23), and of the 9 dead of the first half of 2018 about 2 fell at Nakhchivan. So .70 on the
-- line, .20 at Tavush, .10 at Nakhchivan: 1.4, .4 and .2 a month. (A list of 16 September has .36 at Tavush: it is later than the first day.)
--
-- A rate r of exchanges a day gives r / (1 - branching) * 30.4 * fatal * (1 + deaths) dead a month:
--
--     line         .205 / .75 * 30.4 * .14 * 1.20 = 1.40
--     Tavush       .057 / .70 * 30.4 * .14 * 1.15 =  .40
--     Nakhchivan   .030 / .75 * 30.4 * .15 * 1.10 =  .20
--
-- Only these products are bound by evidence; how often an exchange worth reporting kills (one in seven) is a judgement, and so is branching.
--
-- Frames (`favours_*`): whose case it helps when a norm is cited. Non-use of force, the ceasefire and the format of mediation help neither side.

local staff = "staff estimate from corps areas"
local deaths = "derived from deaths of 2017-18, see above"
local ones = "most fatal incidents kill one"

local judgement = require "judgement"
local guess, stake, quality, supply = judgement.guess, judgement.stake, judgement.quality, judgement.supply

-- The 102nd base at Gyumri: its mandate is Armenia's territory, none of its posts faces Azerbaijan.
local function gyumri()
  return {
    beside = "ARM", men = fact(0, "no unit at the border with Azerbaijan", "medium", 0, 0), quality = quality(), supply = supply(),
    readiness = fact(0.8, staff, "judgement", 0.6, 1),
    reserve = fact(3300, "IISS Military Balance, from memory", "medium", 3000, 5000),
    reserve_hours = fact(15, staff, "judgement", 6, 24),
  }
end

return {
  loc = {
    name = "the line of contact", holder = "ARM", claimant = "AZE",
    claim = fact(1, "Resolutions 822, 853, 874 and 884 of 1993", "high", 0.9, 1),
    recognised = { "AZE" }, in_area = {},
    favours_holder = { "self_determination", "self_defence" },
    favours_claimant = { "territorial_integrity", "inviolability", "un_resolutions", "occupation" },
    salience = {
      ARM = stake(1, 0.85, 1), AZE = stake(1, 0.85, 1), NKR = stake(1, 0.85, 1),
      TUR = stake(0.7), RUS = stake(0.6), IRN = stake(0.4), GEO = stake(0.4), FRA = stake(0.3), USA = stake(0.3), BLR = stake(0.2), KAZ = stake(0.2),
      KGZ = stake(0.1, 0, 0.25), TJK = stake(0.1, 0, 0.25), ISR = stake(0.04, 0, 0.1),
    },
    incident_rate = fact(0.205, deaths, "judgement", 0.15, 0.3),
    incident_branching = guess(0.25, 0, 0.6, "an exchange is answered for a day or two"),
    incident_decay_hours = guess(30, 6, 96, "an exchange is answered for a day or two"),
    incident_fatal = fact(0.14, deaths, "judgement", 0.05, 0.3),
    incident_deaths = fact(0.2, ones .. "; 2014: 72 dead", "medium", 0, 1),
    incident_civilian = fact(0.1, "2014: 8 of 72 dead were civilians; 2017: 2 of about 45", "checked", 0.02, 0.3),
    forces = {
      ARM = {
        men = guess(0, 0, 5000, "its citizens on the line serve in the Defence Army"),
        quality = quality(), supply = supply(),
        readiness = fact(0.8, staff, "judgement", 0.6, 1),
        reserve = fact(10000, staff .. ": by the roads of Lachin and Vardenis", "judgement", 5000, 15000),
        reserve_hours = fact(39, staff, "judgement", 18, 60),
      },
      AZE = {
        men = fact(40000, staff .. ": three corps, .6 of the active army", "judgement", 30000, 50000), quality = quality(), supply = supply(),
        readiness = fact(0.7, staff, "judgement", 0.5, 0.9),
        reserve = fact(8000, "the active army (66950) less the men of the three theatres; reservists above that", "judgement", 5000, 25000),
        reserve_hours = fact(30, staff, "judgement", 12, 48),
      },
      NKR = {
        beside = "ARM", men = fact(19000, "IISS Military Balance 2018, from memory", "medium", 14500, 20000), quality = quality(), supply = supply(),
        readiness = fact(0.8, staff, "judgement", 0.6, 1),
        reserve = guess(5000, 0, 10000, "volunteers and reservists, as in April 2016"),
        reserve_hours = guess(36, 24, 48, "volunteers moved within a day or two in April 2016"),
      },
    },
    terrain = fact(2, "judgement held against April 2016: trenches, mines, heights in the north", "judgement", 1.5, 3),
  },

  tavush = {
    name = "the state border at Tavush", holder = "ARM", claimant = "AZE",
    claim = guess(0.05, 0, 0.2, "the border is recognised; enclaves apart"),
    recognised = { "ARM", "AZE" }, in_area = { "CST", "RA1997" },
    favours_holder = { "territorial_integrity", "inviolability", "self_defence", "treaty" }, favours_claimant = { "occupation", "un_resolutions" },
    salience = {
      ARM = stake(1, 0.85, 1), AZE = stake(0.8), NKR = stake(0.2), TUR = stake(0.35), RUS = stake(0.55), IRN = stake(0.2), GEO = stake(0.3),
      FRA = stake(0.25), USA = stake(0.2), BLR = stake(0.18, 0.05, 0.3), KAZ = stake(0.18, 0.05, 0.3), KGZ = stake(0.06, 0, 0.15),
      TJK = stake(0.06, 0, 0.15), ISR = stake(0.03, 0, 0.1),
    },
    incident_rate = fact(0.057, deaths, "judgement", 0.03, 0.12),
    incident_branching = guess(0.3, 0, 0.6, "villages on both sides: an answer comes sooner"),
    incident_decay_hours = guess(36, 6, 96, "an exchange is answered for a day or two"),
    incident_fatal = fact(0.14, deaths, "judgement", 0.05, 0.3),
    incident_deaths = fact(0.15, ones .. "; three villagers in September 2015", "medium", 0, 1),
    incident_civilian = guess(0.15, 0.05, 0.4, "villages lie within rifle range"),
    forces = {
      ARM = {
        men = fact(5000, staff .. ": third corps", "judgement", 3000, 8000), quality = quality(), supply = supply(),
        readiness = fact(0.8, staff, "judgement", 0.6, 1),
        reserve = fact(4000, staff .. ": rest of the third corps, army reserve", "judgement", 2000, 8000),
        reserve_hours = fact(15, staff, "judgement", 6, 24),
      },
      AZE = {
        men = fact(7000, staff .. ": part of the third corps, border service", "judgement", 4000, 10000), quality = quality(), supply = supply(),
        readiness = fact(0.8, staff, "judgement", 0.6, 1),
        reserve = fact(10000, staff .. ": from Ganja and Baku by road", "judgement", 5000, 15000),
        reserve_hours = fact(24, staff, "judgement", 12, 36),
      },
      RUS = gyumri(),
    },
    terrain = guess(2, 1.5, 2.5, "wooded hills, both sides hold heights"),
  },

  nakhchivan = {
    name = "the state border at Nakhchivan", holder = "ARM", claimant = "AZE",
    claim = guess(0.05, 0, 0.2, "the border is recognised; posts have moved in the neutral land"),
    recognised = { "ARM", "AZE" }, in_area = { "CST", "RA1997", "TA2010" },
    favours_holder = { "territorial_integrity", "inviolability", "self_defence", "treaty" }, favours_claimant = { "occupation", "un_resolutions" },
    salience = {
      ARM = stake(0.9, 0.75, 1), AZE = stake(0.8), NKR = stake(0.2), TUR = stake(0.45), RUS = stake(0.5), IRN = stake(0.3), GEO = stake(0.15),
      FRA = stake(0.2), USA = stake(0.2), BLR = stake(0.15, 0.05, 0.3), KAZ = stake(0.15, 0.05, 0.3), KGZ = stake(0.05, 0, 0.15),
      TJK = stake(0.05, 0, 0.15), ISR = stake(0.03, 0, 0.1),
    },
    incident_rate = fact(0.03, deaths, "judgement", 0.005, 0.06),
    incident_branching = guess(0.25, 0, 0.6, "wide neutral land: an answer comes later"),
    incident_decay_hours = guess(36, 6, 96, "an exchange is answered for a day or two"),
    incident_fatal = fact(0.15, deaths, "judgement", 0.05, 0.3),
    incident_deaths = fact(0.1, ones, "medium", 0, 1),
    incident_civilian = guess(0.05, 0, 0.3, "few villages near the posts"),
    forces = {
      ARM = {
        men = fact(6000, staff .. ": fourth and fifth corps", "judgement", 4000, 9000), quality = quality(), supply = supply(),
        readiness = fact(0.75, staff, "judgement", 0.6, 1),
        reserve = guess(3000, 1000, 6000, "from the reserve of the fifth corps"),
        reserve_hours = guess(24, 12, 48, "a day's drive"),
      },
      AZE = {
        men = fact(12000, "combined arms army of 2013, from memory", "low", 8000, 20000), quality = quality(), supply = supply(),
        readiness = fact(0.8, staff, "judgement", 0.6, 1),
        reserve = fact(1500, staff .. ": by air over Iran", "judgement", 500, 3000),
        reserve_hours = fact(30, staff, "judgement", 12, 48),
      },
      RUS = gyumri(),
      TUR = { -- a common border of some 11 to 18 km; it would need a political decision, and was never used
        beside = "AZE", men = fact(0, "none across the border", "high", 0, 0), quality = quality(), supply = supply(),
        readiness = fact(0.4, staff, "judgement", 0.2, 0.6),
        reserve = fact(10000, staff .. ": third army", "judgement", 0, 20000),
        reserve_hours = fact(84, staff, "judgement", 48, 120),
      },
    },
    terrain = guess(1.6, 1.3, 2.2, "dry hills, wide neutral land"),
  },
}

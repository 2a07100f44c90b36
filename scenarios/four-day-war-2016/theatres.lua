-- Three theatres of one dyad. The same shot has another meaning on each: the state border lies inside the alliance's area, the line of contact
-- does not.
--
-- Rates come from deaths by fire, both sides, all before the first day, because the two ministries' counts of violations are not comparable (their
-- unit changed tenfold between 2014 and 2016):
--
--     2014           33 Armenian side, by name + 39 Azerbaijani side, by name                                    = 72
--     2015           41 soldiers + 3 villagers of Tavush; 33 (21 counted to August, the rest estimated: 25 to 64) = 77
--     January to March 2016   3 Armenian soldiers; as many again on the other side (an estimate: 2 to 6)          =  6
--     all            155 in 27 months = 5.7 a month; less the raids of August 2014 (20) and March 2015 (13): 122 = 4.5 a month
--     the last quarter 2 a month
--
-- The scenario begins between the two: 3.4 a month (2 to 4.5). Where: 7 of the 41 Armenian dead of 2015 fell on the state border (.17); of the
-- violations that one ministry listed by district, .16 (May 2014) and .15 (November 2014) at Tavush; 2 of the 33 Armenian dead of 2014 fell at
-- Nakhchivan (.06), where fire was rare. So .83 on the line, .13 at Tavush, .04 at Nakhchivan: 2.82, .44 and .14 a month.
--
-- A rate r of exchanges a day gives r / (1 - branching) * 30.4 * fatal * (1 + deaths) dead a month:
--
--     line         .414 / .75 * 30.4 * .14 * 1.20 = 2.82
--     Tavush       .063 / .70 * 30.4 * .14 * 1.15 =  .44
--     Nakhchivan   .021 / .75 * 30.4 * .15 * 1.10 =  .14
--
-- Only these products are bound by evidence; how often an exchange worth reporting kills (one in seven) is a judgement, and so is branching.
--
-- Frames (`favours_*`): whose case it helps when a norm is cited. Non-use of force, the ceasefire and the format of mediation help neither side.

local staff = "staff estimate from corps areas, 2016"
local deaths = "derived from deaths of January 2014 to March 2016, see above"
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
    incident_rate = fact(0.414, deaths, "judgement", 0.24, 0.55),
    incident_branching = guess(0.25, 0, 0.6, "an exchange is answered for a day or two"),
    incident_decay_hours = guess(30, 6, 96, "an exchange is answered for a day or two"),
    incident_fatal = fact(0.14, deaths, "judgement", 0.05, 0.3),
    incident_deaths = fact(0.2, ones .. "; 2014: 72 dead", "medium", 0, 1),
    incident_civilian = fact(0.1, "2014: 8 of 72 dead were civilians", "checked", 0.02, 0.3),
    forces = {
      ARM = {
        men = guess(0, 0, 5000, "its citizens on the line serve in the Defence Army"),
        quality = quality(), supply = supply(),
        readiness = fact(0.8, staff, "judgement", 0.6, 1),
        reserve = fact(10000, staff .. ": by the road of Lachin", "judgement", 5000, 15000),
        reserve_hours = fact(48, staff, "judgement", 24, 72),
      },
      AZE = {
        men = fact(40000, staff .. ": three corps, .6 of the active army", "judgement", 30000, 50000), quality = quality(), supply = supply(),
        readiness = fact(0.7, staff, "judgement", 0.5, 0.9),
        reserve = fact(8000, "the active army (66950) less the men of the three theatres; reservists above that", "judgement", 5000, 25000),
        reserve_hours = fact(30, staff, "judgement", 12, 48),
      },
      NKR = {
        beside = "ARM", men = fact(19000, "IISS Military Balance 2016, from memory", "medium", 14500, 20000), quality = quality(), supply = supply(),
        readiness = fact(0.8, staff, "judgement", 0.6, 1),
        reserve = guess(5000, 0, 10000, "volunteers and reservists"),
        reserve_hours = guess(36, 12, 72, "a day or two by road"),
      },
    },
    -- Not read off April 2016: a fortified line (1.5 to 1.6) on rolling ground (1.3) in Dupuy's tables of posture and terrain.
    terrain = fact(2, "judgement: trenches, mines, heights in the north; Dupuy 1979, from memory", "judgement", 1.5, 3),
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
    incident_rate = fact(0.063, deaths, "judgement", 0.03, 0.12),
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
    incident_rate = fact(0.021, deaths, "judgement", 0.005, 0.05),
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
      TUR = { -- a common border of some 11 to 18 km; it would need a political decision
        beside = "AZE", men = fact(0, "none across the border", "high", 0, 0), quality = quality(), supply = supply(),
        readiness = fact(0.4, staff, "judgement", 0.2, 0.6),
        reserve = fact(10000, staff .. ": third army", "judgement", 0, 20000),
        reserve_hours = fact(84, staff, "judgement", 48, 120),
      },
    },
    terrain = guess(1.6, 1.3, 2.2, "dry hills, wide neutral land"),
  },
}

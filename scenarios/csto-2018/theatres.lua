-- Three theatres of one dyad. The same shot has another meaning on each: the state border lies inside the alliance's area, the line of contact does not.
--
-- Rates. In 2017 about 18 Armenian and 25 Azerbaijani soldiers were killed by fire, in 2018 about 7 and 8; taking the calmer year and a half before
-- September 2018 gives about 2 deaths a month over all theatres, a third of them on the state border (share of places named in August and September
-- 2018: .23 to .36). An exchange worth reporting kills in about one case in seven, so a rate of 0.2 a day on the line and 0.1 on the border gives 1
-- and 0.5 deaths a month at baseline tension, and half as many again by incidents that others set off. Ministries' counts of violations are not comparable and not used.

local staff = "staff estimate from corps areas"
local deaths = "derived from deaths 2017-18, see above"
local salience = "judgement: salience table of the scenario's README"

local function stake(value, low, high)
  return fact(value, salience, "judgement", low or math.max(0, value - 0.15), high or math.min(1, value + 0.15))
end

return {
  loc = {
    name = "the line of contact", holder = "ARM", claimant = "AZE",
    claim = fact(1, "Resolutions 822, 853, 874 and 884 of 1993", "high"),
    recognised = { "AZE" }, in_area = {},
    salience = { ARM = stake(1, 0.85, 1), AZE = stake(1, 0.85, 1), TUR = stake(0.5), RUS = stake(0.5), IRN = stake(0.3), GEO = stake(0.25), FRA = stake(0.3),
      USA = stake(0.25), BLR = stake(0.15, 0.05, 0.3), KAZ = stake(0.15, 0.05, 0.3), KGZ = stake(0.04, 0, 0.1), TJK = stake(0.04, 0, 0.1) },
    incident_rate = fact(0.2, deaths, "judgement", 0.1, 0.8), incident_branching = fact(0.25, "judgement", "judgement", 0, 0.6),
    incident_decay_hours = fact(30, "judgement", "judgement", 6, 96), incident_fatal = fact(0.14, deaths, "judgement", 0.05, 0.3),
    incident_deaths = fact(0.2, "most fatal incidents kill one", "medium", 0, 1), incident_civilian = fact(0.1, "2014: 8 of 72 dead were civilians", "checked", 0.02, 0.3),
    forces = {
      ARM = { men = fact(19000, "IISS 2018, defence army", "medium", 14500, 20000), quality = 1, readiness = fact(0.8, staff, "judgement", 0.6, 1),
        supply = 1, reserve = fact(10000, staff, "judgement", 5000, 15000), reserve_hours = fact(39, staff, "judgement", 18, 60) },
      AZE = { men = fact(40000, staff, "judgement", 30000, 50000), quality = 1, readiness = fact(0.7, staff, "judgement", 0.5, 0.9),
        supply = 1, reserve = fact(15000, staff, "judgement", 5000, 25000), reserve_hours = fact(30, staff, "judgement", 12, 48) },
    },
    terrain = fact(2, "judgement checked against April 2016", "judgement", 1.5, 3),
  },
  tavush = {
    name = "the state border at Tavush", holder = "ARM", claimant = "AZE",
    claim = fact(0.05, "the border is recognised; enclaves apart", "judgement", 0, 0.2),
    recognised = { "ARM", "AZE" }, in_area = { "CST", "RA1997" },
    salience = { ARM = stake(1, 0.85, 1), AZE = stake(0.8), TUR = stake(0.35), RUS = stake(0.55), IRN = stake(0.2), GEO = stake(0.3), FRA = stake(0.25),
      USA = stake(0.2), BLR = stake(0.18, 0.05, 0.3), KAZ = stake(0.18, 0.05, 0.3), KGZ = stake(0.06, 0, 0.15), TJK = stake(0.06, 0, 0.15) },
    incident_rate = fact(0.1, deaths, "judgement", 0.04, 0.4), incident_branching = fact(0.3, "judgement", "judgement", 0, 0.6),
    incident_decay_hours = fact(36, "judgement", "judgement", 6, 96), incident_fatal = fact(0.14, deaths, "judgement", 0.05, 0.3),
    incident_deaths = fact(0.15, "most fatal incidents kill one", "medium", 0, 1), incident_civilian = fact(0.15, "villages lie within rifle range", "judgement", 0.05, 0.4),
    forces = {
      ARM = { men = fact(5000, staff, "judgement", 3000, 8000), quality = 1, readiness = fact(0.8, staff, "judgement", 0.6, 1), supply = 1,
        reserve = fact(4000, staff, "judgement", 2000, 8000), reserve_hours = fact(15, staff, "judgement", 6, 24) },
      AZE = { men = fact(7000, staff, "judgement", 4000, 10000), quality = 1, readiness = fact(0.8, staff, "judgement", 0.6, 1), supply = 1,
        reserve = fact(10000, staff, "judgement", 5000, 15000), reserve_hours = fact(24, staff, "judgement", 12, 36) },
    },
    terrain = fact(2, "wooded hills, both sides hold heights", "judgement", 1.5, 2.5),
  },
  nakhchivan = {
    name = "the state border at Nakhchivan", holder = "ARM", claimant = "AZE",
    claim = fact(0.05, "the border is recognised; posts have moved in the neutral land", "judgement", 0, 0.2),
    recognised = { "ARM", "AZE" }, in_area = { "CST", "RA1997", "TA2010" },
    salience = { ARM = stake(0.9), AZE = stake(0.8), TUR = stake(0.45), RUS = stake(0.5), IRN = stake(0.3), GEO = stake(0.15), FRA = stake(0.2),
      USA = stake(0.2), BLR = stake(0.15, 0.05, 0.3), KAZ = stake(0.15, 0.05, 0.3), KGZ = stake(0.05, 0, 0.15), TJK = stake(0.05, 0, 0.15) },
    incident_rate = fact(0.03, "one death on each side in May 2018, few before", "medium", 0.005, 0.1), incident_branching = fact(0.25, "judgement", "judgement", 0, 0.6),
    incident_decay_hours = fact(36, "judgement", "judgement", 6, 96), incident_fatal = fact(0.15, deaths, "judgement", 0.05, 0.3),
    incident_deaths = fact(0.1, "judgement", "judgement", 0, 1), incident_civilian = fact(0.05, "judgement", "judgement", 0, 0.3),
    forces = {
      ARM = { men = fact(6000, staff, "judgement", 4000, 9000), quality = 1, readiness = fact(0.75, staff, "judgement", 0.6, 1), supply = 1,
        reserve = fact(3000, staff, "judgement", 1000, 6000), reserve_hours = fact(24, staff, "judgement", 12, 48) },
      AZE = { men = fact(12000, "combined arms army", "low", 8000, 20000), quality = 1, readiness = fact(0.8, staff, "judgement", 0.6, 1), supply = 1,
        reserve = fact(1500, "by air only", "judgement", 500, 3000), reserve_hours = fact(30, staff, "judgement", 12, 48) },
    },
    terrain = fact(1.6, "dry hills, wide neutral land", "judgement", 1.3, 2.2),
  },
}

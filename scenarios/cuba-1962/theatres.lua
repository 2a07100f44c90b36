-- Two theatres of one pair. In the first the order of the Caribbean is challenged by what the Soviet Union has placed there; in the second
-- American missiles have stood since the spring of 1962, which nobody calls a challenge any more. They make the exchange possible.

local staff = "standard accounts of both plans, from memory"

local judgement = require "judgement"
local guess, stake = judgement.guess, judgement.stake

return {
  cuba = {
    name = "Cuba and the waters around it", holder = "USA", claimant = "SUN",
    claim = guess(0.6, 0.4, 0.8, "one side holds that no outside power may place weapons there, the other that any state may have allies"),
    recognised = { "CUB", "USA" }, -- the island is Cuba's; the inviolability of other American states is what the treaty guards
    in_area = { "RIO", "SCA" },
    favours_holder = { "self_defence", "treaty" }, favours_claimant = { "self_determination", "territorial_integrity" },
    salience = {
      USA = stake(0.95), SUN = stake(0.75), CUB = stake(1, 0.85, 1), VEN = stake(0.5), DOM = stake(0.5), MEX = stake(0.35), BRA = stake(0.35),
      ARG = stake(0.35), GBR = stake(0.35), FRG = stake(0.4), TUR = stake(0.4), UNSG = stake(0.5),
    },
    incident_rate = guess(0.05, 0.01, 0.15, "reconnaissance flights and ships at sea; an exchange in three weeks"),
    incident_branching = guess(0.2, 0, 0.5, "both sides gave orders to hold fire"),
    incident_decay_hours = guess(24, 6, 72, "a day"),
    incident_fatal = guess(0.3, 0.1, 0.6, "an aircraft that is hit is lost"),
    incident_deaths = guess(0.1, 0, 1, "crews of one or few"),
    incident_civilian = guess(0.02, 0, 0.2, "few civilians near"),
    forces = {
      USA = {
        men = fact(45000, staff .. ": marines afloat and at Guantanamo, airborne divisions in the south-east", "low", 25000, 70000),
        quality = guess(1.6, 1.2, 2, "command of sea and air"), readiness = fact(0.8, staff, "judgement", 0.6, 1), supply = guess(1, 0.8, 1, "home waters"),
        reserve = fact(135000, staff .. ": plan for invasion, some 180 000 in all", "medium", 80000, 180000),
        reserve_hours = fact(168, staff .. ": a week from the order", "medium", 96, 240),
      },
      SUN = {
        men = fact(42000, "Soviet group of forces in Cuba, as known since 1989", "high", 40000, 43000), quality = guess(1, 0.8, 1.3, "regular troops"),
        readiness = fact(0.7, staff, "judgement", 0.5, 1), supply = guess(0.7, 0.4, 0.9, "eleven thousand kilometres by sea"),
      },
      CUB = {
        beside = "SUN", men = fact(75000, "regular forces, from memory", "low", 50000, 100000), quality = guess(0.5, 0.3, 0.8, "new army"),
        readiness = fact(0.6, staff, "judgement", 0.4, 1), supply = guess(0.7, 0.4, 0.9, "new arms, few parts"),
        reserve = fact(200000, "militia, from memory", "low", 100000, 270000), reserve_hours = fact(36, staff, "judgement", 24, 72),
      },
    },
    terrain = guess(1.5, 1.2, 2.5, "landings from sea and air"),
  },

  turkey = {
    name = "the Turkish border and the missiles behind it", holder = "TUR", claimant = "SUN",
    claim = guess(0.05, 0, 0.2, "the border is settled"),
    recognised = { "TUR" }, in_area = { "NAT" },
    favours_holder = { "territorial_integrity", "treaty" }, favours_claimant = { "inviolability" },
    salience = {
      TUR = stake(0.8), SUN = stake(0.45), USA = stake(0.3), GBR = stake(0.2), FRG = stake(0.2), UNSG = stake(0.2),
    },
    incident_rate = guess(0.005, 0, 0.02, "quiet for years"),
    incident_branching = guess(0.2, 0, 0.5, "quiet"),
    incident_decay_hours = guess(24, 6, 72, "a day"),
    incident_fatal = guess(0.3, 0.1, 0.6, "an aircraft that is hit is lost"),
    incident_deaths = guess(0.1, 0, 1, "crews of one or few"),
    incident_civilian = guess(0.02, 0, 0.2, "few civilians near"),
    forces = {
      TUR = {
        men = fact(100000, "armies in the east, from memory", "low", 60000, 200000), quality = guess(0.7, 0.5, 1, "older arms"),
        readiness = fact(0.6, staff, "judgement", 0.4, 0.8), supply = guess(0.8, 0.6, 1, "peacetime stocks"),
      },
      USA = {
        beside = "TUR", men = fact(10000, "air bases and missile crews, from memory", "low", 5000, 15000), quality = guess(1.2, 1, 1.5, "air force"),
        readiness = fact(0.8, staff, "judgement", 0.6, 1), supply = guess(1, 0.8, 1, "bases"),
        deployment = fact(1, "fifteen Jupiter missiles, operational since the spring of 1962 (number high); full weight is judgement", "judgement", 0.3, 1),
      },
      SUN = {
        men = fact(150000, "Transcaucasian district, from memory", "low", 100000, 250000), quality = guess(1, 0.8, 1.2, "regular troops"),
        readiness = fact(0.6, staff, "judgement", 0.4, 0.8), supply = guess(0.9, 0.7, 1, "own ground"),
      },
    },
    terrain = guess(2, 1.5, 3, "mountains"),
  },
}

-- The territory of the attacked, inside the area of its treaties; and the country from which the attack came, outside it.

local judgement = require "judgement"
local guess, stake = judgement.guess, judgement.stake

return {
  -- A network claims no ground: what it disputes is a presence elsewhere. Its attacks inside the country before the first day: one in 1993 by men near to
  -- it, one plot foiled in December 1999; so one attack in eight years, .0003 a day.
  soil = {
    name = "the territory of the United States", holder = "USA", claimant = "AQ",
    claim = guess(0.05, 0, 0.2, "no ground is claimed"),
    recognised = { "USA" }, in_area = { "NAT", "ANZUS" },
    favours_holder = { "self_defence", "territorial_integrity", "inviolability", "un_resolutions", "treaty" }, favours_claimant = {},
    salience = {
      USA = stake(1, 0.85, 1), AQ = stake(1, 0.85, 1), AFG = stake(0.5), GBR = stake(0.6), CAN = stake(0.6), AUS = stake(0.5), DEU = stake(0.5),
      FRA = stake(0.5), ITA = stake(0.45), NLD = stake(0.45), TUR = stake(0.4), NOR = stake(0.4), POL = stake(0.4), RUS = stake(0.3), PAK = stake(0.5),
      UZB = stake(0.25),
    },
    incident_rate = fact(0.0003, "one attack by men near to the network in eight years (1993)", "medium", 0, 0.002),
    incident_branching = guess(0.02, 0, 0.2, "a plot takes years; it is not an answer to the one before"),
    incident_decay_hours = guess(720, 240, 720, "a second wave, if there is one, comes within weeks"),
    incident_fatal = guess(0.5, 0.2, 0.9, "1993 killed; 1999 was foiled"),
    incident_deaths = fact(5, "six dead in 1993", "high", 0, 100),
    incident_civilian = guess(0.9, 0.6, 1, "its declaration of 1998 names civilians"),
    forces = {
      USA = {
        men = guess(20000, 5000, 50000, "air defence and guards on duty at home; the army is no party to this"),
        quality = judgement.quality(), supply = judgement.supply(), readiness = guess(0.5, 0.2, 0.8, "14 fighters stood alert"),
        reserve = fact(450000, "National Guard, from memory", "medium", 400000, 460000), reserve_hours = guess(72, 24, 168, "called up by states"),
      },
      AQ = {
        men = guess(20, 15, 50, "cells inside the country"), quality = judgement.quality(), supply = guess(0.5, 0.2, 1, "what they carry"),
        readiness = guess(1, 0.8, 1, "they came for this"), reserve = guess(0, 0, 50, "none known"), reserve_hours = guess(720, 240, 2000, "months"),
      },
    },
    terrain = guess(4, 2, 4, "nothing can be held"),
  },

  -- The host's country. No treaty covers it; what would be sought there is a change of its host's mind, or of the host.
  afghanistan = {
    name = "Afghanistan", holder = "AFG", claimant = "USA",
    claim = guess(0.2, 0, 0.5, "the demand is for guests, not for ground"),
    recognised = { "AFG" }, in_area = {},
    favours_holder = { "territorial_integrity", "inviolability" }, favours_claimant = { "un_resolutions", "self_defence" },
    salience = {
      AFG = stake(1, 0.85, 1), USA = stake(0.6), AQ = stake(0.9), PAK = stake(0.8), UZB = stake(0.5), RUS = stake(0.4), TUR = stake(0.2), GBR = stake(0.25),
      DEU = stake(0.15), FRA = stake(0.15), ITA = stake(0.1), CAN = stake(0.15), NLD = stake(0.1), NOR = stake(0.1), POL = stake(0.1), AUS = stake(0.15),
    },
    incident_rate = fact(0.0009, "one exchange with the United States in three years (20 August 1998)", "high", 0, 0.003),
    incident_branching = guess(0.05, 0, 0.3, "nobody answered in 1998"),
    incident_decay_hours = guess(168, 48, 720, "weeks"),
    incident_fatal = guess(0.8, 0.4, 1, "missiles kill"),
    incident_deaths = guess(20, 5, 40, "20 to 30 dead in 1998"),
    incident_civilian = guess(0.2, 0, 0.5, "camps lie apart"),
    forces = {
      AFG = {
        men = fact(45000, "IISS Military Balance 2001-02, from memory", "low", 40000, 60000), quality = guess(0.6, 0.4, 0.9, "militia"),
        supply = guess(0.6, 0.4, 0.9, "sanctions"), readiness = guess(0.7, 0.5, 0.9, "at war with its rivals at home"),
        reserve = guess(10000, 5000, 30000, "volunteers from across the border"), reserve_hours = guess(168, 72, 336, "by road"),
      },
      AQ = {
        beside = "AFG", men = fact(2500, "its brigade in the field, from memory", "low", 1000, 4000), quality = guess(0.8, 0.6, 1.1, "zealous, lightly armed"),
        supply = guess(0.7, 0.4, 1, "funds of its own"), readiness = guess(0.8, 0.6, 1, "in the field"), reserve = guess(0, 0, 1000, "none known"),
        reserve_hours = guess(336, 168, 720, "by passage"),
      },
      USA = {
        men = fact(0, "none in the country", "high", 0, 0), quality = guess(1.2, 0.8, 1.5, "by air"), supply = guess(1, 0.8, 1, "two carriers near by"),
        readiness = guess(0.6, 0.4, 0.8, "carriers on their usual station"), reserve = guess(30000, 10000, 60000, "what could be brought within months"),
        reserve_hours = guess(600, 240, 1440, "no base near by: weeks, as in the autumn of 1990"),
      },
    },
    terrain = guess(2.5, 2, 3.5, "mountains"),
  },
}

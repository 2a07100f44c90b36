-- Five fronts, one pair of states each. A front's men are those who stood there in peace; the reserve is what mobilisation brings, and the
-- hours are how long that takes. Numbers are rounded from order-of-battle histories, from memory; how the armies of one state divide over its
-- fronts follows its plan. `plan` marks the front on which a state's plan of war has it attack as soon as its mobilisation is done.
--
-- No theatre has fire to speak of before the first day: base rates are judgements near zero.

local histories = "order-of-battle histories, from memory, rounded"

local judgement = require "judgement"
local guess, stake = judgement.guess, judgement.stake

local function men(value, low, high)
  return fact(value, histories, "medium", low or 0.75 * value, high or 1.25 * value)
end

-- Troops at a front: in peace, with mobilisation, and the days it takes.
local function troops(now, reserve, days, more)
  local force = {
    men = men(now), reserve = men(reserve), reserve_hours = fact(24 * days, histories, "medium", 18 * days, 32 * days),
    quality = judgement.quality(), -- though staffs thought otherwise
    readiness = guess(0.8, 0.6, 1, "peace footing of standing armies"),
    supply = judgement.supply(),
  }
  for key, value in pairs(more or {}) do force[key] = value end
  return force
end

local planned = { plan = true }

-- Rates of fire on a frontier at peace.
local function quiet(rate, low, high)
  return {
    incident_rate = guess(rate, low, high, "hardly any shots in peace"), incident_branching = guess(0.2, 0, 0.5, "as elsewhere"),
    incident_decay_hours = guess(30, 6, 96, "as elsewhere"), incident_fatal = guess(0.1, 0.02, 0.3, "as elsewhere"),
    incident_deaths = guess(0.2, 0, 1, "most fatal incidents kill one"), incident_civilian = guess(0.1, 0, 0.3, "as elsewhere"),
  }
end

local function theatre(fields, rates)
  for key, value in pairs(rates) do fields[key] = value end
  return fields
end

return {
  danube = theatre({
    name = "the Serbian front", holder = "SRB", claimant = "AUH",
    claim = guess(0.8, 0.5, 1, "Vienna meant to end Serbia as a power, and not to annex it all"),
    recognised = { "SRB" }, in_area = {},
    favours_holder = { "territorial_integrity", "self_determination", "inviolability" }, favours_claimant = { "self_defence", "occupation" },
    salience = { AUH = stake(1, 0.85, 1), SRB = stake(1, 0.85, 1), RUS = stake(0.7), GER = stake(0.6), ROU = stake(0.35), ITA = stake(0.25),
      FRA = stake(0.25), GBR = stake(0.15), BEL = stake(0.03, 0, 0.1) },
    forces = { SRB = troops(90000, 200000, 10), AUH = troops(80000, 320000, 16) },
    terrain = guess(1.5, 1.2, 2, "rivers and hills"),
  }, quiet(0.005, 0, 0.02)),

  galicia = theatre({
    name = "the Galician front", holder = "AUH", claimant = "RUS",
    claim = guess(0.2, 0, 0.4, "no claim of governments; a movement among Ruthenes"),
    recognised = { "AUH", "RUS" }, in_area = { "DUAL", "TRIPLE", "FRR", "AR1883" },
    favours_holder = { "self_defence", "treaty" }, favours_claimant = { "self_determination" },
    salience = { AUH = stake(1, 0.85, 1), RUS = stake(0.9), GER = stake(0.9), FRA = stake(0.6), ITA = stake(0.4), ROU = stake(0.4), SRB = stake(0.5),
      GBR = stake(0.3), BEL = stake(0.05, 0, 0.15) },
    forces = { AUH = troops(120000, 680000, 18, planned), RUS = troops(200000, 900000, 25, planned) },
    terrain = guess(1.2, 1, 1.5, "open plain"),
  }, quiet(0.003, 0, 0.02)),

  prussia = theatre({
    name = "the Prussian front", holder = "GER", claimant = "RUS",
    claim = guess(0.1, 0, 0.3, "no claim of governments"),
    recognised = { "GER", "RUS" }, in_area = { "DUAL", "TRIPLE", "FRR" },
    favours_holder = { "self_defence", "treaty" }, favours_claimant = { "self_defence", "treaty" },
    salience = { GER = stake(1, 0.85, 1), RUS = stake(0.9), AUH = stake(0.8), FRA = stake(0.9), GBR = stake(0.4), ITA = stake(0.2), ROU = stake(0.15),
      SRB = stake(0.3), BEL = stake(0.1, 0, 0.2) },
    forces = { GER = troops(90000, 130000, 13), RUS = troops(150000, 350000, 20, planned) },
    terrain = guess(1.5, 1.2, 2, "lakes, forests, fortresses"),
  }, quiet(0.003, 0, 0.02)),

  west = theatre({
    name = "the western front", holder = "GER", claimant = "FRA",
    claim = guess(0.6, 0.3, 0.9, "Alsace and Lorraine since 1871: not forgotten, not pursued"),
    recognised = { "GER", "FRA" }, in_area = { "FRR", "TRIPLE" },
    favours_holder = { "treaty", "inviolability" }, favours_claimant = { "self_determination" },
    salience = { GER = stake(1, 0.85, 1), FRA = stake(1, 0.85, 1), RUS = stake(0.8), GBR = stake(0.7), BEL = stake(0.5), AUH = stake(0.6), ITA = stake(0.4),
      ROU = stake(0.1, 0, 0.2), SRB = stake(0.2) },
    forces = {
      GER = troops(150000, 700000, 13, planned), FRA = troops(200000, 800000, 14, planned),
      GBR = troops(0, 100000, 15, { beside = "FRA" }), ITA = troops(0, 150000, 30, { beside = "GER" }),
    },
    terrain = guess(2, 1.5, 3, "fortress belts on both sides"),
  }, quiet(0.005, 0, 0.02)),

  belgium = theatre({
    name = "the Belgian front", holder = "BEL", claimant = "GER",
    claim = guess(0.02, 0, 0.1, "no claim: a way, not an aim"),
    recognised = { "BEL" }, in_area = { "LON1839" },
    favours_holder = { "territorial_integrity", "inviolability", "treaty" }, favours_claimant = { "self_defence" },
    salience = { BEL = stake(1, 0.85, 1), GER = stake(0.7), GBR = stake(0.9), FRA = stake(0.9), RUS = stake(0.3), AUH = stake(0.2), ITA = stake(0.15),
      ROU = stake(0.05, 0, 0.15), SRB = stake(0.05, 0, 0.15) },
    forces = {
      BEL = troops(48000, 70000, 5), GER = troops(80000, 650000, 13, planned),
      GBR = troops(0, 100000, 15, { beside = "BEL" }), FRA = troops(0, 250000, 14, { beside = "BEL" }),
    },
    terrain = guess(1.5, 1.2, 2, "Liege and Namur; beyond them a plain"),
  }, quiet(0.001, 0, 0.01)),
}

-- Relations in June 1914. Nobody voted in an assembly then: affinity rests on treaties, trade, arms and what is judged of ties and quarrels.
-- What a row says of a pair holds in both directions unless its heading says "directed".

local judgement = require "judgement"
local rows = require "rows"
local relations = {}

local function judged(value, why)
  return judgement.around(value, 0.2, why)
end

-- Trade, directed: share of the first state's trade in 1912-13 that is with the second. From memory, rounded.
local trade = {
  { "AUH", "GER", 0.4 }, { "GER", "AUH", 0.09 }, { "AUH", "RUS", 0.05 }, { "RUS", "AUH", 0.04 }, { "AUH", "SRB", 0.02 }, { "SRB", "AUH", 0.4 },
  { "AUH", "ITA", 0.07 }, { "ITA", "AUH", 0.08 }, { "AUH", "ROU", 0.04 }, { "ROU", "AUH", 0.2 }, { "AUH", "GBR", 0.08 }, { "AUH", "FRA", 0.03 },
  { "GER", "RUS", 0.12 }, { "RUS", "GER", 0.38 }, { "GER", "FRA", 0.07 }, { "FRA", "GER", 0.12 }, { "GER", "GBR", 0.11 }, { "GBR", "GER", 0.09 },
  { "GER", "BEL", 0.04 }, { "BEL", "GER", 0.2 }, { "GER", "ITA", 0.03 }, { "ITA", "GER", 0.15 }, { "ROU", "GER", 0.25 }, { "SRB", "GER", 0.25 },
  { "RUS", "GBR", 0.15 }, { "GBR", "RUS", 0.05 }, { "RUS", "FRA", 0.06 }, { "FRA", "RUS", 0.04 }, { "FRA", "GBR", 0.17 }, { "GBR", "FRA", 0.07 },
  { "FRA", "BEL", 0.12 }, { "BEL", "FRA", 0.2 }, { "BEL", "GBR", 0.15 }, { "GBR", "BEL", 0.04 }, { "ITA", "GBR", 0.14 }, { "ITA", "FRA", 0.09 },
}
rows.directed(relations, trade, "trade", function(share)
  return fact(share, "trade statistics of 1912-13, from memory", "low", 0.5 * share, math.min(1, 1.5 * share))
end)

-- Arms, directed: share of the first state's imports of heavy arms from the second (Krupp, Skoda, Schneider). From memory.
local arms = {
  { "SRB", "FRA", 0.7 }, { "ROU", "GER", 0.6 }, { "ROU", "AUH", 0.2 }, { "BEL", "GER", 0.6 }, { "RUS", "FRA", 0.3 }, { "RUS", "GBR", 0.3 },
  { "ITA", "GER", 0.4 }, { "AUH", "GER", 0.5 },
}
rows.directed(relations, arms, "arms", function(share)
  return fact(share, "arms makers' customers, from memory", "low", 0.5 * share, math.min(1, 1.4 * share))
end)

-- Ties that are no treaty of assistance: staff talks, loans, kin, protection. From 0.5 on others ask whether the one would stand by the other.
local ties = {
  { "RUS", "SRB", 0.6, "protector of the Balkan Slavs; no treaty" },
  { "FRA", "GBR", 0.5, "letters of November 1912, staff and naval talks; no treaty of alliance" },
  { "RUS", "GBR", 0.3, "convention of 1907, naval talks of 1914" },
  { "FRA", "BEL", 0.5, "guarantor of 1839; its own frontier" },
  { "FRA", "SRB", 0.2, "loans and guns" },
}
rows.both(relations, ties, "treaty", judged)

-- Ties of courts, governments and peoples.
local bilateral = {
  { "AUH", "GER", 0.8, "the only ally that counted" }, { "RUS", "FRA", 0.7, "twenty years of alliance, loans, visits" },
  { "FRA", "GBR", 0.6, "entente since 1904" }, { "RUS", "GBR", 0.3, "entente of 1907, rivals in Asia" }, { "RUS", "SRB", 0.6, "protector" },
  { "GER", "ITA", 0.4, "allies since 1882" }, { "AUH", "ITA", 0.1, "allies by name" }, { "ROU", "GER", 0.4, "a Hohenzollern king" },
  { "ROU", "AUH", 0.1, "Transylvania" }, { "ROU", "RUS", 0.3, "the Emperor's visit of June 1914" }, { "ROU", "SRB", 0.4, "allies of 1913" },
  { "ITA", "FRA", 0.6, "accord of 1902: neutral unless France attacks" }, { "ITA", "RUS", 0.4, "accord of Racconigi, 1909" }, { "ITA", "GBR", 0.6, "its coasts lie open to the British fleet" }, { "GBR", "BEL", 0.5, "maker of its neutrality" },
  { "FRA", "BEL", 0.5, "neighbours and kin" }, { "GER", "GBR", 0.3, "cousins and customers; the naval race" }, { "GER", "RUS", 0.25, "cousins on two thrones" },
  { "GER", "BEL", 0.3, "neighbours and customers" }, { "ITA", "SRB", 0.2, "against Austrian weight in the Balkans" },
}
rows.both(relations, bilateral, "bilateral", judged)

-- Quarrels: rivalry beside the fronts, tension of the last years, grievance (directed: the first against the second).
local rivalry = {
  { "AUH", "SRB", 0.8, "customs war, annexation, Balkan wars" }, { "AUH", "RUS", 0.5, "the Balkans since 1908" }, { "GER", "RUS", 0.3, "the Straits, the press war of 1914" },
  { "GER", "FRA", 0.6, "1871, Morocco" }, { "GER", "GBR", 0.4, "the fleet" }, { "AUH", "ITA", 0.4, "Trent, Trieste, Albania" }, { "AUH", "ROU", 0.2, "Transylvania" },
}
rows.both(relations, rivalry, "rivalry", judged)

local tension = {
  { "AUH", "SRB", 0.6, "two mobilisations since 1908" }, { "AUH", "RUS", 0.5, "mobilised against each other in 1912-13" }, { "GER", "RUS", 0.4, "Liman von Sanders, press war" },
  { "GER", "FRA", 0.45, "Agadir, the three-year law" }, { "GER", "GBR", 0.25, "easier since 1912" }, { "GER", "BEL", 0.1, "a neutral" }, { "AUH", "ITA", 0.3, "Albania" },
}
rows.both(relations, tension, "tension", judged)

local grievance = {
  { "AUH", "SRB", 0.6, "agitation in Bosnia" }, { "SRB", "AUH", 0.6, "Bosnia 1908, Albania 1913" }, { "RUS", "AUH", 0.5, "humbled in 1909" }, { "RUS", "GER", 0.3, "the demand of March 1909" },
  { "FRA", "GER", 0.5, "1871" }, { "GER", "FRA", 0.2, "Agadir" }, { "GER", "RUS", 0.2, "the army programme" }, { "AUH", "RUS", 0.3, "patron of the Balkan league" },
}
rows.directed(relations, grievance, "grievance", judged)

return relations

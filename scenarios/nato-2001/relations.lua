-- Relations before September 2001, one fact a row. A row holds in both directions unless its heading says "directed". Affinity is not here: it
-- follows from these rows by one formula (docs/model.md, Relations). Nothing is of a later date than the onset.

local judgement = require "judgement"
local rows = require "rows"
local relations = {}

-- Votes in the General Assembly of the 1990s, corrected for chance. From memory, as levels and not as measurements: the United States voted alone
-- more often than with its allies; the allies in Europe voted together; others voted with the many. Each has a range of .15 either way. The Taliban had
-- no seat, and the network is no state: no rows.
local unga = "level of agreement in roll calls of the 1990s, from memory"
local function vote(a, b, level)
  rows.put_both(relations, a, b, "agreement", fact(level, unga, "low", math.max(-1, level - 0.15), math.min(1, level + 0.15)))
end

local with_usa = {
  GBR = 0.5, FRA = 0.4, DEU = 0.4, ITA = 0.35, CAN = 0.35, NLD = 0.4, NOR = 0.3, POL = 0.35, TUR = 0.2, AUS = 0.3, RUS = 0.1, PAK = -0.4, UZB = 0.2,
}
for id, level in pairs(with_usa) do
  vote("USA", id, level)
end
local europe = { "DEU", "FRA", "GBR", "ITA", "NLD", "NOR", "POL" }
for i, a in ipairs(europe) do
  for j = i + 1, #europe do
    vote(a, europe[j], 0.7)
  end
  vote(a, "CAN", 0.6)
  vote(a, "TUR", 0.4)
  vote(a, "AUS", 0.5)
  vote(a, "RUS", 0.35)
  vote(a, "PAK", -0.15)
  vote(a, "UZB", 0.2)
end
for _, row in ipairs {
  { "CAN", "TUR", 0.4 }, { "CAN", "AUS", 0.6 }, { "CAN", "RUS", 0.3 }, { "CAN", "PAK", -0.1 }, { "CAN", "UZB", 0.2 },
  { "TUR", "AUS", 0.4 }, { "TUR", "RUS", 0.2 }, { "TUR", "PAK", 0.2 }, { "TUR", "UZB", 0.2 },
  { "AUS", "RUS", 0.3 }, { "AUS", "PAK", -0.1 }, { "AUS", "UZB", 0.2 },
  { "RUS", "PAK", -0.1 }, { "RUS", "UZB", 0.2 }, { "PAK", "UZB", 0 },
} do
  vote(row[1], row[2], row[3])
end

-- Dependence, directed: the share of the first state's arms imports, trade or energy imports that is with the second. Nobody but Pakistan had any with
-- the Taliban worth a row.
local function low(source)
  return function(value, least, most) return fact(value, source, "low", least, most) end
end
rows.directed(relations, {
  { "GBR", "USA", 0.75, 0.6, 0.9 }, { "FRA", "USA", 0.5, 0.2, 0.8 }, { "DEU", "USA", 0.5, 0.3, 0.8 },
  { "ITA", "USA", 0.6, 0.4, 0.8 }, { "CAN", "USA", 0.5, 0.3, 0.8 }, { "TUR", "USA", 0.75, 0.6, 0.85 },
  { "NLD", "USA", 0.75, 0.5, 0.9 }, { "NOR", "USA", 0.75, 0.5, 0.9 }, { "POL", "USA", 0.1, 0, 0.3 },
  { "AUS", "USA", 0.7, 0.5, 0.85 }, { "PAK", "USA", 0.1, 0, 0.2 }, { "USA", "GBR", 0.4, 0.2, 0.6 },
  { "UZB", "RUS", 0.8, 0.5, 1 }, { "AFG", "PAK", 0.7, 0.4, 0.9 },
}, "arms", low("SIPRI transfers of 1996-2000, from memory"))
rows.directed(relations, {
  { "CAN", "USA", 0.76, 0.72, 0.8 }, { "GBR", "USA", 0.145, 0.12, 0.17 }, { "FRA", "USA", 0.085, 0.07, 0.1 },
  { "DEU", "USA", 0.095, 0.08, 0.11 }, { "ITA", "USA", 0.08, 0.065, 0.1 }, { "TUR", "USA", 0.09, 0.07, 0.11 },
  { "NLD", "USA", 0.07, 0.05, 0.09 }, { "NOR", "USA", 0.08, 0.06, 0.1 }, { "POL", "USA", 0.04, 0.03, 0.05 },
  { "AUS", "USA", 0.15, 0.12, 0.18 }, { "RUS", "USA", 0.06, 0.05, 0.08 }, { "PAK", "USA", 0.15, 0.12, 0.18 },
  { "UZB", "USA", 0.05, 0.02, 0.08 },
  { "USA", "CAN", 0.2, 0.18, 0.22 }, { "USA", "GBR", 0.042, 0.035, 0.05 }, { "USA", "DEU", 0.045, 0.035, 0.05 },
  { "USA", "FRA", 0.025, 0.02, 0.03 }, { "USA", "ITA", 0.018, 0.014, 0.022 },
  { "UZB", "RUS", 0.17, 0.12, 0.22 }, { "AFG", "PAK", 0.4, 0.25, 0.6 },
}, "trade", low("customs statistics of 2000, from memory"))
rows.directed(relations, {
  { "POL", "RUS", 0.6, 0.5, 0.75 }, { "DEU", "RUS", 0.38, 0.3, 0.45 }, { "TUR", "RUS", 0.65, 0.55, 0.75 },
  { "ITA", "RUS", 0.37, 0.3, 0.42 }, { "FRA", "RUS", 0.28, 0.22, 0.35 },
}, "energy", low("share of gas imports in 2000, from memory"))

-- Troops and treaties beyond those that scenario.lua declares, 0 to 1. Sizes are judgements, on the scale of the other scenarios: a base with some
-- thousand men .2 to .4.
local bonds = {
  { "USA", "CAN", 0.4, 0.2, 0.6, "one command for the defence of the air since 1958" },
  { "USA", "GBR", 0.3, 0.1, 0.5, "bases (11000 men), nuclear and intelligence agreements" },
  { "USA", "DEU", 0.3, 0.1, 0.5, "bases (70000 men)" },
  { "USA", "ITA", 0.2, 0, 0.4, "bases (11000 men)" },
  { "USA", "TUR", 0.2, 0, 0.4, "Incirlik and other bases (2000 men)" },
  { "USA", "NLD", 0.1, 0, 0.2, "a small base" },
  { "USA", "NOR", 0.1, 0, 0.2, "stores in readiness" },
  { "USA", "AUS", 0.3, 0.1, 0.5, "joint facilities, intelligence agreements" },
  { "RUS", "UZB", 0.2, 0, 0.4, "treaty of 1999 on air defence and mutual aid; the collective treaty was left in 1999" },
  { "AFG", "AQ", 0.5, 0.3, 0.8, "the network's camps and a brigade in the field stand under its host's protection" },
}
rows.both(relations, bonds, "treaty")

-- Ties and quarrels that votes, trade and arms do not show: judgements, on the scale of the other scenarios. A pair that is not here has neither.
local ties = {
  { "USA", "GBR", "bilateral", 0.8, 0.6, 1, "the closest of its allies" },
  { "USA", "CAN", "bilateral", 0.7, 0.5, 0.9, "neighbours, one market" },
  { "USA", "AUS", "bilateral", 0.7, 0.5, 0.9, "prime minister's visit of September 2001, fifty years of the treaty" },
  { "USA", "DEU", "bilateral", 0.6, 0.4, 0.8, "visits at the top" },
  { "USA", "ITA", "bilateral", 0.6, 0.4, 0.8, "visits at the top" },
  { "USA", "NLD", "bilateral", 0.6, 0.4, 0.8, "allies" },
  { "USA", "NOR", "bilateral", 0.5, 0.3, 0.7, "allies" },
  { "USA", "POL", "bilateral", 0.6, 0.4, 0.8, "visit of June 2001; sponsor of its accession" },
  { "USA", "TUR", "bilateral", 0.6, 0.4, 0.8, "credit and support in the crisis of 2001" },
  { "USA", "FRA", "bilateral", 0.5, 0.3, 0.7, "allies who often differ" },
  { "USA", "RUS", "bilateral", 0.2, 0, 0.4, "summits at Ljubljana and Genoa in 2001" },
  { "USA", "PAK", "bilateral", 0.1, 0, 0.3, "sanctions of 1990, 1998 and 1999" },
  { "USA", "UZB", "bilateral", 0.3, 0.1, 0.5, "training since 1999" },
  { "GBR", "AUS", "bilateral", 0.7, 0.5, 0.9, "one crown" },
  { "GBR", "CAN", "bilateral", 0.7, 0.5, 0.9, "one crown" },
  { "FRA", "DEU", "bilateral", 0.8, 0.6, 1, "treaty of 1963" },
  { "RUS", "UZB", "bilateral", 0.4, 0.2, 0.6, "common enemies; rival patrons" },
  { "AFG", "AQ", "bilateral", 0.7, 0.4, 1, "host and guest since 1996" },
  { "AFG", "PAK", "bilateral", 0.6, 0.4, 0.8, "one of three states that recognise it: advisers, fuel, open border" },
  { "AQ", "PAK", "bilateral", 0.1, 0, 0.3, "passage; no ties of the state are known" },

  { "USA", "AQ", "rivalry", 1, 0.9, 1, "declaration of 1998, embassies, strikes on its camps, the ship at Aden" },
  { "USA", "AFG", "rivalry", 0.7, 0.5, 0.9, "strikes of 1998, resolutions 1267 and 1333" },
  { "GBR", "AQ", "rivalry", 0.5, 0.2, 0.8, "named with the Americans in 1998" },
  { "RUS", "AFG", "rivalry", 0.7, 0.5, 0.9, "Chechnya recognised in 2000; arms to its enemies" },
  { "RUS", "AQ", "rivalry", 0.6, 0.3, 0.9, "volunteers in Chechnya" },
  { "UZB", "AFG", "rivalry", 0.6, 0.4, 0.8, "host of the insurgents of 1999 and 2000" },
  { "UZB", "AQ", "rivalry", 0.6, 0.3, 0.9, "ally of the same insurgents" },
  { "USA", "RUS", "rivalry", 0.2, 0, 0.4, "Kosovo, missile defence" },
  { "USA", "PAK", "rivalry", 0.2, 0, 0.4, "nuclear tests of 1998, the coup of 1999" },

  { "USA", "AQ", "tension", 0.4, 0.2, 0.6, "warnings of the summer of 2001" },
  { "USA", "AFG", "tension", 0.3, 0.1, 0.5, "sanctions" },
  { "RUS", "AFG", "tension", 0.3, 0.1, 0.5, "threats of May 2000" },
  { "UZB", "AFG", "tension", 0.2, 0, 0.4, "a closed border" },
}
rows.both(relations, ties)
for _, id in ipairs { "AUS", "CAN", "DEU", "FRA", "ITA", "NLD", "NOR", "POL", "TUR" } do
  rows.put_both(relations, id, "AQ", "rivalry", judgement.guess(0.3, 0, 0.6, "an enemy of all of them in words; plots in Europe in 2000"))
end
for _, id in ipairs { "AUS", "CAN", "DEU", "FRA", "GBR", "ITA", "NLD", "NOR", "POL", "TUR" } do
  rows.put_both(relations, id, "AFG", "rivalry", judgement.guess(0.2, 0, 0.4, "not recognised, sanctions of the United Nations"))
end

-- Grievances, directed.
local grievances = {
  { "USA", "AQ", 0.6, 0.4, 0.8, "the dead of 1998 and 2000" },
  { "AQ", "USA", 0.8, 0.5, 1, "troops in Arabia, strikes of 1998" },
  { "AFG", "USA", 0.3, 0.1, 0.5, "strikes of 1998, sanctions" },
  { "PAK", "USA", 0.3, 0.1, 0.5, "sanctions since 1990" },
}
rows.directed(relations, grievances, "grievance")

return relations

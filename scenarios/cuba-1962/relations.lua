-- Relations before October 1962. No table of corrected votes of these years was at hand: agreement is a judgement of blocs, with wide ranges.
-- Nothing is of a later date than the onset.

local judgement = require "judgement"
local rows = require "rows"
local relations = {}

local function both(a, b, value, low, high, why)
  rows.put_both(relations, a, b, "agreement", judgement.guess(value, low, high, why))
end

local west = { "USA", "GBR", "FRG", "TUR" }
local america = { "ARG", "BRA", "DOM", "MEX", "VEN" }

for i, a in ipairs(west) do
  for j = i + 1, #west do both(a, west[j], 0.5, 0.2, 0.7, "the western bloc votes together") end
  both(a, "SUN", -0.5, -0.7, -0.2, "the blocs vote against each other")
end
for _, a in ipairs(america) do
  both(a, "USA", 0.4, 0.1, 0.6, "most votes of the cold war were shared")
  both(a, "SUN", -0.3, -0.5, 0, "few votes were shared")
  rows.put(relations, a, "USA", "trade", judgement.guess(0.45, 0.3, 0.65, "share of trade with the United States, from memory"))
  rows.put(relations, a, "USA", "arms", judgement.guess(0.6, 0.3, 0.9, "surplus and programmes of military aid"))
end

rows.both(relations, {
  { "CUB", "SUN", "agreement", 0.7, 0.5, 0.9, "votes with the eastern bloc since 1960" },
  { "CUB", "USA", "agreement", -0.5, -0.7, -0.2, "votes with the eastern bloc since 1960" },
  { "USA", "SUN", "tension", 0.4, 0.25, 0.6, "Berlin in 1961" },
  { "USA", "CUB", "tension", 0.6, 0.4, 0.8, "a landing in 1961, sabotage in 1962" },
  { "TUR", "SUN", "tension", 0.25, 0.1, 0.4, "missiles, aircraft" },
  { "MEX", "CUB", "bilateral", 0.4, 0.2, 0.6, "kept relations with Cuba" },
  { "BRA", "CUB", "bilateral", 0.3, 0.1, 0.5, "opposed exclusion in January 1962" },
})

rows.directed(relations, {
  { "CUB", "SUN", "trade", 0.45, 0.35, 0.6, "sugar for oil, 1961 and 1962" },
  { "CUB", "SUN", "energy", 0.95, 0.8, 1, "oil" },
  { "CUB", "SUN", "arms", 0.9, 0.8, 1, "deliveries since 1960" },
  { "TUR", "USA", "arms", 0.9, 0.7, 1, "programmes of military aid" },
  { "FRG", "USA", "arms", 0.7, 0.5, 0.9, "rearmament" },
  { "GBR", "USA", "bilateral", 0.8, 0.6, 1, "nuclear cooperation of 1958" },
  { "USA", "GBR", "bilateral", 0.7, 0.5, 1, "nuclear cooperation of 1958" },
  { "CUB", "USA", "grievance", 0.7, 0.5, 0.9, "the landing of 1961" },
  { "USA", "CUB", "grievance", 0.4, 0.2, 0.6, "expropriations" },
  { "USA", "SUN", "grievance", 0.3, 0.1, 0.5, "assurances that no such weapons would be placed" },
  { "SUN", "USA", "grievance", 0.3, 0.1, 0.5, "flights over its territory until 1960; missiles near it" },
})

return relations

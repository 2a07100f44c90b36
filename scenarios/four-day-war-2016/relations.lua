-- Relations before April 2016, one fact a row. What a row says of a pair holds in both directions unless its heading says "directed".
-- Affinity is not here: it follows from these rows by one formula (docs/model.md, Relations). Nothing is of a later date than the onset, but for
-- shares of "2011-17", which are of a pattern that did not change within those years.

local rows = require "rows"
local relations = {}

-- Votes: agreement in General Assembly roll calls of 2011-01 to 2015-12, corrected for chance, with 95 % interval. Raw agreement would show blocs
-- that vote alike on everything. No row for Israel (not in the table) and for Karabakh (no vote).
local unga = "UNGA roll calls 2011-15, Scott's pi"
local votes = {
  { "ARM", "AZE", -0.0272, -0.1169, 0.0725 },
  { "ARM", "RUS", 0.3972, 0.3118, 0.4765 },
  { "ARM", "BLR", 0.4365, 0.332, 0.5385 },
  { "ARM", "KAZ", 0.2156, 0.0941, 0.323 },
  { "ARM", "KGZ", 0.2283, 0.1155, 0.3305 },
  { "ARM", "TJK", 0.3021, 0.1666, 0.4262 },
  { "ARM", "TUR", 0.2326, 0.1458, 0.3152 },
  { "ARM", "IRN", 0.0512, -0.0402, 0.1437 },
  { "ARM", "GEO", 0.3783, 0.2833, 0.467 },
  { "ARM", "USA", -0.1928, -0.2586, -0.1248 },
  { "ARM", "FRA", 0.1714, 0.0961, 0.2422 },
  { "AZE", "RUS", -0.044, -0.111, 0.0357 },
  { "AZE", "BLR", 0.1193, -0.0181, 0.2566 },
  { "AZE", "KAZ", 0.1186, -0.0387, 0.3138 },
  { "AZE", "KGZ", 0.062, -0.0393, 0.2363 },
  { "AZE", "TJK", 0.1459, -0.0339, 0.3824 },
  { "AZE", "TUR", -0.0871, -0.1352, -0.0292 },
  { "AZE", "IRN", 0.081, -0.0297, 0.2073 },
  { "AZE", "GEO", -0.1525, -0.1972, -0.0963 },
  { "AZE", "USA", -0.4677, -0.5211, -0.4181 },
  { "AZE", "FRA", -0.2012, -0.242, -0.1541 },
  { "RUS", "BLR", 0.4182, 0.3233, 0.5234 },
  { "RUS", "KAZ", 0.1635, 0.0682, 0.259 },
  { "RUS", "KGZ", 0.115, 0.0294, 0.1954 },
  { "RUS", "TJK", 0.1634, 0.0688, 0.2536 },
  { "RUS", "TUR", 0.1107, 0.0336, 0.1844 },
  { "RUS", "IRN", 0.214, 0.1128, 0.3197 },
  { "RUS", "GEO", 0.1845, 0.1097, 0.2653 },
  { "RUS", "USA", -0.1504, -0.2216, -0.0755 },
  { "RUS", "FRA", 0.1985, 0.111, 0.2796 },
  { "BLR", "KAZ", 0.2632, 0.152, 0.377 },
  { "BLR", "KGZ", 0.3445, 0.2197, 0.4556 },
  { "BLR", "TJK", 0.5088, 0.3798, 0.6359 },
  { "BLR", "TUR", 0.0668, -0.0008, 0.1366 },
  { "BLR", "IRN", 0.3217, 0.2092, 0.4163 },
  { "BLR", "GEO", 0.0462, -0.0373, 0.1339 },
  { "BLR", "USA", -0.3918, -0.4483, -0.3338 },
  { "BLR", "FRA", -0.1298, -0.1828, -0.0809 },
  { "KAZ", "KGZ", 0.4371, 0.285, 0.5748 },
  { "KAZ", "TJK", 0.4812, 0.2592, 0.6394 },
  { "KAZ", "TUR", 0.0274, -0.0568, 0.1195 },
  { "KAZ", "IRN", 0.2112, 0.1017, 0.3105 },
  { "KAZ", "GEO", -0.0334, -0.12, 0.0524 },
  { "KAZ", "USA", -0.3668, -0.4384, -0.2948 },
  { "KAZ", "FRA", -0.1093, -0.1777, -0.0437 },
  { "KGZ", "TJK", 0.6311, 0.4748, 0.7615 },
  { "KGZ", "TUR", 0.0133, -0.0574, 0.0953 },
  { "KGZ", "IRN", 0.141, 0.0491, 0.2325 },
  { "KGZ", "GEO", -0.0448, -0.1246, 0.0332 },
  { "KGZ", "USA", -0.4072, -0.4587, -0.3537 },
  { "KGZ", "FRA", -0.1726, -0.2209, -0.1235 },
  { "TJK", "TUR", 0.0353, -0.0449, 0.1213 },
  { "TJK", "IRN", 0.2259, 0.0943, 0.3549 },
  { "TJK", "GEO", -0.0537, -0.1376, 0.0319 },
  { "TJK", "USA", -0.4295, -0.4889, -0.3686 },
  { "TJK", "FRA", -0.181, -0.2307, -0.1304 },
  { "TUR", "IRN", -0.1006, -0.167, -0.0344 },
  { "TUR", "GEO", 0.5662, 0.4843, 0.6439 },
  { "TUR", "USA", 0.0459, -0.0341, 0.1176 },
  { "TUR", "FRA", 0.4851, 0.4003, 0.5633 },
  { "IRN", "GEO", -0.2148, -0.2724, -0.1525 },
  { "IRN", "USA", -0.4835, -0.5474, -0.418 },
  { "IRN", "FRA", -0.2769, -0.329, -0.2259 },
  { "GEO", "USA", 0.1129, 0.0347, 0.1835 },
  { "GEO", "FRA", 0.629, 0.5621, 0.6984 },
  { "USA", "FRA", 0.3155, 0.2436, 0.3868 },
}
rows.both(relations, votes, "agreement", function(value, low, high) return fact(value, unga, "checked", low, high) end)

-- Dependence, directed: the share of the first state's arms imports, trade or energy imports that is with the second.
local customs = "national customs statistics, 2015, from memory"
local shares = "order of magnitude of customs statistics, 2015"
local arms_table, pattern = "SIPRI, 2011-15", "SIPRI, 2011-17, a pattern that did not change"
local dependence = {
  { "ARM", "RUS", "arms", fact(0.9, arms_table .. ": a small total", "low", 0.7, 1) },
  { "AZE", "RUS", "arms", fact(0.79, "between .85 (2010-14, checked) and .69 (2012-16)", "judgement", 0.75, 0.85) },
  { "AZE", "ISR", "arms", fact(0.13, "what Russia leaves, most of it", "judgement", 0.08, 0.18) },
  { "BLR", "RUS", "arms", fact(0.99, pattern, "medium", 0.95, 1) },
  { "KAZ", "RUS", "arms", fact(0.8, pattern, "low", 0.6, 0.9) },
  { "KGZ", "RUS", "arms", fact(0.98, pattern .. ": grants", "low", 0.9, 1) },
  { "TJK", "RUS", "arms", fact(0.95, pattern .. ": grants", "low", 0.85, 1) },
  { "TUR", "USA", "arms", fact(0.63, arms_table, "low", 0.5, 0.7) },
  { "IRN", "RUS", "arms", fact(0.5, arms_table .. ": small totals; the large deliveries began in April 2016", "low", 0.2, 0.8) },
  { "GEO", "RUS", "arms", fact(0, "SIPRI: none since 2008", "high", 0, 0) },
  { "NKR", "ARM", "arms", fact(1, "judgement: no other supplier is known", "judgement", 0.8, 1) },

  { "ARM", "RUS", "trade", fact(0.25, "2015: .152 of exports and .291 of imports, both checked; their weights from memory", "medium", 0.22, 0.27) },
  { "ARM", "IRN", "trade", fact(0.058, "2015: .053 of exports and .061 of imports, both checked", "medium", 0.053, 0.061) },
  { "ARM", "GEO", "trade", fact(0.04, "2015: .078 of exports, checked; imports unknown", "low", 0.025, 0.078) },
  { "ARM", "TUR", "trade", fact(0.028, "2015: .042 of imports, through Georgia, checked; next to no exports", "medium", 0.02, 0.042) },
  { "ARM", "AZE", "trade", fact(0, shares, "high", 0, 0) },
  { "ARM", "BLR", "trade", fact(0.006, shares, "low", 0.003, 0.012) },
  { "ARM", "KAZ", "trade", fact(0.002, shares, "low", 0.001, 0.004) },
  { "ARM", "KGZ", "trade", fact(0.0003, shares, "low", 0, 0.001) },
  { "ARM", "TJK", "trade", fact(0.0003, shares, "low", 0, 0.001) },
  { "ARM", "USA", "trade", fact(0.03, shares, "low", 0.015, 0.05) },
  { "ARM", "FRA", "trade", fact(0.012, shares, "low", 0.006, 0.02) },
  { "AZE", "RUS", "trade", fact(0.06, "2014, January to August: turnover checked, the total from memory; the Russian figure is twice as high", "low", 0.05, 0.18) },
  { "AZE", "TUR", "trade", fact(0.055, "2014, January to August: turnover checked, the total from memory", "low", 0.045, 0.12) },
  { "AZE", "GEO", "trade", fact(0.022, shares, "medium", 0.015, 0.03) },
  { "AZE", "IRN", "trade", fact(0.011, shares, "low", 0.006, 0.02) },
  { "AZE", "BLR", "trade", fact(0.007, shares, "low", 0.003, 0.014) },
  { "AZE", "KAZ", "trade", fact(0.007, shares, "low", 0.003, 0.014) },
  { "AZE", "KGZ", "trade", fact(0.0005, shares, "low", 0, 0.001) },
  { "AZE", "TJK", "trade", fact(0.0003, shares, "low", 0, 0.001) },
  { "AZE", "USA", "trade", fact(0.03, shares, "low", 0.015, 0.05) },
  { "AZE", "FRA", "trade", fact(0.02, shares, "low", 0.01, 0.04) },
  { "RUS", "BLR", "trade", fact(0.046, customs, "low", 0.037, 0.056) },
  { "RUS", "TUR", "trade", fact(0.044, customs, "low", 0.035, 0.053) },
  { "RUS", "KAZ", "trade", fact(0.029, customs, "low", 0.023, 0.035) },
  { "RUS", "AZE", "trade", fact(0.0053, customs, "low", 0.004, 0.0065) },
  { "RUS", "ARM", "trade", fact(0.0024, customs, "low", 0.002, 0.003) },
  { "BLR", "RUS", "trade", fact(0.485, customs, "low", 0.46, 0.52) },
  { "BLR", "KAZ", "trade", fact(0.01, customs, "low", 0.008, 0.013) },
  { "KAZ", "RUS", "trade", fact(0.204, customs, "low", 0.17, 0.23) },
  { "KAZ", "BLR", "trade", fact(0.0075, customs, "low", 0.006, 0.01) },
  { "KGZ", "RUS", "trade", fact(0.24, customs, "low", 0.2, 0.3) },
  { "KGZ", "KAZ", "trade", fact(0.13, customs, "low", 0.1, 0.16) },
  { "TUR", "RUS", "trade", fact(0.068, customs, "low", 0.055, 0.08) },
  { "TUR", "AZE", "trade", fact(0.007, customs, "low", 0.005, 0.01) },
  { "GEO", "TUR", "trade", fact(0.155, customs, "low", 0.125, 0.185) },
  { "GEO", "RUS", "trade", fact(0.08, customs, "low", 0.065, 0.1) },
  { "GEO", "AZE", "trade", fact(0.08, customs, "low", 0.065, 0.1) },
  { "GEO", "ARM", "trade", fact(0.04, customs, "low", 0.03, 0.05) },
  { "IRN", "TUR", "trade", fact(0.09, customs, "low", 0.07, 0.13) },
  { "NKR", "ARM", "trade", fact(0.9, "judgement: one open road", "judgement", 0.6, 1) },

  { "ARM", "RUS", "energy", fact(0.8, "share of gas imports, 2015-16, by press", "checked", 0.75, 0.9) },
  { "ARM", "IRN", "energy", fact(0.2, "share of gas imports, 2015-16, by press", "checked", 0.1, 0.25) },
  { "BLR", "RUS", "energy", fact(1, "share of gas imports, since 2011", "high", 0.98, 1) },
  { "KGZ", "RUS", "energy", fact(0.9, "share of oil-product imports, since 2011", "medium", 0.8, 0.95) },
  { "TJK", "RUS", "energy", fact(0.8, "share of oil-product imports, since 2011", "medium", 0.6, 0.9) },
  { "TUR", "RUS", "energy", fact(0.553, "share of gas imports, 2015", "medium", 0.53, 0.58) },
  { "TUR", "IRN", "energy", fact(0.162, "share of gas imports, 2015", "medium", 0.15, 0.18) },
  { "TUR", "AZE", "energy", fact(0.127, "share of gas imports, 2015", "medium", 0.11, 0.14) },
  { "GEO", "AZE", "energy", fact(0.9, "share of gas imports, 2015", "medium", 0.8, 0.95) },
  { "ISR", "AZE", "energy", fact(0.4, "share of crude imports, since 2012, press commonplace", "low", 0.25, 0.45) },
}
rows.directed(relations, dependence)

-- Treaties and troops beyond the treaties that scenario.lua declares, 0 to 1. Sizes are judgements on texts and bases.
local bonds = {
  { "ARM", "RUS", 0.25, 0.1, 0.45, "base at Gyumri (3300 men, to 2044), border guards; joint air defence signed in December 2015, not in force" },
  { "RUS", "BLR", 0.4, 0.2, 0.6, "Union State of 1999, regional group of forces, two installations" },
  { "RUS", "KAZ", 0.3, 0.1, 0.5, "treaties of 1992 and 2013, test ranges" },
  { "RUS", "KGZ", 0.3, 0.1, 0.5, "treaty of 1992, air base at Kant (500 men)" },
  { "RUS", "TJK", 0.4, 0.2, 0.6, "treaty of 1993, the 201st base (6000 men, to 2042)" },
  { "KAZ", "KGZ", 0.1, 0, 0.3, "treaty on allied relations of 2003" },
  { "AZE", "TUR", 0.2, 0, 0.4, "yearly joint exercises; Kars 1921, read as a guarantee of Nakhchivan by one side; no base" },
  { "AZE", "RUS", 0.1, 0, 0.2, "treaty of 1997: consultation, no duty to help; the radar at Gabala was given up in 2012" },
  { "AZE", "KAZ", 0.1, 0, 0.2, "strategic partnership of 2005, known by its title only" },
  { "AZE", "BLR", 0.05, 0, 0.1, "friendship treaty of 2007, arms cooperation; no mutual aid" },
  { "GEO", "USA", 0.1, 0, 0.2, "charter on strategic partnership of 2009: no guarantee" },
  { "TUR", "USA", 0.2, 0, 0.4, "Incirlik and other bases (1800 men)" },
  { "ARM", "NKR", 0.9, 0.7, 1, "one system of defence" },
}
rows.both(relations, bonds, "treaty")

-- Ties that votes, trade, arms and energy do not show. Not scored by hand but counted: a tenth for each of these marks, known on 1 April 2016,
--
--     o   an organisation of few in common, for each: EAEU, Union State, Turkic Council, GUAM
--     p   a declared strategic partnership or alliance, other than the treaties of assistance that scenario.lua holds
--     v   the two leaders met, the one with the other, in both 2014 and 2015
--     t   transit: oil, gas or most of the goods of one cross the other
--     m   migrants: what they send home is a tenth or more of the product of one
--     k   kin: a people with a voice in the politics of one has its state in the other
--     a   arms deals or arms industry in common, where no share of imports is given above
--
-- and nothing where none was found. Marks are from memory unless facts above hold them. A range of two marks either way is meant to be swept.
local marks = {
  { "ARM", "RUS", "o p v m k", "EAEU; declarations of 2000 and 2013; yearly summits; .14 of the product; diaspora" },
  { "ARM", "BLR", "o", "EAEU" },
  { "ARM", "KAZ", "o", "EAEU" },
  { "ARM", "KGZ", "o", "EAEU since August 2015" },
  { "ARM", "IRN", "k", "an Armenian minority with seats of its own; open border" },
  { "ARM", "GEO", "v t", "two thirds of its trade crosses Georgia" },
  { "ARM", "USA", "k", "diaspora" },
  { "ARM", "FRA", "v k", "visits of 2014 and 2015, diaspora" },
  { "AZE", "RUS", "p v k", "declaration of 2008; Sochi 2014, Baku 2015; a diaspora of size" },
  { "AZE", "BLR", "v a", "Minsk 2014, Baku 2015; arms and arms industry" },
  { "AZE", "KAZ", "o p v t k", "Turkic Council; treaty of 2005; yearly; some crude through Baku; Turkic kin" },
  { "AZE", "KGZ", "o k", "Turkic Council; Turkic kin" },
  { "AZE", "TUR", "o p v t k a", "Turkic Council; partnership; yearly; four fifths of the crude; kin; joint arms industry" },
  { "AZE", "IRN", "v t", "Tehran and Baku 2014; the way to Nakhchivan" },
  { "AZE", "GEO", "o v t", "GUAM; pipelines and railway" },
  { "RUS", "BLR", "o o v k", "Union State, EAEU; monthly; one language" },
  { "RUS", "KAZ", "o p v t k", "EAEU; alliance of 2013; four fifths of the crude; a Russian minority" },
  { "RUS", "KGZ", "o p v m", "EAEU; partnership; remittances of a quarter" },
  { "RUS", "TJK", "p v m", "alliance of 1999; remittances of three tenths" },
  { "RUS", "IRN", "v", "Astrakhan 2014, Tehran 2015" },
  { "RUS", "ISR", "k", "a million who speak Russian" },
  { "BLR", "KAZ", "o v", "EAEU" },
  { "BLR", "KGZ", "o", "EAEU since August 2015" },
  { "KAZ", "KGZ", "o o p v t k", "EAEU, Turkic Council; treaty of 2003; transit; kin" },
  { "KAZ", "TJK", "v", "visits of 2014 and 2015" },
  { "KAZ", "TUR", "o p v k", "Turkic Council; partnership of 2009; kin" },
  { "KAZ", "IRN", "v", "the Caspian" },
  { "KAZ", "GEO", "t", "transit" },
  { "KAZ", "FRA", "p v", "partnership of 2008; Astana 2014, Paris 2015" },
  { "KGZ", "TUR", "o k", "Turkic Council; kin" },
  { "TUR", "IRN", "v", "visits of 2014 and 2015" },
  { "TUR", "GEO", "v t", "pipelines and railway" },
  { "GEO", "USA", "p", "charter of 2009" },
  { "USA", "FRA", "v", "allies already by treaty" },
  { "USA", "ISR", "p v k a", "aid, arms" },
}
local function count_of(list)
  local count = 0
  for i = 1, #list do
    if list:sub(i, i) ~= " " then count = count + 1 end
  end
  return count
end
rows.both(relations, marks, "bilateral", function(list, why)
  local value = 0.1 * count_of(list)
  return fact(value, "counted marks (" .. list .. "): " .. why, "judgement", math.max(0, value - 0.2), math.min(1, value + 0.2))
end)
rows.both(relations, { { "ARM", "NKR", 1, 0.8, 1, "one leadership in practice" } }, "bilateral")

-- Quarrels, by steps: .9 war or claims and no relations; .7 no relations; .5 sanctions or a recent clash; .3 ambassadors at home; .1 to .2 less.
-- Tension is half of that where forces face each other or a clash is recent, a third elsewhere, none where the quarrel is old.
local quarrels = {
  { "ARM", "AZE", "rivalry", 0.9, 0.7, 1, "war until 1994, no relations" },
  { "NKR", "AZE", "rivalry", 0.9, 0.7, 1, "the same dispute" },
  { "ARM", "TUR", "rivalry", 0.7, 0.5, 0.9, "closed border, no relations" },
  { "RUS", "GEO", "rivalry", 0.7, 0.5, 0.9, "war of 2008, no relations" },
  { "RUS", "TUR", "rivalry", 0.5, 0.3, 0.8, "a bomber shot down in November 2015, sanctions since" },
  { "RUS", "USA", "rivalry", 0.5, 0.3, 0.8, "sanctions since 2014" },
  { "IRN", "USA", "rivalry", 0.7, 0.5, 0.9, "no relations; nuclear agreement in force since January 2016" },
  { "IRN", "ISR", "rivalry", 0.9, 0.7, 1, "no relations" },
  { "TUR", "ISR", "rivalry", 0.3, 0.1, 0.5, "ambassadors at home since 2011" },
  { "BLR", "USA", "rivalry", 0.2, 0, 0.4, "no ambassadors; sanctions eased in 2015" },
  { "RUS", "FRA", "rivalry", 0.2, 0, 0.4, "sanctions, and talks all the same" },
  { "TJK", "IRN", "rivalry", 0.1, 0, 0.3, "quarrel over a banned party since December 2015" },
  { "KGZ", "TJK", "rivalry", 0.1, 0, 0.3, "clashes at an unmarked border" },

  { "ARM", "AZE", "tension", 0.45, 0.3, 0.65, "the deadliest two years since 1994; tanks used in December 2015" },
  { "NKR", "AZE", "tension", 0.45, 0.3, 0.65, "the same line" },
  { "ARM", "TUR", "tension", 0.25, 0.1, 0.5, "closed border" },
  { "RUS", "GEO", "tension", 0.25, 0.1, 0.5, "troops on Georgian ground" },
  { "RUS", "TUR", "tension", 0.25, 0.1, 0.5, "Syria" },
  { "RUS", "USA", "tension", 0.25, 0.1, 0.5, "sanctions, Syria" },
  { "IRN", "USA", "tension", 0.25, 0.1, 0.4, "missiles tested in March 2016" },
  { "IRN", "ISR", "tension", 0.45, 0.2, 0.6, "Syria, Lebanon" },

  { "ARM", "AZE", "grievance", 0.4, 0.2, 0.6, "155 dead in 27 months" },
  { "NKR", "AZE", "grievance", 0.4, 0.2, 0.6, "155 dead in 27 months" },
}
rows.both(relations, quarrels)

-- Grievances, directed.
local grievances = {
  { "ARM", "KAZ", 0.1, 0, 0.3, "the letter read out at the union's summit of May 2014: no border but the recognised one" },
  { "ARM", "BLR", 0.1, 0, 0.3, "its leader's words of December 2012, arms for Azerbaijan" },
  { "ARM", "RUS", 0.2, 0, 0.4, "arms sold to Azerbaijan; a family killed by a soldier of the base in January 2015" },
  { "ARM", "TUR", 0.2, 0, 0.4, "closed border, the centenary of 2015" },
  { "RUS", "TUR", 0.4, 0.2, 0.6, "the bomber" },
  { "TUR", "RUS", 0.2, 0, 0.4, "sanctions of January 2016" },
}
rows.directed(relations, grievances, "grievance")

return relations

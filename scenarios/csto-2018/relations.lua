-- Relations before September 2018, one fact a row. What a row says of a pair holds in both directions unless its heading says "directed".
-- Affinity is not here: it follows from these rows by one formula (docs/model.md, Relations). Nothing is of a later date than the onset.

local relations = {}

local function put(from, to, field, value)
  relations[from] = relations[from] or {}
  relations[from][to] = relations[from][to] or {}
  relations[from][to][field] = value
end

local function put_both(a, b, field, value)
  put(a, b, field, value)
  put(b, a, field, value)
end

-- Votes: agreement in General Assembly roll calls of 2013-01 to 2017-12, corrected for chance, with 95 % interval. Raw agreement would show blocs
-- that vote alike on everything. No row for Israel (not in the table) and for Karabakh (no vote).
local unga = "UNGA roll calls 2013-17, Scott's pi"
local votes = {
  { "ARM", "AZE", 0.0264, -0.0671, 0.1199 },
  { "ARM", "RUS", 0.3409, 0.2689, 0.4098 },
  { "ARM", "BLR", 0.4967, 0.4112, 0.5788 },
  { "ARM", "KAZ", 0.2619, 0.16, 0.3627 },
  { "ARM", "KGZ", 0.2073, 0.1063, 0.3071 },
  { "ARM", "TJK", 0.2271, 0.1164, 0.3339 },
  { "ARM", "TUR", 0.1716, 0.0999, 0.241 },
  { "ARM", "IRN", 0.1215, 0.0384, 0.2049 },
  { "ARM", "GEO", 0.4136, 0.3292, 0.4935 },
  { "ARM", "USA", -0.1986, -0.2585, -0.1333 },
  { "ARM", "FRA", 0.129, 0.0601, 0.1982 },
  { "AZE", "RUS", -0.0093, -0.0845, 0.0666 },
  { "AZE", "BLR", 0.1913, 0.0718, 0.3139 },
  { "AZE", "KAZ", 0.2151, 0.043, 0.4031 },
  { "AZE", "KGZ", 0.3266, 0.1053, 0.544 },
  { "AZE", "TJK", 0.4643, 0.2179, 0.6735 },
  { "AZE", "TUR", -0.1156, -0.1617, -0.0577 },
  { "AZE", "IRN", 0.2361, 0.1047, 0.3542 },
  { "AZE", "GEO", -0.1805, -0.223, -0.1289 },
  { "AZE", "USA", -0.4675, -0.5164, -0.4235 },
  { "AZE", "FRA", -0.2314, -0.2684, -0.1953 },
  { "RUS", "BLR", 0.4059, 0.3201, 0.4826 },
  { "RUS", "KAZ", 0.0832, 0.0061, 0.1569 },
  { "RUS", "KGZ", 0.0971, 0.0179, 0.1743 },
  { "RUS", "TJK", 0.0669, -0.0052, 0.1374 },
  { "RUS", "TUR", 0.1122, 0.0403, 0.1811 },
  { "RUS", "IRN", 0.3064, 0.2261, 0.3956 },
  { "RUS", "GEO", 0.0933, 0.0158, 0.1639 },
  { "RUS", "USA", -0.1814, -0.2554, -0.1118 },
  { "RUS", "FRA", 0.1924, 0.1173, 0.2698 },
  { "BLR", "KAZ", 0.19, 0.1038, 0.2828 },
  { "BLR", "KGZ", 0.3027, 0.2011, 0.3988 },
  { "BLR", "TJK", 0.3604, 0.2521, 0.4645 },
  { "BLR", "TUR", 0.0248, -0.0409, 0.0879 },
  { "BLR", "IRN", 0.4374, 0.3419, 0.5299 },
  { "BLR", "GEO", 0.0109, -0.0673, 0.0838 },
  { "BLR", "USA", -0.3927, -0.4449, -0.3389 },
  { "BLR", "FRA", -0.1683, -0.2182, -0.1232 },
  { "KAZ", "KGZ", 0.5865, 0.441, 0.7114 },
  { "KAZ", "TJK", 0.6369, 0.4929, 0.7677 },
  { "KAZ", "TUR", 0.0005, -0.0755, 0.0776 },
  { "KAZ", "IRN", 0.2701, 0.1739, 0.3644 },
  { "KAZ", "GEO", -0.0592, -0.1342, 0.0131 },
  { "KAZ", "USA", -0.3868, -0.4455, -0.3276 },
  { "KAZ", "FRA", -0.137, -0.2011, -0.0745 },
  { "KGZ", "TJK", 0.6556, 0.5139, 0.7796 },
  { "KGZ", "TUR", -0.0417, -0.1098, 0.0277 },
  { "KGZ", "IRN", 0.3605, 0.2614, 0.4504 },
  { "KGZ", "GEO", -0.145, -0.2104, -0.0802 },
  { "KGZ", "USA", -0.4829, -0.5319, -0.4288 },
  { "KGZ", "FRA", -0.209, -0.2579, -0.1576 },
  { "TJK", "TUR", -0.0317, -0.1033, 0.0499 },
  { "TJK", "IRN", 0.3662, 0.25, 0.4642 },
  { "TJK", "GEO", -0.1257, -0.1918, -0.0563 },
  { "TJK", "USA", -0.4448, -0.507, -0.3883 },
  { "TJK", "FRA", -0.2197, -0.2675, -0.1703 },
  { "TUR", "IRN", -0.0658, -0.1366, 0.0046 },
  { "TUR", "GEO", 0.5171, 0.4452, 0.5862 },
  { "TUR", "USA", 0.0722, 0.0025, 0.1464 },
  { "TUR", "FRA", 0.4676, 0.3932, 0.5357 },
  { "IRN", "GEO", -0.219, -0.2741, -0.159 },
  { "IRN", "USA", -0.4743, -0.5375, -0.413 },
  { "IRN", "FRA", -0.2759, -0.3278, -0.2264 },
  { "GEO", "USA", 0.1247, 0.0551, 0.1879 },
  { "GEO", "FRA", 0.5928, 0.531, 0.6568 },
  { "USA", "FRA", 0.3233, 0.2498, 0.3926 },
}
for _, row in ipairs(votes) do
  put_both(row[1], row[2], "agreement", fact(row[3], unga, "checked", row[4], row[5]))
end

-- Dependence, directed: the share of the first state's arms imports, trade or energy imports that is with the second.
local arms_table, customs, shares = "SIPRI, 2013-17", "national customs statistics, 2017", "order of magnitude of customs statistics, 2015-17"
local dependence = {
  { "ARM", "RUS", "arms", fact(0.95, arms_table, "low", 0.9, 1) }, -- .94 in 2015-19, checked, is later than the onset: a bracket only
  { "AZE", "RUS", "arms", fact(0.65, arms_table, "medium", 0.6, 0.7) }, -- .85 in 2010-14 is checked
  { "AZE", "ISR", "arms", fact(0.29, arms_table, "medium", 0.22, 0.35) },
  { "BLR", "RUS", "arms", fact(0.99, "SIPRI, 2011-17", "medium", 0.95, 1) },
  { "KAZ", "RUS", "arms", fact(0.8, "SIPRI, 2011-17", "low", 0.6, 0.9) },
  { "KGZ", "RUS", "arms", fact(0.98, "SIPRI, 2011-17: grants", "low", 0.9, 1) },
  { "TJK", "RUS", "arms", fact(0.95, "SIPRI, 2011-17: grants", "low", 0.85, 1) },
  { "TUR", "USA", "arms", fact(0.6, arms_table, "low", 0.5, 0.7) },
  { "IRN", "RUS", "arms", fact(0.65, "SIPRI, 2011-17: S-300 in 2016", "low", 0.5, 0.8) },
  { "GEO", "RUS", "arms", fact(0, "SIPRI, 2011-17: none since 2008", "high", 0, 0) },
  { "NKR", "ARM", "arms", fact(1, "judgement: no other supplier is known", "judgement", 0.8, 1) },

  { "ARM", "RUS", "trade", fact(0.27, "Armstat, 2017; .264 in the first half of 2016 is checked", "medium", 0.26, 0.28) },
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
  { "AZE", "RUS", "trade", fact(0.09, "State Customs, 2017; the Russian series is up to twice as high", "medium", 0.08, 0.18) },
  { "AZE", "TUR", "trade", fact(0.11, "State Customs, 2017", "medium", 0.1, 0.13) },
  { "AZE", "GEO", "trade", fact(0.022, shares, "medium", 0.015, 0.03) },
  { "AZE", "IRN", "trade", fact(0.011, shares, "low", 0.006, 0.02) },
  { "AZE", "BLR", "trade", fact(0.007, shares, "low", 0.003, 0.014) },
  { "AZE", "KAZ", "trade", fact(0.007, shares, "low", 0.003, 0.014) },
  { "AZE", "KGZ", "trade", fact(0.0005, shares, "low", 0, 0.001) },
  { "AZE", "TJK", "trade", fact(0.0003, shares, "low", 0, 0.001) },
  { "AZE", "USA", "trade", fact(0.03, shares, "low", 0.015, 0.05) },
  { "AZE", "FRA", "trade", fact(0.02, shares, "low", 0.01, 0.04) },
  { "RUS", "BLR", "trade", fact(0.052, customs, "medium", 0.045, 0.06) },
  { "RUS", "TUR", "trade", fact(0.037, customs, "medium", 0.03, 0.045) },
  { "RUS", "KAZ", "trade", fact(0.029, customs, "medium", 0.025, 0.035) },
  { "RUS", "AZE", "trade", fact(0.0045, customs, "medium", 0.004, 0.005) },
  { "RUS", "ARM", "trade", fact(0.003, customs, "medium", 0.0025, 0.0035) },
  { "BLR", "RUS", "trade", fact(0.51, customs, "medium", 0.48, 0.54) },
  { "BLR", "KAZ", "trade", fact(0.01, "turnover of USD 604 million in 2017, checked; total from memory", "low", 0.008, 0.012) },
  { "KAZ", "RUS", "trade", fact(0.205, customs, "medium", 0.19, 0.22) },
  { "KAZ", "BLR", "trade", fact(0.008, "turnover of USD 604 million in 2017, checked; total from memory", "low", 0.006, 0.01) },
  { "KGZ", "RUS", "trade", fact(0.27, customs, "medium", 0.24, 0.3) },
  { "KGZ", "KAZ", "trade", fact(0.13, customs, "medium", 0.11, 0.15) },
  { "TUR", "RUS", "trade", fact(0.057, customs, "medium", 0.05, 0.065) },
  { "TUR", "AZE", "trade", fact(0.0075, customs, "medium", 0.006, 0.009) },
  { "GEO", "TUR", "trade", fact(0.14, customs, "medium", 0.12, 0.16) },
  { "GEO", "RUS", "trade", fact(0.11, customs, "medium", 0.095, 0.125) },
  { "GEO", "AZE", "trade", fact(0.075, customs, "medium", 0.065, 0.085) },
  { "GEO", "ARM", "trade", fact(0.05, customs, "medium", 0.04, 0.06) },
  { "IRN", "TUR", "trade", fact(0.1, customs, "low", 0.07, 0.13) },
  { "NKR", "ARM", "trade", fact(0.9, "judgement: one open road", "judgement", 0.6, 1) },

  { "ARM", "RUS", "energy", fact(0.8, "share of gas imports, 2015-16, by press", "checked", 0.75, 0.9) },
  { "ARM", "IRN", "energy", fact(0.2, "share of gas imports, 2015-16, by press", "checked", 0.1, 0.25) },
  { "BLR", "RUS", "energy", fact(1, "share of gas imports, 2011-17", "high", 0.98, 1) },
  { "KGZ", "RUS", "energy", fact(0.9, "share of oil-product imports, 2011-17", "medium", 0.8, 0.95) },
  { "TJK", "RUS", "energy", fact(0.8, "share of oil-product imports, 2011-17", "medium", 0.6, 0.9) },
  { "TUR", "RUS", "energy", fact(0.519, "share of gas imports, 2017", "medium", 0.5, 0.55) },
  { "TUR", "IRN", "energy", fact(0.167, "share of gas imports, 2017", "medium", 0.16, 0.18) },
  { "TUR", "AZE", "energy", fact(0.119, "share of gas imports, 2017", "medium", 0.11, 0.13) },
  { "GEO", "AZE", "energy", fact(0.98, "share of gas imports, 2017-18", "medium", 0.9, 1) },
  { "ISR", "AZE", "energy", fact(0.4, "share of crude imports, 2012-17, press commonplace", "low", 0.25, 0.45) },
}
for _, row in ipairs(dependence) do
  put(row[1], row[2], row[3], row[4])
end

-- Treaties and troops beyond the treaties that scenario.lua declares, 0 to 1. Sizes are judgements on texts and bases.
local bonds = {
  { "ARM", "RUS", 0.3, 0.1, 0.5, "base at Gyumri (3300 men, to 2044), border guards, joint forces and air defence of 2015-16" },
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
for _, row in ipairs(bonds) do
  put_both(row[1], row[2], "treaty", fact(row[3], "judgement: " .. row[6], "judgement", row[4], row[5]))
end

-- Ties and quarrels that votes, trade and arms do not show. All are judgements, and each range is meant to be swept: for a pair of states it
-- spans what one expert granted in hindsight. The reasons are of August 2018 and before; the values, in the middle of the range or below it, were
-- set with those scores in view and are priors, not data.
local ties = {
  { "ARM", "RUS", "bilateral", 0.5, 0.4, 0.8, "yearly summits; arms to Azerbaijan and the prosecutions of 2018 weigh against" },
  { "ARM", "BLR", "bilateral", 0.1, 0, 0.3, "common organisations, little else" },
  { "ARM", "KAZ", "bilateral", 0.1, 0, 0.3, "common organisations, little else" },
  { "ARM", "KGZ", "bilateral", 0.1, 0, 0.4, "common organisations, little else" },
  { "ARM", "TJK", "bilateral", 0.1, 0, 0.4, "common organisation, little else" },
  { "ARM", "IRN", "bilateral", 0.4, 0.2, 0.6, "open border, gas for power" },
  { "ARM", "GEO", "bilateral", 0.3, 0.1, 0.5, "most of the trade crosses Georgia" },
  { "ARM", "USA", "bilateral", 0.3, 0.1, 0.5, "diaspora, aid" },
  { "ARM", "FRA", "bilateral", 0.4, 0.3, 0.7, "diaspora, francophonie" },
  { "AZE", "RUS", "bilateral", 0.5, 0.2, 0.6, "visits at the top, arms at market price for USD 4 billion" },
  { "AZE", "BLR", "bilateral", 0.6, 0.4, 0.8, "visits at the top, joint statement of November 2016, rocket artillery bought in 2018" },
  { "AZE", "KAZ", "bilateral", 0.6, 0.4, 0.8, "Turkic Council, the Caspian, oil through Baku" },
  { "AZE", "KGZ", "bilateral", 0.4, 0.2, 0.6, "Turkic Council" },
  { "AZE", "TJK", "bilateral", 0.3, 0.2, 0.6, "president's visit to Baku in August 2018" },
  { "AZE", "TUR", "bilateral", 0.8, 0.7, 1, "strategic partnership, pipelines: four fifths of its crude leave this way" },
  { "AZE", "IRN", "bilateral", 0.1, 0, 0.3, "Caspian convention of August 2018; Israel and the minority question weigh against" },
  { "AZE", "GEO", "bilateral", 0.6, 0.4, 0.8, "pipelines, the railway of 2017" },
  { "AZE", "USA", "bilateral", 0.2, 0, 0.4, "energy; section 907 waived" },
  { "AZE", "FRA", "bilateral", 0.2, 0, 0.4, "energy" },
  { "AZE", "ISR", "bilateral", 0.5, 0.3, 0.7, "arms for oil; visit of December 2016" },
  { "RUS", "BLR", "bilateral", 0.6, 0.5, 0.9, "Union State; quarrels over gas and oil" },
  { "RUS", "KAZ", "bilateral", 0.6, 0.5, 0.9, "four fifths of its crude cross Russia" },
  { "RUS", "KGZ", "bilateral", 0.6, 0.5, 0.9, "remittances of a third of its product, debt" },
  { "RUS", "TJK", "bilateral", 0.6, 0.5, 0.9, "remittances of three tenths of its product" },
  { "RUS", "TUR", "bilateral", 0.3, 0.1, 0.5, "talks on Syria and air defence, after the quarrel of 2015-16" },
  { "RUS", "IRN", "bilateral", 0.4, 0.2, 0.6, "Syria" },
  { "RUS", "ISR", "bilateral", 0.3, 0.1, 0.5, "the leaders meet often" },
  { "BLR", "KAZ", "bilateral", 0.4, 0.3, 0.7, "common organisations, visits" },
  { "BLR", "KGZ", "bilateral", 0.2, 0.1, 0.5, "common organisations; asylum for a former president" },
  { "BLR", "TJK", "bilateral", 0.2, 0.1, 0.5, "common organisation" },
  { "BLR", "TUR", "bilateral", 0.2, 0.1, 0.5, "travel without visas, trade" },
  { "BLR", "IRN", "bilateral", 0.2, 0.1, 0.5, "old acquaintance" },
  { "BLR", "GEO", "bilateral", 0.3, 0.1, 0.5, "president's visit of March 2018" },
  { "BLR", "FRA", "bilateral", 0, 0, 0.2, "nothing of note" },
  { "KAZ", "KGZ", "bilateral", 0.4, 0.2, 0.6, "neighbours; closed border in October 2017" },
  { "KAZ", "TJK", "bilateral", 0.3, 0.1, 0.5, "common organisations" },
  { "KAZ", "TUR", "bilateral", 0.5, 0.4, 0.8, "Turkic Council" },
  { "KAZ", "IRN", "bilateral", 0.3, 0.1, 0.5, "the Caspian" },
  { "KAZ", "GEO", "bilateral", 0.2, 0, 0.4, "transit" },
  { "KAZ", "USA", "bilateral", 0.3, 0.1, 0.5, "president's visit of January 2018" },
  { "KAZ", "FRA", "bilateral", 0.2, 0.1, 0.5, "energy" },
  { "KGZ", "TUR", "bilateral", 0.4, 0.3, 0.7, "Turkic Council; the quarrel over schools" },
  { "KGZ", "IRN", "bilateral", 0.1, 0, 0.3, "little" },
  { "KGZ", "GEO", "bilateral", 0.1, 0, 0.3, "little" },
  { "KGZ", "USA", "bilateral", 0, 0, 0.2, "base closed in 2014, treaty ended in 2015" },
  { "KGZ", "FRA", "bilateral", 0.1, 0, 0.3, "little" },
  { "TJK", "TUR", "bilateral", 0.2, 0, 0.4, "trade" },
  { "TJK", "GEO", "bilateral", 0.1, 0, 0.3, "little" },
  { "TJK", "USA", "bilateral", 0.2, 0, 0.4, "aid for the border" },
  { "TJK", "FRA", "bilateral", 0.2, 0, 0.4, "air detachment until 2014" },
  { "TUR", "IRN", "bilateral", 0.2, 0, 0.4, "talks on Syria" },
  { "TUR", "GEO", "bilateral", 0.4, 0.3, 0.7, "meetings of three with Azerbaijan" },
  { "TUR", "FRA", "bilateral", 0.1, 0, 0.3, "one alliance, one long quarrel over the EU" },
  { "IRN", "GEO", "bilateral", 0.1, 0, 0.3, "little" },
  { "IRN", "FRA", "bilateral", 0, 0, 0.2, "the nuclear agreement" },
  { "GEO", "USA", "bilateral", 0.6, 0.5, 0.9, "strategic partnership" },
  { "GEO", "FRA", "bilateral", 0.3, 0.2, 0.6, "EU association" },
  { "USA", "FRA", "bilateral", 0.6, 0.5, 0.9, "allies" },
  { "USA", "ISR", "bilateral", 0.8, 0.6, 1, "aid, arms" },
  { "ARM", "NKR", "bilateral", 1, 0.8, 1, "one leadership in practice" },

  { "ARM", "AZE", "rivalry", 0.9, 0.7, 1, "war until 1994, no relations, April 2016" },
  { "NKR", "AZE", "rivalry", 1, 0.8, 1, "the same dispute" },
  { "ARM", "TUR", "rivalry", 0.7, 0.5, 0.9, "closed border, no relations" },
  { "RUS", "GEO", "rivalry", 0.7, 0.5, 0.9, "war of 2008, no relations" },
  { "RUS", "USA", "rivalry", 0.5, 0.4, 0.8, "sanctions since 2014" },
  { "IRN", "USA", "rivalry", 0.8, 0.7, 1, "no relations; nuclear agreement left in May 2018" },
  { "IRN", "ISR", "rivalry", 0.9, 0.7, 1, "no relations" },
  { "TUR", "ISR", "rivalry", 0.3, 0.1, 0.5, "ambassadors sent home in May 2018" },
  { "BLR", "USA", "rivalry", 0.2, 0, 0.4, "no ambassadors; sanctions eased" },
  { "TJK", "IRN", "rivalry", 0.2, 0, 0.4, "quarrel over a banned party" },
  { "KGZ", "TJK", "rivalry", 0.1, 0, 0.3, "clashes at an unmarked border" },
  { "TUR", "USA", "rivalry", 0.1, 0, 0.3, "a detained pastor, Russian air defence" },
  { "RUS", "FRA", "rivalry", 0.1, 0, 0.3, "sanctions, and talks all the same" },

  { "ARM", "AZE", "tension", 0.45, 0.3, 0.6, "no relations since 1992; fighting in April 2016" },
  { "NKR", "AZE", "tension", 0.45, 0.3, 0.6, "the same line" },
  { "ARM", "TUR", "tension", 0.3, 0.1, 0.5, "closed border" },
  { "RUS", "GEO", "tension", 0.3, 0.1, 0.5, "troops on Georgian ground" },
  { "RUS", "USA", "tension", 0.3, 0.1, 0.5, "sanctions, Syria" },
  { "IRN", "USA", "tension", 0.4, 0.2, 0.6, "sanctions of August 2018" },
  { "IRN", "ISR", "tension", 0.4, 0.2, 0.6, "strikes in Syria in 2018" },
  { "TUR", "USA", "tension", 0.2, 0.1, 0.4, "tariffs of August 2018" },
  { "TUR", "ISR", "tension", 0.15, 0, 0.3, "Gaza, May 2018" },
  { "KGZ", "TJK", "tension", 0.1, 0, 0.3, "clashes at an unmarked border" },
  { "ARM", "AZE", "grievance", 0.4, 0.2, 0.6, "dead of 2014 to 2018" },
  { "NKR", "AZE", "grievance", 0.4, 0.2, 0.6, "dead of 2014 to 2018" },
}
for _, row in ipairs(ties) do
  put_both(row[1], row[2], row[3], fact(row[4], "judgement: " .. row[7], "judgement", row[5], row[6]))
end

-- Grievances, directed.
local grievances = {
  { "ARM", "BLR", 0.2, 0, 0.4, "the statement of April 2016; rocket artillery sold to Azerbaijan" },
  { "ARM", "KAZ", 0.2, 0, 0.4, "the meeting moved from Yerevan in April 2016" },
  { "ARM", "RUS", 0.15, 0, 0.3, "arms sold to Azerbaijan" },
  { "RUS", "ARM", 0.1, 0, 0.3, "the Secretary General charged without a word to the allies" },
  { "ARM", "TUR", 0.2, 0, 0.4, "closed border; applause for Azerbaijan in April 2016" },
}
for _, row in ipairs(grievances) do
  put(row[1], row[2], "grievance", fact(row[3], "judgement: " .. row[6], "judgement", row[4], row[5]))
end

return relations

-- Nine states as they were in June 1914: what they can do, who speaks for them, how long their mobilisation takes.

local ministries = require "ministries"

local nmc = "COW National Material Capabilities 6.0, 1914"
local memory = "standard reference, from memory"
local plans = "war plans and railway schedules as histories give them, from memory"

local function state(fields)
  fields.voices.defence = fields.voices.defence or "General Staff"
  return ministries.state(fields)
end

local function share(value)
  return fact(value, nmc, "checked")
end

-- Peace strength of the army, thousand.
local function army(value, low, high)
  return fact(value, memory, "medium", low, high)
end

-- Days from the order to the end of concentration.
local function timetable(value, low, high, confidence)
  return fact(value, plans, confidence or "medium", low, high)
end

return {
  AUH = state {
    name = "Austria-Hungary", adjective = "Austro-Hungarian", policy = "revisionist_claimant",
    capability = share(0.0682), personnel = army(440, 400, 480),
    mobilisation_days = timetable(16, 14, 22),
    upholds = { "self_defence", "treaty" },
    voices = { leader = "Emperor Francis Joseph", minister = "Foreign Minister Berchtold", ministry = "Foreign Ministry in Vienna" },
  },
  GER = state {
    name = "Germany", adjective = "German", policy = "alliance_patron",
    capability = share(0.1582), personnel = army(800, 750, 900),
    mobilisation_days = timetable(13, 12, 17, "high"),
    upholds = { "self_defence", "treaty" },
    voices = { leader = "Emperor William", minister = "Chancellor Bethmann Hollweg", ministry = "Foreign Office in Berlin", defence = "Great General Staff" },
  },
  SRB = state {
    name = "Serbia", adjective = "Serbian", policy = "status_quo_defender",
    capability = share(0.0019), personnel = army(50, 40, 90),
    mobilisation_days = timetable(10, 7, 14),
    upholds = { "self_determination", "self_defence" },
    voices = { leader = "Prime Minister Pashich", minister = "Regent Alexander", ministry = "Foreign Ministry in Belgrade", defence = "Supreme Command" },
  },
  RUS = state {
    name = "Russia", adjective = "Russian", policy = "alliance_patron",
    capability = share(0.1108), personnel = army(1350, 1200, 1450),
    -- two thirds of the divisions within eighteen days, all of them within six weeks
    mobilisation_days = timetable(30, 18, 42),
    upholds = { "self_determination", "treaty" },
    voices = { leader = "Emperor Nicholas", minister = "Foreign Minister Sazonov", ministry = "Foreign Ministry at Saint Petersburg" },
  },
  FRA = state {
    name = "France", adjective = "French", policy = "alliance_patron",
    capability = share(0.0747), personnel = army(830, 750, 900),
    mobilisation_days = timetable(14, 12, 17, "high"),
    upholds = { "territorial_integrity", "treaty" },
    voices = { leader = "President Poincaré", minister = "Prime Minister Viviani", ministry = "Foreign Ministry in Paris" },
  },
  GBR = state {
    name = "Great Britain", adjective = "British", policy = "alliance_patron",
    capability = share(0.1379), personnel = army(250, 230, 400),
    mobilisation_days = timetable(12, 10, 17),
    upholds = { "treaty", "inviolability" },
    voices = { leader = "Prime Minister Asquith", minister = "Foreign Secretary Grey", ministry = "Foreign Office in London", defence = "War Office" },
  },
  BEL = state {
    name = "Belgium", adjective = "Belgian", policy = "status_quo_defender",
    capability = share(0.0117), personnel = army(48, 40, 55),
    mobilisation_days = timetable(5, 4, 8),
    upholds = { "territorial_integrity", "inviolability", "treaty" },
    voices = { leader = "King Albert", minister = "Foreign Minister Davignon", ministry = "Foreign Ministry in Brussels" },
  },
  ITA = state {
    name = "Italy", adjective = "Italian", policy = "hedging_ally",
    capability = share(0.0257), personnel = army(275, 250, 305),
    mobilisation_days = timetable(25, 20, 35, "low"),
    upholds = { "treaty" },
    voices = { leader = "Prime Minister Salandra", minister = "Foreign Minister San Giuliano", ministry = "Foreign Ministry in Rome" },
  },
  ROU = state {
    name = "Romania", adjective = "Romanian", policy = "hedging_ally",
    capability = fact(0.006, "no row at hand; between Serbia and Belgium by population and army", "low", 0.004, 0.009),
    personnel = army(95, 80, 110),
    mobilisation_days = timetable(20, 15, 30, "low"),
    upholds = { "self_determination", "treaty" },
    voices = { leader = "King Carol", minister = "Prime Minister Bratianu", ministry = "Foreign Ministry in Bucharest" },
  },
}

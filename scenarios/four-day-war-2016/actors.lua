-- Twelve states, the supplier of one party's arms, and the authority that holds the ground behind the line of contact, on 1 April 2016. Capability,
-- personnel and spending are of 2015, the last full year; where that year was not at hand, the line says which year stands in. Names of office
-- holders are those of the first day. Norms (`upholds`) are those to which a state had put its name on this dispute before that day, by its leader or
-- minister, in a text of few signatories, or by vote in the Assembly in 2008; README.md lists them. Statements of April 2016 are no source here.

local judgement = require "judgement"
local ministries = require "ministries"
local state = ministries.state

local nmc = "COW National Material Capabilities 6.0, 2015"
local later = "COW National Material Capabilities, 2018: two years later than the first day, 2015 not at hand"
local memory = "standard reference, from memory"

return {
  ARM = state {
    name = "Armenia", adjective = "Armenian", policy = "status_quo_defender",
    capability = fact(0.000593, nmc, "checked"),
    personnel = fact(45, nmc, "checked"),
    spending = fact(414, nmc, "checked"),
    upholds = { "self_determination", "mediation_format" },
    approval = fact(0.4, "judgement: eighth year in office, protests of 2015, a disputed referendum", "judgement", 0.25, 0.55),
    voices = {
      leader = "President Sargsyan", minister = "Foreign Minister Nalbandian", parliament = "National Assembly",
      ambassador = "permanent representative to the CSTO", local_council = "village council",
    },
  },
  AZE = state {
    name = "Azerbaijan", adjective = "Azerbaijani", policy = "revisionist_claimant",
    capability = fact(0.001409, nmc, "checked"),
    personnel = fact(67, nmc, "checked"),
    spending = fact(1738, nmc, "checked"),
    upholds = { "territorial_integrity", "inviolability", "un_resolutions" },
    voices = {
      leader = "President Aliyev", minister = "Foreign Minister Mammadyarov", parliament = "National Assembly", ambassador = "ambassador in Minsk",
    },
  },
  RUS = state {
    name = "Russia", adjective = "Russian", policy = "alliance_patron",
    capability = fact(0.036757, nmc, "checked"),
    personnel = fact(771, nmc, "checked"),
    spending = fact(51605, nmc, "checked"),
    upholds = { "mediation_format", "non_use_of_force" }, nuclear = true,
    voices = {
      leader = "President Putin", minister = "Foreign Minister Lavrov", parliament = "State Duma", ambassador = "ambassador in Yerevan",
    },
  },
  BLR = state {
    name = "Belarus", adjective = "Belarusian", policy = "hedging_ally",
    capability = fact(0.00199, nmc, "checked"),
    personnel = fact(48, nmc, "checked"),
    spending = fact(509, "COW National Material Capabilities 6.0, 2016: no figure for 2013 to 2015", "checked"),
    upholds = { "territorial_integrity", "mediation_format" },
    voices = {
      leader = "President Lukashenko", minister = "Foreign Minister Makei", parliament = "House of Representatives",
      ambassador = "ambassador in Yerevan",
    },
  },
  KAZ = state {
    name = "Kazakhstan", adjective = "Kazakh", policy = "hedging_ally",
    capability = fact(0.002952, nmc, "checked"),
    personnel = fact(39, nmc, "checked"),
    spending = fact(1945, nmc, "checked"),
    upholds = { "territorial_integrity", "inviolability" },
    voices = {
      leader = "President Nazarbayev", minister = "Foreign Minister Idrissov", parliament = "Parliament", ambassador = "ambassador in Yerevan",
    },
  },
  KGZ = state {
    name = "Kyrgyzstan", adjective = "Kyrgyz", policy = "hedging_ally",
    capability = fact(0.000335, nmc, "checked"),
    personnel = fact(11, nmc, "checked"),
    spending = fact(80, nmc, "checked"),
    upholds = { "territorial_integrity", "inviolability" },
    voices = {
      leader = "President Atambayev", minister = "Foreign Minister Abdyldaev", parliament = "Supreme Council",
      ambassador = "permanent representative to the CSTO",
    },
  },
  TJK = state {
    name = "Tajikistan", adjective = "Tajik", policy = "hedging_ally",
    capability = fact(0.000381, nmc, "checked"),
    personnel = fact(9, nmc, "checked"),
    spending = fact(152, nmc, "checked"),
    voices = {
      leader = "President Rahmon", minister = "Foreign Minister Aslov", parliament = "Supreme Assembly",
      ambassador = "permanent representative to the CSTO",
    },
  },
  TUR = state {
    name = "Turkey", adjective = "Turkish", policy = "alliance_patron",
    capability = fact(0.014491, nmc, "checked"),
    personnel = fact(511, nmc, "checked"),
    spending = fact(8347, nmc, "checked"),
    upholds = { "territorial_integrity" },
    voices = {
      leader = "President Erdogan", minister = "Foreign Minister Cavusoglu", parliament = "Grand National Assembly",
      ambassador = "ambassador in Baku",
    },
  },
  IRN = state {
    name = "Iran", adjective = "Iranian", policy = "mediator",
    capability = fact(0.01656, later, "low", 0.014, 0.018),
    personnel = fact(523, later, "low", 500, 560),
    spending = fact(10600, "SIPRI, 2015, from memory", "low", 9000, 14000),
    voices = {
      leader = "President Rouhani", minister = "Foreign Minister Zarif", parliament = "Majlis", ambassador = "ambassador in Yerevan",
    },
  },
  GEO = state {
    name = "Georgia", adjective = "Georgian", policy = "hedging_ally",
    capability = fact(0.000419, nmc, "checked"),
    personnel = fact(21, nmc, "checked"),
    spending = fact(307, nmc, "checked"),
    upholds = { "territorial_integrity", "inviolability" },
    voices = {
      leader = "Prime Minister Kvirikashvili", minister = "Foreign Minister Janelidze", parliament = "Parliament",
      ambassador = "ambassador in Yerevan",
    },
  },
  USA = state {
    name = "the United States", adjective = "American", policy = "mediator",
    capability = fact(0.133038, nmc, "checked"),
    personnel = fact(1433, nmc, "checked"),
    spending = fact(597503, nmc, "checked"),
    upholds = { "mediation_format", "non_use_of_force" }, nuclear = true,
    voices = {
      leader = "President Obama", minister = "Secretary of State Kerry", ministry = "State Department", defence = "Defense Department",
      parliament = "Congress", ambassador = "ambassador in Yerevan",
    },
  },
  FRA = state {
    name = "France", adjective = "French", policy = "mediator",
    capability = fact(0.012582, later, "low", 0.011, 0.016),
    personnel = fact(203, later, "low", 200, 215),
    spending = fact(55300, "SIPRI, 2015, from memory", "low", 50000, 62000),
    upholds = { "mediation_format", "non_use_of_force" }, nuclear = true,
    voices = {
      leader = "President Hollande", minister = "Foreign Minister Ayrault", parliament = "National Assembly", ambassador = "ambassador in Yerevan",
    },
  },

  -- Sells arms to Azerbaijan and buys its oil; keeps out of the rest, so no policy. Its prime minister was his own foreign minister.
  ISR = state {
    name = "Israel", adjective = "Israeli",
    capability = fact(0.004, memory .. ", order of magnitude", "low", 0.003, 0.006),
    personnel = fact(177, memory, "medium", 165, 185),
    spending = fact(16500, "SIPRI, 2015, from memory", "low", 15000, 19000),
    voices = { leader = "Prime Minister Netanyahu", parliament = "Knesset", ambassador = "ambassador in Baku" },
  },

  -- Holds the ground behind the line of contact; no state has recognised it. Capability and spending: no source apart from Armenia's.
  NKR = {
    kind = "body", name = "the de facto authority in Karabakh", policy = "status_quo_defender",
    personnel = fact(19, "IISS Military Balance 2016, from memory; half may be citizens of Armenia", "medium", 14.5, 20),
    approval = judgement.no_polls(),
    voices = ministries.voices { leader = "head Sahakyan", ministry = "department of foreign affairs", defence = "Defence Army", parliament = "assembly" },
  },
}

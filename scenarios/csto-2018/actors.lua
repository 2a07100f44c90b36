-- Twelve states, the supplier of one party's arms, and the authority that holds the ground behind the line of contact. What they can do, who
-- speaks for them, and how they stand at home, as of August 2018. Names of office holders are those of that month. Norms that a state upholds are
-- those it had cited on this dispute: Belarus in April 2016, the co-chairs in their format, Georgia and Turkey by vote in the Assembly in 2008.

local judgement = require "judgement"
local ministries = require "ministries"
local state = ministries.state

local nmc = "COW National Material Capabilities 6.0, 2018"
local sipri = "SIPRI military expenditure, 2018"
local memory = "standard reference, from memory"

return {
  ARM = state {
    name = "Armenia", adjective = "Armenian", policy = "status_quo_defender",
    capability = fact(0.00059, nmc, "checked"),
    personnel = fact(45, nmc, "checked"),
    spending = fact(609, sipri, "checked"),
    upholds = { "self_determination", "mediation_format" },
    approval = fact(0.7, "judgement: new government of May 2018", "judgement", 0.5, 0.85),
    voices = {
      leader = "Prime Minister Pashinyan", minister = "Foreign Minister Mnatsakanyan", parliament = "National Assembly",
      ambassador = "permanent representative to the CSTO",
      local_council = "village council of Harich", -- took down a street sign in April 2016
    },
  },
  AZE = state {
    name = "Azerbaijan", adjective = "Azerbaijani", policy = "revisionist_claimant",
    capability = fact(0.001364, nmc, "checked"),
    personnel = fact(67, nmc, "checked"),
    spending = fact(1700, sipri, "checked"),
    upholds = { "territorial_integrity", "inviolability", "un_resolutions" },
    voices = {
      leader = "President Aliyev", minister = "Foreign Minister Mammadyarov", parliament = "National Assembly", ambassador = "ambassador in Minsk",
    },
  },
  RUS = state {
    name = "Russia", adjective = "Russian", policy = "alliance_patron",
    capability = fact(0.035759, nmc, "checked"),
    personnel = fact(900, nmc, "checked"),
    spending = fact(61388, sipri, "checked"),
    upholds = { "mediation_format", "non_use_of_force" }, nuclear = true,
    voices = {
      leader = "President Putin", minister = "Foreign Minister Lavrov", parliament = "State Duma", ambassador = "ambassador in Yerevan",
    },
  },
  BLR = state {
    name = "Belarus", adjective = "Belarusian", policy = "hedging_ally",
    capability = fact(0.001565, nmc, "checked"),
    personnel = fact(45, nmc, "checked"),
    spending = fact(715, sipri, "low"),
    upholds = { "territorial_integrity", "inviolability", "un_resolutions" },
    voices = {
      leader = "President Lukashenko", minister = "Foreign Minister Makei", parliament = "House of Representatives",
      ambassador = "ambassador in Yerevan",
    },
  },
  KAZ = state {
    name = "Kazakhstan", adjective = "Kazakh", policy = "hedging_ally",
    capability = fact(0.002744, nmc, "checked"),
    personnel = fact(39, nmc, "checked"),
    spending = fact(1600, sipri, "medium"),
    voices = {
      leader = "President Nazarbayev", minister = "Foreign Minister Abdrakhmanov", parliament = "Parliament", ambassador = "ambassador in Yerevan",
    },
  },
  KGZ = state {
    name = "Kyrgyzstan", adjective = "Kyrgyz", policy = "hedging_ally",
    capability = fact(0.000431, nmc, "checked"),
    personnel = fact(11, nmc, "checked"),
    spending = fact(120, sipri, "low"),
    voices = {
      leader = "President Jeenbekov", minister = "Foreign Minister Abdyldaev", parliament = "Supreme Council",
      ambassador = "permanent representative to the CSTO",
    },
  },
  TJK = state {
    name = "Tajikistan", adjective = "Tajik", policy = "hedging_ally",
    capability = fact(0.000472, nmc, "checked"),
    personnel = fact(9, nmc, "checked"),
    spending = fact(180, nmc, "checked"), -- SIPRI has no figure after 2015
    voices = {
      leader = "President Rahmon", minister = "Foreign Minister Aslov", parliament = "Supreme Assembly",
      ambassador = "permanent representative to the CSTO",
    },
  },
  TUR = state {
    name = "Turkey", adjective = "Turkish", policy = "alliance_patron",
    capability = fact(0.013229, nmc, "checked"),
    personnel = fact(355, nmc, "checked"),
    spending = fact(19000, sipri, "checked"),
    upholds = { "territorial_integrity" },
    voices = {
      leader = "President Erdogan", minister = "Foreign Minister Cavusoglu", parliament = "Grand National Assembly",
      ambassador = "ambassador in Baku",
    },
  },
  IRN = state {
    name = "Iran", adjective = "Iranian", policy = "mediator",
    capability = fact(0.01656, nmc, "checked"),
    personnel = fact(523, nmc, "checked"),
    spending = fact(13200, sipri, "checked"),
    voices = {
      leader = "President Rouhani", minister = "Foreign Minister Zarif", parliament = "Majlis", ambassador = "ambassador in Yerevan",
    },
  },
  GEO = state {
    name = "Georgia", adjective = "Georgian", policy = "hedging_ally",
    capability = fact(0.000408, nmc, "checked"),
    personnel = fact(21, nmc, "checked"),
    spending = fact(317, sipri, "checked"),
    upholds = { "territorial_integrity", "inviolability" },
    voices = {
      leader = "Prime Minister Bakhtadze", minister = "Foreign Minister Zalkaliani", parliament = "Parliament",
      ambassador = "ambassador in Yerevan",
    },
  },
  USA = state {
    name = "the United States", adjective = "American", policy = "mediator",
    capability = fact(0.119909, nmc, "checked"),
    personnel = fact(1348, nmc, "checked"),
    spending = fact(648798, sipri, "checked"),
    upholds = { "mediation_format", "non_use_of_force" }, nuclear = true,
    voices = {
      leader = "President Trump", minister = "Secretary of State Pompeo", ministry = "State Department", defence = "Defense Department",
      parliament = "Congress", ambassador = "ambassador in Yerevan",
    },
  },
  FRA = state {
    name = "France", adjective = "French", policy = "mediator",
    capability = fact(0.012582, nmc, "checked"),
    personnel = fact(203, nmc, "checked"),
    spending = fact(63800, sipri, "checked"),
    upholds = { "mediation_format", "non_use_of_force" }, nuclear = true,
    voices = {
      leader = "President Macron", minister = "Foreign Minister Le Drian", parliament = "National Assembly", ambassador = "ambassador in Yerevan",
    },
  },

  -- Sells arms to Azerbaijan and buys its oil; keeps out of the rest, so no policy. Its prime minister was his own foreign minister.
  ISR = state {
    name = "Israel", adjective = "Israeli",
    capability = fact(0.004, memory .. ", order of magnitude", "low", 0.003, 0.006),
    personnel = fact(170, memory, "medium", 165, 185),
    spending = fact(15900, memory, "medium", 15000, 20000),
    voices = { leader = "Prime Minister Netanyahu", parliament = "Knesset", ambassador = "ambassador in Baku" },
  },

  -- Holds the ground behind the line of contact; no state has recognised it. Capability and spending: no source apart from Armenia's.
  NKR = {
    kind = "body", name = "the de facto authority in Karabakh", policy = "status_quo_defender",
    personnel = fact(19, "IISS Military Balance 2018, from memory; half may be citizens of Armenia", "medium", 14.5, 20),
    approval = judgement.no_polls(),
    voices = ministries.voices { leader = "head Sahakyan", ministry = "department of foreign affairs", defence = "Defence Army", parliament = "assembly" },
  },
}

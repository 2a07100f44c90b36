-- Ten of the nineteen members of the alliance, a second ally by another treaty, three states near the place from which the attack came, the movement
-- that ruled most of that place, and the network that attacked. As of August 2001; office holders are those of that month.
--
-- The order of magnitude of capabilities, personnel and spending is from memory: each has its range.

local judgement = require "judgement"
local ministries = require "ministries"

local nmc = "COW National Material Capabilities, 2001, from memory"
local balance = "IISS Military Balance 2001-02, from memory"
local sipri = "SIPRI military expenditure, 2001, from memory"

-- cinc: share of the world; men: thousand; money: USD million. Ranges: a seventh either way, wider where memory is worse.
local function state(fields)
  local width = fields.width or 0.15
  local function near(value, source)
    return fact(value, source, "low", value * (1 - width), value * (1 + width))
  end
  return ministries.state {
    name = fields.name, adjective = fields.adjective, policy = fields.policy, nuclear = fields.nuclear or false,
    capability = near(fields.cinc, nmc), personnel = near(fields.men, balance), spending = near(fields.money, sipri),
    approval = fields.approval, upholds = fields.upholds, voices = fields.voices,
  }
end

local at_nato = "permanent representative to NATO"
local defence_norms = { "self_defence", "treaty" }

return {
  USA = state {
    name = "the United States", adjective = "American", policy = "status_quo_defender", cinc = 0.139, men = 1368, money = 312743, nuclear = true,
    approval = fact(0.51, "Gallup, first days of September 2001, from memory", "medium", 0.48, 0.55), upholds = defence_norms,
    voices = {
      leader = "President Bush", minister = "Secretary of State Powell", ministry = "State Department", defence = "Defense Department",
      parliament = "Congress", ambassador = at_nato,
    },
  },
  GBR = state {
    name = "the United Kingdom", adjective = "British", policy = "hedging_ally", cinc = 0.0235, men = 211, money = 36000, nuclear = true,
    upholds = defence_norms,
    voices = { leader = "Prime Minister Blair", minister = "Foreign Secretary Straw", ministry = "Foreign Office", parliament = "Parliament", ambassador = at_nato },
  },
  FRA = state {
    name = "France", adjective = "French", policy = "hedging_ally", cinc = 0.0215, men = 274, money = 33000, nuclear = true,
    upholds = { "un_resolutions", "treaty" },
    voices = { leader = "President Chirac", minister = "Foreign Minister Vedrine", parliament = "National Assembly", ambassador = at_nato },
  },
  DEU = state {
    name = "Germany", adjective = "German", policy = "hedging_ally", cinc = 0.0255, men = 308, money = 27500, upholds = { "un_resolutions", "treaty" },
    voices = { leader = "Chancellor Schroeder", minister = "Foreign Minister Fischer", parliament = "Bundestag", ambassador = at_nato },
  },
  ITA = state {
    name = "Italy", adjective = "Italian", policy = "hedging_ally", cinc = 0.0185, men = 230, money = 22000, upholds = { "treaty" },
    voices = { leader = "Prime Minister Berlusconi", minister = "Foreign Minister Ruggiero", parliament = "Parliament", ambassador = at_nato },
  },
  CAN = state {
    name = "Canada", adjective = "Canadian", policy = "hedging_ally", cinc = 0.0115, men = 57, money = 8400, upholds = { "un_resolutions", "treaty" },
    voices = { leader = "Prime Minister Chretien", minister = "Foreign Minister Manley", parliament = "Parliament", ambassador = at_nato },
  },
  TUR = state {
    name = "Turkey", adjective = "Turkish", policy = "hedging_ally", cinc = 0.0145, men = 515, money = 7200, upholds = { "treaty" },
    voices = { leader = "Prime Minister Ecevit", minister = "Foreign Minister Cem", parliament = "Grand National Assembly", ambassador = at_nato },
  },
  NLD = state {
    name = "the Netherlands", adjective = "Dutch", policy = "hedging_ally", cinc = 0.0058, men = 50, money = 6900, upholds = { "treaty" },
    voices = { leader = "Prime Minister Kok", minister = "Foreign Minister van Aartsen", parliament = "States General", ambassador = at_nato },
  },
  NOR = state {
    name = "Norway", adjective = "Norwegian", policy = "hedging_ally", cinc = 0.0026, men = 27, money = 3000, upholds = { "treaty", "un_resolutions" },
    voices = { leader = "Prime Minister Stoltenberg", minister = "Foreign Minister Jagland", parliament = "Storting", ambassador = at_nato },
  },
  POL = state {
    name = "Poland", adjective = "Polish", policy = "hedging_ally", cinc = 0.0085, men = 206, money = 3400, width = 0.25, upholds = { "treaty" },
    voices = { leader = "President Kwasniewski", minister = "Foreign Minister Bartoszewski", parliament = "Sejm", ambassador = at_nato },
  },
  AUS = state {
    name = "Australia", adjective = "Australian", policy = "hedging_ally", cinc = 0.0068, men = 51, money = 7000, upholds = { "treaty" },
    voices = { leader = "Prime Minister Howard", minister = "Foreign Minister Downer", parliament = "Parliament", ambassador = "ambassador in Washington" },
  },
  RUS = state {
    name = "Russia", adjective = "Russian", policy = "mediator", cinc = 0.05, men = 977, money = 11700, width = 0.25, nuclear = true,
    upholds = { "un_resolutions" },
    voices = { leader = "President Putin", minister = "Foreign Minister Ivanov", parliament = "State Duma", ambassador = "ambassador in Washington" },
  },
  PAK = state {
    name = "Pakistan", adjective = "Pakistani", policy = "hedging_ally", cinc = 0.0135, men = 620, money = 2900, width = 0.25, nuclear = true,
    voices = { leader = "President Musharraf", minister = "Foreign Minister Sattar", parliament = "the corps commanders", ambassador = "ambassador in Washington" },
  },
  UZB = state {
    name = "Uzbekistan", adjective = "Uzbek", policy = "hedging_ally", cinc = 0.0033, men = 52, money = 300, width = 0.4,
    voices = { leader = "President Karimov", minister = "Foreign Minister Kamilov", parliament = "Supreme Assembly", ambassador = "ambassador in Washington" },
  },

  -- Rules nine tenths of Afghanistan; recognised by three states, its seat in the General Assembly is another's. It defends what it holds.
  AFG = {
    kind = "body", name = "the Taliban government", adjective = "Taliban", policy = "status_quo_defender",
    capability = fact(0.0013, nmc .. "; of the whole country", "low", 0.0008, 0.0018),
    personnel = fact(45, balance, "low", 40, 60),
    approval = judgement.no_polls(),
    voices = ministries.voices { leader = "Mullah Omar", minister = "Foreign Minister Muttawakil", ministry = "embassy in Islamabad" },
  },

  -- A network without a country, guest of the one above.
  AQ = {
    kind = "body", name = "al-Qaida", policy = "spoiler",
    personnel = fact(3, "judgement: men in its camps; far fewer abroad", "judgement", 1, 10),
    approval = judgement.no_polls(),
    voices = ministries.voices { leader = "its leader" },
  },
}

-- Twelve states. Capabilities and spending: Correlates of War NMC 2018 and SIPRI; approval is a judgement everywhere.

local nmc = "COW NMC 6.0, 2018"
local sipri = "SIPRI military expenditure, 2018"

-- Three voices of every state; what binds it more, speaks less often.
local function voices(name)
  return {
    leader = { title = "the leadership", kind = "leader", authority = 1 },
    minister = { title = "the Foreign Minister", kind = "minister", authority = 0.7 },
    ministry = { title = "the Foreign Ministry", authority = 0.4 },
    defence = { title = "the Defence Ministry", kind = "defence", authority = 0.5 },
  }
end

local function state(fields)
  fields.kind = "state"
  fields.voices = voices(fields.name)
  fields.approval = fields.approval or fact(0.5, "judgement: no comparable polls", "judgement", 0.3, 0.7)
  return fields
end

return {
  ARM = state { name = "Armenia", adjective = "Armenian", policy = "status_quo_defender", capability = fact(0.00059, nmc, "checked"),
    personnel = fact(45, nmc, "checked"), spending = fact(609, sipri, "checked"), approval = fact(0.7, "judgement: new government of May 2018", "judgement", 0.5, 0.85) },
  AZE = state { name = "Azerbaijan", adjective = "Azerbaijani", policy = "revisionist_claimant", capability = fact(0.001364, nmc, "checked"),
    personnel = fact(67, nmc, "checked"), spending = fact(1700, sipri, "checked") },
  RUS = state { name = "Russia", adjective = "Russian", policy = "alliance_patron", capability = fact(0.035759, nmc, "checked"),
    personnel = fact(900, nmc, "checked"), spending = fact(61388, sipri, "checked") },
  BLR = state { name = "Belarus", adjective = "Belarusian", policy = "hedging_ally", capability = fact(0.001565, nmc, "checked"),
    personnel = fact(45, nmc, "checked"), spending = fact(715, sipri, "low") },
  KAZ = state { name = "Kazakhstan", adjective = "Kazakh", policy = "hedging_ally", capability = fact(0.002744, nmc, "checked"),
    personnel = fact(39, nmc, "checked"), spending = fact(1600, sipri, "medium") },
  KGZ = state { name = "Kyrgyzstan", adjective = "Kyrgyz", policy = "hedging_ally", capability = fact(0.000431, nmc, "checked"),
    personnel = fact(11, nmc, "checked"), spending = fact(120, sipri, "low") },
  TJK = state { name = "Tajikistan", adjective = "Tajik", policy = "hedging_ally", capability = fact(0.000472, nmc, "checked"),
    personnel = fact(9, nmc, "checked"), spending = fact(180, nmc, "checked") },
  TUR = state { name = "Turkey", adjective = "Turkish", policy = "alliance_patron", capability = fact(0.013229, nmc, "checked"),
    personnel = fact(355, nmc, "checked"), spending = fact(19000, sipri, "checked") },
  IRN = state { name = "Iran", adjective = "Iranian", policy = "mediator", capability = fact(0.01656, nmc, "checked"),
    personnel = fact(523, nmc, "checked"), spending = fact(13200, sipri, "checked") },
  GEO = state { name = "Georgia", adjective = "Georgian", policy = "hedging_ally", capability = fact(0.000408, nmc, "checked"),
    personnel = fact(21, nmc, "checked"), spending = fact(317, sipri, "checked") },
  USA = state { name = "the United States", adjective = "American", policy = "mediator", capability = fact(0.119909, nmc, "checked"),
    personnel = fact(1348, nmc, "checked"), spending = fact(648798, sipri, "checked") },
  FRA = state { name = "France", adjective = "French", policy = "mediator", capability = fact(0.012582, nmc, "checked"),
    personnel = fact(203, nmc, "checked"), spending = fact(63800, sipri, "checked") },
}

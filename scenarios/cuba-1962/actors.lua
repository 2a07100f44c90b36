-- Two superpowers, the island, America's neighbours who sit in the council, three allies in Europe, and the Secretary-General of the United
-- Nations, as of October 1962.

local judgement = require "judgement"
local state = require("ministries").state

local nmc = "COW National Material Capabilities, 1962"

local function voices(leader, minister)
  return { leader = leader, minister = minister, ambassador = "ambassador" }
end

return {
  USA = state {
    name = "the United States", adjective = "American", policy = "status_quo_defender", nuclear = true,
    capability = fact(0.2099, nmc, "checked"), upholds = { "self_defence", "treaty" },
    approval = fact(0.62, "Gallup, October 1962, from memory", "medium", 0.58, 0.66),
    voices = voices("President Kennedy", "Secretary of State Rusk"),
  },
  SUN = state {
    name = "the Soviet Union", adjective = "Soviet", policy = "revisionist_claimant", nuclear = true,
    capability = fact(0.1763, nmc, "checked"), upholds = { "self_defence", "self_determination" },
    voices = voices("Chairman Khrushchev", "Foreign Minister Gromyko"),
  },
  CUB = state {
    name = "Cuba", adjective = "Cuban", policy = "status_quo_defender",
    capability = fact(0.0037, nmc, "checked"), upholds = { "self_determination", "territorial_integrity" },
    voices = voices("Prime Minister Castro", "Foreign Minister Roa"),
  },
  TUR = state {
    name = "Turkey", adjective = "Turkish", policy = "status_quo_defender",
    capability = fact(0.0126, nmc .. ", from memory", "low", 0.009, 0.016), upholds = { "treaty", "self_defence" },
    voices = voices("Prime Minister Inonu", "Foreign Minister Erkin"),
  },
  GBR = state {
    name = "Britain", adjective = "British", policy = "hedging_ally", nuclear = true,
    capability = fact(0.043, nmc .. ", from memory", "low", 0.035, 0.052), upholds = { "non_use_of_force", "treaty" },
    voices = voices("Prime Minister Macmillan", "Foreign Secretary Home"),
  },
  FRG = state {
    name = "West Germany", adjective = "West German", policy = "hedging_ally",
    capability = fact(0.045, nmc .. ", from memory", "low", 0.035, 0.055), upholds = { "treaty", "self_determination" },
    voices = voices("Chancellor Adenauer", "Foreign Minister Schroder"),
  },
  ARG = state {
    name = "Argentina", adjective = "Argentine", policy = "hedging_ally",
    capability = fact(0.0085, nmc .. ", from memory", "low", 0.006, 0.011), upholds = { "treaty" },
    voices = voices("President Guido", "Foreign Minister Muniz"),
  },
  BRA = state {
    name = "Brazil", adjective = "Brazilian", policy = "hedging_ally",
    capability = fact(0.0125, nmc .. ", from memory", "low", 0.009, 0.016), upholds = { "self_determination", "non_use_of_force" },
    voices = voices("President Goulart", "Foreign Minister Lima"),
  },
  MEX = state {
    name = "Mexico", adjective = "Mexican", policy = "hedging_ally",
    capability = fact(0.008, nmc .. ", from memory", "low", 0.006, 0.011), upholds = { "self_determination", "non_use_of_force" },
    voices = voices("President Lopez Mateos", "Foreign Minister Tello"),
  },
  VEN = state {
    name = "Venezuela", adjective = "Venezuelan", policy = "hedging_ally",
    capability = fact(0.0028, nmc .. ", from memory", "low", 0.002, 0.004), upholds = { "treaty" },
    voices = voices("President Betancourt", "Foreign Minister Falcon"),
  },
  DOM = state {
    name = "the Dominican Republic", adjective = "Dominican", policy = "hedging_ally",
    capability = fact(0.0007, nmc .. ", from memory", "low", 0.0004, 0.001), upholds = { "treaty" },
    voices = voices("President Bonnelly", "the Foreign Minister"),
  },
  UNSG = { -- an office that can offer its services to both sides; not a state
    kind = "body", name = "the UN Secretary-General", adjective = "United Nations", policy = "mediator",
    upholds = { "non_use_of_force", "mediation_format" }, approval = judgement.no_polls(),
    voices = {
      office = { title = "Acting Secretary-General Thant", kind = "office", authority = judgement.guess(0.7, 0.5, 0.9, "as that of a minister") },
    },
  },
}

-- The crisis of July 1914: a murder, a patron's pledge, an ultimatum, and mobilisations that run by timetable. Sources, and what is judgement, are
-- in README.md.

local ministries = require "ministries"

local text = "judgement on the text"

-- Great powers that attacked, were attacked or entered the fighting.
local function at_war(run)
  local count = 0
  for _, id in ipairs { "AUH", "GER", "RUS", "FRA", "GBR", "ITA" } do
    local fights = run.count { kind = "engagement", actor = id } + run.count { kind = "engagement", to = id }
      + run.count { kind = "act", verb = "join_war", actor = id }
    if fights > 0 then count = count + 1 end
  end
  return count
end

return scenario {
  name = "july-1914",
  title = "The July crisis of 1914",
  about = "The murder of an heir to a throne, a small state under accusation, two chains of alliances and four armies with railway timetables.",
  epoch = "1914-06-28",
  days = fact(75, "judgement: to the middle of September, when the first plans had failed", "judgement", 45, 365),

  actors = require "actors",

  treaties = {
    DUAL = {
      name = "the Dual Alliance of 1879",
      members = { "AUH", "GER" },
      articles = {
        art1 = {
          about = "If one is attacked by Russia, the other comes to its help with all its forces.", obligation = "assist",
          gravity_min = fact(4, text .. ": attack by a power", "judgement", 3, 5), attacker = "state",
        },
      },
    },
    TRIPLE = {
      name = "the Triple Alliance of 1882, renewed in 1912",
      members = { "AUH", "GER", "ITA" },
      articles = {
        art1 = { about = "The three exchange ideas on political questions of a general kind.", obligation = "consult", gravity_min = fact(1, text, "judgement", 0, 2) },
        art3 = {
          about = "Whoever is attacked and at war with two or more great powers without direct provocation on its part is helped by the others.",
          obligation = "assist", gravity_min = fact(4, text .. ": war with great powers", "judgement", 3, 5), attacker = "state", unprovoked = true,
        },
      },
    },
    AR1883 = {
      name = "the Austro-Romanian treaty of 1883",
      members = { "AUH", "ROU" },
      articles = {
        art2 = {
          about = "Help against an attack that was not provoked.", obligation = "assist",
          gravity_min = fact(4, text, "judgement", 3, 5), attacker = "state", unprovoked = true,
        },
      },
    },
    FRR = { -- that the two mobilise at once when the other side does is no article here: it is what their timetables make them do
      name = "the Franco-Russian alliance of 1892-94",
      members = { "FRA", "RUS" },
      articles = {
        art1 = {
          about = "Each employs all its forces if the other is attacked by Germany, or by a power that Germany supports.", obligation = "assist",
          gravity_min = fact(4, text, "judgement", 3, 5), attacker = "state",
        },
      },
    },
    LON1839 = { -- the other guarantors of 1839 (Germany for Prussia, Austria, Russia) are left out: a treaty here would make them all allies
      name = "the Treaty of London of 1839",
      members = { "BEL", "GBR" },
      articles = {
        art7 = {
          about = "Belgium is independent and forever neutral, and guaranteed to be so against anybody.", obligation = "assist",
          gravity_min = fact(3, text .. ": any breach of neutrality by troops", "judgement", 2, 4), attacker = "any",
        },
      },
    },
  },

  theatres = require "theatres",
  relations = require "relations",
  targets = require "targets",

  -- What the cabinets remembered. Rungs are readings of histories, from memory.
  precedents = {
    bosnia_1909 = {
      about = "Annexation of Bosnia: Russia asked for a conference, was faced with a German demand, and gave way.",
      at = "1909-03-22", beneficiary = "SRB", adversary = "AUH", in_area = false, requested = true, patron_moved = false,
      gravity = fact(2, "mobilisation without fire", "medium", 1, 3), response = { RUS = "words" },
    },
    bosnia_1909_other_side = {
      about = "The same: Germany stood by Austria-Hungary with a demand of its own; Italy grumbled.",
      at = "1909-03-22", beneficiary = "AUH", adversary = "RUS", in_area = true, requested = true, patron_moved = true,
      gravity = fact(2, "mobilisation without fire", "medium", 1, 3), response = { GER = "mission", ITA = "silence" },
    },
    agadir_1911 = {
      about = "A gunboat at Agadir: Britain spoke up for France and readied its fleet; Russia had polite words.",
      at = "1911-07-21", beneficiary = "FRA", adversary = "GER", in_area = false, requested = true, patron_moved = false,
      gravity = fact(1, "a ship and a press war", "medium", 1, 2), response = { GBR = "mission", RUS = "words" },
    },
    albania_1913 = {
      about = "Austria-Hungary gave Serbia eight days to leave Albania; Russia advised it to do so.",
      at = "1913-10-18", beneficiary = "SRB", adversary = "AUH", in_area = false, requested = true, patron_moved = false,
      gravity = fact(2, "an ultimatum, met", "medium", 1, 3), response = { RUS = "words" },
    },
    albania_1913_other_side = {
      about = "The same: Germany approved at once.",
      at = "1913-10-18", beneficiary = "AUH", adversary = "RUS", in_area = false, requested = true, patron_moved = true,
      gravity = fact(2, "an ultimatum, met", "medium", 1, 3), response = { GER = "words", ITA = "silence", ROU = "silence" },
    },
  },

  injects = {
    {
      at = "1914-06-28 10:00", event = "trigger", actor = "SRB", to = "AUH", theatre = "danube",
      deaths = fact(2, "the Archduke and the Duchess", "checked"), civilian = true,
      name = "the murder at Sarajevo, by students whom officers in Belgrade had armed",
    },
    -- The visit had been arranged since the spring.
    { at = "1914-07-20", event = "meeting", actor = "RUS", attendees = { "FRA", "RUS" }, name = "French President at Saint Petersburg" },
  },

  lags = ministries.lags(),

  measures = {
    powers_at_war = at_war,
    belgium_attacked = function(run) return run.count { kind = "engagement", at = "belgium" } > 0 end,
    general_war = function(run) return at_war(run) >= 3 end,
  },
}

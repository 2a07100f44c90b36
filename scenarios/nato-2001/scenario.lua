-- An alliance that is honoured: September to November 2001. A member is attacked on its own soil by a network without a state; nobody has ties worth
-- keeping with the attacker. Sources, and what is judgement, are in README.md.

local ministries = require "ministries"
local rows = require "rows"

local text = "judgement on the text"

local members = { "CAN", "DEU", "FRA", "GBR", "ITA", "NLD", "NOR", "POL", "TUR", "USA" }

-- What every ally did in the episodes of 1998 and 2000, and no more than that is known.
local function words()
  return rows.responses("words", { "AUS", "CAN", "DEU", "FRA", "GBR", "ITA", "NLD", "NOR", "POL", "TUR" })
end

return scenario {
  name = "nato-2001",
  title = "An alliance that is honoured, September 2001",
  about = "An attack on the soil of the leading member by a network that nobody else stands by; what do its allies do?",
  epoch = "2001-09-11",
  days = fact(65, "judgement: to the middle of November, when the decisions of the members were out", "judgement", 30, 180),

  actors = require "actors",

  treaties = {
    NAT = {
      name = "the North Atlantic Treaty",
      members = members,
      articles = {
        art1 = { about = "Members settle disputes peacefully and refrain from force.", obligation = "refrain" },
        art4 = {
          about = "Members consult when the territory, independence or security of one is threatened, in the opinion of any of them.",
          obligation = "consult", gravity_min = fact(1, text .. " of article 4", "judgement", 1, 2),
        },
        art5 = {
          about = "An armed attack on one in Europe or North America is an attack on all; each does what it deems necessary.", obligation = "assist",
          gravity_min = fact(3, text .. " of article 5: an armed attack, not sniping", "judgement", 2, 4), attacker = "any",
        },
      },
    },
    ANZUS = { -- its third party has had no part in it since 1986
      name = "the ANZUS treaty",
      members = { "AUS", "USA" },
      articles = {
        art3 = {
          about = "The parties consult when one of them is threatened in the Pacific.", obligation = "consult",
          gravity_min = fact(1, text, "judgement", 1, 2),
        },
        art4 = {
          about = "An armed attack on one, its metropolitan territory included, is met by all by their constitutional processes.", obligation = "assist",
          gravity_min = fact(3, text, "judgement", 2, 4), attacker = "any",
        },
      },
    },
  },

  organisations = {
    NATO = { -- ANZUS has no standing organ
      name = "NATO",
      members = members,
      rule = "consensus",
      treaty = "NAT",
      spokesman = {
        id = "ROBERTSON",
        name = "NATO Secretary General Robertson",
        nationality = "GBR",
        mandate = fact(0.5, "judgement: chairs the Council, which his counterparts elsewhere do not", "judgement", 0.3, 0.8),
        jeopardy = fact(0, "none known", "high", 0, 0),
        approval = fact(0.5, "judgement: no polls", "judgement", 0.2, 0.7),
        policy = "institution_spokesman",
        voices = {
          office = { title = "the Secretary General", kind = "office", authority = fact(0.5, "judgement", "judgement", 0.3, 0.7) },
        },
      },
      organs = {
        council = { name = "the North Atlantic Council in permanent session", level = "ambassadors", decides = true },
        council_ministers = { name = "the North Atlantic Council of foreign ministers", level = "ministers", decides = true },
        planning_committee = { name = "the Defence Planning Committee", level = "ministers" },
        summit = { name = "the North Atlantic Council of heads", level = "heads", decides = true },
      },
      session_hours = fact(24, "judgement: sits in permanence, meets within a day; six other alliances' requests took 6 to 312", "judgement", 6, 150),
    },
  },

  theatres = require "theatres",
  relations = require "relations",

  -- What observers remember of attacks by the same network on the same state. Both were outside the area, in neither was anything asked for.
  precedents = {
    embassies_1998 = {
      about = "Two embassies in East Africa blown up, and camps in Afghanistan struck in return; the allies condemned and understood.",
      at = "1998-08-07", beneficiary = "USA", adversary = "AQ", in_area = false, requested = false, patron_moved = false,
      gravity = fact(4, "224 dead, twelve of them Americans", "high", 3, 4),
      response = words(),
    },
    aden_2000 = {
      about = "A destroyer damaged at Aden; the allies condemned.",
      at = "2000-10-12", beneficiary = "USA", adversary = "AQ", in_area = false, requested = false, patron_moved = false,
      gravity = fact(3, "17 dead", "high", 3, 4),
      response = words(),
    },
  },

  injects = require "calendar",
  measures = require "measures",
  targets = require "targets",

  lags = ministries.lags(),
}

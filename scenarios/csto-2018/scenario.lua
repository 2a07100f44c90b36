-- The crisis of September 2018 between Armenia and Azerbaijan: how credible is a warning by the Secretary General of an alliance whose members
-- are not behind it? Sources, and what is judgement, are in README.md.

local ministries = require "ministries"
local rows = require "rows"

local text = "judgement on the text"

local function silent()
  return rows.responses("silence", { "BLR", "KAZ", "KGZ", "RUS", "TJK" })
end

return scenario {
  name = "csto-2018",
  title = "A Secretary General's warning, September 2018",
  about = "Fire on the state border and on the line of contact, drills, a report to the alliance, a warning that names nobody, and silent members.",
  epoch = "2018-09-01",
  days = fact(90, "judgement: to the end of November, past the summit on the calendar", "judgement", 30, 365),

  actors = require "actors",

  treaties = {
    CST = {
      name = "the Collective Security Treaty",
      members = { "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK" },
      articles = {
        art1 = { about = "Members refrain from force and threats and settle disputes peacefully.", obligation = "refrain" },
        art2 = {
          about = "Members consult at once when the security, stability, territory or sovereignty of one is threatened.", obligation = "consult",
          gravity_min = fact(1, text .. " of article 2", "judgement", 1, 2), on_request = true,
        },
        art4 = {
          about = "Aggression against one is aggression against all; help, military help included, is given at its request.", obligation = "assist",
          gravity_min = fact(3, text .. ": an armed attack that threatens security, not sniping", "judgement", 2, 4),
          attacker = "state", on_request = true,
        },
      },
    },
    RA1997 = {
      name = "the treaty of mutual assistance of 1997",
      members = { "ARM", "RUS" },
      articles = {
        art2 = {
          about = "The two consult at once when one of them is threatened.", obligation = "consult",
          gravity_min = fact(1, text, "judgement", 1, 2), on_request = true,
        },
        art3 = {
          about = "The two help each other, with arms if need be, if one is attacked.", obligation = "assist",
          gravity_min = fact(3, text, "judgement", 2, 4), on_request = true,
        },
      },
    },
    TA2010 = {
      name = "the partnership treaty of 2010",
      members = { "AZE", "TUR" },
      articles = {
        art2 = {
          about = "The two help each other with all means if one is attacked.", obligation = "assist",
          gravity_min = fact(3, text, "judgement", 2, 4), on_request = true,
        },
      },
    },
    NAT = { -- its area (article 6) holds none of the theatres
      name = "the North Atlantic Treaty",
      members = { "FRA", "TUR", "USA" },
      articles = {
        art5 = {
          about = "An armed attack on one in Europe or North America is an attack on all.", obligation = "assist",
          gravity_min = fact(3, text, "judgement", 2, 4),
        },
      },
    },
  },

  organisations = {
    CSTO = {
      name = "the CSTO",
      members = { "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK" },
      rule = "consensus", -- procedural questions apart; a statement of the Secretary General's own is no decision
      treaty = "CST",
      spokesman = {
        id = "KHACHATUROV",
        name = "CSTO Secretary General Khachaturov",
        nationality = "ARM",
        mandate = fact(0.3, "judgement: his own statement needs no consensus", "judgement", 0.1, 0.6),
        jeopardy = fact(0.8, "charged on 26 July 2018, released on bail on 28 July (checked); the size is a judgement", "judgement", 0, 1),
        approval = fact(0.5, "judgement: no polls", "judgement", 0.2, 0.7),
        policy = "institution_spokesman",
        voices = {
          office = { title = "the Secretary General", kind = "office", authority = fact(0.5, "judgement", "judgement", 0.3, 0.7) },
        },
      },
      organs = {
        permanent_council = { name = "the Permanent Council", level = "ambassadors" },
        foreign_ministers = { name = "the Council of Foreign Ministers", level = "ministers" },
        defence_ministers = { name = "the Council of Defence Ministers", level = "ministers" },
        security_secretaries = { name = "the Committee of Secretaries of Security Councils", level = "ministers" },
        security_council = { name = "the Collective Security Council", level = "heads", decides = true },
      },
      session_hours = ministries.session_hours(), -- the 50 hours are this alliance's own, of June 2010
    },
    EAEU = { -- no treaty of assistance: meetings that can be moved or stayed away from
      name = "the Eurasian Economic Union",
      members = { "ARM", "BLR", "KAZ", "KGZ", "RUS" },
      rule = "consensus",
      organs = {
        supreme_council = { name = "the Supreme Eurasian Economic Council", level = "heads" },
        intergovernmental_council = { name = "the Eurasian Intergovernmental Council", level = "heads" },
        commission_council = { name = "the Council of the Commission", level = "ministers" },
      },
    },
    MINSK = { -- the parties sit with the group and are not counted here: it mediates between them and cannot be asked for help
      name = "the Minsk Group",
      members = { "BLR", "FRA", "RUS", "TUR", "USA" },
      rule = "consensus",
      organs = {
        co_chairs = { name = "the co-chairs", level = "ambassadors" },
      },
    },
  },

  theatres = require "theatres",
  relations = require "relations",

  -- What observers remember. Responses are those observed; a member that nobody saw do anything is entered as silent.
  precedents = {
    april_2016 = {
      about = "Four days of fighting on the line of contact; no member supported Armenia, one took the other side's frame.",
      at = "2016-04-02", beneficiary = "ARM", adversary = "AZE", in_area = false, requested = false, patron_moved = false,
      gravity = fact(4, "a limited offensive", "high", 3, 5),
      response = silent(),
    },
    april_2016_other_side = {
      about = "The same four days: the Turkish president declared himself for Azerbaijan, and no more was seen.",
      at = "2016-04-02", beneficiary = "AZE", adversary = "ARM", in_area = false, requested = false, patron_moved = false,
      gravity = fact(4, "a limited offensive", "high", 3, 5),
      response = { TUR = "words" },
    },
    chinari_2016 = {
      about = "A clash on the state border; the Secretary General spoke of a provocation, the members did not follow.",
      at = "2016-12-29", beneficiary = "ARM", adversary = "AZE", in_area = true, requested = false, patron_moved = false,
      gravity = fact(3, "four dead: several, so level 3", "medium", 2, 3),
      response = silent(),
    },
    nakhchivan_2018 = {
      about = "A skirmish on the Nakhchivan border; the Secretary General, not yet charged, was concerned, the members did not follow.",
      at = "2018-07-02", beneficiary = "ARM", adversary = "AZE", in_area = true, requested = false, patron_moved = false,
      gravity = fact(1, "one wounded; one or two had been killed in May", "medium", 1, 2),
      response = silent(),
    },
    -- Off unless switched on: `--set precedents.tavush_2015=on`. No source says what members did; that Armenia's president rebuked them in
    -- December 2015 suggests: nothing.
    tavush_2015 = {
      about = "Three villagers killed by shelling at Tavush; no member is known to have spoken.",
      at = "2015-09-24", beneficiary = "ARM", adversary = "AZE", in_area = true, requested = false, patron_moved = false,
      gravity = fact(3, "three dead, shelling", "checked", 2, 3),
      response = silent(),
      off = true,
    },
    -- Off unless switched on. A placebo: nobody here is bound to Georgia against Russia, so that it must change no measure.
    placebo_2008 = {
      about = "The war of August 2008: words for Georgia.",
      at = "2008-08-08", beneficiary = "GEO", adversary = "RUS", in_area = false, requested = false, patron_moved = false,
      gravity = fact(5, "a general offensive", "high", 4, 5),
      response = { USA = "words", FRA = "words" },
      off = true,
    },
  },

  injects = require "calendar",

  targets = require "targets",

  lags = ministries.lags(),
}

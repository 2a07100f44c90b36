-- The crisis of September 2018 between Armenia and Azerbaijan: how credible is a warning by the Secretary General of an alliance whose members are not
-- behind it? Sources, and what is judgement, are in README.md.

return scenario {
  name = "csto-2018",
  title = "A Secretary General's warning, September 2018",
  about = "Fire on the state border and on the line of contact, drills, a report to the alliance, a warning that names nobody, and members who stay silent.",
  epoch = "2018-09-01",
  days = 90,

  actors = require "actors",

  treaties = {
    CST = {
      name = "the Collective Security Treaty",
      members = { "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK" },
      articles = {
        art1 = { about = "Members refrain from force and threats and settle disputes peacefully.", obligation = "refrain" },
        art2 = { about = "Members consult at once when the security of one is threatened.", obligation = "consult",
          gravity_min = fact(1, "judgement on the text of article 2", "judgement", 1, 2), on_request = true },
        art4 = { about = "Aggression against one is aggression against all; help is given at its request.", obligation = "assist",
          gravity_min = fact(3, "judgement: an armed attack that threatens security, not sniping", "judgement", 2, 4), attacker = "state", on_request = true },
      },
    },
    RA1997 = {
      name = "the treaty of mutual assistance of 1997",
      members = { "ARM", "RUS" },
      articles = { art3 = { about = "The two help each other if one is attacked.", obligation = "assist", gravity_min = fact(3, "judgement on the text", "judgement", 2, 4), on_request = true } },
    },
    TA2010 = {
      name = "the partnership treaty of 2010",
      members = { "AZE", "TUR" },
      articles = { art2 = { about = "The two help each other if one is attacked.", obligation = "assist", gravity_min = fact(3, "judgement on the text", "judgement", 2, 4), on_request = true } },
    },
  },

  organisations = {
    CSTO = {
      name = "the CSTO",
      members = { "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK" },
      rule = "consensus",
      treaty = "CST",
      spokesman = {
        id = "KHACHATUROV",
        name = "CSTO Secretary General Khachaturov",
        nationality = "ARM",
        mandate = fact(0.3, "judgement: his own statement needs no consensus", "judgement", 0.1, 0.6),
        jeopardy = fact(0.8, "charged on 26 July 2018, released on bail on 28 July", "checked", 0, 1),
        policy = "institution_spokesman",
        voices = { office = { title = "the Secretary General", kind = "office", authority = 0.5 } },
      },
      organs = {
        permanent_council = { name = "the Permanent Council", level = "ambassadors" },
        ministers = { name = "the Council of Foreign Ministers", level = "ministers" },
        security_council = { name = "the Collective Security Council", level = "heads", decides = true },
      },
      session_hours = fact(96, "answers to requests 1958 to 2022, upper half", "medium", 24, 336),
    },
  },

  theatres = require "theatres",
  relations = require "relations",

  precedents = {
    april_2016 = {
      about = "Four days of fighting on the line of contact; no member supported Armenia, one took the other side's frame.",
      at = "2016-04-02", beneficiary = "ARM", adversary = "AZE", in_area = false, requested = false, patron_moved = false,
      gravity = fact(4, "a limited offensive", "high", 3, 5),
      response = { RUS = "silence", BLR = "silence", KAZ = "silence", KGZ = "silence", TJK = "silence" },
    },
    chinari_2016 = {
      about = "A clash on the state border; the Secretary General spoke of a provocation, the members did not follow.",
      at = "2016-12-29", beneficiary = "ARM", adversary = "AZE", in_area = true, requested = false, patron_moved = false,
      gravity = fact(2, "four dead", "checked", 2, 3),
      response = { RUS = "silence", BLR = "silence", KAZ = "silence", KGZ = "silence", TJK = "silence" },
    },
  },

  injects = {
    { at = "2018-09-01", event = "meeting", attendees = { "AZE", "RUS" }, actor = "RUS", name = "Presidents of Azerbaijan and Russia in Sochi" },
    { at = "2018-09-03", event = "meeting", attendees = { "AZE", "KAZ", "KGZ", "TUR" }, actor = "KGZ", name = "Turkic Council at Cholpon-Ata" },
    { at = "2018-09-11 08:00", act = "hold_exercise", actor = "ARM", to = "AZE", size = fact(1.5, "judgement: a large exercise with civil bodies", "judgement", 0.5, 3),
      days = 3, name = "exercise Shant 2018, parliament rehearsing a declaration of war", frames = { "self_defence" } },
    { at = "2018-09-15", event = "meeting", attendees = { "AZE", "TUR" }, actor = "AZE", name = "Parade in Baku with the Turkish president" },
    { at = "2018-09-26", event = "meeting", attendees = { "ARM", "AZE", "RUS", "USA", "FRA" }, actor = "USA", name = "Foreign ministers at the General Assembly in New York" },
    { at = "2018-09-27", event = "meeting", attendees = { "AZE", "RUS" }, actor = "AZE", name = "Russian president in Baku" },
    { at = "2018-09-28", event = "meeting", attendees = { "ARM", "AZE", "RUS", "BLR", "KAZ", "KGZ", "TJK" }, actor = "TJK", name = "CIS summit in Dushanbe" },
    { at = "2018-11-08", event = "meeting", attendees = { "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK" }, actor = "KAZ", name = "Collective Security Council in Astana" },
  },

  -- Times to an answer, fitted without April 2016 and without September to December 2018; the same for every foreign ministry.
  lags = {
    party_statement = { median = fact(4.6, "11 observed lags", "judgement", 2, 10.4), spread = 0.64 },
    third_statement = { median = fact(17.9, "9 observed lags", "judgement", 5.8, 54.5), spread = 0.87 },
    verbal_reply = { median = fact(8.5, "4 observed lags", "judgement", 1.2, 61), spread = 1.54 },
    request_answer = { median = fact(26.9, "14 observed lags", "judgement", 4, 179.5), spread = 1.48 },
    decision_to_troops = { median = fact(19.9, "5 observed lags", "judgement", 9.1, 43.7), spread = 0.61 },
    coercive_reply = { median = fact(40.7, "6 observed lags", "judgement", 6.2, 267.2), spread = 1.47 },
    mediated_end = { median = fact(76.1, "3 observed lags", "judgement", 41.4, 139.6), spread = 0.47 },
  },
}

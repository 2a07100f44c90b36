-- What was observed from September to November 2001, to test the model against. No target here was fitted on, and no parameter is this scenario's own.
-- Not quite out of sample all the same: two of the 40 invocations on which the help decision was fitted are this crisis (README.md). Statements and
-- decisions of the alliance: its press releases of 12 September and 2, 4, 8 and 26 October 2001 (checked but for the last).

local m = require "measures"

local first, last = "2001-09-11", "2001-11-14"
local pacts = "Berkemeier and Fuhrmann 2018: honoured in war .22 after 1945, .41 of defence pacts, .50 of all alliances"
local answers = "lognormal fit to answers to 14 requests to alliances, this one among them"

return {
  N1 = {
    kind = "event", about = "At least one ally sends a mission or troops.", observed = true, from = first, to = last, fit = false,
    base = fact(0.41, pacts, "checked", 0.22, 0.55), source = "British strikes 7 October, alliance's radar aircraft over the United States 9 October",
    note = "of 40 invocations of alliances by one collection, picked for contrast, .55 were honoured by half or more",
    measure = m.ally_sent,
  },
  N2 = {
    kind = "event", about = "The Secretary General speaks up for the attacked within three days.", observed = true, from = first, to = "2001-09-14", fit = false,
    base = fact(0.8, "judgement: an official spoke after most fatal incidents inside his alliance's area that are on record, 2009 to 2018", "judgement", 0.5, 0.95),
    source = "his statement of 11 September",
    measure = function(run)
      local day = m.office_day(run)
      return day ~= nil and day < 3
    end,
  },
  N3 = {
    kind = "event", about = "The organ decides in favour of the attacked.", observed = true, from = first, to = last, fit = false,
    base = fact(0.55, "judgement: share of requests to alliances, 1956 to 2022, that were answered with more than words", "judgement", 0.4, 0.7),
    source = "Council, 12 September 2001, on condition that the attack came from abroad; confirmed on 2 October",
    measure = function(run) return m.approved_day(run) ~= nil end,
  },
  N4 = {
    kind = "lag", about = "From the attack to that decision.", observed = 1.3, unit = "days", from = first, to = last, fit = false,
    base = {
      median = fact(1.12, answers, "medium", 0.17, 7.5), spread = fact(1.48, answers, "medium", 1, 2.2),
      none = fact(0.45, "judgement: see N3", "judgement", 0.3, 0.6),
    },
    source = "evening of 12 September in Brussels, 31 hours after the attack",
    note = "confirmed on day 21; the attacked had asked for nothing yet: it informed, and consulted; eight measures of 4 October were at its request",
    measure = m.approved_day,
  },
  N5 = {
    kind = "quantity", about = "Allies, of ten, with a public word of support within three days.", observed = { 9, 10 }, unit = "allies",
    from = first, to = "2001-09-14", fit = false,
    base = {
      median = fact(6, "judgement: a third state is silent after an event with .4 (lags table)", "judgement", 4, 8), spread = fact(0.35, "binomial of that", "medium", 0.2, 0.6),
      none = fact(0.01, "binomial of that", "medium", 0, 0.05),
    },
    source = "joint statement of 12 September, and each head of government by 13 September",
    measure = m.allies_words_3_days,
  },
  N6 = {
    kind = "quantity", about = "Allies, of ten, that send a mission or troops.", observed = { 5, 9 }, unit = "allies", from = first, to = last, fit = false,
    base = {
      median = fact(4, "binomial of N1's base over ten", "medium", 2, 6), spread = fact(0.5, "judgement: allies decide together", "judgement", 0.3, 1),
      none = fact(0.45, "judgement: complement of alliances honoured", "judgement", 0.2, 0.6),
    },
    source = "on their own: United Kingdom, Canada, France, Australia, Turkey; in the alliance's crews and ships also Germany, Italy, the Netherlands, Norway",
    note = "from memory; the German parliament decided on day 66, the Polish president on day 72",
    measure = m.allies_mission_or_troops,
  },
  N7 = {
    kind = "lag", about = "From the attack to the first mission or troops.", observed = 26, unit = "days", from = first, to = last, fit = false,
    base = {
      median = fact(6, "22 invocations of alliances that were answered so, without this one", "medium", 1, 40), spread = fact(1.54, "the same", "medium", 1.2, 1.9),
      none = fact(0.59, "complement of N1's base", "medium", 0.45, 0.78),
    },
    source = "British submarines on 7 October; the alliance's own aircraft from 9 to 12 October",
    measure = m.first_sent_day,
  },
  N8 = {
    kind = "non_event", about = "An ally refuses, objects, postpones, stays away or disowns.", observed = false, from = first, to = last, fit = false,
    base = fact(0.3, "judgement: one or more members did so in about a third of requests to alliances of many members", "judgement", 0.15, 0.5),
    source = "no such act is on record",
    measure = function(run) return m.refusals(run) > 0 end,
  },
  N9 = {
    kind = "event", about = "The attacked uses force against those who attacked it or harbour them.", observed = true, from = first, to = last, fit = false,
    base = fact(0.4, "judgement: 1986, 1993 and 1998, but not 1983, 1988, 1996 and 2000, from memory", "judgement", 0.2, 0.6),
    source = "strikes from 7 October",
    note = "no archetype of a defender opens an offensive: a miss that is known before the run",
    measure = function(run) return m.struck_back_day(run) ~= nil end,
  },
  N10 = {
    kind = "non_event", about = "A further attack kills inside the country.", observed = false, from = first, to = last, fit = false,
    base = fact(0.02, "one attack in eight years", "medium", 0.005, 0.1), source = "no attack by the network; five died of posted anthrax, which was not its deed",
    measure = function(run) return run.count { kind = "incident", at = "soil", from_day = 1 } > 0 end,
  },
}

-- What was observed from 16 October 1962 on, to hold runs against. Nothing here is fitted on. Dates are Washington's, from standard accounts.
-- Base rates are what a model knows that has only counted past cases; where none was at hand that is said.

local accounts = "standard accounts of the crisis, from memory"
local counts = "judgement, guided by the counts of the International Crisis Behavior project, from memory"

local function blockaded(run)
  return run.first { kind = "act", verb = "blockade", actor = "USA" }
end

local function withdrew(run)
  local unseen = run.first { kind = "act", verb = "concede", actor = "SUN", at = "cuba" }
  local seen = run.first { kind = "act", verb = "stand_down", actor = "SUN", at = "cuba" }
  return unseen and seen and math.min(unseen, seen) or unseen or seen
end

local function before(day, limit)
  return day ~= nil and day <= limit
end

return {
  C1 = {
    kind = "event", about = "The United States closes the sea routes within ten days.", observed = true, from = "1962-10-16", to = "1962-10-26", fit = false,
    base = fact(0.1, counts .. ": non-violent military acts answer some four in ten military triggers, a blockade a part of these", "judgement", 0.02, 0.2),
    source = accounts .. ": announced on 22 October, in force on 24 October", note = "",
    measure = function(run) return before(blockaded(run), 10) end,
  },
  C2 = {
    kind = "lag", about = "Days from the discovery to the quarantine in force.", observed = 8, unit = "days", from = "1962-10-16", to = "1962-11-29", fit = false,
    base = {
      median = fact(1.7, "coercive reply: six observed lags of other crises", "judgement", 0.3, 11),
      spread = fact(1.47, "the same", "judgement", 1, 2.2),
      none = fact(0.6, counts, "judgement", 0.4, 0.8),
    },
    source = accounts .. ": 16 and 24 October", note = "the announcement came on the sixth day",
    measure = blockaded,
  },
  C3 = {
    kind = "event", about = "The Soviet Union takes back what it placed, within the window.", observed = true, from = "1962-10-16", to = "1962-11-20", fit = false,
    base = fact(0.4, "Blechman and Kaplan 1978, political use of force: goals met in the short term in well over half of all cases, in fewer where the "
      .. "other was to undo something and the Soviet Union was engaged; from memory", "low", 0.25, 0.6),
    source = accounts .. ": announced on 28 October", note = "",
    measure = function(run) return before(withdrew(run), 35) end,
  },
  C4 = {
    kind = "lag", about = "Days from the discovery to giving way.", observed = 12, unit = "days", from = "1962-10-16", to = "1962-11-29", fit = false,
    base = {
      median = fact(60, counts .. ": crises last some two to three months at the median", "judgement", 30, 120),
      spread = fact(1.2, counts, "judgement", 0.8, 1.6),
      none = fact(0.6, counts, "judgement", 0.4, 0.75),
    },
    source = accounts .. ": 16 and 28 October", note = "",
    measure = withdrew,
  },
  C5 = {
    kind = "non_event", about = "No offensive, by anyone.", observed = false, from = "1962-10-16", to = "1962-11-29", fit = false,
    base = fact(0.15, counts .. ": full-scale war in about a sixth of crises, less between nuclear powers", "judgement", 0.05, 0.25),
    source = accounts, note = "",
    measure = function(run) return run.outcome("offensives") > 0 end,
  },
  C6 = {
    kind = "non_event", about = "No ordered strike on the island.", observed = false, from = "1962-10-16", to = "1962-11-29", fit = false,
    base = fact(0.3, counts .. ": minor clashes or worse in about half of crises, many of them not ordered", "judgement", 0.15, 0.45),
    source = accounts, note = "an aircraft was shot down on 27 October, without an order from Moscow",
    measure = function(run) return run.count { kind = "act", verb = "shell", actor = "USA" } > 0 end,
  },
  C7 = {
    kind = "event", about = "The Organisation of American States backs the measures.", observed = true, from = "1962-10-16", to = "1962-10-31", fit = false,
    base = fact(0.41, "defence pacts fulfilled when invoked (Berkemeier and Fuhrmann 2018); since 1945: .22", "checked", 0.22, 0.745),
    source = accounts .. ": 23 October, nobody against", note = "one abstention was withdrawn the next day",
    measure = function(run) return run.count { kind = "procedure", result = "approved", actor = "USA", to = "OAS", to_day = 15 } > 0 end,
  },
  C8 = {
    kind = "lag", about = "Days from the first request to the Organisation's decision.", observed = 1, unit = "days", from = "1962-10-16", to = "1962-11-29", fit = false,
    base = {
      median = fact(2.1, "seven requests to alliances, 1982 to 2012: 50 hours", "medium", 0.25, 13), spread = fact(1.3, "the same", "judgement", 0.8, 1.8),
      none = fact(0.6, "not fulfilled: one less .41", "judgement", 0.25, 0.8),
    },
    source = accounts .. ": asked on 22 October, decided on 23 October", note = "",
    measure = function(run)
      local asked = run.first { kind = "act", verb = "request_assistance", actor = "USA", to = "OAS" }
      local decided = run.first { kind = "procedure", result = "approved", actor = "USA", to = "OAS" }
      return asked and decided and decided - asked or nil
    end,
  },
  C9 = {
    kind = "event", about = "The United States gives something in return that is not made public.", observed = true, from = "1962-10-16", to = "1962-11-29", fit = false,
    base = fact(0.2, "judgement: what is kept secret is seldom counted; no rate is known", "judgement", 0.05, 0.5),
    source = accounts .. ": promised on 27 October, known since the 1980s; carried out by April 1963",
    note = "the promise, not the dismantling, falls within the window",
    measure = function(run)
      return run.count { kind = "act", verb = "offer_privately", actor = "USA", to = "SUN" } > 0
        or run.first { kind = "act", verb = "concede", actor = "USA", at = "turkey" } ~= nil
    end,
  },
}

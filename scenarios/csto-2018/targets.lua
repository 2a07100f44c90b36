-- What was observed, to hold the model against; nothing here enters a run. Windows take in both their days; a run ends on 29 November. Base
-- rates are what an analyst would have said from like cases before the first day, without a model.

local others = { "BLR", "KAZ", "KGZ", "RUS", "TJK" }
local spokesman = "KHACHATUROV"
local ministries = "ministries' announcements, September 2018"
local press = "press of September to November 2018"

-- He spoke after two of three clashes on a member's border from 2015 to July 2018 (nothing is known of September 2015), whoever held the
-- office; that there is such a clash in three weeks, and that it is reported, is taken as three in four.
local speaks = 0.5
local speaks_source = "he spoke after 2 of 3 clashes on a member's border, 2015 to July 2018, times 3 in 4 that one comes"

local messenger = { "biased", "beyond_mandate", "not_members_view", "abuse_of_office", "party_to_conflict" }

-- The first public words of the spokesman in the window, nil.
local function first_words(run)
  return run.first { kind = "act", actor = spokesman, register_min = 1, public = true }
end

return {
  T7 = {
    kind = "lag", unit = "days",
    about = "Azerbaijan's own exercise begins after the end of Armenia's.",
    observed = { 3, 4 }, from = "2018-09-11", to = "2018-09-30", fit = true,
    base = {
      median = fact(4, "coercive replies come after 1.7 days, a drill begins some two days after it is decided", "judgement", 2, 8),
      spread = fact(1.2, "coercive replies 1.47; less for what is staffed", "judgement", 0.8, 1.5),
      none = fact(0.6, "judgement: most exercises are answered by words", "judgement", 0.4, 0.8),
    },
    source = ministries,
    note = "announced on the day after the exercise or the same day; counted from midnight after its last day, 13 September",
    measure = function(run)
      local ended = run.day "2018-09-14"
      local first = run.first { kind = "act", verb = "hold_exercise", actor = "AZE" }
      return first and math.max(first - ended, 0)
    end,
  },

  T8 = {
    kind = "event",
    about = "The spokesman speaks in public on the day on which the report of a member is heard.",
    observed = true, from = "2018-09-14", to = "2018-10-05", fit = true,
    base = fact(0.25, speaks_source .. ", half of them within a day", "judgement", 0.1, 0.5),
    source = press, note = "the report itself must come from the member's policy",
    measure = function(run)
      for _, report in ipairs(run.each { kind = "procedure", result = "report_heard" }) do
        local said = run.count { kind = "act", actor = spokesman, register_min = 1, public = true, from_day = report.day, to_day = report.day + 1 }
        if said > 0 then
          return true
        end
      end
      return false
    end,
  },

  T9 = {
    kind = "lag", unit = "days",
    about = "Azerbaijan replies to the spokesman.",
    observed = { 0.5, 1.4 }, from = "2018-09-14", to = "2018-10-05", fit = true,
    base = {
      median = fact(8.5 / 24, "verbal replies, without those of the two crises", "judgement", 1.2 / 24, 61 / 24),
      spread = fact(1.54, "the same", "judgement", 1, 2.3),
      none = fact(1 - speaks * 0.6, speaks_source .. "; then 0.4 of verbal occasions meet no answer", "judgement", 0.4, 0.9),
    },
    source = "Foreign Ministry, 22 September 2018; none on the day itself",
    measure = function(run)
      local said = first_words(run)
      local reply = said and run.first { kind = "act", actor = "AZE", aims_at = spokesman, public = true, from_day = said }
      return reply and reply - said
    end,
  },

  T9f = {
    kind = "event",
    about = "The reply aims at the messenger (his mandate; not the members' view) and denies.",
    observed = true, from = "2018-09-14", to = "2018-10-05", fit = true,
    base = fact(speaks * 0.2, speaks_source .. "; none of his three statements before drew such a reply, 1 in 5 by the rule of succession",
      "judgement", 0.03, 0.3),
    source = "Foreign Ministry, 22 September 2018",
    measure = function(run)
      local aimed = run.first { kind = "act", actor = "AZE", aims_at = spokesman, claims = messenger, public = true }
      local denied = run.first { kind = "act", actor = "AZE", claims = { "denies", "fired_first" }, public = true }
      return aimed ~= nil and denied ~= nil
    end,
  },

  T10 = {
    kind = "non_event",
    about = "Another member endorses the warning in public.",
    observed = false, from = "2018-09-21", to = "2018-10-21", fit = true,
    base = fact(0.17, "none of the members did after his four statements since 2015: 1 in 6 by the rule of succession", "judgement", 0.05, 0.35),
    source = press,
    measure = function(run)
      return run.count { kind = "act", verb = "endorse", actor = others, to = { spokesman, "CSTO", "ARM" }, public = true } > 0
    end,
  },

  T11 = {
    kind = "non_event",
    about = "Armenia formally asks the alliance for assistance.",
    observed = false, from = "2018-09-01", to = "2018-11-29", fit = true,
    base = fact(0.05, "never since 1994, in a hundred quarters; more in a quarter with fire on the border", "judgement", 0.01, 0.15),
    source = press,
    measure = function(run)
      return run.count { kind = "act", verb = "request_assistance", actor = "ARM" } > 0
    end,
  },

  T11i = {
    kind = "event",
    about = "Armenia informs the organ and asks for nothing.",
    observed = true, from = "2018-09-14", to = "2018-09-30", fit = true,
    base = fact(0.35, "judgement: its envoy raised clashes in the Permanent Council now and then", "judgement", 0.15, 0.6),
    source = press,
    measure = function(run)
      local informed = run.count { kind = "act", verb = "inform_organisation", actor = "ARM", to = "CSTO" } > 0
      local asked = run.count { kind = "act", verb = { "request_consultation", "request_assistance" }, actor = "ARM" } > 0
      return informed and not asked
    end,
  },

  T12 = {
    kind = "event",
    about = "The two leaders agree to calm the lines.",
    observed = true, from = "2018-09-21", to = "2018-10-21", fit = true,
    base = fact(0.35, "a summit with both is on the calendar; some four of their six meetings from 2014 to 2017 ended with such an agreement, "
      .. "those in passing less often", "judgement", 0.15, 0.6),
    source = press, note = "Dushanbe, 28 September: seven days after the warning",
    measure = function(run)
      return run.count { kind = "act", verb = "hold_summit", actor = { "ARM", "AZE" }, to = { "ARM", "AZE" } } > 0
    end,
  },

  T12n = {
    kind = "non_event",
    about = "Major fighting: 25 battle deaths or more.",
    observed = false, from = "2018-09-01", to = "2018-11-29", fit = true,
    base = fact(0.13, "two or three of the eighteen quarters from 2014 to mid 2018", "medium", 0.08, 0.25),
    source = press,
    measure = function(run)
      return run.deaths {} >= 25
    end,
  },

  T14 = {
    kind = "quantity", unit = "persons",
    about = "Deaths from fire in all theatres.",
    observed = { 1, 10 }, from = "2018-09-01", to = "2018-11-29", fit = true,
    base = {
      median = fact(6, "about 40 in 2017 and 10 in the first half of 2018, both sides", "judgement", 4, 12),
      spread = fact(0.8, "quarters of 2014: 6 to 30", "judgement", 0.5, 1.2),
    },
    source = press, note = "one soldier is known by name; the other side's count is not",
    measure = function(run)
      return run.deaths {}
    end,
  },

  placebo = {
    about = "Two months begun in October 2017: no exercise, no meeting, nobody charged, no skirmish of July 2018 to remember.",
    set = {
      ["epoch"] = "2017-10-01", ["days"] = 61, ["injects"] = "off", ["precedents.nakhchivan_2018"] = "off",
      ["organisations.CSTO.spokesman.jeopardy"] = 0,
    },
    alarms = {
      warning = {
        about = "The spokesman warns somebody or demands an end to the fire, in public.",
        base = fact(0.1, "two that could pass for it, December 2016 and July 2018, in the 39 months to August 2018: 1 - exp(-2 * 2 / 39)", "medium", 0.05, 0.19),
        measure = function(run)
          return run.count { kind = "act", verb = { "warn", "demand_deescalate" }, actor = spokesman, public = true } > 0
        end,
      },
      force = {
        about = "Force beyond small arms is ordered: shelling, an offensive or more.",
        base = fact(0.25, "about seven of the 28 pairs of months from 2014 to mid 2018", "low", 0.1, 0.5),
        measure = function(run)
          return run.count { kind = "act", mid_min = 4, rung_min = 6 } > 0
        end,
      },
    },
  },
}

-- What was observed from 28 June to mid September 1914, and what the rate of such things elsewhere would have led one to expect. No routine
-- fits on these, but the scenario was not written blind: README.md says what was changed after a look at runs. For a non-event the measure says whether the event happened, and
-- observed is false.

local standard = "standard histories, from memory"

-- How often pledges of alliance were honoured before 1945.
local honoured = fact(0.66, "Berkemeier and Fuhrmann 2018: pledges before 1945", "checked")
-- How often a compellent threat was complied with.
local complied = fact(0.41, "Sechser 2011: militarized compellent threats 1918-2001, from memory", "medium", 0.3, 0.5)
-- Full-scale war among the crises of the data set of the ICB project.
local full_war = fact(0.13, "ICB: crises with full-scale war, from memory", "low", 0.08, 0.2)
-- Answers by deeds, in days: the lag of coercive replies; silence apart.
local answer = {
  median = fact(1.7, "lags of coercive replies of several crises, 41 hours", "judgement", 0.3, 11),
  spread = fact(1.47, "the same", "judgement", 1, 2.2), none = fact(0.4, "share of occasions that no answer meets", "judgement", 0.2, 0.6),
}

-- Whether an actor fought: attacked, was attacked, or entered.
local function fought(run, id)
  return run.count { kind = "engagement", actor = id } + run.count { kind = "engagement", to = id }
    + run.count { kind = "act", verb = "join_war", actor = id } > 0
end

local function did(run, actor, verb, to)
  return run.count { kind = "act", verb = verb, actor = actor, to = to } > 0
end

-- Troops sent or war entered for somebody.
local function helped(run, helper)
  return did(run, helper, "deploy_troops") or did(run, helper, "join_war") or did(run, helper, "general_offensive")
end

-- Days from the first act that matches to the first that matches after; nil if either is missing or the second came before.
local function between(run, stimulus, answer_by)
  local first = run.first(stimulus)
  if not first then return nil end
  local day = run.first { kind = "act", verb = answer_by.verb, actor = answer_by.actor, from_day = first }
  return day and day - first or nil
end

return {
  J1 = {
    kind = "event", about = "Germany pledges itself to Austria-Hungary", observed = true, from = "1914-06-28", to = "1914-07-23", fit = false,
    base = honoured, source = standard, note = "5 and 6 July, in private",
    measure = function(run) return run.count { kind = "act", verb = "guarantee", actor = "GER", to = "AUH", to_day = 25 } > 0 end,
  },
  J2 = {
    kind = "event", about = "Austria-Hungary gives Serbia an ultimatum or attacks it", observed = true, from = "1914-06-28", to = "1914-08-01", fit = false,
    base = fact(0.5, "ICB: about half of violent triggers are met by violence, from memory", "low", 0.35, 0.65), source = standard, note = "23 July; war on the 28th",
    measure = function(run)
      local by = { verb = "issue_ultimatum", actor = "AUH", to = "SRB", to_day = 34 }
      return run.count(by) > 0 or run.count { verb = "general_offensive", actor = "AUH", at = "danube", to_day = 34 } > 0
    end,
  },
  J3 = {
    kind = "non_event", about = "Serbia gives way altogether", observed = false, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = complied, source = standard, note = "all points but one or two, with reservations: not accepted as compliance",
    measure = function(run) return did(run, "SRB", "concede", "AUH") end,
  },
  J4 = {
    kind = "event", about = "Russia mobilises", observed = true, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = honoured, source = standard, note = "30 July, general; it had no treaty with Serbia",
    measure = function(run) return did(run, "RUS", "mobilise") end,
  },
  J4L = {
    kind = "lag", unit = "days", about = "from the ultimatum to Russia's mobilisation", observed = 7, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = answer, source = standard, note = "23 to 30 July; partial mobilisation on the 29th",
    measure = function(run) return between(run, { kind = "act", verb = "issue_ultimatum", actor = "AUH" }, { verb = "mobilise", actor = "RUS" }) end,
  },
  J5L = {
    kind = "lag", unit = "days", about = "from Russia's mobilisation to Germany's", observed = 2, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = answer, source = standard, note = "30 July to 1 August",
    measure = function(run) return between(run, { kind = "act", verb = "mobilise", actor = "RUS" }, { verb = "mobilise", actor = "GER" }) end,
  },
  J6 = {
    kind = "event", about = "France fights", observed = true, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = full_war, source = standard, measure = function(run) return fought(run, "FRA") end,
  },
  J7 = {
    kind = "event", about = "Great Britain sends troops or enters the war", observed = true, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = full_war, source = standard, note = "war on 4 August, troops in line by the 22nd", measure = function(run) return helped(run, "GBR") end,
  },
  J8 = {
    kind = "event", about = "general war: three great powers or more", observed = true, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = full_war, source = standard,
    measure = function(run)
      local count = 0
      for _, id in ipairs { "AUH", "GER", "RUS", "FRA", "GBR", "ITA" } do count = count + (fought(run, id) and 1 or 0) end
      return count >= 3
    end,
  },
  J9 = {
    kind = "non_event", about = "Italy sends troops or enters the war", observed = false, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = honoured, source = standard, note = "the case of the treaty denied on 2 and 3 August: not attacked, and not consulted",
    measure = function(run) return helped(run, "ITA") end,
  },
  J10 = {
    kind = "non_event", about = "Romania sends troops or enters the war", observed = false, from = "1914-06-28", to = "1914-09-10", fit = false,
    base = honoured, source = standard, note = "crown council of 3 August", measure = function(run) return helped(run, "ROU") end,
  },

  placebo = {
    about = "the same summer without the murder",
    set = { ["injects.1"] = "off" },
    alarms = {
      ultimatum = { about = "an ultimatum", base = fact(0.1, "judgement: about one a decade among these states", "judgement", 0.02, 0.2),
        measure = function(run) return run.count { kind = "act", verb = "issue_ultimatum" } > 0 end },
      war = { about = "fighting between great powers", base = fact(0.02, "judgement: none among these since 1871", "judgement", 0, 0.05),
        measure = function(run) return fought(run, "GER") or fought(run, "RUS") or fought(run, "FRA") end },
    },
  },
}

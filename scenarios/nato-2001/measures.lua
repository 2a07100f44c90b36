-- What allies gave, counted over a finished run. targets.lua reads the same functions.

local measures = {}

local allies = { "AUS", "CAN", "DEU", "FRA", "GBR", "ITA", "NLD", "NOR", "POL", "TUR" }
local words = { "endorse", "express_concern", "demand_deescalate", "warn", "guarantee" }
local deeds = { "deploy_observers", "deploy_troops", "join_war" } -- mission or troops
local refusals = { "veto", "postpone_session", "boycott_meeting", "limit_commitment", "distance_from" }

-- The first day on which [actor] did one of [verbs]; nil if it never did.
local function first_of(run, actor, verbs)
  local earliest = nil
  for _, verb in ipairs(verbs) do
    local day = run.first { kind = "act", actor = actor, verb = verb }
    if day and (not earliest or day < earliest) then earliest = day end
  end
  return earliest
end

-- How many allies did one of [verbs] before [day].
local function count_before(run, verbs, day)
  local count = 0
  for _, ally in ipairs(allies) do
    local first = first_of(run, ally, verbs)
    if first and first < day then count = count + 1 end
  end
  return count
end

-- Allies with a public word of support, of ten: within three days, and ever.
function measures.allies_words_3_days(run)
  return count_before(run, words, 3)
end
function measures.allies_words(run)
  return count_before(run, words, run.days)
end

-- Allies that sent a mission or troops, of ten; whether any did; the day of the first.
function measures.allies_mission_or_troops(run)
  return count_before(run, deeds, run.days)
end
function measures.ally_sent(run)
  return measures.allies_mission_or_troops(run) > 0
end
function measures.first_sent_day(run)
  local earliest = nil
  for _, ally in ipairs(allies) do
    local day = first_of(run, ally, deeds)
    if day and (not earliest or day < earliest) then earliest = day end
  end
  return earliest
end

-- Acts by which an ally refuses, delays or disowns.
function measures.refusals(run)
  local count = 0
  for _, ally in ipairs(allies) do
    for _, verb in ipairs(refusals) do
      count = count + run.count { kind = "act", actor = ally, verb = verb }
    end
  end
  return count
end

-- The day on which the organ approved; the day of the Secretary General's first word.
function measures.approved_day(run)
  return run.first { kind = "procedure", result = "approved" }
end
function measures.office_day(run)
  return first_of(run, "ROBERTSON", { "express_concern", "appeal_deescalate", "demand_deescalate", "warn" })
end

-- Force used by the attacked against those who attacked it or harbour them.
function measures.struck_back_day(run)
  return first_of(run, "USA", { "shell", "seize_ground", "general_offensive" })
end

return measures

-- Hostility: how hostile an act is, and what answers it in kind. Classes follow the levels of the militarised-dispute data: 1 words and
-- diplomacy, 2 threats, 3 shows of force, 4 force.

local hostility = {}

local classes = {
  accuse_aggression = 1, delegitimise_messenger = 1, demand_concession = 1, summon_ambassador = 1, recall_ambassador = 1, expel_diplomats = 1,
  break_relations = 1, file_legal = 1, cut_arms = 1, impose_sanctions = 1,
  warn = 2, threaten_nonforce = 2, threaten_force = 2, issue_ultimatum = 2,
  hold_exercise = 3, raise_alert = 3, mobilise = 3,
  fire_small_arms = 4, shell = 4, seize_ground = 4, blockade = 4, general_offensive = 4, join_war = 4, harass_vessel = 4,
}

local answers = { "accuse_aggression", "threaten_force", "hold_exercise", "fire_small_arms" }

-- Class of a verb, 0 if it is not hostile.
function hostility.class(verb)
  return classes[verb] or 0
end

-- What an event did to me: its class, who did it (or is believed to have), where. nil if nothing hostile. Fire whose author is unknown counts as
-- the rival's if he is blamed; the end of fighting (gravity 0) is no fire.
function hostility.suffered(view, event)
  local by = event.actor or event.blamed
  if not by or by == view.me.id or not view.dyad(view.me.id, by).adversary then return nil end
  local class = hostility.class(event.verb)
  if event.kind == "incident" or event.kind == "fighting" then class = event.about_me and event.gravity > 0 and 4 or 0 end
  if class == 0 or not (event.about_me or event.aims_at_me or event.to == nil) then return nil end
  return class, by, event.at
end

-- The verb that answers a class in kind.
function hostility.answer(class)
  return answers[class]
end

return hostility

-- Disputes as policies see them: who stands against whom over a theatre, how much it hurts, how near a settlement is. th is view.theatre(id).

local dispute = {}

function dispute.is_side(th, id)
  return th.holder == id or th.claimant == id
end

-- The side opposite to one.
function dispute.other(th, side)
  return th.holder == side and th.claimant or th.holder
end

-- The first of a list of actors that is a side, and its opponent; nil if none is.
function dispute.side_among(th, ids)
  for _, id in ipairs(ids) do
    if dispute.is_side(th, id) then return id, dispute.other(th, id) end
  end
end

-- Whether a place lies inside some treaty's area; places as in event.in_area and th.in_area.
function dispute.covered(places)
  for _ in pairs(places) do return true end
  return false
end

-- My chance against a rival whose allies come with chance `help`, 0 to 1, and would halve it: the mean of the chance without and with them, as in
-- alliance.attack_threshold.
function dispute.success(th, help)
  return th.success * (1 - 0.5 * help)
end

-- How much an event hurts its victim, 0 to 1: half for each of one's own dead, and something for how grave it is.
function dispute.hurt(event)
  return math.min(1, 0.5 * event.deaths_mine + 0.12 * event.gravity)
end

-- Norms to cite: those that the actor upholds, and more of its own choosing; a list without doubles.
function dispute.norms(view, more)
  local list, seen = {}, {}
  for _, frame in ipairs(more or {}) do
    if not seen[frame] then list[#list + 1], seen[frame] = frame, true end
  end
  for frame in pairs(view.me.upholds) do
    if not seen[frame] then list[#list + 1], seen[frame] = frame, true end
  end
  return list
end

-- Whether the actor is a member of the organisation that an event is about.
function dispute.belongs(view, event)
  for _, id in ipairs(view.organisations) do
    if id == event.organisation then return true end
  end
  return false
end

-- What an approval below one's own usual half adds to words for the home public, and one above takes away: a factor, 0.5 to 1.5.
function dispute.home_weight(view)
  return math.max(0.5, math.min(1.5, 1.5 - view.me.approval))
end

-- The answer to good offices offered over a place: what calm is worth, less `price` of stopping now. A choice; nil if the event is no such offer.
function dispute.answer_mediation(view, event, price)
  if event.verb ~= "mediate" or event.to ~= view.me.id or not event.at then return nil end
  local th = view.theatre(event.at)
  local trust = 0.2 * view.dyad(view.me.id, event.actor).affinity
  return choose {
    { act.accept_mediation { to = event.actor, at = event.at, because = "talks cost little" },
      calm = 0.2 + 0.3 * th.tension + 0.1 * math.min(2, th.deaths_mine), trust = trust, price = -price },
    { act.refuse_mediation { to = event.actor, at = event.at, because = "not while the other side gains by it" },
      price = 0.5 * price, trust = -trust, effort = -0.1 },
    silence = { time = 0.15 },
  }
end

-- Saying the same again within days costs dignity: a term of utility, 0 or less, for each time in the last `days` (7).
function dispute.repeated(view, verb, days)
  return -0.2 * view.recent { verb = verb, actor = view.me.id, days = days or 7 }
end

-- Steps towards a settlement, and how far each goes.
local steps = { mediate = 0.2, accept_mediation = 0.3, negotiate = 0.3, hold_summit = 0.4, concede = 0.4, agree_ceasefire = 0.5 }

-- How near talks are to agreement, 0 to 1: the steps that one has heard of in the last fortnight, and a meeting of the two sides at hand.
function dispute.talks(view, th)
  local near = 0
  for verb, step in pairs(steps) do
    near = near + step * view.recent { verb = verb, at = th.id, days = 14 }
  end
  local meeting = view.dyad(th.holder, th.claimant).meeting_days
  if meeting and meeting < 3 then near = near + 0.3 end
  return math.min(1, near)
end

return dispute

-- Holds what it has: answers in kind, never more than one rung up, tells its allies, and asks them only if it expects to be heard. What is newly
-- placed against it, it blockades, threatens, strikes, or trades away.

local dispute = require "dispute"
local frontier = require "frontier"
local standoff = require "standoff"

-- Pressure in a theatre, 0 to 1: own dead, incoming fire, incidents above the usual, what was newly placed there.
local function pressure(th)
  local unrest = math.max(0, th.rate / math.max(th.base_rate, 0.01) - 1)
  return math.min(1, 0.6 * th.deaths_mine + 0.15 * th.fired_rival + 0.1 * unrest + th.challenge_rival)
end

-- Whether a third party's words help the rival's case over a place: the norms it cites are the rival's.
local function speaks_for_rival(view, event)
  local th = event.about_me and view.theatre(event.at)
  if not th then return false end
  local lean = 0
  for frame in pairs(event.frames) do
    if th.favours_rival[frame] then lean = lean + 1 elseif th.favours_mine[frame] then lean = lean - 1 end
  end
  return lean > 0
end

-- Options of telling or asking one organisation about one theatre.
local function procedure(view, self, org, th, again, options)
  local p = self.params
  local grave = th.campaign or th.challenge_rival > 0
  local inside = org.treaty and th.in_area[org.treaty] or false
  local scope = inside and 1 or p.out_of_area
  local weight = pressure(th) * th.stake * scope * (th.campaign and 1.5 or 1)
  local chance = view.approval_chance { organisation = org.id, at = th.id }
  local since = view.last { verb = "inform_organisation", actor = view.me.id, at = th.id, days = 60 }
  local repeated = since and -1.5 * math.exp(-since / 14) or 0
  options[#options + 1] = { act.inform_organisation { to = org.id, at = th.id, voice = view.me.voices.ambassador and "ambassador" or nil,
      because = inside and "the place lies inside the alliance's area" or "allies should know, area or not" },
    attention = 0.8 * weight, effort = -0.12, repeated = repeated }
  if th.challenge_rival > 0 and org.approved_days and org.approved_days < 30 then return end -- it has been heard
  -- A request that is refused shows everyone that the allies will not come; one that is out of proportion is refused by courtesy. To keep
  -- the question open has a worth of its own: what is not asked cannot be denied.
  options[#options + 1] = { act.request_consultation { to = org.id, at = th.id, because = "joint consultations would show support" },
    support = 0.8 * weight * chance, refusal = -0.9 * p.refusal_cost * (1 - chance), option = -p.option_value, again = again }
  options[#options + 1] = { act.request_assistance { to = org.id, at = th.id, because = "the treaty's obligation is claimed" },
    support = 1.6 * weight * chance * (grave and 1 or 0.5), refusal = -1.4 * p.refusal_cost * (1 - chance), option = -1.3 * p.option_value,
    again = again }
end

-- A word to the home public about allies, if there are any: they are told of everything, and will act if asked and if the treaty's terms are met.
local function reassurance(view, self, at, worry)
  if #view.allies == 0 then return false end
  return { act.reassure_public { at = at, claims = { "informed_allies", "commitment_holds" }, conditions = { "if_requested", "if_covered" },
      voice = view.me.voices.minister and "minister" or nil, because = "the public asks who stands behind it" },
    home = self.params.home * worry * dispute.home_weight(view), effort = -0.1, repeated = dispute.repeated(view, "reassure_public") }
end

-- Organisations that serve a treaty, and what it costs to ask again so soon.
local function allies_councils(view)
  local councils = {}
  for _, name in ipairs(view.organisations) do
    local org = view.organisation(name)
    if org.treaty then councils[#councils + 1] = org end
  end
  local asked = view.last { verb = "request_consultation", actor = view.me.id, days = 60 }
    or view.last { verb = "request_assistance", actor = view.me.id, days = 60 }
  return councils, asked and -math.exp(-asked / 30) or 0
end

-- The answer to a demand with a date: the weaker one is and the less help one expects, the more one gives way; talks gain time, and a call-up
-- makes the answer heard.
local function answer_ultimatum(view, self, event)
  local th = view.theatre(event.at)
  local help = view.expected_help { of = view.me.id, at = th.id, rung = "troops", requested = true, gravity = 5 }
  local peril = th.success_rival * (1 - help)
  return choose {
    { act.concede { to = event.actor, at = th.id, because = "alone it cannot be refused" }, safety = 0.9 * peril, honour = -0.45 * th.stake },
    { act.negotiate { to = event.actor, at = th.id, closed = false, because = "all but what no state can grant" },
      time = 0.2 + 0.3 * peril, honour = -0.15 * th.stake },
    { act.deny_responsibility { to = event.actor, at = th.id, register = 3, claims = { "denies" }, because = "the demand has no ground" },
      honour = 0.3 * th.stake, risk = -0.4 * peril },
    th.timetable and { act.mobilise { to = event.actor, at = th.id, because = "an ultimatum runs" },
      defence = 0.5 * th.stake, cost = -0.25 } or false,
    silence = { dignity = 0.1 },
  }
end

local function after_fire(view, self, event)
  if not event.about_me or event.gravity == 0 then return nil end -- a ceasefire is news of no fire
  local th = view.theatre(event.at)
  if event.blamed ~= th.rival then return nil end
  local hurt = dispute.hurt(event)
  local register = event.deaths_mine > 0 and 3 or 2
  local caution = 0.25 + 0.3 * th.success_rival
  return choose {
    { act.accuse_aggression { to = th.rival, at = th.id, register = register, claims = { "fired_first", event.civilians and "civilians_hit" or "concern" },
        demands = { "stop_fire" }, frames = { "ceasefire" }, because = "fire came from the other side" },
      home = 0.45 * hurt * dispute.home_weight(view), effort = -0.1, repeated = dispute.repeated(view, "accuse_aggression") },
    reassurance(view, self, th.id, 0.5 * hurt),
    event.deaths_mine > 0 and { act.fire_small_arms { to = th.rival, at = th.id, because = "answering in kind, not more" },
      match = self.params.match * 0.5 * hurt, caution = -caution, risk = standoff.risk(view, th.rival, 4) } or false,
    silence = { restraint = 0.3 },
  }
end

return policy {
  about = "Matches the rung of what it meets, informs its allies, requests only what it expects to get.",
  source = "Snyder and Diesing 1977; George 1991 (coercive diplomacy); Leeds 2003 (conditional commitments)",
  params = {
    match = { default = 1, min = 0, max = 1.2, unit = "share", about = "how far fire is answered by fire", source = "judgement" },
    home = { default = 0.5, min = 0, max = 1, unit = "stake", about = "what reassuring the public is worth", source = "judgement" },
    refusal_cost = { default = 1.6, min = 0, max = 2, unit = "stake", about = "what an open refusal by allies costs", source = "judgement" },
    option_value = { default = 0.1, min = 0, max = 1.5, unit = "stake", about = "worth of not having asked yet", source = "judgement" },
    out_of_area = { default = 0.35, min = 0, max = 1, unit = "share", about = "weight of places outside the treaty's area", source = "judgement" },
    slight = { default = 0.4, min = 0, max = 1, unit = "stake", about = "resentment of allies who take the other side's words", source = "judgement" },
  },
  on = {
    incident = after_fire,
    fighting = after_fire,
    act = function(view, self, event)
      if event.actor and event.verb == "mediate" then return dispute.answer_mediation(view, event, 0) end
      if not event.actor or not view.dyad(view.me.id, event.actor).adversary then return nil end
      local mine = event.about_me and event.at or view.me.conflicts[1]
      if event.mid < 3 then return nil end
      if event.mid >= 4 then
        local th = view.theatre(mine)
        return choose {
          { act.accuse_aggression { to = event.actor, at = mine, register = 4, claims = { "fired_first" }, demands = { "stop_fire" },
              because = "ordered fire" }, home = 0.4, effort = -0.1 },
          { act.fire_small_arms { to = event.actor, at = mine, because = "answering in kind" },
            match = 0.4 * self.params.match, caution = -0.25 - 0.3 * th.success_rival, risk = standoff.risk(view, event.actor, 4) },
          silence = { restraint = 0.1 },
        }
      end
      local size = math.min(2, event.size) * (event.alarmed and 1.3 or 1)
      return choose {
        { act.raise_alert { because = "a large exercise next door" }, readiness = 0.2 * size, cost = -0.25 },
        { act.demand_deescalate { to = event.actor, at = mine, register = 2, demands = { "restraint" }, because = "a show of force" },
          voice = 0.15 * size, effort = -0.12 },
        silence = { calm = 0.2 },
      }
    end,
    statement = function(view, self, event)
      if event.actor == nil or event.speaker_kind == "official" then return nil end
      local tie = view.dyad(view.me.id, event.actor)
      if event.verb == "issue_ultimatum" and event.aims_at_me and event.about_me then return answer_ultimatum(view, self, event) end
      if tie.adversary and event.about_me then
        if not (event.claims.fired_first or event.claims.civilians_hit or event.mid == 2) then return nil end
        return choose {
          { act.deny_responsibility { to = event.actor, at = event.at, claims = { "denies" }, because = "the charge is returned" },
            honour = 0.12 + 0.04 * event.register, effort = -0.12, repeated = dispute.repeated(view, "deny_responsibility") },
          { act.accuse_aggression { to = event.actor, at = event.at, register = 2, claims = { "fired_first" }, because = "the charge is returned" },
            honour = 0.1 + 0.04 * event.register, effort = -0.15, repeated = dispute.repeated(view, "accuse_aggression") },
          reassurance(view, self, event.at, 0.4),
          silence = { patience = 0.35 },
        }
      end
      local sided = speaks_for_rival(view, event) or event.verb == "distance_from" or event.verb == "limit_commitment"
      if tie.allied and sided and event.stake > 0 then
        -- Words weigh more while one's own are dying; what the alliance is worth speaks for silence, and is counted there.
        local anger = self.params.slight * (0.5 + tie.grievance + 0.3 * pressure(view.theatre(event.at)))
        local gesture = view.me.voices["local"] and "local" or nil
        return choose {
          { act.summon_ambassador { to = event.actor, demands = { "explanation" }, because = "an ally spoke the other side's words" },
            anger = anger, effort = -0.05, repeated = dispute.repeated(view, "summon_ambassador") },
          { act.symbolic_act { to = event.actor, size = 0.5, voice = gesture, because = "a gesture costs little" },
            anger = 0.7 * anger, effort = -0.05, repeated = dispute.repeated(view, "symbolic_act", 30) },
          silence = { alliance = 0.15 },
        }
      end
      return nil
    end,
    -- Allies who refuse are told what that may cost them; who needs them says so more quietly.
    session = function(view, self, event)
      if event.step ~= "blocked" or event.requester ~= view.me.id then return nil end
      local need = view.patron and view.dyad(view.me.id, view.patron).dependence or 0
      return choose {
        { act.threaten_exit { to = event.organisation, register = 4, consequence = "diplomatic", because = "an alliance that does not come is none" },
          anger = self.params.slight, need = -0.8 * need, bound = -0.2 },
        view.patron and { act.summon_ambassador { to = view.patron, demands = { "explanation" }, because = "the leading ally let it happen" },
          anger = 0.8 * self.params.slight, need = -0.4 * need } or false,
        silence = { patience = 0.15 },
      }
    end,
  },
  decide = function(view, self)
    local options = {}
    local waiting = frontier.add(view, options)
    local councils, again = allies_councils(view)
    for _, id in ipairs(view.me.conflicts) do
      local th = view.theatre(id)
      local tie = view.dyad(view.me.id, th.rival)
      if th.deaths_mine + th.fired_rival > 0.05 or th.campaign or th.challenge_rival > 0 then
        for _, org in ipairs(councils) do
          procedure(view, self, org, th, again, options)
        end
      end
      if tie.at_meeting then
        options[#options + 1] = { act.hold_summit { to = th.rival, at = id, because = "the leaders meet anyway" },
          calm = 0.25 + 0.4 * tie.tension, home = -0.15 }
      end
      if th.campaign then
        options[#options + 1] = { act.agree_ceasefire { to = th.rival, at = id, because = "the ground can be held without more dead" },
          lives = 0.3 + 0.2 * math.min(2, th.deaths_mine), ground = -0.2 }
        options[#options + 1] = { act.mobilise { at = id, because = "an offensive is under way" }, defence = 0.5, cost = -0.25 }
      elseif th.challenge_rival > 0 then
        standoff.answer(view, th, options)
      else
        standoff.settle(view, th, options)
      end
    end
    if #options == 0 then return nil end
    options.silence = { patience = 0.2, waiting = waiting }
    return choose(options)
  end,
}

-- Wants what another holds: presses where allies of the holder are least likely to come, answers every show of force, and questions whoever
-- speaks up for the holder. What it has newly placed somewhere it takes back if the risk of holding on is more than it is worth.

local dispute = require "dispute"
local frontier = require "frontier"
local standoff = require "standoff"

-- Help that one can count on against the holder's strongest ally, 0 to 1: where one faces that ally, else where the holder is faced. A pledge given
-- in these weeks halves the doubt.
local function backing(view, self, th)
  local where, strongest = th.id, 0
  for _, id in ipairs(view.me.conflicts) do
    local front = view.theatre(id)
    local friend = view.dyad(front.rival, th.rival)
    if front.rival ~= th.rival and friend.affinity > strongest then where, strongest = id, friend.affinity end
  end
  local help = view.expected_help { of = view.me.id, at = where, rung = "troops", gravity = 5 }
  local pledged = view.recent { verb = "guarantee", to = view.me.id, days = 30 } > 0
  return pledged and 1 - (1 - help) * (1 - self.params.pledge) or help
end

-- What fire or an offensive is worth in a theatre, in units of stake.
local function venture(view, self, th)
  local p = self.params
  local tie = view.dyad(view.me.id, th.rival)
  local help = view.expected_help { of = th.rival, at = th.id, rung = "arms", gravity = 4 }
  return {
    gain = p.ambition * th.claim * th.stake,
    help = p.deterrence * help,
    anger = (0.4 * tie.grievance + 0.3 * tie.tension) * th.stake,
    success = th.success,
  }
end

-- Outrage, 0 to 1: harm done to civilians where shots are rare, by somebody for whom the rival answers. Where fire is daily bread, no shot is one.
local function outrage(view, event, th)
  if event.deaths_mine == 0 or not event.civilians or th.claim < 0.1 then return 0 end
  return dispute.hurt(event) * math.exp(-30 * th.base_rate)
end

-- The outrage still felt about a theatre, and whether an ultimatum about it has run out without being met; days since it was issued.
local function quarrel(view, self, id)
  local felt = self.memory.outrage[id]
  if not felt then return 0, false end
  local issued = view.last { verb = "issue_ultimatum", actor = view.me.id, at = id, days = 60 }
  local met = issued and (view.recent { verb = "concede", to = view.me.id, at = id, days = issued } > 0
    or view.recent { verb = "agree_ceasefire", actor = view.me.id, at = id, days = issued } > 0)
  if met then return 0, false, issued end
  return felt.size * math.exp(-(view.day - felt.day) / 30), issued ~= nil and issued > 1.5, issued
end

-- A demand with a date: redress for an outrage, at the price of being held to it. Once it has run out, to do nothing is to break one's word, and
-- the steps already taken are not paid for again.
local function add_ultimatum(view, self, th, options)
  local anger, lapsed, issued = quarrel(view, self, th.id)
  if anger < 0.2 then return end
  local v, p = venture(view, self, th), self.params
  local doubt = 1 - backing(view, self, th)
  local fear = v.help * doubt -- of the holder's allies, as far as one's own do not stand against them
  if not issued then
    local asked = view.recent { verb = "call_hotline", actor = view.me.id, to = view.patron, days = 30 } > 0
    if view.patron and not asked then
      options[#options + 1] = { act.call_hotline { to = view.patron, at = th.id, because = "where does the ally stand?" },
        support = 0.6 * anger * doubt, effort = -0.05 }
    end
    options[#options + 1] = { act.issue_ultimatum { to = th.rival, at = th.id, register = 5, demands = { "withdraw", "respond" }, consequence = "force",
        voice = view.me.voices.leader and "leader" or nil, because = "redress for an outrage" },
      honour = 0.7 * anger * th.stake, gain = 0.5 * v.gain * v.success, allies = -fear, bound = -0.3 }
  elseif lapsed then
    local left = th.mobilised_mine > 0 and 2 or 3 -- steps of five still to go
    options[#options + 1] = { act.general_offensive { to = th.rival, at = th.id, because = "the ultimatum was not met" },
      honour = 0.5 * anger * th.stake, word = self.params.word, gain = 1.2 * v.gain * v.success, allies = -fear, cost = -left * p.cost }
    if th.timetable and th.mobilised_mine == 0 then
      options[#options + 1] = { act.mobilise { to = th.rival, at = th.id, because = "the ultimatum was not met" },
        honour = 0.5 * anger * th.stake, word = 0.5 * self.params.word, allies = -0.5 * fear, cost = -p.cost }
    end
  end
end

local function add_force(view, self, th, options)
  local v, p = venture(view, self, th), self.params
  local function option(intention, scale, price, rung)
    options[#options + 1] = { intention, gain = scale * v.gain * v.success, anger = 0.5 * v.anger * math.min(1, 2 * scale),
      allies = -scale * v.help, cost = -price * p.cost, risk = standoff.risk(view, th.rival, rung) }
  end
  option(act.fire_small_arms { to = th.rival, at = th.id, because = "pressure on the line" }, 0.15, 0.9, 4)
  option(act.shell { to = th.rival, at = th.id, because = "a limited strike" }, 0.3, 1.7, 8)
  if v.gain < 0.1 then return end -- nobody plans an offensive for what is hardly claimed
  option(act.seize_ground { to = th.rival, at = th.id, because = "a window for a limited gain" }, 0.7, 3, 9)
  option(act.general_offensive { to = th.rival, at = th.id, because = "the whole question by force" }, 1.2, 5, 10)
end

-- The answer to an official who speaks up for the other side.
local function answer_official(view, self, event)
  local th = view.theatre(event.at)
  local mandate = view.belief { mandate = event.actor }
  local slight = 0.2 + 0.05 * event.register + (event.aims_at_me and 0.15 or 0)
  -- What was said is denied if it blamed somebody; otherwise the charge is returned.
  local answer = event.claims.fired_first and "denies" or "fired_first"
  return choose {
    { act.delegitimise_messenger { to = event.actor, at = th.id, register = 4, voice = view.me.voices.ministry and "ministry" or nil,
        claims = { "biased", "beyond_mandate", "not_members_view", answer }, demands = { "withdraw" },
        frames = dispute.norms(view, th.contested and { "occupation" } or nil), because = "he is not thought to speak for the members" },
      honour = slight, doubt = self.params.scorn * (0.55 - mandate), effort = -0.1, repeated = dispute.repeated(view, "delegitimise_messenger") },
    { act.deny_responsibility { to = event.actor, at = th.id, register = 2, claims = { "denies", "both_sides" }, demands = { "neutrality" },
        because = "he may speak for the members" },
      honour = slight, respect = self.params.scorn * (mandate - 0.55), effort = -0.1 },
    { act.demand_concession { to = th.rival, at = th.id, register = 3, claims = { answer }, demands = { "withdraw" },
        frames = dispute.norms(view), because = "the root cause is elsewhere" },
      honour = 0.6 * slight, effort = -0.1, repeated = dispute.repeated(view, "demand_concession") },
    silence = { contempt = 0.05 },
  }
end

local function after_fire(view, self, event)
  if event.gravity == 0 then return nil end -- a ceasefire
  if event.about_me then
    local th = view.theatre(event.at)
    local size = outrage(view, event, th)
    if size > 0.2 and event.blamed == th.rival then self.memory.outrage[event.at] = { size = size, day = view.day } end
  end
  if not event.about_me then return nil end
  local th = view.theatre(event.at)
  if event.blamed ~= th.rival then return nil end
  local hurt = dispute.hurt(event)
  local v = venture(view, self, th)
  return choose {
    { act.accuse_aggression { to = th.rival, at = th.id, register = event.deaths_mine > 0 and 3 or 2,
        claims = { "fired_first", event.civilians and "civilians_hit" or "party_to_conflict" }, frames = dispute.norms(view),
        because = "fire came from the other side" }, home = 0.4 * hurt * dispute.home_weight(view), effort = -0.1,
      repeated = dispute.repeated(view, "accuse_aggression") },
    { act.fire_small_arms { to = th.rival, at = th.id, because = "fire is answered" },
      anger = 0.45 * hurt * th.stake, allies = -0.3 * v.help, cost = -0.25, risk = standoff.risk(view, th.rival, 4) },
    silence = { restraint = 0.3 },
  }
end

return policy {
  about = "Probes for gains below the line at which the holder's allies would act; meets drills with drills and words with words.",
  source = "Fearon 1995; Schelling 1966; Altman 2017 (fait accompli); Goldstein and Pevehouse 1997 (reciprocity)",
  params = {
    ambition = { default = 1, min = 0.2, max = 2, unit = "stake", about = "value of the claim", source = "judgement" },
    patience = { default = 0.55, min = 0, max = 2, unit = "stake", about = "value of leaving things as they are for now", source = "judgement" },
    cost = { default = 0.3, min = 0.1, max = 0.6, unit = "stake", about = "price of force per step", source = "judgement" },
    deterrence = { default = 1.6, min = 0, max = 2, unit = "stake", about = "how much the holder's allies are feared", source = "judgement" },
    pledge = { default = 0.5, min = 0, max = 1, unit = "share", about = "how much of its doubt in an ally a pledge given in the crisis removes", source = "judgement" },
    word = { default = 0.35, min = 0, max = 1, unit = "stake", about = "what an ultimatum that is not made good costs", source = "judgement" },
    scorn = { default = 0.8, min = 0, max = 2, unit = "stake", about = "readiness to question a messenger who lacks backing", source = "judgement" },
    reciprocity = { default = 0.5, min = 0, max = 1, unit = "stake", about = "readiness to answer a drill with a drill", source = "judgement" },
  },
  memory = { outrage = {} },
  on = {
    incident = after_fire,
    fighting = after_fire,
    statement = function(view, self, event)
      if not event.about_me or event.actor == nil then return nil end
      if event.speaker_kind == "official" or event.speaker_kind == "organisation" then
        return answer_official(view, self, event)
      end
      local accused = event.claims.fired_first or event.claims.civilians_hit or event.verb == "demand_deescalate"
      if not view.dyad(view.me.id, event.actor).adversary or not accused then return nil end
      return choose {
        { act.deny_responsibility { to = event.actor, at = event.at, claims = { "denies" }, because = "the charge is returned" },
          honour = 0.12 + 0.04 * event.register, effort = -0.12, repeated = dispute.repeated(view, "deny_responsibility") },
        { act.accuse_aggression { to = event.actor, at = event.at, register = 3, claims = { "fired_first", "party_to_conflict" },
            frames = dispute.norms(view), because = "the charge is returned" },
          honour = 0.12 + 0.04 * event.register, effort = -0.14, repeated = dispute.repeated(view, "accuse_aggression") },
        silence = { contempt = 0.35 },
      }
    end,
    act = function(view, self, event)
      if event.actor and event.verb == "mediate" then return dispute.answer_mediation(view, event, 0.25 * self.params.ambition) end
      if event.actor == nil or not view.dyad(view.me.id, event.actor).adversary then return nil end
      local where = view.threat().theatre
      if event.mid == 3 then
        local size = math.max(0.5, math.min(2, event.size)) * (event.alarmed and 1.3 or 1)
        local recent = view.recent { verb = "hold_exercise", actor = view.me.id, days = 30 }
        return choose {
          { act.hold_exercise { to = event.actor, size = 2, because = "a drill is answered by a drill" },
            resolve = self.params.reciprocity * size, cost = -0.25, repeated = -0.5 * recent },
          { act.accuse_aggression { to = event.actor, at = where, register = 3, claims = { "party_to_conflict" }, frames = dispute.norms(view),
              because = event.civil and "whoever rehearses a declaration of war is a party to the conflict" or "the drill is a threat" },
            narrative = (event.civil and 0.35 or 0.15) * size, effort = -0.1 },
          silence = { calm = 0.1 },
        }
      end
      if not event.about_me or event.mid < 4 then return nil end
      local v = venture(view, self, view.theatre(event.at))
      return choose {
        { act.accuse_aggression { to = event.actor, at = event.at, register = 3, claims = { "fired_first" }, because = "ordered fire" },
          home = 0.35, effort = -0.1 },
        { act.fire_small_arms { to = event.actor, at = event.at, because = "fire is answered" },
          anger = 0.4 * view.theatre(event.at).stake, allies = -0.3 * v.help, cost = -0.25,
          risk = standoff.risk(view, event.actor, 4) },
        silence = { restraint = 0.1 },
      }
    end,
  },
  decide = function(view, self)
    local options = {}
    local wrath, broken = 0, false
    local waiting = frontier.add(view, options)
    for _, id in ipairs(view.me.conflicts) do
      local th = view.theatre(id)
      local tie = view.dyad(view.me.id, th.rival)
      local anger, lapsed = quarrel(view, self, id)
      if not th.campaign then
        add_ultimatum(view, self, th, options)
        broken = broken or lapsed
      end
      wrath = math.max(wrath, anger)
      if th.campaign then
        options[#options + 1] = { act.agree_ceasefire { to = th.rival, at = id, because = "what was gained can be kept" },
          lives = 0.15 + 0.4 * math.min(1, th.deaths_mine) * math.min(1, th.campaign.days / 3), kept = th.ground > 0 and 0.15 or 0,
          gain = -0.3 * th.success * self.params.ambition, word = lapsed and -self.params.word or nil,
          honour = lapsed and -0.7 * anger * th.stake or nil }
      else
        add_force(view, self, th, options)
        if th.challenge_mine > 0 then standoff.hold(view, th, options) else standoff.settle(view, th, options) end
      end
      if th.contested and not th.campaign then
        -- To threaten is to be held to it.
        options[#options + 1] = { act.threaten_force { to = th.rival, at = id, register = 4, demands = { "withdraw" }, conditions = { "if_continued" },
            consequence = "force", voice = view.me.voices.defence and "defence" or nil, because = "what is threatened need not be done" },
          pressure = 0.25 * self.params.ambition * th.claim * th.stake + 0.2 * tie.tension, bound = -0.3, repeated = dispute.repeated(view, "threaten_force", 30) }
        options[#options + 1] = { act.negotiate { to = th.rival, at = id, closed = true, because = "talks may give what force would cost" },
          calm = 0.5 * tie.tension, home = -0.2, repeated = dispute.repeated(view, "negotiate", 14) }
      end
      if tie.at_meeting then
        options[#options + 1] = { act.hold_summit { to = th.rival, at = id, because = "the leaders meet anyway" },
          calm = 0.2 + 0.4 * tie.tension, home = -0.15 }
      end
    end
    if #options == 0 then return nil end
    options.silence = { status_quo = self.params.patience * (1 - wrath), waiting = waiting, word = broken and -self.params.word or nil }
    return choose(options), frontier.calls(view, {})
  end,
}

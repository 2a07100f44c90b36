-- A great power with a client in the dispute and business on both sides: calms, mediates, pays in arms rather than troops.

local alliance = require "alliance"
local dispute = require "dispute"

-- The client whose theatre an event is about, its rival, and the theatre; nil if there is none.
local function client_in(view, at)
  if not at then return nil end
  local th = view.theatre(at)
  local client, rival = dispute.side_among(th, view.clients)
  return client, rival, th
end

-- Share of support between the two fears; who fears neither does nothing.
local function support(self)
  local a, e = self.params.abandonment, self.params.entrapment
  return a + e > 0 and alliance.support_share(a, e) or 0
end

-- What there is to lose with a state: contracts or dependence, whichever is more.
local function ties_with(view, id)
  local tie = view.dyad(view.me.id, id)
  return math.max(tie.bilateral, tie.dependence)
end

local function after_fire(view, self, event)
  local client, rival, th = client_in(view, event.at)
  if not client or event.gravity < 2 then return nil end
  local worry = self.params.entrapment * math.min(1, 0.2 * event.gravity + 0.2 * th.deaths)
  local ties = ties_with(view, rival)
  return choose {
    { act.call_hotline { to = rival, at = th.id, because = "both sides take the call" }, calm = 0.55 * worry, effort = -0.15 },
    { act.call_hotline { to = client, at = th.id, because = "the ally is asked for restraint" }, calm = 0.45 * worry, effort = -0.15 },
    { act.appeal_deescalate { at = th.id, demands = { "restraint", "talks" }, frames = { "ceasefire" }, because = "neither side is named" },
      calm = 0.45 * worry, effort = -0.15 },
    { act.mediate { to = client, at = th.id, because = "good offices keep others out" }, calm = 0.6 * worry * math.min(1, th.intensity), effort = -0.2 },
    { act.guarantee { to = client, at = th.id, register = 2, conditions = { "if_covered" }, voice = view.me.voices.leader and "leader" or nil,
        because = "the ally must not doubt it" },
      solidarity = 0.6 * support(self) * event.stake, ties = -0.9 * ties, bound = -0.25, repeated = dispute.repeated(view, "guarantee", 30) },
    { act.accuse_aggression { to = rival, at = th.id, because = "an ally is under fire" }, solidarity = 0.5 * support(self) * event.stake, ties = -0.8 * ties, effort = -0.2 },
    silence = { prudence = 0.25 },
  }
end

return policy {
  about = "Balances the fear of losing a client against the fear of its wars; prefers telephone, good offices and arms to words and troops.",
  source = "Snyder 1984; Yarhi-Milo, Lanoszka and Cooper 2016 (arms and alliances)",
  params = {
    abandonment = { default = 0.5, min = 0, max = 1, unit = "share", about = "fear of losing the client", source = "judgement" },
    entrapment = { default = 0.5, min = 0, max = 1, unit = "share", about = "fear of being drawn into its war", source = "judgement" },
    commerce = { default = 0.4, min = 0, max = 1, unit = "stake", about = "value of business with both sides", source = "judgement" },
  },
  on = {
    incident = after_fire,
    fighting = after_fire,
    statement = function(view, self, event)
      if event.speaker_kind ~= "official" or not event.at or not dispute.belongs(view, event) then return nil end
      local client, rival, th = client_in(view, event.at)
      if not client then return nil end
      local ties = ties_with(view, rival)
      return choose {
        { act.endorse { to = event.actor, at = th.id, because = "the alliance speaks with one voice" },
          solidarity = 0.4 * support(self) * event.stake, ties = -0.9 * ties, effort = -0.2 },
        { act.appeal_deescalate { at = th.id, demands = { "restraint" }, because = "without taking the official's side" }, calm = 0.1, effort = -0.15 },
        silence = { prudence = 0.2 + 0.2 * ties },
      }
    end,
    request = function(view, self, event)
      local client, rival, th = client_in(view, event.at)
      if not client or event.actor ~= client then return nil end
      local grave = math.min(1, 0.3 * th.deaths + (th.campaign and 0.6 or 0))
      return choose {
        { act.call_hotline { to = rival, at = th.id, because = "the ally reports; better to ask at once" }, calm = 0.3 + 0.3 * grave, effort = -0.2 },
        { act.supply_arms { to = client, at = th.id, because = "arms instead of troops" },
          loyalty = 0.5 * support(self) * grave, commerce = 0.3 * self.params.commerce, ties = -0.4 * view.dyad(view.me.id, rival).bilateral, effort = -0.1 },
        silence = { prudence = 0.2 },
      }
    end,
    -- Time is the cheapest answer to a request that one would rather not decide.
    session = function(view, self, event)
      if event.step ~= "session_called" and event.step ~= "assistance_requested" then return nil end
      local client, rival = client_in(view, event.at)
      if not client or not dispute.belongs(view, event) then return nil end
      return choose {
        { act.postpone_session { to = event.organisation, at = event.at, because = "the parties need time" },
          ties = 0.5 * ties_with(view, rival), entrapment = 0.3 * self.params.entrapment, loyalty = -0.4 * support(self) },
        silence = { prudence = 0.15 },
      }
    end,
    vote = function(view, self, event)
      local ties = ties_with(view, event.adversary)
      local covered = dispute.covered(event.in_area)
      return choose {
        { act.vote_approve { to = event.organisation, at = event.at, because = "the treaty is meant for this" },
          duty = covered and 0.2 * event.gravity or -0.4, loyalty = 0.4 * support(self), ties = -0.9 * ties },
        { act.vote_abstain { to = event.organisation, at = event.at, because = "neither for nor against" }, prudence = 0.15 },
        { act.veto { to = event.organisation, at = event.at, because = "this is not the alliance's war" },
          entrapment = 0.4 * self.params.entrapment + (covered and -0.3 or 0.2), loyalty = -0.4 * support(self) },
      }
    end,
  },
  decide = function(view, self)
    local options = {}
    for _, client in ipairs(view.clients) do
      for _, id in ipairs(view.theatres) do
        local th = view.theatre(id)
        if dispute.is_side(th, client) and th.campaign then
          local rival = dispute.other(th, client)
          options[#options + 1] = { act.mediate { to = rival, at = id, because = "a ceasefire through us" }, calm = 0.5 * self.params.entrapment + 0.2, effort = -0.15 }
          options[#options + 1] = { act.supply_arms { to = client, at = id, because = "arms instead of troops" }, loyalty = 0.5 * support(self), effort = -0.2 }
          options[#options + 1] = { act.deploy_troops { to = client, at = id, because = "the client would fall" },
            loyalty = 0.8 * support(self) * th.success_rival, area = dispute.covered(th.in_area) and 0.3 or -0.4,
            entrapment = -self.params.entrapment - 0.3 }
        end
      end
    end
    if #options == 0 then return nil end
    options.silence = { prudence = 0.1 }
    return choose(options)
  end,
}

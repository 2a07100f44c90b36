-- A great power with a client in the dispute and business on both sides: calms and mediates first, and weighs whether to help.

local alliance = require "alliance"
local assistance = require "assistance"
local dispute = require "dispute"
local frontier = require "frontier"

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

-- The two fears in log-odds of help: log(abandonment / entrapment), that is of the share of support; 0 where they are equal, at most 3 either way.
local function fears(self)
  local share = math.max(0.05, math.min(0.95, support(self)))
  return math.log(share / (1 - share))
end

-- What there is to lose with a state: contracts or dependence, whichever is more.
local function ties_with(view, id)
  local tie = view.dyad(view.me.id, id)
  return math.max(tie.bilateral, tie.dependence)
end

-- The answer to a client who asks in private where one stands: a pledge, with the chance that one would help, or none.
local function answer_client(view, self, event)
  if event.verb ~= "call_hotline" or event.to ~= view.me.id or self.params.candour <= 0 then return nil end
  local client, rival, th = client_in(view, event.at)
  if not client or event.actor ~= client then return nil end
  return assistance.deed(view, client, rival, th, { shift = fears(self) + math.log(self.params.candour) }, "pledge " .. client,
    act.guarantee { to = client, at = th.id, register = 3, closed = true, voice = view.me.voices.leader and "leader" or nil,
      because = "the ally asks where one stands" })
end

local function gravity_of(th)
  return math.min(1, 0.3 * th.deaths + (th.campaign and 0.6 or 0))
end

-- Arms in place of troops: a question that is settled once for each client and rival, whoever raises it.
local function arms(view, self, client, rival, th)
  return choose {
    matter = "arms " .. client .. " " .. rival,
    { act.supply_arms { to = client, at = th.id, because = "arms instead of troops" }, loyalty = 0.5 * support(self) * gravity_of(th),
      commerce = 0.3 * self.params.commerce, ties = -0.4 * view.dyad(view.me.id, rival).bilateral, effort = -0.1 },
    silence = { prudence = 0.2 },
  }
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
  about = "Balances the fear of losing a client against the fear of its wars; telephones and mediates first; helps by what it has at stake.",
  source = "Snyder 1984; Yarhi-Milo, Lanoszka and Cooper 2016 (arms and alliances)",
  params = {
    abandonment = { default = 0.5, min = 0, max = 1, unit = "share", about = "fear of losing the client", source = "judgement" },
    entrapment = { default = 0.5, min = 0, max = 1, unit = "share", about = "fear of being drawn into its war", source = "judgement" },
    candour = { default = 1, min = 0, max = 1, unit = "factor", about = "how readily it pledges itself when a client asks: factor on the odds", source = "judgement" },
    commerce = { default = 0.4, min = 0, max = 1, unit = "stake", about = "value of business with both sides", source = "judgement" },
  },
  on = {
    act = answer_client,
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
      return choose {
        { act.call_hotline { to = rival, at = th.id, because = "the ally reports; better to ask at once" }, calm = 0.3 + 0.3 * gravity_of(th), effort = -0.2 },
        silence = { prudence = 0.2 },
      }, arms(view, self, client, rival, th)
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
      local lean = assistance.lean(view, event.requester, event.adversary, view.theatre(event.at), { shift = fears(self) })
      return choose {
        { act.vote_approve { to = event.organisation, at = event.at, because = "the treaty is meant for this" }, lean = lean },
        { act.vote_abstain { to = event.organisation, at = event.at, because = "neither for nor against" }, prudence = 0.15 },
        { act.veto { to = event.organisation, at = event.at, because = "this is not the alliance's war" }, lean = -lean, bound = view.noise.target, alliance = -0.1 },
      }
    end,
  },
  decide = function(view, self)
    local options, paid = { silence = { prudence = 0.1 } }, nil
    for _, client in ipairs(view.clients) do
      for _, id in ipairs(view.theatres) do
        local th = view.theatre(id)
        if dispute.is_side(th, client) and th.campaign then
          options[#options + 1] = { act.mediate { to = dispute.other(th, client), at = id, because = "a ceasefire through us" },
            calm = 0.5 * self.params.entrapment + 0.2, effort = -0.15 }
          paid = paid or arms(view, self, client, dispute.other(th, client), th)
        end
      end
    end
    options.silence.waiting = frontier.add(view, options) -- a great power may have fronts of its own
    local shift = { shift = fears(self) }
    local one, two, three = assistance.choices(view, shift)
    return #options > 0 and choose(options) or nil, paid, one, two, three, frontier.calls(view, shift)
  end,
}

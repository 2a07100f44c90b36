-- Bound by treaty to one side and by business to the other: silent if it can be, neutral in words if it must speak.

local assistance = require "assistance"
local dispute = require "dispute"

-- Pull towards the ally in words: area, gravity, affinity, ties with the adversary, a patron that has turned to the ally in any way. Whether to help
-- is not decided by it.
local function pull(view, self, ally, adversary, covered, gravity)
  local p = self.params
  local with_adversary = view.dyad(view.me.id, adversary)
  local ties = with_adversary.affinity + with_adversary.bilateral
  local moved = view.patron and view.recent { actor = view.patron, to = ally, days = 14 } > 0 and 1 or 0
  return p.treaty * (covered and 1 or -1) + 0.15 * gravity + view.dyad(view.me.id, ally).affinity - p.adversary_ties * ties + 0.5 * moved
end

-- How far reasons weigh with this actor beside the record of alliances: 1 at the defaults.
local usual = { adversary_ties = 0.8, treaty = 0.4 }

local function weights(self)
  return { weight = { ties = self.params.adversary_ties / usual.adversary_ties, covered = self.params.treaty / usual.treaty } }
end

local function neutral(view, self, event)
  if not event.at or view.me.stakes[event.at] <= 0 then return nil end
  local th = view.theatre(event.at)
  local ally, adversary = dispute.side_among(th, view.allies)
  local grave = math.min(1, 0.15 * event.gravity + 0.05 * th.deaths)
  if not ally then
    return choose {
      { act.appeal_deescalate { at = event.at, demands = { "restraint", "talks" }, because = "a neighbour wants quiet" }, calm = 0.5 * grave, effort = -0.2 },
      silence = { distance = 0.25 },
    }
  end
  local lean = pull(view, self, ally, adversary, dispute.covered(event.in_area), event.gravity)
  return th.emergency and assistance.words(view, ally, adversary, th, weights(self)) or nil, choose {
    { act.invoke_norm { at = event.at, register = 1, frames = dispute.norms(view, { "mediation_format" }), demands = { "talks" },
        because = "neutral in form" }, calm = 0.5 * grave, ties = -0.15 * lean, effort = -0.22 },
    { act.appeal_deescalate { at = event.at, demands = { "restraint" }, because = "neither side is named" }, calm = 0.5 * grave, effort = -0.2 },
    { act.state_position { at = event.at, frames = dispute.norms(view), because = "its position is known" }, calm = 0.35 * grave, effort = -0.15 },
    silence = { caution = self.params.caution },
  }
end

return policy {
  about = "Keeps out: silence first, norms second; helps in an emergency, by what it has at stake and what it would lose.",
  source = "Kuik 2008 (hedging); Lake 2009; Leeds 2003",
  params = {
    adversary_ties = { default = usual.adversary_ties, min = 0.2, max = 1.5, unit = "logit", about = "weight of ties with the ally's adversary", source = "judgement" },
    treaty = { default = usual.treaty, min = 0, max = 1.5, unit = "logit", about = "weight of the treaty's area", source = "judgement" },
    caution = { default = 0.3, min = 0, max = 1, unit = "stake", about = "value of saying nothing", source = "judgement" },
  },
  on = {
    incident = function(view, self, event)
      if event.gravity >= 2 then return neutral(view, self, event) end
    end,
    fighting = function(view, self, event)
      if event.gravity > 0 then return neutral(view, self, event) end -- a ceasefire needs no comment
    end,
    statement = function(view, self, event)
      if event.speaker_kind ~= "official" or not event.at or not dispute.belongs(view, event) then return nil end
      local ally, adversary = dispute.side_among(view.theatre(event.at), view.allies)
      if not ally then return nil end
      local lean = pull(view, self, ally, adversary, dispute.covered(event.in_area), event.gravity)
      return choose {
        { act.endorse { to = event.actor, at = event.at, because = "the alliance stands together" }, solidarity = 0.2 * lean, effort = -0.25 },
        { act.distance_from { to = event.actor, at = event.at, claims = { "not_members_view" }, because = "nobody asked the members" },
          ties = -0.15 * lean, alliance = -0.2, effort = -0.2 },
        silence = { caution = self.params.caution },
      }
    end,
    vote = function(view, self, event)
      local lean = assistance.lean(view, event.requester, event.adversary, view.theatre(event.at), weights(self))
      return choose {
        { act.vote_approve { to = event.organisation, at = event.at, because = "with the others" }, lean = lean },
        { act.vote_abstain { to = event.organisation, at = event.at, because = "neither for nor against" }, caution = 0.5 * self.params.caution },
        -- What is decided binds to more than a word.
        { act.veto { to = event.organisation, at = event.at, because = "ties with the other side" }, lean = -lean, bound = view.noise.target, alliance = -0.1 },
        { act.boycott_meeting { to = event.organisation, at = event.at, because = "not to be seen to decide" }, lean = -0.4 * lean, alliance = -0.25 },
      }
    end,
  },
  decide = function(view, self)
    local options = {}
    for _, ally in ipairs(view.allies) do
      local tie = view.dyad(view.me.id, ally)
      if tie.meeting_days and tie.meeting_days < 10 then
        for _, id in ipairs(view.theatres) do
          local th = view.theatre(id)
          local with = dispute.is_side(th, ally) and view.dyad(view.me.id, dispute.other(th, ally))
          if with and (th.campaign or th.deaths > 2) and math.max(with.affinity, with.bilateral) > 0 then
            options[#options + 1] = { act.boycott_meeting { to = ally, because = "not as a guest of one side" },
              ties = 0.3 * self.params.adversary_ties * (with.affinity + with.bilateral), alliance = -0.25 }
          end
        end
      end
    end
    options.silence = { caution = self.params.caution }
    local one, two, three = assistance.choices(view, weights(self))
    return #options > 0 and choose(options) or nil, one, two, three
  end,
}

-- Bound by treaty to one side and by business to the other: silent if it can be, neutral in words if it must speak.

local dispute = require "dispute"

-- Pull towards the ally in need, in logits of support: area, request, gravity, ties with the adversary, a patron that moves.
local function pull(view, self, ally, adversary, covered, gravity)
  local p = self.params
  local with_adversary = view.dyad(view.me.id, adversary)
  local ties = with_adversary.affinity + with_adversary.bilateral
  local moved = view.patron and view.recent { actor = view.patron, to = ally, days = 14 } > 0 and 1 or 0
  return p.treaty * (covered and 1 or -1) + 0.15 * gravity + view.dyad(view.me.id, ally).affinity - p.adversary_ties * ties + 0.5 * moved
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
  return choose {
    { act.invoke_norm { at = event.at, register = 1, frames = dispute.norms(view, { "mediation_format" }), demands = { "talks" },
        because = "neutral in form" }, calm = 0.5 * grave, ties = -0.15 * lean, effort = -0.22 },
    { act.appeal_deescalate { at = event.at, demands = { "restraint" }, because = "neither side is named" }, calm = 0.5 * grave, effort = -0.2 },
    { act.state_position { at = event.at, frames = dispute.norms(view), because = "its position is known" }, calm = 0.35 * grave, effort = -0.15 },
    silence = { caution = self.params.caution },
  }
end

return policy {
  about = "Keeps out: silence first, norms second; supports only inside the area, if asked, and if the patron moves.",
  source = "Kuik 2008 (hedging); Lake 2009; Leeds 2003",
  params = {
    adversary_ties = { default = 0.8, min = 0.2, max = 1.5, unit = "logit", about = "weight of ties with the ally's adversary", source = "judgement" },
    treaty = { default = 0.4, min = 0, max = 1.5, unit = "logit", about = "weight of the treaty's area", source = "judgement" },
    caution = { default = 0.3, min = 0, max = 1, unit = "stake", about = "value of saying nothing", source = "judgement" },
  },
  on = {
    incident = function(view, self, event)
      return event.gravity >= 2 and neutral(view, self, event) or nil
    end,
    fighting = neutral,
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
      local lean = pull(view, self, event.requester, event.adversary, dispute.covered(event.in_area), event.gravity)
      return choose {
        { act.vote_approve { to = event.organisation, at = event.at, because = "with the others" }, lean = 0.4 * lean - 0.15 },
        { act.vote_abstain { to = event.organisation, at = event.at, because = "neither for nor against" }, caution = 0.5 * self.params.caution },
        { act.veto { to = event.organisation, at = event.at, because = "ties with the other side" }, lean = -0.4 * lean - 0.25 },
        { act.boycott_meeting { to = event.organisation, at = event.at, because = "not to be seen to decide" }, lean = -0.2 * lean - 0.25 },
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
          if dispute.is_side(th, ally) and (th.campaign or th.deaths > 2) then
            options[#options + 1] = { act.boycott_meeting { to = ally, because = "not as a guest of one side" },
              ties = 0.3 * self.params.adversary_ties * view.dyad(view.me.id, th.rival or th.claimant).affinity, alliance = -0.25 }
          end
        end
      end
    end
    if #options == 0 then return nil end
    options.silence = { caution = self.params.caution }
    return choose(options)
  end,
}

-- Plays to the gallery: whatever lifts approval, a threat when it is low, and never a concession that anyone can see.

local audience = require "audience"
local dispute = require "dispute"

-- Disapproval that an empty threat of force costs beyond staying out (Tomz 2007), as a share of the public.
local EMPTY_THREAT = audience.disapproval { threatened = true, fought = false, escalation = 2 }
  - audience.disapproval { threatened = false, fought = false, escalation = 2 }

-- How much it needs applause, 0 to 1: approval below the threshold, more so before a vote.
local function need(view, self)
  local p = self.params
  local below = math.max(0, p.threshold - view.me.approval) / p.threshold
  local days = p.vote_day - view.day
  local vote = p.vote_day > 0 and days >= 0 and math.exp(-days / 30) or 0
  return math.min(1, 3 * below + 0.5 * vote)
end

return policy {
  about = "Takes what raises approval: gestures at any time, threats when approval is below its threshold; talks only behind closed doors.",
  source = "Levy 1989 (diversionary theory); Putnam 1988 (two-level games); Weiss 2013",
  params = {
    threshold = { default = 0.45, min = 0.3, max = 0.6, unit = "share", about = "approval below which it threatens", source = "judgement" },
    diversion = { default = 0.5, min = 0, max = 1, unit = "stake", about = "what a quarrel abroad is worth at home", source = "judgement" },
    vote_day = { default = 0, min = 0, max = 3660, unit = "days", about = "day of the next vote, from the epoch; 0 none", source = "calendar" },
  },
  on = {
    statement = function(view, self, event)
      if not event.aims_at_me or not event.actor then return nil end
      local honour = 0.2 + 0.04 * event.register + 0.2 * need(view, self)
      return choose {
        { act.accuse_aggression { to = event.actor, at = event.at, register = 4, claims = { "party_to_conflict" }, because = "the nation was insulted" },
          honour = honour, effort = -0.1, repeated = dispute.repeated(view, "accuse_aggression", 3) },
        { act.deny_responsibility { to = event.actor, at = event.at, register = 3, claims = { "denies" }, because = "no one lectures the nation" },
          honour = 0.8 * honour, effort = -0.1, repeated = dispute.repeated(view, "deny_responsibility", 3) },
        silence = { weakness = -0.1 },
      }
    end,
    incident = function(view, self, event)
      if not event.about_me or event.blamed == view.me.id then return nil end
      local hurt = dispute.hurt(event)
      return choose {
        { act.accuse_aggression { to = event.blamed, at = event.at, register = 4, claims = { "fired_first" }, because = "blood was shed" },
          home = 0.5 * hurt + 0.2 * need(view, self), effort = -0.1 },
        { act.reassure_public { at = event.at, claims = { "commitment_holds" }, because = "the nation stands firm" }, home = 0.4 * hurt, effort = -0.05 },
        silence = { calm = 0.1 },
      }
    end,
  },
  decide = function(view, self)
    local want, low = need(view, self), view.me.approval < self.params.threshold
    local options = { silence = { calm = 0.25 } }
    for _, id in ipairs(view.me.conflicts) do
      local th = view.theatre(id)
      local gain = self.params.diversion * th.stake * want
      options[#options + 1] = low and { act.threaten_force { to = th.rival, at = id, register = 4, because = "the nation will not be pushed" },
        diversion = 1.2 * gain, danger = -0.4 * th.success_rival, bound = -EMPTY_THREAT * th.success_rival, repeated = dispute.repeated(view, "threaten_force", 14) } or false
      options[#options + 1] = low and { act.hold_exercise { to = th.rival, because = "strength for all to see" },
        diversion = gain, cost = -0.25, repeated = dispute.repeated(view, "hold_exercise", 30) } or false
      options[#options + 1] = { act.symbolic_act { to = th.rival, at = id, size = 0.5, because = "a gesture costs little" },
        applause = 0.15 + 0.5 * gain, effort = -0.05, repeated = dispute.repeated(view, "symbolic_act", 7) }
      options[#options + 1] = { act.negotiate { to = th.rival, at = id, closed = true, because = "what nobody sees costs nothing" },
        quiet = 0.4 * th.tension, home = -0.2 * want, effort = -0.1, repeated = dispute.repeated(view, "negotiate", 7) }
    end
    return #options > 0 and choose(options) or nil
  end,
}

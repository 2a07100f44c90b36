-- Lives by the conflict: when talks come near to agreement it makes something happen.

local dispute = require "dispute"

-- The theatre in which talks are nearest to agreement, and how near, 0 to 1.
local function nearest(view)
  local place, most = nil, 0
  for _, id in ipairs(view.theatres) do
    local th = view.theatre(id)
    local near = dispute.talks(view, th)
    if near > most then place, most = th, near end
  end
  return place, most
end

-- How far it has been found out, 0 to 1: who was accused lately is watched.
local function exposure(view)
  return math.min(1, 0.3 * view.recent { verb = "accuse_aggression", to = view.me.id, days = 30 })
end

return policy {
  about = "Quiet while nothing moves; when talks near agreement it strikes now and then, less after it was found out.",
  source = "Stedman 1997 (spoiler problems in peace processes)",
  params = {
    p_spoil = { default = 0.1, min = 0.02, max = 0.3, unit = "probability", about = "chance at each waking that an opening is used", source = "judgement" },
    cover = { default = 0.4, min = 0, max = 1, unit = "stake", about = "what being found out costs", source = "judgement" },
  },
  decide = function(view, self)
    local th, near = nearest(view)
    if not th or not chance.bernoulli(self.params.p_spoil) then return nil end
    local target = th.rival or th.holder
    local risk = -self.params.cover * (0.2 + exposure(view))
    return choose {
      { act.fire_small_arms { to = target, at = th.id, closed = true, because = "an incident before they sign" }, spoils = near, exposure = risk, effort = -0.1 },
      { act.accuse_aggression { to = target, at = th.id, register = 4, claims = { "fired_first" }, because = "nobody should trust them now" },
        spoils = 0.5 * near, exposure = 0.3 * risk, effort = -0.1 },
      { act.symbolic_act { to = target, at = th.id, because = "a gesture that will not be forgiven" }, spoils = 0.4 * near, exposure = 0.2 * risk, effort = -0.1 },
      silence = { cover = 0.1 },
    }
  end,
}

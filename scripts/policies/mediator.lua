-- An outsider with standing on both sides: waits for the moment, then telephones, offers, convenes.

local function after_fire(view, self, event)
  if not event.at or event.gravity < 2 or event.stake <= 0 then return nil end
  local th = view.theatre(event.at)
  local heat = math.min(1, 0.3 * th.intensity + 0.1 * event.gravity)
  local ripe = 1 - math.abs(heat - self.params.ripeness)
  return choose {
    { act.call_hotline { to = th.holder, at = th.id, because = "both sides are asked to hold" }, calm = event.stake * 0.5 * ripe, effort = -0.2 },
    { act.call_hotline { to = th.claimant, at = th.id, because = "both sides are asked to hold" }, calm = event.stake * 0.5 * ripe, effort = -0.2 },
    { act.mediate { to = th.holder, at = th.id, because = "the moment may be ripe" }, calm = event.stake * 0.7 * ripe * heat, effort = -0.25 },
    { act.appeal_deescalate { at = th.id, demands = { "restraint", "talks" }, frames = { "mediation_format", "non_use_of_force" },
        because = "the agreed format" }, calm = event.stake * 0.6 * heat, effort = -0.15 },
    silence = { patience = 0.2 },
  }
end

return policy {
  about = "Offers its good offices when the parties are hurting enough and not yet beyond listening.",
  source = "Zartman 2000 (ripeness); Kydd 2003; Beardsley 2011",
  params = {
    ripeness = { default = 0.5, min = 0.3, max = 0.8, unit = "share", about = "heat at which offers are best received", source = "judgement" },
  },
  on = {
    incident = after_fire,
    fighting = after_fire,
    -- Where routes are closed the next step may be fire.
    act = function(view, self, event)
      if event.verb ~= "blockade" or not event.at or event.stake <= 0 then return nil end
      local th = view.theatre(event.at)
      local ripe = 1 - math.abs(0.5 - self.params.ripeness)
      return choose {
        { act.mediate { to = th.holder, at = th.id, because = "before shots are fired" }, calm = event.stake * ripe, effort = -0.25 },
        { act.mediate { to = th.claimant, at = th.id, because = "before shots are fired" }, calm = event.stake * ripe, effort = -0.25 },
        { act.appeal_deescalate { at = th.id, demands = { "restraint", "talks" }, frames = { "non_use_of_force" }, because = "before shots are fired" },
          calm = event.stake * ripe, effort = -0.15 },
        silence = { patience = 0.2 },
      }
    end,
  },
}

-- Counts heads before it moves: who stands where, how strongly, how much it matters to them, and so who would prevail.

local bdm = require "bdm"

-- Everyone with a view on the theatre, as positions from 0 (the holder's) to 1 (the claimant's). A party cares wholly; others the more, the
-- further their ties pull them to one side. Returns the list, my place and my rival's.
local function camps(view, th)
  local list, me, rival = {}, nil, nil
  for id, actor in pairs(view.actors) do
    if actor.kind == "state" or actor.kind == "body" then
      local pull = id == th.claimant and 2 or id == th.holder and -2 or
        view.dyad(id, th.claimant).affinity - view.dyad(id, th.holder).affinity
      local party = id == th.claimant or id == th.holder
      list[#list + 1] = { position = 0.5 + 0.25 * pull, capability = math.max(actor.capability, 1e-6),
        salience = party and 1 or math.min(1, 0.5 * math.abs(pull)) }
      if id == view.me.id then me = #list end
      if id == th.rival then rival = #list end
    end
  end
  return list, me, rival
end

return policy {
  about = "Challenges where the count of all who care is for it, compromises where it is for only one of the two, else lets things lie.",
  source = "Bueno de Mesquita 1997; Scholz, Calbert and Smith 2011",
  params = {
    status_quo = { default = 0.5, min = 0, max = 1, unit = "probability", about = "chance that things stay as they are if nobody moves (Q)", source = "Bueno de Mesquita 1997" },
    boldness = { default = 0.8, min = 0, max = 2, unit = "stake", about = "what a position won is worth", source = "judgement" },
  },
  decide = function(view, self)
    local p, options = self.params, {}
    for _, id in ipairs(view.me.conflicts) do
      local th = view.theatre(id)
      local list, me, rival = camps(view, th)
      local mine, theirs = bdm.challenge(list, me, rival, p.status_quo), bdm.challenge(list, rival, me, p.status_quo)
      local win = bdm.win_probability(list, me, rival)
      local value = p.boldness * th.stake * mine
      if th.campaign then
        options[#options + 1] = { act.agree_ceasefire { to = th.rival, at = id, because = "the count is in" }, count = 0.5 - value }
      elseif mine > 0 then -- compel: the rival would rather yield; confront: both think they gain
        options[#options + 1] = { act.demand_concession { to = th.rival, at = id, register = 3, demands = { "withdraw" },
          because = theirs <= 0 and "they would rather yield" or "the count is in our favour" }, challenge = value, effort = -0.1 }
        options[#options + 1] = { act.hold_exercise { to = th.rival, because = "the stronger side shows it" },
          challenge = value * win, resistance = -0.4 * math.max(0, theirs), cost = -0.2 }
      end
      if (mine > 0) ~= (theirs > 0) then -- one would gain by a quarrel, the other would not
        options[#options + 1] = { act.negotiate { to = th.rival, at = id, because = mine > 0 and "a compromise on our terms" or "a compromise before it gets worse" },
          compromise = 0.5 * p.boldness * th.stake * math.abs(mine - theirs), effort = -0.15 }
      end
    end
    if #options == 0 then return nil end
    options.silence = { wait = 0.2 }
    return choose(options)
  end,
}

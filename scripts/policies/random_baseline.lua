-- The null model: at every waking, one of six verbs drawn at random, or nothing. It reads nothing and means nothing.

local function somewhere(view)
  return chance.pick(view.theatres)
end

local function someone(view)
  local ids = {}
  for id in pairs(view.actors) do
    if id ~= view.me.id then ids[#ids + 1] = id end
  end
  return chance.pick(ids)
end

return policy {
  about = "Uniform over the legal verbs: what a crisis of dice looks like.",
  source = "null model",
  params = {
    options = { default = 6, min = 1, max = 12, unit = "verbs", about = "verbs drawn for each choice", source = "chosen" },
  },
  decide = function(view, self)
    local names = {}
    for name in pairs(act) do
      if name ~= "silence" then names[#names + 1] = name end
    end
    local options = {}
    for _ = 1, self.params.options do
      local name = chance.pick(names)
      options[#options + 1] = { act[name] { to = someone(view), at = somewhere(view), because = "drawn at random" } }
    end
    return choose(options)
  end,
  on = {
    vote = function(view, self, event)
      local vote = chance.pick { "vote_approve", "vote_abstain", "veto" }
      return act[vote] { to = event.organisation, at = event.at, because = "drawn at random" }
    end,
  },
}

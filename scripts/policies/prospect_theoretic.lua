-- Measures everything from what it has come to regard as its own: cautious above that line, a gambler below it.

local choice = require "choice"
local dispute = require "dispute"

-- Where it stands in a theatre, in units of stake: land claimed and not held counts as lost, and so do the dead.
local function position(view, th)
  local lacking = th.claimant == view.me.id and th.claim or 0
  return -th.stake * lacking - 0.2 * math.min(2, th.deaths_mine)
end

-- The line from which it measures: at first all that it claims, then slowly what it has.
local function reference(view, self, th)
  local memory, now = self.memory, position(view, th)
  local line = memory.lines[th.id] or { at = 0, day = view.day }
  local weeks = (view.day - line.day) / 7
  line.at = line.at + (now - line.at) * (1 - (1 - self.params.adapt) ^ weeks)
  line.day = view.day
  memory.lines[th.id] = line
  return line.at, now
end

return policy {
  about = "Weighs lotteries from a reference point that follows events slowly: takes risks to win back a loss, none to add to a gain.",
  source = "Tversky and Kahneman 1992; Levy 1996; McDermott 1998",
  params = {
    loss_aversion = { default = 2.25, min = 1.5, max = 3, unit = "ratio", about = "how much more a loss weighs than a gain", source = "Tversky and Kahneman 1992" },
    curvature = { default = 0.88, min = 0.5, max = 1, unit = "exponent", about = "how fast both grow stale", source = "Tversky and Kahneman 1992" },
    adapt = { default = 0.1, min = 0.05, max = 0.3, unit = "share a week", about = "how fast the reference follows what is", source = "judgement" },
    cost = { default = 0.3, min = 0.1, max = 0.6, unit = "stake", about = "sure price of an attack", source = "judgement" },
  },
  memory = { lines = {} },
  decide = function(view, self)
    local p, options, sum = self.params, {}, 0
    for _, id in ipairs(view.me.conflicts) do
      local th = view.theatre(id)
      local line, now = reference(view, self, th)
      local weigh = { alpha = p.curvature, beta = p.curvature, lambda = p.loss_aversion, reference = line }
      local stay = choice.prospect({ { x = now, p = 1 } }, weigh)
      -- Each gamble is worth what it adds to staying put.
      local function gamble(intention, win, lose, chance_of, cost)
        local value = choice.prospect({ { x = now + win * th.stake, p = chance_of }, { x = now - lose * th.stake, p = 1 - chance_of } }, weigh)
        options[#options + 1] = { intention, prospect = value - stay, cost = -cost }
      end
      local help = view.expected_help { of = th.rival, at = id, rung = "arms", gravity = 4 }
      local success = dispute.success(th, help)
      if th.campaign then
        gamble(act.agree_ceasefire { to = th.rival, at = id, because = "better than to lose more" }, 0.1, 0.1, 0.5, 0)
      else
        gamble(act.seize_ground { to = th.rival, at = id, because = "what was lost must be won back" }, 0.6, 0.6, success, 1.5 * p.cost)
        gamble(act.shell { to = th.rival, at = id, because = "a blow may change their minds" }, 0.25, 0.3, success, p.cost)
        gamble(act.negotiate { to = th.rival, at = id, because = "a small sure thing" }, 0.1, 0.05, 0.7, 0.15 - dispute.repeated(view, "negotiate"))
      end
      sum = sum + 1
    end
    if sum == 0 then return nil end
    options.silence = { patience = 0.1 }
    return choose(options)
  end,
}

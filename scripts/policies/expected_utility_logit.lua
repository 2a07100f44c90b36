-- Expects, computes, errs: options in proportion to the exponential of their expected utility, the adversary taken to do the same.

local choice = require "choice"
local dispute = require "dispute"

local CRISIS_DAYS, ANSWER_DAYS = 30, 2 -- one crisis a month over a theatre; so long the rival has to answer

-- The crisis as a game of three decisions, me as the challenger; payoffs in units of stake as { mine, the rival's }.
local function game_of(view, self, th)
  local p = self.params
  local prize = th.stake * (th.claimant == view.me.id and th.claim or 0.3)
  local help = view.expected_help { of = th.rival, at = th.id, rung = "arms", gravity = 4 }
  local win = dispute.success(th, help)
  return { lambda = p.lambda, sq = { 0, 0 }, concede = { prize, -prize }, back_down = { -p.audience, 0.3 * prize },
    war = { win * prize - p.cost, -win * prize - p.cost } }
end

-- What a threat is worth: 0 steps ahead it is thought to work; 1 step, the rival may resist and is fought; 2 steps, one may also back down.
local function threat(self, game)
  local depth = self.params.depth
  if depth < 1 then return game.concede[1] end
  if depth < 2 then
    local resist = choice.logit({ game.war[2], game.concede[2] }, game.lambda)[1]
    return resist * game.war[1] + (1 - resist) * game.concede[1]
  end
  local ahead = choice.agent_qre(game)
  local resisted = ahead.p_fight * game.war[1] + (1 - ahead.p_fight) * game.back_down[1]
  return ahead.p_resist * resisted + (1 - ahead.p_resist) * game.concede[1]
end

-- Draws one of the options and silence by logit of their expected utilities. The draw is shown as a term beside them.
local function draw(options, silence, lambda)
  local values = {}
  for i, option in ipairs(options) do values[i] = option.expected end
  values[#values + 1] = silence
  local probabilities = choice.logit(values, lambda)
  local mark, passed = chance.uniform(), 0
  options.silence = { expected = silence }
  for i, p in ipairs(probabilities) do
    if mark >= passed and mark < passed + p then (options[i] or options.silence).drawn = 100 end
    passed = passed + p
  end
  return choose(options)
end

return policy {
  about = "Softmax of expected utility with a look ahead of none, one or two steps (agent quantal response).",
  source = "McKelvey and Palfrey 1995, 1998; Signorino 1999",
  params = {
    lambda = { default = 3, min = 0, max = 10, unit = "per stake", about = "precision; .5 to 10 is plausible, 0 is a die", source = "judgement" },
    depth = { default = 2, min = 0, max = 2, unit = "steps", about = "how far it looks ahead", source = "judgement" },
    cost = { default = 0.3, min = 0.1, max = 0.6, unit = "stake", about = "price of fighting", source = "judgement" },
    audience = { default = 0.2, min = 0, max = 1, unit = "stake", about = "price of backing down", source = "judgement" },
  },
  memory = { settled = {} },
  decide = function(view, self)
    local options, lambda, settled = {}, self.params.lambda, self.memory.settled
    for _, id in ipairs(view.me.conflicts) do
      local th = view.theatre(id)
      local game = game_of(view, self, th)
      local since = view.last { verb = "threaten_force", actor = view.me.id, at = id, days = CRISIS_DAYS }
      if not since then
        settled[id] = nil
      elseif since > ANSWER_DAYS and not settled[id] and not th.campaign then -- the threat did not work: fight, or back down by silence
        settled[id] = true
        return draw({ { act.seize_ground { to = th.rival, at = id, because = "a threat has to be made good" }, expected = game.war[1] } },
          game.back_down[1], lambda)
      end
      if th.campaign then
        options[#options + 1] = { act.agree_ceasefire { to = th.rival, at = id, because = "going on costs more than it brings" }, expected = -game.war[1] }
      else
        options[#options + 1] = not since and { act.threaten_force { to = th.rival, at = id, because = "a threat pays on balance" },
          expected = threat(self, game) } or nil
        options[#options + 1] = { act.negotiate { to = th.rival, at = id, because = "talk pays on balance" }, expected = 0.3 * th.tension - 0.15 }
      end
    end
    return #options > 0 and draw(options, 0, lambda) or nil
  end,
}

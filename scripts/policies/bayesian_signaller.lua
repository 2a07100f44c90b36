-- Wants to be believed: ties its hands, sinks costs or speaks privately, whichever moves the adversary's belief most for its price.

local choice = require "choice"
local dispute = require "dispute"
local hostility = require "hostility"
local signal = require "signal"

local MEMORY_DAYS, STANDS_DAYS, GRACE_DAYS = 60, 14, 7

-- Price to a bluffer of each signal, in prizes. A public threat costs the audience cost if it is called, and deters whoever could win less by it
-- than the prize that it is worth bluffing for.
local function prices(view, self, th)
  local called = math.min(0.95, view.belief { resolve = th.rival })
  return { tied = signal.tied_hands_prize(called, self.params.audience), sunk = self.params.show, private = 0.5 * th.tension }
end

-- The adversary's belief in one's resolve, as it must be after the signals of the last month; words count only if no bluff is remembered.
local function believed(view, self, th, price, heard)
  local t = self.params.reputation
  local function sent(verb) return view.recent { verb = verb, actor = view.me.id, days = 30 } > 0 end
  if heard and sent("threaten_force") then t = signal.private(t, price.tied) end
  if sent("hold_exercise") then t = signal.private(t, price.sunk) end
  return t
end

-- Chance of carrying out a threat that is called: fighting against paying the audience.
local function honours(self, th)
  return choice.logit({ th.success * th.stake - self.params.cost, -self.params.audience }, 5)[1]
end

-- A threat that stands was defied: carry it out, or be a bluffer.
local function called(view, self, event)
  local class = hostility.suffered(view, event)
  if not class or class < 3 or not event.about_me then return nil end
  local th = view.theatre(event.at)
  local since = view.last { verb = "threaten_force", actor = view.me.id, at = event.at, days = STANDS_DAYS }
  if not since or since <= event.days_ago or self.memory.called then return nil end
  self.memory.called = { day = view.day, at = event.at }
  return choose {
    { act.shell { to = th.rival, at = event.at, because = "a word is kept" }, war = th.success * th.stake - self.params.cost },
    silence = { audience = -self.params.audience },
  }
end

return policy {
  about = "Signals where it pays: public threats while its word is good, costly shows when it is not, private words where tension makes them dear.",
  source = "Fearon 1997; Sartori 2002; Trager 2010",
  params = {
    audience = { default = 0.4, min = 0.1, max = 1, unit = "stake", about = "price of a threat that is not kept", source = "judgement" },
    show = { default = 0.3, min = 0, max = 1, unit = "stake", about = "price of a show of force", source = "judgement" },
    cost = { default = 0.3, min = 0.1, max = 0.6, unit = "stake", about = "price of fighting", source = "judgement" },
    reputation = { default = 0.5, min = 0.05, max = 0.95, unit = "probability", about = "the adversary's belief in its resolve at first", source = "judgement" },
  },
  memory = { bluffs = {} },
  on = { incident = called, act = called, fighting = called },
  decide = function(view, self)
    local memory, options = self.memory, {}
    if memory.called and view.day - memory.called.day >= GRACE_DAYS then
      if not view.last { verb = "shell", actor = view.me.id, at = memory.called.at, days = 2 * GRACE_DAYS } then
        memory.bluffs[#memory.bluffs + 1] = memory.called.day
      end
      memory.called = nil
    end
    local heard = signal.after_bluff(memory.bluffs, view.day, MEMORY_DAYS) > 1
    for _, id in ipairs(view.me.conflicts) do
      local th = view.theatre(id)
      local price = prices(view, self, th)
      local t = believed(view, self, th, price, heard)
      local function gain(cost) return 2 * th.stake * (signal.private(t, cost) - t) end
      options[#options + 1] = { act.threaten_force { to = th.rival, at = id, register = 4, consequence = "force", because = "hands tied in public" },
        belief = heard and gain(price.tied) or 0, danger = -0.3 * (1 - honours(self, th)) * self.params.audience, tension = -0.3 * th.tension, effort = -0.1,
        repeated = dispute.repeated(view, "threaten_force", 14) }
      options[#options + 1] = { act.hold_exercise { to = th.rival, because = "what is paid for is believed" },
        belief = gain(price.sunk), cost = -price.sunk,
        repeated = dispute.repeated(view, "hold_exercise", 30) }
      options[#options + 1] = { act.warn { to = th.rival, at = id, closed = true, register = 2, consequence = "force", because = "said where nobody must lose face" },
        belief = heard and gain(price.private) or 0, provoked = -0.3 * price.private, effort = -0.05,
        repeated = dispute.repeated(view, "warn", 14) }
    end
    if #options == 0 then return nil end
    options.silence = { patience = 0.25 }
    return choose(options)
  end,
}

-- Does to its adversary what was done to it: words for words, a drill for a drill, fire for fire.

local hostility = require "hostility"

local GENEROUS, TWO_TITS, CONTRITE = 1, 2, 3

-- Remembers the last hostile act.
local function note(view, self, event)
  local class, by, at = hostility.suffered(view, event)
  if class then
    self.memory.due = { class = class, by = by, at = at, day = view.day, owed = self.params.variant == TWO_TITS and 2 or 1 }
  end
  return nil
end

-- Whether its own side has fired more there than the other of late: then the contrite takes what it gets.
local function at_fault(view, at)
  local th = at and view.theatre(at)
  return th and th.fired_mine > th.fired_rival or false
end

return policy {
  about = "Answers the last hostile act in kind, once; forgives now and then, twice over or not at all, as its variant has it.",
  source = "Axelrod 1984; Goldstein and Pevehouse 1997 (reciprocity); Wu and Axelrod 1995 (generosity, contrition)",
  params = {
    variant = { default = 1, min = 0, max = 3, unit = "variant", about = "which of the family: 0 plain, 1 generous, 2 two tits for a tat, 3 contrite",
      source = "judgement" },
    forgiveness = { default = 0.33, min = 0, max = 0.5, unit = "probability", about = "chance that the generous lets an act pass", source = "Nowak and Sigmund 1992" },
    lag = { default = 0, min = 0, max = 3, unit = "days", about = "how long the answer is held back", source = "judgement" },
  },
  memory = {},
  on = { incident = note, act = note, statement = note, fighting = note },
  decide = function(view, self)
    local variant, due = self.params.variant, self.memory.due
    if not due or view.day - due.day < self.params.lag then return nil end
    due.owed, due.day = due.owed - 1, view.day
    if due.owed == 0 then self.memory.due = nil end
    local forgiven = variant == GENEROUS and chance.bernoulli(self.params.forgiveness) or variant == CONTRITE and at_fault(view, due.at)
    local verb = hostility.answer(due.class)
    return choose {
      { act[verb] { to = due.by, at = due.at, register = 3, because = "an answer in kind" }, in_kind = 1 },
      silence = { forgiveness = forgiven and 2 or 0 },
      precision = 10, -- a rule, not a mood
    }
  end,
}

-- Speaks for an organisation: between what its members would all sign, what his office is for, and what serves himself at home.

local dispute = require "dispute"

-- How the members stand with one state on average, itself left out: affinity, -1 to 1.
local function average(view, org, other)
  local sum, count = 0, 0
  for _, id in ipairs(org.members) do
    if id ~= other then
      sum, count = sum + view.dyad(id, other).affinity, count + 1
    end
  end
  return count > 0 and sum / count or 0
end

-- Ways to speak, by strength from 0 (a formula) to 1 (a threat).
local ways = {
  { verb = "express_concern", strength = 0.25, register = 2, claims = { "concern" } },
  { verb = "appeal_deescalate", strength = 0.35, register = 1, claims = { "concern" } },
  { verb = "demand_deescalate", strength = 0.6, register = 3, claims = { "concern", "civilians_hit" } },
  { verb = "warn", strength = 0.85, register = 4, claims = { "solidarity" } },
}

-- What it costs to repeat a statement that stands: most of its worth at first, little after two months.
local function said_before(view, verb)
  local days = view.last { verb = verb, actor = view.me.id, days = 120 }
  return days and -math.exp(-days / 30) or 0
end

local function speak(view, self, event, duty)
  if not event.at then return nil end
  local p = self.params
  local org = view.organisation(view.me.organisation)
  local th = view.theatre(event.at)
  local member = nil
  for _, id in ipairs(org.members) do
    if dispute.is_side(th, id) then
      if member then return nil end -- both sides are members: not his to speak about
      member = id
    end
  end
  if not member then return nil end
  local adversary = dispute.other(th, member)
  local covered = org.treaty and th.in_area[org.treaty] or false
  local kin = view.me.nationality == member and 1 or 0
  -- The strength that all members would sign: higher the graver it is, lower the better they stand with the other side.
  local lean = average(view, org, member) - average(view, org, adversary)
  local consensus = math.max(0, math.min(1, 0.15 + 0.25 * lean + 0.06 * event.gravity))
  local private = math.min(1, p.private_incentive * (1 + view.me.jeopardy * kin))
  local tired = org.warned_days and -1.1 * math.exp(-org.warned_days / 10) or 0
  local options = {}
  if covered then
    for _, way in ipairs(ways) do
      local beyond = math.max(0, way.strength - view.me.mandate - consensus)
      options[#options + 1] = {
        act[way.verb] { at = th.id, implied = adversary, to = private > 0.65 and way.verb == "warn" and adversary or nil, register = way.register,
          claims = way.claims, demands = { "stop_fire", "restraint" }, frames = { "ceasefire", "treaty" },
          because = "the place lies inside the area of responsibility" },
        duty = duty, consensus = -1.5 * (1 - private) * math.abs(way.strength - consensus),
        home = private * kin * 0.4 * way.strength, sanction = -p.sanction * beyond, tired = tired,
      }
    end
  else
    options[#options + 1] = {
      act.limit_commitment { at = th.id, to = member, claims = { "only_recognised_territory" }, frames = { "treaty" },
        because = "the obligation ends at recognised borders" },
      consensus = (1 - private) * 0.3, home = -0.8 * private * kin, duty = 0.5 * duty - 0.2, tired = said_before(view, "limit_commitment"),
      licence = th.campaign and -0.3 or nil, -- while it lasts it would be read as leave to go on
    }
    options[#options + 1] = {
      act.appeal_deescalate { at = th.id, demands = { "restraint", "talks" }, frames = { "mediation_format" },
        because = "outside the area, but nobody wants a war" },
      duty = 0.4 * duty - 0.1, tired = tired,
    }
  end
  options.silence = { ease = 0.15 }
  return choose(options)
end

return policy {
  about = "Speaks when fire falls inside the area or a member reports; as strongly as members would sign, his mandate allows and home rewards.",
  source = "Hawkins et al. 2006 (delegation); Pollack 1997; Barnett and Finnemore 2004",
  params = {
    private_incentive = { default = 0.3, min = 0, max = 1, unit = "share", about = "weight of his own advantage, before any jeopardy", source = "judgement" },
    sanction = { default = 0.5, min = 0.1, max = 1, unit = "stake", about = "price of going beyond the mandate", source = "judgement" },
    duty = { default = 0.65, min = 0, max = 1.5, unit = "stake", about = "what his office expects when a member is under fire", source = "base rate of warnings after fatal incidents inside the area" },
  },
  on = {
    incident = function(view, self, event)
      if event.gravity < 2 then return nil end
      return speak(view, self, event, 0.7 * self.params.duty) -- what no member has brought before the organ is its members' business first
    end,
    session = function(view, self, event)
      if event.step ~= "report_heard" then return nil end
      -- A report of the dead calls for a word; one of shots is for the file.
      return speak(view, self, event, (event.size >= 2 and 1.5 or 0.7) * self.params.duty)
    end,
    -- A member that tells its public that the alliance stands by it, where the treaty does not reach, is put right: what is believed of the
    -- alliance is what it will be measured by.
    statement = function(view, self, event)
      if not event.at or not (event.claims.commitment_holds or event.claims.solidarity) then return nil end
      local org = view.organisation(view.me.organisation)
      local th = view.theatre(event.at)
      if org.treaty and th.in_area[org.treaty] or not dispute.is_side(th, event.actor) then return nil end
      return speak(view, self, event, 1.2 * self.params.duty)
    end,
    request = function(view, self, event)
      local org = view.organisation(view.me.organisation)
      if event.verb == "inform_organisation" then return nil end
      return choose {
        { act.call_session { to = org.id, at = event.at, because = "a member has asked" }, duty = self.params.duty, effort = -0.1 },
        silence = { ease = 0.1 },
      }
    end,
    fighting = function(view, self, event)
      if event.gravity == 0 then return nil end -- a ceasefire
      return speak(view, self, event, self.params.duty + 0.1)
    end,
  },
}

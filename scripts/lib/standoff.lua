-- Standoffs: one side has newly placed something against the other, which answers it or lives with it. th is view.theatre(id);
-- th.challenge_rival is what I face there, th.challenge_mine what I have placed. Utilities are in units of stake. Sizes are judgements.

local audience = require "audience"
local brink = require "brink"
local crisis = require "crisis"
local signal = require "signal"

local standoff = {}

local DISASTER, DEFEAT = -4, -1 -- a war between nuclear powers; one between others
local HORIZON = 10              -- days that a side looks ahead
local APPROVAL_WORTH = 2        -- stakes per unit of approval
local WHILE = 30                -- days for which a measure counts as taken
local FORCE_STEP = 0.3          -- price of force per step, as for others who use it
local ASSURANCE = 0.15          -- worth of being left alone from now on
local OBSOLETE = 0.5            -- what one's own old deployment is worth to oneself, as a share of what it is to those it threatens

local function empty_threat(rung)
  return audience.disapproval { threatened = true, escalation = rung } - audience.disapproval {}
end

-- Chance that the other side gives way to a public threat of a rung: crisis.one_shot (F2), the costs of an empty threat taken in prizes.
local function gives_way(rung)
  return crisis.one_shot { audience_cost = 3 * empty_threat(rung), w_min = -2, w_max = 0, w_defender = -1 }.p_concede
end

local function disaster(tie)
  return tie.brink and DISASTER or DEFEAT
end

-- What a step of a rung risks between two nuclear powers: that it gets out of hand, on top of the risk of the alert they are at. A term of
-- utility, 0 or less; nil (no term) between others.
function standoff.risk(view, rival, rung)
  local tie = view.dyad(view.me.id, rival)
  if not tie.brink then return nil end
  return DISASTER * brink.cumulative(math.min(1, 0.1 * (rung / 10) ^ 3 + tie.brink), 1)
end

-- Measures by which a side presses, and the rung at which they are felt.
local measures = {
  { "demand_concession", 2 }, { "warn", 3 }, { "threaten_force", 4 }, { "hold_exercise", 3 }, { "mobilise", 5 }, { "blockade", 6 },
  { "raise_nuclear_alert", 7 }, { "issue_ultimatum", 8 }, { "shell", 8 }, { "seize_ground", 9 }, { "general_offensive", 10 },
}

-- The highest rung at which `by` presses another now, 1 to 10; 1 if it does nothing.
function standoff.pressure(view, by)
  local most = 1
  for _, measure in ipairs(measures) do
    if measure[2] > most and view.recent { verb = measure[1], actor = by, days = WHILE } > 0 then most = measure[2] end
  end
  return most
end

-- Theatres in which I have long had something placed against the same rival: what I could give in exchange. A list of view.theatre.
function standoff.counterparts(view, rival)
  local list = {}
  for _, id in ipairs(view.theatres) do
    local th = view.theatre(id)
    if th.deployed_mine > 0 and th.challenge_mine == 0 and view.dyad(view.me.id, rival).adversary and (th.rival == rival or th.sides[rival]) then
      list[#list + 1] = th
    end
  end
  return list
end

-- What I can gain by an exchange: to be left alone, and that what the rival has long had placed against me goes.
local function deal(view, rival)
  local worth = ASSURANCE
  for _, id in ipairs(view.theatres) do
    local th = view.theatre(id)
    if th.deployed_rival > 0 and th.challenge_rival == 0 then worth = worth + th.stake * th.deployed_rival end
  end
  return math.min(0.6, worth)
end

-- What giving way in public costs at home: what I have promised there, or as much as an empty threat of the rung at which I am pressed.
local function home(view, rung)
  return -APPROVAL_WORTH * math.max(view.me.audience_cost, empty_threat(rung))
end

-- Giving way against holding out (F6): (win - disaster) * (risk - critical risk), which is the difference of their expected utilities.
-- `submit` is what I am left with.
local function prudence(view, th, rival, rung, submit, private)
  local tie = view.dyad(view.me.id, rival)
  local lost, win = disaster(tie), th.stake * th.challenge_mine
  local resolve = view.belief { resolve = rival }
  if private then resolve = signal.private(resolve, 0.5 * th.tension) end
  local daily = math.min(1, (tie.brink or 0) + 0.1 * resolve * (rung / 10) ^ 2)
  local left = math.max(lost, math.min(win, submit))
  return (win - lost) * (brink.cumulative(daily, HORIZON) - brink.critical_risk(win, left, lost))
end

-- Adds the options of the side that has placed something: to take it back, for something or nothing, to seek an exchange, to show resolve.
function standoff.hold(view, th, options)
  local rival = th.rival
  local rung = standoff.pressure(view, rival)
  local offered = view.dyad(rival, view.me.id).offer
  local worth = deal(view, rival)
  local cost = home(view, rung)
  if offered then
    options[#options + 1] = { act.concede { to = rival, at = th.id, closed = true, because = "for something, and where nobody sees it" },
      prudence = prudence(view, th, rival, rung, worth, true), effort = -0.05 }
  end
  options[#options + 1] = { act.stand_down { to = rival, at = th.id, because = offered and "for what was offered" or "the risk is too great" },
    prudence = prudence(view, th, rival, rung, (offered and worth or 0) + cost), effort = -0.05 }
  options[#options + 1] = { act.offer_privately { to = rival, at = th.id, demands = { "withdraw" }, because = "an exchange may be had" },
    prudence = 0.5 * math.max(0, prudence(view, th, rival, rung, worth, true)), effort = -0.1,
    repeated = -0.3 * view.recent { verb = "offer_privately", actor = view.me.id, days = 7 } }
  if view.dyad(view.me.id, rival).brink then
    options[#options + 1] = { act.raise_nuclear_alert { to = rival, because = "not to be taken by surprise" }, resolve = 0.03 * rung,
      risk = standoff.risk(view, rival, 7), repeated = -0.5 * view.recent { verb = "raise_nuclear_alert", actor = view.me.id, days = WHILE } }
  end
end

-- An exchange, sought behind closed doors or in public. In public it is a reward for what should not have been done, and a matter for allies
-- whose ground it is.
local function add_exchange(view, th, rung, options)
  local rival = th.rival
  local prize = th.stake * th.challenge_rival
  local price, allies, worth = 0, 0, ASSURANCE
  for _, other in ipairs(standoff.counterparts(view, rival)) do
    price = price - OBSOLETE * other.stake * other.deployed_mine
    worth = worth + other.stake * other.deployed_mine
    if other.holder ~= view.me.id then allies = -0.3 end
  end
  local accepts = view.dyad(rival, view.me.id).offer and 0.9 or math.min(0.9, gives_way(rung) + worth)
  local soft = rung < 6 and -0.3 or 0 -- before anything was done it looks like weakness
  options[#options + 1] = { act.offer_privately { to = rival, at = th.id, demands = { "withdraw" }, because = "something for something, unseen" },
    gain = prize * accepts, price = price, soft = soft, effort = -0.05,
    repeated = -0.3 * view.recent { verb = "offer_privately", actor = view.me.id, days = 7 } }
  options[#options + 1] = { act.negotiate { to = rival, at = th.id, demands = { "withdraw" }, because = "something for something, before all" },
    gain = prize * accepts, price = price, soft = soft, allies = allies, home = home(view, rung), effort = -0.05,
    repeated = -0.3 * view.recent { verb = "negotiate", actor = view.me.id, days = 7 } }
end

local function add_force(view, th, options)
  local rival = th.rival
  local prize = th.stake * th.challenge_rival
  local days = math.min(1, 0.6 + (th.challenge_days or 0) / 25) -- what is placed takes root
  options[#options + 1] = { act.shell { to = rival, at = th.id, because = "it is destroyed before it can be used" }, gain = 0.7 * prize * days,
    risk = standoff.risk(view, rival, 8), cost = -1.7 * FORCE_STEP }
  options[#options + 1] = { act.seize_ground { to = rival, at = th.id, because = "only on the ground can one be sure" }, gain = prize * th.success * days,
    risk = standoff.risk(view, rival, 9), cost = -3 * FORCE_STEP }
end

-- Adds the options of the side that faces what was placed: to close the routes, to threaten, to strike, to exchange.
function standoff.answer(view, th, options)
  local rival = th.rival
  local prize = th.stake * th.challenge_rival
  local rung = standoff.pressure(view, view.me.id)
  local nuclear = view.dyad(view.me.id, rival).brink ~= nil
  local me = view.me.id
  if view.recent { verb = "blockade", actor = me, at = th.id, days = WHILE } == 0 then
    options[#options + 1] = { act.blockade { to = rival, at = th.id, because = "no more of it, and time to reflect" },
      gain = prize * gives_way(6), contained = 0.3 * prize, risk = standoff.risk(view, rival, 6), cost = -0.15 }
  end
  options[#options + 1] = { act.demand_concession { to = rival, at = th.id, demands = { "withdraw" }, because = "what was placed must go" },
    gain = prize * gives_way(2), bound = -APPROVAL_WORTH * empty_threat(2) * (1 - gives_way(2)), effort = -0.05,
    repeated = -0.2 * view.recent { verb = "demand_concession", actor = me, days = 7 } }
  options[#options + 1] = { act.issue_ultimatum { to = rival, at = th.id, demands = { "withdraw" }, consequence = "force", because = "a day is named" },
    gain = prize * gives_way(8), bound = -APPROVAL_WORTH * empty_threat(8) * (1 - gives_way(8)), risk = standoff.risk(view, rival, 5), effort = -0.05,
    repeated = -0.2 * view.recent { verb = "issue_ultimatum", actor = me, days = WHILE } }
  if nuclear then
    options[#options + 1] = { act.raise_nuclear_alert { to = rival, because = "the other side must know that it is meant" }, resolve = 0.03 * rung + 0.15 * prize,
      risk = standoff.risk(view, rival, 7), repeated = -0.5 * view.recent { verb = "raise_nuclear_alert", actor = me, days = WHILE } }
  end
  add_force(view, th, options)
  add_exchange(view, th, rung, options)
end

-- Whether I have lately taken a measure that I have not taken back since.
local function stands(view, verb)
  local since = view.last { verb = verb, actor = view.me.id, days = 90 }
  local back = view.last { verb = "stand_down", actor = view.me.id, days = 90 }
  return since ~= nil and (back == nil or back > since)
end

-- Whether something newly placed, by either, stands between me and a rival anywhere.
local function open_with(view, rival)
  for _, id in ipairs(view.me.conflicts) do
    local th = view.theatre(id)
    if (th.rival == rival or th.sides[rival]) and (th.challenge_mine > 0 or th.challenge_rival > 0) then return true end
  end
  return false
end

-- Adds what remains to be done where nothing challenges anyone any more: to lift what I imposed, and to keep my part of an exchange.
function standoff.settle(view, th, options)
  local me, rival = view.me.id, th.rival
  if open_with(view, rival) then return end
  if stands(view, "blockade") or stands(view, "raise_nuclear_alert") then
    options[#options + 1] = { act.stand_down { to = rival, because = "it has served its purpose" }, calm = 0.5 }
  end
  local gave = view.last { verb = "concede", actor = rival, at = th.id, days = 60 } or view.last { verb = "stand_down", actor = rival, at = th.id, days = 60 }
  local secret = view.last { verb = "offer_privately", actor = me, to = rival, days = 60 }
  local open = view.last { verb = "negotiate", actor = me, to = rival, days = 60 }
  local offered = math.max(secret or 0, open or 0)
  if not gave or offered == 0 or offered < gave then return end
  for _, other in ipairs(standoff.counterparts(view, rival)) do
    local price = -OBSOLETE * other.stake * other.deployed_mine
    options[#options + 1] = { act.concede { to = rival, at = other.id, closed = true, because = "a word given unseen is kept unseen" },
      honour = 0.6, price = price }
    options[#options + 1] = { act.concede { to = rival, at = other.id, because = "a word is kept" }, honour = 0.6, price = price, allies = -0.3,
      home = home(view, 2) }
  end
end

return standoff

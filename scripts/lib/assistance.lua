-- Whether to come to an ally's aid, and how: the one decision of all who are bound to somebody, whatever their policy.
--
-- The chance is that of alliance.help, fitted to invocations of alliances between 1914 and 2015. Here a case's circumstances are read from the
-- view, and the chance becomes options whose choice has it: with one address the nested logit gives P = 1 / (1 + exp(-x)) to options worth
-- noise.target * x together. Terms are named after the reasons, so that a decision says what weighed for and against.

local alliance = require "alliance"
local dispute = require "dispute"

local assistance = {}

-- The strength that stands behind a state, itself and the strongest of its allies and of those tied to it like allies: CINC shares. Who is nuclear,
-- or has an ally that is, counts as such.
local function backing(view, id)
  local own = view.actors[id]
  local best, nuclear = 0, own.nuclear
  for other, actor in pairs(view.actors) do
    local tie = view.dyad(id, other)
    if other ~= id and (tie.allied or tie.treaty >= 0.5) then
      best = math.max(best, actor.capability)
      nuclear = nuclear or actor.nuclear
    end
  end
  return own.capability + best, nuclear
end

-- Whether an ally brought the case about: it attacked there, or attacked or gave an ultimatum to somebody whom the rival stands by, or called up its
-- men before the rival did. Its id; else the attacker's; nil if nobody has begun.
local function began(view, ally, rival, th)
  if th.campaign and th.campaign.attacker == ally then return ally end
  for _, id in ipairs(view.theatres) do
    local other = view.theatre(id)
    local victim = dispute.is_side(other, ally) and dispute.other(other, ally) or nil
    if victim and victim ~= rival and view.dyad(rival, victim).treaty >= 0.5 then
      local attacked = other.campaign and other.campaign.attacker == ally
      if attacked or view.recent { verb = "issue_ultimatum", actor = ally, to = victim, days = 60 } > 0 then return ally end
    end
  end
  if th.campaign then return th.campaign.attacker end
  local mine, theirs = view.last { verb = "mobilise", actor = ally, days = 60 }, view.last { verb = "mobilise", actor = rival, days = 60 }
  return mine and (not theirs or mine > theirs) and ally or nil
end

-- Whether a treaty between the two covers what happened: member, area, kind of attacker, and not provoked. Gravity and request are not asked for:
-- the case is grave, or it would not have come up, and allies have helped unasked.
local function covered(view, ally, rival, th)
  for id in pairs(th.in_area) do
    local treaty = view.treaty(id)
    local members = {}
    for _, member in ipairs(treaty.members) do members[member] = true end
    if members[view.me.id] and members[ally] then
      local clauses = treaty:applies { at = th.id, requester = ally, blamed = began(view, ally, rival, th) }
      if clauses.member and clauses.area and clauses.attacker and clauses.unprovoked then return true end
    end
  end
  return false
end

-- circumstances(view, ally, rival, th) -> those of alliance.help, as this actor sees them:
--
--   state    1 if the rival is a state, else 0
--   covered  1 if a common treaty covers the case, else 0
--   stake    1 to 5: five times one's salience in the theatre, or one's dependence on the ally if that is more
--   ties     0 to 3: three times what there is with the rival: affinity, bilateral ties or dependence, whichever is most
--   risk     1 to 5: 1 + 4 times the rival's share of the strength behind both; 5 if only the rival's side is nuclear
function assistance.circumstances(view, ally, rival, th)
  local tie = view.dyad(view.me.id, rival)
  local against, armed = backing(view, rival)
  local own, own_armed = backing(view, view.me.id)
  local total = against + own
  return {
    state = view.actors[rival].kind == "state" and 1 or 0,
    covered = covered(view, ally, rival, th) and 1 or 0,
    stake = math.max(1, math.min(5, 5 * math.max(th.stake, view.dyad(view.me.id, ally).dependence))),
    ties = 3 * math.max(0, tie.affinity, tie.bilateral, tie.dependence),
    risk = (armed and not own_armed) and 5 or 1 + 4 * (total > 0 and against / total or 0),
  }
end

-- Terms of an option, in stakes: each reason's share of the log-odds, and the share of its form among those who help.
local function terms(noise, parts, shift, form, address)
  return {
    base = noise.target * (parts.constant + parts.state), treaty = noise.target * parts.covered, stake = noise.target * parts.stake,
    ties = noise.target * parts.ties, risk = noise.target * parts.risk, own = noise.target * shift,
    form = noise.target * math.log(address) + noise.rung * math.log(form / address),
  }
end

local function option(intention, weights)
  weights[1] = intention
  return weights
end

-- The reasons' parts of the log-odds of help, factors of this actor applied, and their sum.
local function weigh(view, ally, rival, th, opts)
  local parts = alliance.help_terms(assistance.circumstances(view, ally, rival, th))
  local odds = opts.shift or 0
  for name, factor in pairs(opts.weight or {}) do parts[name] = parts[name] * factor end
  for _, part in pairs(parts) do odds = odds + part end
  return parts, math.max(-50, math.min(50, odds))
end

-- lean(view, ally, rival, th, opts) -> what a vote for helping is worth, in stakes: the log-odds of a word for the ally, since a vote is one.
function assistance.lean(view, ally, rival, th, opts)
  local _, odds = weigh(view, ally, rival, th, opts)
  return view.noise.target * (odds - alliance.help_thresholds.words)
end

-- words(view, ally, rival, th, opts) -> choose { ... } between a word for the ally and none; drawn once. opts as below.
function assistance.words(view, ally, rival, th, opts)
  local parts = weigh(view, ally, rival, th, opts)
  local shown = terms(view.noise, parts, opts.shift or 0, 1, 1)
  shown.form = -view.noise.target * alliance.help_thresholds.words
  return choose {
    matter = "words " .. ally .. " " .. th.id,
    option(act.demand_deescalate { at = th.id, implied = rival, register = 3, claims = { "solidarity" }, demands = { "stop_fire" },
      because = "an ally was attacked" }, shown),
  }
end

-- choice(view, ally, rival, th, opts) -> choose { ... } among arms, observers, troops (and joining the fight where one has troops) and doing
-- nothing; drawn once for the ally and the theatre, and carried out, with the lag of such help, if it is still called for.
--
--   opts.shift   log-odds added for what distinguishes this actor, 0
--   opts.weight  factors on reasons, as { ties = 1.2 }
function assistance.choice(view, ally, rival, th, opts)
  local parts, odds = weigh(view, ally, rival, th, opts)
  local noise, shares = view.noise, alliance.help_forms(odds)
  local helps = shares.arms + shares.mission + shares.troops
  for form, share in pairs(shares) do shares[form] = share / helps end
  local fights = th.campaign and th.present
  local apart = fights and shares.troops / 2 or 0 -- half of those who send troops join the fight where they can
  local beside = 1 - apart
  local function weights(form, address) return terms(noise, parts, opts.shift or 0, form, address) end
  return choose {
    matter = "help " .. ally .. " " .. th.id, mood = "help", -- who stays out of one of a war's theatres stays out of the next
    option(act.deploy_troops { to = ally, at = th.id, if_needed = true, because = "the ally is not left alone" }, weights(shares.troops - apart, beside)),
    option(act.deploy_observers { to = ally, at = th.id, if_needed = true, because = "a presence that calms and commits" }, weights(shares.mission, beside)),
    option(act.supply_arms { to = ally, at = th.id, because = "arms, and no troops" }, weights(shares.arms, beside)),
    fights and option(act.join_war { to = rival, at = th.id, because = "the ally's war is one's own" }, weights(apart, apart)) or false,
  }
end

-- deed(view, ally, rival, th, opts, matter, intention) -> choose { ... } between one deed for an ally and nothing, with the same chance and the same
-- terms; `matter` names it, so that it is drawn once. For help of another form than those of choice: on a front of one's own.
function assistance.deed(view, ally, rival, th, opts, matter, intention)
  local parts = weigh(view, ally, rival, th, opts)
  return choose { matter = matter, mood = "help", option(intention, terms(view.noise, parts, opts.shift or 0, 1, 1)) }
end

-- choices(view, opts) -> up to three such choices, for emergencies of those one is pledged to, the gravest stake first.
function assistance.choices(view, opts)
  local cases = {}
  for _, client in ipairs(view.clients) do
    for _, id in ipairs(view.theatres) do
      local th = view.theatre(id)
      if th.emergency and dispute.is_side(th, client) then
        cases[#cases + 1] = { client = client, rival = dispute.other(th, client), th = th }
      end
    end
  end
  table.sort(cases, function(a, b) return a.th.stake > b.th.stake end)
  local made = {}
  for i = 1, math.min(3, #cases) do
    made[i] = assistance.choice(view, cases[i].client, cases[i].rival, cases[i].th, opts)
  end
  return made[1], made[2], made[3]
end

return assistance

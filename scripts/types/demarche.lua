---@meta
-- What demarche gives to policies, for editors. Made from the engine's table of bindings; do not edit.

---@class view
view = {}

---@class chance
chance = {}

---@class run
run = {}

---One constructor for each verb: act.warn { to = ..., at = ..., because = ... }.
---@type table<string, fun(fields: table): Intention>
act = {}

---Options weighed together: a list of { act.VERB{...}, term = number, ... } in units of stake; silence = { ... } and precision (0.1 to 10) by name; matter = NAME is drawn once in a run, mood = NAME lets matters share that draw.
---@param options any
---@return Choice
function choose(options) end

---A number between 0 and 1, ends excluded.
---@return number
function chance.uniform() end

---True with probability p (0 to 1).
---@param p any
---@return boolean
function chance.bernoulli(p) end

---A normal deviate; spread is the standard deviation.
---@param mean any
---@param spread any
---@return number
function chance.normal(mean, spread) end

---One item of a list, each as likely; nil of an empty one.
---@param list any
---@return any
function chance.pick(list) end

---Minutes since the scenario's epoch.
---@type integer
view.now = nil

---Whole days since the epoch, from 0.
---@type integer
view.day = nil

---The date, as "2018-09-21".
---@type string
view.date = nil

---Own state: id, name, kind, approval (0 to 1), readiness (0 peace to 3 war), capability, audience_cost, audience_paid, arms_stock, conflicts, stakes, voices (kinds that it has), upholds (norms); officials: nationality, organisation, mandate, jeopardy.
---@type Me
view.me = nil

---All actors by id: id, name, adjective, kind, capability, nuclear.
---@type table
view.actors = nil

---Scales of the noise of choices, in stakes: target, rung, verb.
---@type table
view.noise = nil

---Theatres in which I have a stake.
---@type string[]
view.theatres = nil

---Actors bound to me by an obligation to assist.
---@type string[]
view.allies = nil

---Actors that I face in some theatre.
---@type string[]
view.adversaries = nil

---Parties of theatres that I am pledged to.
---@type string[]
view.clients = nil

---My most capable ally, if more capable than I am.
---@type string?
view.patron = nil

---Organisations I belong to or serve.
---@type string[]
view.organisations = nil

---What is ready to be reacted to, most urgent first, four at most.
---@type Event[]
view.inbox = nil

---The relation of a to b: affinity (-1 to 1), tension, grievance, dependence, arms, trade, energy, bilateral, treaty (0 to 1), hostility (MID level 1 to 5), hostility_days, deaths, offer, allied, adversary, at_meeting, meeting_days (nil: none), brink (chance of an accident in a day at the nuclear alert of the two; nil unless both have such forces).
---@param a any
---@param b any
---@return Dyad
function view.dyad(a, b) end

---A theatre: holder, claimant, rival, stake, claim, contested, in_area[treaty], recognised, recognised_mine, rate and base_rate (incidents a day), intensity, deaths, deaths_mine, deaths_rival, fired_mine, fired_rival, tension, success and success_rival (0 to 1), legitimacy_mine (-1 to 1), favours_mine and favours_rival (norms whose citing helps a side), ceasefire_mine, ceasefire_rival, campaign, emergency (help is called for), present (I have troops there), ground (km2), level (MID), quiet_days, deployed_mine and deployed_rival (what was placed there against the other side, 0 to 1; of one's own side only what is one's own), challenge_mine and challenge_rival (the part that is new), challenge_days; and of mobilisations by timetable: timetable (whether I have one), mobilised_mine and mobilised_rival (share done), delay (what standing still costs, share of the stake), window and window_rival (what striking before the other is ready is worth), plan_mine and plan_rival (whether the plan of war attacks here).
---@param id any
---@return Theatre
function view.theatre(id) end

---Own credence: { help = A, of = B, at = theatre, rung =, requested =, gravity =, given_attack = }, { resolve = A } or { mandate = OFFICIAL }; 0 to 1.
---@param question any
---@return number
function view.belief(question) end

---Help that B can expect of all helpers but me, by capability: { of = B, at =, rung =, requested =, gravity = }; 0 to 1.
---@param question any
---@return number
function view.expected_help(question) end

---Chance that an organ grants my request under its rule: { organisation =, at =, gravity = }; 0 to 1.
---@param question any
---@return number
function view.approval_chance(question) end

---A treaty: id, name, members; treaty:applies(event) gives the clauses of its assistance article, and all.
---@param id any
---@return Treaty
function view.treaty(id) end

---id, name, members, rule, treaty, spokesman, leader, stage, requester, case_theatre, requested, informed, session_days, warned_days, approved_days, endorsed, disowned.
---@param id any
---@return Organisation
function view.organisation(id) end

---The strongest threat to me: theatre, rival, level (0 to 1).
---@return Threat
function view.threat() end

---How many acts I did or perceived: { verb =, actor =, to =, at =, days = 14 }.
---@param query any
---@return integer
function view.recent(query) end

---Days since the last such act, or nil.
---@param query any
---@return number?
function view.last(query) end

---Measures and targets of a scenario: the length of the run that is over.
---@type integer
run.days = nil

---Records that match: kind, verb, actor, to, aims_at (to, or implied), at, result, speaker (kind of actor), voice, frames, claims, each a word or a list of which one must do; public, in_area = treaty, rung_min, mid_min, support_min (silence, words, arms, mission, troops), register_min, gravity_min, deaths_min; from and before (dates) or from_day and to_day, the later one excluded.
---@param filter any
---@return integer
function run.count(filter) end

---Days with at least one.
---@param filter any
---@return integer
function run.count_days(filter) end

---Deaths on both sides in them.
---@param filter any
---@return number
function run.deaths(filter) end

---Days from the start to the first, or nil.
---@param filter any
---@return number?
function run.first(filter) end

---Days from the start to the last, or nil.
---@param filter any
---@return number?
function run.last(filter) end

---The records themselves, in order of time: id, cause, day, kind, verb, actor, speaker, voice, to, implied, at, in_area, result, public, size, rung, mid, support, gravity, deaths, deaths_holder, deaths_claimant, ground, register, frames, claims, demands, conditions, consequence.
---@param filter any
---@return Record[]
function run.each(filter) end

---Days from the start to a date.
---@param date any
---@return number
function run.day(date) end

---A built-in measure of the run; nil where it does not apply.
---@param name any
---@return any
function run.outcome(name) end

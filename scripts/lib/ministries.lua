-- For scenarios: what is the same for every government. Who speaks for it, how far each of them binds it, and how soon it answers. Called while a
-- scenario is loaded, where `fact` is.

local expect = require "expect"
local judgement = require "judgement"

local ministries = {}

-- Voices by id: the kind of voice, and its authority (0 to 1) as value, low, high. The ministry's spokesman binds least but for a local council,
-- and so speaks whenever a policy names nobody; an envoy speaks on instruction.
local voices = {
  leader = { "leader", 1, 0.8, 1 },
  minister = { "minister", 0.7, 0.5, 0.9 },
  parliament = { "parliament", 0.55, 0.3, 0.8 },
  defence = { "defence", 0.5, 0.3, 0.7 },
  ambassador = { "ambassador", 0.45, 0.3, 0.6 },
  ministry = { "ministry", 0.4, 0.2, 0.6 },
  local_council = { "local", 0.05, 0, 0.2 },
}
local voice_ids = { "leader", "minister", "ministry", "defence", "parliament", "ambassador", "local_council" }

-- Checks titles of voices; `depth` calls above the caller is the line to blame.
local function expect_titles(name, titles, depth)
  expect.fields(name, titles, voice_ids, depth + 1)
  for id, title in pairs(titles) do
    expect.that(type(title) == "string", name .. "." .. id, title, "a title in words", depth + 1)
  end
end

local function voices_of(titles)
  local all = {}
  for id, title in pairs(titles) do
    local kind, value, low, high = table.unpack(voices[id])
    all[id] = { title = title, kind = kind,
      authority = fact(value, "judgement: who binds a state, the same for all states", "judgement", low, high) }
  end
  return all
end

-- voices(titles) -> the `voices` of an actor: one for each title, by the ids leader, minister, ministry, defence, parliament, ambassador,
-- local_council.
function ministries.voices(titles)
  expect_titles("titles", titles, 0)
  return voices_of(titles)
end

-- state(fields) -> the fields of an actor of kind "state": `voices` holds titles, as above, a "Foreign Ministry" and a "Defence Ministry" among
-- them unless they have others; `approval` is that of a government without polls unless it is given. All else stays as it is.
function ministries.state(fields)
  expect.fields("state", fields)
  expect_titles("voices", fields.voices, 0)
  local titles = { ministry = "Foreign Ministry", defence = "Defence Ministry" }
  for id, title in pairs(fields.voices) do titles[id] = title end
  local state = { kind = "state", approval = judgement.no_polls() }
  for key, value in pairs(fields) do state[key] = value end
  state.voices = voices_of(titles)
  return state
end

-- Median in hours with its tenth and ninetieth percentile, spread of its logarithm, how many were observed. Answers that came: silence is apart
-- (model.silence_share). Answers of April 2016 and of September to December 2018 are left out of the fit: scenarios are tested on them.
local observed = {
  party_statement = { 4.6, 2, 10.4, 0.64, 11 },
  third_statement = { 17.9, 5.8, 54.5, 0.87, 9 },
  verbal_reply = { 8.5, 1.2, 61, 1.54, 4 },
  request_answer = { 26.9, 4, 179.5, 1.48, 14 },
  decision_to_troops = { 19.9, 9.1, 43.7, 0.61, 5 },
  coercive_reply = { 40.7, 6.2, 267.2, 1.47, 6 },
  mediated_end = { 76.1, 41.4, 139.6, 0.47, 3 },
}

-- lags() -> the `lags` of a scenario: times to an answer, one lognormal a kind of event. Spreads may be half as large again, or two thirds.
function ministries.lags()
  local lags = {}
  for kind, row in pairs(observed) do
    local median, low, high, spread, count = table.unpack(row)
    local source = "lognormal fit to observed lags, 1958 to 2022, without April 2016 and September to December 2018: " .. count .. " observations"
    lags[kind] = {
      median = fact(median, source, "judgement", low, high),
      spread = fact(spread, source, "judgement", spread / 1.5, spread * 1.5),
    }
  end
  return lags
end

-- session_hours() -> hours from a request to an alliance until its organ sits: seven requests, after 6, 31, 44, 50, 150, 216 and 312.
function ministries.session_hours()
  return fact(50, "median of seven requests to alliances, 1982 to 2012", "medium", 6, 312)
end

return ministries

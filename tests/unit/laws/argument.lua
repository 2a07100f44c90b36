-- Every argument of every function, wrong in every way: an error names it, what was found and what is legal.

local frame = require "laws/frame"

-- A call by places: module, function, good values, names; those after "|" may be left out.
local places = {
  { "bargain", "range", { 0.6, 0.1, 0.1 }, "p", "c_a", "c_b" },
  { "bargain", "ultimatum", { 0.4, 0.1, 0.5 }, "p", "c_a", "c_max" },
  { "signal", "sunk_cost_separates", { 1, 1 }, "m", "V" },
  { "signal", "tied_hands_deters", { 0.5, 1, 1 }, "r", "V", "a" },
  { "signal", "tied_hands_prize", { 0.5, 1 }, "r", "a" },
  { "signal", "private", { 0.5, 0.1 }, "prior", "provocation_cost" },
  { "signal", "after_bluff", { { 1 }, 5, 30, 2 }, "history", "now", "memory_days", "|", "ratio" },
  { "trust", "threshold", { 1, 0.5, 0, -1 }, "R", "T", "P", "S" },
  { "trust", "update", { 0.5, 0.25 }, "t", "q" },
  { "brink", "critical_risk", { 1, 0, -9 }, "win", "submit", "disaster" },
  { "brink", "cumulative", { 0.05, 10 }, "f", "n" },
  { "alliance", "attack_threshold", { 0.7, 0.3, 0.4 }, "p0", "p1", "c" },
  { "alliance", "reliability_given_attack", { 0.7, 0.3, 0.4 }, "p0", "p1", "c" },
  { "alliance", "support_share", { 0.6, 0.4 }, "abandonment", "entrapment" },
  { "alliance", "prior", { "defence", 1990 }, "type", "|", "era" },
  { "alliance", "help_forms", { 0.5 }, "odds" },
  { "choice", "logit", { { 1, 0 }, 1 }, "utilities", "lambda" },
  { "choice", "qre_hawk_dove", { 3, 4, 1 }, "V", "C", "lambda" },
  { "choice", "prospect", { { { x = 1, p = 1 } }, {} }, "lottery", "|", "opts" },
  { "choice", "weight", { 0.5, 0.61 }, "p", "|", "gamma" },
  { "bdm", "win_probability", { { { position = 0, capability = 1, salience = 1 } }, 1, 1 }, "actors", "i", "j" },
  { "bdm", "median", { { { position = 0, capability = 1, salience = 1 } } }, "actors" },
  { "bdm", "mean", { { { position = 0, capability = 1, salience = 1 } } }, "actors" },
  { "bdm", "challenge", { { { position = 0, capability = 1, salience = 1 } }, 1, 1, 0.5 }, "actors", "i", "j", "q" },
  { "ipd", "play", { "TFT", "ALLD", 5, 0.1 }, "a", "b", "rounds", "|", "noise" },
  { "ipd", "tournament", { { "TFT" }, 5, 0.1 }, "strategies", "rounds", "|", "noise" },
  { "belief", "beta", { 0.5, 2 }, "mean", "size" },
  { "council", "approval", { { 0.5 }, "quota", 1 }, "probabilities", "rule", "quota" },
  { "contest", "success", { 1, 2, 1 }, "m_a", "m_b", "gamma" },
}

-- A call by names, as function, good values, names that may be left out.
local named = {
  { "crisis", "attrition", { a1 = 1, a2 = 1, w_min = -2, w_max = 0 }, {} },
  { "crisis", "one_shot", { audience_cost = 0.5, w_min = -2, w_max = 0, w_defender = -1 }, {} },
  { "choice", "agent_qre", { lambda = 1, sq = { 0, 1 }, concede = { 1, 0 }, back_down = { -0.5, 1 }, war = { -0.3, -0.6 } }, {} },
  { "arms", "richardson", { k = 1, l = 1, a = 2, b = 2, g = 1, h = 1 }, {} },
  { "audience", "disapproval", { threatened = true, fought = false, escalation = 3 }, { threatened = true, fought = true, escalation = true } },
  { "alliance", "help", { state = 1, covered = 1, stake = 3, ties = 1, risk = 2 }, {} },
  { "alliance", "help_terms", { state = 1, covered = 1, stake = 3, ties = 1, risk = 2 }, {} },
  { "ipd", "stable_from", { T = 5, R = 3, P = 1, S = 0 }, {} },
}

-- How errors call the table itself, where not by the function.
local tables = { stable_from = "payoffs", help = "case", help_terms = "case" }

local wrong = { 0 / 0, 1 / 0, -1 / 0, 1e200, -1e200, "x", function() end, { {} } }

local function blames(name, ok, message, value)
  local text = tostring(message)
  local starts = text:sub(1, #name) == name
  if ok or not starts or not text:find(": found ", 1, true) or not text:find("; expected ", 1, true) then
    error(("%s given %s: %s"):format(name, tostring(value), ok and "accepted" or text), 0)
  end
end

local laws = {}

laws["arguments by place"] = function()
  for _, row in ipairs(places) do
    local call, names, optional = require(row[1])[row[2]], {}, {}
    for n = 4, #row do
      if row[n] ~= "|" then
        names[#names + 1] = row[n]
        optional[row[n]] = row[n - 1] == "|"
      end
    end
    call(table.unpack(row[3], 1, #names))
    for place, name in ipairs(names) do
      local given = { table.unpack(row[3], 1, #names) }
      for _, value in ipairs(wrong) do
        if not (type(value) == "function" and (name == "a" or name == "b") and row[1] == "ipd") then
          given[place] = value
          local ok, message = pcall(call, table.unpack(given, 1, #names))
          blames(name, ok, message, value)
        end
      end
      given[place] = nil
      local ok, message = pcall(call, table.unpack(given, 1, #names))
      if not optional[name] then blames(name, ok, message, "nothing") else frame.holds(ok, "%s: %s", name, tostring(message)) end
    end
  end
end

laws["arguments by name"] = function()
  for _, row in ipairs(named) do
    local call = require(row[1])[row[2]]
    local function with(name, value)
      local given = {}
      for each, good in pairs(row[3]) do given[each] = good end
      given[name] = value
      return pcall(call, given)
    end
    frame.holds(with("", nil), "%s", row[2])
    for name in pairs(row[3]) do
      for _, value in ipairs(wrong) do
        local ok, message = with(name, value)
        blames(name, ok, message, value)
      end
      local ok, message = with(name, nil)
      if row[4][name] then frame.holds(ok, "%s: %s", name, tostring(message)) else blames(name, ok, message, "nothing") end
    end
    for _, value in ipairs { 5, "x", 0 / 0 } do
      local ok, message = pcall(call, value)
      blames(tables[row[2]] or row[1] .. "." .. row[2], ok, message, value)
    end
    local ok, message = with("misspelt", 1)
    blames(tables[row[2]] or row[1] .. "." .. row[2], ok, message, "a key too many")
  end
end

local function fails(module, name, blamed, ...)
  local ok, message = pcall(require(module)[name], ...)
  blames(blamed, ok, message, name)
end

laws["arguments in tables"] = function()
  local function actor(key, value)
    local actors = { { position = 0, capability = 1, salience = 1 }, { position = 1, capability = 1, salience = 1 } }
    actors[2][key] = value
    return actors
  end
  for _, value in ipairs { 0 / 0, 1 / 0, "x", false } do
    local shown = value or nil
    for _, key in ipairs { "position", "capability", "salience" } do
      fails("bdm", "win_probability", "actors[2]." .. key, actor(key, shown), 1, 2)
      fails("bdm", "median", "actors[2]." .. key, actor(key, shown))
      fails("bdm", "mean", "actors[2]." .. key, actor(key, shown))
      fails("bdm", "challenge", "actors[2]." .. key, actor(key, shown), 1, 2, 0.5)
    end
    fails("choice", "logit", "utilities[2]", { 1, value, 3 }, 1)
    fails("council", "approval", "probabilities[1]", { value, 0.5 }, "silence")
    fails("choice", "prospect", "lottery[2].x", { { x = 1, p = 0.1 }, { x = shown, p = 0.1 } })
    fails("choice", "prospect", "lottery[1].p", { { x = 1, p = shown } })
    for _, key in ipairs { "alpha", "beta", "lambda", "gamma", "delta", "reference" } do
      fails("choice", "prospect", "opts." .. key, { { x = 1, p = 1 } }, { [key] = shown or "none" })
    end
    fails("signal", "after_bluff", "history[2]", { 1, value }, 5, 30)
    fails("signal", "after_bluff", "history[1].day", { { day = shown, caught = true } }, 5, 30)
    fails("choice", "agent_qre", "war[2]", { lambda = 1, sq = { 0, 1 }, concede = { 1, 0 }, back_down = { -0.5, 1 }, war = { -0.3, value } })
  end
  fails("bdm", "median", "actors[1].salience", { { position = 0, capability = 1, salience = 1.5 } })
  fails("bdm", "median", "actors[1].capability", { { position = 0, capability = -1, salience = 1 } })
  fails("bdm", "median", "actors[1]", { 5 })
  fails("bdm", "challenge", "actors", { { position = 0, capability = 0, salience = 1 } }, 1, 1, 0.5)
  fails("bdm", "win_probability", "i", actor("position", 1), 3, 1)
  fails("bdm", "win_probability", "j", actor("position", 1), 1, 0)
  fails("signal", "after_bluff", "history[1].caught", { { day = 1, caught = 3 } }, 5, 30)
  fails("signal", "after_bluff", "history[1]", { { day = 1, bluff = true } }, 5, 30)
  fails("signal", "tied_hands_deters", "V and a", 0.5, 0, 0)
  fails("choice", "prospect", "lottery[1]", { 5 })
  fails("choice", "prospect", "lottery[1]", { { x = 1, p = 1, probability = 1 } })
  fails("choice", "prospect", "lottery", { { x = 1, p = 0.7 }, { x = 2, p = 0.7 } })
  fails("choice", "agent_qre", "sq", { lambda = 1, sq = { 0, 1, 2 }, concede = { 1, 0 }, back_down = { -0.5, 1 }, war = { -0.3, 0 } })
  fails("council", "approval", "probabilities", { chair = 0.5 }, "consensus")
  fails("council", "approval", "quota", { 0.5, 0.5, 0.5 }, "quota", 1.5)
  fails("choice", "logit", "utilities", {}, 1)
  fails("alliance", "prior", "era", "defence", 1945.5)
  fails("alliance", "prior", "era", "defence", 45)
  fails("alliance", "attack_threshold", "p1", 0.3, 0.3, 0.1)
  fails("ipd", "tournament", "strategies[2]", { "TFT", "none" }, 5)
  fails("ipd", "play", "rounds", "TFT", "TFT", 0)
  for _, method in ipairs { "success", "failure", "forget" } do
    for _, value in ipairs { -1, 0 / 0, 1 / 0, "x", {} } do
      local believed = require("belief").beta(0.5, 2)
      local ok, message = pcall(believed[method], believed, value)
      blames(method == "forget" and "rate" or "weight", ok, message, value)
    end
  end
end

return laws

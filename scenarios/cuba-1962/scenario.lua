-- The crisis of October 1962 over Soviet missiles in Cuba: can leaders who may not give way in public do so in private, before something happens
-- that nobody ordered? Sources, and what is judgement, are in README.md.

local ministries = require "ministries"

local text = "judgement on the text"

-- Acts that count as force: an ordered strike or an offensive.
local function force(run)
  return run.count { kind = "act", verb = "shell" } + run.outcome("offensives")
end

-- Days to the first withdrawal of what was placed in Cuba, in public or not; nil if there is none.
local function withdrawn(run)
  local first = run.first { kind = "act", verb = "concede", actor = "SUN", at = "cuba" }
  local other = run.first { kind = "act", verb = "stand_down", actor = "SUN", at = "cuba" }
  return first and other and math.min(first, other) or first or other
end

return scenario {
  name = "cuba-1962",
  title = "Missiles in Cuba, October 1962",
  about = "A deployment is found; a quarantine, threats, strikes, private words or a public bargain may answer it, under nuclear alert.",
  epoch = "1962-10-16",
  days = fact(45, "judgement: to the end of November, past the end of the quarantine", "judgement", 20, 120),

  actors = require "actors",

  treaties = {
    RIO = {
      name = "the Inter-American Treaty of Reciprocal Assistance",
      members = { "ARG", "BRA", "DOM", "MEX", "USA", "VEN" },
      articles = {
        art6 = {
          about = "The organ meets at once, also over aggression that is no armed attack or anything else that endangers the peace of America, and "
            .. "agrees on measures.", obligation = "assist",
          gravity_min = fact(2, text .. " of articles 6 and 8: any fact that endangers the peace", "judgement", 1, 4), attacker = "any", on_request = true,
        },
      },
    },
    NAT = {
      name = "the North Atlantic Treaty",
      members = { "FRG", "GBR", "TUR", "USA" },
      articles = {
        art4 = { about = "The parties consult when one of them is threatened.", obligation = "consult",
          gravity_min = fact(1, text, "judgement", 1, 2), on_request = true },
        art5 = {
          about = "An armed attack on one in Europe or North America is an attack on all.", obligation = "assist",
          gravity_min = fact(3, text, "judgement", 2, 4),
        },
      },
    },
    SCA = {
      name = "the draft agreement on military cooperation of August 1962",
      members = { "CUB", "SUN" },
      articles = {
        art2 = {
          about = "Soviet forces are stationed in Cuba, and repel aggression together with Cuban ones. Initialled, never signed.", obligation = "assist",
          gravity_min = fact(3, text, "judgement", 2, 4),
        },
      },
    },
  },

  organisations = {
    OAS = {
      name = "the OAS",
      members = { "ARG", "BRA", "DOM", "MEX", "USA", "VEN" },
      rule = "quota",
      quota = fact(0.667, "Rio Treaty, article 17: two thirds", "high", 0.6, 0.7),
      treaty = "RIO",
      organs = { council = { name = "the Council, as provisional organ of consultation", level = "ambassadors", decides = true } },
      session_hours = ministries.session_hours(),
    },
    NATO = {
      name = "NATO",
      members = { "FRG", "GBR", "TUR", "USA" },
      rule = "consensus",
      treaty = "NAT",
      organs = { council = { name = "the North Atlantic Council", level = "ambassadors", decides = true } },
      session_hours = ministries.session_hours(),
    },
  },

  targets = require "targets",
  theatres = require "theatres",
  relations = require "relations",

  precedents = {
    berlin_1961 = {
      about = "The sector border in Berlin is closed; allies protest and send reinforcements, nobody fights.",
      at = "1961-08-13", beneficiary = "FRG", adversary = "SUN", in_area = true, requested = true, patron_moved = true,
      gravity = fact(3, "a city divided, no shots between the powers", "judgement", 2, 4),
      response = { USA = "troops", GBR = "words" },
    },
    punta_del_este_1962 = {
      about = "The Organisation of American States excludes Cuba's government; fourteen of twenty-one vote for it, six abstain.",
      at = "1962-01-31", beneficiary = "USA", adversary = "CUB", in_area = true, requested = true, patron_moved = true,
      gravity = fact(2, "a government allied with an outside power; nobody was attacked", "judgement", 1, 3),
      response = { VEN = "words", DOM = "words", ARG = "silence", BRA = "silence", MEX = "silence" },
    },
  },

  injects = {
    {
      at = "1962-10-16 13:00", event = "trigger", act = "deploy_troops", actor = "SUN", to = "CUB", theatre = "cuba",
      name = "missile sites are found in photographs of Cuba",
    },
  },

  lags = ministries.lags(),

  -- Peace: what was placed is withdrawn within the window, with no strike, no offensive and no loss of control before it or after.
  measures = {
    peace = function(run) return withdrawn(run) ~= nil and force(run) == 0 and run.outcome("accidents") == 0 end,
    withdrawal_day = withdrawn,
    withdrawn_unseen = function(run) return run.count { kind = "act", verb = "concede", actor = "SUN", at = "cuba" } > 0 end,
    quarantine = function(run) return run.count { kind = "act", verb = "blockade", actor = "USA" } > 0 end,
    quarantine_day = function(run) return run.first { kind = "act", verb = "blockade", actor = "USA" } end,
    strike = function(run) return run.count { kind = "act", verb = "shell", actor = "USA" } > 0 end,
    invasion = function(run)
      return run.count { kind = "act", verb = "seize_ground", actor = "USA" } + run.count { kind = "act", verb = "general_offensive", actor = "USA" } > 0
    end,
    private_offers = function(run) return run.count { kind = "act", verb = "offer_privately" } end,
    public_bargains = function(run) return run.count { kind = "act", verb = "negotiate", actor = "USA" } end,
    own_missiles_traded = function(run) return run.count { kind = "act", verb = "concede", actor = "USA", at = "turkey" } > 0 end,
    nuclear_alerts = function(run) return run.count { kind = "act", verb = "raise_nuclear_alert" } end,
    accident = function(run) return run.outcome("accidents") > 0 end,
  },
}

-- F3, F4, F15 against what each side would rather do.

local bargain = require "bargain"
local signal = require "signal"
local frame = require "laws/frame"
local near, holds, goes = frame.near, frame.holds, frame.goes

local laws = {}

laws["the range is what both prefer to war"] = function(r)
  local p, a, b = r.real(), r.real(0, 0.6), r.real(0, 0.6)
  local low, high = bargain.range(p, a, b)
  for _ = 1, 20 do
    local x = r.real(-1, 2)
    local both = x >= p - a and 1 - x >= 1 - p - b
    holds(both == (x >= low and x <= high) or math.min(math.abs(x - low), math.abs(x - high)) < 1e-9, "share %g in [%g, %g]", x, low, high)
  end
  near("width", high - low, a + b)
  local sure, none = bargain.range(1, 0, 0)
  holds(sure == 1 and none == 1 and bargain.range(0, 5, 0) == -5, "ends")
end

-- By golden section on the demand, with the chance of war found by integrating over the other side's costs.
laws["the ultimatum is the best demand"] = function(r)
  local p, a, c = r.real(), r.real(0, 1.2), r.log(0.05, 3)
  if r.real() < 0.2 then p = r.whole(0, 1) end
  local function war(x)
    local fought = 0
    for n = 1, 400 do
      if 1 - p - (n - 0.5) / 400 * c > 1 - x then fought = fought + 1 / 400 end
    end
    return fought
  end
  local function worth(x)
    local g = math.max(0, math.min(1, (x - p) / c))
    return (1 - g) * x + g * (p - a)
  end
  local x, p_war = bargain.ultimatum(p, a, c)
  for n = 0, 1000 do holds(worth(n / 1000) <= worth(x) + 1e-12, "%g is better than %g", n / 1000, x) end
  holds(x >= 0 and x <= 1, "share %g", x)
  near("war", p_war, war(x), 4e-3)
  near("war", p_war, math.max(0, math.min(1, (x - p) / c)), 1e-9)
  holds(worth(x) >= p - a, "war outright would be better")
  if a < c and p + (c - a) / 2 < 1 then
    near("interior", x, p + (c - a) / 2, 1e-12)
    near("interior", p_war, (c - a) / (2 * c), 1e-12)
  end
end

laws["the ultimatum has its ends"] = function(r)
  local p = r.real(0.01, 0.99)
  local x, war = bargain.ultimatum(p, 0, 1e90)
  holds(x == 1 and war < 1e-80, "a victim with no limit to its costs")
  x, war = bargain.ultimatum(p, 1e90, r.real(0.1, 2))
  holds(x == p and war == 0, "costs beyond any prize")
  x, war = bargain.ultimatum(1, 0, r.real(0.1, 2))
  holds(x == 1 and war == 0, "a sure victory")
  x, war = bargain.ultimatum(0.9, 0, 0.5)
  holds(x == 1, "all of it")
  near("all of it", war, 0.2, 1e-12)
  x, war = bargain.ultimatum(0, 0, 0.5)
  near("the weak ask as well", x, 0.25, 1e-12)
  near("the weak ask as well", war, 0.5, 1e-12)
  goes("own cost", -1, { 0, 0.1, 0.2 }, function(a) return (select(2, bargain.ultimatum(0.3, a, 0.4))) end)
  goes("their cost", 1, { 0.2, 0.4, 0.6 }, function(c) return (select(2, bargain.ultimatum(0.3, 0.1, c))) end)
end

laws["signals separate where bluffing does not pay"] = function(r)
  local m, V, a, call = r.real(0, 2), r.log(0.01, 3), r.real(0, 3), r.real()
  holds(signal.sunk_cost_separates(m, V) == (V - m <= 0), "sunk cost %g for %g", m, V)
  local bluff = (1 - call) * V - call * a
  holds(math.abs(bluff) < 1e-9 or signal.tied_hands_deters(call, V, a) == (bluff < 0), "tied hands at %g", bluff)
  local prize = signal.tied_hands_prize(call * 0.99, a)
  local function deters(r1) return signal.tied_hands_deters(r1, prize, a) end
  holds(prize < 1e-9 or deters(call * 0.99 + 1e-9) and not deters(call * 0.99 - 1e-9), "prize")
  holds(signal.tied_hands_deters(1, V, 0) and not signal.tied_hands_deters(0.999, V, 0) and not signal.tied_hands_deters(0, V, 1e90), "ends")
  holds(signal.tied_hands_deters(0, 0, a + 0.1) and signal.sunk_cost_separates(0, 0), "no prize, no bluff")
  holds(signal.tied_hands_deters(0.5, 1e99, 1e99) and not signal.tied_hands_deters(0.4, 1e99, 1e99), "size")
end

laws["private words are believed for what they may provoke"] = function(r)
  local prior, cost = r.real(), r.real(0, 1.5)
  local count, meant, said = 20000, 0, 0
  for _ = 1, count do -- the resolved always speak; the others if being believed is worth more to them than the cost
    local resolved = r.real() < prior
    if resolved or r.real() > cost then said = said + 1 end
    if resolved then meant = meant + 1 end
  end
  frame.share("posterior", meant / said, signal.private(prior, cost), said)
  near("no cost", signal.private(prior, 0), prior, 1e-12)
  near("all the prize", signal.private(0.001 + 0.9 * prior, 1), 1, 1e-12)
  holds(signal.private(0, cost) == 0 and signal.private(1, cost) == 1 and signal.private(0, 1e90) == 0, "certainty")
  goes("cost", 1, { 0, 0.2, 0.5, 0.9, 1 }, function(c) return signal.private(0.05 + 0.9 * prior, c) end)
end

laws["a bluffer is not heard for as long as it is remembered"] = function(r)
  local memory, now, days, last = r.real(1, 90), r.real(50, 500), {}, nil
  for n = 1, r.whole(0, 6) do
    local day, form = r.real(0, now), r.whole(1, 4)
    days[n] = ({ day, { day = day, caught = true }, { day = day }, { day = day, caught = false } })[form]
    if form < 4 then last = math.max(last or day, day) end
  end
  local ratio = r.real(1.1, 6)
  local expected = last and now - last < memory and 1 or ratio
  near("ratio", signal.after_bluff(days, now, memory, ratio), expected, 1e-12)
  holds(signal.after_bluff(days, now, 0, ratio) == ratio, "no memory")
  holds(signal.after_bluff({}, now, memory) > 1, "no history")
  holds(signal.after_bluff({ now }, now, 1e-6) == 1 and signal.after_bluff({ 1 }, 31, 30) > 1, "ends of memory")
end

return laws

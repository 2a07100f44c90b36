-- What the laws of the standard library are written with: draws from a seed, comparison, integration, root finding. A file of laws returns a
-- table from a law's name to function(r), r being its draws; a law that does not hold raises an error.

local frame = {}

-- Draws: r.real(low, high) is uniform, r.real() in 0..1, r.whole(low, high) a whole number, r.list(n, low, high) a list,
-- r.log(low, high) uniform in its logarithm.
function frame.random(seed)
  local state = (seed * 2654435761 + 12345) % 2147483647
  local function unit()
    state = state * 48271 % 2147483647
    return state / 2147483647
  end
  for _ = 1, 5 do unit() end
  local r = {}
  function r.real(low, high) return low and low + (high - low) * unit() or unit() end
  function r.whole(low, high) return low + math.floor(unit() * (high - low + 1)) end
  function r.log(low, high) return low * (high / low) ^ unit() end
  function r.list(n, low, high)
    local list = {}
    for i = 1, n do list[i] = low + (high - low) * unit() end
    return list
  end
  return r
end

function frame.holds(condition, text, ...)
  if not condition then error(text:format(...), 2) end
end

-- Within the tolerance (1e-6 if not given), of the size of what is expected where that is above 1.
function frame.near(what, found, expected, tolerance)
  local most = (tolerance or 1e-6) * math.max(1, math.abs(expected))
  if not (math.abs(found - expected) <= most) then
    error(("%s: found %.12g; expected %.12g"):format(what, found, expected), 2)
  end
end

-- A chance: a number from 0 to 1, not nan.
function frame.chance(what, p)
  if not (type(p) == "number" and p >= 0 and p <= 1) then error(("%s: found %s; expected a chance"):format(what, tostring(p)), 2) end
end

-- Share of `count` draws that came out against the chance of each: within 4.5 standard errors.
function frame.share(what, share, p, count)
  local most = 4.5 * math.sqrt(p * (1 - p) / count) + 2 / count
  if not (math.abs(share - p) <= most) then error(("%s: simulated %.6g; computed %.6g"):format(what, share, p), 2) end
end

-- Simpson's rule with an even number of steps.
function frame.integral(f, low, high, steps)
  local sum, step = f(low) + f(high), (high - low) / steps
  for i = 1, steps - 1 do sum = sum + (i % 2 == 1 and 4 or 2) * f(low + i * step) end
  return sum * step / 3
end

-- Where f, rising, passes 0.
function frame.root(f, low, high)
  for _ = 1, 200 do
    local middle = (low + high) / 2
    if f(middle) < 0 then low = middle else high = middle end
  end
  return (low + high) / 2
end

-- f over the list strictly rises (way 1) or falls (way -1).
function frame.goes(what, way, list, f)
  for i = 2, #list do
    local before, after = f(list[i - 1]), f(list[i])
    if not ((after - before) * way > 0) then
      error(("%s: found %.12g after %.12g from %g to %g"):format(what, after, before, list[i - 1], list[i]), 2)
    end
  end
end

-- Runs the law at one place of a file's, in order of names, over one seed: "holds", why it does not, or "end" past the last. One by one, since
-- memory is counted by the call.
function frame.run(file, place, seed)
  local laws, names = require("laws/" .. file), {}
  for name in pairs(laws) do names[#names + 1] = name end
  table.sort(names)
  local name = names[place]
  if not name then return "end" end
  local fine, why = pcall(laws[name], frame.random(seed))
  return fine and "holds" or ("%s, seed %d: %s"):format(name, seed, tostring(why))
end

return frame

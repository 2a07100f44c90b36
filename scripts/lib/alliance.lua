-- Alliances: how far to support, and what reliability deters.

local alliance = {}

local function share(name, value)
  if type(value) ~= "number" or not (value >= 0 and value <= 1) then
    error(("%s: found %s; expected a number from 0 to 1"):format(name, tostring(value)), 3)
  end
  return value
end

-- Support as a share of the most: fear of being abandoned against fear of being drawn in (Snyder 1984). Both 0 to 1.
function alliance.support_share(abandonment, entrapment)
  share("abandonment", abandonment)
  share("entrapment", entrapment)
  if abandonment + entrapment == 0 then
    error("abandonment and entrapment: found 0 and 0; expected one above 0", 2)
  end
  return abandonment / (abandonment + entrapment)
end

-- Reliability at which an attack stops paying: (p0 - c) / (p0 - p1), with p0 and p1 the attacker's chances without and with the
-- ally, c its cost (Smith 1995, Morrow 1994).
function alliance.attack_threshold(p0, p1, c)
  share("p0", p0)
  share("p1", p1)
  share("c", c)
  if p0 <= p1 then error("p0: expected more than p1", 2) end
  return math.max(0, math.min(1, (p0 - c) / (p0 - p1)))
end

-- Expected reliability of allies that were attacked, when reliability is uniform on 0 to 1: half the threshold.
function alliance.reliability_given_attack(p0, p1, c)
  return alliance.attack_threshold(p0, p1, c) / 2
end

return alliance

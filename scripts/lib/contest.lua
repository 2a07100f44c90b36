-- Contests: who prevails.

local contest = {}

-- Chance that a prevails: m_a^g / (m_a^g + m_b^g) (Hirshleifer's ratio form). Strengths at least 0, not both 0; gamma above 0.
function contest.success(m_a, m_b, gamma)
  for name, value in pairs { m_a = m_a, m_b = m_b, gamma = gamma } do
    if type(value) ~= "number" or not (value >= 0 and value < math.huge) then
      error(("%s: found %s; expected a number from 0"):format(name, tostring(value)), 2)
    end
  end
  if m_a + m_b == 0 then error("m_a and m_b: found 0 and 0; expected one above 0", 2) end
  if gamma == 0 then error("gamma: found 0; expected more", 2) end
  if m_a == 0 then return 0 end
  return 1 / (1 + (m_b / m_a) ^ gamma)
end

return contest

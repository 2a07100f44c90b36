-- Contests: who prevails.

local expect = require "expect"

local contest = {}

-- success(m_a, m_b, gamma) -> chance that A prevails, 0 to 1: m_a^g / (m_a^g + m_b^g) (Hirshleifer 1989, Public Choice 63:101-112, ratio form).
-- Confidence high.
--
--   m_a, m_b  strengths, from 0, not both 0, in one unit: only their ratio counts
--   gamma     decisiveness g, from 0 (a coin) upwards: 1 in proportion, large the stronger almost surely
--
-- Rises in m_a, falls in m_b; the stronger side's chance rises with gamma. The chances of the two sides add up to 1. Computed from the ratio, so
-- that no power overflows.
function contest.success(m_a, m_b, gamma)
  expect.number("m_a", m_a, 0)
  expect.number("m_b", m_b, 0)
  expect.number("gamma", gamma, 0)
  expect.that(m_a + m_b > 0, "m_a and m_b", "0 and 0", "one above 0")
  if gamma == 0 then return 0.5 end
  if m_a == 0 then return 0 end
  return 1 / (1 + (m_b / m_a) ^ gamma)
end

return contest

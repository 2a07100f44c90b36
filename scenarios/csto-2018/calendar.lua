-- What was on the calendar before the first day. Nothing else comes from outside: fire, statements, counter-drills, reports, requests, sessions
-- and ceasefires arise, or do not. Dates are checked unless a line says otherwise.

local cis = { "ARM", "AZE", "BLR", "KAZ", "KGZ", "RUS", "TJK" }
local csto = { "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK" }
local eaeu = { "ARM", "BLR", "KAZ", "KGZ", "RUS" }

return {
  { at = "2018-09-01", event = "meeting", actor = "RUS", attendees = { "AZE", "RUS" }, name = "Presidents of Azerbaijan and Russia in Sochi" },
  { at = "2018-09-03", event = "meeting", actor = "KGZ", attendees = { "AZE", "KAZ", "KGZ", "TUR" }, name = "Turkic Council at Cholpon-Ata" },
  {
    at = "2018-09-11 08:00", act = "hold_exercise", actor = "ARM", to = "AZE",
    size = fact(1.5, "judgement: army and civil bodies; no figure was published", "judgement", 0.5, 3),
    days = fact(3, "ministry: three days, the second on 12 September; the press has four", "checked", 3, 4),
    name = "exercise Shant 2018, parliament rehearsing a declaration of war", frames = { "self_defence" }, civil = true,
  },
  { at = "2018-09-15", event = "meeting", actor = "AZE", attendees = { "AZE", "TUR" }, name = "Parade in Baku with the Turkish president" },
  {
    at = "2018-09-26", event = "meeting", actor = "USA", attendees = { "ARM", "AZE", "RUS", "USA", "FRA" },
    name = "Foreign ministers at the General Assembly in New York",
  },
  { at = "2018-09-27", event = "meeting", actor = "AZE", attendees = { "AZE", "RUS" }, name = "Russian president in Baku" },
  { at = "2018-09-28", event = "meeting", actor = "TJK", attendees = cis, name = "CIS summit in Dushanbe" },
  -- month checked, day from memory (high)
  { at = "2018-10-11", event = "meeting", actor = "ARM", attendees = { "ARM", "FRA" }, name = "Francophonie summit in Yerevan" },
  -- from memory (high): the month was set by the constitution
  { at = "2018-10-28", event = "election", actor = "GEO", name = "first round of the presidential election" },
  { at = "2018-11-08", event = "meeting", actor = "KAZ", attendees = csto, name = "Collective Security Council in Astana" },
  -- from memory (medium)
  { at = "2018-11-27", event = "meeting", actor = "BLR", attendees = eaeu, name = "Eurasian Intergovernmental Council in Minsk" },
}

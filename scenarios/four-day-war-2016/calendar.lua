-- The trigger, and what was on the calendar before the first day. Nothing else comes from outside: statements, protests, boycotts, moved meetings,
-- reports, requests, good offices and ceasefires arise, or do not. The talks of 16 May (Vienna) and 20 June (St Petersburg) are not here: they were
-- agreed on because of the fighting. Times are UTC; Yerevan and Baku are four hours ahead.

local csto = { "ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK" }
local eaeu = { "ARM", "BLR", "KAZ", "KGZ", "RUS" }
local cis = { "ARM", "AZE", "BLR", "KAZ", "KGZ", "RUS", "TJK" }

return {
  -- Began the day before the first and ended on it; Russia stayed away. Both presidents were there.
  {
    at = "2016-03-31", event = "meeting", actor = "USA", attendees = { "ARM", "AZE", "FRA", "GEO", "KAZ", "TUR", "USA" },
    name = "Nuclear Security Summit in Washington",
  },
  -- About one o'clock in the night to 2 April. Each side said that the other began; ground changed hands in one direction (README.md).
  {
    at = "2016-04-01 21:00", event = "trigger", act = "seize_ground", actor = "AZE", to = "ARM", theatre = "loc",
    size = fact(1, "one offensive of the scale that the verb has", "judgement", 0.5, 1.5),
    name = "the fighting of the night to 2 April",
  },
  -- Announced by the Russian government on 24 March, with the meeting of prime ministers.
  { at = "2016-04-07", event = "meeting", actor = "ARM", attendees = { "ARM", "RUS" }, name = "Russian prime minister in Yerevan" },
  -- From memory (medium): the first meeting of the three, prepared since the winter.
  { at = "2016-04-07 06:00", event = "meeting", actor = "AZE", attendees = { "AZE", "IRN", "RUS" }, name = "Foreign ministers of three in Baku" },
  { at = "2016-04-08 06:00", event = "meeting", actor = "ARM", attendees = eaeu, name = "Eurasian Intergovernmental Council in Yerevan" },
  -- Regular; no meeting of the two ministers was planned. That it opened after the prime ministers is a convention: the hours are not known.
  { at = "2016-04-08 08:00", event = "meeting", actor = "RUS", attendees = cis, name = "CIS foreign ministers in Moscow" },
  {
    at = "2016-04-14", event = "meeting", actor = "TUR", attendees = { "AZE", "IRN", "KAZ", "KGZ", "TJK", "TUR" },
    name = "Organisation of Islamic Cooperation in Istanbul",
  },
  -- Day from a picture of 15 April; that the turn was Yerevan's before the first day is inferred from the chair that Armenia held (medium).
  { at = "2016-04-14 06:00", event = "meeting", actor = "ARM", attendees = csto, name = "CSTO chiefs of staff in Yerevan" },
  -- From memory (high): the yearly spring summit of the union, in the chairing state.
  { at = "2016-05-31", event = "meeting", actor = "KAZ", attendees = eaeu, name = "Supreme Eurasian Economic Council in Astana" },
  -- From memory (high).
  { at = "2016-06-23", event = "meeting", actor = "RUS", attendees = { "KAZ", "KGZ", "RUS", "TJK" }, name = "Shanghai Cooperation Organisation in Tashkent" },
}

-- The trigger, and what was on the calendar before the first day. Nothing else comes from outside.

return {
  -- The act by which the crisis began: an initial condition, not a prediction, and left out of every score. The dead are those killed; 19 attackers
  -- are not counted.
  {
    at = "2001-09-11 12:46", event = "trigger", actor = "AQ", to = "USA", theatre = "soil",
    deaths = fact(2977, "official count of victims", "high", 2973, 2996), civilian = true, name = "the attacks of 11 September",
  },
  -- the visit had been announced before; the guest came
  { at = "2001-09-18", event = "meeting", actor = "USA", attendees = { "FRA", "USA" }, name = "French president in Washington" },
  { at = "2001-09-23", event = "election", actor = "POL", name = "parliamentary election" },
  {
    at = "2001-09-26", event = "meeting", actor = "ITA",
    attendees = { "CAN", "DEU", "FRA", "GBR", "ITA", "NLD", "NOR", "POL", "TUR", "USA" }, name = "defence ministers of the alliance, planned for Naples",
  },
  { at = "2001-10-20", event = "meeting", actor = "RUS", attendees = { "AUS", "CAN", "RUS", "USA" }, name = "leaders of the Pacific rim at Shanghai" },
  -- announced at Genoa in July for the autumn; the day is from memory (medium)
  { at = "2001-11-13", event = "meeting", actor = "USA", attendees = { "RUS", "USA" }, name = "Russian president in Washington and Crawford" },
}

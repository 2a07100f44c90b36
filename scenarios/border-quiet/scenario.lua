-- A quiet border between invented neighbours, for lessons and tests: one theatre, an alliance of two, nothing scheduled.

return scenario {
  name = "border-quiet",
  title = "A quiet border",
  epoch = "2020-03-01",
  days = 60,
  actors = {
    RURITANIA = { kind = "state", name = "Ruritania", adjective = "Ruritanian", policy = "status_quo_defender", capability = 0.002, approval = 0.5,
      voices = { ministry = { title = "the Foreign Ministry", authority = 0.6 }, crown = { title = "the Crown", kind = "leader", authority = 1 } } },
    BORDAVIA = { kind = "state", name = "Bordavia", adjective = "Bordavian", policy = "revisionist_claimant", capability = 0.003, approval = 0.5,
      voices = { ministry = { title = "the Foreign Ministry", authority = 0.6 }, chancellor = { title = "the Chancellor", kind = "leader", authority = 1 } } },
    GRAUSTARK = { kind = "state", name = "Graustark", adjective = "Graustarkian", policy = "hedging_ally", capability = 0.004, approval = 0.5,
      voices = { ministry = { title = "the Foreign Ministry", authority = 0.6 } } },
    SYLDAVIA = { kind = "state", name = "Syldavia", adjective = "Syldavian", policy = "mediator", capability = 0.01, approval = 0.5,
      voices = { ministry = { title = "the Foreign Ministry", authority = 0.6 } } },
  },
  treaties = {
    pact = { name = "the Pact of Streslau", members = { "RURITANIA", "GRAUSTARK" },
      articles = { art5 = { about = "Help at the request of a member that is attacked.", obligation = "assist", gravity_min = 3, on_request = true } } },
  },
  theatres = {
    river = { name = "the river border", holder = "RURITANIA", claimant = "BORDAVIA", claim = 0.3, recognised = { "RURITANIA" }, in_area = { "pact" },
      salience = { RURITANIA = 1, BORDAVIA = 0.8, GRAUSTARK = 0.2, SYLDAVIA = 0.1 },
      incident_rate = 0.05, incident_branching = 0.2, incident_fatal = 0.1,
      forces = { RURITANIA = { men = 4000, quality = 1, readiness = 0.8, supply = 1 }, BORDAVIA = { men = 5000, quality = 1, readiness = 0.8, supply = 1 } } },
  },
  relations = { RURITANIA = { BORDAVIA = { tension = 0.2, rivalry = 0.2, both = true }, GRAUSTARK = { agreement = 0.4, trade = 0.1, both = true } } },
}

/* The table of bindings, and its two readers: registration here, documentation in binding_doc.c. */
#include "lua/binding.h"

#include "lua/act.h"
#include "lua/chance.h"
#include "lua/view.h"

#include <string.h>

const struct binding binding_table[] = {
    {"", "choose", act_choose, "(options)", "Choice",
     "Options weighed together: a list of { act.VERB{...}, term = number, ... } in units of stake; "
     "silence = { ... } and "
     "precision (0.1 to 10) by name."},
    {"chance", "uniform", chance_uniform, "()", "number",
     "A number between 0 and 1, ends excluded."},
    {"chance", "bernoulli", chance_bernoulli, "(p)", "boolean",
     "True with probability p (0 to 1)."},
    {"chance", "normal", chance_normal, "(mean, spread)", "number",
     "A normal deviate; spread is the standard deviation."},
    {"chance", "pick", chance_pick, "(list)", "any",
     "One item of a list, each as likely; nil of an empty one."},
    {"view", "now", NULL, "integer", "", "Minutes since the scenario's epoch."},
    {"view", "day", NULL, "integer", "", "Whole days since the epoch, from 0."},
    {"view", "date", NULL, "string", "", "The date, as \"2018-09-21\"."},
    {"view", "me", NULL, "Me", "",
     "Own state: id, name, kind, approval (0 to 1), readiness (0 peace to 3 war), capability, "
     "audience_cost, audience_paid, "
     "arms_stock, conflicts, stakes, voices (kinds that it has), upholds (norms); officials: "
     "nationality, organisation, mandate, jeopardy."},
    {"view", "actors", NULL, "table", "",
     "All actors by id: id, name, adjective, kind, capability."},
    {"view", "theatres", NULL, "string[]", "", "Theatres in which I have a stake."},
    {"view", "allies", NULL, "string[]", "", "Actors bound to me by an obligation to assist."},
    {"view", "adversaries", NULL, "string[]", "", "Actors that I face in some theatre."},
    {"view", "clients", NULL, "string[]", "", "Parties of theatres that I am pledged to."},
    {"view", "patron", NULL, "string?", "", "My most capable ally, if more capable than I am."},
    {"view", "organisations", NULL, "string[]", "", "Organisations I belong to or serve."},
    {"view", "inbox", NULL, "Event[]", "",
     "What is ready to be reacted to, most urgent first, four at most."},
    {"view", "dyad", view_dyad, "(a, b)", "Dyad",
     "The relation of a to b: affinity (-1 to 1), tension, grievance, dependence, arms, trade, "
     "energy, bilateral, treaty (0 "
     "to 1), hostility (MID level 1 to 5), hostility_days, deaths, offer, allied, adversary, "
     "at_meeting, meeting_days (nil: none)."},
    {"view", "theatre", view_theatre, "(id)", "Theatre",
     "A theatre: holder, claimant, rival, stake, claim, contested, in_area[treaty], recognised, "
     "recognised_mine, rate and "
     "base_rate (incidents a day), intensity, deaths, deaths_mine, deaths_rival, fired_mine, "
     "fired_rival, tension, success "
     "and success_rival (0 to 1), legitimacy_mine (-1 to 1), favours_mine and favours_rival (norms "
     "whose citing helps a side), ceasefire_mine, ceasefire_rival, "
     "campaign, ground (km2), level "
     "(MID), quiet_days."},
    {"view", "belief", view_belief, "(question)", "number",
     "Own credence: { help = A, of = B, at = theatre, rung =, requested =, gravity =, given_attack "
     "= }, { resolve = A } or "
     "{ mandate = OFFICIAL }; 0 to 1."},
    {"view", "expected_help", view_expected_help, "(question)", "number",
     "Help that B can expect of all helpers but me, by capability: { of = B, at =, rung =, "
     "requested =, gravity = }; 0 to 1."},
    {"view", "approval_chance", view_approval_chance, "(question)", "number",
     "Chance that an organ grants my request under its rule: { organisation =, at =, gravity = }; "
     "0 to 1."},
    {"view", "treaty", view_treaty, "(id)", "Treaty",
     "A treaty: id, name, members; treaty:applies(event) gives the clauses of its assistance "
     "article, and all."},
    {"view", "organisation", view_organisation, "(id)", "Organisation",
     "id, name, members, rule, treaty, spokesman, leader, stage, requester, case_theatre, "
     "requested, informed, session_days, "
     "warned_days, approved_days, endorsed, disowned."},
    {"view", "threat", view_threat, "()", "Threat",
     "The strongest threat to me: theatre, rival, level (0 to 1)."},
    {"view", "recent", view_recent, "(query)", "integer",
     "How many acts I did or perceived: { verb =, actor =, to =, at =, days = 14 }."},
    {"view", "last", view_last, "(query)", "number?", "Days since the last such act, or nil."},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

void binding_register(lua_State *L, struct stage *stage, const char *module) {
  for (const struct binding *binding = binding_table; binding->name != NULL; binding++) {
    if (binding->function != NULL && strcmp(binding->module, module) == 0) {
      lua_pushlightuserdata(L, stage);
      lua_pushcclosure(L, binding->function, 1);
      lua_setfield(L, -2, binding->name);
    }
  }
}

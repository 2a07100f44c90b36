/* The table of bindings, and its two readers: registration here, documentation in binding_doc.c. */
#include "lua/binding.h"

#include "lua/act.h"
#include "lua/chance.h"
#include "lua/run_object.h"
#include "lua/view.h"

#include <string.h>

const struct binding binding_table[] = {
    {"", "choose", act_choose, "(options)", "Choice",
     "Options weighed together: a list of { act.VERB{...}, term = number, ... } in units of stake; "
     "silence = { ... } and "
     "precision (0.1 to 10) by name; matter = NAME is drawn once in a run, mood = NAME lets "
     "matters "
     "share that draw."},
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
     "All actors by id: id, name, adjective, kind, capability, nuclear."},
    {"view", "noise", NULL, "table", "",
     "Scales of the noise of choices, in stakes: target, rung, verb."},
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
     "at_meeting, meeting_days (nil: none), brink (chance of an accident in a day at the nuclear "
     "alert of the two; nil unless both have such forces)."},
    {"view", "theatre", view_theatre, "(id)", "Theatre",
     "A theatre: holder, claimant, rival, stake, claim, contested, in_area[treaty], recognised, "
     "recognised_mine, rate and "
     "base_rate (incidents a day), intensity, deaths, deaths_mine, deaths_rival, fired_mine, "
     "fired_rival, tension, success "
     "and success_rival (0 to 1), legitimacy_mine (-1 to 1), favours_mine and favours_rival (norms "
     "whose citing helps a side), ceasefire_mine, ceasefire_rival, "
     "campaign, emergency (help is called for), present (I have troops there), ground (km2), level "
     "(MID), quiet_days, deployed_mine and deployed_rival (what was placed there against the other "
     "side, 0 to 1; of one's own side only what is one's own), challenge_mine and challenge_rival "
     "(the part that is new), challenge_days; and of mobilisations by timetable: "
     "timetable (whether I have one), "
     "mobilised_mine and mobilised_rival (share done), delay (what standing still costs, share of "
     "the stake), window and window_rival (what striking before the other is ready is worth), "
     "plan_mine and plan_rival (whether the plan of war attacks here)."},
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
    {"run", "days", NULL, "integer", "",
     "Measures and targets of a scenario: the length of the run that is over."},
    {"run", "count", run_count, "(filter)", "integer",
     "Records that match: kind, verb, actor, to, aims_at (to, or implied), at, result, speaker "
     "(kind of actor), voice, frames, claims, each a word or a list of which one must do; public, "
     "in_area = treaty, rung_min, mid_min, support_min (silence, words, arms, mission, troops), "
     "register_min, gravity_min, deaths_min; from and before (dates) or from_day and to_day, the "
     "later one excluded."},
    {"run", "count_days", run_count_days, "(filter)", "integer", "Days with at least one."},
    {"run", "deaths", run_deaths, "(filter)", "number", "Deaths on both sides in them."},
    {"run", "first", run_first, "(filter)", "number?", "Days from the start to the first, or nil."},
    {"run", "last", run_last, "(filter)", "number?", "Days from the start to the last, or nil."},
    {"run", "each", run_each, "(filter)", "Record[]",
     "The records themselves, in order of time: id, cause, day, kind, verb, actor, speaker, voice, "
     "to, implied, at, in_area, result, public, size, rung, mid, support, gravity, deaths, "
     "deaths_holder, deaths_claimant, ground, register, frames, claims, demands, conditions, "
     "consequence."},
    {"run", "day", run_day, "(date)", "number", "Days from the start to a date."},
    {"run", "outcome", run_outcome, "(name)", "any",
     "A built-in measure of the run; nil where it does not apply."},
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

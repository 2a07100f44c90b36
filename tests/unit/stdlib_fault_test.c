/* The standard library of policies: what it says to wrong arguments, and whom it blames. */
#include "unit/library.h"

struct fault {
  const char *expression, *expected;
};

/* clang-format off: one row a line */
static const struct fault faults[] = {
    {"crisis.attrition{a1=0,a2=1,w_min=-2,w_max=0}", "a1: found 0; expected a number above 0"},
    {"crisis.attrition{a1=1,w_min=-2,w_max=0}", "a2: found nothing; expected a number above 0"},
    {"crisis.attrition{a1=1,a2=1,w_min=0,w_max=0}", "w_min: found 0; expected a number below 0"},
    {"crisis.attrition{a1=1,a2=1,w_mim=-2,w_max=0}",
     "crisis.attrition: found key \"w_mim\"; expected a1, a2, w_min, w_max"},
    {"crisis.one_shot(5)", "crisis.one_shot: found 5; expected a table"},
    {"crisis.one_shot{audience_cost=-1,w_min=-2,w_max=0,w_defender=-1}",
     "audience_cost: found -1; expected a number from 0"},
    {"crisis.one_shot{audience_cost=1,w_min=-2,w_max=0,w_defender=1}",
     "w_defender: found 1; expected a number up to 0"},
    {"bargain.range(1.5, .1, .1)", "p: found 1.5; expected a number from 0 to 1"},
    {"bargain.ultimatum(.5, .1, 0)", "c_max: found 0; expected a number above 0"},
    {"signal.sunk_cost_separates(1, -1)", "V: found -1; expected a number from 0"},
    {"signal.tied_hands_deters(.5, 0, 0)", "V and a: found 0 and 0; expected one above 0"},
    {"signal.tied_hands_prize(1, 1)", "r: found 1; expected a number from 0 and below 1"},
    {"signal.tied_hands_deters(2, 1, 1)", "r: found 2; expected a number from 0 to 1"},
    {"signal.private(.5, -1)", "provocation_cost: found -1; expected a number from 0"},
    {"signal.after_bluff({ 12 }, 10, 30)", "history[1]: found 12; expected a number up to 10"},
    {"signal.after_bluff(3, 10, 30)", "history: found 3; expected a table"},
    {"trust.threshold(0, .5, 0, -1)", "R: found 0; expected a number from 0.5"},
    {"trust.threshold(1, 1, 0, 0)", "R and P: found R = T and P = S; expected one of them above"},
    {"trust.update(0, 0)",
     "q: found 0; expected more than 0 where t is 0, or the act cannot have happened"},
    {"brink.critical_risk(0, 1, -9)", "win: found 0; expected a number from 1"},
    {"brink.cumulative(.5, -1)", "n: found -1; expected a number from 0"},
    {"alliance.attack_threshold(.3, .3, .1)",
     "p1: found 0.3; expected a number from 0 and below 0.3"},
    {"alliance.reliability_given_attack(.7, .3)", "c: found nothing; expected a number from 0"},
    {"alliance.support_share(0, 0)",
     "abandonment and entrapment: found 0 and 0; expected one above 0"},
    {"alliance.prior('defense')",
     "type: found \"defense\"; expected all, defence, nonaggression, offence, neutrality"},
    {"alliance.prior('all', 0/0)",
     "era: found nan; expected all, before_1945, since_1945 or a year"},
    {"alliance.prior('all', 45)", "era: found 45; expected a whole number from 1000 to 3000"},
    {"arms.richardson{k=1,l=1,a=2,b=2,g=1}", "h: found nothing; expected a number"},
    {"alliance.prior('defence', 'now')",
     "era: found now; expected all, before_1945, since_1945 or a year"},
    {"choice.logit({}, 1)", "utilities: found a list of 0; expected a list of 1 or more numbers"},
    {"choice.logit({1, 0/0}, 1)", "utilities[2]: found nan; expected a number"},
    {"choice.logit({1}, -1)", "lambda: found -1; expected a number from 0"},
    {"choice.qre_hawk_dove(-3, 4, 1)", "V: found -3; expected a number from 0"},
    {"choice.agent_qre{lambda=1,sq={0},concede={1,0},back_down={0,0},war={0,0}}",
     "sq: found a list of 1; expected a list of 2 numbers"},
    {"choice.weight(.5, .2)", "gamma: found 0.2; expected a number from 0.28 to 100"},
    {"choice.prospect{}", "lottery: found an empty list; expected at least one { x =, p = }"},
    {"choice.prospect{{x=1,p=.7},{x=2,p=.7}}",
     "lottery: found probabilities with a sum of 1.4; expected at most 1"},
    {"choice.prospect{{.5, 100}}", "lottery[1].p: found 100; expected a number from 0 to 1"},
    {"choice.prospect({{x=1,p=1}}, {lamda=2})",
     "opts: found key \"lamda\"; expected alpha, beta, lambda, gamma, delta, reference"},
    {"bdm.win_probability({{position=0,capability=-1,salience=1}}, 1, 1)",
     "actors[1].capability: found -1; expected a number from 0"},
    {"bdm.win_probability({{position=0,capability=1,salience=1}}, 1, 2)",
     "j: found 2; expected a whole number from 1 to 1"},
    {"bdm.median({})", "actors: found an empty list; expected at least one { position =, "
                       "capability =, salience = }"},
    {"bdm.mean{{position=0,capability=0,salience=1}}",
     "actors: found no capability and salience; expected at least one with both"},
    {"arms.richardson{k=-1,l=1,a=1,b=1}", "k: found -1; expected a number from 0"},
    {"ipd.play('TFX', 'TFT', 5)", "a: found \"TFX\"; expected a function or 2TFT, ALLC, ALLD, "
                                  "CONTRITE, GRIM, GTFT, PAVLOV, RANDOM, TF2T, TFT, TTFT"},
    {"ipd.play('TFT', 'TFT', 2.5)", "rounds: found 2.5; expected a whole number from 1 to 10000"},
    {"ipd.play('TFT', 'TFT', 5, 2)", "noise: found 2; expected a number from 0 to 1"},
    {"ipd.tournament({}, 5)", "strategies: found an empty table; expected at least one"},
    {"ipd.stable_from{T=5,R=5,P=1,S=0}", "T: found 5; expected a number above 5"},
    {"audience.disapproval{threatened=1}", "threatened: found 1; expected true or false"},
    {"audience.disapproval{escalation=11}", "escalation: found 11; expected a number from 0 to 10"},
    {"belief.beta(1, 10)", "mean: found 1; expected a number between 0 and 1, ends excluded"},
    {"belief.beta(.5, 0)", "size: found 0; expected a number above 0"},
    {"belief.beta(.5, 1):success(-1)", "weight: found -1; expected a number from 0"},
    {"belief.beta(.5, 1):forget(2)", "rate: found 2; expected a number from 0 to 1"},
    {"council.approval({.5, 2}, 'consensus')",
     "probabilities[2]: found 2; expected a number from 0 to 1"},
    {"council.approval({.5}, 'majority')",
     "rule: found \"majority\"; expected consensus, quota, silence, limited"},
    {"council.approval({.5}, 'quota')", "quota: found nothing; expected a number from 0"},
    {"council.approval({.5}, 'quota', 1.5)",
     "quota: found 1.5; expected a whole number of approvals, or a share above 0 and below 1"},
    {"council.approval({chair=.5}, 'consensus')",
     "probabilities: found key \"chair\"; expected a list of numbers without names"},
    {"contest.success(0, 0, 1)", "m_a and m_b: found 0 and 0; expected one above 0"},
    {"contest.success('a', 1, 1)", "m_a: found \"a\"; expected a number from 0"},
    {"contest.success(1, 1/0, 1)",
     "m_b: found inf; expected a number from 0, of size up to 1e+100"},
};
/* clang-format on */

static void arguments_at_fault_are_named_with_their_range(void **state) {
  struct library *library = *state;
  int wrong = 0;
  for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
    char out[SCRIPT_OUT_MAX];
    enum err_code rc = library_run(library, "local found = ", faults[i].expression, out);
    if (rc != ERR_RUN || strcmp(out, faults[i].expected) != 0) {
      print_error("%s\n  found %s\n  expected %s\n", faults[i].expression, out, faults[i].expected);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

/* The line that is blamed is the caller's, not the library's. */
static void errors_blame_the_caller(void **state) {
  static const char *const list[] = {
      "contest.success(0, 0, 1)",
      "choice.logit({1}, -1)",
      "bdm.median({})",
      "belief.beta(.5, 1):forget(2)",
      "ipd.play('X', 'TFT', 5)",
      "signal.private(2, 0)",
      "council.approval({2}, 'quota')",
      "crisis.one_shot(5)",
      "trust.update(0, 0)",
      "alliance.reliability_given_attack(.3, .3, .1)",
      "alliance.prior('all', 45)",
      "bdm.challenge({{position=0,capability=0,salience=1}}, 1, 1, .5)",
      "bdm.mean({{position=0,capability=-1,salience=1}})",
      "arms.richardson{}",
      "ipd.tournament({'X'}, 5)",
      "signal.after_bluff({{}}, 1, 1)",
      "choice.prospect{{x=1,p=2}}",
      "audience.disapproval{fought=1}",
  };
  struct library *library = *state;
  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    char text[4096];
    struct err err = {0};
    int length = snprintf(text, sizeof text, "%s\nlocal found = %s", library_prelude, list[i]);
    assert_int_equal(sandbox_load(library->sandbox, "script.lua", text, (size_t)length, &err),
                     ERR_OK);
    assert_int_equal(sandbox_call(library->sandbox, 0, 1, &err), ERR_RUN);
    assert_string_equal(err.where, "script.lua:2");
  }
}

int main(void) {
#define WITH_LIBRARY(test) cmocka_unit_test_setup_teardown(test, open_library, close_library)
  const struct CMUnitTest tests[] = {
      WITH_LIBRARY(arguments_at_fault_are_named_with_their_range),
      WITH_LIBRARY(errors_blame_the_caller),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

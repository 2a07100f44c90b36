/* Help to allies: the decision of all who are bound to somebody. */
#include "unit/crisis.h"

#include <math.h>

/* The chance of help in all its forms where it was first weighed, and the log-odds that its reasons
 * add up to; NaN if it never was. */
struct weighed_help {
  double chance;
  double odds;
};

static struct weighed_help first_help(const struct crisis *crisis) {
  static const char *const forms[] = {"deploy_troops", "deploy_observers", "supply_arms",
                                      "join_war"};
  static const char *const reasons[] = {"base", "treaty", "stake", "ties", "risk", "own"};
  for (int i = 0; i < crisis->count; i++) {
    const struct seen_option *mission =
        crisis_option(&crisis->seen[i], "deploy_observers", ANYWHERE);
    struct weighed_help help = {0, 0};
    for (int r = 0; mission != NULL && r < 6; r++) {
      help.odds += crisis_term(mission, reasons[r]) / 0.18; /* model.lambda_target */
    }
    for (int f = 0; f < 4; f++) {
      const struct seen_option *option = crisis_option(&crisis->seen[i], forms[f], ANYWHERE);
      help.chance += option == NULL ? 0 : option->probability;
    }
    if (mission != NULL) {
      return help;
    }
  }
  return (struct weighed_help){NAN, NAN};
}

static void help_has_the_chance_that_its_reasons_add_up_to(void **state) {
  static const char *const fears[] = {"abandonment = 0.8, entrapment = 0.2",
                                      "abandonment = 0.5, entrapment = 0.5",
                                      "abandonment = 0.2, entrapment = 0.8"};
  struct weighed_help help[3];
  double calm[3];
  (void)state;
  for (int i = 0; i < 3; i++) {
    struct crisis *crisis = crisis_play(&(struct cast){.b = "puppet",
                                                       .b_act = "general_offensive",
                                                       .c = "alliance_patron",
                                                       .c_params = fears[i]},
                                        1, 30);
    help[i] = first_help(crisis);
    calm[i] = crisis_mean_term(crisis, "mediate", ANYWHERE, "calm");
    crisis_assert_near(help[i].chance, 1 / (1 + exp(-help[i].odds)), 1e-9);
    crisis_end(crisis);
  }
  /* the two fears shift the log-odds by log(A / E) and leave the other reasons alone */
  crisis_assert_near(help[0].odds - help[1].odds, log(4), 1e-9);
  crisis_assert_near(help[1].odds - help[2].odds, log(4), 1e-9);
  assert_true(calm[0] < calm[2]);
}

static void a_matter_is_drawn_once(void **state) {
  (void)state;
  int helped = 0;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    struct crisis *crisis = crisis_play(
        &(struct cast){.b = "puppet", .b_act = "general_offensive", .d = "hedging_ally"}, seed, 30);
    int decided = 0;
    int looked = 0;
    for (int i = 0; i < crisis->count; i++) {
      const struct seen *seen = &crisis->seen[i];
      if (crisis_option(seen, "deploy_observers", ANYWHERE) != NULL) {
        looked++;
        decided += seen->chosen < seen->option_count - 1 ? 1 : 0;
      }
    }
    assert_true(decided <= 1);
    assert_true(decided == 0 || looked >= 1);
    helped += decided;
    crisis_end(crisis);
  }
  assert_true(helped > 0 && helped < 40); /* weighed often, drawn once */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(help_has_the_chance_that_its_reasons_add_up_to),
      cmocka_unit_test(a_matter_is_drawn_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

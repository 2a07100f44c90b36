/* What a policy answers when it is woken: options with utilities, or a definite intention.
 *
 * The simulation knows policies only through struct policy_host, so that ten lines of C can stand
 * in for Lua in a test. */
#ifndef DEMARCHE_SIM_MENU_H
#define DEMARCHE_SIM_MENU_H

#include "base/err.h"
#include "model/record.h"
#include "model/world.h"

/* HANDLED_MAX: matters looked at in one waking, most urgent first; the others wait. */
enum { MENU_MAX = RECORD_OPTION_MAX, CHOICE_MAX = 12, HANDLED_MAX = 4, TERM_NAME_MAX = 24 };

struct run;

/* One thing that could be done. */
struct intention {
  int verb;    /* -1: silence */
  int target;  /* actor index, -1 nobody in particular */
  int theatre; /* -1 */
  struct statement statement;
  bool closed;    /* for verbs of either publicity */
  bool if_needed; /* called off if the emergency in the theatre has passed when it is due */
  bool civil;     /* a drill that rehearses civil institutions: a declaration of war */
  double size;    /* 10 000 men = 1; symbolic acts: salience 0 to 1; default 1 */
  char because[BECAUSE_MAX];
};

struct term {
  char name[TERM_NAME_MAX];
  double value; /* in units of the actor's stake */
};

struct option {
  struct intention intention;
  struct term terms[RECORD_TERM_MAX];
  int term_count;
};

/* Options weighed together; exactly one is drawn. Silence is always among them (utility: its terms,
 * 0 if the policy says nothing of it). */
struct choice {
  bool definite; /* an author's hard rule: option 0 is done without a draw */
  struct option options[MENU_MAX];
  int option_count;
  struct option silence;
  double precision;  /* divides the noise of the choice; 1 default */
  uint32_t matter;   /* hash of its name: one draw in a run for each matter; 0: one each time */
  uint32_t mood;     /* hash of what matters share a draw; 0: each matter has its own */
  uint32_t stimulus; /* record reacted to, 0: own initiative */
  char policy[64];   /* "policies/x.lua:12" */
};

/* All that one waking returned: one choice per handler that answered. */
struct menu {
  struct choice choices[CHOICE_MAX];
  int choice_count;
};

/* Wakes the policy of [actor]: its handlers for the stimuli [ready] ([count] positions in the
 * actor's inbox, most urgent first), then its decide. Fills [menu]. May not change the world. */
typedef enum err_code (*policy_wake_fn)(void *context, struct run *run, int actor, const int *ready,
                                        int count, struct menu *menu, struct err *err);

/* Asks a member for its vote on [matter] of [organisation]: one choice among vote verbs. */
typedef enum err_code (*policy_vote_fn)(void *context, struct run *run, int actor, int organisation,
                                        int matter, struct menu *menu, struct err *err);

struct run_result;

/* Takes one measure of a scenario's own. */
typedef void (*measure_add_fn)(void *context, const char *name, double value, bool flag);

/* The scenario's own measures, when a run is over: [result] holds the built-in ones. Calls [add]
 * for each, in order of name. */
typedef enum err_code (*policy_measure_fn)(void *context, struct run *run,
                                           const struct run_result *result, measure_add_fn add,
                                           void *add_context, struct err *err);

struct policy_host {
  void *context;
  policy_wake_fn wake;
  policy_vote_fn vote;       /* NULL: nobody votes */
  policy_measure_fn measure; /* NULL: no measures beyond the built-in ones */
};

#endif

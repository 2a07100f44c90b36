/* Filters of records: what `run.count`, `run.each` and their like look for. */
#ifndef DEMARCHE_LUA_RUN_FILTER_H
#define DEMARCHE_LUA_RUN_FILTER_H

#include "lua/stage_state.h"

enum { FILTER_WORDS = 2 }; /* of 64 bits: as many as any list of words or ids needs */

/* Which of a closed list; wanted false: any, also none. */
struct filter_set {
  bool wanted;
  uint64_t bits[FILTER_WORDS];
};

/* What a record must be. */
struct run_filter {
  struct filter_set kinds, verbs, actors, targets, aims, theatres, results, speakers, voices;
  uint32_t frames, claims; /* at least one of them; 0: whatever it says */
  int publicity;           /* 1 public, 0 not, -1 either */
  int rung, mid, register_level;
  int support; /* enum support_rung; 0: whatever it is */
  int treaty;  /* whose area the place lies in; -1: any place */
  double gravity, deaths;
  double from, before; /* days since the run began; the second not included */
};

/* Reads the table at stack index 1; an error at the author's line for what is no filter. Days that
 * it does not bound are those of the stage's window. */
struct run_filter run_filter_read(lua_State *L);

bool run_filter_matches(const struct run_filter *filter, const struct scenario *scenario,
                        const struct record *record);

/* Days since the run began of the date at [index]. */
double run_filter_date(lua_State *L, int index, const char *field);

/* --- what filters and views of records say of a record alike -------------------------------------
 */

/* Its rung on the ladder of verbs, and its level of hostility in militarised disputes; an exchange
 * of fire and a day of an offensive are a use of force, level 4. 0 for what is no act. */
int run_record_rung(const struct scenario *scenario, const struct record *record);
int run_record_mid(const struct scenario *scenario, const struct record *record);

/* Highest rung of support that the act is; RUNG_SILENCE if it is none. */
int run_record_support(const struct scenario *scenario, const struct record *record);

/* Kind of voice that speaks; -1: none is named. */
int run_record_voice(const struct scenario *scenario, const struct record *record);

#endif

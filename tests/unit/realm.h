/* A small world in which the shipped verbs are real: scripts/verbs.lua, read by the scenario
 * loader.
 *
 * AAA holds, and BBB claims, the border (inside the pact's area) and the line (outside); both have
 * men on either. CCC, the strongest, and DDD are AAA's allies, ORG is their organisation, SPK its
 * spokesman, a national of DDD. EEE is a mediator with a stake, FFF a bystander without. Nobody
 * decides anything: the tests do. */
#ifndef DEMARCHE_TESTS_REALM_H
#define DEMARCHE_TESTS_REALM_H

#include "lua/stage.h"

#include "base/calendar.h"
#include "sim/believe.h"
#include "sim/effect.h"
#include "sim/fight.h"
#include "sim/meeting.h"
#include "sim/procedure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* In order of id; letters in `realm_set`. */
enum { AAA, BBB, CCC, DDD, EEE, FFF, ORG, SPK, REALM_ACTORS };
enum { BORDER, LINE, NOWHERE = -1 };
enum { NOBODY = -1 };

/* Voices of AAA in order of id. */
enum { VOICE_PRESIDENT, VOICE_VILLAGE };

enum { REALM_INTENTIONS = 16, REALM_CHANGES = 512 };

struct realm {
  struct arena stage_arena, notes, files, runs;
  struct stage *stage;
  struct scenario *scenario;
  struct run run;
  struct err err;
  struct intention intentions[REALM_INTENTIONS];
  int intention_count;
};

void realm_open(struct realm *realm);

/* The same with [changes] to actors a, b, c and e in Lua, as "b.nuclear = false"; for what policies
 * read at load. */
void realm_open_with(struct realm *realm, const char *changes);
void realm_close(struct realm *realm);

/* A new run from minute 0: no event but those that the acts to come will schedule. */
void realm_start(struct realm *realm, uint64_t seed);

/* An act over [theatre] with the verb's own register, size 1, by the best voice; fill in the rest.
 * Valid until the next start. */
struct intention *realm_intend(struct realm *realm, const char *verb, int target, int theatre);

/* It takes effect now, alone. The record written, of kind ACT or REFUSED. */
const struct record *realm_act(struct realm *realm, int actor, const struct intention *intention);

/* The same in short; it must be legal. */
const struct record *realm_do(struct realm *realm, int actor, const char *verb, int target,
                              int theatre);

/* Bit per actor from letters, "AB" for AAA and BBB; O: ORG, S: SPK. */
uint64_t realm_set(const char *letters);

/* Bit per actor: whom news of [record] is on its way to. */
uint64_t realm_told(const struct realm *realm, const struct record *record);

#endif

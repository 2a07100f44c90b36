/* What one policy call may spend, and how a call that spends more is stopped the same way on every
 * machine.
 *
 * Bytes allocated and the work of C functions are charged exactly. VM instructions are not counted
 * in the first pass; a CPU timer of the worker looks whether the same call has been running for 50
 * ms, and stops the run as `slow`, which is never a result: the run is repeated in counted mode,
 * where a one-shot hook after `instructions_max` instructions decides. */
#ifndef DEMARCHE_LUA_BUDGET_H
#define DEMARCHE_LUA_BUDGET_H

#include <lua.h>

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum {
  BUDGET_INSTRUCTIONS_MAX = 500 * 1000 * 1000, /* more than any machine executes in 50 ms */
  BUDGET_BYTES_MAX = 16 << 20,                 /* allocated by one call, freed or not */
  BUDGET_WORK_MAX = 20 * 1000 * 1000           /* units of about ten nanoseconds: under a second */
};

enum kill {
  KILL_NONE,
  KILL_BYTES,        /* one call allocated too much */
  KILL_MEMORY,       /* an allocation was refused: state, block or string cap */
  KILL_WORK,         /* C functions did too much work */
  KILL_INSTRUCTIONS, /* counted mode: too many VM instructions */
  KILL_SLOW          /* first pass: stopped by the watchdog; not a verdict */
};

struct budget {
  enum kill kill; /* latched until the next state; pcall re-raises it */
  uint64_t bytes_left;
  uint64_t work_left;
  int instructions_max; /* of counted calls; BUDGET_INSTRUCTIONS_MAX unless a test says otherwise */
  bool counted;
};

/* Full purse for the next call. Does not clear a kill. */
void budget_refill(struct budget *budget);

/* Charges [units] of C work in the call under way; raises a Lua error when they are not there. */
void budget_charge(lua_State *L, uint64_t units);

/* Raises the error of a latched kill, if there is one. */
void budget_raise(lua_State *L);

/* English for a kill: "more than 500000000 instructions in one call". */
const char *budget_kill_text(enum kill kill);

/* The budget of a state (its extra space points at it). */
struct budget *budget_of(lua_State *L);

/* Watches one worker's policy calls. Lives in the worker's own memory, not in the arena. */
struct watchdog {
  timer_t timer;
  bool running;
  lua_State *volatile state;  /* whose call is under way */
  volatile sig_atomic_t call; /* odd while a call is under way; grows by one at begin and end */
  volatile sig_atomic_t seen_call; /* what the last tick saw */
  volatile sig_atomic_t ticks;     /* ticks in a row that saw the same call */
};

/* Starts a periodic timer on the process's CPU time. False when the system refuses. */
bool watchdog_start(struct watchdog *watchdog);
void watchdog_stop(struct watchdog *watchdog);

/* Around every policy call of the first pass. */
void watchdog_enter(struct watchdog *watchdog, lua_State *L);
void watchdog_leave(struct watchdog *watchdog);

/* Sets the hook of a call: none in the first pass, one-shot in counted mode. */
void budget_arm(lua_State *L);
void budget_disarm(lua_State *L);

#endif

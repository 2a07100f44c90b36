/* What one policy call may spend, and how a call that spends more is stopped the same way on every
 * machine.
 *
 * Bytes allocated and the work of C functions are charged exactly. VM instructions are not counted
 * in the first pass; a CPU timer of the worker looks whether the same call has been running for 50
 * ms, and stops the run as `slow`, which is never a result: the run is repeated in counted mode,
 * where a one-shot hook after `instructions_max` instructions decides. All calls of a run (or of a
 * load) together have a larger purse of each kind. */
#ifndef DEMARCHE_LUA_BUDGET_H
#define DEMARCHE_LUA_BUDGET_H

#include "base/err.h"

#include <lua.h>

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum {
  BUDGET_INSTRUCTIONS_MAX = 500 * 1000 * 1000, /* more than any machine executes in 50 ms */
  BUDGET_BYTES_MAX = 16 << 20,                 /* allocated by one call, freed or not */
  BUDGET_WORK_MAX = 20 * 1000 * 1000,          /* units of about ten nanoseconds: under a second */
  /* All calls of one run, or of one load, together. A first pass in which scripts run for 150 ms of
   * CPU in all is repeated counted: no machine executes so many instructions in that time. */
  BUDGET_RUN_INSTRUCTIONS_MAX = 600 * 1000 * 1000,
  BUDGET_RUN_BYTES_MAX = 1 << 30,
  BUDGET_RUN_WORK_MAX = 200 * 1000 * 1000
};

enum kill {
  KILL_NONE,
  KILL_BYTES,        /* one call allocated too much */
  KILL_MEMORY,       /* an allocation was refused: state, block or string cap */
  KILL_WORK,         /* C functions did too much work */
  KILL_INSTRUCTIONS, /* counted mode: too many VM instructions */
  KILL_RUN_BYTES,    /* the same of all calls of a run or load */
  KILL_RUN_WORK,
  KILL_RUN_INSTRUCTIONS,
  KILL_SLOW /* first pass: stopped by the watchdog; not a verdict */
};

struct budget {
  enum kill kill;                /* latched until the next state; pcall re-raises it */
  char where[ERR_WHERE_MAX];     /* "name:line" of the script that was stopped; "": in no script */
  char raised_at[ERR_WHERE_MAX]; /* the same of the last error that nobody caught */
  size_t raised_skip;            /* bytes of its message that say so again */
  bool raised_bare;              /* the last error of a script's own has no position before it */
  lua_State *L;                  /* the state it belongs to, NULL while that is being made */
  uint64_t bytes_left;
  uint64_t work_left;
  uint64_t run_bytes_left;
  uint64_t run_work_left;
  uint64_t run_instructions_left; /* counted calls only */
  int instructions_max; /* of counted calls; BUDGET_INSTRUCTIONS_MAX unless a test says otherwise */
  bool counted;
};

/* Full purse for the next call. Does not clear a kill. */
void budget_refill(struct budget *budget);

/* Full purse for a run or a load, of which the calls' purses are parts. */
void budget_refill_run(struct budget *budget);

/* One VM instruction of a counted call: the interpreter asks before each (lua/wrap.c), so that the
 * count is exact without a hook that comes round again. */
void budget_count(lua_State *L);

/* Charges [units] of C work in the call under way; raises a Lua error when they are not there. */
void budget_charge(lua_State *L, uint64_t units);

/* Raises the error of a latched kill, if there is one. */
void budget_raise(lua_State *L);

/* Latches a kill and the line under way, if nothing is latched; KILL_NONE does nothing. Raises no
 * error: for the allocator, which must not. */
void budget_kill(struct budget *budget, enum kill kill);

/* "name:line" of the innermost function that is running of a policy or scenario, else of the
 * library;
 * "" if there is none. */
void budget_line(lua_State *L, char where[ERR_WHERE_MAX]);

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
  volatile sig_atomic_t seen_call;   /* what the last tick saw */
  volatile sig_atomic_t ticks;       /* ticks in a row that saw the same call */
  bool (*abandoned)(int answers_to); /* asked at each tick: whether to give up; NULL: never */
  int answers_to;                    /* file descriptor of the answers */
  volatile sig_atomic_t run_ticks;   /* ticks of this run that saw any call */
};

/* Starts a periodic timer on the process's CPU time. False when the system refuses. */
bool watchdog_start(struct watchdog *watchdog);
void watchdog_stop(struct watchdog *watchdog);

/* Before the first pass of a run. */
void watchdog_begin_run(struct watchdog *watchdog);

/* Around every policy call of the first pass. */
void watchdog_enter(struct watchdog *watchdog, lua_State *L);
void watchdog_leave(struct watchdog *watchdog);

/* Sets the hook of a call: none in the first pass, one-shot in counted mode. */
void budget_arm(lua_State *L);
void budget_disarm(lua_State *L);

#endif

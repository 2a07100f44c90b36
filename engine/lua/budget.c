/* Budgets and the watchdog. */
#include "lua/budget.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Levels of the stack looked at for a line: finding a level takes as long as it is deep. */
enum { LEVELS_MAX = 64 };

enum { TICK_MS = 10, TICKS_MAX = 5, RUN_TICKS_MAX = 15 };

struct budget *budget_of(lua_State *L) {
  struct budget *budget = NULL;
  memcpy(&budget, lua_getextraspace(L), sizeof budget);
  return budget;
}

void budget_refill(struct budget *budget) {
  budget->bytes_left = BUDGET_BYTES_MAX;
  budget->work_left = BUDGET_WORK_MAX;
}

void budget_refill_run(struct budget *budget) {
  budget->run_bytes_left = BUDGET_RUN_BYTES_MAX;
  budget->run_work_left = BUDGET_RUN_WORK_MAX;
  budget->run_instructions_left = BUDGET_RUN_INSTRUCTIONS_MAX;
  budget_refill(budget);
}

const char *budget_kill_text(enum kill kill) {
  static const char *const texts[] = {
      [KILL_NONE] = "nothing",
      [KILL_BYTES] = "more than 16 MiB allocated in one call",
      [KILL_MEMORY] = "an allocation was refused: too much memory, or a string over its limit",
      [KILL_WORK] = "too much work in library functions in one call",
      [KILL_INSTRUCTIONS] = "more than 500 million instructions in one call",
      [KILL_RUN_BYTES] = "more than 1 GiB allocated by all calls together",
      [KILL_RUN_WORK] = "too much work in library functions by all calls together",
      [KILL_RUN_INSTRUCTIONS] = "more than 600 million instructions by all calls together",
      [KILL_SLOW] = "more than 50 ms of CPU in one call"};
  return texts[kill];
}

void budget_line(lua_State *L, char where[ERR_WHERE_MAX]) {
  lua_Debug frame;
  bool own = false;
  where[0] = '\0';
  for (int level = 0; !own && level < LEVELS_MAX && lua_getstack(L, level, &frame) != 0; level++) {
    bool running = lua_getinfo(L, "Sl", &frame) != 0 && frame.currentline > 0;
    own = running && strncmp(frame.short_src, "lib/", 4) != 0;
    if (running && (own || where[0] == '\0')) {
      (void)snprintf(where, ERR_WHERE_MAX, "%s:%d", frame.short_src, frame.currentline);
    }
  }
}

void budget_kill(struct budget *budget, enum kill kill) {
  if (kill != KILL_NONE && budget->kill == KILL_NONE) {
    budget->kill = kill;
    if (budget->L != NULL) {
      budget_line(budget->L, budget->where);
    }
  }
}

void budget_raise(lua_State *L) {
  enum kill kill = budget_of(L)->kill;
  if (kill != KILL_NONE) {
    lua_pushlightuserdata(L, budget_of(L)); /* needs no allocation; sandbox_call knows the reason */
    (void)lua_error(L);
  }
}

void budget_charge(lua_State *L, uint64_t units) {
  struct budget *budget = budget_of(L);
  enum kill kill = units > budget->work_left       ? KILL_WORK
                   : units > budget->run_work_left ? KILL_RUN_WORK
                                                   : KILL_NONE;
  if (kill == KILL_NONE) {
    budget->work_left -= units;
    budget->run_work_left -= units;
  } else {
    budget_kill(budget, kill);
  }
  budget_raise(L);
}

static void kill_in_hook(lua_State *L, enum kill kill) {
  budget_kill(budget_of(L), kill);
  budget_raise(L);
}

/* Fires again at every instruction after the first time, so that no pcall can swallow it. */
static void hook_instructions(lua_State *L, lua_Debug *debug) {
  (void)debug;
  lua_sethook(L, hook_instructions, LUA_MASKCOUNT, 1);
  kill_in_hook(L, KILL_INSTRUCTIONS);
}

static void hook_run_instructions(lua_State *L, lua_Debug *debug) {
  (void)debug;
  lua_sethook(L, hook_run_instructions, LUA_MASKCOUNT, 1);
  kill_in_hook(L, KILL_RUN_INSTRUCTIONS);
}

void budget_count(lua_State *L) {
  struct budget *budget = budget_of(L);
  if (!budget->counted || budget->run_instructions_left == 0) {
    return;
  }
  if (--budget->run_instructions_left == 0) {
    lua_sethook(L, hook_run_instructions, LUA_MASKCOUNT, 1);
  }
}

static void hook_slow(lua_State *L, lua_Debug *debug) {
  (void)debug;
  kill_in_hook(L, KILL_SLOW);
}

void budget_arm(lua_State *L) {
  struct budget *budget = budget_of(L);
  if (budget->counted) {
    lua_sethook(L, hook_instructions, LUA_MASKCOUNT, budget->instructions_max);
  }
}

void budget_disarm(lua_State *L) {
  lua_sethook(L, NULL, 0, 0);
}

/* --- watchdog ----------------------------------------------------------------------------------
 */

/* Setting a hook is what the Lua interpreter itself does in its signal handler. */
static void on_tick(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)context;
  struct watchdog *watchdog = info->si_value.sival_ptr;
  if (info->si_code != SI_TIMER || watchdog == NULL) {
    return;
  }
  if (watchdog->abandoned != NULL && watchdog->abandoned(watchdog->answers_to)) {
    _exit(0);
  }
  sig_atomic_t call = watchdog->call;
  bool inside = call % 2 != 0;
  watchdog->ticks = inside && call == watchdog->seen_call ? watchdog->ticks + 1 : 0;
  watchdog->run_ticks = watchdog->run_ticks + (inside ? 1 : 0);
  watchdog->seen_call = call;
  bool long_enough = watchdog->ticks >= TICKS_MAX || watchdog->run_ticks >= RUN_TICKS_MAX;
  if (inside && long_enough && watchdog->state != NULL) {
    lua_sethook(watchdog->state, hook_slow, LUA_MASKCOUNT, 1);
  }
}

bool watchdog_start(struct watchdog *watchdog) {
  *watchdog = (struct watchdog){0};
  struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESTART, .sa_sigaction = on_tick};
  struct sigevent event = {
      .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGPROF, .sigev_value = {.sival_ptr = watchdog}};
  struct itimerspec every = {.it_interval = {.tv_nsec = TICK_MS * 1000000L},
                             .it_value = {.tv_nsec = TICK_MS * 1000000L}};
  (void)sigemptyset(&action.sa_mask);
  if (sigaction(SIGPROF, &action, NULL) != 0 ||
      timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &watchdog->timer) != 0) {
    return false;
  }
  watchdog->running = timer_settime(watchdog->timer, 0, &every, NULL) == 0;
  return watchdog->running;
}

void watchdog_stop(struct watchdog *watchdog) {
  if (watchdog->running) {
    (void)timer_delete(watchdog->timer);
    watchdog->running = false;
  }
}

void watchdog_begin_run(struct watchdog *watchdog) {
  watchdog->run_ticks = 0;
}

void watchdog_enter(struct watchdog *watchdog, lua_State *L) {
  watchdog->state = L;
  watchdog->call = watchdog->call % 1000000000 + 1;
  if (watchdog->call % 2 == 0) {
    watchdog->call = watchdog->call + 1;
  }
}

void watchdog_leave(struct watchdog *watchdog) {
  watchdog->call = watchdog->call + 1;
  watchdog->state = NULL;
}

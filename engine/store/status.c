/* Words of a run's status. */
#include "store/store.h"

const char *run_status_word(enum run_status status) {
  static const char *const words[RUN_STATUS_COUNT] = {
#define X(name, word) [RUN_STATUS_##name] = (word),
      RUN_STATUS_MAP(X)
#undef X
  };
  return status < RUN_STATUS_COUNT ? words[status] : "";
}

enum run_status run_status_of(enum err_code failure) {
  return failure == ERR_BUDGET                          ? RUN_STATUS_EXHAUSTED
         : failure == ERR_WORKER || failure == ERR_WIRE ? RUN_STATUS_CRASHED
                                                        : RUN_STATUS_FAILED;
}

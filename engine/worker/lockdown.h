/* Lockdown of the worker process: the security boundary around hostile scripts. */
#ifndef DEMARCHE_WORKER_LOCKDOWN_H
#define DEMARCHE_WORKER_LOCKDOWN_H

#include "base/err.h"

/* No new privileges; limits on memory, files and cores; every file but 0, 1 and 2 closed; a
 * system-call list whose violation kills the process. For good. Sanitized builds keep their system
 * calls, since the sanitizers need them: does nothing there. */
enum err_code lockdown(struct err *err);

#endif

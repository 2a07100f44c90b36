/* What the two halves of the procedure share: steps (procedure.c) and sessions (session.c). */
#ifndef DEMARCHE_SIM_PROCEDURE_CASE_H
#define DEMARCHE_SIM_PROCEDURE_CASE_H

#include "sim/run.h"

/* A PROCEDURE record about case [matter] of organisation [index]; published and spread. NULL after
 * failure. */
struct record *procedure_record(struct run *run, int index, const struct procedure_case *matter,
                                enum result outcome, bool closed, uint32_t cause);

/* Puts the session of a case off by a week, if that has not been done too often; false if it has.
 */
bool procedure_put_off(struct run *run, int index, struct procedure_case *matter);

/* The session of a case: votes, rule, decision. There must have been a request. */
void session_hold(struct run *run, int index, int matter);

#endif

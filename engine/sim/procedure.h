/* The organisation's procedure: informed -> consultation requested -> assistance requested ->
 * session called or postponed -> vote -> decision, or silence until it lapses. No request, no
 * decision. */
#ifndef DEMARCHE_SIM_PROCEDURE_H
#define DEMARCHE_SIM_PROCEDURE_H

#include "sim/run.h"

/* A procedural act took effect: [record] is the ACT, [step] what it is. Moves or opens a case,
 * schedules the session, writes PROCEDURE and CLAUSE records. */
void procedure_step(struct run *run, const struct record *record, enum step step);

/* A scheduled moment of case [matter] of organisation [index]: session held (members are asked for
 * their votes by the policy host, the rule is applied), or the case lapses. */
void procedure_due(struct run *run, int organisation, int matter);

/* The open case of [requester] on [theatre] in an organisation, NULL. */
struct procedure_case *procedure_find(struct world *world, int organisation, int requester,
                                      int theatre);

#endif

/* Requests to a worker, as frames. */
#ifndef DEMARCHE_CLI_REQUEST_H
#define DEMARCHE_CLI_REQUEST_H

#include "cli/client.h"

/* Each adds one frame to [requests]; a failed allocation shows in requests->failed. */

/* The bundle. */
void request_sources(struct text *requests, const struct source_set *sources);

/* The variant that the order's structural settings make: loaded, answered with FAULTS and CAST. */
void request_load(struct text *requests, const struct client_order *order);

/* A run of that variant. */
void request_run(struct text *requests, const struct client_order *order);

/* A request that is one word. */
void request_word(struct text *requests, enum frame_type type, const char *word);

#endif

/* The commands' side of a conversation with a worker: bundles and requests out, answers decoded. */
#ifndef DEMARCHE_CLI_CLIENT_H
#define DEMARCHE_CLI_CLIENT_H

#include "host/bundle_read.h"
#include "wire/frame.h"
#include "wire/message.h"

#include <stdbool.h>

enum { CLIENT_SETTINGS_MAX = 1100 }; /* as many as a sweep's factors, and more */

/* What a run takes, from the command line or a results file. */
struct client_order {
  const char *scenario;            /* its name or folder */
  const struct source_set *bundle; /* instead of a scenario's folder; NULL: the folder is read */
  uint64_t seed;
  int days;
  int timeout_s; /* seconds of silence after which the worker is killed; 0: the default */
  bool want_records, keep_decisions, want_series;
  struct setting settings[CLIENT_SETTINGS_MAX];
  int setting_count;
  const char *worker_options[4]; /* for tests: --fresh, --scribble=BYTE */
  int worker_option_count;
};

/* What came back. Zero-initialise; client_close frees. */
struct client {
  struct arena arena;
  struct client_order order; /* as it was run: files of policies by their names in the bundle */
  struct source_set bundle;  /* what was run */
  struct scenario cast;
  int assumption_count, fact_count;
  struct faults faults;
  bool has_cast, has_summary, has_description;
  struct run_summary summary;
  struct description description;
  const char *value;        /* of an eval or describe */
  struct setting *settings; /* of a spec */
  int setting_count;
  int interrupted;
  /* called for each record, in order; may be NULL */
  enum err_code (*on_record)(void *context, const struct scenario *cast,
                             const struct record *record);
  void *context;
};

void client_open(struct client *client);
void client_close(struct client *client);

/* Reads the scenario, runs it. Faults are in client->faults (ERR_INVALID then, err untouched). */
enum err_code client_run(struct client *client, const struct client_order *order, struct err *err);

/* Loads the scenario at [path] only. */
enum err_code client_load(struct client *client, const char *path, struct err *err);

/* Checks one policy file. */
enum err_code client_check_policy(struct client *client, const char *path, struct err *err);

/* Evaluates an expression; client->value. */
enum err_code client_eval(struct client *client, const char *expression, struct err *err);

/* Loads the scenario and asks what it holds; client->cast and client->description. Faults as
 * client_run. */
enum err_code client_describe_scenario(struct client *client, const char *scenario,
                                       struct err *err);

/* The page of the shipped policies, in markdown; client->value. */
enum err_code client_describe_policies(struct client *client, struct err *err);

/* Text made from the engine's tables: "stub" or "reference"; client->value. */
enum err_code client_describe(struct client *client, const char *what, struct err *err);

/* Evaluates the spec file of a sweep at [path]: the options that it stands for, in the client's
 * arena (lua/sweep_spec.h says which, in which order). Faults as client_run. */
enum err_code client_spec(struct client *client, const char *path, struct setting **out, int *count,
                          struct err *err);

/* Adds "PATH=VALUE" of the command line to the order; false when it has no "=" or there are too
 * many. */
bool client_add_setting(struct client_order *order, char *text);

/* Takes one answer of a worker: decoded into the client, records handed to on_record. What a FAILED
 * answer says is returned as an error. For those who hold the conversation themselves. */
enum err_code client_take(struct client *client, const struct wire_frame *frame, struct err *err);

/* Faults, one a line, in [out]. */
void client_print_faults(const struct faults *faults, struct text *out);

#endif

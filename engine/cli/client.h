/* The commands' side of a conversation with a worker: bundles and requests out, answers decoded. */
#ifndef DEMARCHE_CLI_CLIENT_H
#define DEMARCHE_CLI_CLIENT_H

#include "host/bundle_read.h"
#include "wire/message.h"

#include <stdbool.h>

enum { CLIENT_SETTINGS_MAX = 64 };

/* What a run takes, from the command line. */
struct client_order {
  const char *scenario;
  uint64_t seed;
  int days;
  int timeout_s; /* seconds of silence after which the worker is killed; 0: the default */
  bool want_records, keep_decisions;
  struct setting settings[CLIENT_SETTINGS_MAX];
  int setting_count;
  const char *worker_options[4]; /* for tests: --fresh, --scribble=BYTE */
  int worker_option_count;
};

/* What came back. Zero-initialise; client_close frees. */
struct client {
  struct arena arena;
  struct scenario cast;
  int assumption_count, fact_count;
  struct faults faults;
  bool has_cast, has_summary, has_description;
  struct run_summary summary;
  struct description description;
  const char *value; /* of an eval or describe */
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

/* Adds "PATH=VALUE" of the command line to the order; false when it has no "=" or there are too
 * many. */
bool client_add_setting(struct client_order *order, char *text);

/* The faults, one a line, in [out]. */
void client_print_faults(const struct client *client, struct text *out);

#endif

/* The client. */
#include "cli/client.h"

#include "cli/request.h"
#include "host/conversation.h"

#include <stdio.h>
#include <string.h>

#define ARENA_LIMIT ((size_t)512 << 20)

enum { NAME_ROOM = 64 };

void client_open(struct client *client) {
  *client = (struct client){0};
  arena_open_blocks(&client->arena, ARENA_LIMIT);
}

void client_close(struct client *client) {
  arena_close(&client->arena);
}

bool client_add_setting(struct client_order *order, char *text) {
  char *equals = strchr(text, '=');
  if (equals == NULL || equals == text || order->setting_count == CLIENT_SETTINGS_MAX) {
    return false;
  }
  *equals = '\0';
  order->settings[order->setting_count++] = (struct setting){text, equals + 1};
  return true;
}

void client_print_faults(const struct faults *faults, struct text *out) {
  for (int i = 0; i < faults->count; i++) {
    text_add_err(out, &faults->items[i]);
    text_add(out, "\n");
  }
  if (faults->dropped > 0) {
    text_add_format(out, "... and %d more\n", faults->dropped);
  }
}

/* --- answers -----------------------------------------------------------------------------------
 */

static enum err_code malformed(struct err *err) {
  return err_set(err, ERR_WIRE, NULL, "an answer of the worker is malformed");
}

static enum err_code take_records(struct client *client, struct decoder *in, struct err *err) {
  while (in->at < in->end) {
    struct record record = {0};
    size_t before = client->arena.used;
    if (!client->has_cast || !decode_record(in, &client->arena, &client->cast, &record)) {
      return malformed(err);
    }
    enum err_code rc = client->on_record == NULL
                           ? ERR_OK
                           : client->on_record(client->context, &client->cast, &record);
    arena_rewind(&client->arena, before);
    if (rc != ERR_OK) {
      return err_set(err, rc, NULL, "no memory for the records");
    }
  }
  return ERR_OK;
}

static enum err_code take_failed(struct client *client, struct decoder *in, struct err *err) {
  struct err failure = {0};
  if (!decode_err(in, &client->arena, &failure)) {
    return malformed(err);
  }
  *err = failure;
  return failure.code;
}

enum err_code client_take(struct client *client, const struct wire_frame *frame, struct err *err) {
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  bool ok = true;
  switch (frame->type) {
  case FRAME_FAULTS:
    ok = decode_faults(&in, &client->arena, &client->faults);
    break;
  case FRAME_CAST:
    ok = decode_cast(&in, &client->arena, &client->cast, &client->assumption_count,
                     &client->fact_count);
    client->has_cast = ok;
    break;
  case FRAME_RECORDS:
    return take_records(client, &in, err);
  case FRAME_RESULT:
    ok = decode_result(&in, &client->arena, &client->summary);
    client->has_summary = ok;
    break;
  case FRAME_FAILED:
    return take_failed(client, &in, err);
  case FRAME_VALUE:
    client->value = take_text(&in, &client->arena);
    ok = client->value != NULL && take_end(&in);
    break;
  case FRAME_DESCRIPTION:
    ok = decode_description(&in, &client->arena, &client->description);
    client->has_description = ok;
    break;
  case FRAME_SETTINGS:
    ok = decode_settings(&in, &client->arena, &client->settings, &client->setting_count);
    break;
  case FRAME_SOURCES:
  case FRAME_LOAD:
  case FRAME_RUN:
  case FRAME_CHECK:
  case FRAME_EVAL:
  case FRAME_DESCRIBE:
  case FRAME_PROBE:
  case FRAME_SPEC:
  case FRAME_OUTLINE:
  case FRAME_TYPE_END:
    ok = false;
    break;
  }
  return ok ? ERR_OK : malformed(err);
}

struct conversation {
  struct client *client;
  enum frame_type last; /* the answer that ends it */
};

static enum err_code take_answer(void *context, const struct wire_frame *frame, bool *over,
                                 struct err *err) {
  struct conversation *conversation = context;
  enum err_code rc = client_take(conversation->client, frame, err);
  /* nothing more can come of faults */
  *over = frame->type == conversation->last || conversation->client->faults.count > 0;
  return rc;
}

/* --- conversations ------------------------------------------------------------------------------
 */

/* [run]: the worker's options and the timeout; NULL: the defaults. */
static enum err_code hold(struct client *client, const struct text *requests, enum frame_type last,
                          const struct client_order *run, struct err *err) {
  struct conversation conversation = {client, last};
  struct conversation_order order = {.requests = requests,
                                     .worker_options = run == NULL ? NULL : run->worker_options,
                                     .answer = take_answer,
                                     .context = &conversation,
                                     .timeout_s = run == NULL ? 0 : run->timeout_s};
  if (requests->failed) {
    return err_set(err, ERR_NOMEM, NULL, "no memory for the request");
  }
  enum err_code rc = conversation_hold(&order, &client->interrupted, err);
  return rc == ERR_OK && client->faults.count > 0 ? ERR_INVALID : rc;
}

enum err_code client_run(struct client *client, const struct client_order *asked, struct err *err) {
  struct text requests = {0};
  struct client_order *order = &client->order;
  enum err_code rc = ERR_OK;
  *order = *asked;
  if (order->bundle != NULL) {
    client->bundle = *order->bundle;
  } else {
    rc = bundle_add_scenario(&client->bundle, &client->arena, order->scenario, err);
  }
  for (int i = 0; rc == ERR_OK && order->bundle == NULL && i < order->setting_count; i++) {
    rc = bundle_add_policy(&client->bundle, &client->arena, &order->settings[i], err);
  }
  if (rc == ERR_OK) {
    request_sources(&requests, &client->bundle);
    request_load(&requests, order);
    request_run(&requests, order);
    rc = hold(client, &requests, FRAME_RESULT, order, err);
  }
  if (rc == ERR_INVALID && strcmp(err->where, "--set") == 0) { /* told as those of words are */
    *faults_next(&client->faults) = *err;
  }
  text_free(&requests);
  return rc;
}

enum err_code client_load(struct client *client, const char *path, struct err *err) {
  struct source_set sources = {0};
  struct text requests = {0};
  enum err_code rc = bundle_add_scenario(&sources, &client->arena, path, err);
  if (rc == ERR_OK) {
    const struct client_order plain = {0};
    request_sources(&requests, &sources);
    request_load(&requests, &plain);
    rc = hold(client, &requests, FRAME_CAST, NULL, err);
  }
  text_free(&requests);
  return rc;
}

enum err_code client_describe_scenario(struct client *client, const char *scenario,
                                       struct err *err) {
  struct source_set sources = {0};
  struct text requests = {0};
  enum err_code rc = bundle_add_scenario(&sources, &client->arena, scenario, err);
  if (rc == ERR_OK) {
    const struct client_order plain = {0};
    request_sources(&requests, &sources);
    request_load(&requests, &plain);
    request_word(&requests, FRAME_DESCRIBE, "scenario");
    rc = hold(client, &requests, FRAME_DESCRIPTION, NULL, err);
  }
  text_free(&requests);
  return rc;
}

/* The scenario in whose folder, or policies/, the policy lies, so that the worker knows of it. */
static enum err_code add_scenario_beside(struct source_set *sources, struct client *client,
                                         const char *path, struct err *err) {
  static const char *const ways[] = {"", "../"};
  const char *slash = strrchr(path, '/');
  int length = slash == NULL ? 0 : (int)(slash - path) + 1;
  for (int i = 0; i < 2; i++) {
    char folder[4096];
    char file[4096 + 16];
    (void)snprintf(folder, sizeof folder, "%.*s%s.", length, path, ways[i]);
    (void)snprintf(file, sizeof file, "%s/scenario.lua", folder);
    if (bundle_has_scenario(folder) && source_find(sources, "scenario/scenario.lua") == NULL) {
      return bundle_add_file(sources, &client->arena, file, "scenario/scenario.lua", err);
    }
  }
  return ERR_OK;
}

/* A file's name without folder and ending. */
static void name_of(const char *path, char name[NAME_ROOM]) {
  const char *slash = strrchr(path, '/');
  (void)snprintf(name, NAME_ROOM, "%.63s", slash == NULL ? path : slash + 1);
  char *dot = strrchr(name, '.');
  if (dot != NULL) {
    *dot = '\0';
  }
}

/* The policy's own file, as scenario/NAME.lua, and the library. */
enum err_code client_check_policy(struct client *client, const char *path, struct err *err) {
  struct source_set sources = {0};
  struct shipped shipped;
  struct text requests = {0};
  char name[NAME_ROOM];
  char logical[NAME_ROOM + 16];
  name_of(path, name);
  (void)snprintf(logical, sizeof logical, "scenario/%s.lua", name);
  enum err_code rc = bundle_find_shipped(&shipped, err);
  if (rc == ERR_OK) {
    rc = bundle_add_file(&sources, &client->arena, path, logical, err);
  }
  if (rc == ERR_OK) {
    rc = add_scenario_beside(&sources, client, path, err);
  }
  if (rc == ERR_OK) {
    rc = bundle_add_scripts(&sources, &client->arena, &shipped, err);
  }
  if (rc == ERR_OK) {
    request_sources(&requests, &sources);
    request_word(&requests, FRAME_CHECK, name);
    rc = hold(client, &requests, FRAME_FAULTS, NULL, err);
  }
  text_free(&requests);
  return rc;
}

/* The spec's own file, as sweep/NAME.lua, and nothing else. */
enum err_code client_spec(struct client *client, const char *path, struct setting **out, int *count,
                          struct err *err) {
  struct source_set sources = {0};
  struct text requests = {0};
  char name[NAME_ROOM];
  char logical[NAME_ROOM + 16];
  name_of(path, name);
  (void)snprintf(logical, sizeof logical, "sweep/%s.lua", name);
  enum err_code rc = bundle_add_file(&sources, &client->arena, path, logical, err);
  if (rc == ERR_OK) {
    request_sources(&requests, &sources);
    request_word(&requests, FRAME_SPEC, logical);
    rc = hold(client, &requests, FRAME_SETTINGS, NULL, err);
  }
  *out = client->settings;
  *count = client->setting_count;
  text_free(&requests);
  return rc;
}

/* One word to a worker that has the scripts; the answer is text. */
static enum err_code ask_with_scripts(struct client *client, enum frame_type type, const char *word,
                                      struct err *err) {
  struct source_set sources = {0};
  struct shipped shipped;
  struct text requests = {0};
  enum err_code rc = bundle_find_shipped(&shipped, err);
  if (rc == ERR_OK) {
    rc = bundle_add_scripts(&sources, &client->arena, &shipped, err);
  }
  if (rc == ERR_OK) {
    request_sources(&requests, &sources);
    request_word(&requests, type, word);
    rc = hold(client, &requests, FRAME_VALUE, NULL, err);
  }
  text_free(&requests);
  return rc;
}

enum err_code client_eval(struct client *client, const char *expression, struct err *err) {
  return ask_with_scripts(client, FRAME_EVAL, expression, err);
}

enum err_code client_describe_policies(struct client *client, struct err *err) {
  return ask_with_scripts(client, FRAME_DESCRIBE, "policies", err);
}

enum err_code client_describe(struct client *client, const char *what, struct err *err) {
  struct text requests = {0};
  request_word(&requests, FRAME_DESCRIBE, what);
  enum err_code rc = hold(client, &requests, FRAME_VALUE, NULL, err);
  text_free(&requests);
  return rc;
}

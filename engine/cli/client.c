/* The client. */
#include "cli/client.h"

#include "base/number.h"
#include "host/conversation.h"

#include <stdio.h>
#include <string.h>

#define ARENA_LIMIT ((size_t)512 << 20)

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

void client_print_faults(const struct client *client, struct text *out) {
  for (int i = 0; i < client->faults.count; i++) {
    const struct err *fault = &client->faults.items[i];
    text_add_safe(out, fault->where, strlen(fault->where));
    text_add(out, fault->where[0] == '\0' ? "" : ": ");
    text_add_safe(out, fault->text, strlen(fault->text));
    text_add(out, "\n");
  }
  if (client->faults.dropped > 0) {
    text_add_format(out, "... and %d more\n", client->faults.dropped);
  }
}

/* --- answers -----------------------------------------------------------------------------------
 */

struct conversation {
  struct client *client;
  enum frame_type last; /* the answer that ends it */
};

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

static enum err_code take_answer(void *context, const struct wire_frame *frame, bool *over,
                                 struct err *err) {
  struct conversation *conversation = context;
  struct client *client = conversation->client;
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  bool ok = true;
  switch (frame->type) {
  case FRAME_FAULTS:
    ok = decode_faults(&in, &client->arena, &client->faults);
    *over = client->faults.count > 0; /* nothing more can come of it */
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
  case FRAME_SOURCES:
  case FRAME_LOAD:
  case FRAME_RUN:
  case FRAME_CHECK:
  case FRAME_EVAL:
  case FRAME_DESCRIBE:
  case FRAME_TYPE_END:
    ok = false;
    break;
  }
  *over = *over || frame->type == conversation->last;
  return ok ? ERR_OK : malformed(err);
}

/* --- requests ----------------------------------------------------------------------------------
 */

static void add_request(struct text *requests, enum frame_type type, struct text *payload) {
  frame_add(requests, type, payload);
  requests->failed = requests->failed || payload->failed;
  text_clear(payload);
}

static void add_sources(struct text *requests, const struct source_set *sources) {
  struct text payload = {0};
  encode_sources(&payload, sources);
  add_request(requests, FRAME_SOURCES, &payload);
  text_free(&payload);
}

static void add_word(struct text *requests, enum frame_type type, const char *word) {
  struct text payload = {0};
  put_text(&payload, word);
  add_request(requests, type, &payload);
  text_free(&payload);
}

/* Numbers are poked into the loaded scenario; words change it before it is loaded. */
static void add_load_and_run(struct text *requests, const struct client_order *order) {
  struct text payload = {0};
  struct setting words[CLIENT_SETTINGS_MAX];
  struct setting numbers[CLIENT_SETTINGS_MAX];
  int word_count = 0;
  struct run_request request = {.seed = order->seed,
                                .days = order->days,
                                .want_records = order->want_records,
                                .keep_decisions = order->keep_decisions,
                                .numbers = numbers};
  for (int i = 0; i < order->setting_count; i++) {
    if (setting_is_number(&order->settings[i])) {
      numbers[request.number_count++] = order->settings[i];
    } else {
      words[word_count++] = order->settings[i];
    }
  }
  encode_settings(&payload, words, word_count);
  add_request(requests, FRAME_LOAD, &payload);
  encode_run(&payload, &request);
  add_request(requests, FRAME_RUN, &payload);
  text_free(&payload);
}

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

static enum err_code read_scenario(struct client *client, const char *scenario,
                                   struct source_set *sources, struct err *err) {
  struct shipped shipped;
  char path[4096];
  enum err_code rc = bundle_find_shipped(&shipped, err);
  if (rc == ERR_OK) {
    rc = bundle_find_scenario(&shipped, scenario, path, err);
  }
  if (rc == ERR_OK && !bundle_has_scenario(path)) { /* before a whole tree is read for nothing */
    rc = err_set(err, ERR_INVALID, path, "found no scenario.lua; expected one in the folder");
  }
  if (rc == ERR_OK) {
    rc = bundle_add_folder(sources, &client->arena, path, "scenario/", err);
  }
  return rc == ERR_OK ? bundle_add_scripts(sources, &client->arena, &shipped, err) : rc;
}

static bool ends_in(const char *text, const char *end) {
  size_t length = strlen(text);
  size_t wanted = strlen(end);
  return length > wanted && strcmp(text + length - wanted, end) == 0;
}

/* `...policy=PATH.lua`: the file joins the bundle as if it lay in the scenario's folder, and the
 * setting names it. */
static enum err_code add_policy_files(struct client *client, struct client_order *order,
                                      struct source_set *sources, struct err *err) {
  enum err_code rc = ERR_OK;
  for (int i = 0; rc == ERR_OK && i < order->setting_count; i++) {
    struct setting *setting = &order->settings[i];
    if (!ends_in(setting->path, ".policy") || !ends_in(setting->value, ".lua")) {
      continue;
    }
    char logical[128];
    const char *slash = strrchr(setting->value, '/');
    const char *name = slash == NULL ? setting->value : slash + 1;
    int length = (int)strlen(name) - 4;
    (void)snprintf(logical, sizeof logical, "scenario/%.*s.lua", length < 60 ? length : 60, name);
    const struct source *there = source_find(sources, logical);
    if (there != NULL && strcmp(there->path, setting->value) != 0) {
      return err_set(err, ERR_INVALID, "--set",
                     "%.100s: found %.100s, and %.100s of that name; expected another name",
                     setting->path, setting->value, there->path);
    }
    rc = there != NULL ? ERR_OK
                       : bundle_add_file(sources, &client->arena, setting->value, logical, err);
    setting->value = arena_text(&client->arena, name, length > 0 ? (size_t)length : 0);
    if (setting->value == NULL) {
      rc = err_set(err, ERR_NOMEM, NULL, "no memory for the settings");
    }
  }
  return rc;
}

enum err_code client_run(struct client *client, const struct client_order *asked, struct err *err) {
  struct source_set sources = {0};
  struct text requests = {0};
  struct client_order order = *asked;
  enum err_code rc = read_scenario(client, order.scenario, &sources, err);
  if (rc == ERR_OK) {
    rc = add_policy_files(client, &order, &sources, err);
  }
  if (rc == ERR_OK) {
    add_sources(&requests, &sources);
    add_load_and_run(&requests, &order);
    rc = hold(client, &requests, FRAME_RESULT, &order, err);
  }
  text_free(&requests);
  return rc;
}

enum err_code client_load(struct client *client, const char *path, struct err *err) {
  struct source_set sources = {0};
  struct text requests = {0};
  enum err_code rc = read_scenario(client, path, &sources, err);
  if (rc == ERR_OK) {
    struct text payload = {0};
    add_sources(&requests, &sources);
    encode_settings(&payload, NULL, 0);
    add_request(&requests, FRAME_LOAD, &payload);
    text_free(&payload);
    rc = hold(client, &requests, FRAME_CAST, NULL, err);
  }
  text_free(&requests);
  return rc;
}

enum err_code client_describe_scenario(struct client *client, const char *scenario,
                                       struct err *err) {
  struct source_set sources = {0};
  struct text requests = {0};
  enum err_code rc = read_scenario(client, scenario, &sources, err);
  if (rc == ERR_OK) {
    struct text payload = {0};
    add_sources(&requests, &sources);
    encode_settings(&payload, NULL, 0);
    add_request(&requests, FRAME_LOAD, &payload);
    text_free(&payload);
    add_word(&requests, FRAME_DESCRIBE, "scenario");
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

/* The policy's own file, as scenario/NAME.lua, and the library. */
enum err_code client_check_policy(struct client *client, const char *path, struct err *err) {
  struct source_set sources = {0};
  struct shipped shipped;
  struct text requests = {0};
  char name[64];
  char logical[96];
  const char *slash = strrchr(path, '/');
  (void)snprintf(name, sizeof name, "%.63s", slash == NULL ? path : slash + 1);
  char *dot = strrchr(name, '.');
  if (dot != NULL) {
    *dot = '\0';
  }
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
    add_sources(&requests, &sources);
    add_word(&requests, FRAME_CHECK, name);
    rc = hold(client, &requests, FRAME_FAULTS, NULL, err);
  }
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
    add_sources(&requests, &sources);
    add_word(&requests, type, word);
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
  add_word(&requests, FRAME_DESCRIBE, what);
  enum err_code rc = hold(client, &requests, FRAME_VALUE, NULL, err);
  text_free(&requests);
  return rc;
}

/* Hostile policies in the worker's own parts: a run fails with a reason, or is merely refused
 * something; the next run on the same worker is that of a fresh one. */
#include "property/company.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SCRIPT_MAX = 16384, INSTRUCTIONS = 3000000 };

static struct company company;
static struct faults faults;
static char good_digest[DIGEST_TEXT_SIZE];

static struct source *victim(void) {
  for (int i = 0; i < company.house.sources.count; i++) {
    if (strcmp(company.house.sources.items[i].name, "policies/revisionist_claimant.lua") == 0) {
      return &company.house.sources.items[i];
    }
  }
  fail_msg("no claimant to replace");
  return NULL;
}

/* Parties look up at nearly every review. */
static const struct setting often = {"model.initiative", "1"};

/* Runs with the script of a party that is surely woken replaced; then with the right one, which
 * must give the digest of a fresh worker. */
static void try_script(const char *name, const char *text, size_t length) {
  struct source *source = victim();
  const struct source good = *source;
  struct run_result result = {0};
  struct setting numbers[1] = {often};
  struct run_request request = {.seed = 5, .numbers = numbers, .number_count = 1};
  struct err err = {0};
  source->bytes = text;
  source->length = length;
  if (company_reload(&company, &faults)) {
    company_watch(&company, INSTRUCTIONS);
    enum err_code rc = house_run(&company.house, &request, NULL, NULL, &result, &err);
    if (rc != ERR_OK && err.text[0] == '\0') {
      fail_msg("%s: failed without a reason", name);
    }
  } else {
    assert_true(faults.count > 0 && faults.items[0].text[0] != '\0');
  }
  *source = good;
  assert_true(company_reload(&company, &faults));
  company_run(&company, 5, NULL, 0, NULL, NULL, &result);
  assert_string_equal(result.digest, good_digest);
}

static size_t read_script(const char *name, char text[SCRIPT_MAX]) {
  char path[1024];
  (void)snprintf(path, sizeof path, "%s/tests/attack/scripts/%.200s", SOURCE_DIR, name);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t length = fread(text, 1, SCRIPT_MAX, file);
  (void)fclose(file);
  return length;
}

/* Functions that call the script: decide, and the handler of incidents. */
static const char *const wrappers[] = {
    "return policy { decide = function(view, self) local function f() %.*s\nend local r = f() "
    "if type(r) == 'string' and r:sub(1, 4) == 'LEAK' then error(r) end end }",
    "return policy { on = { incident = function(view, self, event) %.*s\nend } }"};

static void every_script_fails_alone(void **state) {
  (void)state;
  struct run_result result = {0};
  company_open(&company, "border-quiet", NULL, 0);
  company_run(&company, 5, NULL, 0, NULL, NULL, &result);
  memcpy(good_digest, result.digest, sizeof good_digest);
  DIR *folder = opendir(SOURCE_DIR "/tests/attack/scripts");
  assert_non_null(folder);
  int count = 0;
  for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
    static char text[SCRIPT_MAX];
    static char wrapped[SCRIPT_MAX + 512];
    if (strstr(entry->d_name, ".lua") == NULL || strncmp(entry->d_name, "loop_", 5) == 0) {
      continue; /* loops as chunks run into the full budget at load: tests/cli does those */
    }
    size_t length = read_script(entry->d_name, text);
    if (strncmp(entry->d_name, "memory_", 7) != 0) {
      try_script(entry->d_name, text, length);
    }
    for (size_t w = 0; w < sizeof wrappers / sizeof wrappers[0]; w++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      int size = snprintf(wrapped, sizeof wrapped, wrappers[w], (int)length, text);
#pragma GCC diagnostic pop
      try_script(entry->d_name, wrapped, (size_t)size);
    }
    count++;
  }
  (void)closedir(folder);
  assert_true(count >= 45);
  company_close(&company);
}

static void nonsense_from_a_policy_is_named_with_its_line(void **state) {
  (void)state;
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"return policy { decide = function() return 5 end }", "found a number returned"},
      {"return policy { decide = function() return act['wr' .. 'an'] { } end }", "nil"},
      {"return policy { decide = function() return act.warn { to = 'RURITANAI' } end }",
       "RURITANIA"},
      {"return policy { decide = function() return act.warn { register = 9 } end }", "0 to 5"},
      {"return policy { decide = function() return act.warn { claims = { 'biassed' } } end }",
       "biased"},
      {"return policy { decide = function(view) view.now = 1 end }", "read-only"},
      {"return policy { decide = function(view) view.me.approval = 1 end }", "read-only"},
      {"return policy { decide = function() return choose { { act.warn {}, cost = 0/0 } } end }",
       "finite"},
      {"return policy { decide = function() error('on purpose') end }", "on purpose"},
  };
  company_open(&company, "border-quiet", NULL, 0);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct source *source = victim();
    const struct source good = *source;
    struct run_result result = {0};
    struct setting numbers[1] = {often};
    struct run_request request = {.seed = 5, .numbers = numbers, .number_count = 1, .days = 300};
    struct err err = {0};
    source->bytes = cases[i].text;
    source->length = strlen(cases[i].text);
    assert_true(company_reload(&company, &faults));
    assert_int_not_equal(house_run(&company.house, &request, NULL, NULL, &result, &err), ERR_OK);
    if (strstr(err.text, cases[i].expected) == NULL ||
        strstr(err.where, "revisionist_claimant.lua") == NULL) {
      fail_msg("%s: %s; expected \"%s\"", err.where, err.text, cases[i].expected);
    }
    *source = good;
  }
  company_close(&company);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_script_fails_alone),
      cmocka_unit_test(nonsense_from_a_policy_is_named_with_its_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

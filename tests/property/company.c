/* The company. */
#include "property/company.h"

#include "host/bundle_read.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void read_files(struct company *company, const char *name) {
  struct err err = {0};
  char path[sizeof((struct shipped *)0)->scenarios + 256];
  struct source_set *sources = &company->house.sources;
  struct shipped shipped = {.scripts = SOURCE_DIR "/scripts", .scenarios = SOURCE_DIR "/scenarios"};
  (void)snprintf(path, sizeof path, "%s/%s", shipped.scenarios, name);
  assert_int_equal(bundle_add_folder(sources, &company->files, path, "scenario/", &err), ERR_OK);
  assert_int_equal(bundle_add_scripts(sources, &company->files, &shipped, &err), ERR_OK);
}

static void load(struct company *company) {
  static struct faults faults;
  faults = (struct faults){.count = 0};
  if (house_load(&company->house, company->words, company->word_count, &faults) != ERR_OK) {
    fail_msg("%s: %s", faults.items[0].where, faults.items[0].text);
  }
}

static void open_house(struct company *company, const char *name) {
  struct err err = {0};
  const struct worker_options options = {.fresh = false, .scribble = -1};
  assert_int_equal(house_init(&company->house, &options, &err), ERR_OK);
  watchdog_stop(
      &company->house.watchdog); /* a sanitized build on a busy machine is slow without fault */
  arena_open_blocks(&company->files, (size_t)64 << 20);
  read_files(company, name);
}

void company_open_under(struct company *company, const char *name, const struct setting *settings,
                        int count, company_edit_fn edit) {
  company->days = 0;
  company->want_series = false;
  open_house(company, name);
  for (int i = 0; edit != NULL && i < company->house.sources.count; i++) {
    edit(&company->house.sources.items[i], &company->files);
  }
  company->words = arena_alloc(&company->files, (size_t)count * sizeof *settings + 1);
  assert_non_null(company->words);
  if (count > 0) {
    memcpy(company->words, settings, (size_t)count * sizeof *settings);
  }
  company->word_count = count;
  load(company);
}

void company_open(struct company *company, const char *name, const struct setting *settings,
                  int count) {
  company_open_under(company, name, settings, count, NULL);
}

void company_open_edited(struct company *company, const char *name, company_edit_fn edit) {
  company_open_under(company, name, NULL, 0, edit);
}

void company_what_if(struct company *company, const struct inject *injects, int count) {
  company->house.what_if = injects;
  company->house.what_if_count = count;
}

bool company_reload(struct company *company, struct faults *faults) {
  *faults = (struct faults){.count = 0};
  house_forget(&company->house);
  return house_load(&company->house, company->words, company->word_count, faults) == ERR_OK;
}

void company_watch(struct company *company, int instructions) {
  struct house *house = &company->house;
  struct variant *variant = house->variant;
  int *limit = &stage_sandbox(variant->stage)->budget.instructions_max;
  size_t offset = (size_t)((unsigned char *)limit - house->arena.base);
  assert_true(offset < variant->image_size);
  memcpy(variant->image + offset, &instructions, sizeof instructions);
  if (!house->watchdog.running) {
    assert_true(watchdog_start(&house->watchdog));
  }
}

void company_run(struct company *company, uint64_t seed, const struct setting *numbers, int count,
                 record_sink_fn sink, void *context, struct run_result *result) {
  struct err err = {0};
  struct setting copies[8];
  assert_true(count <= 8);
  for (int i = 0; i < count; i++) {
    copies[i] = numbers[i];
  }
  struct run_request request = {.seed = seed,
                                .days = company->days,
                                .want_series = company->want_series,
                                .words = company->words,
                                .word_count = company->word_count,
                                .numbers = copies,
                                .number_count = count};
  if (house_run(&company->house, &request, sink, context, result, &err) != ERR_OK) {
    fail_msg("seed %llu: %s: %s", (unsigned long long)seed, err.where, err.text);
  }
}

void company_close(struct company *company) {
  house_close(&company->house);
  arena_close(&company->files);
}

const struct scenario *company_scenario(const struct company *company) {
  return stage_loaded(company->house.variant->stage)->scenario;
}

double company_outcome(const struct run_result *result, const char *name) {
  for (int i = 0; i < result->outcome_count; i++) {
    if (strcmp(result->outcomes[i].name, name) == 0) {
      return result->outcomes[i].value;
    }
  }
  return NAN;
}

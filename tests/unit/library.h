/* A sandbox with the shipped scripts, for tests of the standard library of policies. */
#ifndef DEMARCHE_TESTS_LIBRARY_H
#define DEMARCHE_TESTS_LIBRARY_H

#include "unit/script.h"

#include "host/bundle_read.h"

#include <stdlib.h>

/* Before every script; a module is loaded once. */
static const char library_prelude[] =
    "local crisis, bargain, signal, trust = require 'crisis', require 'bargain', require 'signal', "
    "require 'trust' "
    "local brink, alliance, choice, bdm = require 'brink', require 'alliance', require 'choice', "
    "require 'bdm' "
    "local arms, ipd, audience, belief = require 'arms', require 'ipd', require 'audience', "
    "require 'belief' "
    "local council, contest = require 'council', require 'contest' "
    /* [f] over [list] goes up (way 1) or down (-1), strictly. */
    "local function monotone(list, way, f) "
    "for i = 2, #list do if not ((f(list[i]) - f(list[i - 1])) * way > 0) then "
    "return ('not monotone at %g: %.9g %.9g'):format(list[i], f(list[i - 1]), f(list[i])) end end "
    "return 'holds' end "
    "local function near(a, b) return math.abs(a - b) < 1e-9 end ";

struct library {
  struct arena arena, files;
  struct sandbox *sandbox;
  struct source_set sources;
};

static inline int open_library(void **state) {
  struct library *library = calloc(1, sizeof *library);
  struct err err = {0};
  struct shipped shipped = {.scripts = SOURCE_DIR "/scripts", .scenarios = SOURCE_DIR "/scenarios"};
  assert_non_null(library);
  arena_open_blocks(&library->arena, SCRIPT_ARENA_MAX);
  arena_open_blocks(&library->files, (size_t)16 << 20);
  assert_int_equal(bundle_add_scripts(&library->sources, &library->files, &shipped, &err), ERR_OK);
  library->sandbox = script_sandbox(&library->arena);
  sandbox_set_sources(library->sandbox, &library->sources);
  sandbox_begin_run(library->sandbox, true, NULL);
  *state = library;
  return 0;
}

static inline int close_library(void **state) {
  struct library *library = *state;
  sandbox_close(library->sandbox);
  arena_close(&library->arena);
  arena_close(&library->files);
  free(library);
  return 0;
}

static inline enum err_code library_run(struct library *library, const char *before,
                                        const char *script, char out[SCRIPT_OUT_MAX]) {
  char text[4096];
  int length = snprintf(text, sizeof text, "%s%s%s", library_prelude, before, script);
  assert_in_range(length, 1, sizeof text - 1);
  return script_run(library->sandbox, text, (size_t)length, out);
}

#endif

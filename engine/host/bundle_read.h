/* Reading a scenario's folder and the shipped scripts into a bundle. */
#ifndef DEMARCHE_HOST_BUNDLE_READ_H
#define DEMARCHE_HOST_BUNDLE_READ_H

#include "base/arena.h"
#include "base/faults.h"
#include "base/text.h"
#include "model/source.h"

/* Where the shipped files are: beside the source tree's build, or installed. */
struct shipped {
  char scripts[4096];
  char scenarios[4096];
  char cases[4096]; /* records of past cases; need not be there */
};

/* Finds scripts/ and scenarios/ relative to the executable; environment variable DEMARCHE_HOME, if
 * set, names the folder that holds both. */
enum err_code bundle_find_shipped(struct shipped *out, struct err *err);

/* The folder of a scenario: [argument] itself if it is a folder, else the shipped one of that name.
 * ERR_INVALID with the nearest name if there is none. */
enum err_code bundle_find_scenario(const struct shipped *shipped, const char *argument,
                                   char path[4096], struct err *err);

/* The file of a record of cases: [argument] itself if it is there, else the shipped one of that
 * name, which is written without ".csv". ERR_INVALID naming the shipped ones if there is none. */
enum err_code bundle_find_cases(const struct shipped *shipped, const char *argument,
                                char path[4096], struct err *err);

/* Whether the folder holds scenario.lua, of whatever kind. */
bool bundle_has_scenario(const char *folder);

/* Adds every .lua file below [folder] to [out] under [prefix] ("scenario/"), in order of names;
 * regular files only, capped by SOURCE_*, UTF-8 without NUL (a byte-order mark is dropped). Faults
 * name the file. */
enum err_code bundle_add_folder(struct source_set *out, struct arena *arena, const char *folder,
                                const char *prefix, struct err *err);

/* Adds one file under a logical name. */
enum err_code bundle_add_file(struct source_set *out, struct arena *arena, const char *path,
                              const char *name, struct err *err);

/* Adds lib/, policies/ and verbs.lua of the shipped scripts. */
enum err_code bundle_add_scripts(struct source_set *out, struct arena *arena,
                                 const struct shipped *shipped, struct err *err);

/* The whole bundle of a scenario, given by folder or name: its files and the shipped scripts. */
enum err_code bundle_add_scenario(struct source_set *out, struct arena *arena, const char *scenario,
                                  struct err *err);

/* A setting `...policy=PATH.lua`: the file joins the bundle as if it lay in the scenario's folder,
 * and the setting then names it. Leaves other settings alone. */
enum err_code bundle_add_policy(struct source_set *out, struct arena *arena,
                                struct setting *setting, struct err *err);

/* Names of folders in [folder] that hold scenario.lua, or of .lua files without their ending, in
 * order, one a line. */
enum err_code bundle_list(const char *folder, bool scenarios, struct text *out, struct err *err);

#endif

/* Makes results files whose statistics are known, for the tests of the commands that tell them.
 *
 *   synthetic DESIGN FILE: saltelli (Ishigami's function), morris (a linear one), grid, failed, or
 *   uneven (a grid under a rule of precision, in which nearly all runs of one level fail)
 *
 * Measures are functions of the factors and the seed, not of a crisis. */
#include "base/rng.h"
#include "store/store.h"
#include "study/design.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FACTORS = 4, MEASURES = 9, SAMPLES = 256 };

static const char *const helper_words[] = {"patron", "hedger", "bystander"};

struct batch {
  enum design design;
  int64_t replicates;
  bool fails;  /* some runs */
  bool uneven; /* those of one helper, but for the first replicates */
  struct factor factors[FACTORS];
  struct points points;
};

/* x1, x2, x3 from -pi to pi; of a linear model 1, 2 and 0; helper is a word without effect. */
static const struct store_measure measures[MEASURES] = {
    {"war", true, ""},          {"deaths", false, "persons"}, {"deaths.river", false, "persons"},
    {"peak_day", false, "day"}, {"accidents", false, ""},     {"ishigami", false, ""},
    {"linear", false, ""},      {"ceasefire", true, ""},      {"reply", true, ""}};

static void measure(const double *x, uint64_t seed, double *out) {
  struct rng_key key = {.seed = seed, .who = 1, .purpose = RNG_POLICY};
  double noise = rng_normal(&key, 0);
  double heat = x[0] + noise;
  out[0] = heat > 2 ? 1 : 0;
  out[1] = heat > 0 ? floor(100 * heat) : 0;
  out[2] = out[1] / 2;
  out[3] = heat > 0 ? floor(60 / (1 + heat)) : NAN;
  out[4] = 0;
  out[5] = sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
  out[6] = x[0] + 2 * x[1];
  out[7] = 1;
  out[8] = out[0] != 0 ? NAN : noise > 0 ? 1 : 0;
}

static enum err_code put_run(struct store *store, const struct batch *batch, int64_t point,
                             int64_t replicate, struct err *err) {
  struct factor_value values[FACTORS];
  struct summary_outcome outcomes[MEASURES];
  double numbers[MEASURES];
  const double *x = batch->points.values + point * FACTORS;
  uint64_t seed = 1000 + (uint64_t)replicate;
  bool fails = batch->uneven ? x[3] == 2 && replicate >= 3 : batch->fails && point % 50 == 7;
  measure(x, seed, numbers);
  for (int f = 0; f < FACTORS; f++) {
    bool word = !batch->factors[f].number;
    values[f] = word ? (struct factor_value){NAN, helper_words[(int)x[f]]}
                     : (struct factor_value){x[f], NULL};
  }
  for (int m = 0; m < MEASURES; m++) {
    outcomes[m] = (struct summary_outcome){measures[m].name, numbers[m], measures[m].flag};
  }
  struct run_summary summary = {.digest = "00000000000000000000000000000000",
                                .days = 90,
                                .outcome_count = MEASURES,
                                .outcomes = outcomes};
  struct store_run run = {.run_id = replicate * batch->points.count + point,
                          .point = point,
                          .replicate = replicate,
                          .seed = seed,
                          .status = fails ? RUN_STATUS_FAILED : RUN_STATUS_OK,
                          .reason = fails ? "on purpose" : "",
                          .values = values,
                          .summary = fails ? NULL : &summary,
                          .attempts = 1};
  return store_put_run(store, &run, err);
}

static enum err_code make_points(struct batch *batch, struct err *err) {
  static const char *const paths[FACTORS] = {"x1", "x2", "x3", "helper"};
  enum err_code rc = ERR_OK;
  for (int f = 0; f < FACTORS && rc == ERR_OK; f++) {
    const char *levels = f == 3                         ? "patron,hedger,bystander"
                         : batch->design == DESIGN_GRID ? "-3:3:3"
                                                        : "-3.141592653589793:3.141592653589793";
    rc = factor_read(&batch->factors[f], paths[f], levels, err);
    batch->factors[f].source = "";
  }
  return rc != ERR_OK
             ? rc
             : design_points(batch->design, batch->factors, FACTORS,
                             batch->design == DESIGN_MORRIS ? 20 : SAMPLES, 1, &batch->points, err);
}

static enum err_code write_file(const struct batch *batch, const char *path, struct err *err) {
  struct store_line lines[] = {{"design", design_word(batch->design), false},
                               {"until", batch->uneven ? "ci(deaths)<1" : "", true}};
  struct store_factor factors[FACTORS];
  struct store *store = NULL;
  struct source_set bundle = {0};
  for (int f = 0; f < FACTORS; f++) {
    const struct factor *from = &batch->factors[f];
    factors[f] = (struct store_factor){from->path, from->number,      from->low, from->high,
                                       from->base, from->levels_text, ""};
  }
  struct store_plan plan = {.scenario = "synthetic",
                            .title = "A function",
                            .epoch = "2018-09-01 00:00",
                            .engine = DEMARCHE_VERSION,
                            .days = 90,
                            .seed = 1,
                            .points = batch->points.count,
                            .planned =
                                batch->points.count * batch->replicates * (batch->uneven ? 2 : 1),
                            .lines = lines,
                            .line_count = 2,
                            .factors = factors,
                            .factor_count = FACTORS,
                            .measures = measures,
                            .measure_count = MEASURES,
                            .bundle = &bundle};
  enum err_code rc = store_create(&store, path, &plan, err);
  for (int64_t r = 0; r < batch->replicates && rc == ERR_OK; r++) {
    for (int64_t p = 0; p < batch->points.count && rc == ERR_OK; p++) {
      rc = put_run(store, batch, p, r, err);
    }
  }
  enum err_code closed = store_close(store, rc == ERR_OK ? err : NULL);
  return rc != ERR_OK ? rc : closed;
}

int main(int argc, char **argv) {
  struct batch batch = {.design = DESIGN_GRID, .replicates = 1};
  struct err err = {0};
  if (argc != 3) {
    (void)fputs("synthetic saltelli|morris|grid|failed|uneven FILE\n", stderr);
    return 2;
  }
  for (int d = 0; d < DESIGN_COUNT; d++) {
    batch.design =
        strcmp(argv[1], design_word((enum design)d)) == 0 ? (enum design)d : batch.design;
  }
  if (strcmp(argv[1], "failed") == 0) {
    batch.design = DESIGN_SALTELLI;
    batch.fails = true;
  }
  batch.uneven = strcmp(argv[1], "uneven") == 0;
  batch.replicates = batch.design == DESIGN_GRID ? 30 : 2;
  enum err_code rc = make_points(&batch, &err);
  rc = rc != ERR_OK ? rc : write_file(&batch, argv[2], &err);
  if (rc != ERR_OK) {
    (void)fprintf(stderr, "%s: %s\n", err.where, err.text);
  }
  for (int f = 0; f < FACTORS; f++) {
    factor_free(&batch.factors[f]);
  }
  points_free(&batch.points);
  return rc == ERR_OK ? 0 : 1;
}

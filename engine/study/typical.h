/* The most typical run of each class of outcome. */
#ifndef DEMARCHE_STUDY_TYPICAL_H
#define DEMARCHE_STUDY_TYPICAL_H

#include "base/arena.h"
#include "store/store.h"

enum { OUTCOME_CLASSES_MAX = 8, OUTCOME_NAME_SIZE = 72, OUTCOME_TEST_SIZE = 256 };

struct outcome_class {
  char name[OUTCOME_NAME_SIZE]; /* "war", "no warning" */
  char test[OUTCOME_TEST_SIZE]; /* the class as an expression for `demarche find` */
  int64_t runs;
  int64_t typical; /* row of the typical run */
};

/* Classes of the runs for which [chosen] holds: the first rung that applies of a ladder of violence
 * (war, major fighting, fire ordered, fatal incidents, quiet), leaving out rungs that are no column
 * or always the same; if that tells nothing apart, yes and no of the flag that divides the runs
 * most evenly; else one class, "all". [of_run] is each run's class, -1 of none. Classes without
 * runs are left out. Returns how many there are. */
int outcome_classes(const struct store_columns *columns, const bool *chosen,
                    struct outcome_class classes[OUTCOME_CLASSES_MAX], int *of_run);

/* Finds the typical run of each class: its medoid, the run whose sum of squared distances to the
 * others of its class is least, which is the one nearest to the class's mean (so no pair of runs
 * need be looked at). Distances are over the columns [measures], each divided by its standard
 * deviation over all classes; where one does not apply to every run, whether it does is a dimension
 * too. Of equals the first. ERR_NOMEM. */
enum err_code typical_runs(const struct store_columns *columns, const int *of_run,
                           const int *measures, int measure_count, struct outcome_class *classes,
                           int class_count, struct arena *arena, struct err *err);

#endif

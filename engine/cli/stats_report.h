/* What `demarche stats` tells, and its three forms. */
#ifndef DEMARCHE_CLI_STATS_REPORT_H
#define DEMARCHE_CLI_STATS_REPORT_H

#include "cli/run_set.h"
#include "study/effects.h"
#include "study/grouping.h"
#include "study/statistics.h"

/* Everything that is told; lives in the arena of [results]. */
struct stats_report {
  struct run_set *set;
  const char *by;       /* factor or measure, NULL none */
  const char *given;    /* expression, NULL none */
  bool hides_parts;     /* measures with a dot were left out */
  bool hides_saturated; /* measures that are always the same are only named */
  int64_t statuses[RUN_STATUS_COUNT];
  const bool *chosen; /* [run] */
  struct grouping grouping;
  struct grouping attempted; /* likewise, with runs that are not ok; one group if by a measure */
  bool attempted_by;         /* its groups are those of [by] */
  int64_t ended[GROUPS_MAX][RUN_STATUS_COUNT]; /* [group attempted] how its runs ended */
  struct measure_statistics *measures;
  int measure_count;
  struct factor_effect *effects;
  int effect_count;
  struct saturated *saturated;
  int saturated_count;
};

/* [width] columns, 0 unlimited. */
void stats_table(struct text *out, const struct stats_report *report, int width);
/* How many runs of each group are missing, a line each; nothing if none is. */
void stats_missing(struct text *out, const struct stats_report *report);
void stats_csv(struct text *out, const struct stats_report *report);
void stats_json(struct text *out, const struct stats_report *report);

#endif

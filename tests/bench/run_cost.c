/* What a run costs: CPU of one run inside the worker's parts, against a fixed amount of arithmetic
 * on the same machine, so that a slow machine does not look like slow code. */
#include "property/company.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

enum { RUNS = 300, YARDSTICK = 20 * 1000 * 1000 };

static double cpu_seconds(void) {
  struct timespec now;
  (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* A chain of dependent multiplications and additions: about four cycles each. */
static double yardstick(void) {
  volatile double start = 1.000000001;
  double x = start;
  double begun = cpu_seconds();
  for (int i = 0; i < YARDSTICK; i++) {
    x = x * start + 1e-9;
  }
  start = x;
  return cpu_seconds() - begun;
}

int main(void) {
  static struct company company;
  struct run_result result = {0};
  company_open(&company, "csto-2018", NULL, 0);
  for (uint64_t seed = 1; seed <= 20; seed++) {
    company_run(&company, seed, NULL, 0, NULL, NULL, &result);
  }
  double measure = yardstick();
  double spent[2] = {0}; /* without series and with them, in turn: the machine's mood is shared */
  for (uint64_t seed = 1; seed <= RUNS; seed++) {
    for (int s = 0; s < 2; s++) {
      double begun = cpu_seconds();
      company.want_series = s == 1;
      company_run(&company, seed, NULL, 0, NULL, NULL, &result);
      spent[s] += cpu_seconds() - begun;
    }
  }
  double run = spent[0] / RUNS;
  printf("one 90-day run: %.2f ms of CPU; %.1f thousandths of the yardstick (%.0f ms); image %zu "
         "KiB\n",
         1000 * run, 1000 * run / measure, 1000 * measure,
         company.house.variant->image_size / 1024);
  printf("with series: %.3f of that\n", spent[1] / spent[0]);
  company_close(&company);
  return 0;
}

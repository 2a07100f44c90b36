/* Dates and minutes, in UTC, proleptic Gregorian; no time zone, no C library calendar. */
#ifndef DEMARCHE_BASE_CALENDAR_H
#define DEMARCHE_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum {
  MINUTES_PER_HOUR = 60,
  MINUTES_PER_DAY = 1440,
  CALENDAR_TEXT_SIZE = 20, /* "2018-09-21 14:05" and a NUL fit */
};

struct date {
  int year;   /* 1 to 9999 */
  int month;  /* 1 to 12 */
  int day;    /* 1 to 31 */
  int minute; /* of the day, 0 to 1439 */
};

/* Reads "2018-09-11" or "2018-09-11 14:05". Returns false if it is not a date that exists. */
bool calendar_parse(const char *text, struct date *out);

/* Minutes from 0001-01-01 00:00. */
int64_t calendar_minutes(const struct date *date);

/* The inverse of calendar_minutes. */
struct date calendar_date(int64_t minutes);

/* "2018-09-21 14:05". */
void calendar_print(int64_t minutes, char text[CALENDAR_TEXT_SIZE]);

/* "Fri", ... for a day given in minutes as above. */
const char *calendar_weekday(int64_t minutes);

#endif

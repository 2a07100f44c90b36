/* Dates by day numbers; the year begins in March inside, so that the leap day comes last. */
#include "base/calendar.h"

#include <stdio.h>

static bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Reads exactly [digits] digits at [*text] and moves on. */
static bool read_digits(const char **text, int digits, int *out) {
  int value = 0;
  for (int i = 0; i < digits; i++) {
    char c = (*text)[i];
    if (c < '0' || c > '9') {
      return false;
    }
    value = value * 10 + (c - '0');
  }
  *text += digits;
  *out = value;
  return true;
}

static bool read_char(const char **text, char expected) {
  if (**text != expected) {
    return false;
  }
  (*text)++;
  return true;
}

bool calendar_parse(const char *text, struct date *out) {
  struct date date = {0};
  int hour = 0;
  int minute = 0;
  bool ok = read_digits(&text, 4, &date.year) && read_char(&text, '-') &&
            read_digits(&text, 2, &date.month) && read_char(&text, '-') &&
            read_digits(&text, 2, &date.day);
  if (ok && *text != '\0') {
    ok = read_char(&text, ' ') && read_digits(&text, 2, &hour) && read_char(&text, ':') &&
         read_digits(&text, 2, &minute) && *text == '\0';
  }
  if (!ok || date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
      date.day > days_in_month(date.year, date.month) || hour > 23 || minute > 59) {
    return false;
  }
  date.minute = hour * MINUTES_PER_HOUR + minute;
  *out = date;
  return true;
}

/* Days from 0001-01-01. */
static int64_t day_number(int year, int month, int day) {
  int64_t y = month > 2 ? year : year - 1;
  int64_t m = month > 2 ? month - 3 : month + 9;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 306;
}

int64_t calendar_minutes(const struct date *date) {
  return day_number(date->year, date->month, date->day) * MINUTES_PER_DAY + date->minute;
}

struct date calendar_date(int64_t minutes) {
  int64_t days = minutes / MINUTES_PER_DAY;
  int64_t shifted = days + 306; /* days from 0000-03-01 */
  int64_t era = shifted / 146097;
  int64_t in_era = shifted % 146097;
  int64_t year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  int64_t in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t month = (5 * in_year + 2) / 153;
  struct date date = {.day = (int)(in_year - (153 * month + 2) / 5 + 1),
                      .month = (int)(month < 10 ? month + 3 : month - 9),
                      .minute = (int)(minutes % MINUTES_PER_DAY)};
  date.year = (int)(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

void calendar_print(int64_t minutes, char text[CALENDAR_TEXT_SIZE]) {
  struct date date = calendar_date(minutes);
  (void)snprintf(text, CALENDAR_TEXT_SIZE, "%04u-%02u-%02u %02u:%02u", (unsigned)date.year % 10000u,
                 (unsigned)date.month % 100u, (unsigned)date.day % 100u,
                 (unsigned)(date.minute / MINUTES_PER_HOUR) % 100u,
                 (unsigned)(date.minute % MINUTES_PER_HOUR) % 100u);
}

const char *calendar_weekday(int64_t minutes) {
  static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return names[minutes / MINUTES_PER_DAY % 7]; /* 0001-01-01 was a Monday */
}

/* Rows. */
#include "cli/row_writer.h"

#include "base/csv.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define WHOLE_MOST 1e15

/* Whether text is printable ASCII that no form has to escape: almost all is. */
static bool is_plain(const char *text) {
  const char *at = text;
  while (*at >= ' ' && *at <= '~' && *at != '"' && *at != '\\') {
    at++;
  }
  return *at == '\0';
}

/* Adds text that is safe already, so that only quotes and backslashes are left to escape. */
static void add_string(struct text *out, const char *safe) {
  text_add(out, "\"");
  for (const char *at = safe; *at != '\0';) {
    size_t plain = strcspn(at, "\"\\");
    text_add_bytes(out, at, plain);
    at += plain;
    if (*at != '\0') {
      text_add_bytes(out, "\\", 1);
      text_add_bytes(out, at++, 1);
    }
  }
  text_add(out, "\"");
}

static void add_text(struct row_writer *row, const char *text) {
  struct text safe = {0};
  bool plain = is_plain(text);
  if (!plain) {
    text_add_safe(&safe, text, strlen(text));
    row->out->failed = row->out->failed || safe.failed;
  }
  if (row->form == ROW_JSONL) {
    add_string(row->out, plain ? text : text_string(&safe));
  } else {
    csv_text(row->out, plain ? text : text_string(&safe));
  }
  text_free(&safe);
}

/* Digits from the last to the first. */
static void add_whole(struct text *out, int64_t value) {
  char digits[24];
  char *at = digits + sizeof digits;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do {
    *--at = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (value < 0) {
    *--at = '-';
  }
  text_add_bytes(out, at, (size_t)(digits + sizeof digits - at));
}

/* Begins a cell; whether its value is to be written now. */
static bool begin(struct row_writer *row, const char *name) {
  if (row->form == ROW_JSONL) {
    text_add(row->out, row->begun ? "," : "{");
    add_text(row, name);
    text_add(row->out, ":");
  } else {
    text_add(row->out, row->begun ? "," : "");
  }
  row->begun = true;
  if (row->form == ROW_HEADER) {
    add_text(row, name);
  }
  return row->form != ROW_HEADER;
}

void row_null(struct row_writer *row, const char *name) {
  if (begin(row, name) && row->form == ROW_JSONL) {
    text_add(row->out, "null");
  }
}

void row_text(struct row_writer *row, const char *name, const char *text) {
  if (text == NULL) {
    row_null(row, name);
  } else if (begin(row, name)) {
    add_text(row, text);
  }
}

void row_number(struct row_writer *row, const char *name, double value) {
  if (isnan(value) || (isinf(value) && row->form == ROW_JSONL)) {
    row_null(row, name);
  } else if (begin(row, name)) {
    if (value == floor(value) && fabs(value) < WHOLE_MOST) {
      add_whole(row->out, (int64_t)value); /* the same text, sooner */
    } else {
      csv_number(row->out, value);
    }
  }
}

void row_float(struct row_writer *row, const char *name, float value) {
  if (isnan(value) || isinf(value)) {
    row_null(row, name);
  } else if (begin(row, name)) {
    text_add_format(row->out, "%.9g", value == 0 ? 0.0 : (double)value);
  }
}

void row_integer(struct row_writer *row, const char *name, int64_t value) {
  if (begin(row, name)) {
    add_whole(row->out, value);
  }
}

void row_unsigned(struct row_writer *row, const char *name, uint64_t value) {
  if (begin(row, name)) {
    text_add_format(row->out, "%" PRIu64, value);
  }
}

void row_flag(struct row_writer *row, const char *name, double value) {
  if (isnan(value)) {
    row_null(row, name);
  } else if (row->form != ROW_JSONL) {
    row_number(row, name, value != 0 ? 1 : 0);
  } else if (begin(row, name)) {
    text_add(row->out, value != 0 ? "true" : "false");
  }
}

/* RFC 4180 ends lines by CR LF, which readers of today do without. */
void row_end(struct row_writer *row) {
  text_add(row->out, row->form == ROW_JSONL ? "}\n" : "\n");
  row->begun = false;
}

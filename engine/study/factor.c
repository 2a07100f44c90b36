/* Factors: what is varied, read from its levels as people write them. */
#include "study/design_draw.h"

#include "base/number.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PART_MAX = 3, RANGE_TEXT_MAX = 128 };

void factor_free(struct factor *factor) {
  free(factor->block);
  *factor = (struct factor){0};
}

void factors_free(struct factor *factors, int count) {
  for (int i = 0; factors != NULL && i < count; i++) {
    factor_free(&factors[i]);
  }
  free(factors);
}

/* Lays the block of a factor out: room for [levels] numbers and as many words, then copies of the
 * texts. Returns the copy of [text] that may be cut up, NULL: no memory. */
static char *lay_out(struct factor *out, const char *path, const char *text, int levels,
                     double **numbers, const char ***words) {
  size_t count = (size_t)levels;
  size_t path_size = strlen(path) + 1;
  size_t text_size = strlen(text) + 1;
  char *block = malloc(count * (sizeof **numbers + sizeof **words) + path_size + 2 * text_size);
  if (block == NULL) {
    return NULL;
  }
  char *texts = block + count * (sizeof **numbers + sizeof **words);
  memcpy(texts, path, path_size);
  memcpy(texts + path_size, text, text_size);
  memcpy(texts + path_size + text_size, text, text_size);
  *numbers = (double *)(void *)block;
  *words = (const char **)(void *)(block + count * sizeof **numbers);
  *out = (struct factor){.path = texts,
                         .levels_text = texts + path_size,
                         .source = "",
                         .low = (double)NAN,
                         .high = (double)NAN,
                         .base = (double)NAN,
                         .block = block};
  return texts + path_size + text_size;
}

/* Cuts [text] at [separator] in place; the parts lose the spaces around them. Returns how many
 * there are, of which the first [room] are kept. */
static int cut(char *text, char separator, const char **parts, int room) {
  int count = 0;
  char *at = text;
  while (at != NULL) {
    char *next = strchr(at, separator);
    if (next != NULL) {
      *next = '\0';
    }
    while (isspace((unsigned char)*at)) {
      at++;
    }
    size_t length = strlen(at);
    while (length > 0 && isspace((unsigned char)at[length - 1])) {
      at[--length] = '\0';
    }
    if (count < room) {
      parts[count] = at;
    }
    count++;
    at = next == NULL ? NULL : next + 1;
  }
  return count;
}

/* A range as it is written: the levels are 0 when no number of them is given. */
struct range {
  double low, high, levels;
};

static bool parse_range(const char *text, struct range *out) {
  char copy[RANGE_TEXT_MAX];
  const char *parts[PART_MAX] = {"", "", ""};
  size_t length = strlen(text);
  if (length >= sizeof copy) {
    return false;
  }
  memcpy(copy, text, length + 1);
  int count = cut(copy, ':', parts, PART_MAX);
  *out = (struct range){0};
  bool good = count <= PART_MAX && number_parse(parts[0], &out->low) &&
              number_parse(parts[1], &out->high) && out->low < out->high &&
              isfinite(out->high - out->low);
  if (good && count == PART_MAX) {
    good = number_parse(parts[2], &out->levels) && out->levels == floor(out->levels) &&
           out->levels >= 2 && out->levels <= LEVEL_MAX;
  }
  return good;
}

static enum err_code read_range(struct factor *out, const char *path, const char *text,
                                struct err *err) {
  struct range range;
  if (!parse_range(text, &range)) {
    return err_set(err, ERR_INVALID, NULL,
                   "%s: found \"%.60s\"; expected lo:hi or lo:hi:n, lo below hi, n from 2 to %d",
                   path, text, LEVEL_MAX);
  }
  int levels = (int)range.levels;
  double *numbers = NULL;
  const char **words = NULL;
  if (lay_out(out, path, text, levels, &numbers, &words) == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "%s: no memory for its levels", path);
  }
  for (int i = 0; i < levels; i++) {
    double step = i * (range.high - range.low) / (levels - 1);
    numbers[i] = i == levels - 1 ? range.high : range.low + step;
  }
  out->number = true;
  out->low = range.low;
  out->high = range.high;
  out->level_count = levels;
  out->levels = levels > 0 ? numbers : NULL;
  return ERR_OK;
}

/* Reads the items of a list as numbers if the first is one. Answers with the item that does not
 * fit. */
static const char *fill_list(struct factor *out, const char *const *items, int count,
                             double *numbers) {
  double first = 0;
  out->number = number_parse(items[0], &first);
  out->list = true;
  out->level_count = count;
  for (int i = 0; i < count; i++) {
    double value = 0;
    bool is_number = number_parse(items[i], &value);
    if (items[i][0] == '\0' || is_number != out->number) {
      return items[i];
    }
    numbers[i] = value;
    out->low = i == 0 || value < out->low ? value : out->low;
    out->high = i == 0 || value > out->high ? value : out->high;
  }
  if (out->number) {
    out->levels = numbers;
  } else {
    out->words = items;
    out->low = (double)NAN;
    out->high = (double)NAN;
  }
  return NULL;
}

/* The item of a list that stands in it twice, or NULL. */
static const char *twice(const struct factor *factor, const char *const *items) {
  int kept[LEVEL_MAX];
  int count = factor_distinct(factor, kept);
  for (int i = 0; i < count; i++) {
    if (kept[i] != i) {
      return items[i];
    }
  }
  return count < factor->level_count ? items[count] : NULL;
}

static enum err_code read_list(struct factor *out, const char *path, const char *text,
                               struct err *err) {
  size_t commas = 0;
  for (const char *at = strchr(text, ','); at != NULL; at = strchr(at + 1, ',')) {
    commas++;
  }
  if (commas >= LEVEL_MAX) {
    return err_set(err, ERR_INVALID, NULL, "%s: found %zu levels; expected at most %d", path,
                   commas + 1, LEVEL_MAX);
  }
  double *numbers = NULL;
  const char **items = NULL;
  char *copy = lay_out(out, path, text, (int)commas + 1, &numbers, &items);
  if (copy == NULL) {
    return err_set(err, ERR_NOMEM, NULL, "%s: no memory for its levels", path);
  }
  int count = cut(copy, ',', items, (int)commas + 1);
  const char *odd = fill_list(out, items, count, numbers);
  const char *again = odd == NULL ? twice(out, items) : NULL;
  if (odd != NULL) {
    const char *expected = odd[0] == '\0' ? "lo:hi, lo:hi:n or a,b,c"
                           : out->number  ? "a number, as the first of the list is"
                                          : "a word, as the first of the list is";
    (void)err_set(err, ERR_INVALID, NULL, "%s: found \"%.60s\"; expected %s", path,
                  odd[0] == '\0' ? text : odd, expected);
  } else if (again != NULL) {
    (void)err_set(err, ERR_INVALID, NULL, "%s: found %.60s twice; expected each level once", path,
                  again);
  }
  if (odd != NULL || again != NULL) {
    factor_free(out);
    return ERR_INVALID;
  }
  return ERR_OK;
}

enum err_code factor_read(struct factor *out, const char *path, const char *text, struct err *err) {
  *out = (struct factor){0};
  bool range = strchr(text, ':') != NULL && strchr(text, ',') == NULL;
  return range ? read_range(out, path, text, err) : read_list(out, path, text, err);
}

bool factor_is_list(const struct factor *factor) {
  return factor->list || !factor->number;
}

double factor_at(const struct factor *factor, double u) {
  if (factor_is_list(factor)) {
    int last = factor->level_count - 1;
    double place = floor(u * factor->level_count);
    int level = place >= last ? last : (int)place;
    return factor->number ? factor->levels[level] : level;
  }
  double value = factor->low + u * (factor->high - factor->low);
  return value > factor->high ? factor->high : value;
}

static bool same_level(const struct factor *factor, int a, int b) {
  return factor->number ? factor->levels[a] == factor->levels[b]
                        : strcmp(factor->words[a], factor->words[b]) == 0;
}

int factor_distinct(const struct factor *factor, int *kept) {
  int count = 0;
  bool rising = factor->number;
  for (int i = 0; i < factor->level_count; i++) {
    /* Levels of a range rise, so that none need be looked for. */
    rising = rising && (i == 0 || factor->levels[i] > factor->levels[i - 1]);
    bool known = false;
    for (int j = 0; j < count && !rising && !known; j++) {
      known = same_level(factor, i, kept[j]);
    }
    if (!known) {
      kept[count++] = i;
    }
  }
  return count;
}

int factor_base_level(const struct factor *factor) {
  int own = 0;
  if (!factor->number && !isnan(factor->base)) {
    own = (int)factor->base;
    assert(own >= 0 && own < factor->level_count && own == factor->base);
  }
  for (int i = 0; i < factor->level_count; i++) {
    if (factor->number ? factor->levels[i] == factor->base : same_level(factor, i, own)) {
      return i;
    }
  }
  return -1;
}

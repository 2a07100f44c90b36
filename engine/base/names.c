/* Names: hashes, and what a mistyped word was probably meant to be. */
#include "base/names.h"

#include "base/digest.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { WORD_MAX = 63 };

uint32_t names_hash(const char *name) {
  uint64_t hash = digest_hash64(name, strlen(name));
  return (uint32_t)(hash ^ hash >> 32);
}

static int least(int a, int b) {
  return a < b ? a : b;
}

static bool same(char a, char b) {
  return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Optimal string alignment distance (Levenshtein with swaps of neighbours), case ignored. */
static int distance(const char *a, size_t a_length, const char *b, size_t b_length) {
  int rows[3][WORD_MAX + 1];
  int *before = rows[0];
  int *last = rows[1];
  int *now = rows[2];
  for (size_t j = 0; j <= b_length; j++) {
    last[j] = (int)j;
    before[j] = (int)j;
  }
  for (size_t i = 1; i <= a_length; i++) {
    now[0] = (int)i;
    for (size_t j = 1; j <= b_length; j++) {
      int change = same(a[i - 1], b[j - 1]) ? 0 : 1;
      now[j] = least(least(now[j - 1] + 1, last[j] + 1), last[j - 1] + change);
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1])) {
        now[j] = least(now[j], before[j - 2] + 1);
      }
    }
    int *spare = before;
    before = last;
    last = now;
    now = spare;
  }
  return last[b_length];
}

const char *names_nearest(const char *found, const char *const *words, size_t count) {
  const char *best = NULL;
  int best_distance = WORD_MAX;
  size_t length = strlen(found);
  if (length == 0 || length > WORD_MAX) {
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    size_t word_length = words[i] == NULL ? WORD_MAX + 1 : strlen(words[i]);
    if (word_length > WORD_MAX) {
      continue;
    }
    int here = distance(found, length, words[i], word_length);
    int allowed = (int)((length > word_length ? length : word_length) + 2) / 3;
    if (here <= allowed && here < best_distance) {
      best = words[i];
      best_distance = here;
    }
  }
  return best;
}

int names_find(const char *found, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (words[i] != NULL && strcmp(found, words[i]) == 0) {
      return (int)i;
    }
  }
  return -1;
}

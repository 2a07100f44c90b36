/* Quoting: a shell gives back the bytes that went in, whatever they are. */
#include "base/rng.h"
#include "base/shell.h"
#include "host/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS = 100, WORD_ROOM = 24 };

typedef void (*quote_fn)(struct text *out, const char *word);

/* What [shell] takes `printf %s WORDS` to mean, words between bars. */
static void read_back(const char *shell, const char *quoted, struct text *out) {
  struct text line = {0};
  struct err err = {0};
  int status = -1;
  text_add_format(&line, "printf '%%s|' %s", quoted);
  const char *argv[] = {shell, "-c", text_string(&line), NULL};
  assert_int_equal(child_run(argv, out, &status, &err), ERR_OK);
  assert_int_equal(status, 0);
  text_free(&line);
}

static void check_words(const char *shell, quote_fn quote, const char *const *words, int count) {
  struct text quoted = {0};
  struct text expected = {0};
  struct text found = {0};
  for (int i = 0; i < count; i++) {
    text_add(&quoted, " ");
    quote(&quoted, words[i]);
    text_add_format(&expected, "%s|", words[i]);
  }
  read_back(shell, text_string(&quoted), &found);
  assert_string_equal(text_string(&found), text_string(&expected));
  text_free(&quoted);
  text_free(&expected);
  text_free(&found);
}

static const char *const awkward[] = {"",
                                      "plain",
                                      "two words",
                                      "it's",
                                      "'",
                                      "''",
                                      "\"",
                                      "\n",
                                      "a\nb\n",
                                      "$HOME",
                                      "`id`",
                                      "$(id)",
                                      "\\",
                                      "\\'",
                                      "*",
                                      "~",
                                      "~root",
                                      "=ls",
                                      "#x",
                                      "!x",
                                      "a;b",
                                      "a&b|c",
                                      "-n",
                                      "\t",
                                      "%s%d",
                                      "{a,b}",
                                      "\x1b[2J",
                                      "caf\xc3\xa9",
                                      "\xff\xfe",
                                      "\r",
                                      "\xe2\x80\xaegone",
                                      "a'b\x01"
                                      "1",
                                      NULL};

static int count_of(const char *const *words) {
  int count = 0;
  while (words[count] != NULL) {
    count++;
  }
  return count;
}

static void awkward_words_come_back(void **state) {
  (void)state;
  check_words("sh", shell_quote, awkward, count_of(awkward));
  check_words("bash", shell_quote, awkward, count_of(awkward));
  check_words("bash", shell_quote_shown, awkward, count_of(awkward));
}

static void every_byte_comes_back(void **state) {
  (void)state;
  char rooms[255][4];
  const char *words[255];
  for (int byte = 1; byte <= 255; byte++) {
    rooms[byte - 1][0] = 'a';
    rooms[byte - 1][1] = (char)byte;
    rooms[byte - 1][2] = '7';
    rooms[byte - 1][3] = '\0';
    words[byte - 1] = rooms[byte - 1];
  }
  check_words("sh", shell_quote, words, 255);
  check_words("bash", shell_quote_shown, words, 255);
}

static void any_words_come_back(void **state) {
  (void)state;
  char rooms[WORDS][WORD_ROOM];
  const char *words[WORDS];
  for (uint64_t seed = 1; seed <= 5; seed++) {
    for (uint32_t i = 0; i < WORDS; i++) {
      struct rng_key key = {.seed = seed, .who = 1, .purpose = RNG_POLICY, .occasion = i};
      uint32_t length = (uint32_t)(rng_uniform(&key, 0) * (WORD_ROOM - 1));
      for (uint32_t at = 0; at < length; at++) {
        rooms[i][at] = (char)(1 + (int)(rng_uniform(&key, at + 1) * 255));
      }
      rooms[i][length] = '\0';
      words[i] = rooms[i];
    }
    check_words("sh", shell_quote, words, WORDS);
    check_words("bash", shell_quote_shown, words, WORDS);
  }
}

/* Harmless words stay readable, and shown ones cannot steer a terminal. */
static void shown_words_are_safe(void **state) {
  (void)state;
  struct text quoted = {0};
  shell_quote(&quoted, "/cluster/runs/crisis-2.db");
  assert_string_equal(text_string(&quoted), "/cluster/runs/crisis-2.db");
  text_clear(&quoted);
  shell_quote_shown(&quoted, "two words");
  assert_string_equal(text_string(&quoted), "'two words'");
  text_clear(&quoted);
  shell_quote_shown(&quoted, "caf\xc3\xa9");
  assert_string_equal(text_string(&quoted), "'caf\xc3\xa9'");
  text_clear(&quoted);
  for (int i = 0; i < count_of(awkward); i++) {
    shell_quote_shown(&quoted, awkward[i]);
  }
  struct text safe = {0};
  text_add_safe(&safe, text_string(&quoted), quoted.length);
  assert_string_equal(text_string(&safe), text_string(&quoted));
  text_free(&safe);
  text_free(&quoted);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(awkward_words_come_back),
      cmocka_unit_test(every_byte_comes_back),
      cmocka_unit_test(any_words_come_back),
      cmocka_unit_test(shown_words_are_safe),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

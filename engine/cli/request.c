/* Requests. */
#include "cli/request.h"

static void add_request(struct text *requests, enum frame_type type, struct text *payload) {
  frame_add(requests, type, payload);
  requests->failed = requests->failed || payload->failed;
  text_free(payload);
}

void request_sources(struct text *requests, const struct source_set *sources) {
  struct text payload = {0};
  encode_sources(&payload, sources);
  add_request(requests, FRAME_SOURCES, &payload);
}

void request_word(struct text *requests, enum frame_type type, const char *word) {
  struct text payload = {0};
  put_text(&payload, word);
  add_request(requests, type, &payload);
}

/* Numbers are poked into the loaded scenario; words change it before it is loaded. */
struct sorted {
  struct setting words[CLIENT_SETTINGS_MAX];
  struct setting numbers[CLIENT_SETTINGS_MAX];
  int word_count, number_count;
};

static void sort_settings(struct sorted *out, const struct client_order *order) {
  out->word_count = 0;
  out->number_count = 0;
  for (int i = 0; i < order->setting_count; i++) {
    if (setting_is_number(&order->settings[i])) {
      out->numbers[out->number_count++] = order->settings[i];
    } else {
      out->words[out->word_count++] = order->settings[i];
    }
  }
}

void request_load(struct text *requests, const struct client_order *order) {
  struct text payload = {0};
  struct sorted sorted;
  sort_settings(&sorted, order);
  encode_settings(&payload, sorted.words, sorted.word_count);
  add_request(requests, FRAME_LOAD, &payload);
}

void request_run(struct text *requests, const struct client_order *order) {
  struct text payload = {0};
  struct sorted sorted;
  sort_settings(&sorted, order);
  struct run_request request = {.seed = order->seed,
                                .days = order->days,
                                .want_records = order->want_records,
                                .keep_decisions = order->keep_decisions,
                                .want_series = order->want_series,
                                .words = sorted.words,
                                .word_count = sorted.word_count,
                                .numbers = sorted.numbers,
                                .number_count = sorted.number_count};
  encode_run(&payload, &request);
  add_request(requests, FRAME_RUN, &payload);
}

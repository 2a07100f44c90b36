/* The event queue: a total order, whatever the order of pushing. */
#include "sim/queue.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { EVENTS = 400, SEEDS = 500 };

static uint32_t pick(uint64_t seed, uint32_t i, uint32_t draw, uint32_t below) {
  struct rng_key key = {.seed = seed, .who = 1, .purpose = RNG_POLICY, .occasion = i};
  return (uint32_t)(rng_uniform(&key, draw) * below);
}

static void events_leave_in_total_order(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    struct arena arena;
    struct queue queue;
    arena_open_blocks(&arena, 1 << 20);
    assert_true(queue_init(&queue, &arena, EVENTS));
    for (uint32_t i = 0; i < EVENTS; i++) {
      struct queued event = {.at = pick(seed, i, 0, 20),
                             .phase = (enum phase)pick(seed, i, 1, PHASE_REVIEW + 1),
                             .actor = (int)pick(seed, i, 2, 4)};
      assert_true(queue_push(&queue, &event));
    }
    struct queued last;
    struct queued next;
    assert_true(queue_pop(&queue, &last));
    int popped = 1;
    while (queue_pop(&queue, &next)) {
      assert_true(queue_before(&last, &next));
      assert_false(queue_before(&next, &last));
      last = next;
      popped++;
    }
    assert_int_equal(popped, EVENTS);
    arena_close(&arena);
  }
}

static void full_queue_refuses_and_keeps_what_it_has(void **state) {
  (void)state;
  struct arena arena;
  struct queue queue;
  arena_open_blocks(&arena, 1 << 16);
  assert_true(queue_init(&queue, &arena, 2));
  assert_true(queue_push(&queue, &(struct queued){.at = 2}));
  assert_true(queue_push(&queue, &(struct queued){.at = 1}));
  assert_false(queue_push(&queue, &(struct queued){.at = 0}));
  assert_int_equal(queue_first(&queue)->at, 1);
  assert_int_equal(queue.count, 2);
  arena_close(&arena);
}

static void equal_events_leave_in_order_of_arrival(void **state) {
  (void)state;
  struct arena arena;
  struct queue queue;
  struct queued out;
  arena_open_blocks(&arena, 1 << 16);
  assert_true(queue_init(&queue, &arena, 64));
  for (int i = 0; i < 64; i++) {
    assert_true(queue_push(&queue, &(struct queued){.at = 5, .index = i}));
  }
  for (int i = 0; i < 64; i++) {
    assert_true(queue_pop(&queue, &out));
    assert_int_equal(out.index, i);
  }
  arena_close(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(events_leave_in_total_order),
      cmocka_unit_test(full_queue_refuses_and_keeps_what_it_has),
      cmocka_unit_test(equal_events_leave_in_order_of_arrival),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

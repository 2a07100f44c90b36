/* A binary heap over the total order of events. */
#include "sim/queue.h"

#include <assert.h>

bool queue_init(struct queue *queue, struct arena *arena, uint32_t room) {
  *queue = (struct queue){.room = room};
  queue->heap = arena_alloc(arena, room * sizeof *queue->heap);
  return queue->heap != NULL;
}

bool queue_before(const struct queued *a, const struct queued *b) {
  if (a->at != b->at) {
    return a->at < b->at;
  }
  if (a->phase != b->phase) {
    return a->phase < b->phase;
  }
  if (a->actor != b->actor) {
    return a->actor < b->actor;
  }
  assert(a->sequence != b->sequence || a == b);
  return a->sequence < b->sequence;
}

static void swap(struct queued *a, struct queued *b) {
  struct queued kept = *a;
  *a = *b;
  *b = kept;
}

static void sift_up(struct queued *heap, uint32_t at) {
  while (at > 0) {
    uint32_t parent = (at - 1) / 2;
    if (!queue_before(&heap[at], &heap[parent])) {
      return;
    }
    swap(&heap[at], &heap[parent]);
    at = parent;
  }
}

static void sift_down(struct queued *heap, uint32_t count) {
  uint32_t at = 0;
  for (;;) {
    uint32_t first = at;
    for (uint32_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++) {
      if (queue_before(&heap[child], &heap[first])) {
        first = child;
      }
    }
    if (first == at) {
      return;
    }
    swap(&heap[at], &heap[first]);
    at = first;
  }
}

bool queue_push(struct queue *queue, const struct queued *event) {
  if (queue->count == queue->room) {
    return false;
  }
  struct queued *slot = &queue->heap[queue->count];
  *slot = *event;
  slot->sequence = queue->next_sequence++;
  sift_up(queue->heap, queue->count++);
  return true;
}

bool queue_pop(struct queue *queue, struct queued *out) {
  if (queue->count == 0) {
    return false;
  }
  *out = queue->heap[0];
  queue->heap[0] = queue->heap[--queue->count];
  sift_down(queue->heap, queue->count);
  return true;
}

const struct queued *queue_first(const struct queue *queue) {
  return queue->count == 0 ? NULL : &queue->heap[0];
}

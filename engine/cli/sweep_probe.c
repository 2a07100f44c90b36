/* Probes of variants, all in one conversation. */
#include "cli/sweep_probe.h"

#include "host/conversation.h"

struct probing {
  struct probe_order *order;
  int answered;
};

static enum err_code take_answer(void *context, const struct wire_frame *frame, bool *over,
                                 struct err *err) {
  struct probing *probing = context;
  struct probe_order *order = probing->order;
  struct decoder in = {frame->payload, frame->payload + frame->length, false};
  struct err failure = {0};
  if (frame->type == FRAME_FAULTS && decode_faults(&in, order->arena, order->faults)) {
    *over = order->faults->count > 0;
    return ERR_OK;
  }
  if (frame->type == FRAME_OUTLINE && probing->answered < order->count &&
      decode_outline(&in, order->arena, &order->outlines[probing->answered])) {
    probing->answered++;
    *over = probing->answered == order->count;
    return ERR_OK;
  }
  if (frame->type == FRAME_FAILED && decode_err(&in, order->arena, &failure)) {
    *err = failure;
    return failure.code;
  }
  return err_set(err, ERR_WIRE, NULL, "an answer of the worker is malformed");
}

enum err_code sweep_probe(struct probe_order *order, struct err *err) {
  struct probing probing = {order, 0};
  struct text requests = {0};
  struct text payload = {0};
  struct conversation_order conversation = {
      .requests = &requests, .answer = take_answer, .context = &probing};
  text_add_bytes(&requests, order->bundle->bytes, order->bundle->length);
  for (int i = 0; i < order->count; i++) {
    const struct probed_variant *variant = &order->variants[i];
    encode_probe(&payload, variant->words, variant->word_count, variant->numbers,
                 variant->number_count);
    frame_add(&requests, FRAME_PROBE, &payload);
    requests.failed = requests.failed || payload.failed;
    text_clear(&payload);
  }
  enum err_code rc = requests.failed ? err_set(err, ERR_NOMEM, NULL, "no memory for the request")
                                     : conversation_hold(&conversation, &order->interrupted, err);
  text_free(&payload);
  text_free(&requests);
  return rc == ERR_OK && order->faults->count > 0 ? ERR_INVALID : rc;
}

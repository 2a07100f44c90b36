/* Frames. */
#include "wire/frame.h"

#include "wire/codec.h"

void frame_add(struct text *out, enum frame_type type, const struct text *payload) {
  put_u32(out, (uint32_t)payload->length);
  put_u8(out, (uint8_t)type);
  text_add_bytes(out, text_string(payload), payload->length);
}

size_t frame_find(const unsigned char *bytes, size_t length, struct wire_frame *out, bool *bad) {
  if (length < FRAME_HEADER) {
    return 0;
  }
  struct decoder header = {bytes, bytes + FRAME_HEADER, false};
  uint32_t payload = take_u32(&header);
  uint8_t type = take_u8(&header);
  if (payload > FRAME_PAYLOAD_MAX || type == 0 || type >= FRAME_TYPE_END) {
    *bad = true;
    return 0;
  }
  if (length - FRAME_HEADER < payload) {
    return 0;
  }
  *out = (struct wire_frame){(enum frame_type)type, bytes + FRAME_HEADER, payload};
  return FRAME_HEADER + (size_t)payload;
}

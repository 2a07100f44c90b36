/* The worker's two pipes: whole frames in, whole frames out, both blocking. */
#ifndef DEMARCHE_WORKER_CHANNEL_H
#define DEMARCHE_WORKER_CHANNEL_H

#include "wire/frame.h"

struct channel {
  int in, out;
  struct text received; /* bytes not yet taken */
  size_t taken;         /* of them, bytes of the last frame handed out */
};

/* The next frame; it stays valid until the next call. ERR_OK with type 0: the other side has
 * closed. */
enum err_code channel_next(struct channel *channel, struct wire_frame *frame, struct err *err);

/* Writes one frame. ERR_WIRE when the other side is gone. */
enum err_code channel_send(struct channel *channel, enum frame_type type,
                           const struct text *payload, struct err *err);

/* Whether nobody reads on the other side of [out]. Safe in a signal handler. */
bool channel_abandoned(int out);

#endif

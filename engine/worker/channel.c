/* Frames over pipes. */
#include "worker/channel.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 65536 };

static void drop_taken(struct channel *channel) {
  size_t rest = channel->received.length - channel->taken;
  if (channel->taken > 0) {
    memmove(channel->received.bytes, channel->received.bytes + channel->taken, rest);
    channel->received.length = rest;
    channel->taken = 0;
  }
}

enum err_code channel_next(struct channel *channel, struct wire_frame *frame, struct err *err) {
  unsigned char chunk[CHUNK];
  bool bad = false;
  drop_taken(channel);
  for (;;) {
    channel->taken = frame_find((const unsigned char *)text_string(&channel->received),
                                channel->received.length, frame, &bad);
    if (bad || channel->received.failed) {
      return err_set(err, ERR_WIRE, NULL, "a request is no frame");
    }
    if (channel->taken > 0) {
      return ERR_OK;
    }
    ssize_t got = read(channel->in, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      *frame = (struct wire_frame){0};
      return ERR_OK;
    }
    text_add_bytes(&channel->received, chunk, (size_t)got);
  }
}

enum err_code channel_send(struct channel *channel, enum frame_type type,
                           const struct text *payload, struct err *err) {
  struct text frame = {0};
  enum err_code rc = ERR_OK;
  frame_add(&frame, type, payload);
  size_t sent = 0;
  while (rc == ERR_OK && sent < frame.length) {
    ssize_t wrote = write(channel->out, frame.bytes + sent, frame.length - sent);
    if (wrote < 0 && errno != EINTR) {
      rc = err_set(err, ERR_WIRE, NULL, "the front process is gone: %s", strerror(errno));
    }
    sent += wrote > 0 ? (size_t)wrote : 0;
  }
  if (frame.failed || payload->failed) {
    rc = err_set(err, ERR_NOMEM, NULL, "no memory for an answer");
  }
  text_free(&frame);
  return rc;
}

bool channel_abandoned(int out) {
  struct pollfd file = {.fd = out};
  int kept = errno;
  bool gone = poll(&file, 1, 0) == 1 && (file.revents & (POLLERR | POLLHUP)) != 0;
  errno = kept;
  return gone;
}

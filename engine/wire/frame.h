/* Frames: u32 length of the payload, u8 type, payload. */
#ifndef DEMARCHE_WIRE_FRAME_H
#define DEMARCHE_WIRE_FRAME_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_HEADER = 5, FRAME_PAYLOAD_MAX = 32 << 20 };

enum frame_type {
  /* front to worker */
  FRAME_SOURCES = 1, /* the bundle */
  FRAME_LOAD,        /* structural settings: load the scenario, make its image */
  FRAME_RUN,         /* seed, days, numeric settings: one run */
  FRAME_CHECK,       /* check the scenario (empty name) or one policy */
  FRAME_EVAL,        /* evaluate an expression */
  FRAME_PROBE,       /* a variant: does it load, do these numbers fit, what will it report */
  FRAME_SPEC,        /* a sweep's spec in the bundle: its settings */
  FRAME_DESCRIBE,    /* text made from the engine's tables or the sources; the loaded scenario */
  /* worker to front */
  FRAME_CAST,        /* names that records refer to */
  FRAME_RECORDS,     /* a batch of records */
  FRAME_RESULT,      /* digest and outcomes: the run is over */
  FRAME_FAULTS,      /* what is wrong with the scenario; empty: nothing */
  FRAME_FAILED,      /* the run or request failed, and why */
  FRAME_VALUE,       /* text asked for */
  FRAME_DESCRIPTION, /* what a loaded scenario holds, and where its numbers come from */
  FRAME_OUTLINE,     /* what a variant will report */
  FRAME_SETTINGS,    /* settings read from a spec */
  FRAME_TYPE_END
};

/* Adds a frame of [type] with [payload] to [out]. */
void frame_add(struct text *out, enum frame_type type, const struct text *payload);

/* A frame in received bytes. */
struct wire_frame {
  enum frame_type type;
  const unsigned char *payload;
  size_t length;
};

/* Looks for a whole frame at the start of [bytes]. Returns the bytes it takes, 0 if more must come;
 * sets [*bad] when this can never be a frame (unknown type, too long). */
size_t frame_find(const unsigned char *bytes, size_t length, struct wire_frame *out, bool *bad);

#endif

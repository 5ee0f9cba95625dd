/* SPDX-License-Identifier: MIT-0 */
/* transcript: what the program printed and what was said, in the order in
 * which it came; and as it was at an earlier moment.
 *
 * Units   bytes, counted from the first that ever came; events that have
 *         happened.
 * Errors  of the buffers: text may be missing when memory ran out.
 * Owns    all of it. Old lines go when it has become too long.
 */
#ifndef REPL_TRANSCRIPT_H
#define REPL_TRANSCRIPT_H

#include <stdint.h>

#include "../world/buffer.h"

/* A part of the text that belongs to a moment of the program. */
struct piece {
  long at, n;
  uint64_t events; /* it is there once so many have happened */
};

struct transcript {
  struct buffer text; /* the last of it */
  long total;         /* bytes that ever came */
  int column;         /* of the next one, for tabulators */
  struct piece *pieces;
  size_t n_pieces, size_pieces;
  struct buffer then; /* what transcript_at gave */
};

void transcript_fini(struct transcript *t);

/* Adds what is there at any moment. Tabulators become blanks: columns stand as
 * they do on a terminal. */
void transcript_add(struct transcript *t, const char *text, size_t n);
/* Adds what is there once so many events have happened. */
void transcript_tell(struct transcript *t, const char *text, size_t n,
                     uint64_t events);
/* The program goes another way after so many events: what it told later than
 * that is gone. */
void transcript_forget(struct transcript *t, uint64_t events);

/* What came behind the first `from` bytes; valid until the next addition. */
const char *transcript_since(const struct transcript *t, long from);
/* The same, as it was when so many events had happened; valid until the next
 * call of any of these. */
const char *transcript_at(struct transcript *t, long from, uint64_t events);

#endif

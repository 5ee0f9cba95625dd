/* SPDX-License-Identifier: MIT-0 */
/* stream: what its tests have in common. */
#ifndef TESTS_PATTERNS_STREAM_H
#define TESTS_PATTERNS_STREAM_H

#include "support.h"

#include "bt_stream.h"

extern int table[10]; /* the items: 0 to 9 */

/* What naps and then emits so many numbers, and cleans up at its end. */
struct source {
  int n;
  unsigned nap_ms;
  unsigned cleanup_ms;
  int result; /* of the cleanup; 0: the one that ended the loop */
};
int numbers(struct bt_stream *s, void *source);

int run_on(bt_fn *program, struct source source);
/* Says the next item, or why there is none. */
int next(struct bt_stream *s);
int read_to_the_end(struct bt_stream *s);
int read_all(void *source);
/* Reads two from a stream on top of another, and closes it. */
int reads_a_stack(void *source);
/* Cancels somebody who does, after 5 ms. */
int cancels_a_stack(void *source);

#endif

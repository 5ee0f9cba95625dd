/* SPDX-License-Identifier: MIT-0 */
/* capture: what goes to standard output and standard error, kept as text, so
 * that nothing but frames reaches the terminal while it shows a screen.
 */
#ifndef REPL_CAPTURE_H
#define REPL_CAPTURE_H

#include <stdio.h>

#include "../world/buffer.h"

struct capture {
  FILE *file;         /* unlinked; where both streams go */
  int out, err;       /* where they went before; -1: nothing is captured */
  long read;          /* bytes of the file that are in text */
  struct buffer text; /* the last of it */
};

/* Returns 0 or a negative libuv code, and then nothing has changed. */
int capture_open(struct capture *capture);
/* Both streams go where they went before. */
void capture_close(struct capture *capture);

/* The last of what was written so far; valid until the next call. */
const char *capture_text(struct capture *capture);

/* What was written behind the first `from` bytes, as far as it is kept; after
 * capture_text, and valid as long. */
const char *capture_since(const struct capture *capture, long from);

/* After a crash, from its handler: writes the end of it to standard error. */
void capture_rescue(const struct capture *capture);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* capture: what goes to standard output and standard error, kept as text, so
 * that nothing but frames reaches the terminal while it shows a screen.
 */
#ifndef REPL_CAPTURE_H
#define REPL_CAPTURE_H

#include <stdio.h>

#include "transcript.h"

struct capture {
  FILE *file;   /* unlinked; where both streams go */
  int out, err; /* where they went before; -1: nothing is captured */
  long read;    /* bytes of the file that are in the transcript */
  struct transcript text;
};

/* Returns 0 or a negative libuv code, and then nothing has changed. */
int capture_open(struct capture *capture);
/* Both streams go where they went before. */
void capture_close(struct capture *capture);

/* Takes what was written since the last time into the transcript: an answer
 * about the program as it is after so many events, there from them on. */
void capture_read(struct capture *capture, uint64_t events);

/* After a crash, from its handler: writes the end of it to standard error. */
void capture_rescue(const struct capture *capture);

#endif

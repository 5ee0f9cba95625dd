/* SPDX-License-Identifier: MIT-0 */
/* sink: where output goes, and what becomes of it when it cannot go there.
 *
 * A write that fails is remembered, so that the program can be stopped
 * instead of printing into nothing; the reason is said once, at the close.
 */
#ifndef SINK_H
#define SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct sink {
  FILE *file;
  const char *name; /* for messages; kept, not copied */
  int error;        /* errno of the first write that failed; 0: none */
};

/* Standard output; there is one such sink, also for what is printed past it
 * by printf. SIGPIPE is ignored from the first call on, so that a reader that
 * went away is an error like others. */
struct sink *sink_stdout(void);

/* A new file, or the same one written again. Refuses one that is the same
 * file as input (which may be NULL). Returns 0, or -1 after saying why. */
int sink_open(struct sink *sink, const char *path, const char *input);

/* Return false once a write has failed. */
bool sink_write(struct sink *sink, const char *data, size_t n);
bool sink_flush(struct sink *sink);

/* Writes out what is left and closes what sink_open opened. Returns 0; or -1
 * after saying why, but quietly where the reader went away. */
int sink_close(struct sink *sink);

#endif

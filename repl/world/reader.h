/* SPDX-License-Identifier: MIT-0 */
/* reader: traces as files of JSON lines, in and out.
 *
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Source  schema version 1 (core/trace.h).
 */
#ifndef REPL_READER_H
#define REPL_READER_H

#include <stdio.h>

#include "buffer.h"
#include "log.h"

/* Reads a trace from in, which the caller opened and closes, to the end of
 * log, which should be empty. name stands for the file in messages.
 *
 * Whatever is returned, the events before the damage are in the log and can
 * be shown. message gets one line, without a newline, for everything but 0:
 * `baton: NAME:LINE: what happened`.
 *
 * Returns 0; UV_EINVAL: not a trace, or damaged at that line; UV_EOF: cut
 * short, there is no exit event; UV_ENOTSUP: of another version, what this
 * one knows of it was read; UV_EIO: reading failed; UV_ENOMEM. */
int trace_read(FILE *in, const char *name, struct log *log,
               struct buffer *message);

/* Writes the whole log, head first, as JSON lines. Does not flush.
 * Returns 0, UV_ENOMEM, UV_EPIPE or another code of a failed write. */
int trace_write(FILE *out, const struct log *log);

#endif

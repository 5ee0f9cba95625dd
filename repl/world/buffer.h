/* SPDX-License-Identifier: MIT-0 */
/* buffer: text that grows, written piece by piece.
 *
 * Errors  kept in the buffer: after a failed allocation nothing more is
 *         added and error is UV_ENOMEM, so that a writer of many pieces asks
 *         once, at the end.
 * Owns    its bytes, until buffer_fini.
 */
#ifndef REPL_BUFFER_H
#define REPL_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zeroed is empty. */
struct buffer {
  char *data; /* n bytes and a NUL; NULL before the first piece */
  size_t n, size;
  int error; /* 0, or UV_ENOMEM once a piece could not be added */
};

/* Adds n bytes, a string, a formatted piece. */
void buffer_add(struct buffer *buffer, const char *data, size_t n);
void buffer_puts(struct buffer *buffer, const char *text);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_vprintf(struct buffer *buffer, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Adds microseconds as milliseconds, without a unit: "50", "0.25". */
void buffer_ms(struct buffer *buffer, uint64_t us);

/* Adds n bytes so that a terminal shows them and obeys none: \n and \t for
 * the end of a line and a tab, \xNN for other controls and for bytes that are
 * no UTF-8. */
void buffer_shown(struct buffer *buffer, const char *data, size_t n);

/* As buffer_shown, in double quotes, with \" and \\ too: at most most
 * characters, "..." stands for the rest. */
void buffer_quote(struct buffer *buffer, const char *data, size_t n,
                  size_t most);

/* The text so far, "" where there is none; valid until the next change. */
const char *buffer_text(const struct buffer *buffer);

/* Empties it and forgets the error, but keeps the memory. */
void buffer_clear(struct buffer *buffer);

/* Frees the memory; the buffer is empty again. */
void buffer_fini(struct buffer *buffer);

#endif

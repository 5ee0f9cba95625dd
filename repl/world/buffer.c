/* SPDX-License-Identifier: MIT-0 */
#include "buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "utf8.h"

/* Makes room for n bytes and a NUL; false after an error. */
static bool reserve(struct buffer *b, size_t n) {
  size_t size = b->size ? b->size : 128;
  char *data;

  if (b->error)
    return false;
  if (b->size - b->n > n)
    return true;
  while (size - b->n <= n && size <= SIZE_MAX / 2)
    size *= 2;
  data = size - b->n > n ? realloc(b->data, size) : NULL;
  if (!data) {
    b->error = UV_ENOMEM;
    return false;
  }
  b->data = data;
  b->size = size;
  return true;
}

void buffer_add(struct buffer *b, const char *data, size_t n) {
  if (!reserve(b, n))
    return;
  if (n)
    memcpy(b->data + b->n, data, n);
  b->n += n;
  b->data[b->n] = '\0';
}

void buffer_puts(struct buffer *b, const char *text) {
  buffer_add(b, text, strlen(text));
}

void buffer_vprintf(struct buffer *b, const char *format, va_list args) {
  va_list again;
  int n;

  va_copy(again, args);
  n = vsnprintf(NULL, 0, format, args);
  if (n >= 0 && reserve(b, (size_t)n)) {
    vsnprintf(b->data + b->n, (size_t)n + 1, format, again);
    b->n += (size_t)n;
  } else if (n < 0) {
    b->error = UV_ENOMEM;
  }
  va_end(again);
}

void buffer_printf(struct buffer *b, const char *format, ...) {
  va_list args;

  va_start(args, format);
  buffer_vprintf(b, format, args);
  va_end(args);
}

void buffer_ms(struct buffer *b, uint64_t us) {
  unsigned rest = (unsigned)(us % 1000);

  buffer_printf(b, "%llu", (unsigned long long)(us / 1000));
  if (rest % 10)
    buffer_printf(b, ".%03u", rest);
  else if (rest % 100)
    buffer_printf(b, ".%02u", rest / 10);
  else if (rest)
    buffer_printf(b, ".%u", rest / 100);
}

/* Adds the character at s, of which n bytes are there, so that a terminal
 * shows it and does not obey it. Returns its length. */
static size_t add_shown(struct buffer *b, const char *s, size_t n) {
  size_t length = utf8_length(s, n);
  unsigned char c = (unsigned char)*s;
  bool c1 = length == 2 && c == 0xc2 && (unsigned char)s[1] < 0xa0;

  if (c == '\n')
    buffer_puts(b, "\\n");
  else if (c == '\t')
    buffer_puts(b, "\\t");
  else if (c < 0x20 || c == 0x7f || length == 0)
    buffer_printf(b, "\\x%02x", c);
  else if (c1)
    buffer_printf(b, "\\x%02x\\x%02x", c, (unsigned char)s[1]);
  else
    buffer_add(b, s, length);
  return length ? length : 1;
}

void buffer_shown(struct buffer *b, const char *data, size_t n) {
  for (size_t i = 0; i < n;)
    i += add_shown(b, data + i, n - i);
}

void buffer_quote(struct buffer *b, const char *data, size_t n, size_t most) {
  size_t i = 0;

  buffer_puts(b, "\"");
  for (size_t count = 0; i < n && count < most; count++) {
    if (data[i] == '"' || data[i] == '\\')
      buffer_puts(b, "\\");
    i += add_shown(b, data + i, n - i);
  }
  buffer_puts(b, i < n ? "...\"" : "\"");
}

const char *buffer_text(const struct buffer *b) {
  return b->data ? b->data : "";
}

void buffer_clear(struct buffer *b) {
  b->n = 0;
  b->error = 0;
  if (b->data)
    b->data[0] = '\0';
}

void buffer_fini(struct buffer *b) {
  free(b->data);
  *b = (struct buffer){0};
}

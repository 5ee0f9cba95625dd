/* SPDX-License-Identifier: MIT-0 */
/* Events as JSON lines. Written by hand: a trace is on the path of every
 * event, and nothing here needs more than a buffer that grows. */
#include "trace.h"

#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"

/* ---- The buffer ------------------------------------------------------- */

struct writer {
  struct bt_buffer *buf;
  bool failed; /* nothing is written any more */
};

/* Makes room for n bytes and a NUL. */
static bool grow(struct writer *w, size_t n) {
  struct bt_buffer *buf = w->buf;
  size_t size = buf->size ? buf->size : 256;
  char *data;

  if (w->failed)
    return false;
  while (size - buf->n <= n && size <= SIZE_MAX / 2)
    size *= 2;
  data = size - buf->n > n ? realloc(buf->data, size) : NULL;
  w->failed = !data;
  if (!data)
    return false;
  buf->data = data;
  buf->size = size;
  return true;
}

static inline bool room(struct writer *w, size_t n) {
  return (w->buf->size - w->buf->n > n && !w->failed) || grow(w, n);
}

static inline void put(struct writer *w, const char *s, size_t n) {
  if (!room(w, n))
    return;
  memcpy(w->buf->data + w->buf->n, s, n);
  w->buf->n += n;
}

/* Inlined, so that the length of a literal is known when compiling. */
static inline void puts_raw(struct writer *w, const char *s) {
  put(w, s, strlen(s));
}

static int finish(struct writer *w, size_t before) {
  struct bt_buffer *buf = w->buf;

  if (w->failed)
    buf->n = before;
  if (buf->data)
    buf->data[buf->n] = '\0';
  return w->failed ? UV_ENOMEM : 0;
}

/* ---- Numbers ---------------------------------------------------------- */

enum { DIGITS = 20 }; /* of the largest uint64_t */

static inline void put_u64(struct writer *w, uint64_t v) {
  char digits[DIGITS];
  char *p = digits + DIGITS;

  do
    *--p = (char)('0' + v % 10);
  while (v /= 10);
  put(w, p, (size_t)(digits + DIGITS - p));
}

static void put_i64(struct writer *w, int64_t v) {
  if (v < 0)
    puts_raw(w, "-");
  put_u64(w, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

/* Microseconds as milliseconds, no zero at the end of a fraction. */
static void put_ms(struct writer *w, uint64_t us) {
  unsigned rest = (unsigned)(us % 1000);
  char fraction[4] = {'.', (char)('0' + rest / 100),
                      (char)('0' + rest / 10 % 10), (char)('0' + rest % 10)};
  size_t n = rest % 10 ? 4 : rest % 100 ? 3 : 2;

  put_u64(w, us / 1000);
  if (rest)
    put(w, fraction, n);
}

static void put_ms_or_null(struct writer *w, uint64_t us) {
  if (us == BT_NEVER)
    puts_raw(w, "null");
  else
    put_ms(w, us);
}

/* A number of which 0 means none. */
static void put_id(struct writer *w, uint64_t id) {
  if (id)
    put_u64(w, id);
  else
    puts_raw(w, "null");
}

/* ---- Strings ---------------------------------------------------------- */

/* Bytes of the UTF-8 sequence at s, of which n are there; 0: it is none. */
static size_t sequence(const unsigned char *s, size_t n) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t length = s[0] < 0x80   ? 1
                  : s[0] < 0xc0 ? 0
                  : s[0] < 0xe0 ? 2
                  : s[0] < 0xf0 ? 3
                  : s[0] < 0xf8 ? 4
                                : 0;
  uint32_t c = length ? s[0] & (0xff >> length) : 0;

  if (length < 2 || length > n)
    return length == 1;
  for (size_t i = 1; i < length; i++) {
    if ((s[i] & 0xc0) != 0x80)
      return 0;
    c = c << 6 | (s[i] & 0x3f);
  }
  if (c < least[length] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
    return 0;
  return length;
}

static inline bool plain(unsigned char c) {
  return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

static bool is_utf8(const char *s, size_t n) {
  for (size_t i = 0, length; i < n; i += length) {
    length = sequence((const unsigned char *)s + i, n - i);
    if (length == 0)
      return false;
  }
  return true;
}

static void put_control(struct writer *w, unsigned char c) {
  static const char hex[] = "0123456789abcdef";
  char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};

  switch (c) {
  case '\n':
    puts_raw(w, "\\n");
    break;
  case '\t':
    puts_raw(w, "\\t");
    break;
  default:
    put(w, escape, sizeof escape);
  }
}

/* Writes what cannot stand in a JSON string as it is; returns its length. */
static size_t put_special(struct writer *w, const char *s, size_t n) {
  size_t length = sequence((const unsigned char *)s, n);

  if (*s == '"')
    puts_raw(w, "\\\"");
  else if (*s == '\\')
    puts_raw(w, "\\\\");
  else if (length == 1)
    put_control(w, (unsigned char)*s);
  else if (length)
    put(w, s, length);
  else
    puts_raw(w, "\xef\xbf\xbd"); /* U+FFFD: no character at all */
  return length ? length : 1;
}

static void put_text(struct writer *w, const char *s, size_t n) {
  size_t i = 0;

  puts_raw(w, "\"");
  while (i < n) {
    size_t start = i;

    while (i < n && plain((unsigned char)s[i]))
      i++;
    put(w, s + start, i - start);
    if (i < n)
      i += put_special(w, s + i, n - i);
  }
  puts_raw(w, "\"");
}

static void put_string(struct writer *w, const char *s) {
  if (s)
    put_text(w, s, strlen(s));
  else
    puts_raw(w, "null");
}

static void put_base64(struct writer *w, const char *data, size_t n) {
  static const char sign[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "abcdefghijklmnopqrstuvwxyz0123456789+/";
  const unsigned char *s = (const unsigned char *)data;

  puts_raw(w, "\"");
  for (size_t i = 0; i < n; i += 3) {
    uint32_t b = (uint32_t)s[i] << 16 |
                 (i + 1 < n ? (uint32_t)s[i + 1] << 8 : 0) |
                 (i + 2 < n ? s[i + 2] : 0);
    char quad[4] = {sign[b >> 18], sign[b >> 12 & 63],
                    i + 1 < n ? sign[b >> 6 & 63] : '=',
                    i + 2 < n ? sign[b & 63] : '='};

    put(w, quad, sizeof quad);
  }
  puts_raw(w, "\"");
}

/* ---- Members: a name, then a value ------------------------------------ */

static inline void name_number(struct writer *w, const char *name, uint64_t v) {
  puts_raw(w, name);
  put_u64(w, v);
}

static inline void name_string(struct writer *w, const char *name,
                               const char *s) {
  puts_raw(w, name);
  put_string(w, s);
}

/* ---- Objects ---------------------------------------------------------- */

static void put_ids(struct writer *w, const uint32_t *list, size_t n) {
  puts_raw(w, "[");
  for (size_t i = 0; i < n; i++) {
    if (i)
      puts_raw(w, ",");
    put_u64(w, list[i]);
  }
  puts_raw(w, "]");
}

static void put_field(struct writer *w, const struct bt_field *field) {
  put_string(w, field->name);
  puts_raw(w, ":");
  switch (field->kind) {
  case BT_FIELD_INT:
    put_i64(w, field->number);
    break;
  case BT_FIELD_BOOL:
    puts_raw(w, field->number ? "true" : "false");
    break;
  case BT_FIELD_TASK:
    put_id(w, (uint64_t)field->number);
    break;
  case BT_FIELD_TASKS:
    put_ids(w, field->list, field->n);
    break;
  case BT_FIELD_TEXT:
    put_string(w, field->text);
    break;
  }
}

static void put_state(struct writer *w, const struct bt_trace_event *e) {
  if (e->u.object.gone) {
    puts_raw(w, "null");
    return;
  }
  puts_raw(w, "{");
  for (size_t i = 0; i < e->u.object.n_fields; i++) {
    if (i)
      puts_raw(w, ",");
    put_field(w, &e->u.object.fields[i]);
  }
  puts_raw(w, "}");
}

/* ---- Parts ------------------------------------------------------------ */

static void put_out(struct writer *w, const struct bt_trace_event *e) {
  if (is_utf8(e->u.out.data, e->u.out.n)) {
    puts_raw(w, ",\"text\":");
    put_text(w, e->u.out.data, e->u.out.n);
  } else {
    puts_raw(w, ",\"bytes\":");
    put_base64(w, e->u.out.data, e->u.out.n);
  }
}

static void put_value(struct writer *w, const struct bt_part *part,
                      const struct bt_trace_event *e) {
  const void *value = (const char *)e + part->offset;

  switch (part->kind) {
  case BT_PART_NUMBER:
    put_u64(w, *(const uint32_t *)value);
    break;
  case BT_PART_ID:
    put_id(w, *(const uint32_t *)value);
    break;
  case BT_PART_STATUS:
    put_i64(w, *(const int *)value);
    break;
  case BT_PART_TIME:
  case BT_PART_UNTIL:
    put_ms_or_null(w, *(const uint64_t *)value);
    break;
  case BT_PART_TEXT:
  case BT_PART_NOTE:
    put_string(w, *(const char *const *)value);
    break;
  case BT_PART_STATE:
    put_state(w, e);
    break;
  case BT_PART_IDS:
    put_ids(w, ((const struct bt_ids *)value)->list,
            ((const struct bt_ids *)value)->n);
    break;
  case BT_PART_OUTPUT:
    break; /* put_out: its name depends on what it is */
  }
}

static bool lacks(const struct bt_part *part, const struct bt_trace_event *e) {
  const void *value = (const char *)e + part->offset;

  return part->kind == BT_PART_IDS && !((const struct bt_ids *)value)->list;
}

static void put_parts(struct writer *w, const struct bt_trace_event *e) {
  for (const struct bt_part *part = bt_ev_parts(e->ev); part->name; part++) {
    if (part->kind == BT_PART_OUTPUT) {
      put_out(w, e);
    } else if (!lacks(part, e)) {
      put(w, part->key, part->n_key);
      put_value(w, part, e);
    }
  }
}

/* ---- What trace.h promises -------------------------------------------- */

int bt_json_head(struct bt_buffer *buf, const struct bt_trace_head *head) {
  struct writer w = {.buf = buf};
  size_t before = buf->n;

  name_number(&w, "{\"baton\":", BT_TRACE_VERSION);
  name_string(&w, ",\"program\":", head->program);
  name_string(&w, ",\"clock\":", head->clock);
  name_string(&w, ",\"order\":", head->order);
  puts_raw(&w, ",\"seed\":");
  if (head->seeded)
    put_u64(&w, head->seed);
  else
    puts_raw(&w, "null");
  puts_raw(&w, "}\n");
  return finish(&w, before);
}

int bt_json_event(struct bt_buffer *buf, const struct bt_trace_event *event) {
  struct writer w = {.buf = buf};
  size_t before = buf->n;

  name_number(&w, "{\"k\":", event->k);
  name_number(&w, ",\"turn\":", event->turn);
  puts_raw(&w, ",\"t\":");
  put_ms(&w, event->t);
  puts_raw(&w, ",\"ev\":\"");
  puts_raw(&w, bt_ev_name(event->ev));
  name_number(&w, "\",\"task\":", event->task);
  put_parts(&w, event);
  puts_raw(&w, "}\n");
  return finish(&w, before);
}

/* SPDX-License-Identifier: MIT-0 */
#include "event_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"

/* A line being taken apart. The first thing that is wrong is said. */
struct taker {
  const json_t *line;
  struct event_json *to;
  int rc;
};

static void refuse(struct taker *t, const char *name, const char *wanted) {
  if (t->rc == 0)
    buffer_printf(&t->to->what, "\"%s\" is not %s", name, wanted);
  t->rc = UV_EINVAL;
}

static void out_of_memory(struct taker *t) { t->rc = UV_ENOMEM; }

/* ---- Members ---------------------------------------------------------- */

static uint64_t integer(struct taker *t, const char *name, uint64_t most) {
  const json_t *v = json_object_get(t->line, name);
  json_int_t n = json_integer_value(v);

  if (!json_is_integer(v) || n < 0 || (uint64_t)n > most)
    refuse(t, name, "a number as it should be");
  return (uint64_t)n;
}

static uint32_t id(struct taker *t, const char *name) {
  return (uint32_t)integer(t, name, UINT32_MAX);
}

/* One that may be null, which is 0. */
static uint32_t id_or_none(struct taker *t, const char *name) {
  const json_t *v = json_object_get(t->line, name);

  return !v || json_is_null(v) ? 0 : id(t, name);
}

static uint64_t microseconds(struct taker *t, const char *name) {
  const json_t *v = json_object_get(t->line, name);
  double us = json_number_value(v) * 1000;

  if (!json_is_number(v) || !(us >= 0) || us > 9e18) {
    refuse(t, name, "a time");
    return 0;
  }
  return (uint64_t)llround(us);
}

static uint64_t deadline(struct taker *t, const char *name) {
  const json_t *v = json_object_get(t->line, name);

  return !v || json_is_null(v) ? BT_NEVER : microseconds(t, name);
}

static const char *text_or_none(struct taker *t, const char *name) {
  const json_t *v = json_object_get(t->line, name);

  if (v && !json_is_null(v) && !json_is_string(v))
    refuse(t, name, "text");
  return json_string_value(v);
}

static const char *text(struct taker *t, const char *name) {
  if (!json_is_string(json_object_get(t->line, name)))
    refuse(t, name, "text");
  return text_or_none(t, name);
}

/* ---- Objects ---------------------------------------------------------- */

static size_t count_items(const json_t *state) {
  const char *name;
  json_t *value;
  size_t n = 0;

  json_object_foreach((json_t *)state, name, value) n += json_array_size(value);
  return n;
}

/* Writes the numbers of an array into list; returns how many there are. */
static size_t take_list(struct taker *t, const char *name, const json_t *value,
                        uint32_t *list) {
  size_t size = json_array_size(value);

  for (size_t i = 0; i < size; i++) {
    const json_t *item = json_array_get(value, i);
    json_int_t n = json_integer_value(item);

    if (!json_is_integer(item) || n < 0 || n > UINT32_MAX)
      refuse(t, name, "a list of numbers");
    list[i] = (uint32_t)n;
  }
  return size;
}

static uint32_t *make_lists(struct taker *t, size_t n) {
  t->to->lists = malloc((n + 1) * sizeof *t->to->lists);
  if (!t->to->lists)
    out_of_memory(t);
  return t->to->lists;
}

/* The kind follows from the value; but who holds something is a task. */
static void take_value(struct taker *t, const json_t *value,
                       struct bt_field *field) {
  field->number = json_integer_value(value);
  if (strcmp(field->name, "holder") == 0 &&
      (json_is_null(value) || (json_is_integer(value) && field->number >= 0 &&
                               field->number <= UINT32_MAX)))
    field->kind = BT_FIELD_TASK;
  else if (json_is_integer(value))
    field->kind = BT_FIELD_INT;
  else if (json_is_boolean(value)) {
    field->kind = BT_FIELD_BOOL;
    field->number = json_is_true(value);
  } else if (json_is_string(value) || json_is_null(value)) {
    field->kind = BT_FIELD_TEXT;
    field->text = json_string_value(value);
  } else {
    refuse(t, field->name, "a value that an object can have");
  }
}

static void take_state(struct taker *t, const json_t *state) {
  struct bt_trace_event *e = &t->to->entry.event;
  const char *name;
  json_t *value;
  uint32_t *list;

  if (json_object_size(state) > LOG_FIELDS) {
    refuse(t, "state", "of a size that an object can have");
    return;
  }
  list = make_lists(t, count_items(state));
  if (!list)
    return;
  json_object_foreach((json_t *)state, name, value) {
    struct bt_field *field = &t->to->entry.fields[e->u.object.n_fields++];

    *field = (struct bt_field){.name = name};
    if (!json_is_array(value)) {
      take_value(t, value, field);
      continue;
    }
    field->kind = BT_FIELD_TASKS;
    field->list = list;
    field->n = take_list(t, name, value, list);
    list += field->n;
  }
}

static void take_object(struct taker *t) {
  struct bt_trace_event *e = &t->to->entry.event;
  const json_t *state = json_object_get(t->line, "state");

  e->u.object.fields = t->to->entry.fields;
  e->u.object.gone = json_is_null(state);
  if (json_is_object(state))
    take_state(t, state);
  else if (!e->u.object.gone)
    refuse(t, "state", "the state of an object");
}

/* ---- Output ----------------------------------------------------------- */

static int sextet(char c) {
  return c >= 'A' && c <= 'Z'   ? c - 'A'
         : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52
         : c == '+'             ? 62
         : c == '/'             ? 63
                                : -1;
}

/* Writes what base64 stands for to bytes; the number of bytes, or -1. */
static ptrdiff_t decode(const char *base64, size_t n, char *bytes) {
  char *to = bytes;
  uint32_t b = 0;

  if (n % 4)
    return -1;
  for (int i = 0; i < 2 && n > 0 && base64[n - 1] == '='; i++)
    n--;
  for (size_t i = 0; i < n; i++) {
    int s = sextet(base64[i]);

    if (s < 0)
      return -1;
    b = b << 6 | (uint32_t)s;
    if (i % 4)
      *to++ = (char)(b >> (6 - i % 4 * 2) & 0xff);
  }
  return to - bytes;
}

static void take_bytes(struct taker *t, const json_t *base64) {
  struct bt_trace_event *e = &t->to->entry.event;
  size_t n = json_string_length(base64);
  ptrdiff_t decoded;

  t->to->bytes = malloc(n + 1);
  if (!t->to->bytes) {
    out_of_memory(t);
    return;
  }
  decoded = decode(json_string_value(base64), n, t->to->bytes);
  if (decoded < 0)
    refuse(t, "bytes", "base64");
  e->u.out.data = t->to->bytes;
  e->u.out.n = (size_t)decoded;
}

static void take_out(struct taker *t) {
  struct bt_trace_event *e = &t->to->entry.event;
  const json_t *said = json_object_get(t->line, "text");
  const json_t *bytes = json_object_get(t->line, "bytes");

  if (json_is_string(bytes)) {
    take_bytes(t, bytes);
  } else {
    e->u.out.data = text(t, "text");
    e->u.out.n = json_string_length(said);
  }
}

/* ---- Parts ------------------------------------------------------------ */

/* A list that may be missing. Those of one event lie in one piece of memory. */
static void take_ids(struct taker *t, const char *name, struct bt_ids *ids) {
  const json_t *value = json_object_get(t->line, name);
  uint32_t *list = t->to->lists;

  if (!value || json_is_null(value))
    return;
  if (!json_is_array(value)) {
    refuse(t, name, "a list of numbers");
    return;
  }
  if (!list)
    list = make_lists(t, count_items(t->line));
  if (!list)
    return;
  ids->list = list + t->to->n_lists;
  ids->n = take_list(t, name, value, list + t->to->n_lists);
  t->to->n_lists += ids->n;
}

static int status(struct taker *t, const char *name) {
  const json_t *v = json_object_get(t->line, name);
  json_int_t n = json_integer_value(v);

  if (!json_is_integer(v) || n < INT32_MIN || n > INT32_MAX)
    refuse(t, name, "a status");
  return (int)n;
}

static void take_part(struct taker *t, const struct bt_part *part) {
  void *value = (char *)&t->to->entry.event + part->offset;

  switch (part->kind) {
  case BT_PART_NUMBER:
    *(uint32_t *)value = id(t, part->name);
    break;
  case BT_PART_ID:
    *(uint32_t *)value = id_or_none(t, part->name);
    break;
  case BT_PART_STATUS:
    *(int *)value = status(t, part->name);
    break;
  case BT_PART_TIME:
    *(uint64_t *)value = microseconds(t, part->name);
    break;
  case BT_PART_UNTIL:
    *(uint64_t *)value = deadline(t, part->name);
    break;
  case BT_PART_TEXT:
    *(const char **)value = text(t, part->name);
    break;
  case BT_PART_NOTE:
    *(const char **)value = text_or_none(t, part->name);
    break;
  case BT_PART_STATE:
    take_object(t);
    break;
  case BT_PART_IDS:
    take_ids(t, part->name, value);
    break;
  case BT_PART_OUTPUT:
    take_out(t);
    break;
  }
}

/* ---- All -------------------------------------------------------------- */

static void take_kind(struct taker *t) {
  const char *name = text(t, "ev");
  unsigned ev = 0;

  while (name && ev < BT_EV_COUNT &&
         strcmp(bt_ev_name((enum bt_ev)ev), name) != 0)
    ev++;
  t->to->unknown = name && ev == BT_EV_COUNT;
  if (t->to->unknown)
    refuse(t, "ev", "an event that this version knows");
  t->to->entry.event.ev = (enum bt_ev)ev;
}

int event_json_take(struct event_json *to, const json_t *line) {
  struct taker t = {.line = line, .to = to};
  struct bt_trace_event *e = &to->entry.event;

  if (!json_is_object(line)) {
    buffer_puts(&to->what, "the line is no event");
    return UV_EINVAL;
  }
  take_kind(&t);
  e->k = integer(&t, "k", INT64_MAX);
  e->turn = integer(&t, "turn", INT64_MAX);
  e->t = microseconds(&t, "t");
  e->task = id(&t, "task");
  if (t.rc == 0)
    for (const struct bt_part *part = bt_ev_parts(e->ev); part->name; part++)
      take_part(&t, part);
  return t.rc;
}

void event_json_fini(struct event_json *event) {
  buffer_fini(&event->what);
  free(event->lists);
  free(event->bytes);
}

/* SPDX-License-Identifier: MIT-0 */
#include "pack.h"

#include <stdlib.h>
#include <string.h>

enum {
  HEAD_WORDS = 7,
  MOST_WORDS = HEAD_WORDS + 8, /* of an event without fields and output */
  FIELD_WORDS = 4              /* of a field without its list */
};

size_t pack_words(const struct bt_trace_event *e) {
  size_t n = MOST_WORDS;

  if (e->ev == BT_EV_OUT)
    n += e->u.out.n / 4 + 1;
  if (e->ev == BT_EV_OBJECT)
    for (size_t i = 0; i < e->u.object.n_fields; i++)
      n += FIELD_WORDS + (e->u.object.fields[i].kind == BT_FIELD_TASKS
                              ? e->u.object.fields[i].n
                              : 0);
  return n;
}

/* ---- Packing ---------------------------------------------------------- */

struct packer {
  uint32_t *at;
  struct strings *strings;
  int rc;
};

static void put(struct packer *p, uint32_t word) { *p->at++ = word; }

static void put64(struct packer *p, uint64_t v) {
  put(p, (uint32_t)v);
  put(p, (uint32_t)(v >> 32));
}

static void put_text(struct packer *p, const char *text) {
  uint32_t number = 0;

  if (p->rc == 0)
    p->rc = strings_number(p->strings, text, &number);
  put(p, number);
}

static void put_bytes(struct packer *p, const char *data, size_t n) {
  put64(p, n);
  if (n) {
    p->at[n / 4] = 0;
    memcpy(p->at, data, n);
  }
  p->at += (n + 3) / 4;
}

static void put_field(struct packer *p, const struct bt_field *field) {
  put_text(p, field->name);
  put(p, field->kind);
  if (field->kind == BT_FIELD_TASKS) {
    put(p, (uint32_t)field->n);
    for (size_t i = 0; i < field->n; i++)
      put(p, field->list[i]);
  } else if (field->kind == BT_FIELD_TEXT) {
    put_text(p, field->text);
  } else {
    put64(p, (uint64_t)field->number);
  }
}

static void put_object(struct packer *p, const struct bt_trace_event *e) {
  size_t n = e->u.object.gone ? 0 : e->u.object.n_fields;

  put(p, e->u.object.id);
  put_text(p, e->u.object.kind);
  put_text(p, e->u.object.name);
  put(p, e->u.object.gone);
  put(p, (uint32_t)n);
  for (size_t i = 0; i < n; i++)
    put_field(p, &e->u.object.fields[i]);
}

static void put_cancel(struct packer *p, const struct bt_trace_event *e) {
  put(p, e->u.cancel.target);
  put(p, e->u.cancel.by);
  put(p, e->u.cancel.scope);
  put_text(p, e->u.cancel.via);
  put_text(p, e->u.cancel.message);
}

static void put_scope(struct packer *p, const struct bt_trace_event *e) {
  put(p, e->u.scope.id);
  put_text(p, e->u.scope.kind);
  put_text(p, e->u.scope.name);
  put_text(p, e->u.scope.what);
  put64(p, e->u.scope.until);
}

static void put_park(struct packer *p, const struct bt_trace_event *e) {
  put_text(p, e->u.park.on);
  put_text(p, e->u.park.why);
  put(p, e->u.park.on_id);
  put64(p, e->u.park.until);
}

static void put_spawn(struct packer *p, const struct bt_trace_event *e) {
  put(p, e->u.spawn.id);
  put(p, e->u.spawn.parent);
  put(p, e->u.spawn.scope);
  put_text(p, e->u.spawn.name);
}

static void put_end(struct packer *p, const struct bt_trace_event *e) {
  put_text(p, e->u.end.how);
  put_text(p, e->u.end.value);
  put_text(p, e->u.end.error);
}

static void put_exit(struct packer *p, const struct bt_trace_event *e) {
  put(p, (uint32_t)e->u.exit.status);
  put_text(p, e->u.exit.why);
  put_text(p, e->u.exit.schedule);
}

static void put_rest(struct packer *p, const struct bt_trace_event *e) {
  switch (e->ev) {
  case BT_EV_SPAWN:
    put_spawn(p, e);
    break;
  case BT_EV_READY:
    put(p, e->u.ready.by);
    put_text(p, e->u.ready.why);
    break;
  case BT_EV_CHOICE:
    put(p, e->u.choice.n);
    put(p, e->u.choice.took);
    put_text(p, e->u.choice.why);
    break;
  case BT_EV_RUN:
    break;
  case BT_EV_CALL:
    put_text(p, e->u.call.what);
    put(p, e->u.call.for_task);
    break;
  case BT_EV_PARK:
    put_park(p, e);
    break;
  case BT_EV_CANCEL:
    put_cancel(p, e);
    break;
  case BT_EV_UNCANCEL:
    put(p, e->u.uncancel.left);
    break;
  case BT_EV_END:
    put_end(p, e);
    break;
  case BT_EV_OBJECT:
    put_object(p, e);
    break;
  case BT_EV_SCOPE:
    put_scope(p, e);
    break;
  case BT_EV_TIME:
    put64(p, e->u.time.to);
    break;
  case BT_EV_OUT:
    put_bytes(p, e->u.out.data, e->u.out.n);
    break;
  case BT_EV_INPUT:
    put_text(p, e->u.input.text);
    break;
  case BT_EV_WARN:
    put_text(p, e->u.warn.rule);
    put_text(p, e->u.warn.text);
    break;
  case BT_EV_EXIT:
    put_exit(p, e);
    break;
  }
}

int pack_event(uint32_t *words, struct strings *strings,
               const struct bt_trace_event *e, size_t *n) {
  struct packer p = {.at = words, .strings = strings};

  put(&p, e->ev);
  put(&p, e->task);
  put_text(&p, e->at);
  put64(&p, e->t);
  put64(&p, e->turn);
  put_rest(&p, e);
  if (p.rc == 0)
    *n = (size_t)(p.at - words);
  return p.rc;
}

/* ---- Unpacking: the same, read ---------------------------------------- */

struct unpacker {
  const uint32_t *at;
  const struct strings *strings;
};

static uint32_t get(struct unpacker *p) { return *p->at++; }

static uint64_t get64(struct unpacker *p) {
  uint64_t low = get(p);

  return low | (uint64_t)get(p) << 32;
}

static const char *get_text(struct unpacker *p) {
  return strings_text(p->strings, get(p));
}

static void get_field(struct unpacker *p, struct bt_field *field) {
  *field = (struct bt_field){.name = get_text(p)};
  field->kind = (enum bt_field_kind)get(p);
  if (field->kind == BT_FIELD_TASKS) {
    field->n = get(p);
    field->list = p->at;
    p->at += field->n;
  } else if (field->kind == BT_FIELD_TEXT) {
    field->text = get_text(p);
  } else {
    field->number = (int64_t)get64(p);
  }
}

static void get_object(struct unpacker *p, struct log_entry *entry) {
  struct bt_trace_event *e = &entry->event;

  e->u.object.id = get(p);
  e->u.object.kind = get_text(p);
  e->u.object.name = get_text(p);
  e->u.object.gone = get(p);
  e->u.object.n_fields = get(p);
  e->u.object.fields = entry->fields;
  for (size_t i = 0; i < e->u.object.n_fields; i++)
    get_field(p, &entry->fields[i]);
}

static void get_cancel(struct unpacker *p, struct bt_trace_event *e) {
  e->u.cancel.target = get(p);
  e->u.cancel.by = get(p);
  e->u.cancel.scope = get(p);
  e->u.cancel.via = get_text(p);
  e->u.cancel.message = get_text(p);
}

static void get_scope(struct unpacker *p, struct bt_trace_event *e) {
  e->u.scope.id = get(p);
  e->u.scope.kind = get_text(p);
  e->u.scope.name = get_text(p);
  e->u.scope.what = get_text(p);
  e->u.scope.until = get64(p);
}

static void get_park(struct unpacker *p, struct bt_trace_event *e) {
  e->u.park.on = get_text(p);
  e->u.park.why = get_text(p);
  e->u.park.on_id = get(p);
  e->u.park.until = get64(p);
}

static void get_spawn(struct unpacker *p, struct bt_trace_event *e) {
  e->u.spawn.id = get(p);
  e->u.spawn.parent = get(p);
  e->u.spawn.scope = get(p);
  e->u.spawn.name = get_text(p);
}

static void get_end(struct unpacker *p, struct bt_trace_event *e) {
  e->u.end.how = get_text(p);
  e->u.end.value = get_text(p);
  e->u.end.error = get_text(p);
}

static void get_exit(struct unpacker *p, struct bt_trace_event *e) {
  e->u.exit.status = (int)get(p);
  e->u.exit.why = get_text(p);
  e->u.exit.schedule = get_text(p);
}

static void get_rest(struct unpacker *p, struct log_entry *entry) {
  struct bt_trace_event *e = &entry->event;

  switch (e->ev) {
  case BT_EV_SPAWN:
    get_spawn(p, e);
    break;
  case BT_EV_READY:
    e->u.ready.by = get(p);
    e->u.ready.why = get_text(p);
    break;
  case BT_EV_CHOICE:
    e->u.choice.n = get(p);
    e->u.choice.took = get(p);
    e->u.choice.why = get_text(p);
    break;
  case BT_EV_RUN:
    break;
  case BT_EV_CALL:
    e->u.call.what = get_text(p);
    e->u.call.for_task = get(p);
    break;
  case BT_EV_PARK:
    get_park(p, e);
    break;
  case BT_EV_CANCEL:
    get_cancel(p, e);
    break;
  case BT_EV_UNCANCEL:
    e->u.uncancel.left = get(p);
    break;
  case BT_EV_END:
    get_end(p, e);
    break;
  case BT_EV_OBJECT:
    get_object(p, entry);
    break;
  case BT_EV_SCOPE:
    get_scope(p, e);
    break;
  case BT_EV_TIME:
    e->u.time.to = get64(p);
    break;
  case BT_EV_OUT:
    e->u.out.n = (size_t)get64(p);
    e->u.out.data = (const char *)p->at;
    break;
  case BT_EV_INPUT:
    e->u.input.text = get_text(p);
    break;
  case BT_EV_WARN:
    e->u.warn.rule = get_text(p);
    e->u.warn.text = get_text(p);
    break;
  case BT_EV_EXIT:
    get_exit(p, e);
    break;
  }
}

void unpack_event(const uint32_t *words, const struct strings *strings,
                  struct log_entry *entry) {
  struct unpacker p = {.at = words, .strings = strings};
  struct bt_trace_event *e = &entry->event;

  e->ev = (enum bt_ev)get(&p);
  e->task = get(&p);
  e->at = get_text(&p);
  e->t = get64(&p);
  e->turn = get64(&p);
  get_rest(&p, entry);
}

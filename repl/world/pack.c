/* SPDX-License-Identifier: MIT-0 */
#include "pack.h"

#include <stdlib.h>
#include <string.h>

enum {
  HEAD_WORDS = 6,
  MOST_WORDS = HEAD_WORDS + 10, /* of an event without lists and output */
  FIELD_WORDS = 4               /* of a field without its list */
};

size_t pack_words(const struct bt_trace_event *e) {
  size_t n = MOST_WORDS;

  if (e->ev == BT_EV_OUT)
    n += e->u.out.n / 4 + 1;
  if (e->ev == BT_EV_PARK)
    n += e->u.park.tasks.n + e->u.park.scopes.n;
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

static void put_list(struct packer *p, const uint32_t *list, size_t n) {
  put(p, (uint32_t)n);
  for (size_t i = 0; i < n; i++)
    put(p, list[i]);
}

static void put_field(struct packer *p, const struct bt_field *field) {
  put_text(p, field->name);
  put(p, field->kind);
  if (field->kind == BT_FIELD_TASKS) {
    put_list(p, field->list, field->n);
  } else if (field->kind == BT_FIELD_TEXT) {
    put_text(p, field->text);
  } else {
    put64(p, (uint64_t)field->number);
  }
}

static void put_state(struct packer *p, const struct bt_trace_event *e) {
  size_t n = e->u.object.gone ? 0 : e->u.object.n_fields;

  put(p, e->u.object.gone);
  put(p, (uint32_t)n);
  for (size_t i = 0; i < n; i++)
    put_field(p, &e->u.object.fields[i]);
}

/* A word for whether it is there, before those of the list. */
static void put_ids(struct packer *p, const struct bt_ids *ids) {
  put(p, ids->list != NULL);
  if (ids->list)
    put_list(p, ids->list, ids->n);
}

static void put_part(struct packer *p, const struct bt_part *part,
                     const struct bt_trace_event *e) {
  const void *value = (const char *)e + part->offset;

  switch (part->kind) {
  case BT_PART_NUMBER:
  case BT_PART_ID:
    put(p, *(const uint32_t *)value);
    break;
  case BT_PART_STATUS:
    put(p, (uint32_t) * (const int *)value);
    break;
  case BT_PART_TIME:
  case BT_PART_UNTIL:
    put64(p, *(const uint64_t *)value);
    break;
  case BT_PART_TEXT:
  case BT_PART_NOTE:
    put_text(p, *(const char *const *)value);
    break;
  case BT_PART_STATE:
    put_state(p, e);
    break;
  case BT_PART_IDS:
    put_ids(p, value);
    break;
  case BT_PART_OUTPUT:
    put_bytes(p, e->u.out.data, e->u.out.n);
    break;
  }
}

int pack_event(uint32_t *words, struct strings *strings,
               const struct bt_trace_event *e, size_t *n) {
  struct packer p = {.at = words, .strings = strings};

  put(&p, e->ev);
  put(&p, e->task);
  put64(&p, e->t);
  put64(&p, e->turn);
  for (const struct bt_part *part = bt_ev_parts(e->ev); part->name; part++)
    put_part(&p, part, e);
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

static const uint32_t *get_list(struct unpacker *p, size_t *n) {
  const uint32_t *list;

  *n = get(p);
  list = p->at;
  p->at += *n;
  return list;
}

static void get_field(struct unpacker *p, struct bt_field *field) {
  *field = (struct bt_field){.name = get_text(p)};
  field->kind = (enum bt_field_kind)get(p);
  if (field->kind == BT_FIELD_TASKS) {
    field->list = get_list(p, &field->n);
  } else if (field->kind == BT_FIELD_TEXT) {
    field->text = get_text(p);
  } else {
    field->number = (int64_t)get64(p);
  }
}

static void get_state(struct unpacker *p, struct log_entry *entry) {
  struct bt_trace_event *e = &entry->event;

  e->u.object.gone = get(p);
  e->u.object.n_fields = get(p);
  e->u.object.fields = entry->fields;
  for (size_t i = 0; i < e->u.object.n_fields; i++)
    get_field(p, &entry->fields[i]);
}

static void get_bytes(struct unpacker *p, struct bt_trace_event *e) {
  e->u.out.n = (size_t)get64(p);
  e->u.out.data = (const char *)p->at;
}

static void get_ids(struct unpacker *p, struct bt_ids *ids) {
  *ids = (struct bt_ids){NULL, 0};
  if (get(p))
    ids->list = get_list(p, &ids->n);
}

static void get_part(struct unpacker *p, const struct bt_part *part,
                     struct log_entry *entry) {
  void *value = (char *)&entry->event + part->offset;

  switch (part->kind) {
  case BT_PART_NUMBER:
  case BT_PART_ID:
    *(uint32_t *)value = get(p);
    break;
  case BT_PART_STATUS:
    *(int *)value = (int)get(p);
    break;
  case BT_PART_TIME:
  case BT_PART_UNTIL:
    *(uint64_t *)value = get64(p);
    break;
  case BT_PART_TEXT:
  case BT_PART_NOTE:
    *(const char **)value = get_text(p);
    break;
  case BT_PART_STATE:
    get_state(p, entry);
    break;
  case BT_PART_IDS:
    get_ids(p, value);
    break;
  case BT_PART_OUTPUT:
    get_bytes(p, &entry->event);
    break;
  }
}

void unpack_event(const uint32_t *words, const struct strings *strings,
                  struct log_entry *entry) {
  struct unpacker p = {.at = words, .strings = strings};
  struct bt_trace_event *e = &entry->event;

  e->ev = (enum bt_ev)get(&p);
  e->task = get(&p);
  e->at = NULL;
  e->t = get64(&p);
  e->turn = get64(&p);
  for (const struct bt_part *part = bt_ev_parts(e->ev); part->name; part++)
    get_part(&p, part, entry);
}

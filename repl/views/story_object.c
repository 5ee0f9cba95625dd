/* SPDX-License-Identifier: MIT-0 */
/* How objects change, in words. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../world/waits.h"
#include "story.h"

/* What it means that a number of an object grew or shrank. */
static const struct {
  const char *kind, *field, *more, *less;
} changes[] = {
    {"semaphore", "permits", "gave back a permit of", "took a permit of"},
    {"queue", "size", "put an item into", "took an item out of"},
    {"queue", "unfinished", NULL, "finished an item of"},
    {"event", "set", "set", "cleared"},
    {"channel", "size", "sent into", "received from"},
    {"channel", "closed", "closed", "opened"},
    {"rate_limit", "tokens", "refilled", "took a token of"},
    {"pool", "idle", "gave a member back to", "took a member out of"},
    {"pool", "size", "added a member to", "dropped a member of"},
};

/* What numbers are told with, by kind: "(1 of 2)". */
static const struct {
  const char *kind, *field, *of;
} counts[] = {
    {"semaphore", "permits", "initial"}, {"queue", "size", "max"},
    {"channel", "size", "max"},          {"pool", "size", "max"},
    {"rate_limit", "tokens", "burst"},
};

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

static const char *or_empty(const char *text) { return text ? text : ""; }

static const struct bt_field *field_of(const struct log_entry *entry,
                                       const char *name) {
  for (size_t i = 0; i < entry->event.u.object.n_fields; i++)
    if (is(entry->fields[i].name, name))
      return &entry->fields[i];
  return NULL;
}

static void say(struct story *s, const struct log_entry *entry,
                const char *what) {
  story_flush(s);
  story_next(s);
  buffer_printf(s->out, "%s ", what);
  waits_thing(s->out, or_empty(entry->event.u.object.kind),
              or_empty(entry->event.u.object.name));
}

/* " (1 of 2)", " (1)" where there is no limit. */
static void write_count(struct story *s, const struct log_entry *entry) {
  s->count[0] = '\0';
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    const struct bt_field *n = field_of(entry, counts[i].field);
    const struct bt_field *of = field_of(entry, counts[i].of);

    if (!is(entry->event.u.object.kind, counts[i].kind) || !n)
      continue;
    if (of && of->number > 0)
      snprintf(s->count, sizeof s->count, " (%" PRId64 " of %" PRId64 ")",
               n->number, of->number);
    else
      snprintf(s->count, sizeof s->count, " (%" PRId64 ")", n->number);
    return;
  }
}

/* A change that an object saw just before is only counted. */
static void collect_change(struct story *s, const struct log_entry *entry,
                           const char *what) {
  uint32_t id = entry->event.u.object.id;

  if (s->part != STORY_CHANGED || s->object != id || s->detail != what)
    story_flush(s);
  s->part = STORY_CHANGED;
  s->detail = what;
  s->object = id;
  s->kind = or_empty(entry->event.u.object.kind);
  s->name = or_empty(entry->event.u.object.name);
  s->n++;
  write_count(s, entry);
}

/* Who holds it now, compared with before. */
static bool tell_holder(struct story *s, const struct log_entry *entry,
                        const struct world_object *old) {
  const struct bt_field *now = field_of(entry, "holder");
  uint32_t before = world_holder(old);

  if (!now || now->kind != BT_FIELD_TASK || now->number == before)
    return false;
  if (now->number == 0)
    say(s, entry, "released");
  else if (now->number == s->task)
    say(s, entry, "took");
  else {
    say(s, entry, "handed");
    buffer_printf(s->out, " to %s",
                  log_label(world_log(s->world), (uint32_t)now->number));
  }
  return true;
}

static bool tell_number(struct story *s, const struct log_entry *entry,
                        const struct world_object *old) {
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    const struct bt_field *now = field_of(entry, changes[i].field);
    const struct bt_field *before = world_field(old, changes[i].field);
    const char *what;

    if (!is(old->kind, changes[i].kind) || !now || !before ||
        now->number == before->number)
      continue;
    what = now->number > before->number ? changes[i].more : changes[i].less;
    if (!what)
      continue;
    collect_change(s, entry, what);
    return true;
  }
  return false;
}

static bool differs(const struct bt_field *a, const struct bt_field *b) {
  if (a->kind == BT_FIELD_TASKS || !b)
    return false; /* who waits is said by who begins and ends to wait */
  if (a->kind == BT_FIELD_TEXT)
    return !is(or_empty(a->text), or_empty(b->text));
  return a->number != b->number;
}

/* Objects of which nothing more is known: what is new in them. */
static void tell_fields(struct story *s, const struct log_entry *entry,
                        const struct world_object *old) {
  bool any = false;

  for (size_t i = 0; i < entry->event.u.object.n_fields; i++) {
    const struct bt_field *now = &entry->fields[i];

    if (!differs(now, world_field(old, or_empty(now->name))))
      continue;
    if (!any)
      say(s, entry, "changed");
    any = true;
    buffer_printf(s->out, " %s=", or_empty(now->name));
    if (now->kind == BT_FIELD_TEXT)
      buffer_puts(s->out, or_empty(now->text));
    else
      buffer_printf(s->out, "%" PRId64, now->number);
  }
}

void story_object(struct story *s, const struct log_entry *entry) {
  struct world_object old;
  bool known = world_object(s->world, entry->event.u.object.id, &old);

  if (entry->event.u.object.gone) {
    if (known)
      say(s, entry, "closed");
  } else if (!known) {
    say(s, entry, "made");
  } else if (!tell_holder(s, entry, &old) && !tell_number(s, entry, &old)) {
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
      if (is(old.kind, changes[i].kind))
        return; /* what else changes in these is not worth a word */
    tell_fields(s, entry, &old);
  }
}

/* SPDX-License-Identifier: MIT-0 */
#include "brief.h"

#include <string.h>

#include "../world/waits.h"

static long long number(const struct world_object *o, const char *name) {
  const struct bt_field *f = world_field(o, name);

  return f ? (long long)f->number : 0;
}

static void brief_lock(struct buffer *out, const struct world *world,
                       const struct world_object *o) {
  uint32_t holder = world_holder(o);

  if (holder)
    buffer_printf(out, " -> %s releases it",
                  log_label(world_log(world), holder));
  else
    buffer_puts(out, " -> free in a turn");
}

/* What has to happen to an object of each kind. %lld stands for a field. */
static const struct {
  const char *kind, *why; /* NULL: whatever the reason */
  const char *text, *field;
} needs[] = {
    {"queue", "full", " full -> a get", NULL},
    {"queue", "empty", " empty -> a put", NULL},
    {"queue", NULL, " -> %lld task_done", "unfinished"},
    {"semaphore", NULL, " -> a release", NULL},
    {"event", NULL, " -> a set", NULL},
    {"condition", NULL, " -> a notify", NULL},
    {"barrier", NULL, " -> all %lld are there", "parties"},
    {"channel", "nobody receives", " -> a recv", NULL},
    {"channel", NULL, " -> a send or close", NULL},
    {"pool", NULL, " -> a release", NULL},
    {"rate_limit", NULL, " -> the next token", NULL},
};

static void brief_object(struct buffer *out, const struct world *world,
                         const struct world_task *t,
                         const struct world_object *o) {
  buffer_puts(out, o->name);
  if (world_field(o, "holder")) {
    brief_lock(out, world, o);
    return;
  }
  for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
    if (strcmp(needs[i].kind, o->kind) != 0 ||
        (needs[i].why && (!t->why || strcmp(needs[i].why, t->why) != 0)))
      continue;
    if (needs[i].field)
      buffer_printf(out, needs[i].text, number(o, needs[i].field));
    else
      buffer_puts(out, needs[i].text);
    return;
  }
}

/* Which ends it still waits for, in few enough columns for the longest name of
 * such a wait: "as_completed -> 1 of 3 ends". */
static void brief_others(struct buffer *out, const struct world *world,
                         const struct world_task *t) {
  struct waits_list list = waits_list(world, t);

  if (list.n == 1)
    buffer_printf(out, "%s -> its end",
                  log_label(world_log(world), t->others.list[0]));
  else if (list.over)
    buffer_printf(out, "%s -> a callback", t->on);
  else if (list.live == 1)
    buffer_printf(out, "%s -> the last ends", t->on);
  else if (list.first)
    buffer_printf(out, "%s -> 1 of %zu ends", t->on, list.live);
  else
    buffer_printf(out, "%s -> all %zu %s", t->on, list.live,
                  list.first_error ? "or error" : "end");
}

static void brief_other(struct buffer *out, const struct world *world,
                        const struct world_task *t) {
  const char *name = t->on ? strchr(t->on, ' ') : NULL;
  struct world_scope s;

  if (t->others.n)
    brief_others(out, world, t);
  else if (t->on && strncmp(t->on, "task ", 5) == 0)
    buffer_printf(out, "%s -> its end", log_label(world_log(world), t->on_id));
  else if (t->on && strncmp(t->on, "group ", 6) == 0 &&
           world_scope(world, t->on_id, &s))
    buffer_printf(out, "%s (%u live) -> last ends", s.name, s.live);
  else if (t->on && strcmp(t->on, "timer") != 0)
    buffer_puts(out, name ? name + 1 : t->on);
}

void brief_wait(struct buffer *out, const struct world *world,
                const struct world_task *t) {
  uint64_t until = waits_deadline(world, t);
  struct world_object o;
  size_t before = out->n;

  if (t->on_id && world_object(world, t->on_id, &o) && t->on &&
      strncmp(t->on, "task ", 5) != 0)
    brief_object(out, world, t, &o);
  else
    brief_other(out, world, t);
  if (until == BT_NEVER)
    return;
  buffer_puts(out, out->n > before ? ", or " : "until ");
  buffer_ms(out, until);
  buffer_puts(out, " ms");
}

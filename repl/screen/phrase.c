/* SPDX-License-Identifier: MIT-0 */
#include "phrase.h"

static int64_t number(const struct world_object *o, const char *name) {
  const struct bt_field *f = world_field(o, name);

  return f ? f->number : 0;
}

void phrase_name(struct phrase *p, uint32_t task) {
  size_t at = p->text.n;

  buffer_puts(&p->text, log_label(world_log(p->world), task));
  if (p->n_names == PHRASE_NAMES)
    return;
  p->names[p->n_names].at = at;
  p->names[p->n_names].n = p->text.n - at;
  p->names[p->n_names++].task = task;
}

static void add_tasks(struct phrase *p, const char *before,
                      const struct bt_field *f) {
  if (!f || f->n == 0)
    return;
  buffer_puts(&p->text, before);
  for (size_t i = 0; i < f->n; i++) {
    buffer_puts(&p->text, " ");
    phrase_name(p, f->list[i]);
  }
}

/* A queue as a bar: [##.] 2/3 full. */
static void add_bar(struct buffer *out, const struct world_object *o) {
  int64_t n = number(o, "size"), max = number(o, "max");
  int64_t w = max > 0 && max <= 8 ? max : 8;

  buffer_puts(out, " [");
  for (int64_t i = 0; i < w; i++)
    buffer_puts(out, i < (max > w ? n * w / max : n) ? "#" : ".");
  buffer_printf(out, "] %lld", (long long)n);
  if (max > 0)
    buffer_printf(out, "/%lld", (long long)max);
  if (max > 0 && n >= max)
    buffer_puts(out, " full");
}

static void add_holder(struct phrase *p, uint32_t holder) {
  buffer_puts(&p->text, holder ? ": " : ": free");
  if (holder)
    phrase_name(p, holder);
}

static void add_state(struct phrase *p, const struct world_object *o) {
  struct buffer *out = &p->text;

  if (world_field(o, "max") && world_field(o, "size"))
    add_bar(out, o);
  else if (world_field(o, "permits"))
    buffer_printf(out, ": %lld of %lld", (long long)number(o, "permits"),
                  (long long)number(o, "initial"));
  else if (world_field(o, "set"))
    buffer_puts(out, number(o, "set") ? ": set" : ": clear");
  else if (world_field(o, "tokens"))
    buffer_printf(out, ": %lld tokens", (long long)number(o, "tokens"));
  else if (world_field(o, "holder"))
    add_holder(p, world_holder(o));
}

void phrase_object(struct phrase *p, const struct world_object *o) {
  buffer_puts(&p->text, o->name);
  add_state(p, o);
  add_tasks(p, " <-", world_field(o, "waiters"));
  add_tasks(p, " get <-", world_field(o, "getters"));
  add_tasks(p, " put <-", world_field(o, "putters"));
  add_tasks(p, " join <-", world_field(o, "joiners"));
  add_tasks(p, " recv <-", world_field(o, "receivers"));
  add_tasks(p, " send <-", world_field(o, "senders"));
}

void phrase_scope(struct phrase *p, const struct world_scope *s) {
  struct world_task t;

  buffer_printf(&p->text, "%s:", s->name);
  for (uint32_t id = 0; (id = world_next_live(p->world, id)) != 0;)
    if (world_task(p->world, id, &t) && t.scope == s->id) {
      buffer_puts(&p->text, " ");
      phrase_name(p, id);
    }
}

void phrase_clear(struct phrase *p) {
  buffer_clear(&p->text);
  p->n_names = 0;
}

void phrase_fini(struct phrase *p) { buffer_fini(&p->text); }

/* The names in the n bytes at from, which are drawn in row y. */
static void put_names(struct area area, int y, const struct phrase *p,
                      size_t from, size_t n) {
  const char *text = buffer_text(&p->text);

  for (size_t i = 0; i < p->n_names; i++)
    if (p->names[i].at >= from && p->names[i].at < from + n)
      area_spot(area, text_width_n(text + from, p->names[i].at - from), y,
                text_width_n(text + p->names[i].at, p->names[i].n), 1,
                SPOT_TASK, p->names[i].task);
}

int phrase_put(struct area area, int y, enum style style,
               const struct phrase *p) {
  const char *text = buffer_text(&p->text), *next = text;

  for (; *next && y < area.h; y++) {
    const char *row = next;
    size_t n = text_wrap(row, area.w, &next);

    area_put_n(area, 0, y, style, row, n);
    put_names(area, y, p, (size_t)(row - text), n);
  }
  return y;
}

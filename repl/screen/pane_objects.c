/* SPDX-License-Identifier: MIT-0 */
/* What the panes say of objects: the strip below the tasks, and the waits. */
#include <string.h>

#include "panes.h"

static int64_t number(const struct world_object *o, const char *name) {
  const struct bt_field *f = world_field(o, name);

  return f ? f->number : 0;
}

static void add_tasks(struct buffer *out, const struct world *world,
                      const char *before, const struct bt_field *f) {
  if (!f || f->n == 0)
    return;
  buffer_puts(out, before);
  for (size_t i = 0; i < f->n; i++)
    buffer_printf(out, " %s", log_label(world_log(world), f->list[i]));
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

/* One object in a few words. */
static void add_object(struct buffer *out, const struct world *world,
                       const struct world_object *o) {
  uint32_t holder = world_holder(o);

  buffer_puts(out, o->name);
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
    buffer_printf(out, ": %s",
                  holder ? log_label(world_log(world), holder) : "free");
  add_tasks(out, world, " <-", world_field(o, "waiters"));
  add_tasks(out, world, " get <-", world_field(o, "getters"));
  add_tasks(out, world, " put <-", world_field(o, "putters"));
  add_tasks(out, world, " join <-", world_field(o, "joiners"));
  add_tasks(out, world, " recv <-", world_field(o, "receivers"));
  add_tasks(out, world, " send <-", world_field(o, "senders"));
}

static void add_scope(struct buffer *out, const struct world *world,
                      const struct world_scope *s) {
  struct world_task t;

  buffer_printf(out, "%s:", s->name);
  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;)
    if (world_task(world, id, &t) && t.scope == s->id)
      buffer_printf(out, " %s", t.label);
}

/* What is said of objects, one after the other: whole, or only counted. */
struct strip {
  struct buffer text;
  int w;
  size_t fit;   /* bytes that leave room for the number of the others */
  int left_out; /* items behind them */
};

/* The item stands at the end of the text. */
static void end_item(struct strip *strip) {
  if (strip->left_out == 0 &&
      text_width(buffer_text(&strip->text)) <= strip->w - 5)
    strip->fit = strip->text.n;
  else
    strip->left_out++;
}

static void put_strip(struct area area, const struct strip *strip) {
  const char *text = buffer_text(&strip->text);
  int x;

  if (text_width(text) <= area.w) {
    area_put(area, 0, 0, STYLE_PLAIN, text);
    return;
  }
  x = area_put_n(area, 0, 0, STYLE_PLAIN, text, strip->fit);
  area_printf(area, x, 0, STYLE_DIM, "%s+%d", x > 0 ? "  " : "",
              strip->left_out);
}

void pane_objects(struct area area, const struct world *world) {
  struct strip strip = {.w = area.w};
  struct world_object o;
  struct world_scope s;

  for (uint32_t id = 0; (id = world_next_object(world, id)) != 0;)
    if (world_object(world, id, &o)) {
      buffer_puts(&strip.text, strip.text.n ? "   " : "");
      add_object(&strip.text, world, &o);
      end_item(&strip);
    }
  for (uint32_t id = 0; (id = world_next_scope(world, id)) != 0;)
    if (world_scope(world, id, &s) && s.live > 0) {
      buffer_puts(&strip.text, strip.text.n ? "   " : "");
      add_scope(&strip.text, world, &s);
      end_item(&strip);
    }
  put_strip(area, &strip);
  buffer_fini(&strip.text);
}

/* ---- The pane of waits ------------------------------------------------ */

struct lines {
  struct area area;
  int y;
};

static void line(struct lines *lines, enum style style, struct buffer *text) {
  if (lines->y < lines->area.h)
    area_fit(lines->area, 0, lines->y, lines->area.w, style, buffer_text(text));
  lines->y++;
  buffer_clear(text);
}

static void put_objects(struct lines *lines, const struct world *world,
                        struct buffer *text) {
  struct world_object o;

  for (uint32_t id = 0; (id = world_next_object(world, id)) != 0;)
    if (world_object(world, id, &o)) {
      buffer_printf(text, "%s ", o.kind);
      add_object(text, world, &o);
      line(lines, STYLE_PLAIN, text);
    }
}

static void put_timers(struct lines *lines, const struct world *world,
                       struct buffer *text) {
  struct world_task t;

  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;)
    if (world_task(world, id, &t) && t.state == WORLD_PARKED &&
        waits_deadline(world, &t) != BT_NEVER) {
      buffer_puts(text, text->n ? ", " : "timers ");
      buffer_printf(text, "%s at ", t.label);
      buffer_ms(text, waits_deadline(world, &t));
    }
  if (text->n) {
    buffer_puts(text, " ms");
    line(lines, STYLE_SLEEP, text);
  }
}

void pane_waits(struct area area, const struct world *world,
                const struct waits *waits) {
  struct lines lines = {area, 0};
  struct buffer text = {.n = 0};

  for (size_t i = 0; i < waits->n_cycles; i++) {
    buffer_puts(&text, "cycle ");
    waits_print_cycle(&text, world, waits, i);
    line(&lines, STYLE_ERROR, &text);
  }
  put_objects(&lines, world, &text);
  put_timers(&lines, world, &text);
  for (size_t i = 0; i < waits->n_edges; i++) {
    const struct waits_edge *e = &waits->edges[i];

    buffer_printf(&text, "edge %s - %s -> %s",
                  log_label(world_log(world), e->task), e->on,
                  log_label(world_log(world), e->other));
    line(&lines, STYLE_LOCK, &text);
  }
  if (waits->n_cycles == 0 && lines.y < area.h) {
    buffer_puts(&text, "no cycle");
    line(&lines, STYLE_DIM, &text);
  }
  buffer_fini(&text);
}

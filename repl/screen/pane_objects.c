/* SPDX-License-Identifier: MIT-0 */
/* What the panes say of objects: the strip below the tasks, and the waits. */
#include "panes.h"
#include "phrase.h"

/* ---- The strip -------------------------------------------------------- */

/* What is said of objects, one after the other: whole, or only counted. */
struct strip {
  struct phrase phrase;
  int w;
  size_t fit;   /* bytes that leave room for the number of the others */
  int left_out; /* items behind them */
};

/* A blank sets the first one off from the border. */
static void begin_item(struct strip *strip) {
  buffer_puts(&strip->phrase.text, strip->phrase.text.n ? "   " : " ");
}

/* The item stands at the end of the text. */
static void end_item(struct strip *strip) {
  const struct buffer *text = &strip->phrase.text;

  if (strip->left_out == 0 && text_width(buffer_text(text)) <= strip->w - 6)
    strip->fit = text->n;
  else
    strip->left_out++;
}

static void put_strip(struct area area, struct strip *strip) {
  struct buffer *text = &strip->phrase.text;
  int x;

  if (text_width(buffer_text(text)) >= area.w) {
    text->n = strip->fit;
    text->data[text->n] = '\0';
  } else {
    strip->left_out = 0;
  }
  phrase_put(area, 0, STYLE_PLAIN, &strip->phrase);
  x = text_width(buffer_text(text));
  if (strip->left_out)
    x = area_printf(area, x, 0, STYLE_DIM, "  +%d", strip->left_out);
  if (x > 0)
    area_put(area, x, 0, STYLE_DIM, " ");
}

void pane_objects(struct area area, const struct world *world) {
  struct strip strip = {.phrase.world = world, .w = area.w};
  struct world_object o;
  struct world_scope s;

  for (uint32_t id = 0; (id = world_next_object(world, id)) != 0;)
    if (world_object(world, id, &o)) {
      begin_item(&strip);
      phrase_object(&strip.phrase, &o);
      end_item(&strip);
    }
  for (uint32_t id = 0; (id = world_next_scope(world, id)) != 0;)
    if (world_scope(world, id, &s) && s.live > 0) {
      begin_item(&strip);
      phrase_scope(&strip.phrase, &s);
      end_item(&strip);
    }
  put_strip(area, &strip);
  area_made(area, &strip.phrase.text);
  phrase_fini(&strip.phrase);
}

/* ---- The pane of waits ------------------------------------------------ */

enum { MOST_NAMES = 5 }; /* of those that one task waits for */

enum { MOST_TIMERS = 8 };

struct lines {
  struct area area;
  int y;
  struct phrase phrase; /* the next one */
};

static void line(struct lines *lines, enum style style) {
  lines->y = phrase_put(lines->area, lines->y, style, &lines->phrase);
  area_made(lines->area, &lines->phrase.text);
  phrase_clear(&lines->phrase);
}

static void put_objects(struct lines *lines, const struct world *world) {
  struct world_object o;

  for (uint32_t id = 0; (id = world_next_object(world, id)) != 0;)
    if (world_object(world, id, &o)) {
      if (!waits_names_kind(o.name, o.kind))
        buffer_printf(&lines->phrase.text, "%s ", o.kind);
      phrase_object(&lines->phrase, &o);
      line(lines, STYLE_PLAIN);
    }
}

static void add_timer(struct lines *lines, uint32_t task, uint64_t until) {
  struct buffer *text = &lines->phrase.text;

  buffer_puts(text, text->n ? ", " : "timers ");
  phrase_name(&lines->phrase, task);
  buffer_puts(text, " at ");
  buffer_ms(text, until);
}

/* Of many tasks some, and how many more there are. */
static void put_timers(struct lines *lines, const struct world *world) {
  struct buffer *text = &lines->phrase.text;
  struct world_task t;
  size_t n = 0;

  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;)
    if (world_task(world, id, &t) && t.state == WORLD_PARKED &&
        waits_deadline(world, &t) != BT_NEVER && n++ < MOST_TIMERS)
      add_timer(lines, id, waits_deadline(world, &t));
  if (n == 0)
    return;
  buffer_puts(text, " ms");
  if (n > MOST_TIMERS)
    buffer_printf(text, " and %zu more", n - MOST_TIMERS);
  line(lines, STYLE_SLEEP);
}

/* The edges of one task, from the first on; of many, some and their number.
 * Returns where those of the next task begin. */
static size_t put_edges_of(struct lines *lines, const struct waits *waits,
                           size_t first) {
  struct buffer *text = &lines->phrase.text;
  const struct waits_edge *e = &waits->edges[first];
  size_t end = first, shown;

  while (end < waits->n_edges && waits->edges[end].task == e->task)
    end++;
  shown = end - first > MOST_NAMES ? MOST_NAMES - 1 : end - first;
  buffer_puts(text, "edge ");
  phrase_name(&lines->phrase, e->task);
  buffer_printf(text, " - %s -> ", e->on);
  for (size_t i = 0; i < shown; i++) {
    buffer_puts(text, i ? ", " : "");
    phrase_name(&lines->phrase, e[i].other);
  }
  if (first + shown < end)
    buffer_printf(text, " and %zu more", end - first - shown);
  line(lines, STYLE_LOCK);
  return end;
}

static void put_edges(struct lines *lines, const struct waits *waits) {
  for (size_t i = 0; i < waits->n_edges;)
    i = put_edges_of(lines, waits, i);
}

void pane_waits(struct area area, const struct world *world,
                const struct waits *waits) {
  struct lines lines = {.area = area, .phrase.world = world};

  for (size_t i = 0; i < waits->n_cycles; i++) {
    buffer_puts(&lines.phrase.text, "cycle ");
    waits_print_cycle(&lines.phrase.text, world, waits, i);
    line(&lines, STYLE_ERROR);
  }
  put_objects(&lines, world);
  put_timers(&lines, world);
  put_edges(&lines, waits);
  if (waits->n_cycles == 0) {
    buffer_puts(&lines.phrase.text, "no cycle");
    line(&lines, STYLE_DIM);
  }
  phrase_fini(&lines.phrase);
}

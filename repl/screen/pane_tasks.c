/* SPDX-License-Identifier: MIT-0 */
#include "../views/words.h"
#include "brief.h"
#include "panes.h"

enum {
  FIRST = 4, /* columns: the place in the queue ... */
  NAME = 9,
  STATE = 8,
  LONG = 60, /* from here on there is room for whole sentences */
  MOST_ROWS = 256
};

struct rows {
  uint32_t ids[MOST_ROWS];
  int n;
  int more; /* live ones that found no room */
};

static bool listed(const struct rows *rows, uint32_t id) {
  for (int i = 0; i < rows->n; i++)
    if (rows->ids[i] == id)
      return true;
  return false;
}

static void add(struct rows *rows, int room, uint32_t id) {
  if (id != 0 && rows->n < room && rows->n < MOST_ROWS && !listed(rows, id))
    rows->ids[rows->n++] = id;
}

/* Ended tasks are shown while there is room, those that ended last first. */
static void add_ended(struct rows *rows, int room, const struct world *world) {
  while (rows->n < room && rows->n < MOST_ROWS) {
    uint32_t last = 0;
    uint64_t since = 0;
    struct world_task t;

    for (uint32_t id = 0; (id = world_next_task(world, id)) != 0;)
      if (world_task(world, id, &t) && t.state >= WORLD_OK &&
          t.since >= since && !listed(rows, id)) {
        since = t.since;
        last = id;
      }
    if (!last)
      return;
    rows->ids[rows->n++] = last;
  }
}

/* Who ran first, then the ready ones, then those who wait: what moves stays on
 * top where rows must be left out. */
static void choose_rows(struct rows *rows, int room,
                        const struct world *world) {
  struct world_task t;
  uint32_t ran = mark_ran(world);

  rows->n = rows->more = 0;
  if (world_task(world, ran, &t) && t.state < WORLD_OK)
    add(rows, room, ran);
  for (uint32_t id = 0; (id = world_next_ready(world, id)) != 0;)
    add(rows, room, id);
  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;) {
    add(rows, room, id);
    rows->more += !listed(rows, id);
  }
  if (rows->more == 0)
    add_ended(rows, room < 64 ? room : 64, world);
}

/* ---- One row ---------------------------------------------------------- */

static int place_in_queue(const struct world *world, uint32_t task) {
  int place = 1;

  for (uint32_t id = 0; (id = world_next_ready(world, id)) != 0; place++)
    if (id == task)
      return place;
  return 0;
}

static void put_place(struct area area, int y, const struct world *world,
                      const struct world_task *t) {
  if (t->id == mark_ran(world))
    area_put(area, 0, y, STYLE_RUN, ">");
  if (t->state == WORLD_READY)
    area_printf(area, 1, y, STYLE_READY, "%2d",
                place_in_queue(world, t->id) % 100);
  else if (t->state == WORLD_PARKED)
    area_put(area, 2, y, STYLE_DIM, "-");
}

static void put_words(struct buffer *out, const struct world *world,
                      const struct world_task *t, bool brief) {
  switch (t->state) {
  case WORLD_PARKED:
    if (brief) {
      brief_wait(out, world, t);
      break;
    }
    waits_reason(out, world, t->id);
    buffer_puts(out, " -> ");
    waits_waker(out, world, t->id);
    break;
  case WORLD_READY:
    words_woken(out, world, t);
    words_held(out, world, t->id, ", holds ");
    break;
  case WORLD_RUNNING:
    words_held(out, world, t->id, "holds ");
    break;
  default:
    words_outcome(out, t);
  }
}

static void draw_row(struct area area, int y, int history,
                     const struct world *world, uint32_t id) {
  struct world_task t;
  struct buffer reason = {.n = 0};
  struct mark mark;
  int from = FIRST + NAME + 1 + STATE;

  if (!world_task(world, id, &t))
    return;
  mark = mark_of(&t);
  put_place(area, y, world, &t);
  area_fit_name(area, FIRST, y, NAME, STYLE_PLAIN, t.label);
  area_printf(area, FIRST + NAME + 1, y, mark.style, "%-5s %c", mark.word,
              mark.letter);
  put_words(&reason, world, &t, area.w - from - history < LONG);
  area_fit(area, from, y, area.w - from - history - 1, STYLE_PLAIN,
           buffer_text(&reason));
  buffer_fini(&reason);
}

/* ---- History ---------------------------------------------------------- */

/* The first step of the window that shows step: it moves by half its width,
 * so that most steps change one column. */
static uint64_t window_start(uint64_t step, int w) {
  uint64_t half = (uint64_t)(w / 2 > 0 ? w / 2 : 1);

  return step < (uint64_t)w ? 0 : (step / half) * half - half;
}

static void draw_column(struct area area, int x, int y,
                        const struct world *past, const struct rows *rows) {
  uint32_t ran = mark_ran(past);

  for (int i = 0; i < rows->n; i++) {
    struct world_task t;
    struct mark mark;
    char letter[2] = {0};

    if (!world_task(past, rows->ids[i], &t))
      continue;
    mark = mark_of(&t);
    if (t.id == ran)
      mark = (struct mark){'>', "", STYLE_RUN};
    else if (t.state >= WORLD_OK && world_step(past) != t.step)
      continue;
    letter[0] = mark.letter;
    area_put(area, x, y + i, mark.style, letter);
  }
}

static int draw_history(struct area area, int y, const struct world *world,
                        struct world *past, const struct rows *rows) {
  uint64_t step = world_step(world);
  uint64_t start = window_start(step, area.w);

  for (uint64_t s = start; s <= step; s++) {
    int rc =
        s < step ? world_go_step(past, s) : world_go(past, world_events(world));

    if (rc < 0)
      return rc;
    draw_column(area, (int)(s - start), y, past, rows);
  }
  return 0;
}

/* Step numbers above the history: where one fits, every fifth. */
static void draw_scale(struct area area, uint64_t step) {
  uint64_t start = window_start(step, area.w);

  for (int x = 0; x < area.w; x++)
    area_put(area, x, 0, STYLE_DIM, (start + (uint64_t)x) % 5 ? "." : "'");
  area_printf(area, 0, 0, STYLE_DIM, "%llu", (unsigned long long)start);
  area_printf(area, (int)(step - start), 0, STYLE_STRONG, "%s", "v");
}

int pane_tasks_more(const struct world *world, int h) {
  struct rows rows;

  choose_rows(&rows, h - 1, world);
  return rows.more;
}

int pane_tasks(struct area area, const struct world *world,
               struct world *past) {
  int history = area.w / 3 < 60 ? area.w / 3 : 60;
  struct area right = area_part(area, area.w - history, 0, history, area.h);
  struct rows rows;

  choose_rows(&rows, area.h - 1, world);
  area_put(area, 0, 0, STYLE_DIM,
           "rdy task      state   waits for -> who can wake it");
  area_fill(area_part(right, -1, 0, history, 1), STYLE_PLAIN, ' ');
  draw_scale(right, world_step(world));
  for (int i = 0; i < rows.n; i++)
    draw_row(area, i + 1, history, world, rows.ids[i]);
  return draw_history(right, 1, world, past, &rows);
}

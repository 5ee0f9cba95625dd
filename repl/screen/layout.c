/* SPDX-License-Identifier: MIT-0 */
#include "layout.h"

#include "panes.h"

enum {
  WIDE_W = 120,        /* from here on: the waits beside the source */
  TALL_H = 20,         /* from here on there are rows to spare */
  MOST_TYPED = 5,      /* rows of what is typed that are seen, ... */
  MOST_STEP = 5,       /* ... of the line of a step, ... */
  LEAST_H_OF_STEP = 6, /* each of its rows takes so many of the screen */
  LEAST_TASKS = 4,     /* ... and of tasks */
  TASKS_AROUND = 3,    /* their borders, and the row that names the columns */
  LEAST_SAID = 1
};

static int least(int a, int b) { return a < b ? a : b; }
static int most(int a, int b) { return a > b ? a : b; }

/* ---- Columns ---------------------------------------------------------- */

/* Of what is read, which stands to the left. */
static int left_width(int w) { return w >= WIDE_W ? w * 3 / 8 : w * 9 / 20; }

/* Of the source, right of it, from the border that they share. */
static int source_width(int w) {
  return w >= WIDE_W ? left_width(w) + 1 : w - left_width(w) + 1;
}

int scene_source_width(int w, const char *source, bool whole) {
  return (whole ? w : source_width(w)) - 2 - pane_source_margin(source);
}

int scene_text_width(int w) { return left_width(w) - 2; }

bool scene_is_folded(int w, const struct scene *s) {
  return w < SCENE_FOLDED_W || s->whole;
}

/* ---- Rows ------------------------------------------------------------- */

static int rows_typed(const struct scene *s) {
  int n = 1;

  for (const char *c = s->typed; *c; c++)
    n += *c == '\n';
  return least(n, MOST_TYPED);
}

/* As many as the line of the step needs; but mostly the same, so that a step
 * does not move what stands above it. */
static int rows_of_step(int w, int h, const struct scene *s) {
  int usual = h < TALL_H ? 1 : w < SCENE_FOLDED_W ? 3 : 2;
  int room = h < TALL_H ? h / LEAST_H_OF_STEP : MOST_STEP;

  return most(usual, text_rows(s->step, w - 2, room));
}

/* Beside a lesson there is no pane for the output. What the tasks leave is
 * its: they take as many rows as have been spawned, and at first some more,
 * so that this changes seldom. */
static int rows_of_tasks(int room, const struct scene *s) {
  int n =
      (int)(world_n_tasks(s->world) < 1000 ? world_n_tasks(s->world) : 1000);

  if (!s->lesson)
    return room;
  return least(most(n, LEAST_TASKS) + TASKS_AROUND, room - LEAST_SAID);
}

/* Half of the panes; of a tall screen more, since a program has more lines
 * than tasks. */
static int upper_height(int h) {
  return h < TALL_H ? (h + 1) / 2 : TALL_H / 2 + (h - TALL_H) * 3 / 4;
}

/* ---- Panes ------------------------------------------------------------ */

/* What is read, the source, and where it is wide the waits. At a prompt without
 * a program the waits stand in place of the source. */
static void place_upper(struct layout *l, struct area area,
                        const struct scene *s) {
  int left = left_width(area.w);
  int source = *s->source ? source_width(area.w) : 1;
  enum tab tab = s->lesson ? TAB_LESSON : TAB_OUTPUT;

  if (s->graph && area.w < WIDE_W) {
    l->panes[TAB_WAITS] = area;
    return;
  }
  l->panes[tab] = area_part(area, 0, 0, left, area.h);
  if (*s->source)
    l->panes[TAB_SOURCE] = area_part(area, left - 1, 0, source, area.h);
  if (area.w >= WIDE_W || !*s->source)
    l->panes[TAB_WAITS] = area_part(area, left + source - 2, 0, area.w, area.h);
}

static void place_panes(struct layout *l, const struct scene *s) {
  struct area area = l->all;
  int upper = upper_height(area.h);
  struct area lower = area_part(area, 0, upper - 1, area.w, area.h);
  int tasks = rows_of_tasks(area.h - upper + 1, s);

  place_upper(l, area_part(area, 0, 0, area.w, upper), s);
  l->panes[TAB_TASKS] = area_part(lower, 0, 0, area.w, tasks);
  l->said = area_part(lower, 1, tasks, area.w - 2, lower.h - tasks);
}

static void place_folded(struct layout *l, const struct scene *s) {
  struct area area = l->all;

  l->folded = true;
  l->tabs = area_part(area, 0, 0, area.w, 1);
  l->panes[s->graph ? TAB_WAITS : s->tab] =
      area_part(area, 0, 1, area.w, area.h);
}

struct layout layout_make(struct frame *frame, const struct scene *s) {
  struct area all = frame_area(frame);
  int typed = rows_typed(s), step = rows_of_step(all.w, all.h, s);
  int panes = all.h - 2 - typed - step;
  struct layout l = {.head = area_part(all, 0, 0, all.w, 1),
                     .all = area_part(all, 0, 1, all.w, panes),
                     .step = area_part(all, 1, 1 + panes, all.w - 2, step),
                     .typed = area_part(all, 0, 1 + panes + step, all.w, typed),
                     .keys = area_part(all, 0, all.h - 1, all.w, 1)};

  if (scene_is_folded(all.w, s))
    place_folded(&l, s);
  else
    place_panes(&l, s);
  return l;
}

void scene_page(struct frame *frame, const struct scene *s, int *w, int *h) {
  struct area page = layout_make(frame, s).panes[TAB_LESSON];

  *w = most(page.w - 2, 0);
  *h = most(page.h - 2, 0);
}

bool scene_fits(struct frame *frame, const struct scene *s, const char *text) {
  struct layout l = layout_make(frame, s);
  struct area room = l.panes[TAB_OUTPUT];
  int rows;

  if (l.said.h > 0)
    return text_rows(text, l.said.w, l.said.h + 1) <= l.said.h;
  rows = room.h > 2 ? room.h - 2 : 0;
  return text_rows(text, room.w - 2, rows + 1) <= rows;
}

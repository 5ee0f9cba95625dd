/* SPDX-License-Identifier: MIT-0 */
#include "scene.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "panes.h"

enum {
  LEAST_W = 40,
  LEAST_H = 10,
  WIDE_W = 120,      /* from here on: the waits beside the source */
  MOST_STEP_ROWS = 3 /* that the line of a step takes */
};

static const char *const tab_names[TAB_COUNT] = {"lesson", "source", "tasks",
                                                 "waits", "output"};

/* ---- Single rows ------------------------------------------------------ */

/* Which step is in view, or how much of it. */
static void add_place(struct buffer *out, const struct scene *s) {
  uint64_t first, end, step = world_step(s->world);

  log_step(world_log(s->world), step, &first, &end);
  buffer_printf(out, "step %llu", (unsigned long long)step);
  if (s->by_event || world_events(s->world) < end)
    buffer_printf(out, " event %llu/%llu",
                  (unsigned long long)(world_events(s->world) - first),
                  (unsigned long long)(end - first));
}

static void draw_head(struct area area, const struct scene *s) {
  struct buffer right = {.n = 0};
  int w;

  if (s->branch)
    buffer_printf(&right, "branch %u  ", s->branch);
  add_place(&right, s);
  buffer_puts(&right, "  t=");
  buffer_ms(&right, world_now(s->world));
  buffer_printf(&right, "ms  %s  order %s", s->state, s->order);
  w = text_width(buffer_text(&right));
  area_put(area, 1, 0, STYLE_TITLE, "baton");
  area_fit(area, 8, 0, area.w - 8 - w - 3, STYLE_PLAIN, s->title);
  area_put(area, area.w - w - 1, 0, STYLE_STRONG, buffer_text(&right));
  buffer_fini(&right);
}

static int rows_typed(const struct scene *s) {
  int n = 1;

  for (const char *c = s->typed; *c; c++)
    n += *c == '\n';
  return n < 5 ? n : 5;
}

/* One line of what is typed. The one with the cursor scrolls sideways, so far
 * that the cursor is seen. */
static void draw_typed(struct area row, const char *line, size_t n,
                       ptrdiff_t cursor) {
  int x, shift;

  if (cursor < 0 || (size_t)cursor > n) {
    area_put_n(row, 0, 0, STYLE_PLAIN, line, n);
    return;
  }
  x = text_width_n(line, (size_t)cursor);
  shift = x >= row.w ? x - row.w + 1 : 0;
  row.frame->cursor_x = row.x + x - shift;
  row.frame->cursor_y = row.y;
  n -= (size_t)(text_skip(line, shift) - line);
  area_put_n(row, 0, 0, STYLE_PLAIN, text_skip(line, shift), n);
}

static void draw_prompt(struct area area, const struct scene *s) {
  int indent = text_width(s->prompt);
  const char *line = s->typed;

  area_put(area, 0, 0, STYLE_STRONG, s->prompt);
  for (int y = 0; y < area.h; y++) {
    size_t n = strcspn(line, "\n");

    draw_typed(area_part(area, indent, y, area.w, 1), line, n,
               (ptrdiff_t)s->cursor - (line - s->typed));
    if (!line[n])
      return;
    line += n + 1;
  }
}

/* "F1 help\nF5 run": the first word of each line is the key. */
static void draw_keys(struct area area, const char *keys) {
  int x = 0;

  while (*keys) {
    size_t key = strcspn(keys, " "), all = strcspn(keys, "\n");

    if (x + text_width_n(keys, all) > area.w)
      return;
    x = area_put_n(area, x, 0, STYLE_KEY, keys, key);
    x = area_put_n(area, x, 0, STYLE_PLAIN, keys + key, all - key) + 2;
    keys += all + (keys[all] == '\n');
  }
}

/* ---- Panes ------------------------------------------------------------ */

static int draw_waits(struct area area, const struct scene *s) {
  struct waits waits;
  int rc = waits_find(&waits, s->world, 0);

  if (rc < 0)
    return rc;
  pane_waits(area, s->world, &waits);
  waits_fini(&waits);
  return 0;
}

static int draw_tasks(struct area area, const struct scene *s) {
  int more = pane_tasks_more(s->world, area.h - 2);
  struct area inner;
  char title[32] = "tasks";

  if (more > 0)
    snprintf(title, sizeof title, "tasks (and %d more)", more);
  inner = area_box(area, title);
  pane_objects(area_part(area, 2, area.h - 1, area.w - 4, 1), s->world);
  return pane_tasks(inner, s->world, s->past);
}

/* The file, and whose line is marked in it. */
static void draw_source(struct area area, const struct scene *s) {
  struct buffer title = {.n = 0};
  struct world_task t;

  buffer_puts(&title, s->source_name);
  if (world_task(s->world, mark_ran(s->world), &t))
    buffer_printf(&title, "  (%s)", t.label);
  pane_source(area_box(area, buffer_text(&title)), s->world, s->source_name,
              s->source, s->source_down);
  buffer_fini(&title);
}

static int draw_pane(struct area area, const struct scene *s, enum tab tab) {
  switch (tab) {
  case TAB_LESSON:
    pane_text(area_box(area, "lesson"), s->lesson ? s->lesson : "",
              s->lesson_back);
    return 0;
  case TAB_SOURCE:
    draw_source(area, s);
    return 0;
  case TAB_TASKS:
    return draw_tasks(area, s);
  case TAB_WAITS:
    return draw_waits(area_box(area, "waits (what -> who)"), s);
  default:
    pane_tail(area_box(area, "output"), s->output, s->output_back);
    return 0;
  }
}

/* Columns of what is read, which stands to the left. */
static int left_width(int w) { return w >= WIDE_W ? w * 3 / 8 : w * 9 / 20; }
/* And of the source, right of it. */
static int source_width(int w) {
  return w >= WIDE_W ? left_width(w) : w - left_width(w);
}

int scene_source_width(int w, const char *source, bool whole) {
  return (whole ? w : source_width(w)) - 2 - pane_source_margin(source);
}

int scene_text_width(int w) { return left_width(w) - 2; }

/* The upper row: what is read, the source, and where it is wide the waits. */
static int draw_upper(struct area area, const struct scene *s) {
  bool wide = area.w >= WIDE_W;
  int left = left_width(area.w);
  int middle = source_width(area.w);
  int rc;

  if (s->graph && !wide)
    return draw_pane(area, s, TAB_WAITS);
  rc = draw_pane(area_part(area, 0, 0, left, area.h), s,
                 s->lesson ? TAB_LESSON : TAB_OUTPUT);
  if (rc == 0)
    rc = draw_pane(area_part(area, left, 0, middle, area.h), s, TAB_SOURCE);
  if (rc == 0 && wide)
    rc = draw_pane(area_part(area, left + middle, 0, area.w, area.h), s,
                   TAB_WAITS);
  return rc;
}

static void draw_tabs(struct area area, enum tab tab) {
  int x = 1;

  for (int i = 0; i < TAB_COUNT; i++) {
    bool here = i == (int)tab;

    x = area_printf(area, x, 0, here ? STYLE_TITLE : STYLE_DIM,
                    here ? "[%s]" : " %s ", tab_names[i]) +
        1;
  }
}

static int draw_folded(struct area area, const struct scene *s) {
  draw_tabs(area, s->graph ? TAB_WAITS : s->tab);
  return draw_pane(area_part(area, 0, 1, area.w, area.h), s,
                   s->graph ? TAB_WAITS : s->tab);
}

bool scene_is_folded(int w, const struct scene *s) {
  return w < SCENE_FOLDED_W || s->whole;
}

/* Rows that the line of the step takes: it is wrapped, not cut. A pane that
 * is alone keeps its height. */
static int step_rows(int w, const struct scene *s) {
  int rows = text_rows(s->step, w - 2, MOST_STEP_ROWS);

  if (scene_is_folded(w, s))
    return 2;
  return rows > 0 ? rows : 1;
}

/* The end of a text that is too long: how a step ends matters most. */
static void draw_tail(struct area area, int y, const char *text) {
  const char *tail = text_skip(text, text_width(text) - (area.w - 3));
  const char *word = strchr(tail, ' ');

  area_put(area, 0, y, STYLE_STRONG, "..");
  area_put(area, 2, y, STYLE_STRONG, word ? word : tail);
}

static void draw_step(struct area area, const char *text) {
  for (int y = 0; y < area.h; y++) {
    const char *next;
    size_t n = text_wrap(text, area.w, &next);

    if (y == area.h - 1 && *next)
      draw_tail(area, y, text);
    else
      area_put_n(area, 0, y, STYLE_STRONG, text, n);
    text = next;
  }
}

static int upper_height(int h) { return h / 2; }

/* Rows between the tasks and the line of the step, where there is a lesson:
 * what was said last. */
static int said_height(int h, const struct scene *s) {
  return s->lesson ? (h >= 26 ? 4 : 2) : 0;
}

/* The lower half: tasks, what was said, and above the line of a step as many
 * rows as it needs beyond its first. */
static int draw_lower(struct area area, const struct scene *s, int said) {
  int more = step_rows(area.w, s) - 1;
  int tasks = area.h - (said > more ? said : more);

  said = area.h - tasks - more;
  pane_tail(area_part(area, 1, tasks, area.w - 2, said), s->output,
            s->output_back);
  return draw_tasks(area_part(area, 0, 0, area.w, tasks), s);
}

static int draw_panes(struct area area, const struct scene *s) {
  int upper = upper_height(area.h);
  int rc;

  if (scene_is_folded(area.w, s))
    return draw_folded(area, s);
  rc = draw_upper(area_part(area, 0, 0, area.w, upper), s);
  if (rc == 0)
    rc = draw_lower(area_part(area, 0, upper, area.w, area.h), s,
                    said_height(area.h, s));
  return rc;
}

static void draw_text(struct area area, const char *text, int down) {
  for (; *text && down > 0; down--)
    text_wrap(text, area.w, &text);
  for (int y = 0; *text && y < area.h; y++) {
    const char *next;
    size_t n = text_wrap(text, area.w, &next);

    area_put_n(area, 0, y, STYLE_PLAIN, text, n);
    text = next;
  }
}

/* What was said at last and found no room: over the lower panes, or over all
 * where it is longer. */
static void draw_told(struct area area, const struct scene *s) {
  int upper = upper_height(area.h), h = area.h - upper;
  int rows = text_rows(s->told, area.w - 3, area.h);
  struct area inner;

  if (!scene_is_folded(area.w, s) && rows <= h - 2)
    area = area_part(area, 0, upper, area.w, h);
  area_fill(area, STYLE_PLAIN, ' ');
  inner = area_box(area, rows > area.h - 2
                             ? "output (PgDn: more; any key goes back)"
                             : "output (any key goes back)");
  draw_text(area_part(inner, 1, 0, inner.w - 1, inner.h), s->told,
            s->told_down);
}

static void draw_overlay(struct area area, const char *text) {
  struct area inner;

  area_fill(area, STYLE_PLAIN, ' ');
  inner = area_box(area, "help (any key goes back)");
  draw_text(area_part(inner, 1, 0, inner.w - 2, inner.h), text, 0);
}

/* Rows between the head and the first row of the step's line. */
static int panes_height(const struct frame *frame, const struct scene *s) {
  return frame->h - 3 - rows_typed(s) - scene_is_folded(frame->w, s);
}

bool scene_fits(const struct frame *frame, const struct scene *s,
                const char *text) {
  int h = panes_height(frame, s);
  int w = s->lesson ? frame->w - 2 : left_width(frame->w) - 2;
  int room = s->lesson ? said_height(h, s) : upper_height(h) - 2;

  if (scene_is_folded(frame->w, s))
    room = s->tab == TAB_OUTPUT ? h : 0;
  return text_rows(text, w, room + 1) <= room;
}

void scene_page(const struct frame *frame, const struct scene *s, int *w,
                int *h) {
  bool folded = scene_is_folded(frame->w, s);

  *w = *h = 0;
  if (!s->lesson || s->graph || (folded && s->tab != TAB_LESSON))
    return;
  *w = (folded ? frame->w : left_width(frame->w)) - 2;
  *h = (folded ? panes_height(frame, s) - 1
               : upper_height(panes_height(frame, s))) -
       2;
}

int scene_draw(struct frame *frame, const struct scene *s) {
  struct area all = frame_area(frame);
  int panes = panes_height(frame, s), typed = rows_typed(s), more, rc;

  frame_clear(frame);
  if (frame->w < LEAST_W || frame->h < LEAST_H) {
    draw_text(all,
              "baton needs 40 columns and 10 rows. Make the window larger, or "
              "use --plain.",
              0);
    return 0;
  }
  more = step_rows(all.w, s) - 1 - scene_is_folded(all.w, s);
  draw_head(area_part(all, 0, 0, all.w, 1), s);
  rc = draw_panes(area_part(all, 0, 1, all.w, panes), s);
  if (s->told)
    draw_told(area_part(all, 0, 1, all.w, panes - more), s);
  draw_step(area_part(all, 1, panes + 1 - more, all.w - 2, step_rows(all.w, s)),
            s->step);
  draw_prompt(area_part(all, 0, all.h - 1 - typed, all.w, typed), s);
  draw_keys(area_part(all, 0, all.h - 1, all.w, 1), s->keys);
  if (s->overlay)
    draw_overlay(area_part(all, 0, 1, all.w, panes), s->overlay);
  return rc;
}

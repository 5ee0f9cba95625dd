/* SPDX-License-Identifier: MIT-0 */
#include "scene.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "bt_errors.h"
#include "layout.h"
#include "panes.h"

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

/* What stands in the head: less of it where there is less room. */
enum head { HEAD_ALL, HEAD_NO_ORDER, HEAD_SHORT };

static void add_head(struct buffer *out, const struct scene *s,
                     enum head head) {
  if (s->branch)
    buffer_printf(out, "branch %u  ", s->branch);
  add_place(out, s);
  if (head < HEAD_SHORT) {
    buffer_puts(out, "  t=");
    buffer_ms(out, s->now);
    buffer_puts(out, "ms");
  }
  buffer_printf(out, "  %s", s->state);
  if (head < HEAD_NO_ORDER)
    buffer_printf(out, "  order %s", s->order);
}

static void draw_head(struct area area, const struct scene *s) {
  const char *const name = " baton  ";
  int left = text_width(name), title = text_width(s->title), right_w;
  struct buffer right = {.n = 0};

  for (int head = HEAD_ALL; head <= HEAD_SHORT; head++) {
    int needs = left + (head == HEAD_ALL ? title + 2 : 0) + 1;

    buffer_clear(&right);
    add_head(&right, s, (enum head)head);
    if (needs + text_width(buffer_text(&right)) <= area.w)
      break;
  }
  right_w = text_width(buffer_text(&right));
  area_put(area, 0, 0, STYLE_TITLE, name);
  area_fit(area, left, 0, area.w - left - right_w - 3, STYLE_PLAIN, s->title);
  area_put(area, area.w - right_w - 1, 0, STYLE_STRONG, buffer_text(&right));
  area_made(area, &right);
  buffer_fini(&right);
}

/* What is seen of one line of what is typed. The one with the cursor scrolls
 * sideways, so far that the cursor is seen. */
static const char *scroll_typed(struct area row, const char *line, size_t n,
                                ptrdiff_t cursor) {
  int x, shift;

  if (cursor < 0 || (size_t)cursor > n)
    return line;
  x = text_width_n(line, (size_t)cursor);
  shift = x >= row.w ? x - row.w + 1 : 0;
  row.frame->cursor_x = row.x + x - shift;
  row.frame->cursor_y = row.y;
  return text_skip(line, shift);
}

static void draw_typed(struct area row, const struct scene *s, const char *line,
                       size_t n) {
  const char *seen =
      scroll_typed(row, line, n, (ptrdiff_t)s->cursor - (line - s->typed));

  area_put_n(row, 0, 0, STYLE_PLAIN, seen, n - (size_t)(seen - line));
  area_spot(row, 0, 0, row.w, 1, SPOT_TYPED, (uint64_t)(seen - s->typed));
}

/* Of more lines than there is room for, those down to the cursor's. */
static const char *first_line(const struct scene *s, int rows) {
  const char *first = s->typed;
  int above = 0;

  for (const char *c = s->typed; c < s->typed + s->cursor; c++)
    above += *c == '\n';
  for (; above >= rows; above--)
    first += strcspn(first, "\n") + 1;
  return first;
}

/* Whether there is more of the lesson than its pane shows. */
static bool more_to_read(struct frame *frame, const struct scene *s) {
  int w, h;

  scene_page(frame, s, &w, &h);
  return s->lesson && pane_text_view(s->lesson, w, h, s->lesson_top).below > 0;
}

static void draw_prompt(struct area area, const struct scene *s) {
  const char *prompt =
      more_to_read(area.frame, s) ? "[Enter: more] " : s->prompt;
  int indent = text_width(prompt);
  const char *line = first_line(s, area.h);

  area_put(area, 0, 0, STYLE_STRONG, prompt);
  for (int y = 0; y < area.h; y++) {
    size_t n = strcspn(line, "\n");

    draw_typed(area_part(area, indent, y, area.w, 1), s, line, n);
    if (!line[n])
      return;
    line += n + 1;
  }
}

/* "F1 help\nF5 run": the first word of each line is the key. Where they would
 * not fit otherwise they stand closer together. */
static void draw_keys(struct area area, const char *keys) {
  int wide = text_width(keys), x = 0, gap; /* a newline is one column wide */
  const char *first = keys;

  for (const char *c = keys; *c; c++)
    wide += *c == '\n';
  gap = wide <= area.w ? 2 : 1;
  while (*keys) {
    size_t key = strcspn(keys, " "), all = strcspn(keys, "\n");
    int w = text_width_n(keys, all);

    if (x + w > area.w)
      return;
    area_spot(area, x, 0, w, 1, SPOT_KEY, (uint64_t)(keys - first));
    x = area_put_n(area, x, 0, STYLE_KEY, keys, key);
    x = area_put_n(area, x, 0, STYLE_PLAIN, keys + key, all - key) + gap;
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
  size_t more = pane_tasks_more(s->world, area.h - 2);
  struct area inner;
  char title[48] = "tasks";

  if (more > 0)
    snprintf(title, sizeof title, "tasks (and %zu more)", more);
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
  area_made(area, &title);
  buffer_fini(&title);
}

static int draw_pane(struct area area, const struct scene *s, enum tab tab) {
  area_spot(area, 0, 0, area.w, area.h, SPOT_PANE, tab);
  switch (tab) {
  case TAB_LESSON:
    pane_text(area_box(area, "lesson"), s->lesson ? s->lesson : "",
              s->lesson_top);
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

/* ---- The whole ------------------------------------------------------- */

static const char next_tab[] = "F4 next";

static void draw_tabs(struct area area, const struct scene *s) {
  enum tab tab = s->graph ? TAB_WAITS : s->tab;
  int next_w = text_width(next_tab), x = 1;

  for (int i = 0; i < TAB_COUNT; i++) {
    bool here = i == (int)tab;

    if (i == TAB_LESSON && !s->lesson)
      continue;
    area_spot(area, x, 0, (int)strlen(tab_names[i]) + 2, 1, SPOT_TAB,
              (uint64_t)i);
    x = area_printf(area, x, 0, here ? STYLE_TITLE : STYLE_DIM,
                    here ? "[%s]" : " %s ", tab_names[i]) +
        1;
  }
  if (x + next_w >= area.w)
    return;
  area_put(area, area.w - next_w - 1, 0, STYLE_KEY, next_tab);
  area_spot(area, area.w - next_w - 1, 0, next_w, 1, SPOT_TAB, TAB_COUNT);
}

static int draw_panes(const struct layout *l, const struct scene *s) {
  /* The last one's title is on the border that it shares with the others. */
  static const enum tab order[] = {TAB_LESSON, TAB_OUTPUT, TAB_SOURCE,
                                   TAB_WAITS, TAB_TASKS};
  int rc = 0;

  if (l->folded)
    draw_tabs(l->tabs, s);
  for (int i = 0; rc == 0 && i < TAB_COUNT; i++)
    if (l->panes[order[i]].h > 0)
      rc = draw_pane(l->panes[order[i]], s, order[i]);
  area_spot(l->said, 0, 0, l->said.w, l->said.h, SPOT_SAID, TAB_OUTPUT);
  pane_tail(l->said, s->output, s->output_back);
  return rc;
}

/* A box over what is there, joined to what is above it. The last column is for
 * text too. */
static struct area empty_box(struct area area, const char *title) {
  int y = area.y > 1;

  area_fill(area_part(area, 0, y, area.w, area.h), STYLE_PLAIN, ' ');
  area = area_box(area, title);
  return area_part(area, 1, 0, area.w - 1, area.h);
}

int scene_cover_width(int w) { return w - 3; }

/* Over as many rows as it needs. */
static void draw_cover(const struct layout *l, const struct scene *s) {
  int rows = text_rows(s->cover, scene_cover_width(l->all.w), l->all.h);
  int h = rows + 2 < l->all.h ? rows + 2 : l->all.h;
  struct area area = area_part(l->all, 0, l->all.h - h, l->all.w, h);
  const char *text = s->cover;
  char title[64];

  snprintf(title, sizeof title, "%s (%sany key goes back)", s->cover_title,
           rows > h - 2 ? "PgDn: more; " : "");
  area = empty_box(area, title);
  for (int down = s->cover_down; *text && down > 0; down--)
    text_wrap(text, area.w, &text);
  for (int y = 0; *text && y < area.h; y++) {
    const char *next;

    area_put_n(area, 0, y, STYLE_PLAIN, text, text_wrap(text, area.w, &next));
    text = next;
  }
}

/* The line of a step. Of one that is too long the end is kept: how a step ends
 * matters most. */
static void draw_step(struct area area, const char *text) {
  struct area last = area_part(area, 0, area.h - 1, area.w, 1);
  const char *tail, *word;

  area_text(area, STYLE_STRONG, text);
  if (text_rows(text, area.w, area.h + 1) <= area.h)
    return;
  tail = text_skip(text, text_width(text) - (area.w - 3));
  word = strchr(tail, ' ');
  area_fill(last, STYLE_PLAIN, ' ');
  area_put(last, 0, 0, STYLE_STRONG, "..");
  area_put(last, 2, 0, STYLE_STRONG, word ? word : tail);
}

int scene_draw(struct frame *frame, const struct scene *s) {
  struct layout l;
  int rc;

  frame_clear(frame);
  if (frame->w < LAYOUT_LEAST_W || frame->h < LAYOUT_LEAST_H) {
    area_text(frame_area(frame), STYLE_PLAIN,
              "baton needs 40 columns and 10 rows. Make the window larger, or "
              "use --plain.");
    return 0;
  }
  l = layout_make(frame, s);
  draw_head(l.head, s);
  rc = draw_panes(&l, s);
  draw_step(l.step, s->step);
  draw_prompt(l.typed, s);
  if (s->warning)
    area_put(l.keys, 0, 0, STYLE_ERROR, s->warning);
  else
    draw_keys(l.keys, s->keys);
  if (s->cover)
    draw_cover(&l, s);
  return rc < 0 || !frame->lacks ? rc : UV_ENOMEM;
}

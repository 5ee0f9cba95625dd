/* SPDX-License-Identifier: MIT-0 */
#include <stdlib.h>
#include <string.h>

#include "panes.h"

/* The line of a position, if it lies in the file of that name; or 0. */
static int line_in(const char *at, const char *name) {
  const char *colon = at ? strrchr(at, ':') : NULL;

  if (!colon || (size_t)(colon - at) != strlen(name) ||
      memcmp(at, name, strlen(name)) != 0)
    return 0;
  return atoi(colon + 1);
}

/* What stands before a line: who ran is there, or the first ready task. */
static void put_mark(struct area area, int y, int line,
                     const struct world *world, const char *name) {
  int place = 1;
  struct world_task t;

  if (world_task(world, mark_ran(world), &t) && t.at &&
      line_in(t.at, name) == line) {
    area_put(area, 0, y, STYLE_RUN, ">");
    return;
  }
  for (uint32_t id = 0; (id = world_next_ready(world, id)) != 0; place++)
    if (place < 10 && world_task(world, id, &t) &&
        line_in(t.at, name) == line) {
      area_printf(area, 0, y, STYLE_READY, "%d", place);
      return;
    }
}

/* The line to be in the middle: that of who ran, of who is next, of main. */
static int middle(const struct world *world, const char *name) {
  const uint32_t ids[] = {mark_ran(world), world_next_ready(world, 0),
                          world_next_task(world, 0)};
  struct world_task t;

  for (size_t i = 0; i < 3; i++) {
    int line = world_task(world, ids[i], &t) ? line_in(t.at, name) : 0;

    if (line)
      return line;
  }
  return 1;
}

static const char *skip_lines(const char *text, int n) {
  for (; n > 0 && *text; n--) {
    const char *end = strchr(text, '\n');

    text = end ? end + 1 : text + strlen(text);
  }
  return text;
}

static int count_lines(const char *text) {
  int n = 0;

  for (; *text; text++)
    n += *text == '\n' || !text[1];
  return n;
}

/* Columns of the largest line number. */
static int number_width(int lines) {
  return lines < 100 ? 2 : lines < 1000 ? 3 : 5;
}

int pane_source_margin(const char *text) {
  return 2 + number_width(count_lines(text));
}

/* A line with its tabs as blanks, and no other controls. `>` at its end says
 * that it goes on. */
static void put_code(struct area area, int y, const char *text) {
  int x = 0;

  for (; *text && *text != '\n' && x < area.w; text++) {
    struct glyph g = text_glyph(text);

    if (*text == '\t') {
      x = (x / 4 + 1) * 4;
      continue;
    }
    x = area_put_n(area, x, y, STYLE_PLAIN, text, g.bytes);
    text += g.bytes - 1;
  }
  if (*text && *text != '\n' && *text != '\r')
    area_put(area, area.w - 1, y, STYLE_KEY, ">");
}

void pane_source(struct area area, const struct world *world, const char *name,
                 const char *text, int down) {
  int lines = count_lines(text);
  int margin = pane_source_margin(text);
  int first = middle(world, name) - area.h / 2 + down;

  if (first + area.h - 1 > lines)
    first = lines - area.h + 1;
  if (first < 1)
    first = 1;
  text = skip_lines(text, first - 1);
  for (int y = 0; y < area.h && *text; y++) {
    put_mark(area, y, first + y, world, name);
    area_printf(area, 1, y, STYLE_DIM, "%*d", margin - 2, first + y);
    put_code(area_part(area, margin, 0, area.w - margin, area.h), y, text);
    text = skip_lines(text, 1);
  }
}

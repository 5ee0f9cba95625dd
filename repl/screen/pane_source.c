/* SPDX-License-Identifier: MIT-0 */
#include <stdlib.h>
#include <string.h>

#include "../world/buffer.h"
#include "panes.h"

enum { MOST_LINES = 512 }; /* that are marked: more than a screen has rows */

/* The line of a position, if it lies in the file of that name; or 0. */
static int line_in(const char *at, const char *name) {
  const char *colon = at ? strrchr(at, ':') : NULL;

  if (!colon || (size_t)(colon - at) != strlen(name) ||
      memcmp(at, name, strlen(name)) != 0)
    return 0;
  return atoi(colon + 1);
}

/* What stands before the lines from first on: > where who ran is, the number of
 * the first ready task there, or - where one waits. */
struct marks {
  int first;
  char of[MOST_LINES];
};

/* The first mark of a line stays. */
static void mark(struct marks *marks, const char *name, const char *at,
                 char sign) {
  int i = line_in(at, name) - marks->first;

  if (i >= 0 && i < MOST_LINES && !marks->of[i])
    marks->of[i] = sign;
}

static char mark_at(const struct marks *marks, int line) {
  int i = line - marks->first;

  return i < MOST_LINES ? marks->of[i] : 0;
}

/* One look at each task, be they many. */
static void mark_all(struct marks *marks, const struct world *world,
                     const char *name) {
  uint32_t id = 0;

  mark(marks, name, world_place(world, mark_ran(world)), '>');
  for (char place = '1';
       place <= '9' && (id = world_next_ready(world, id)) != 0; place++)
    mark(marks, name, world_place(world, id), place);
  for (id = 0; (id = world_next_live(world, id)) != 0;)
    mark(marks, name, world_place(world, id), '-');
}

/* Returns how the line is to look. */
static enum style put_mark(struct area area, int y, char sign) {
  enum style style = sign == '>'   ? STYLE_RUN
                     : sign == '-' ? STYLE_DIM
                                   : STYLE_READY;

  if (sign)
    area_printf(area, 0, y, style, "%c", sign);
  return sign == '>' ? STYLE_STRONG : STYLE_PLAIN;
}

/* The line to be in the middle: that of who ran, of who is next, of main. */
static int middle(const struct world *world, const char *name) {
  const uint32_t ids[] = {mark_ran(world), world_next_ready(world, 0),
                          world_next_task(world, 0)};

  for (size_t i = 0; i < 3; i++) {
    int line = line_in(world_place(world, ids[i]), name);

    if (line)
      return line;
  }
  return 1;
}

/* ---- Lines and rows --------------------------------------------------- */

enum { TAB_STOP = 4, FURTHER_IN = 4 };

/* A line of the file. */
struct place {
  const char *text;
  int line;
};

static bool go_down(struct place *p) {
  const char *end = strchr(p->text, '\n');

  if (!end || !end[1])
    return false;
  p->text = end + 1;
  p->line++;
  return true;
}

static bool go_up(struct place *p, const char *start) {
  if (p->text == start)
    return false;
  do
    p->text--;
  while (p->text > start && p->text[-1] != '\n');
  p->line--;
  return true;
}

/* A line with its tabs as blanks. */
static void expand(struct buffer *out, const char *line) {
  buffer_clear(out);
  for (; *line && *line != '\n' && strncmp(line, "\r\n", 2) != 0; line++)
    do
      buffer_add(out, *line == '\t' ? " " : line, 1);
    while (*line == '\t' && out->n % TAB_STOP != 0);
}

/* Cuts the first row off a line that is too long: behind a word, but not
 * before the first one. */
static size_t take_row(const char **line, int w) {
  const char *text = *line;
  size_t indent = strspn(text, " "), n = text_wrap(text, w, line);

  if (n <= indent && text[indent]) {
    *line = text_skip(text, w > 0 ? w : 1);
    n = (size_t)(*line - text);
  }
  return n;
}

/* Draws a line from row y on; what does not fit into one row goes on in the
 * next, further in. Returns how many rows it takes. */
static int put_line(struct area area, int y, enum style style,
                    const char *line) {
  struct buffer text = {.n = 0};
  const char *rest;
  int in = 0, from = y;

  expand(&text, line);
  rest = buffer_text(&text);
  do {
    const char *row = rest;
    size_t n = take_row(&rest, area.w - in);

    area_put_n(area, in, y, style, row, n);
    if (y++ == from)
      in = (int)strspn(row, " ") + FURTHER_IN;
    if (in > area.w / 2)
      in = area.w / 2;
  } while (*rest && area.w > 0);
  area_made(area, &text);
  buffer_fini(&text);
  return y - from;
}

/* Nothing is drawn into an area without height. */
static int rows_of(struct area area, struct place p) {
  area.h = 0;
  return put_line(area, 0, STYLE_PLAIN, p.text);
}

/* How many rows there are from a line on, most at most. */
static int rows_from(struct area area, struct place p, int most) {
  int n = *p.text ? rows_of(area, p) : 0;

  while (n < most && go_down(&p))
    n += rows_of(area, p);
  return n;
}

static int count_lines(const char *text) {
  int n = 0;

  for (; *text; text++)
    n += *text == '\n' || !text[1];
  return n;
}

/* Columns of the largest line number. */
static int number_width(int lines) {
  return lines < 10 ? 1 : lines < 100 ? 2 : lines < 1000 ? 3 : 5;
}

/* The mark is set off from the number: before 2 the mark 1 is no 12. */
int pane_source_margin(const char *text) {
  return 3 + number_width(count_lines(text));
}

/* ---- The pane --------------------------------------------------------- */

/* Up by as many lines as fill so many rows. */
static void go_up_rows(struct place *p, const char *text, struct area area,
                       int rows) {
  while (rows > 0 && go_up(p, text)) {
    rows -= rows_of(area, *p);
    if (rows < 0)
      go_down(p);
  }
}

/* The first line to show: that line is in the middle, or down lines below it;
 * and below the end of the file is no room to waste. */
static struct place find_top(struct area area, const char *text, int line,
                             int down) {
  struct place p = {text, 1};
  int rows;

  while (p.line < line && go_down(&p))
    ;
  go_up_rows(&p, text, area, area.h / 2);
  for (; down > 0 && go_down(&p); down--)
    ;
  for (; down < 0 && go_up(&p, text); down++)
    ;
  rows = rows_from(area, p, area.h);
  if (rows < area.h)
    go_up_rows(&p, text, area, area.h - rows);
  return p;
}

void pane_source(struct area area, const struct world *world, const char *name,
                 const char *text, int down) {
  int margin = pane_source_margin(text), y = 0;
  struct area code = area_part(area, margin, 0, area.w - margin, area.h);
  struct place p = find_top(code, text, middle(world, name), down);
  struct marks marks = {.first = p.line};

  if (!*text)
    return;
  mark_all(&marks, world, name);
  do {
    enum style style = put_mark(area, y, mark_at(&marks, p.line));

    area_printf(area, 2, y, STYLE_DIM, "%*d", margin - 3, p.line);
    y += put_line(code, y, style, p.text);
  } while (y < area.h && go_down(&p));
}

/* SPDX-License-Identifier: MIT-0 */
/* The text of a lesson: headings and code stand out, and what is wrapped stands
 * under its own text. */
#include <stdlib.h>
#include <string.h>

#include "../lesson.h"
#include "panes.h"

/* Where in the text one is. */
struct reading {
  const char *text;
  int hang;         /* of the paragraph: columns before its later rows */
  bool code;        /* inside of `code` */
  bool strong;      /* inside of what is emphasised */
  enum style style; /* of the paragraph */
};

struct row {
  const char *text;
  size_t n, lead; /* bytes, and how many of them stand out */
  int indent;
};

/* Columns that the mark before a point, a question or an option takes; what
 * stands further in goes on there, code a little further. */
static int mark_width(const char *line) {
  size_t n = strspn(line, " ");

  if (n > 0)
    return (int)n + (n >= 4 ? 2 : 0);
  n = strspn(line, "0123456789");
  if ((*line == '-' || *line == '?') && line[1] == ' ')
    return 2;
  if (n > 0 && line[n] == '.' && line[n + 1] == ' ')
    return (int)n + 2;
  if (*line == '[' && (n = strspn(line + 1, "0123456789")) > 0 &&
      line[n + 1] == ']' && line[n + 2] == ' ')
    return (int)n + 3;
  return 0;
}

static bool begins(const char *line, const char *with) {
  return strncmp(line, with, strlen(with)) == 0;
}

/* Bytes at the start of a paragraph that say what it is: an answer, a task. */
static size_t lead_length(const char *line) {
  static const char *const leads[] = {
      "right:", "not yet:", "done:", "Try it:", "hint:"};

  for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
    if (begins(line, leads[i]))
      return strlen(leads[i]);
  return *line == '[' ? (size_t)mark_width(line) : 0;
}

static enum style style_of(const char *line) {
  if (begins(line, "# "))
    return STYLE_TITLE;
  if (begins(line, "? "))
    return STYLE_STRONG;
  return begins(line, "    ") ? STYLE_CODE : STYLE_PLAIN;
}

/* Takes the next row off the text; the text before it is that of all. */
static struct row take_row(struct reading *r, int w, const char *all) {
  struct row row = {.text = r->text};

  if (r->text == all || r->text[-1] == '\n') {
    r->hang = mark_width(r->text);
    r->style = style_of(r->text);
    if (r->style == STYLE_TITLE)
      row.text += 2; /* its # */
    r->code = r->strong = false;
    row.lead = lead_length(r->text);
  } else if (r->hang < w) {
    row.indent = r->hang;
  }
  row.n = text_wrap(row.text, w - row.indent, &r->text);
  return row;
}

/* Blank lines at its end are nothing to go on to. */
static int count_rows(const char *text, int w) {
  struct reading r = {.text = text};
  const char *end = text + strlen(text);
  int n = 0;

  while (end > text && end[-1] == '\n')
    end--;
  for (; r.text < end; n++)
    take_row(&r, w, text);
  return n;
}

/* The row that holds a byte of the text. */
static int row_of(const char *text, int w, size_t at) {
  struct reading r = {.text = text};
  int row = -1;

  for (; *r.text && (size_t)(r.text - text) <= at; row++)
    take_row(&r, w, text);
  return row > 0 ? row : 0;
}

struct text_view pane_text_view(const char *text, int w, int h, size_t top) {
  struct text_view view = {.rows = 0};
  int most;

  if (w <= 0 || h <= 0)
    return view;
  view.rows = count_rows(text, w);
  most = view.rows > h ? view.rows - h : 0;
  view.first = row_of(text, w, top);
  if (view.first > most)
    view.first = most;
  view.below = most - view.first;
  return view;
}

size_t pane_text_at(const char *text, int w, int row) {
  struct reading r = {.text = text};

  for (; row > 0 && *r.text; row--)
    take_row(&r, w, text);
  return (size_t)(r.text - text);
}

bool pane_text_blank(const char *text, int w, int row) {
  struct reading r = {.text = text};
  struct row last = {.n = 0};

  for (; row >= 0 && *r.text; row--)
    last = take_row(&r, w, text);
  return last.n == 0;
}

/* A click on an option of a question is the answer. */
static void spot_option(struct area area, int y, const struct row *row) {
  if (y >= 0 && row->indent == 0 && row->text[0] == '[' &&
      mark_width(row->text) > 0)
    area_spot(area, 0, y, area.w, 1, SPOT_ANSWER,
              strtoull(row->text + 1, NULL, 10));
}

static const char *next_mark(const char *text, const char *end) {
  while (text < end && *text != '`' && !begins(text, LESSON_EMPHASIS))
    text++;
  return text;
}

static enum style style_here(const struct reading *r) {
  return r->code ? STYLE_CODE : r->strong ? STYLE_STRONG : r->style;
}

/* Draws what is between two backticks, with them, as code. */
static void put_row(struct area area, int y, struct reading *r,
                    struct row row) {
  const char *at = row.text + row.lead, *end = row.text + row.n;
  int x = area_put_n(area, row.indent, y, STYLE_STRONG, row.text, row.lead);

  spot_option(area, y, &row);
  while (at < end) {
    const char *mark = next_mark(at, end);

    x = area_put_n(area, x, y, style_here(r), at, (size_t)(mark - at));
    at = mark;
    if (at < end && *at == '`') {
      x = area_put_n(area, x, y, STYLE_CODE, at++, 1);
      r->code = !r->code;
    } else if (at < end) {
      at += strlen(LESSON_EMPHASIS);
      r->strong = !r->strong;
    }
  }
}

void pane_text(struct area area, const char *text, size_t top) {
  struct text_view view = pane_text_view(text, area.w, area.h, top);
  struct reading r = {.text = text};

  for (int y = -view.first; area.w > 0 && y < area.h && *r.text; y++)
    put_row(area, y, &r, take_row(&r, area.w, text));
}

/* SPDX-License-Identifier: MIT-0 */
#include "frame.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../world/utf8.h"
#include "bt_errors.h"
#include "width.h"

/* ---- Text ------------------------------------------------------------- */

static uint32_t decode(const unsigned char *s, size_t n) {
  static const unsigned char masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
  uint32_t ch = s[0] & masks[n];

  for (size_t i = 1; i < n; i++)
    ch = ch << 6 | (s[i] & 0x3f);
  return ch;
}

struct glyph {
  uint32_t ch;
  int width;
  size_t bytes;
};

/* The next character of text, of which most > 0 bytes are there. */
static struct glyph next_glyph_n(const char *text, size_t most) {
  size_t n = utf8_length(text, most < 4 ? most : 4);
  struct glyph g = {'?', 1, 1};

  if (n == 0)
    return g;
  g.bytes = n;
  g.ch = n == 1 ? (unsigned char)*text : decode((const unsigned char *)text, n);
  if (g.ch == '\t' || g.ch == '\n') /* a newline inside of a name */
    g.ch = ' ';
  if (g.ch < ' ' || (g.ch >= 0x7f && g.ch < 0xa0)) /* a control */
    g.ch = '?';
  g.width = width_of(g.ch);
  return g;
}

/* The same of a text that ends in a NUL. */
static struct glyph next_glyph(const char *text) {
  return next_glyph_n(text, strnlen(text, 4));
}

int text_width_n(const char *text, size_t n) {
  const char *end = text + n;
  int w = 0;

  while (text < end) {
    struct glyph g = next_glyph_n(text, (size_t)(end - text));

    w += g.width;
    text += g.bytes;
  }
  return w;
}

int text_width(const char *text) { return text_width_n(text, strlen(text)); }

const char *text_skip(const char *text, int columns) {
  while (*text && columns > 0) {
    struct glyph g = next_glyph(text);

    columns -= g.width;
    text += g.bytes;
  }
  return text;
}

size_t text_wrap(const char *text, int w, const char **next) {
  const char *end = text, *word = NULL;
  int used = 0;

  while (*end && *end != '\n') {
    struct glyph g = next_glyph(end);

    if (*end == ' ')
      word = end;
    if (used + g.width > w)
      break;
    used += g.width;
    end += g.bytes;
  }
  if (*end && *end != '\n' && word)
    end = word;
  *next = end;
  if (*end == '\n' || (*end == ' ' && end == word))
    *next = end + 1;
  else if (end == text && *end) /* not even one character fits */
    *next = end + next_glyph(end).bytes;
  return (size_t)(end - text);
}

int text_rows(const char *text, int w, int most) {
  int n = 0;

  for (; *text && n < most; n++)
    text_wrap(text, w, &text);
  return n;
}

/* ---- Spots ------------------------------------------------------------ */

enum { SPOTS_OF_A_ROW = 8 };

void area_spot(struct area area, int x, int y, int w, int h,
               enum spot_kind kind, uint64_t number) {
  struct frame *frame = area.frame;
  struct area part = area_part(area, x, y, w, h);

  if (part.w > 0 && part.h > 0 && frame->n_spots < frame->size_spots)
    frame->spots[frame->n_spots++] =
        (struct spot){kind, part.x, part.y, part.w, part.h, number};
}

struct spot frame_spot(const struct frame *frame, int x, int y,
                       enum spot_kind kind) {
  for (size_t i = frame->n_spots; i-- > 0;) {
    const struct spot *spot = &frame->spots[i];

    if (x >= spot->x && x < spot->x + spot->w && y >= spot->y &&
        y < spot->y + spot->h && (kind == SPOT_NONE || spot->kind == kind))
      return *spot;
  }
  return (struct spot){.kind = SPOT_NONE};
}

/* ---- Frames ----------------------------------------------------------- */

int frame_init(struct frame *frame, int w, int h, bool ascii) {
  *frame = (struct frame){.w = w, .h = h, .ascii = ascii};
  frame->size_spots = SPOTS_OF_A_ROW * ((size_t)h + SPOTS_OF_A_ROW);
  frame->cells = calloc((size_t)w * (size_t)h + 1, sizeof *frame->cells);
  frame->spots = calloc(frame->size_spots, sizeof *frame->spots);
  if (!frame->cells || !frame->spots) {
    frame_fini(frame);
    return UV_ENOMEM;
  }
  frame_clear(frame);
  return 0;
}

void frame_fini(struct frame *frame) {
  free(frame->cells);
  free(frame->spots);
  frame->cells = NULL;
  frame->spots = NULL;
}

void frame_clear(struct frame *frame) {
  frame->cursor_x = frame->cursor_y = -1;
  frame->n_spots = 0;
  frame->lacks = false;
  area_fill(frame_area(frame), STYLE_PLAIN, ' ');
}

/* ---- Areas ------------------------------------------------------------ */

struct area frame_area(struct frame *frame) {
  return (struct area){frame, 0, 0, frame->w, frame->h};
}

void area_made(struct area area, const struct buffer *text) {
  if (text->error)
    area.frame->lacks = true;
}

static int least(int a, int b) { return a < b ? a : b; }

struct area area_part(struct area area, int x, int y, int w, int h) {
  x = least(x < 0 ? 0 : x, area.w);
  y = least(y < 0 ? 0 : y, area.h);
  w = least(w < 0 ? 0 : w, area.w - x);
  h = least(h < 0 ? 0 : h, area.h - y);
  return (struct area){area.frame, area.x + x, area.y + y, w, h};
}

static struct cell *cell_at(struct area area, int x, int y) {
  if (x < 0 || x >= area.w || y < 0 || y >= area.h)
    return NULL;
  return &area.frame->cells[(area.y + y) * area.frame->w + area.x + x];
}

void area_fill(struct area area, enum style style, uint32_t ch) {
  for (int y = 0; y < area.h; y++)
    for (int x = 0; x < area.w; x++)
      *cell_at(area, x, y) = (struct cell){ch, (uint8_t)style};
}

/* A frame in ASCII shows nothing else. */
static uint32_t plain(uint32_t ch) { return ch < 0x7f ? ch : '?'; }

static void put_cell(struct area area, int x, int y, enum style style,
                     struct glyph g) {
  struct cell *cell = cell_at(area, x, y);

  if (!cell)
    return;
  cell->ch = area.frame->ascii ? plain(g.ch) : g.ch;
  cell->style = (uint8_t)style;
  if (g.width == 2)
    cell[1] = (struct cell){area.frame->ascii ? ' ' : 0, (uint8_t)style};
}

int area_put_n(struct area area, int x, int y, enum style style,
               const char *text, size_t n) {
  const char *end = text + n;

  while (text < end && *text) {
    struct glyph g = next_glyph_n(text, (size_t)(end - text));

    if (x + g.width > area.w)
      break;
    if (g.width > 0)
      put_cell(area, x, y, style, g);
    x += g.width;
    text += g.bytes;
  }
  return x;
}

int area_put(struct area area, int x, int y, enum style style,
             const char *text) {
  return area_put_n(area, x, y, style, text, strlen(text));
}

int area_printf(struct area area, int x, int y, enum style style,
                const char *format, ...) {
  char text[1024];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return area_put(area, x, y, style, text);
}

int area_fit(struct area area, int x, int y, int w, enum style style,
             const char *text) {
  struct area part = area_part(area, x, y, w, 1);

  if (text_width(text) <= part.w)
    return x + area_put(part, 0, 0, style, text);
  area_put(area_part(part, 0, 0, part.w - 2, 1), 0, 0, style, text);
  return x + area_put(part, part.w < 2 ? 0 : part.w - 2, 0, style, "..");
}

int area_fit_name(struct area area, int x, int y, int w, enum style style,
                  const char *name) {
  int head = (w - 2) / 2, tail = w - 2 - head;
  const char *end = name;

  if (w < 4 || text_width(name) <= w)
    return area_fit(area, x, y, w, style, name);
  while (text_width(end) > tail)
    end += next_glyph(end).bytes;
  area_put(area_part(area, x, y, head, 1), 0, 0, style, name);
  area_put(area, x + head, y, style, "..");
  return area_put(area, x + head + 2, y, style, end);
}

void area_text(struct area area, enum style style, const char *text) {
  for (int y = 0; *text && y < area.h; y++) {
    const char *next;
    size_t n = text_wrap(text, area.w, &next);

    if (y == area.h - 1 && *next)
      area_fit(area, 0, y, area.w, style, text);
    else
      area_put_n(area, 0, y, style, text, n);
    text = next;
  }
}

/* ---- Borders ---------------------------------------------------------- */

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8, ALL = 15 };

/* Light lines, by the sides they go to. */
static const uint32_t lines[] = {
    [LEFT | RIGHT] = 0x2500,
    [UP | DOWN] = 0x2502,
    [DOWN | RIGHT] = 0x250c,
    [DOWN | LEFT] = 0x2510,
    [UP | RIGHT] = 0x2514,
    [UP | LEFT] = 0x2518,
    [UP | DOWN | RIGHT] = 0x251c,
    [UP | DOWN | LEFT] = 0x2524,
    [DOWN | LEFT | RIGHT] = 0x252c,
    [UP | LEFT | RIGHT] = 0x2534,
    [ALL] = 0x253c,
};

/* In ASCII a line is told by its character only. */
static uint32_t line_of(const struct frame *frame, int sides) {
  if (!frame->ascii)
    return lines[sides];
  return sides == (LEFT | RIGHT) ? '-' : sides == (UP | DOWN) ? '|' : '+';
}

/* The sides to which a border that is there already goes. */
static int sides_of(const struct frame *frame, const struct cell *cell) {
  if (cell->style != STYLE_DIM)
    return 0;
  for (int sides = ALL; sides > 0; sides--)
    if (lines[sides] && line_of(frame, sides) == cell->ch)
      return sides;
  return 0;
}

/* Draws a piece of border, joined to what is there. */
static void join(struct area area, int x, int y, int sides) {
  struct cell *cell = cell_at(area, x, y);

  if (cell)
    *cell = (struct cell){
        line_of(area.frame, sides | sides_of(area.frame, cell)), STYLE_DIM};
}

static void draw_border(struct area area) {
  int right = area.w - 1, bottom = area.h - 1;

  for (int x = 1; x < right; x++) {
    join(area, x, 0, LEFT | RIGHT);
    join(area, x, bottom, LEFT | RIGHT);
  }
  for (int y = 1; y < bottom; y++) {
    join(area, 0, y, UP | DOWN);
    join(area, right, y, UP | DOWN);
  }
  join(area, 0, 0, DOWN | RIGHT);
  join(area, right, 0, DOWN | LEFT);
  join(area, 0, bottom, UP | RIGHT);
  join(area, right, bottom, UP | LEFT);
}

struct area area_box(struct area area, const char *title) {
  if (area.w < 2 || area.h < 2)
    return area_part(area, 0, 0, 0, 0);
  draw_border(area);
  if (title && *title && area.w > 6) {
    int w = text_width(title);

    area_put(area, 2, 0, STYLE_DIM, " ");
    w = area_fit(area, 3, 0, least(w, area.w - 6), STYLE_TITLE, title);
    area_put(area, w, 0, STYLE_DIM, " ");
  }
  return area_part(area, 1, 1, area.w - 2, area.h - 2);
}

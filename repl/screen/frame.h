/* SPDX-License-Identifier: MIT-0 */
/* frame: a grid of cells, the one picture of everything.
 *
 * Panes draw into a frame; a terminal shows it, a dump writes it, tests
 * compare it. Nothing above it knows a terminal.
 *
 * Units   columns and rows, from 0 at the top left.
 * Errors  frame_init returns 0 or UV_ENOMEM; drawing cannot fail. What lies
 *         outside of the frame, or of the area drawn in, is not drawn.
 * Owns    its cells and spots.
 */
#ifndef REPL_FRAME_H
#define REPL_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../world/buffer.h"

/* What a cell is about; a view gives each a colour. A colour is never all
 * that tells two cells apart. */
enum style {
  STYLE_PLAIN,
  STYLE_DIM,    /* borders, what is of less interest */
  STYLE_TITLE,  /* of a pane, headings */
  STYLE_STRONG, /* emphasis */
  STYLE_CODE,   /* code in a text */
  STYLE_KEY,    /* a key to press */
  STYLE_RUN,
  STYLE_READY,
  STYLE_SLEEP, /* also of queues */
  STYLE_LOCK,
  STYLE_ERROR,
  STYLE_CURSOR, /* where typing goes */
  STYLE_COUNT
};

struct cell {
  uint32_t ch; /* code point; 0: the right half of a wide one to the left */
  uint8_t style;
};

/* What a click on a part of the frame is about, and its number. */
enum spot_kind {
  SPOT_NONE,
  SPOT_PANE,   /* which: enum tab */
  SPOT_TAB,    /* which pane's; TAB_COUNT: the next one's */
  SPOT_TASK,   /* a task's name or row: its number */
  SPOT_READY,  /* the place of a ready task in the queue: its number */
  SPOT_STEPS,  /* a column is a step; the number is that of the first */
  SPOT_KEY,    /* a key on the last row: bytes before it */
  SPOT_TYPED,  /* a line that is typed: bytes before what is seen of it */
  SPOT_ANSWER, /* an option of a question: its number */
  SPOT_SAID    /* the output again, where it has no pane */
};

struct spot {
  enum spot_kind kind;
  int x, y, w, h;
  uint64_t number;
};

struct frame {
  int w, h;
  bool ascii;             /* borders and arrows of ASCII only */
  int cursor_x, cursor_y; /* -1: no cursor */
  struct cell *cells;     /* w * h, row by row */
  struct spot *spots;     /* of two that overlap, the later one counts */
  size_t n_spots, size_spots;
  bool lacks; /* something that should be in it: memory ran out */
};

/* A part of a frame; what is drawn in it is clipped to it. */
struct area {
  struct frame *frame;
  int x, y, w, h;
};

int frame_init(struct frame *frame, int w, int h, bool ascii);
void frame_fini(struct frame *frame);
void frame_clear(struct frame *frame);

struct area frame_area(struct frame *frame);
/* Notes where text that was made for area found no memory. */
void area_made(struct area area, const struct buffer *text);
/* The part of area at x, y (within it) of that size, as far as it exists. */
struct area area_part(struct area area, int x, int y, int w, int h);

/* Writes text (UTF-8; controls are shown as ?, newlines and tabulators as a
 * blank) at x, y, at most to the right end of area. Returns the column behind
 * it. */
int area_put(struct area area, int x, int y, enum style style,
             const char *text);
/* The same for the first n bytes of text. */
int area_put_n(struct area area, int x, int y, enum style style,
               const char *text, size_t n);
int area_printf(struct area area, int x, int y, enum style style,
                const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same, but a text that does not fit ends in "..". */
int area_fit(struct area area, int x, int y, int w, enum style style,
             const char *text);
/* The same, but of a name that does not fit both ends are kept, as names that
 * begin alike mostly end in a number. */
int area_fit_name(struct area area, int x, int y, int w, enum style style,
                  const char *name);
/* Text in as many rows as there are; what does not fit into the last one ends
 * in "..". */
void area_text(struct area area, enum style style, const char *text);
void area_fill(struct area area, enum style style, uint32_t ch);

/* A border round area with a title in it, joined to borders that are there;
 * returns what is inside. */
struct area area_box(struct area area, const char *title);

/* Makes a part of area, as far as it exists, a spot. More spots than a frame
 * of its size has use for are left out. */
void area_spot(struct area area, int x, int y, int w, int h,
               enum spot_kind kind, uint64_t number);
/* The spot of that kind at x, y; with SPOT_NONE the one of any kind. Its kind
 * is SPOT_NONE where there is none. */
struct spot frame_spot(const struct frame *frame, int x, int y,
                       enum spot_kind kind);

/* Columns that text, or its first n bytes, takes: UTF-8, wide characters count
 * two. */
int text_width(const char *text);
int text_width_n(const char *text, size_t n);

/* Behind the first columns of text, at the start of a character. */
const char *text_skip(const char *text, int columns);

/* Where the line that begins at text should end so that it has at most w
 * columns: behind a word where that is possible. Returns its bytes; *next is
 * where the following line begins. */
size_t text_wrap(const char *text, int w, const char **next);
/* How many such lines the text takes, counting no further than most. */
int text_rows(const char *text, int w, int most);

#endif

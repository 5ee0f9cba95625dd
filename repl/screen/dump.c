/* SPDX-License-Identifier: MIT-0 */
#include "dump.h"

/* Okabe and Ito's palette, told apart by people with any sort of sight, in
 * the nearest of a terminal's 256 colours; and for a page. */
static const struct {
  int colour;
  const char *css;
  bool bold, reverse;
} looks[STYLE_COUNT] = {
    [STYLE_PLAIN] = {-1, NULL, false, false},
    [STYLE_DIM] = {245, "#8a8a8a", false, false},
    [STYLE_TITLE] = {-1, NULL, true, false},
    [STYLE_STRONG] = {-1, NULL, true, false},
    [STYLE_CODE] = {74, "#56b4e9", false, false},
    [STYLE_KEY] = {-1, NULL, true, false},
    [STYLE_RUN] = {36, "#009e73", true, false},
    [STYLE_READY] = {74, "#56b4e9", false, false},
    [STYLE_SLEEP] = {214, "#e69f00", false, false},
    [STYLE_LOCK] = {175, "#cc79a7", false, false},
    [STYLE_ERROR] = {166, "#d55e00", true, false},
    [STYLE_CURSOR] = {-1, NULL, false, true},
};

int style_colour(enum style style) { return looks[style].colour; }
bool style_bold(enum style style) { return looks[style].bold; }
bool style_reverse(enum style style) { return looks[style].reverse; }

static void add_utf8(struct buffer *out, uint32_t ch) {
  char s[4];
  size_t n;

  if (ch < 0x80) {
    s[0] = (char)ch;
    n = 1;
  } else if (ch < 0x800) {
    s[0] = (char)(0xc0 | ch >> 6);
    n = 2;
  } else if (ch < 0x10000) {
    s[0] = (char)(0xe0 | ch >> 12);
    n = 3;
  } else {
    s[0] = (char)(0xf0 | ch >> 18);
    n = 4;
  }
  for (size_t i = 1; i < n; i++)
    s[i] = (char)(0x80 | (ch >> (6 * (n - 1 - i)) & 0x3f));
  buffer_add(out, s, n);
}

/* Cells of row y up to the last that shows something. */
static int row_end(const struct frame *frame, int y) {
  const struct cell *row = &frame->cells[y * frame->w];
  int end = frame->w;

  while (end > 0 && row[end - 1].ch == ' ' &&
         !style_reverse(row[end - 1].style))
    end--;
  return end;
}

/* Writes the frame; change, where it is not NULL, is told of each new style. */
static void write_rows(struct buffer *out, const struct frame *frame,
                       void (*change)(struct buffer *, int, int, void *),
                       void (*character)(struct buffer *, uint32_t),
                       void *data) {
  for (int y = 0; y < frame->h; y++) {
    int style = STYLE_PLAIN, end = row_end(frame, y);

    for (int x = 0; x < end; x++) {
      const struct cell *cell = &frame->cells[y * frame->w + x];

      if (change && cell->style != style)
        change(out, style, cell->style, data);
      style = cell->style;
      if (cell->ch)
        character(out, cell->ch);
    }
    if (change && style != STYLE_PLAIN)
      change(out, style, STYLE_PLAIN, data);
    buffer_puts(out, "\n");
  }
}

void dump_text(struct buffer *out, const struct frame *frame) {
  write_rows(out, frame, NULL, add_utf8, NULL);
}

static void ansi_change(struct buffer *out, int from, int to, void *colour) {
  (void)from;
  buffer_puts(out, "\033[0");
  if (looks[to].bold)
    buffer_puts(out, ";1");
  if (looks[to].reverse)
    buffer_puts(out, ";7");
  if (*(bool *)colour && looks[to].colour >= 0)
    buffer_printf(out, ";38;5;%d", looks[to].colour);
  buffer_puts(out, "m");
}

void dump_ansi(struct buffer *out, const struct frame *frame, bool colour) {
  write_rows(out, frame, ansi_change, add_utf8, &colour);
}

static void html_change(struct buffer *out, int from, int to, void *data) {
  (void)data;
  if (from != STYLE_PLAIN)
    buffer_puts(out, "</span>");
  if (to == STYLE_PLAIN)
    return;
  buffer_puts(out, "<span style=\"");
  if (looks[to].css)
    buffer_printf(out, "color:%s;", looks[to].css);
  if (looks[to].bold)
    buffer_puts(out, "font-weight:bold;");
  if (looks[to].reverse)
    buffer_puts(out, "background:#ddd;color:#111;");
  buffer_puts(out, "\">");
}

static void html_character(struct buffer *out, uint32_t ch) {
  switch (ch) {
  case '&':
    buffer_puts(out, "&amp;");
    break;
  case '<':
    buffer_puts(out, "&lt;");
    break;
  case '>':
    buffer_puts(out, "&gt;");
    break;
  default:
    add_utf8(out, ch);
  }
}

void dump_html(struct buffer *out, const struct frame *frame) {
  buffer_puts(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\""
                   "utf-8\"><title>baton</title></head>\n<body style=\""
                   "background:#111\"><pre style=\"color:#ddd;background:#111;"
                   "font:16px/1.25 monospace\">\n");
  write_rows(out, frame, html_change, html_character, NULL);
  buffer_puts(out, "</pre></body></html>\n");
}

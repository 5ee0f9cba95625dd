/* SPDX-License-Identifier: MIT-0 */
#include "transcript.h"

#include <stdlib.h>
#include <string.h>

#include "frame.h"

enum {
  KEEP = 256 * 1024, /* bytes of text that can be scrolled back to */
  TAB_STOP = 8
};

void transcript_fini(struct transcript *t) {
  buffer_fini(&t->text);
  buffer_fini(&t->then);
  free(t->pieces);
  *t = (struct transcript){.total = 0};
}

/* The first byte that is still there. */
static long first_kept(const struct transcript *t) {
  return t->total - (long)t->text.n;
}

static void drop_pieces(struct transcript *t, long before) {
  size_t n = 0;

  while (n < t->n_pieces && t->pieces[n].at + t->pieces[n].n <= before)
    n++;
  t->n_pieces -= n;
  memmove(t->pieces, t->pieces + n, t->n_pieces * sizeof *t->pieces);
}

/* Keeps whole lines, and no more of them than can be looked at. */
static void forget_old(struct transcript *t) {
  struct buffer *text = &t->text;
  const char *line;

  if (text->n < 2 * KEEP)
    return;
  line = memchr(text->data + text->n - KEEP, '\n', KEEP);
  line = line ? line + 1 : text->data + text->n - KEEP;
  text->n -= (size_t)(line - text->data);
  memmove(text->data, line, text->n + 1);
  drop_pieces(t, first_kept(t));
}

/* Adds text up to the next tabulator; returns how much that was. */
static size_t add_run(struct transcript *t, const char *text, size_t n) {
  const char *tab = memchr(text, '\t', n);
  size_t run = tab ? (size_t)(tab - text) : n, line = run;

  while (line > 0 && text[line - 1] != '\n')
    line--;
  t->column = (line ? 0 : t->column) + text_width_n(text + line, run - line);
  buffer_add(&t->text, text, run);
  return run;
}

void transcript_add(struct transcript *t, const char *text, size_t n) {
  size_t before = t->text.n;

  while (n > 0) {
    size_t run = add_run(t, text, n);
    int blanks = run < n ? TAB_STOP - t->column % TAB_STOP : 0;

    buffer_printf(&t->text, "%*s", blanks, "");
    t->column += blanks;
    text += run + (run < n);
    n -= run + (run < n);
  }
  t->total += (long)(t->text.n - before);
  forget_old(t);
}

/* Without memory for it, a piece is there at any moment. */
static void add_piece(struct transcript *t, struct piece piece) {
  struct piece *last = t->n_pieces ? &t->pieces[t->n_pieces - 1] : NULL;
  struct piece *more;

  if (last && last->at + last->n == piece.at && last->events == piece.events) {
    last->n += piece.n;
    return;
  }
  if (t->n_pieces == t->size_pieces) {
    size_t size = t->size_pieces ? t->size_pieces * 2 : 64;

    more = realloc(t->pieces, size * sizeof *more);
    if (!more)
      return;
    t->pieces = more;
    t->size_pieces = size;
  }
  t->pieces[t->n_pieces++] = piece;
}

void transcript_tell(struct transcript *t, const char *text, size_t n,
                     uint64_t events) {
  long at = t->total;

  transcript_add(t, text, n);
  add_piece(t, (struct piece){at, t->total - at, events});
}

void transcript_forget(struct transcript *t, uint64_t events) {
  for (size_t i = 0; i < t->n_pieces; i++)
    if (t->pieces[i].events > events)
      t->pieces[i].events = UINT64_MAX;
}

const char *transcript_since(const struct transcript *t, long from) {
  size_t n = (size_t)(t->total - from);

  return buffer_text(&t->text) + (n < t->text.n ? t->text.n - n : 0);
}

/* Adds the bytes from one place to another to what is given. */
static void copy(struct transcript *t, long from, long to) {
  long first = first_kept(t);

  if (to > from)
    buffer_add(&t->then, t->text.data + (from - first), (size_t)(to - from));
}

const char *transcript_at(struct transcript *t, long from, uint64_t events) {
  long at = from > first_kept(t) ? from : first_kept(t);

  buffer_clear(&t->then);
  for (size_t i = 0; i < t->n_pieces; i++) {
    const struct piece *piece = &t->pieces[i];

    if (piece->events <= events || piece->at + piece->n <= at)
      continue;
    copy(t, at, piece->at);
    at = piece->at + piece->n;
  }
  copy(t, at, t->total);
  return buffer_text(&t->then);
}

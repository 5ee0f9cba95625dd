/* SPDX-License-Identifier: MIT-0 */
/* A lesson's text, a page at a time. */
#include <string.h>

#include "panes.h"
#include "screen_parts.h"

const char *reading_text(struct screen *s) {
  if (!s->has_lesson)
    return NULL;
  fflush(s->page.file);
  return s->page.text ? s->page.text : "";
}

/* The size of the pane; false where there is none. */
static bool page_size(struct screen *s, int *w, int *h) {
  struct scene scene;

  if (!s->has_lesson)
    return false;
  scene = screen_scene(s);
  scene_page(&s->frame, &scene, w, h);
  return *w > 0 && *h > 0;
}

void reading_begin(struct screen *s) {
  const char *text = reading_text(s);
  int w, h, rows;

  if (!page_size(s, &w, &h) || s->page.n <= s->read)
    return;
  text += s->read;
  rows = pane_text_rows(text + strspn(text, "\n"), w);
  if (s->unread > 0)
    s->unread += rows + 1; /* and a blank one before them */
  else
    s->unread = rows > h ? rows - h : 0;
  s->back[TAB_LESSON] = s->unread;
  s->read = s->page.n;
}

bool reading_on(struct screen *s) {
  int *back = &s->back[TAB_LESSON];
  int w, h, top;

  if (*back == 0 || !page_size(s, &w, &h))
    return false;
  *back -= *back > h ? h : *back;
  top = pane_text_rows(reading_text(s), w) - h - *back;
  *back -= *back > 0 && pane_text_blank(reading_text(s), w, top);
  if (s->unread > *back)
    s->unread = *back;
  return true;
}

void reading_return(struct screen *s) { s->back[TAB_LESSON] = s->unread; }

void reading_scroll(struct screen *s, int rows) {
  int *back = &s->back[TAB_LESSON];
  int w, h, most;

  if (!page_size(s, &w, &h))
    return;
  most = pane_text_rows(reading_text(s), w) - h;
  *back += rows;
  if (*back > most)
    *back = most;
  if (*back < 0)
    *back = 0;
  if (s->unread > *back)
    s->unread = *back;
}

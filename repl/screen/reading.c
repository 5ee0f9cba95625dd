/* SPDX-License-Identifier: MIT-0 */
/* A lesson's text, a page at a time. */
#include <stdint.h>
#include <string.h>

#include "panes.h"
#include "screen_parts.h"

#define THE_END SIZE_MAX /* a view of the last rows, however many there are */

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

static struct text_view view_from(struct screen *s, size_t top) {
  int w, h;

  if (!page_size(s, &w, &h))
    return (struct text_view){.rows = 0};
  return pane_text_view(reading_text(s), w, h, top);
}

void reading_skip(struct screen *s) {
  if (s->has_lesson) {
    (void)reading_text(s); /* the page has all of it */
    s->read = s->page.n;
  }
  s->top = s->unread = THE_END;
}

void reading_return(struct screen *s) { s->top = s->unread; }

void reading_begin(struct screen *s) {
  const char *text = reading_text(s);
  int w, h;

  if (!page_size(s, &w, &h) || s->page.n <= s->read)
    return;
  if (s->unread == THE_END)
    s->unread = s->read + strspn(text + s->read, "\n");
  if (view_from(s, s->unread).below == 0)
    s->unread = THE_END;
  s->top = s->unread;
  s->read = s->page.n;
}

/* The view begins with that row, or shows the end. */
static void go_to(struct screen *s, const struct text_view *view, int row) {
  int w, h;

  if (!page_size(s, &w, &h))
    return;
  s->top = THE_END;
  if (row < view->first + view->below)
    s->top = pane_text_at(reading_text(s), w, row > 0 ? row : 0);
  if (s->unread < s->top)
    s->unread = s->top;
}

bool reading_on(struct screen *s) {
  struct text_view view = view_from(s, s->top);
  int w, h, row;

  if (view.below == 0 || !page_size(s, &w, &h))
    return false;
  row = view.first + h;
  row += pane_text_blank(reading_text(s), w, row);
  go_to(s, &view, row);
  return true;
}

void reading_scroll(struct screen *s, int rows) {
  struct text_view view = view_from(s, s->top);

  go_to(s, &view, view.first - rows);
}

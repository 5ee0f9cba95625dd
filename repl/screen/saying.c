/* SPDX-License-Identifier: MIT-0 */
/* What the program prints and what is said, and how it is seen. */
#include <limits.h>
#include <string.h>

#include "screen_parts.h"

long saying_length(struct screen *s) {
  capture_read(&s->out, session_moment(s->prompt->session));
  return s->out.text.total;
}

int saying_tell(void *face, const char *text, size_t n, uint64_t events) {
  struct screen *s = face;

  capture_read(&s->out, events); /* which came before */
  transcript_tell(&s->out.text, text, n, events);
  return 0;
}

void saying_branch(void *face, uint64_t events) {
  struct screen *s = face;

  transcript_forget(&s->out.text, events);
}

/* What found no room among the panes covers some of them, until a key. Where
 * one pane is alone, what a key said is left to the pane of the output. */
void saying_show(struct screen *s) {
  struct scene scene = screen_scene(s);
  const char *answer = transcript_since(&s->out.text, s->answered);

  s->cover_down = 0;
  s->cover = COVER_NONE;
  if (!scene_fits(&s->frame, &scene, answer) &&
      !(s->by_key && scene_is_folded(s->frame.w, &scene)))
    s->cover = COVER_SAID;
}

void saying_now(struct screen *s, const char *text) {
  s->asked = s->answered = saying_length(s);
  s->by_key = false;
  transcript_add(&s->out.text, text, strlen(text));
  saying_show(s);
}

const char *saying_cover(struct screen *s) {
  if (s->cover == COVER_SAID)
    return transcript_since(&s->out.text, s->asked);
  if (s->cover == COVER_NONE)
    return NULL;
  key_help(&s->help, scene_cover_width(s->frame.w), s->live);
  return buffer_text(&s->help);
}

void saying_scroll(struct screen *s, int rows) {
  int w = scene_cover_width(s->frame.w);
  int most = text_rows(saying_cover(s), w, INT_MAX) - 1;

  s->cover_down -= rows;
  if (s->cover_down > most)
    s->cover_down = most;
  if (s->cover_down < 0)
    s->cover_down = 0;
}

void saying_typed(struct screen *s, const char *line) {
  struct buffer text = {.n = 0};

  buffer_printf(&text, "%s%s\n", s->ask, line);
  saying_tell(s, buffer_text(&text), text.n,
              session_moment(s->prompt->session));
  buffer_fini(&text);
}

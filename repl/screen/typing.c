/* SPDX-License-Identifier: MIT-0 */
/* A line is typed, or a key stands for one. */
#include <stdio.h>

#include "../stop.h"
#include "screen_parts.h"

/* Lua stands above what it prints. What a command does is seen, and a guess is
 * answered in the text. */
static bool is_shown(const struct screen *s, const char *line) {
  return *line && *line != ':' && *line != '?' && !s->question;
}

static enum prompt_read finish_line(struct screen *s, struct buffer *line) {
  buffer_puts(line, s->editor.text);
  if (editor_remember(&s->editor, s->editor.text) < 0 || line->error) {
    printf("out of memory\n");
    buffer_clear(line);
  }
  s->asked = saying_length(s);
  if (is_shown(s, buffer_text(line)))
    saying_typed(s, buffer_text(line));
  s->answered = saying_length(s);
  s->by_key = line->n == 0;
  prompt_keep(s->prompt, buffer_text(line));
  editor_clear(&s->editor);
  s->back = 0;
  if (s->question && buffer_text(line)[0] != ':')
    reading_skip(s); /* what is said to the guess comes first */
  reading_return(s);
  s->running = line->n > 0;
  if (s->running)
    screen_show(s);
  return PROMPT_LINE;
}

static enum prompt_read finish_command(struct screen *s, struct buffer *line) {
  s->asked = s->answered = saying_length(s);
  s->by_key = !s->aloud;
  s->aloud = false;
  s->running = true;
  s->down = 0;
  screen_show(s);
  buffer_puts(line, buffer_text(&s->command));
  return PROMPT_LINE;
}

static enum prompt_read interrupted(struct screen *s) {
  editor_clear(&s->editor);
  return PROMPT_INTERRUPTED;
}

/* Ends the line if what a key did ends it. */
static bool finish(struct screen *s, struct buffer *line,
                   enum prompt_read *read) {
  enum did did = s->pending;

  s->pending = DID_SOMETHING;
  if (did == DID_LINE)
    *read = finish_line(s, line);
  else if (did == DID_COMMAND)
    *read = finish_command(s, line);
  else
    *read = PROMPT_END;
  return did != DID_SOMETHING;
}

enum prompt_read typing_read(void *screen, const char *ask,
                             struct buffer *line) {
  struct screen *s = screen;
  enum prompt_read read;

  s->ask = ask;
  s->running = s->live = false;
  buffer_clear(line);
  stop_asked();     /* what was pressed before is dealt with */
  screen_redraw(s); /* tells what room there is; shown with all in place */
  saying_show(s);
  reading_begin(s);
  while (!finish(s, line, &read)) {
    struct key_event key;

    screen_show(s);
    key = mouse_read(s, -1);
    if (stop_asked())
      return interrupted(s);
    s->pending = screen_key(s, &key);
  }
  return read;
}

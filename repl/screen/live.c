/* SPDX-License-Identifier: MIT-0 */
/* A program on the real clock, watched while it runs: it goes on whatever one
 * looks at, unless a key needs it to pause. */
#include <string.h>

#include "screen_parts.h"

const char live_keys[] = "F1 help\nF5 pause\nF7 back\nF8 on\nEnd newest\n"
                         "F4 pane\n^X graph\n^C stop";

/* What a key stands for: moving about goes on while the program does, and
 * everything else is done as soon as it has paused. */
static bool goes_on(struct screen *s, enum did did) {
  struct session *session = s->prompt->session;
  const char *command = buffer_text(&s->command);

  if (did == DID_SOMETHING || (did == DID_LINE && s->editor.n == 0))
    return true;
  if (did == DID_COMMAND && strcmp(command, ":run") == 0)
    return false;
  if (did == DID_COMMAND && strcmp(command, ":back") == 0) {
    session_back(session, 1);
    return true;
  }
  if (did == DID_COMMAND && strcmp(command, ":step") == 0) {
    if (!session_at_end(session)) /* nothing is to run here */
      session_forward(session, 1);
    return true;
  }
  s->pending = did;
  return false;
}

static bool take_key(struct screen *s, const struct key_event *key) {
  struct session *session = s->prompt->session;
  bool empty = s->editor.n == 0 && s->cover != COVER_HELP;

  if (key->key == KEY_FIRST && empty)
    session_goto(session, 0);
  else if (key->key == KEY_LAST && empty)
    session_goto(session, log_steps(session->log));
  else
    return goes_on(s, screen_key(s, key));
  return true;
}

/* A program on the virtual clock is soon over, and keys are for what comes
 * then; but that it runs, and how far it is, can be seen. What it says is told
 * at its end, whether there was time to see it before or not. */
bool live_watch(void *face) {
  struct screen *s = face;
  bool real = s->prompt->session->options.clock == BT_CLOCK_REAL;
  bool on = true;
  struct key_event key;

  s->live = real;
  if (s->cover == COVER_SAID)
    s->cover = COVER_NONE; /* what happens now is of more interest */
  while (real && on && (key = mouse_read(s, 0)).key != KEY_NONE)
    on = take_key(s, &key);
  if (terminal_is_free()) {
    screen_show(s);
    if (real)
      s->asked = s->answered = saying_length(s); /* it was seen: told */
  }
  return on;
}

/* SPDX-License-Identifier: MIT-0 */
/* What a click does, and the wheel. */
#include <stdlib.h>
#include <string.h>

#include "screen_parts.h"

enum { WHEEL_ROWS = 3 };

static const char *label_of(const struct screen *s, uint64_t task) {
  return log_label(s->prompt->session->log, (uint32_t)task);
}

/* "F8 step", "^X graph", "End newest": the key that such a text begins with. */
static struct key_event key_named(const char *text) {
  struct key_event key = {.key = KEY_NONE};

  if (*text == 'F') {
    key.key = KEY_FUNCTION;
    key.letter = atoi(text + 1);
  } else if (*text == '^') {
    key.key = KEY_CTRL;
    key.letter = text[1] - 'A' + 'a';
  } else if (strncmp(text, "End ", 4) == 0) {
    key.key = KEY_LAST;
  }
  return key;
}

struct key_event mouse_read(struct screen *s, int ms) {
  struct key_event key = terminal_read(ms);
  struct spot spot = {.kind = SPOT_NONE};

  if (key.key == KEY_CLICK)
    spot = frame_spot(&s->frame, key.x, key.y, SPOT_KEY);
  if (spot.kind == SPOT_KEY)
    return key_named(screen_row_of_keys(s) + spot.number);
  return key;
}

/* The tab of the pane that has all the room gives it back. */
static void choose_tab(struct screen *s, enum tab tab) {
  if (tab == TAB_COUNT)
    showing_next(s, 1);
  else if (s->whole && !s->graph && s->tab == tab)
    showing_all(s);
  else
    showing_alone(s, tab);
}

/* A pane among others takes all the room where its title is clicked. */
static void choose_pane(struct screen *s, const struct spot *pane, int y) {
  if (y == pane->y && !s->whole)
    showing_alone(s, (enum tab)pane->number);
}

static enum did answer(struct screen *s, uint64_t option) {
  char number[24];

  if (!s->question)
    return DID_SOMETHING;
  snprintf(number, sizeof number, "%llu", (unsigned long long)option);
  return screen_tried(s, editor_set(&s->editor, number)) < 0 ? DID_SOMETHING
                                                             : DID_LINE;
}

/* The cursor goes to where one clicks, or behind the line. */
static void place_cursor(struct screen *s, const struct spot *typed, int x) {
  const char *line = s->editor.text + typed->number;
  const char *end = line + strcspn(line, "\n");
  const char *at = text_skip(line, x - typed->x);

  s->editor.cursor = (size_t)((at < end ? at : end) - s->editor.text);
}

static enum did click(struct screen *s, int x, int y) {
  struct spot spot = frame_spot(&s->frame, x, y, SPOT_NONE);

  switch (spot.kind) {
  case SPOT_READY:
    return screen_run(s, ":pick %s", label_of(s, spot.number));
  case SPOT_TASK:
    s->aloud = true;
    return screen_run(s, ":why %s", label_of(s, spot.number));
  case SPOT_STEPS:
    return screen_run(
        s, ":goto %llu",
        (unsigned long long)(spot.number + (uint64_t)(x - spot.x)));
  case SPOT_ANSWER:
    return answer(s, spot.number);
  case SPOT_TAB:
    choose_tab(s, (enum tab)spot.number);
    break;
  case SPOT_SAID:
    showing_alone(s, TAB_OUTPUT);
    break;
  case SPOT_PANE:
    choose_pane(s, &spot, y);
    break;
  case SPOT_TYPED:
    place_cursor(s, &spot, x);
    break;
  case SPOT_KEY:
  case SPOT_NONE:
    break;
  }
  return DID_SOMETHING;
}

/* What is under the pointer moves. */
static void turn_wheel(struct screen *s, int x, int y, int rows) {
  struct spot spot = frame_spot(&s->frame, x, y, SPOT_PANE);

  if (spot.kind == SPOT_NONE)
    spot = frame_spot(&s->frame, x, y, SPOT_SAID);
  if (spot.kind != SPOT_NONE)
    screen_scroll(s, (enum tab)spot.number, rows);
}

enum did screen_mouse(struct screen *s, const struct key_event *key) {
  if (key->key == KEY_CLICK)
    return click(s, key->x, key->y);
  turn_wheel(s, key->x, key->y,
             key->key == KEY_WHEEL_UP ? WHEEL_ROWS : -WHEEL_ROWS);
  return DID_SOMETHING;
}

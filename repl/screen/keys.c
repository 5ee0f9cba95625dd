/* SPDX-License-Identifier: MIT-0 */
/* What each key does. */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "screen_parts.h"

enum { PAGE_ROWS = 5 };

const char *screen_row_of_keys(struct screen *s) {
  if (s->live)
    return live_keys;
  snprintf(s->keys, sizeof s->keys,
           "F1 help\nF8 %s\nF7 back\nF5 run\nF6 block\n1-9 %s\nF2 hint\n"
           "^X graph\n^D end",
           s->prompt->session->by_event ? "event" : "step",
           s->question ? "guess" : "pick");
  return s->keys;
}

/* ---- Commands --------------------------------------------------------- */

static bool is_empty(const struct screen *s) { return s->editor.n == 0; }

int screen_tried(struct screen *s, int rc) {
  s->refused |= rc < 0;
  return rc;
}

enum did screen_run(struct screen *s, const char *format, ...) {
  char command[128];
  va_list args;

  va_start(args, format);
  vsnprintf(command, sizeof command, format, args);
  va_end(args);
  buffer_clear(&s->command);
  buffer_puts(&s->command, command);
  return screen_tried(s, s->command.error) < 0 ? DID_SOMETHING : DID_COMMAND;
}

/* Puts the start of a command into the line, to be completed and entered. */
static enum did begin(struct screen *s, const char *text) {
  if (is_empty(s))
    screen_tried(s, editor_set(&s->editor, text));
  return DID_SOMETHING;
}

/* A digit answers a question, or picks one of the ready tasks. Where no task
 * has that number it begins a line. */
static enum did digit(struct screen *s, const char *text) {
  const struct world *world = s->prompt->session->world;
  uint32_t id = 0;

  if (s->question)
    return screen_tried(s, editor_set(&s->editor, text)) < 0 ? DID_SOMETHING
                                                             : DID_LINE;
  for (int i = *text - '0'; i > 0 && (i == *text - '0' || id); i--)
    id = world_next_ready(world, id);
  if (!id) {
    screen_tried(s, editor_insert(&s->editor, text, 1));
    return DID_SOMETHING;
  }
  return screen_run(s, ":pick %s", log_label(world_log(world), id));
}

static enum did function(struct screen *s, int number) {
  switch (number) {
  case 1:
    s->cover = COVER_HELP;
    s->cover_down = 0;
    break;
  case 2:
    showing_lesson(s);
    s->aloud = true;
    return screen_run(s, ":hint");
  case 3:
    if (s->c)
      s->show_c = !s->show_c;
    else
      saying_now(s, "This program is here in one language only.\n");
    break;
  case 4:
    showing_next(s, 1);
    break;
  case 5:
    s->aloud = true;
    return screen_run(s, ":run");
  case 6:
    return screen_run(s, ":until block");
  case 7:
    return screen_run(s, ":back");
  case 8:
    return screen_run(s, ":step");
  case 9:
    return screen_run(s, ":until switch");
  case 10:
    return screen_run(s, ":until error");
  }
  return DID_SOMETHING;
}

/* ---- Keys ------------------------------------------------------------- */

static enum did control(struct screen *s, int letter) {
  struct editor *e = &s->editor;

  switch (letter) {
  case 'a':
    editor_move(e, EDITOR_HOME);
    break;
  case 'b':
    editor_move(e, EDITOR_LEFT);
    break;
  case 'd':
    if (is_empty(s))
      return DID_END;
    editor_delete(e, EDITOR_RIGHT);
    break;
  case 'e':
    editor_move(e, EDITOR_END);
    break;
  case 'f':
    if (is_empty(s))
      return begin(s, ":find ");
    editor_move(e, EDITOR_RIGHT);
    break;
  case 'g':
    return begin(s, ":goto ");
  case 'k':
    screen_tried(s, editor_cut(e, EDITOR_END));
    break;
  case 'l':
    terminal_renew();
    break;
  case 'n':
    screen_tried(s, editor_newer(e));
    break;
  case 'p':
    screen_tried(s, editor_older(e));
    break;
  case 't':
    return screen_run(s, s->prompt->session->by_event ? ":size turn"
                                                      : ":size event");
  case 'u':
    screen_tried(s, editor_cut(e, EDITOR_HOME));
    break;
  case 'w':
    screen_tried(s, editor_cut(e, EDITOR_WORD_LEFT));
    break;
  case 'x':
    s->graph = !s->graph;
    break;
  case 'y':
    screen_tried(s, editor_yank(e));
    break;
  }
  return DID_SOMETHING;
}

static enum did alt(struct screen *s, int letter) {
  if (letter == 'b')
    editor_move(&s->editor, EDITOR_WORD_LEFT);
  else if (letter == 'f')
    editor_move(&s->editor, EDITOR_WORD_RIGHT);
  else if (letter == 'd')
    screen_tried(s, editor_cut(&s->editor, EDITOR_WORD_RIGHT));
  return DID_SOMETHING;
}

/* The source is alone on the screen. */
static bool sees_source(const struct screen *s) {
  return s->tab == TAB_SOURCE && (s->whole || s->frame.w < SCENE_FOLDED_W) &&
         !s->graph;
}

void screen_scroll(struct screen *s, enum tab tab, int rows) {
  if (s->cover)
    saying_scroll(s, rows);
  else if (tab == TAB_SOURCE)
    s->down -= rows;
  else if (tab == TAB_LESSON && s->has_lesson)
    reading_scroll(s, rows);
  else if (tab == TAB_OUTPUT)
    s->back += rows;
  if (s->back < 0)
    s->back = 0;
}

/* What is read: the source where it is alone, the lesson, or the output. */
static enum did page(struct screen *s, int rows) {
  if (sees_source(s))
    screen_scroll(s, TAB_SOURCE, rows);
  else if (s->has_lesson && s->tab != TAB_OUTPUT)
    screen_scroll(s, TAB_LESSON, rows);
  else
    screen_scroll(s, TAB_OUTPUT, rows);
  return DID_SOMETHING;
}

static enum did text(struct screen *s, const struct key_event *key) {
  if (is_empty(s) && !key->pasted && key->text[0] >= '1' &&
      key->text[0] <= '9' && !key->text[1])
    return digit(s, key->text);
  screen_tried(s, editor_insert(&s->editor, key->text, strlen(key->text)));
  return DID_SOMETHING;
}

static bool has_steps(const struct screen *s) {
  return s->prompt->session->program || s->prompt->session->saved;
}

static enum did sideways(struct screen *s, enum editor_move move,
                         const char *command) {
  if (is_empty(s) && has_steps(s))
    return screen_run(s, "%s", command);
  editor_move(&s->editor, move);
  return DID_SOMETHING;
}

static enum did edit_key(struct screen *s, const struct key_event *key) {
  struct editor *e = &s->editor;

  switch (key->key) {
  case KEY_ERASE:
    editor_delete(e, EDITOR_LEFT);
    break;
  case KEY_REMOVE:
    editor_delete(e, EDITOR_RIGHT);
    break;
  case KEY_NEWLINE:
    screen_tried(s, editor_insert(e, "\n", 1));
    break;
  case KEY_TABULATOR:
    if (is_empty(s))
      showing_next(s, 1);
    else
      screen_tried(s, screen_complete(s));
    break;
  case KEY_BACK_TAB:
    if (is_empty(s))
      showing_next(s, -1);
    break;
  case KEY_ESCAPE:
    showing_all(s);
    break;
  case KEY_UPWARDS:
    if (!editor_line_up(e))
      screen_tried(s, editor_older(e));
    break;
  case KEY_DOWNWARDS:
    if (!editor_line_down(e))
      screen_tried(s, editor_newer(e));
    break;
  case KEY_FIRST:
    if (is_empty(s) && has_steps(s))
      return screen_run(s, ":goto 0");
    editor_move(e, EDITOR_HOME);
    break;
  case KEY_LAST:
    if (is_empty(s) && has_steps(s))
      return screen_run(s, ":goto %" PRIu64,
                        log_steps(s->prompt->session->log));
    editor_move(e, EDITOR_END);
    break;
  case KEY_ALT:
    return alt(s, key->letter);
  default:
    break;
  }
  return DID_SOMETHING;
}

/* What covers the panes goes with the next key; returns whether that was all
 * it had to do. */
static bool uncover(struct screen *s, const struct key_event *key) {
  bool pages = key->key == KEY_PAGE_UP || key->key == KEY_PAGE_DOWN ||
               key->key == KEY_WHEEL_UP || key->key == KEY_WHEEL_DOWN;
  bool done = s->cover == COVER_HELP || key->key == KEY_CLICK ||
              key->key == KEY_ESCAPE || (key->key == KEY_RETURN && is_empty(s));

  if (!s->cover || pages || key->key == KEY_NONE || key->key == KEY_RESIZED)
    return false;
  s->cover = COVER_NONE;
  return done;
}

enum did screen_key(struct screen *s, const struct key_event *key) {
  if (!key->pasted) /* of a paste, what was lost anywhere is told */
    s->refused = false;
  if (uncover(s, key))
    return DID_SOMETHING;
  switch (key->key) {
  case KEY_TEXT:
    return text(s, key);
  case KEY_CTRL:
    return control(s, key->letter);
  case KEY_FUNCTION:
    return function(s, key->letter);
  case KEY_RETURN:
    return is_empty(s) && (showing_lesson(s) || reading_on(s)) ? DID_SOMETHING
                                                               : DID_LINE;
  case KEY_LEFTWARDS:
    return sideways(s, EDITOR_LEFT, ":back");
  case KEY_RIGHTWARDS:
    return sideways(s, EDITOR_RIGHT, ":step");
  case KEY_PAGE_UP:
    return page(s, PAGE_ROWS);
  case KEY_PAGE_DOWN:
    return page(s, -PAGE_ROWS);
  case KEY_WHEEL_UP:
  case KEY_WHEEL_DOWN:
  case KEY_CLICK:
    return screen_mouse(s, key);
  case KEY_CLOSED:
    return DID_END;
  default:
    return edit_key(s, key);
  }
}

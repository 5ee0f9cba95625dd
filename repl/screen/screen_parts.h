/* SPDX-License-Identifier: MIT-0 */
/* screen_parts: what the files of the screen share and nobody else sees. */
#ifndef REPL_SCREEN_PARTS_H
#define REPL_SCREEN_PARTS_H

#include "capture.h"
#include "editor.h"
#include "scene.h"
#include "screen.h"
#include "terminal.h"

/* What a key did to the line, and so to what waits for it. */
enum did { DID_SOMETHING, DID_LINE, DID_COMMAND, DID_END };

/* A lesson's text: written as a file, read as text. */
struct paper {
  FILE *file;
  char *text;
  size_t n;
};

struct screen {
  struct prompt *prompt;
  const char *title;
  const struct source *source, *c;
  struct frame frame;
  struct world *past; /* of the session's run of this number */
  unsigned run;
  struct editor editor;
  struct capture out;
  struct paper page;
  struct buffer step;
  struct buffer command; /* what a key stands for, after DID_COMMAND; ... */
  bool aloud;            /* ... what it says is to be seen */
  unsigned presses;      /* of Ctrl-C, before the frame that is shown */
  enum did pending;      /* done as soon as the program has paused */
  const char *ask;
  char order[64];     /* in words */
  char keys[128];     /* the last row */
  struct buffer help; /* that is shown, or was */
  enum tab tab;
  int back;      /* rows that the output is scrolled up */
  size_t top;    /* byte of the page where its view begins, ... */
  size_t unread; /* ... and where it does for whom reads on */
  size_t read;   /* bytes of it that were dealt with */
  bool ascii, dumping, on_terminal, running;
  bool live; /* what runs can be paused by a key */
  bool graph, show_c, has_lesson, question;
  bool whole;  /* the tab has all the room */
  int down;    /* rows that the source is scrolled down */
  long staged; /* captured before the program began */
  enum cover { COVER_NONE, COVER_HELP, COVER_SAID } cover; /* of the panes */
  int cover_down;       /* it is scrolled down so many rows */
  long asked, answered; /* captured before that line was shown, and after */
  bool by_key;          /* it was no line but a key */
  bool refused;         /* for what the last key does there was no memory */
};

extern const char live_keys[]; /* the last row while a program is live */

/* keys.c: the last row; valid until the next call. */
const char *screen_row_of_keys(struct screen *s);
/* Does what a key says. */
enum did screen_key(struct screen *s, const struct key_event *key);
/* What a key stands for is taken as a line is. */
enum did screen_run(struct screen *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* What a key was to do came to rc: below 0, nothing was done, and the screen
 * says so. Returns rc. */
int screen_tried(struct screen *s, int rc);
/* Scrolls a pane, or what covers it, up by that many rows. */
void screen_scroll(struct screen *s, enum tab tab, int rows);

/* mouse.c: does what a click or the wheel says. */
enum did screen_mouse(struct screen *s, const struct key_event *key);
/* Waits for a key as terminal_read. One that is clicked on is pressed. */
struct key_event mouse_read(struct screen *s, int ms);

/* key_help.c: what F1 says in w columns, instead of what was in out. */
void key_help(struct buffer *out, int w, bool live);

/* showing.c: the next pane alone, or (by -1) the one before; that pane; all
 * panes that there is room for. */
void showing_next(struct screen *s, int by);
void showing_alone(struct screen *s, enum tab tab);
void showing_all(struct screen *s);
/* Shows the lesson; false where it was seen already, or there is none. */
bool showing_lesson(struct screen *s);

/* completion.c: completes what stands before the cursor. Returns 0 or
 * UV_ENOMEM. */
int screen_complete(struct screen *s);

int screen_draw(struct screen *s);
/* The same for a terminal of any size: a frame that is not whole says so.
 * False where there is none: the next key tries again. */
bool screen_redraw(struct screen *s);
/* The same, and shows it on the terminal. */
void screen_show(struct screen *s);
/* What is to be drawn, as it is now. The world stands where it was last
 * drawn. */
struct scene screen_scene(struct screen *s);

/* typing.c: a prompt's read. */
enum prompt_read typing_read(void *screen, const char *ask,
                             struct buffer *line);

/* live.c: a session's watch. */
bool live_watch(void *screen);

/* saying.c: a prompt's tell and branch. */
int saying_tell(void *screen, const char *text, size_t n, uint64_t events);
void saying_branch(void *screen, uint64_t events);
/* A line that was typed. */
void saying_typed(struct screen *s, const char *line);
/* How much was printed and said so far, in bytes. */
long saying_length(struct screen *s);
/* Covers panes with what the last line said, if it finds no room in them. */
void saying_show(struct screen *s);
/* Says something that is no answer to a line. */
void saying_now(struct screen *s, const char *text);
/* What covers the panes; or NULL. */
const char *saying_cover(struct screen *s);
/* Scrolls what covers the panes up by that many rows. */
void saying_scroll(struct screen *s, int rows);

/* reading.c: a lesson's text, a page at a time. */
const char *reading_text(struct screen *s);
/* Shows what was written since the last time, from its beginning on. */
void reading_begin(struct screen *s);
/* Goes on by a page; false where the end of the text is in view already. */
bool reading_on(struct screen *s);
/* What was written so far counts as read. */
void reading_skip(struct screen *s);
/* Goes to where reading stopped, from wherever one has looked back to. */
void reading_return(struct screen *s);
/* Scrolls back by that many rows, as far as there is text. */
void reading_scroll(struct screen *s, int rows);

#endif

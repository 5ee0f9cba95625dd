/* SPDX-License-Identifier: MIT-0 */
/* terminal: shows frames and reads keys, by ncursesw. Nothing else knows a
 * terminal.
 *
 * Errors  0 or a negative libuv code.
 * Owns    the terminal, from open to close. Every way out gives it back as it
 *         was: close, exit, SIGTERM, SIGHUP, abort, a crash; SIGTSTP for the
 *         time until SIGCONT.
 */
#ifndef REPL_TERMINAL_H
#define REPL_TERMINAL_H

#include "frame.h"

enum key {
  KEY_NONE,     /* nothing came in time, or a signal did */
  KEY_TEXT,     /* characters typed or pasted: event.text */
  KEY_CTRL,     /* with a letter: event.letter, 'a' to 'z' */
  KEY_ALT,      /* with a character: event.letter */
  KEY_FUNCTION, /* F1 to F12: event.letter is the number */
  KEY_RETURN,
  KEY_NEWLINE, /* Alt-Enter */
  KEY_TABULATOR,
  KEY_BACK_TAB, /* Shift-Tab */
  KEY_ERASE,
  KEY_REMOVE,
  KEY_UPWARDS,
  KEY_DOWNWARDS,
  KEY_LEFTWARDS,
  KEY_RIGHTWARDS,
  KEY_FIRST, /* Home */
  KEY_LAST,  /* End */
  KEY_PAGE_UP,
  KEY_PAGE_DOWN,
  KEY_ESCAPE,
  KEY_WHEEL_UP,
  KEY_WHEEL_DOWN,
  KEY_CLICK,   /* event.x, event.y */
  KEY_RESIZED, /* ask for the size again */
  KEY_CLOSED   /* the terminal is gone */
};

struct key_event {
  enum key key;
  int letter;
  char text[1024]; /* one character, or a piece of what is pasted */
  bool pasted;
  int x, y;
};

/* Takes the terminal that standard input reads from; out is the descriptor
 * that shows it. colour false: bold and reverse only. crashed, which may be
 * NULL, is called in a signal handler that ends the program, with the
 * terminal given back. Returns 0, or -1 with *why set to what is missing (no
 * terminal, unknown TERM). */
int terminal_open(int out, bool colour, void (*crashed)(void),
                  const char **why);
void terminal_close(void);

void terminal_size(int *w, int *h);
/* Whether it can show more than ASCII, and draws borders one column wide. */
bool terminal_is_utf8(void);
/* Whether what is shown now would not have to wait for it: somebody may have
 * stopped it (Ctrl-S), or it is slow. */
bool terminal_is_free(void);
/* What is on it is not what was shown: the next frame is written whole. */
void terminal_renew(void);
/* Shows a frame; only what changed is written. */
void terminal_show(const struct frame *frame);
/* Waits for a key, at most ms (-1: without limit). */
struct key_event terminal_read(int ms);

#endif

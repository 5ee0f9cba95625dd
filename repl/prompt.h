/* SPDX-License-Identifier: MIT-0 */
/* prompt: lines typed into a session, from a terminal or a pipe.
 *
 * A line that begins with : steers the session, ?name explains a name, and
 * everything else is Lua. From a pipe there are no prompts, and an error is
 * remembered for the exit status.
 */
#ifndef PROMPT_H
#define PROMPT_H

#include <stdio.h>

#include "session.h"
#include "world/buffer.h"

enum prompt_result {
  PROMPT_GO_ON,
  PROMPT_QUIT, /* :quit, or standard output is gone */
};

enum prompt_read {
  PROMPT_LINE,
  PROMPT_END,        /* Ctrl-D, or the end of the pipe */
  PROMPT_INTERRUPTED /* Ctrl-C */
};

struct prompt {
  struct session *session;
  /* Reads a line in another way than from standard input; NULL: from there. */
  enum prompt_read (*read)(void *face, const char *ask, struct buffer *line);
  /* Shows what is told, which belongs to the moment after so many events; 0 or
   * less than 0 as a listener's out. NULL: to standard output. */
  int (*tell)(void *face, const char *text, size_t n, uint64_t events);
  /* As a listener's branch. NULL: what was told is there for good. */
  void (*branch)(void *face, uint64_t events);
  /* Shows what happens while code runs, as a listener's watch. NULL: does not
   * need to. */
  bool (*watch)(void *face);
  void *face;
  bool silent;        /* the step in view is seen without being printed */
  struct buffer text; /* of a line that is not complete */
  FILE *history;      /* NULL: none is kept */
  bool interactive;   /* standard input is a terminal */
  bool failed;        /* something went wrong */

  /* Of a lesson; NULL where there is none. Both print. */
  void (*objective)(void *data);
  void (*hint)(void *data);
  void *data;
};

/* The session is the caller's, and may be opened afterwards, with
 * prompt_listener. */
void prompt_init(struct prompt *prompt, struct session *session);
void prompt_fini(struct prompt *prompt);

/* What a session tells goes to the terminal, and into prompt->failed. */
struct listener prompt_listener(struct prompt *prompt);

/* Reads one line, without its newline, into *line, which the next call
 * overwrites. ask is printed first on a terminal. */
enum prompt_read prompt_read(struct prompt *prompt, const char *ask,
                             struct buffer *line);

/* Keeps a line in the history file, if there is one. */
void prompt_keep(struct prompt *prompt, const char *line);

/* Calls each with the lines of the history file, oldest first, until it
 * returns less than 0. Returns that, or 0. */
int prompt_history(int (*each)(void *data, const char *line), void *data);

/* Does what a line says. */
enum prompt_result prompt_take(struct prompt *prompt, const char *line);

/* Whether the line so far is not complete. */
bool prompt_pending(const struct prompt *prompt);

/* Reads and takes lines until the end. Returns an exit status: from a
 * terminal that of a person who leaves, STATUS_FINE. */
int prompt_loop(struct prompt *prompt);

/* Prints "step K: ..." for the step in view. */
void prompt_show_step(struct prompt *prompt);

/* prompt_commands.c: a line that begins with : or ?. */
enum prompt_result prompt_command(struct prompt *prompt, const char *line);
/* Calls each with the names of the commands. */
void prompt_names(void (*each)(void *data, const char *name), void *data);
/* What :help prints. */
void prompt_help(void);

#endif

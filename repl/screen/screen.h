/* SPDX-License-Identifier: MIT-0 */
/* screen: the full-screen stepper, as a face of the prompt.
 *
 * The prompt asks for a line; meanwhile the screen is drawn and keys step the
 * session, move about and edit the line. So whatever talks to a prompt (a
 * session, a lesson) works here as it does line by line.
 *
 *     screen = screen_open(&options, &prompt, &why);
 *     ... prompt_loop(&prompt) ...
 *     screen_close(screen);
 *
 * Errors  NULL and a reason, or 0 and a negative libuv code.
 * Owns    the terminal from open to close, and what was printed.
 */
#ifndef REPL_SCREEN_H
#define REPL_SCREEN_H

#include <stdio.h>

#include "../prompt.h"
#include "dump.h"

struct screen;

struct screen_options {
  const char *title; /* kept, not copied */
  const struct source *source;
  bool colour, ascii;
  int dump_w, dump_h; /* not 0: no terminal; lines come from stdin */
};

/* Makes prompt read from, and print to, a screen. NULL after setting *why. */
struct screen *screen_open(const struct screen_options *options,
                           struct prompt *prompt, const char **why);
void screen_close(struct screen *screen); /* NULL does nothing */

/* Writes the screen as it is now. Returns 0 or UV_ENOMEM. */
int screen_dump(struct screen *screen, struct buffer *out,
                void (*write)(struct buffer *, const struct frame *));

/* What the source pane shows; c may be NULL: the same program in C. Kept. */
void screen_source(struct screen *screen, const struct source *source,
                   const struct source *c);

/* Where a lesson writes its text; from the first call on there is a lesson. */
FILE *screen_page(struct screen *screen);

/* What was written there so far, and printed, was read before. */
void screen_seen(struct screen *screen);

/* Digits answer a question, and do not pick a task. */
void screen_question(struct screen *screen, bool asked);

#endif

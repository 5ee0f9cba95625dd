/* SPDX-License-Identifier: MIT-0 */
/* editor: a line, or several, being typed. Plain logic on a buffer: it knows
 * no terminal and no screen.
 *
 * Units   bytes of UTF-8; the cursor stands at the start of a character.
 * Errors  functions that add text return 0 or UV_ENOMEM, and then nothing was
 *         changed.
 * Owns    its text, its history and what was cut.
 */
#ifndef REPL_EDITOR_H
#define REPL_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

struct editor {
  char *text; /* n bytes and a NUL; never NULL after editor_init */
  size_t n, size, cursor;
  char *cut; /* what ^K, ^U and ^W took away, for ^Y */
  char **history;
  size_t n_history, size_history;
  size_t place; /* in the history; n_history: the line being typed */
  char *kept;   /* that line, while an older one is shown */
};

int editor_init(struct editor *e);
void editor_fini(struct editor *e);

int editor_insert(struct editor *e, const char *text, size_t n);
int editor_set(struct editor *e, const char *text);
void editor_clear(struct editor *e);

enum editor_move {
  EDITOR_LEFT,
  EDITOR_RIGHT,
  EDITOR_WORD_LEFT,
  EDITOR_WORD_RIGHT,
  EDITOR_HOME, /* of the line the cursor is in */
  EDITOR_END
};
void editor_move(struct editor *e, enum editor_move move);

/* Delete from the cursor to where a move would take it; cut: keep it for
 * editor_yank. */
void editor_delete(struct editor *e, enum editor_move move);
int editor_cut(struct editor *e, enum editor_move move);
int editor_yank(struct editor *e);

/* Up or down by a line of the text, as far as that goes in the same column;
 * false where there is none. */
bool editor_line_up(struct editor *e);
bool editor_line_down(struct editor *e);

/* Older and newer lines; the one being typed is kept. */
int editor_older(struct editor *e);
int editor_newer(struct editor *e);
/* Adds a line to the history, unless it is empty or as the last one. */
int editor_remember(struct editor *e, const char *line);

/* Puts what all candidates have in common in the place of the last n bytes
 * before the cursor. */
int editor_complete(struct editor *e, size_t n, const char *const *candidates,
                    size_t n_candidates);

#endif

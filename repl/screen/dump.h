/* SPDX-License-Identifier: MIT-0 */
/* dump: a frame as text, for files, tests and slides. */
#ifndef REPL_DUMP_H
#define REPL_DUMP_H

#include "../world/buffer.h"
#include "frame.h"

/* Rows ended by newlines, blanks at their ends left out. */
void dump_text(struct buffer *out, const struct frame *frame);
/* The same with colours for a terminal of 256, or without (bold, reverse). */
void dump_ansi(struct buffer *out, const struct frame *frame, bool colour);
/* A page of its own, with its styles. */
void dump_html(struct buffer *out, const struct frame *frame);

/* The colour of a style, of 256; -1: the terminal's own. */
int style_colour(enum style style);
/* Whether a style is shown bold, or with fore- and background exchanged. */
bool style_bold(enum style style);
bool style_reverse(enum style style);

#endif

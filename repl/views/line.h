/* SPDX-License-Identifier: MIT-0 */
/* line: one line of the plain view, built and then added. */
#ifndef REPL_LINE_H
#define REPL_LINE_H

#include "../world/buffer.h"

/* Adds line to out with a newline, free of what a terminal would obey, and
 * frees it. An error of line becomes one of out. */
void line_add(struct buffer *out, struct buffer *line);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* svg: a log as a picture for slides: a row a task, a column a step. */
#ifndef REPL_SVG_H
#define REPL_SVG_H

#include "../world/buffer.h"
#include "../world/log.h"

/* Adds the whole file to out. Returns 0 or UV_ENOMEM. */
int svg_write(struct buffer *out, const struct log *log);

#endif

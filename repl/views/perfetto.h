/* SPDX-License-Identifier: MIT-0 */
/* perfetto: a log as a file that Perfetto's page (and Chrome's) opens.
 *
 * Two groups of tracks, a track a task: by steps, where each step takes one
 * millisecond of the picture, so that the order of events can be seen though
 * the clock stood still; and by the program's clock. Arrows lead from who made
 * a task ready to that task.
 */
#ifndef REPL_PERFETTO_H
#define REPL_PERFETTO_H

#include "../world/buffer.h"
#include "../world/log.h"

/* Adds the whole file to out. Returns 0 or UV_ENOMEM. */
int perfetto_write(struct buffer *out, const struct log *log);

#endif

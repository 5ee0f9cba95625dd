/* SPDX-License-Identifier: MIT-0 */
/* text: the plain view of a program, in lines, without escapes.
 *
 * Used by `baton trace --format=text`, the prompt's :step, :tasks, :why and
 * :graph, and everything with --plain. Each function adds whole lines, with
 * their newline, to a buffer (its error field tells when memory ran out) and
 * prints nothing itself.
 */
#ifndef REPL_TEXT_H
#define REPL_TEXT_H

#include "../world/buffer.h"
#include "../world/world.h"

/* One line: which task ran, what it did, how the step ended and what the loop
 * did after it. Moves world to the end of that step. Returns 0; UV_EINVAL
 * when there is no such step; UV_ENOMEM.
 *
 *     step 7: task stat (check.lua:12) blocked on lock m, held by cons
 *
 * A closed cycle of waits is named in the line of the step that closes it. */
int text_step(struct buffer *out, struct world *world, uint64_t step);

/* One line about the event after which n events have happened (n > 0): its
 * step, its place there, what it is. Moves world to n. Returns as text_step.
 *
 *     step 7, event 2 of 3: task stat (check.lua:12) joins the waiters of
 *     lock m */
int text_event(struct buffer *out, struct world *world, uint64_t n);

/* The lines from first to the last step, then text_exit where the program is
 * over. Moves world. Returns as text_step. */
int text_steps(struct buffer *out, struct world *world, uint64_t first);

/* How the program ended, as one line; nothing while it runs. */
void text_exit(struct buffer *out, const struct world *world);

/* One line a task: the running one first, the ready ones in the order of the
 * queue, the waiting ones with reason, the ended ones last. */
void text_tasks(struct buffer *out, const struct world *world);

/* Why a task is where it is: what it waits for, since when, who can wake it,
 * what it holds, in which scopes it is. A few lines. task is a label or a
 * number. Returns 0, or UV_ENOENT for no such task, with a line that names
 * the nearest or the live ones. */
int text_why(struct buffer *out, const struct world *world, const char *task);

/* Who waits for whom, one line an edge, objects with their state, and cycles.
 * Returns 0 or UV_ENOMEM. */
int text_graph(struct buffer *out, const struct world *world);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* brief: what a task waits for and who can wake it, in under 30 columns; the
 * word of its state stands before it. */
#ifndef REPL_BRIEF_H
#define REPL_BRIEF_H

#include "../world/buffer.h"
#include "../world/world.h"

/* "m -> cons releases it", "until 50 ms", "q full -> a get". */
void brief_wait(struct buffer *out, const struct world *world,
                const struct world_task *task);

#endif

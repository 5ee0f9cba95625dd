/* SPDX-License-Identifier: MIT-0 */
/* words: parts of lines about one task. */
#ifndef REPL_WORDS_H
#define REPL_WORDS_H

#include "../world/buffer.h"
#include "../world/world.h"

/* Since when it is as it is: "step 7 (30 ms)". */
void words_since(struct buffer *out, const struct world *world,
                 const struct world_task *task);

/* Why it is ready: "woken by prod", "its time has come". */
void words_woken(struct buffer *out, const struct world *world,
                 const struct world_task *task);

/* How it ended: "ended ok: 42", "failed: disk full", "cancelled". */
void words_outcome(struct buffer *out, const struct world_task *task);

/* What it holds, with before in front: "; holds lock m, lock n". */
void words_held(struct buffer *out, const struct world *world, uint32_t task,
                const char *before);

#endif

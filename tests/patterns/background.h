/* SPDX-License-Identifier: MIT-0 */
/* background: what its tests have in common. */
#ifndef TESTS_PATTERNS_BACKGROUND_H
#define TESTS_PATTERNS_BACKGROUND_H

#include "support.h"

#include "bt_background.h"

extern struct bt_background b;

/* Runs the program with an empty b, which must be left so. */
int run_with_limit(size_t limit, bt_fn *program);
void is_empty(void);
/* Spawns into b a task of that name that naps for ms and, where that is
 * cancelled, for 2 ms more. Says an error, and returns it. */
int add(const char *name, unsigned ms);
/* The same as a task of its own, 10 ms. */
int adds(void *name);
/* Closes b, and says how that went. */
int close_with(uint64_t grace_ms);

#endif

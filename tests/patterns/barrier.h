/* SPDX-License-Identifier: MIT-0 */
/* barrier: what its tests have in common. */
#ifndef TESTS_PATTERNS_BARRIER_H
#define TESTS_PATTERNS_BARRIER_H

#include "support.h"

#include "bt_barrier.h"

extern struct bt_barrier barrier;

/* For so many parties. */
void init(unsigned parties);
/* Passes so many times, unless there is an error, and says what it got. */
int passes(void *rounds);
/* Spawns abcd[first] to abcd[last - 1], which pass once. */
void spawn_more(size_t first, size_t last);
/* Awaits the first n, and says what they got; nobody is left inside. */
void await_all(size_t n);
void say_waiting(void);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* condition: what its tests have in common. */
#ifndef TESTS_PATTERNS_CONDITION_H
#define TESTS_PATTERNS_CONDITION_H

#include "support.h"

#include "bt_condition.h"

extern struct bt_condition c;

/* Takes the lock, waits, says how that went, and has the lock again. */
int waits(void *unused);
int takes_the_lock(void *unused);
/* The first n tasks run fn and wait; the caller has the lock. */
void begin_with(size_t n, bt_fn *fn);
/* Awaits them, and says what they returned; nobody waits or has the lock. */
int all_end(size_t n);

#endif

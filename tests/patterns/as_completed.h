/* SPDX-License-Identifier: MIT-0 */
/* as_completed: what its tests have in common. */
#ifndef TESTS_PATTERNS_AS_COMPLETED_H
#define TESTS_PATTERNS_AS_COMPLETED_H

#include "support.h"

#include "bt_as_completed.h"

enum { N = 3 };

extern struct bt_as_completed it;

/* Spawns A, B and C, which end after these times. */
void spawn_three(unsigned a, unsigned b, unsigned c);
void drop_three(void);
/* Opens it for the three. */
void open_three(uint64_t timeout_ms);

/* Asks for the next one and says which it is, or the error. */
int says_next(void *unused);
/* Does so to the end. */
int says_all(void *unused);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* rate_limit: what its tests have in common. */
#ifndef TESTS_PATTERNS_RATE_LIMIT_H
#define TESTS_PATTERNS_RATE_LIMIT_H

#include "support.h"

#include "bt_rate_limit.h"

extern struct bt_rate_limit r;

/* n in per_ms, after a rest burst at once; then runs the program. */
int run_with_rate(unsigned n, uint64_t per_ms, unsigned burst, bt_fn *program);

/* Takes a token, in 5 ms at most, and says how that went. */
int takes(void *unused);
int takes_in_5_ms(void *unused);
/* How many of A to D were cancelled; nobody is left in line. */
int await_four(void);

#endif

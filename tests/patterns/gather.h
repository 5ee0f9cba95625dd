/* SPDX-License-Identifier: MIT-0 */
/* gather: what its tests have in common. */
#ifndef TESTS_PATTERNS_GATHER_H
#define TESTS_PATTERNS_GATHER_H

#include "support.h"

#include "bt_gather.h"

enum { N = 3 };

/* Spawns abcd[0] to abcd[2], which do their parts. */
void spawn_parts(struct part parts[N]);
extern struct part two_fail[N]; /* B fails first, C after it */

/* Says the results, or why there are none. */
int say_results(int rc, const int results[N]);
/* Gathers the three and says so; there are no results after an error. */
int gather(void);

#endif

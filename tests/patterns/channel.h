/* SPDX-License-Identifier: MIT-0 */
/* channel: what its tests have in common. */
#ifndef TESTS_PATTERNS_CHANNEL_H
#define TESTS_PATTERNS_CHANNEL_H

#include "support.h"

#include "bt_channel.h"

extern int table[10]; /* the items: 0 to 9 */
extern struct bt_channel c;

/* Makes c, with room for so many items, and runs the program. */
int run_with_room(size_t capacity, bt_fn *program);

/* Sends table[n], receives one; says how that went. */
int give_it(int n);
int take_it(void);
/* The same as tasks; the last one receives until there is no more. */
int sends(void *n);
int receives(void *unused);
int receives_all(void *unused);

void nobody_waits(void);
/* Awaits both, and is done with c. Returns an error of theirs, or 0. */
int await_two(struct bt_task *a, struct bt_task *b);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* wait_for: what its tests have in common. */
#ifndef TESTS_PATTERNS_WAIT_FOR_H
#define TESTS_PATTERNS_WAIT_FOR_H

#include "support.h"

#include "bt_wait_for.h"

extern struct bt_task *task, *waiter;

/* Waits for task for so long, and says how that went. */
int waits(void *ms);

int works_10_ms(void *result);
/* Needs 10 ms to clean up. */
int cleans_up(void *unused);
/* Goes on until 50 ms pass in peace; returns how often it was cancelled. */
int swallows(void *unused);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* task_group: what the tests of cancelled and nested ones have in common. */
#ifndef TESTS_PATTERNS_TASK_GROUP_CANCEL_H
#define TESTS_PATTERNS_TASK_GROUP_CANCEL_H

#include "support.h"

#include "bt_task_group.h"

/* Fails after so many ms. */
int fails(void *ms);
void add(struct bt_group *g, const char *name, bt_fn *fn, uintptr_t ms);
/* Closes g; says what came out, and the requests to cancel that are left. */
int close_group(struct bt_group *g, int body_result);
/* A group of A and B, which clean up for 10 and 20 ms. */
int block_waits(void *unused);

#endif

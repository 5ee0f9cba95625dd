/* SPDX-License-Identifier: MIT-0 */
/* task_group: what its tests have in common. */
#ifndef TESTS_PATTERNS_TASK_GROUP_H
#define TESTS_PATTERNS_TASK_GROUP_H

#include "support.h"

#include "bt_task_group.h"

extern struct bt_group g;

struct bt_task *add(const char *name, bt_fn *fn, void *arg); /* to g */

#endif

/* SPDX-License-Identifier: MIT-0 */
/* scope: what its tests have in common. */
#ifndef TESTS_CORE_SCOPE_H
#define TESTS_CORE_SCOPE_H

#include "support.h"

extern struct bt_task *target; /* whom others cancel ... */
extern struct bt_scope scope;  /* ... and a scope of its */

void open_shield(struct bt_scope *shield);
/* Runs fn as task A while other, if not NULL, acts on it after 5 ms. */
int with(bt_fn *fn, bt_fn *other);
/* Naps in a shield, and once more after it. */
int naps_in_a_shield_at_the_end(void *unused);

#endif

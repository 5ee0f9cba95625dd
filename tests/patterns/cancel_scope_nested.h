/* SPDX-License-Identifier: MIT-0 */
/* cancel_scope: what the tests of nested scopes have in common. */
#ifndef TESTS_PATTERNS_CANCEL_SCOPE_NESTED_H
#define TESTS_PATTERNS_CANCEL_SCOPE_NESTED_H

#include "support.h"

#include "bt_cancel_scope.h"

extern struct bt_cancel_scope scope; /* of task A */
extern struct bt_task *a;

/* Runs fn as task A and cancels it after 5 ms. */
int cancel_it(bt_fn *fn);
/* Runs fn as task A and cancels its scope after 5 ms. */
int cancel_its_scope(bt_fn *fn);
/* Closes s and says what came out, of "scope" or of another "shield". */
int close_scope(struct bt_cancel_scope *s, int rc);
/* Naps for ms, and for 20 ms more where that is cancelled. */
int naps_and_cleans_up(void *ms);

#endif

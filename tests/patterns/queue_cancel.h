/* SPDX-License-Identifier: MIT-0 */
/* queue: what the tests of cancelled ones and of join have in common. */
#ifndef TESTS_PATTERNS_QUEUE_CANCEL_H
#define TESTS_PATTERNS_QUEUE_CANCEL_H

#include "support.h"

#include "bt_queue.h"

extern struct bt_queue q;
extern char letters[]; /* the items */

/* Runs body with a queue of that capacity, for which nobody waits in the end;
 * run_queue sets both, and runs that. */
extern bt_fn *body;
extern size_t capacity;
int has_a_queue(void *unused);
int run_queue(size_t of_capacity, bt_fn *program);

void put(char letter); /* which must not fail */
/* Gets one and says which, or the error. */
int gets_one(void *unused);
/* Awaits A, B and C. Returns how many were cancelled. */
int await_abc(void);
int joins(void *unused);

#endif

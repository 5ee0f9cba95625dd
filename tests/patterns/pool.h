/* SPDX-License-Identifier: MIT-0 */
/* pool: what its tests have in common. Members are numbers. */
#ifndef TESTS_PATTERNS_POOL_H
#define TESTS_PATTERNS_POOL_H

#include "support.h"

#include "bt_pool.h"

/* What happens when members come and go. */
struct world {
  unsigned open_ms, close_ms, check_ms;
  int open_rc, check_rc;
  int opened, closed;
};
extern struct world world;

extern struct bt_pool pool;
extern const struct bt_pool_ops ops, checked_ops;

/* Makes the world as it was and the pool anew, and runs the program. */
int run_with_max(size_t max, const struct bt_pool_ops *of, bt_fn *program);
/* Borrows one for so long. */
int uses(void *ms);
/* Nothing is out and nothing lies about; every member was closed once. */
void is_clean(void);
/* Closes the pool, which is clean then. Returns rc, or an error of that. */
int close_after(int rc);

#endif

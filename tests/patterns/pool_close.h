/* SPDX-License-Identifier: MIT-0 */
/* pool: what the tests of its end have in common. */
#ifndef TESTS_PATTERNS_POOL_CLOSE_H
#define TESTS_PATTERNS_POOL_CLOSE_H

#include "support.h"

#include "bt_pool.h"

enum { MEMBERS = 512, MAX = 3 };

struct member {
  int number;
  bool open, lent;
};

extern int opened, closed;
extern unsigned open_ms, close_ms;
extern bool fails; /* now and then */
extern struct bt_pool pool;
extern const struct bt_pool_ops ops, checked_ops;

/* Makes the pool, and all of these, anew. */
void begin_pool(size_t max, const struct bt_pool_ops *of);
/* Nothing is out and nothing lies about; every member was closed once. */
void is_clean(void);

#endif

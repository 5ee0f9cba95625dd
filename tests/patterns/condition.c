/* SPDX-License-Identifier: MIT-0 */
#include "condition.h"

#include <string.h>

struct bt_condition c;

int waits(void *unused) {
  int rc;

  (void)unused;
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  rc = say_rc("waited", bt_condition_wait(&c));
  assert_int_equal(c.lock->holder, bt_id(bt_self()));
  bt_lock_release(c.lock);
  return rc;
}

int takes_the_lock(void *unused) {
  (void)unused;
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  say("has the lock");
  bt_lock_release(c.lock);
  return 0;
}

void begin_with(size_t n, bt_fn *fn) {
  memset(&c, 0xff, sizeof c); /* init takes no notice of what was there */
  bt_condition_init(&c, NULL, "c");
  spawn_abcd(n, fn, NULL);
  assert_int_equal(bt_lock_acquire(c.lock), 0);
}

int all_end(size_t n) {
  say_abcd(n);
  assert_null(c.waiters.first);
  assert_false(c.lock->locked);
  return 0;
}

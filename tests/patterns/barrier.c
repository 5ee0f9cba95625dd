/* SPDX-License-Identifier: MIT-0 */
#include "barrier.h"

struct bt_barrier barrier;

void init(unsigned parties) { bt_barrier_init(&barrier, parties, "b"); }

int passes(void *rounds) {
  int rc = 0;

  for (uintptr_t i = 0; i < (uintptr_t)rounds && rc >= 0; i++)
    rc = say_rc("passed", bt_barrier_wait(&barrier));
  return rc;
}

void spawn_more(size_t first, size_t last) {
  for (size_t i = first; i < last; i++)
    spawn_nth(i, passes, NUMBER(1));
}

void await_all(size_t n) {
  say_abcd(n);
  assert_int_equal(barrier.inside, 0);
  assert_null(barrier.waiters.first);
}

void say_waiting(void) {
  say("waiting: %u%s", bt_barrier_waiting(&barrier),
      bt_barrier_broken(&barrier) ? ", broken" : "");
}

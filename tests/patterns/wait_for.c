/* SPDX-License-Identifier: MIT-0 */
#include "wait_for.h"

struct bt_task *task, *waiter;

int waits(void *ms) {
  return say_rc("waited", bt_wait_for(task, (uintptr_t)ms));
}

int works_10_ms(void *result) {
  int rc = bt_sleep(10);

  return rc < 0 ? rc : give(result);
}

int cleans_up(void *unused) {
  (void)unused;
  if (nap(NUMBER(50)) < 0) {
    assert_int_equal(bt_sleep(10), 0);
    say("cleaned up");
    return UV_ECANCELED;
  }
  return 0;
}

int swallows(void *unused) {
  (void)unused;
  for (int cancels = 0;; cancels++)
    if (nap(NUMBER(50)) == 0)
      return cancels;
}

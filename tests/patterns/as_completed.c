/* SPDX-License-Identifier: MIT-0 */
#include "as_completed.h"

struct bt_as_completed it;

static int ends_after(void *ms) { return bt_sleep((uintptr_t)ms); }

void spawn_three(unsigned a, unsigned b, unsigned c) {
  spawn_nth(0, ends_after, NUMBER(a));
  spawn_nth(1, ends_after, NUMBER(b));
  spawn_nth(2, ends_after, NUMBER(c));
}

void drop_three(void) {
  for (int i = 0; i < N; i++)
    bt_drop(abcd[i]);
}

void open_three(uint64_t timeout_ms) {
  assert_int_equal(bt_as_completed_open(&it, abcd, N, timeout_ms), 0);
}

int says_next(void *unused) {
  struct bt_task *task;
  int rc = bt_as_completed_next(&it, &task);

  (void)unused;
  if (rc == 0)
    say("next %s", bt_name(task));
  else
    say_rc("next", rc);
  return rc;
}

int says_all(void *unused) {
  while (says_next(unused) != UV_EOF)
    ;
  return 0;
}

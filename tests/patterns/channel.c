/* SPDX-License-Identifier: MIT-0 */
#include "channel.h"

int table[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
struct bt_channel c;

int run_with_room(size_t capacity, bt_fn *program) {
  bt_channel_init(&c, capacity, "c");
  return run(program);
}

int give_it(int n) {
  int rc = bt_channel_send(&c, &table[n]);

  if (rc < 0)
    say("send %d: %s", n, bt_error_name(rc));
  else
    say("sent %d", n);
  return rc;
}

int take_it(void) {
  void *item = &c;
  int rc = bt_channel_recv(&c, &item);

  if (rc < 0) {
    assert_ptr_equal(item, &c); /* untouched */
    return say_rc("recv", rc);
  }
  say("got %d", *(int *)item);
  return 0;
}

int sends(void *n) { return give_it((int)(uintptr_t)n); }

int receives(void *unused) {
  (void)unused;
  return take_it();
}

int receives_all(void *unused) {
  int rc;

  (void)unused;
  do
    rc = take_it();
  while (rc == 0);
  return rc == UV_EOF ? 0 : rc;
}

void nobody_waits(void) {
  assert_null(c.senders.first);
  assert_null(c.receivers.first);
}

int await_two(struct bt_task *a, struct bt_task *b) {
  int rc = bt_await(a);
  int other = bt_await(b);

  nobody_waits();
  bt_channel_fini(&c);
  return rc < 0 ? rc : other;
}

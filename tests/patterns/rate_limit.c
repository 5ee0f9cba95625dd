/* SPDX-License-Identifier: MIT-0 */
#include "rate_limit.h"

#include "bt_timeout.h"

struct bt_rate_limit r;

int run_with_rate(unsigned n, uint64_t per_ms, unsigned burst, bt_fn *program) {
  bt_rate_limit_init(&r, n, per_ms, burst, "r");
  return run(program);
}

int takes(void *unused) {
  (void)unused;
  return say_rc("took", bt_rate_limit_acquire(&r));
}

int takes_in_5_ms(void *unused) {
  struct bt_timeout t;

  (void)unused;
  bt_timeout_open(&t, 5);
  return say_rc("took", bt_timeout_close(&t, bt_rate_limit_acquire(&r)));
}

int await_four(void) {
  int cancelled = await_abcd(4, UV_ECANCELED);

  assert_null(r.waiters.first);
  assert_null(r.timer.call.next);
  return cancelled;
}

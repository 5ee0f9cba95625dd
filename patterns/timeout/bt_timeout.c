/* SPDX-License-Identifier: MIT-0 */
#include "bt_timeout.h"

#include <string.h>

static void strike(struct bt_call *call) {
  struct bt_timeout *t =
      (struct bt_timeout *)((char *)call -
                            offsetof(struct bt_timeout, timer.call));

  t->state = BT_TIMEOUT_EXPIRING;
  bt_cancel_via(t->scope.task, "timeout", &t->scope);
}

static void start(struct bt_timeout *t, uint64_t us) {
  if (us == 0) {
    t->timer.due = bt_now_us();
    bt_call_soon(&t->timer.call);
  } else if (us == BT_NEVER) {
    t->timer.due = BT_NEVER;
  } else {
    bt_timer_start(&t->timer, us); /* which sets due */
  }
}

void bt_timeout_open_us(struct bt_timeout *t, uint64_t us) {
  if (!bt_self())
    bt_misuse("TO-21", "a timeout is opened outside a task");
  memset(t, 0, sizeof *t);
  t->timer.call.fn = strike;
  t->timer.call.what = "timeout";
  t->timer.call.task = bt_self();
  start(t, us);
  bt_scope_open(&t->scope, "timeout", NULL, t->timer.due);
  t->cancels = bt_cancelling(bt_self());
  t->state = BT_TIMEOUT_OPEN;
}

static uint64_t to_us(uint64_t ms) {
  return ms > BT_NEVER / 1000 ? BT_NEVER : ms * 1000;
}

void bt_timeout_open(struct bt_timeout *t, uint64_t ms) {
  bt_timeout_open_us(t, to_us(ms));
}

int bt_timeout_close(struct bt_timeout *t, int rc) {
  bt_timer_stop(&t->timer);
  bt_scope_close(&t->scope);
  if (t->state != BT_TIMEOUT_EXPIRING) {
    t->state = BT_TIMEOUT_CLOSED;
    return rc;
  }
  t->state = BT_TIMEOUT_EXPIRED;
  /* More requests than at open: somebody else cancels, too, and wins. So does
   * a cancelled scope around this one. */
  if (bt_uncancel(bt_self()) <= t->cancels && rc == UV_ECANCELED &&
      !bt_pressed(bt_self()))
    return bt_fail(UV_ETIMEDOUT, "the deadline passed");
  return rc;
}

int bt_timeout_reschedule_us(struct bt_timeout *t, uint64_t us) {
  if (t->state != BT_TIMEOUT_OPEN)
    return UV_EINVAL;
  bt_timer_stop(&t->timer);
  start(t, us);
  bt_scope_moved(&t->scope, t->timer.due);
  return 0;
}

int bt_timeout_reschedule(struct bt_timeout *t, uint64_t ms) {
  return bt_timeout_reschedule_us(t, to_us(ms));
}

bool bt_timeout_expired(const struct bt_timeout *t) {
  return t->state == BT_TIMEOUT_EXPIRING || t->state == BT_TIMEOUT_EXPIRED;
}

uint64_t bt_timeout_deadline_us(const struct bt_timeout *t) {
  return t->timer.due;
}

/* SPDX-License-Identifier: MIT-0 */
#include "bt_cancel_scope.h"

#include <string.h>

static const char kind[] = "cancel_scope";

/* Whether a cancelled scope reaches what task runs now: from the innermost
 * outwards, as far as no shield stands between. */
static bool reached(struct bt_task *task) {
  struct bt_scope *scope = bt_scope_next(task, NULL);

  for (; scope; scope = bt_scope_next(task, scope)) {
    const struct bt_cancel_scope *s = (const struct bt_cancel_scope *)scope;

    if (scope->kind != kind)
      continue;
    if (s->cancelled)
      return true;
    if (s->shield)
      return false;
  }
  return false;
}

void bt_cancel_scope_cancel(struct bt_cancel_scope *s) {
  struct bt_task *task = s->scope.task;

  if (!task || s->cancelled)
    return;
  s->cancelled = true;
  bt_timer_stop(&s->timer);
  if (reached(task))
    bt_press(task, true, &s->scope);
}

static void strike(struct bt_call *call) {
  bt_cancel_scope_cancel(
      (struct bt_cancel_scope *)((char *)call - offsetof(struct bt_cancel_scope,
                                                         timer.call)));
}

static void start_timer(struct bt_cancel_scope *s, uint64_t us) {
  s->timer.due = BT_NEVER;
  s->timer.call.fn = strike;
  s->timer.call.what = "timeout";
  s->timer.call.task = bt_self();
  if (us != BT_NEVER)
    bt_timer_start(&s->timer, us);
}

void bt_cancel_scope_open_us(struct bt_cancel_scope *s, uint64_t deadline_us,
                             bool shield) {
  memset(s, 0, sizeof *s);
  start_timer(s, deadline_us);
  bt_scope_open(&s->scope, kind, NULL, s->timer.due);
  s->cancels = bt_cancelling(bt_self());
  s->shield = shield;
  if (shield) {
    bt_hold(bt_self(), true);
    bt_press(bt_self(), false, &s->scope);
  }
}

void bt_cancel_scope_open(struct bt_cancel_scope *s, uint64_t deadline_ms,
                          bool shield) {
  bt_cancel_scope_open_us(
      s, deadline_ms > BT_NEVER / 1000 ? BT_NEVER : deadline_ms * 1000, shield);
}

int bt_cancel_scope_close(struct bt_cancel_scope *s, int rc) {
  struct bt_task *self = bt_self();
  bool outside;

  bt_timer_stop(&s->timer);
  bt_scope_close(&s->scope);
  if (s->shield)
    bt_hold(self, false);
  outside = reached(self);
  bt_press(self, outside, &s->scope);
  outside |= bt_cancelling(self) > s->cancels;
  return s->cancelled && rc == UV_ECANCELED && !outside ? 0 : rc;
}

/* SPDX-License-Identifier: MIT-0 */
#include "bt_cancel_scope.h"

#include <string.h>

static void cancel(struct bt_cancel_scope *s, const char *via) {
  if (!s->scope.task || s->cancelled)
    return;
  s->cancelled = true;
  bt_timer_stop(&s->timer);
  bt_scope_press(&s->scope, via);
}

void bt_cancel_scope_cancel(struct bt_cancel_scope *s) { cancel(s, "call"); }

static void strike(struct bt_call *call) {
  struct bt_cancel_scope *s =
      (struct bt_cancel_scope *)((char *)call -
                                 offsetof(struct bt_cancel_scope, timer.call));

  cancel(s, "timeout");
}

static void start_timer(struct bt_cancel_scope *s, uint64_t us) {
  s->timer.call.fn = strike;
  s->timer.call.what = "timeout";
  s->timer.call.task = bt_self();
  if (us > 0 && us != BT_NEVER)
    bt_timer_start(&s->timer, us); /* which sets due */
  else
    s->timer.due = us == 0 ? bt_now_us() : BT_NEVER;
}

void bt_cancel_scope_open_us(struct bt_cancel_scope *s, uint64_t deadline_us,
                             bool shield) {
  static const char kind[] = "cancel_scope";

  memset(s, 0, sizeof *s);
  start_timer(s, deadline_us);
  if (shield)
    bt_scope_open_shield(&s->scope, kind, NULL, s->timer.due);
  else
    bt_scope_open(&s->scope, kind, NULL, s->timer.due);
  s->struck = bt_struck(bt_self());
  if (deadline_us == 0)
    cancel(s, "timeout");
}

void bt_cancel_scope_open(struct bt_cancel_scope *s, uint64_t deadline_ms,
                          bool shield) {
  bt_cancel_scope_open_us(
      s, deadline_ms > BT_NEVER / 1000 ? BT_NEVER : deadline_ms * 1000, shield);
}

int bt_cancel_scope_close(struct bt_cancel_scope *s, int rc) {
  bool outside = bt_struck(bt_self()) > s->struck;
  bool shield = s->scope.shield;

  bt_timer_stop(&s->timer);
  bt_scope_close(&s->scope);
  outside |= !shield && bt_pressed(bt_self());
  return s->cancelled && rc == UV_ECANCELED && !outside ? 0 : rc;
}

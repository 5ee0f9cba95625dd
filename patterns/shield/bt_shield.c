/* SPDX-License-Identifier: MIT-0 */
#include "bt_shield.h"

static void ended(struct bt_call *call) { bt_wake(call->task, 0); }

int bt_shield(struct bt_task *t) {
  struct bt_waiter waiter = {.on = "shield"};
  struct bt_call done = {.fn = ended, .what = "shield", .task = bt_self()};
  struct bt_scope scope;
  int rc;

  if (bt_done(t))
    return bt_adopt(t);
  bt_scope_open(&scope, "shield", bt_name(t), BT_NEVER);
  bt_on_done(t, &done);
  rc = bt_park(&waiter);
  bt_call_stop(&done);
  bt_scope_close(&scope);
  return rc < 0 ? rc : bt_adopt(t);
}

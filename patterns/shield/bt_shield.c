/* SPDX-License-Identifier: MIT-0 */
#include "bt_shield.h"

static void ended(struct bt_call *call) { bt_wake(call->task, 0); }

struct wait {
  struct bt_waiter waiter; /* first: found from it by a cast */
  struct bt_task *task;
};

/* For the screen. */
static void name_task(const struct bt_waiter *waiter, struct bt_state *state) {
  bt_state_tasks_add(state, ((const struct wait *)waiter)->task);
}

static const struct bt_wait_kind kind = {.tasks = name_task};

int bt_shield(struct bt_task *t) {
  struct wait wait = {.task = t};
  struct bt_call done = {.fn = ended, .what = "shield", .task = bt_self()};
  struct bt_scope scope;
  int rc;

  wait.waiter.on = "shield";
  wait.waiter.why = "all";
  wait.waiter.kind = &kind;

  if (bt_done(t))
    return bt_adopt(t);
  bt_scope_open(&scope, "shield", bt_name(t), BT_NEVER);
  bt_on_done(t, &done);
  rc = bt_park(&wait.waiter);
  bt_call_stop(&done);
  bt_scope_close(&scope);
  return rc < 0 ? rc : bt_adopt(t);
}

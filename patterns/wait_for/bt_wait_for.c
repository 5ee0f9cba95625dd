/* SPDX-License-Identifier: MIT-0 */
#include "bt_wait_for.h"

#include "bt_timeout.h"

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

/* Cancels t and waits for its end, but not as an awaiter: a cancellation of
 * the caller ends this wait at once. */
static int cancel_and_wait(struct bt_task *t) {
  struct wait wait = {.task = t};
  struct bt_call done = {.fn = ended, .what = "wait", .task = bt_self()};
  int rc;

  wait.waiter.on = "wait";
  wait.waiter.why = "all";
  wait.waiter.kind = &kind;
  bt_on_done(t, &done);
  bt_cancel_via(t, "timeout", NULL);
  rc = bt_park(&wait.waiter);
  bt_call_stop(&done);
  return rc;
}

static int wait_no_time(struct bt_task *t) {
  int rc = cancel_and_wait(t);

  if (rc < 0)
    return rc;
  if (bt_cancelled(t))
    return bt_fail(UV_ETIMEDOUT, "the deadline passed");
  return bt_adopt(t);
}

int bt_wait_for_us(struct bt_task *t, uint64_t us) {
  struct bt_timeout timeout;
  int rc;

  if (us == 0 && bt_done(t)) {
    rc = bt_adopt(t);
  } else if (us == 0) {
    rc = wait_no_time(t);
  } else {
    bt_timeout_open_us(&timeout, us);
    rc = bt_timeout_close(&timeout, bt_join(t));
  }
  bt_drop(t);
  return rc;
}

int bt_wait_for(struct bt_task *t, uint64_t ms) {
  return bt_wait_for_us(t, ms > BT_NEVER / 1000 ? BT_NEVER : ms * 1000);
}

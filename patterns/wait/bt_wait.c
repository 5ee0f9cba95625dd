/* SPDX-License-Identifier: MIT-0 */
#include "bt_wait.h"

struct child;

struct wait {
  struct bt_waiter waiter; /* first: found from it by a cast */
  struct bt_timer timer;
  enum bt_wait_when when;
  struct child *children;
  size_t n, left;
};

struct child {
  struct bt_call done; /* first: found from it by a cast */
  struct wait *wait;
  struct bt_task *task;
};

static void time_is_up(struct bt_call *call) { bt_wake(call->task, 0); }

static bool failed(const struct bt_task *task) {
  int rc = bt_result(task);

  return rc < 0 && rc != UV_ECANCELED;
}

static void child_ended(struct bt_call *call) {
  struct child *child = (struct child *)call;
  struct wait *w = child->wait;

  w->left--;
  if (w->left > 0 && w->when != BT_WAIT_FIRST &&
      !(w->when == BT_WAIT_FIRST_ERROR && failed(child->task)))
    return;
  bt_wake(w->waiter.task, 0);
}

/* For the screen; one that has ended but was not counted is waited for. */
static void name_tasks(const struct bt_waiter *waiter, struct bt_state *state) {
  const struct wait *w = (const struct wait *)waiter;

  for (size_t i = 0; i < w->n; i++)
    if (w->children[i].done.next)
      bt_state_tasks_add(state, w->children[i].task);
}

static const struct bt_wait_kind kind = {.tasks = name_tasks};

static void start_timer(struct wait *w, uint64_t us) {
  w->timer.call.fn = time_is_up;
  w->timer.call.what = "wait";
  w->timer.call.task = bt_self();
  if (us == BT_NEVER)
    return;
  bt_timer_start(&w->timer, us);
  w->waiter.until = w->timer.due;
}

static int wait_on(struct wait *w, struct bt_task **tasks) {
  static const char *const whens[] = {"all", "first", "first error"};
  int rc;

  w->waiter.on = "wait";
  w->waiter.why = whens[w->when];
  w->waiter.kind = &kind;
  for (size_t i = 0; i < w->n; i++) {
    struct child *child = &w->children[i];

    *child = (struct child){.wait = w, .task = tasks[i]};
    child->done.fn = child_ended;
    child->done.what = "wait";
    child->done.task = bt_self();
    bt_on_done(tasks[i], &child->done);
  }
  rc = bt_park(&w->waiter);
  for (size_t i = 0; i < w->n; i++)
    bt_call_stop(&w->children[i].done);
  bt_timer_stop(&w->timer);
  return rc;
}

int bt_wait_us(struct bt_task **tasks, size_t n, enum bt_wait_when when,
               uint64_t timeout_us) {
  struct wait w = {.when = when, .n = n, .left = n};
  int rc;

  if (n == 0)
    return bt_fail(UV_EINVAL, "wait for no tasks at all");
  if ((unsigned)when > BT_WAIT_FIRST_ERROR)
    return bt_fail(UV_EINVAL, "no way to wait is numbered %d", (int)when);
  w.children = bt_alloc(n * sizeof *w.children);
  if (!w.children)
    return bt_fail(UV_ENOMEM, "out of memory to wait for %zu tasks", n);
  start_timer(&w, timeout_us);
  rc = wait_on(&w, tasks);
  bt_free(w.children);
  return rc;
}

int bt_wait(struct bt_task **tasks, size_t n, enum bt_wait_when when,
            uint64_t timeout_ms) {
  return bt_wait_us(tasks, n, when,
                    timeout_ms > BT_NEVER / 1000 ? BT_NEVER
                                                 : timeout_ms * 1000);
}

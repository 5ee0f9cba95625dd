/* SPDX-License-Identifier: MIT-0 */
#include "bt_gather.h"

struct gather {
  struct bt_waiter waiter; /* first: found from it by a cast */
  struct bt_task **tasks;
  size_t n, left;
  bool collect;           /* errors are results, too */
  bool over;              /* the outcome is known */
  bool cancelled;         /* a cancel was passed to the tasks */
  struct bt_task *failed; /* the first that did */
  int rc;
};

struct child {
  struct bt_call done; /* first: found from it by a cast */
  struct gather *gather;
  struct bt_task *task;
};

/* ---- The outcome ------------------------------------------------------ */

static void settle(struct gather *g, int rc) {
  g->over = true;
  g->rc = rc;
  if (g->waiter.task)
    bt_wake(g->waiter.task, rc);
}

static void count(struct gather *g, struct bt_task *task) {
  int rc = bt_result(task);

  g->left--;
  if (g->over)
    return;
  if (rc < 0 && !g->collect) {
    g->failed = task;
    settle(g, rc);
  } else if (g->left == 0) {
    /* Tasks that swallowed the cancellation do not save the gatherer. */
    settle(g, g->cancelled ? UV_ECANCELED : 0);
  }
}

static void child_ended(struct bt_call *call) {
  struct child *child = (struct child *)call;

  count(child->gather, child->task);
}

static bool cancel_children(struct bt_waiter *waiter) {
  struct gather *g = (struct gather *)waiter;
  bool any = false;

  for (size_t i = 0; i < g->n; i++)
    any |= bt_cancel_via(g->tasks[i], "gather", NULL);
  g->cancelled |= any;
  return any;
}

/* For the screen. */
static void name_tasks(const struct bt_waiter *waiter, struct bt_state *state) {
  const struct gather *g = (const struct gather *)waiter;

  for (size_t i = 0; i < g->n; i++)
    if (!bt_done(g->tasks[i]))
      bt_state_tasks_add(state, g->tasks[i]);
}

static const struct bt_wait_kind kind = {cancel_children, name_tasks};

/* ---- Waiting ---------------------------------------------------------- */

/* Tasks that have ended are counted once all others are listened to. */
static void listen_to(struct gather *g, struct child *children) {
  for (size_t i = 0; i < g->n; i++) {
    children[i] = (struct child){.gather = g, .task = g->tasks[i]};
    children[i].done.fn = child_ended;
    children[i].done.what = "gather";
    children[i].done.task = bt_self();
    bt_retrieved(g->tasks[i]);
    if (!bt_done(g->tasks[i]))
      bt_on_done(g->tasks[i], &children[i].done);
  }
  for (size_t i = 0; i < g->n; i++)
    if (!children[i].done.next)
      count(g, g->tasks[i]);
}

static int wait_for(struct gather *g, struct child *children) {
  int rc;

  listen_to(g, children);
  rc = g->over ? g->rc : bt_park(&g->waiter);
  for (size_t i = 0; i < g->n; i++)
    bt_call_stop(&children[i].done);
  if (g->failed && rc == g->rc)
    bt_adopt(g->failed); /* its message */
  return rc;
}

static int gather(struct bt_task **tasks, size_t n, int *results,
                  bool collect) {
  struct gather g = {.tasks = tasks, .n = n, .left = n, .collect = collect};
  struct child *children = n ? bt_alloc(n * sizeof *children) : NULL;
  int rc = 0;

  g.waiter.on = "gather";
  g.waiter.why = collect ? "all" : "first error";
  g.waiter.kind = &kind;
  if (children)
    rc = wait_for(&g, children);
  else if (n)
    rc = bt_fail(UV_ENOMEM, "out of memory to gather %zu tasks", n);
  for (size_t i = 0; i < n; i++) {
    if (rc == 0 && results)
      results[i] = bt_result(tasks[i]);
    bt_drop(tasks[i]);
  }
  bt_free(children);
  return rc;
}

int bt_gather(struct bt_task **tasks, size_t n, int *results) {
  return gather(tasks, n, results, false);
}

int bt_gather_all(struct bt_task **tasks, size_t n, int *results) {
  return gather(tasks, n, results, true);
}

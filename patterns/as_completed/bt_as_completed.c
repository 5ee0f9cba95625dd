/* SPDX-License-Identifier: MIT-0 */
#include "bt_as_completed.h"

#include <string.h>

struct bt_as_completed_item {
  struct bt_call done; /* first: found from it by a cast */
  struct bt_as_completed *owner;
  struct bt_task *task;
  struct bt_as_completed_item *next; /* that ended after it */
};

static void child_ended(struct bt_call *call) {
  struct bt_as_completed_item *item = (struct bt_as_completed_item *)call;
  struct bt_as_completed *it = item->owner;

  if (it->ended_last)
    it->ended_last->next = item;
  else
    it->ended = item;
  it->ended_last = item;
  if (--it->running == 0)
    bt_timer_stop(&it->timer);
  bt_wake_first(&it->askers, 0);
}

static void wake_all(struct bt_as_completed *it, int result) {
  while (bt_wake_first(&it->askers, result))
    ;
}

static void ignore_children(struct bt_as_completed *it) {
  for (size_t i = 0; i < it->n; i++)
    bt_call_stop(&it->items[i].done);
}

static void time_is_up(struct bt_call *call) {
  struct bt_as_completed *it =
      (struct bt_as_completed *)((char *)call -
                                 offsetof(struct bt_as_completed, timer.call));

  it->expired = true;
  ignore_children(it);
  wake_all(it, 0);
}

static void add(struct bt_as_completed *it, struct bt_task *task) {
  struct bt_as_completed_item *item = &it->items[it->n++];

  *item = (struct bt_as_completed_item){.owner = it, .task = task};
  item->done.fn = child_ended;
  item->done.what = "as_completed";
  item->done.task = bt_self();
  bt_on_done(task, &item->done);
}

static void start_timer(struct bt_as_completed *it, uint64_t us) {
  it->timer.call.fn = time_is_up;
  it->timer.call.what = "as_completed";
  it->timer.call.task = bt_self();
  if (us != BT_NEVER && it->n > 0)
    bt_timer_start(&it->timer, us);
}

int bt_as_completed_open_us(struct bt_as_completed *it, struct bt_task **tasks,
                            size_t n, uint64_t timeout_us) {
  uint64_t visit = bt_new_visit();

  memset(it, 0, sizeof *it);
  if (n > 0 && !(it->items = bt_alloc(n * sizeof *it->items)))
    return bt_fail(UV_ENOMEM, "out of memory to wait for %zu tasks", n);
  for (size_t i = 0; i < n; i++)
    if (bt_visit(tasks[i], visit))
      add(it, tasks[i]);
  it->running = it->left = it->n;
  start_timer(it, timeout_us);
  return 0;
}

int bt_as_completed_open(struct bt_as_completed *it, struct bt_task **tasks,
                         size_t n, uint64_t timeout_ms) {
  return bt_as_completed_open_us(
      it, tasks, n,
      timeout_ms > BT_NEVER / 1000 ? BT_NEVER : timeout_ms * 1000);
}

static struct bt_task *first_ended(struct bt_as_completed *it) {
  struct bt_as_completed_item *item = it->ended;

  if (!item)
    return NULL;
  it->ended = item->next;
  if (!it->ended)
    it->ended_last = NULL;
  return item->task;
}

struct wait {
  struct bt_waiter waiter; /* first: found from it by a cast */
  const struct bt_as_completed *it;
};

/* For the screen; one that has ended but was not counted is waited for. */
static void name_tasks(const struct bt_waiter *waiter, struct bt_state *state) {
  const struct bt_as_completed *it = ((const struct wait *)waiter)->it;

  for (size_t i = 0; i < it->n; i++)
    if (it->items[i].done.next)
      bt_state_tasks_add(state, it->items[i].task);
}

static const struct bt_wait_kind kind = {.tasks = name_tasks};

static int park(struct bt_as_completed *it) {
  struct wait wait = {.it = it};
  int rc;

  wait.waiter.on = "as_completed";
  wait.waiter.why = "first";
  wait.waiter.kind = &kind;
  wait.waiter.until = it->timer.call.next ? it->timer.due : BT_NEVER;
  rc = bt_park_in(&it->askers, &wait.waiter);
  if (rc < 0 && it->ended)
    bt_wake_first(&it->askers, 0); /* the wake may have been ours: pass it on */
  return rc;
}

int bt_as_completed_next(struct bt_as_completed *it, struct bt_task **task) {
  struct bt_task *ended;

  if (it->left == 0)
    return UV_EOF;
  it->left--;
  while (!(ended = first_ended(it))) {
    int rc = it->expired ? bt_fail(UV_ETIMEDOUT, "the time is up") : park(it);

    if (rc < 0)
      return rc;
  }
  *task = ended;
  return 0;
}

void bt_as_completed_close(struct bt_as_completed *it) {
  bt_timer_stop(&it->timer);
  ignore_children(it);
  bt_free(it->items);
  it->items = it->ended = it->ended_last = NULL;
  it->n = it->left = it->running = 0;
  wake_all(it, UV_EOF);
}

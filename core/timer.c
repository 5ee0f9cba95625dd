/* SPDX-License-Identifier: MIT-0 */
/* Timers: a pairing heap by deadline, ties by order of starting. Its nodes lie
 * in the timers themselves, so starting one never fails and costs a
 * comparison; stopping one early costs little, too, as deadlines mostly do not
 * strike. */
#include "internal.h"

/* ---- The heap --------------------------------------------------------- */

static bool sooner(const struct bt_timer *a, const struct bt_timer *b) {
  return a->due != b->due ? a->due < b->due : a->seq < b->seq;
}

/* Joins two heaps; the later root becomes the first child of the other. prev
 * of a first child is its parent. */
static struct bt_timer *meld(struct bt_timer *a, struct bt_timer *b) {
  struct bt_timer *first = sooner(a, b) ? a : b;
  struct bt_timer *other = first == a ? b : a;

  other->next = first->child;
  if (other->next)
    other->next->prev = other;
  other->prev = first;
  first->child = other;
  return first;
}

/* Makes one heap of a row of siblings: in pairs from the left, then the pairs
 * from the right. The pairs wait in a list through prev. */
static struct bt_timer *combine(struct bt_timer *row) {
  struct bt_timer *pairs = NULL, *root = NULL;

  while (row) {
    struct bt_timer *a = row, *b = row->next;

    row = b ? b->next : NULL;
    a = b ? meld(a, b) : a;
    a->prev = pairs;
    pairs = a;
  }
  while (pairs) {
    struct bt_timer *a = pairs;

    pairs = a->prev;
    a->next = NULL;
    root = root ? meld(root, a) : a;
  }
  if (root)
    root->prev = root->next = NULL;
  return root;
}

static void heap_add(struct bt_loop *loop, struct bt_timer *timer) {
  timer->started = true;
  timer->child = timer->next = timer->prev = NULL;
  loop->timers = loop->timers ? meld(loop->timers, timer) : timer;
}

static void cut(struct bt_timer *timer) {
  if (timer->prev->child == timer)
    timer->prev->child = timer->next;
  else
    timer->prev->next = timer->next;
  if (timer->next)
    timer->next->prev = timer->prev;
}

static void heap_remove(struct bt_loop *loop, struct bt_timer *timer) {
  struct bt_timer *rest;

  timer->started = false;
  if (loop->timers == timer) {
    loop->timers = combine(timer->child);
    return;
  }
  cut(timer);
  rest = combine(timer->child);
  if (rest)
    loop->timers = meld(loop->timers, rest);
}

/* ---- Timers ----------------------------------------------------------- */

void bt_timer_start(struct bt_timer *timer, uint64_t us) {
  struct bt_loop *loop = bt_loop_here;

  bt_clock_read(loop); /* a deadline counts from now, not from the pass */
  timer->due = us < BT_NEVER - 1 - loop->now ? loop->now + us : BT_NEVER - 1;
  timer->seq = loop->timer_seq++;
  timer->call.why = "deadline";
  heap_add(loop, timer);
}

void bt_timer_stop(struct bt_timer *timer) {
  if (timer->started)
    heap_remove(bt_loop_here, timer);
  else
    bt_call_stop(&timer->call);
}

uint64_t bt_timers_due(const struct bt_loop *loop) {
  return loop->timers ? loop->timers->due : BT_NEVER;
}

/* ---- Firing ----------------------------------------------------------- */

static const char *tie_label(const struct bt_choice *choice, size_t i) {
  const struct bt_call *call = ((const struct bt_call *)choice->data)->next;

  while (i-- > 0)
    call = call->next;
  return call->task ? call->task->name : "loop";
}

/* Moves the timers due at one moment to the ready queue in a chosen order. */
static void fire_tied(struct bt_loop *loop, struct bt_call *tied, size_t n) {
  for (; n > 0; n--) {
    struct bt_choice choice = {n, "tie", tie_label, tied};
    size_t took = bt_decide(loop, &choice);
    struct bt_call *call = tied->next;

    while (took-- > 0)
      call = call->next;
    bt_ring_take(call);
    bt_ring_push(&loop->ready, call);
  }
}

static void fire_chosen(struct bt_loop *loop, uint64_t due) {
  struct bt_call tied;
  size_t n = 0;

  bt_ring_init(&tied);
  for (; bt_timers_due(loop) == due; n++) {
    struct bt_timer *timer = loop->timers;

    heap_remove(loop, timer);
    bt_ring_push(&tied, &timer->call);
  }
  fire_tied(loop, &tied, n);
}

void bt_timers_fire(struct bt_loop *loop) {
  while (bt_timers_due(loop) <= loop->now) {
    struct bt_timer *timer = loop->timers;

    if (BT_UNLIKELY(loop->chosen)) {
      fire_chosen(loop, timer->due);
    } else {
      heap_remove(loop, timer);
      bt_ring_push(&loop->ready, &timer->call);
    }
  }
}

/* ---- Sleep ------------------------------------------------------------ */

struct nap {
  struct bt_timer timer;
  struct bt_waiter waiter;
};

static void nap_over(struct bt_call *call) { bt_wake(call->task, 0); }

static struct bt_task *napper(void) {
  struct bt_task *t = bt_self();

  if (!t)
    bt_misuse("park", "bt_sleep is called outside a task");
  return t;
}

int bt_sleep_us(uint64_t us) {
  struct nap nap = {.waiter = {.on = "timer"}};
  int rc;

  if (us == 0)
    return bt_yield();
  nap.timer.call.fn = nap_over;
  nap.timer.call.task = napper();
  nap.timer.call.what = "timer";
  bt_timer_start(&nap.timer, us);
  nap.waiter.until = nap.timer.due;
  rc = bt_park(&nap.waiter);
  bt_timer_stop(&nap.timer);
  return rc;
}

int bt_sleep(uint64_t ms) {
  return bt_sleep_us(ms > UINT64_MAX / 1000 ? UINT64_MAX : ms * 1000);
}

/* SPDX-License-Identifier: MIT-0 */
/* timer: starting, stopping and firing them, and sleep. */
#include "internal.h"

void bt_timer_start(struct bt_timer *timer, uint64_t us) {
  struct bt_loop *loop = bt_loop_here;

  bt_clock_read(loop); /* a deadline counts from now, not from the pass */
  timer->due = us < BT_NEVER - 1 - loop->now ? loop->now + us : BT_NEVER - 1;
  timer->call.why = "deadline";
  bt_wheel_add(&loop->wheel, timer);
}

void bt_timer_stop(struct bt_timer *timer) { bt_call_stop(&timer->call); }

uint64_t bt_timers_due(struct bt_loop *loop) {
  bt_wheel_turn(&loop->wheel, loop->real ? loop->now : BT_NEVER);
  return loop->wheel.soonest;
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

static void fire_chosen(struct bt_loop *loop, struct bt_call *due) {
  struct bt_call tied;
  size_t n = 0;

  bt_ring_init(&tied);
  for (; !bt_ring_empty(due); n++)
    bt_ring_move(&tied, due->next);
  fire_tied(loop, &tied, n);
}

void bt_timers_fire(struct bt_loop *loop) {
  struct bt_wheel *w = &loop->wheel;
  struct bt_call *due;

  while (w->soonest <= loop->now && (due = bt_wheel_turn(w, loop->now))) {
    if (BT_UNLIKELY(loop->chosen))
      fire_chosen(loop, due);
    while (!bt_ring_empty(due))
      bt_ring_move(&loop->ready, due->next);
    w->soonest = w->time + 1;
  }
}

/* ---- Sleep ------------------------------------------------------------ */

/* The timer lies beside the task's stack: turning the wheel touches timers
 * again and again, and among many sleepers each stack would cost a miss. A task
 * sleeps in one place at a time. */
_Static_assert(sizeof(struct bt_timer) <= BT_STACK_ASIDE, "no room aside");

static void nap_over(struct bt_call *call) { bt_wake(call->task, 0); }

static struct bt_task *napper(void) {
  struct bt_task *t = bt_self();

  if (!t)
    bt_misuse("park", "bt_sleep is called outside a task");
  return t;
}

int bt_sleep_us(uint64_t us) {
  struct bt_waiter waiter = {.on = "timer"};
  struct bt_timer *timer;
  int rc;

  if (us == 0)
    return bt_yield();
  timer = bt_stack_aside(&napper()->stack);
  timer->call.fn = nap_over;
  timer->call.task = bt_self();
  timer->call.what = "timeout";
  bt_timer_start(timer, us);
  waiter.until = timer->due;
  rc = bt_park(&waiter);
  bt_timer_stop(timer);
  return rc;
}

int bt_sleep(uint64_t ms) {
  return bt_sleep_us(ms > UINT64_MAX / 1000 ? UINT64_MAX : ms * 1000);
}

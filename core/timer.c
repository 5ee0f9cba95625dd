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

static bool offer_tied(struct bt_loop *loop, struct bt_offer *tied,
                       struct bt_call *due) {
  bool room = true;

  for (struct bt_call *c = due->next; room && c != due; c = c->next)
    room = bt_offer_add(loop, tied, c, c->task ? c->task->name : "loop");
  return room;
}

/* Moves the n timers due at one moment to the ready queue in a chosen order. */
static void fire_asked(struct bt_loop *loop, struct bt_call *due, size_t n) {
  struct bt_offer tied = {0};
  bool room = offer_tied(loop, &tied, due);

  if (!room)
    bt_offer_failed(loop);
  for (; room && n > 0; n--)
    bt_ring_move(&loop->ready,
                 bt_offer_take(&tied, bt_decide(loop, "tie", n, &tied)));
  bt_offer_fini(loop, &tied);
}

/* What it leaves in the ring fires in its order. */
static void fire_chosen(struct bt_loop *loop, struct bt_call *due) {
  size_t n = 0;

  for (const struct bt_call *c = due->next; c != due; c = c->next)
    n++;
  if (n > 1 && bt_order_asks(loop))
    fire_asked(loop, due, n);
  else
    for (; n > 1; n--)
      bt_decide(loop, "tie", n, NULL);
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

/* SPDX-License-Identifier: MIT-0 */
/* turn: what happens between one task and the next; inline, since it is all
 * that a switch costs beside the switch itself. */
#ifndef BT_TURN_H
#define BT_TURN_H

#include "internal.h"

/* Puts t at the end of the ready queue. What a tracer needs comes last: before
 * it, registers would have to be saved for a call that is seldom made. */
static inline void bt_make_ready(struct bt_task *t, const char *why) {
  struct bt_loop *loop = t->loop;

  loop->n_ready++;
  bt_ring_push(&loop->ready, &t->step);
  if (bt_traced(loop))
    bt_trace_ready(t, why);
}

/* Makes t, taken from the queue, the running task; the caller switches to it.
 */
static inline void bt_set_running(struct bt_loop *loop, struct bt_task *t) {
  loop->turn++;
  loop->running = bt_thread.self = t;
  loop->why = "wake";
}

/* Where a pass ends in nothing but the next pass: no timer due, no look at the
 * clock, nobody who wants the loop back, nothing that the end of main has set
 * off. */
static inline bool bt_pass_is_free(const struct bt_loop *loop) {
  return loop->wheel.soonest > loop->now && loop->turn < loop->look &&
         !loop->ending && !__atomic_load_n(&loop->woken, __ATOMIC_RELAXED);
}

/* The task that runs next, if nothing but a switch is needed for that. */
static inline struct bt_task *bt_next_direct(struct bt_loop *loop) {
  struct bt_call *entry = loop->ready.next;

  if (!loop->direct)
    return NULL;
  if (entry == &loop->pass && bt_pass_is_free(loop)) {
    bt_ring_shift(&loop->ready, entry);
    bt_ring_push(&loop->ready, entry);
    entry = loop->ready.next;
  }
  return entry->fn ? NULL : bt_task_of(entry);
}

/* Suspends the running task t; returns when it is resumed. Inlined, so that the
 * registers are saved once, not by the caller, too. */
static inline __attribute__((always_inline)) void bt_leave(struct bt_task *t) {
  struct bt_loop *loop = t->loop;
  struct bt_task *next = bt_next_direct(loop);

  if (BT_UNLIKELY(!t->stack.guarded || t->coroutine))
    bt_check_stack(t);
  if (BT_UNLIKELY(!next)) {
    bt_context_switch(&t->context, &loop->context);
    return;
  }
  bt_ring_shift(&loop->ready, &next->step);
  loop->n_ready--;
  bt_set_running(loop, next);
  if (next != t)
    bt_context_switch(&t->context, &next->context);
}

#endif

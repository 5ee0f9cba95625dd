/* SPDX-License-Identifier: MIT-0 */
/* Parking and waking: the one primitive on which every pattern stands. */
#include "turn.h"

/* ---- Lines of waiters ------------------------------------------------- */

static void list_add(struct bt_waitlist *list, struct bt_waiter *w) {
  w->list = list;
  w->next = NULL;
  w->prev = list->last;
  if (list->last)
    list->last->next = w;
  else
    list->first = w;
  list->last = w;
  if (!list->pending)
    list->pending = w;
  list->live++;
}

/* Moves the mark past w to the next one that still waits. Each waiter is
 * passed once, so that waking or cancelling n of them takes n steps. */
static void list_settle(struct bt_waiter *w) {
  struct bt_waitlist *list = w->list;

  if (list->pending != w)
    return;
  do
    w = w->next;
  while (w && w->state != BT_WAITING);
  list->pending = w;
}

static void list_remove(struct bt_waiter *w) {
  struct bt_waitlist *list = w->list;

  if (w->prev)
    w->prev->next = w->next;
  else
    list->first = w->next;
  if (w->next)
    w->next->prev = w->prev;
  else
    list->last = w->prev;
  if (w->state != BT_STRUCK)
    list->live--;
  w->list = NULL;
}

/* ---- Park ------------------------------------------------------------- */

static BT_COLD void trace_park(struct bt_loop *loop, struct bt_task *t,
                               const struct bt_waiter *w) {
  struct bt_trace_event e = {.ev = BT_EV_PARK};
  struct bt_state tasks, scopes;
  char on[512];

  bt_waiter_tasks(w, &tasks);
  bt_wait_scopes(t, &scopes);
  e.u.park.on = bt_waiter_on(w, on, sizeof on, &e.u.park.on_id);
  e.at = bt_locate(loop, t);
  e.u.park.why = w->why;
  e.u.park.until = w->until ? w->until : BT_NEVER;
  e.u.park.tasks = bt_state_ids(&tasks);
  e.u.park.scopes = bt_state_ids(&scopes);
  bt_emit(loop, t->id, &e);
  bt_free(tasks.ids);
  bt_free(scopes.ids);
}

static struct bt_task *parking_task(void) {
  struct bt_task *t = bt_self();

  if (!t)
    bt_misuse("park", "a function that parks is called outside a task; "
                      "callbacks of the loop must not wait");
  return t;
}

/* What the running task finds when it goes on after a wait. */
static int resumed(struct bt_task *t, int result) {
  if (t->must_cancel | t->pressed) { /* after the wake: it wins all the same */
    t->again = t->must_cancel;
    t->must_cancel = false;
  } else if (result == UV_ECANCELED) {
    t->again = true;
  } else {
    return result;
  }
  bt_explain(t, UV_ECANCELED, bt_text_ref(t->cancel_message));
  return UV_ECANCELED;
}

/* Inlined for the same reason as bt_leave. */
static inline __attribute__((always_inline)) int park(struct bt_task *t,
                                                      struct bt_waiter *w) {
  struct bt_loop *loop = t->loop;

  w->task = t;
  w->state = BT_WAITING;
  t->waiter = w;
  if (bt_traced(loop))
    trace_park(loop, t, w);
  if (BT_UNLIKELY(t->must_cancel | t->pressed) && bt_deliver_late(t))
    t->must_cancel = false;
  bt_leave(t);
  t->waiter = NULL;
  return resumed(t, w->result);
}

int bt_park(struct bt_waiter *w) { return park(parking_task(), w); }

int bt_park_in(struct bt_waitlist *list, struct bt_waiter *w) {
  struct bt_task *t = parking_task();
  int rc;

  w->task = t; /* already shown in the line by the next statement */
  w->state = BT_WAITING;
  w->object = list->object;
  list_add(list, w);
  if (list->object)
    bt_object_changed(list->object);
  rc = park(t, w);
  list_remove(w);
  return rc;
}

static BT_COLD void trace_yield(struct bt_task *t) {
  struct bt_waiter turn = {.on = "turn"};

  trace_park(t->loop, t, &turn);
}

int bt_yield(void) {
  struct bt_task *t = parking_task();

  if (bt_traced(t->loop))
    trace_yield(t);
  bt_make_ready(t, "yield");
  bt_leave(t);
  return resumed(t, 0);
}

/* ---- Wake ------------------------------------------------------------- */

/* Ends w's wait in the given way. */
static void settle(struct bt_waiter *w, enum bt_waiting state, int result) {
  struct bt_waitlist *list = w->list;

  w->state = state;
  w->result = result;
  if (list) {
    list_settle(w);
    if (state == BT_STRUCK)
      list->live--;
    if (list->object)
      bt_object_changed(list->object);
  }
  bt_make_ready(w->task, state == BT_STRUCK ? "cancel" : w->task->loop->why);
}

bool bt_wake(struct bt_task *t, int result) {
  struct bt_waiter *w = t->waiter;

  if (!w || w->state != BT_WAITING)
    return false;
  settle(w, BT_WOKEN, result);
  return true;
}

struct bt_task *bt_wake_first(struct bt_waitlist *list, int result) {
  struct bt_waiter *w = list->pending;

  if (!w)
    return NULL;
  settle(w, BT_WOKEN, result);
  return w->task;
}

/* ---- Awaiting a task -------------------------------------------------- */

/* A task that waits for itself waits for ever: as in asyncio, it gets an
 * error one turn later. */
static int await_self(void) {
  int rc = bt_yield();

  return rc < 0 ? rc
                : bt_fail(UV_EINVAL, "task %s cannot await itself",
                          bt_name(bt_self()));
}

int bt_join(struct bt_task *t) {
  struct bt_waiter w = {.other = t};
  struct bt_call done = {.task = bt_self()};
  int rc;

  if (t == bt_self())
    return await_self();
  t->retrieved = true;
  if (t->ended)
    return bt_adopt(t);
  parking_task();
  bt_ring_push(&t->done, &done);
  rc = bt_park(&w);
  bt_call_stop(&done); /* still there where a ring of awaits was cut */
  /* Cancelled after t had ended: t's result is not for this caller. */
  return t->result == rc ? bt_adopt(t) : rc;
}

int bt_await(struct bt_task *t) {
  int rc = bt_join(t);

  bt_drop(t);
  return rc;
}

/* ---- Cancelling a wait ------------------------------------------------ */

/* Stands for a waiter's own kind while that passes a cancellation on. What
 * comes back to the waiter then went round a ring of waits, which is cut. */
static const struct bt_wait_kind passing_on = {.cancel = NULL};

static bool pass_on(struct bt_waiter *w) {
  const struct bt_wait_kind *kind = w->kind;
  bool taken;

  w->kind = &passing_on;
  taken = kind->cancel(w);
  w->kind = kind;
  return taken;
}

bool bt_passes_on(const struct bt_task *t) {
  const struct bt_waiter *w = t->waiter;

  return w && w->state == BT_WAITING && w->kind == &passing_on;
}

bool bt_deliver(struct bt_task *t) {
  struct bt_waiter *w = t->waiter;

  if (!w || w->state != BT_WAITING)
    return false;
  if (w->other)
    return bt_cancel_via(w->other, "await", NULL);
  if (w->kind && w->kind->cancel)
    return pass_on(w);
  bt_strike(w);
  return true;
}

void bt_strike(struct bt_waiter *w) { settle(w, BT_STRUCK, UV_ECANCELED); }

/* SPDX-License-Identifier: MIT-0 */
/* Cancellation: a request, counted, delivered once, at a wait. */
#include "internal.h"

/* One request and what it says on the screen. */
struct request {
  const char *via;
  uint32_t scope;
};

static void trace_cancel(struct bt_loop *loop, const struct bt_task *t,
                         const struct request *r) {
  struct bt_trace_event e = {.ev = BT_EV_CANCEL};

  if (!loop->traced)
    return;
  e.u.cancel.target = t->id;
  e.u.cancel.by = loop->cancel_by;
  e.u.cancel.scope = r->scope;
  e.u.cancel.via = r->via;
  e.u.cancel.message = loop->cancel_message ? loop->cancel_message->s : NULL;
  bt_emit(loop, bt_acting(loop), &e);
}

static void count(struct bt_task *t, const struct request *r) {
  t->cancels++;
  bt_text_set(&t->cancel_message, bt_text_ref(t->loop->cancel_message));
  trace_cancel(t->loop, t, r);
}

/* The task that t awaits, while it waits for nothing else. */
static struct bt_task *awaited(const struct bt_task *t) {
  const struct bt_waiter *w = t->waiter;

  return w && w->state == BT_WAITING ? w->other : NULL;
}

/* Cancelling a task that awaits another cancels that one instead, and so on:
 * a loop, since a chain may be long. Tasks that await each other in a ring are
 * found by a follower at half the speed; there the ring is cut. */
static void spread(struct bt_task *t, struct request r) {
  struct bt_task *slow = t;
  struct bt_task *inner;

  r.via = "await";
  for (unsigned i = 1; (inner = awaited(t)) != NULL; i++) {
    if (inner == slow) {
      bt_strike(t);
      return;
    }
    t = inner;
    if (i % 2 == 0)
      slow = awaited(slow);
    count(t, &r);
    if (t->held)
      break;
  }
  if (t->held)
    t->held_cancel = true;
  else if (!bt_deliver(t))
    t->must_cancel = true;
}

/* Within one request that spreads, all say who asked first and why. */
static bool request(struct bt_task *t, struct request r,
                    const char *message) {
  struct bt_loop *loop = t->loop;

  if (t->state == BT_ENDED) {
    t->retrieved = true; /* who cancels it does not care how it ended */
    return false;
  }
  if (loop->cancel_depth++ == 0) {
    loop->cancel_by = bt_acting(loop);
    loop->cancel_message = bt_text_new(message);
  }
  count(t, &r);
  if (t->held)
    t->held_cancel = true;
  else
    spread(t, r);
  if (--loop->cancel_depth == 0)
    bt_text_set(&loop->cancel_message, NULL);
  return true;
}

bool bt_deliver_late(struct bt_task *t) {
  struct bt_loop *loop = t->loop;
  bool taken;

  loop->cancel_depth++;
  loop->cancel_by = t->id;
  bt_text_set(&loop->cancel_message, bt_text_ref(t->cancel_message));
  taken = bt_deliver(t);
  loop->cancel_depth--;
  bt_text_set(&loop->cancel_message, NULL);
  return taken;
}

bool bt_cancel_because(struct bt_task *t, const char *message) {
  return request(t, (struct request){.via = "call"}, message);
}

bool bt_cancel(struct bt_task *t) { return bt_cancel_because(t, NULL); }

bool bt_cancel_via(struct bt_task *t, const char *via,
                   const struct bt_scope *scope) {
  struct request r = {.via = via, .scope = scope ? scope->id : 0};

  return request(t, r, NULL);
}

unsigned bt_uncancel(struct bt_task *t) {
  if (t->cancels > 0)
    t->cancels--;
  if (t->cancels == 0)
    t->must_cancel = t->held_cancel = false;
  if (BT_UNLIKELY(t->loop->traced)) {
    struct bt_trace_event e = {.ev = BT_EV_UNCANCEL};

    e.u.uncancel.left = t->cancels;
    bt_emit(t->loop, t->id, &e);
  }
  return t->cancels;
}

unsigned bt_cancelling(const struct bt_task *t) { return t->cancels; }

void bt_cancel_again(void) { bt_self()->must_cancel = true; }

void bt_press(struct bt_task *t, bool on, const struct bt_scope *scope) {
  struct request r = {.via = "call", .scope = scope->id};
  struct bt_loop *loop = t->loop;

  if (on && !t->pressed) {
    loop->cancel_by = bt_acting(loop);
    trace_cancel(loop, t, &r);
  }
  t->pressed = on;
  if (on && t->waiter && t->waiter->state == BT_WAITING)
    spread(t, r);
}

void bt_hold(struct bt_task *t, bool on) {
  if (on) {
    if (t->held++ == 0) {
      t->held_cancel = t->must_cancel;
      t->must_cancel = false;
    }
  } else if (--t->held == 0) {
    t->must_cancel |= t->held_cancel;
    t->held_cancel = false;
  }
}

void bt_cancel_rest(struct bt_loop *loop) {
  for (struct bt_task *t = loop->first; t; t = t->next) {
    if (t->state == BT_ENDED || t->in_shutdown)
      continue;
    t->in_shutdown = true;
    loop->n_shutdown++;
    bt_cancel_via(t, "shutdown", NULL);
  }
}

/* SPDX-License-Identifier: MIT-0 */
/* Cancellation: a request, counted, delivered once, at a wait. */
#include "internal.h"

/* One request: how it came, and the scope that asked, if one did. */
struct request {
  const char *via;
  const struct bt_scope *scope;
};

static void trace_cancel(struct bt_loop *loop, const struct bt_task *t,
                         const struct request *r) {
  struct bt_trace_event e = {.ev = BT_EV_CANCEL};

  if (!bt_traced(loop))
    return;
  e.u.cancel.target = t->id;
  e.u.cancel.by = loop->cancel_by;
  e.u.cancel.scope = r->scope ? r->scope->id : 0;
  e.u.cancel.via = r->via;
  e.u.cancel.message = loop->cancel_message ? loop->cancel_message->s : NULL;
  bt_emit(loop, bt_acting(loop), &e);
}

/* Its Cancelled is on the way: a further request does not change what it says.
 */
static bool is_struck(const struct bt_task *t) {
  return t->waiter && t->waiter->state == BT_STRUCK;
}

/* False if a shield between who asks and what t does holds it back. */
static bool reach(struct bt_task *t, const struct request *r) {
  struct bt_scope *shield = bt_shield_inside(t, r->scope);

  if (!is_struck(t))
    bt_text_set(&t->cancel_message, bt_text_ref(t->loop->cancel_message));
  trace_cancel(t->loop, t, r);
  if (shield) {
    shield->cancels++;
    shield->held = true;
    return false;
  }
  t->cancels++;
  return true;
}

/* The task that t awaits, while it waits for nothing else. */
static struct bt_task *awaited(const struct bt_task *t) {
  const struct bt_waiter *w = t->waiter;

  return w && w->state == BT_WAITING ? w->other : NULL;
}

/* Cancelling a task that awaits another cancels that one instead, and so on:
 * a loop, since a chain may be long. Tasks that await each other in a ring are
 * found by a follower at half the speed; there the ring is cut. So it is where
 * a gather passes on what has come round to it. */
static void spread(struct bt_task *t, struct request r) {
  struct bt_task *slow = t;
  struct bt_task *inner;

  r.via = "await";
  for (unsigned i = 1; (inner = awaited(t)) != NULL; i++) {
    if (inner == slow || bt_passes_on(inner)) {
      bt_strike(t->waiter);
      return;
    }
    t = inner;
    if (i % 2 == 0)
      slow = awaited(slow);
    if (!reach(t, &r))
      return;
  }
  if (!bt_deliver(t))
    t->must_cancel = true;
}

/* Within one request that spreads, all say who asked first and why. */
static void begin(struct bt_loop *loop, const char *message) {
  if (loop->cancel_depth++ > 0)
    return;
  loop->cancel_by = bt_acting(loop);
  loop->cancel_message = bt_text_new(message);
}

static void end(struct bt_loop *loop) {
  if (--loop->cancel_depth == 0)
    bt_text_set(&loop->cancel_message, NULL);
}

static bool request(struct bt_task *t, struct request r, const char *message) {
  if (t->ended) {
    t->retrieved = true; /* who cancels it does not care how it ended */
    return false;
  }
  if (bt_passes_on(t)) { /* it was reached, and more than once is too much */
    bt_strike(t->waiter);
    return true;
  }
  begin(t->loop, message);
  if (reach(t, &r))
    spread(t, r);
  end(t->loop);
  return true;
}

void bt_press_now(struct bt_task *t, const struct bt_scope *scope,
                  const char *via) {
  struct request r = {.via = via, .scope = scope};

  begin(t->loop, NULL);
  if (t->cancels == 0)
    bt_text_set(&t->cancel_message, NULL);
  trace_cancel(t->loop, t, &r);
  if (t->waiter && t->waiter->state == BT_WAITING)
    spread(t, r);
  end(t->loop);
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
  struct request r = {.via = via, .scope = scope};

  return request(t, r, NULL);
}

unsigned bt_uncancel(struct bt_task *t) {
  if (t->cancels > 0)
    t->cancels--;
  if (t->cancels == 0)
    t->must_cancel = false;
  if (bt_traced(t->loop)) {
    struct bt_trace_event e = {.ev = BT_EV_UNCANCEL};

    e.u.uncancel.left = t->cancels;
    bt_emit(t->loop, t->id, &e);
  }
  return t->cancels;
}

unsigned bt_cancelling(const struct bt_task *t) { return t->cancels; }

unsigned bt_struck(const struct bt_task *t) {
  return t->cancels - (t->must_cancel && t->cancels > 0);
}

/* A request strikes again; a pressed scope does so without being told. */
void bt_cancel_again(void) {
  struct bt_task *t = bt_self();

  t->must_cancel |= t->again;
}

void bt_cancel_rest(struct bt_loop *loop) {
  for (struct bt_task *t = loop->first; t; t = t->next) {
    if (t->ended || t->in_shutdown)
      continue;
    t->in_shutdown = true;
    loop->n_shutdown++;
    bt_cancel_via(t, "shutdown", NULL);
  }
}

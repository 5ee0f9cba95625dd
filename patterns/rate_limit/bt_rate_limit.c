/* SPDX-License-Identifier: MIT-0 */
#include "bt_rate_limit.h"

#include <string.h>

/* Time is counted in microseconds times n: then a token takes per_us, whole,
 * and nothing is ever rounded. */
static uint64_t scaled_now(const struct bt_rate_limit *r) {
  return bt_now_us() * r->n;
}

/* How long, scaled, until one token is there; 0: it is. */
static uint64_t missing(const struct bt_rate_limit *r) {
  uint64_t slack = scaled_now(r) + (r->burst - 1) * r->per_us;

  return r->full_at > slack ? r->full_at - slack : 0;
}

unsigned bt_rate_limit_tokens(const struct bt_rate_limit *r) {
  uint64_t now = scaled_now(r);
  uint64_t taken = r->full_at > now ? r->full_at - now : 0;
  uint64_t tokens = (taken + r->per_us - 1) / r->per_us;

  return tokens < r->burst ? (unsigned)(r->burst - tokens) : 0;
}

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_rate_limit *r = (const struct bt_rate_limit *)object;

  bt_state_int(state, "tokens", bt_rate_limit_tokens(r));
  bt_state_int(state, "burst", (int64_t)r->burst);
  bt_state_waiters(state, "waiters", &r->waiters);
}

static const struct bt_kind kind = {"rate_limit", describe};

/* A full bucket gets no fuller. Where it was full for part of a microsecond
 * only, that is the clock's doing, and the rate must not suffer from it. */
static void take(struct bt_rate_limit *r) {
  uint64_t now = scaled_now(r);

  if (r->full_at + r->n <= now)
    r->full_at = now;
  r->full_at += r->per_us;
}

/* The timer runs while somebody waits: until the first in line has a token. */
static void start_timer(struct bt_rate_limit *r, struct bt_task *first) {
  bt_timer_stop(&r->timer); /* it may run for one that was cancelled */
  r->timer.call.task = first;
  bt_timer_start(&r->timer, (missing(r) + r->n - 1) / r->n);
}

static void restart_timer(struct bt_rate_limit *r) {
  if (r->waiters.pending)
    start_timer(r, r->waiters.pending->task);
  else
    bt_timer_stop(&r->timer);
}

static void hand_out(struct bt_call *call) {
  struct bt_rate_limit *r =
      (struct bt_rate_limit *)((char *)call -
                               offsetof(struct bt_rate_limit, timer.call));

  while (r->waiters.pending && missing(r) == 0) {
    take(r);
    bt_wake_first(&r->waiters, 0);
  }
  restart_timer(r);
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
  return b == 0 ? a : common_divisor(b, a % b);
}

void bt_rate_limit_init(struct bt_rate_limit *r, unsigned n, uint64_t per_ms,
                        unsigned burst, const char *name) {
  uint64_t divisor;

  if (n == 0 || per_ms == 0)
    bt_misuse("rate_limit", "a rate of %u in %llu ms; both must be above 0", n,
              (unsigned long long)per_ms);
  memset(r, 0, sizeof *r);
  r->burst = burst ? burst : n;
  r->per_us = per_ms * 1000;
  divisor = common_divisor(n, r->per_us);
  r->n = n / divisor;
  r->per_us /= divisor;
  r->timer.call.fn = hand_out;
  r->timer.call.what = "timeout";
  r->waiters.object = &r->object;
  bt_object_init(&r->object, &kind, name);
}

int bt_rate_limit_try_acquire(struct bt_rate_limit *r) {
  if (bt_waiting(&r->waiters) || missing(r) > 0)
    return UV_EAGAIN;
  take(r);
  bt_object_changed(&r->object);
  return 0;
}

int bt_rate_limit_acquire(struct bt_rate_limit *r) {
  struct bt_waiter waiter = {.why = "no token"};
  int rc;

  if (bt_rate_limit_try_acquire(r) == 0)
    return 0;
  if (!r->waiters.pending)
    start_timer(r, bt_self());
  rc = bt_park_in(&r->waiters, &waiter);
  if (rc == 0)
    return 0;
  if (waiter.state == BT_WOKEN) { /* the token came first: it goes back */
    r->full_at -= r->per_us;
    bt_object_changed(&r->object);
  }
  restart_timer(r);
  return rc;
}

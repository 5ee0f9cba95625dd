/* SPDX-License-Identifier: MIT-0 */
#include "bt_semaphore.h"

#include <string.h>

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_semaphore *s = (const struct bt_semaphore *)object;

  bt_state_int(state, "permits", s->permits);
  bt_state_int(state, "initial", s->initial);
  bt_state_waiters(state, "waiters", &s->waiters);
}

static const struct bt_kind kind = {"semaphore", describe};

static void init(struct bt_semaphore *s, unsigned permits, bool bounded,
                 const char *name) {
  memset(s, 0, sizeof *s);
  s->permits = s->initial = permits;
  s->bounded = bounded;
  s->waiters.object = &s->object;
  bt_object_init(&s->object, &kind, name);
}

void bt_semaphore_init(struct bt_semaphore *s, unsigned permits,
                       const char *name) {
  init(s, permits, false, name);
}

void bt_semaphore_init_bounded(struct bt_semaphore *s, unsigned permits,
                               const char *name) {
  init(s, permits, true, name);
}

bool bt_semaphore_locked(const struct bt_semaphore *s) {
  return s->permits == 0 || bt_waiting(&s->waiters);
}

/* Hands free permits to those in line, one each, as far as they go. */
static bool hand_out(struct bt_semaphore *s) {
  bool any = false;

  while (s->permits > 0 && s->waiters.pending) {
    s->permits--;
    any = bt_wake_first(&s->waiters, 0) != NULL;
  }
  return any;
}

int bt_semaphore_try_acquire(struct bt_semaphore *s) {
  if (bt_semaphore_locked(s))
    return UV_EAGAIN;
  s->permits--;
  bt_object_changed(&s->object);
  return 0;
}

static BT_NOINLINE int wait_in_line(struct bt_semaphore *s) {
  struct bt_waiter waiter = {.why = "no permit"};
  int rc = bt_park_in(&s->waiters, &waiter);

  if (rc < 0 && waiter.state == BT_WOKEN) { /* the permit came first */
    s->permits++;
    if (!hand_out(s))
      bt_object_changed(&s->object);
  } else {
    hand_out(s); /* those who queued behind us although permits were free */
  }
  return rc;
}

int bt_semaphore_acquire(struct bt_semaphore *s) {
  return bt_semaphore_try_acquire(s) == 0 ? 0 : wait_in_line(s);
}

void bt_semaphore_release(struct bt_semaphore *s) {
  if (s->bounded && s->permits >= s->initial)
    bt_misuse("SEM-12", "a bounded semaphore is released more often than it "
                        "was acquired; release once for each acquire that "
                        "returned 0");
  s->permits++;
  if (!s->waiters.pending) {
    bt_object_changed(&s->object);
    return;
  }
  s->permits--;
  bt_wake_first(&s->waiters, 0);
}

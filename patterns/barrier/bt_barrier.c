/* SPDX-License-Identifier: MIT-0 */
#include "bt_barrier.h"

#include <string.h>

static void describe(const struct bt_object *object, struct bt_state *state) {
  static const char *const phases[] = {"filling", "draining", "resetting",
                                       "broken"};
  const struct bt_barrier *b = (const struct bt_barrier *)object;

  bt_state_int(state, "parties", b->parties);
  bt_state_text(state, "phase", phases[b->phase]);
  bt_state_waiters(state, "waiters", &b->waiters);
}

static const struct bt_kind kind = {"barrier", describe};

void bt_barrier_init(struct bt_barrier *b, unsigned parties, const char *name) {
  if (parties == 0)
    bt_misuse("BAR-12", "a barrier for no parties; give it 1 or more");
  memset(b, 0, sizeof *b);
  b->parties = parties;
  b->waiters.object = &b->object;
  bt_object_init(&b->object, &kind, name);
}

static void wake_all(struct bt_barrier *b) {
  bt_object_changed(&b->object);
  while (bt_wake_first(&b->waiters, 0))
    ;
}

static bool is_open(const struct bt_barrier *b) {
  return b->phase == BT_BARRIER_FILLING || b->phase == BT_BARRIER_BROKEN;
}

static bool is_over(const struct bt_barrier *b) {
  return b->phase != BT_BARRIER_FILLING;
}

/* Waits for a change of phase. Who is cancelled wakes another in its place:
 * the change may have been announced to it alone. */
static int wait_until(struct bt_barrier *b,
                      bool (*holds)(const struct bt_barrier *)) {
  while (!holds(b)) {
    struct bt_waiter waiter = {.why = "parties missing"};
    int rc = bt_park_in(&b->waiters, &waiter);

    if (rc < 0) {
      bt_wake_first(&b->waiters, 0);
      return rc;
    }
  }
  return 0;
}

static int broken(void) {
  return bt_fail(UV_EPIPE, "the barrier was aborted or reset");
}

static int wait_for_others(struct bt_barrier *b) {
  int rc;

  if (b->inside == b->parties) {
    b->phase = BT_BARRIER_DRAINING;
    wake_all(b);
    return 0;
  }
  rc = wait_until(b, is_over);
  if (rc == 0 && b->phase != BT_BARRIER_DRAINING)
    rc = broken();
  return rc;
}

static void leave(struct bt_barrier *b) {
  if (--b->inside > 0)
    return;
  if (b->phase == BT_BARRIER_DRAINING || b->phase == BT_BARRIER_RESETTING)
    b->phase = BT_BARRIER_FILLING;
  wake_all(b);
}

int bt_barrier_wait(struct bt_barrier *b) {
  int rc = wait_until(b, is_open);
  int index = (int)b->inside;

  if (rc < 0)
    return rc;
  if (b->phase == BT_BARRIER_BROKEN)
    return broken();
  b->inside++;
  rc = wait_for_others(b);
  leave(b);
  return rc < 0 ? rc : index;
}

void bt_barrier_reset(struct bt_barrier *b) {
  b->phase = b->inside > 0 ? BT_BARRIER_RESETTING : BT_BARRIER_FILLING;
  wake_all(b);
}

void bt_barrier_abort(struct bt_barrier *b) {
  b->phase = BT_BARRIER_BROKEN;
  wake_all(b);
}

unsigned bt_barrier_waiting(const struct bt_barrier *b) {
  return b->phase == BT_BARRIER_FILLING ? b->inside : 0;
}

bool bt_barrier_broken(const struct bt_barrier *b) {
  return b->phase == BT_BARRIER_BROKEN;
}

/* SPDX-License-Identifier: MIT-0 */
#include "bt_condition.h"

#include <string.h>

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_condition *c = (const struct bt_condition *)object;

  bt_state_int(state, "lock", c->lock->object.id);
  bt_state_waiters(state, "waiters", &c->waiters);
}

static const struct bt_kind kind = {"condition", describe};

void bt_condition_init(struct bt_condition *c, struct bt_lock *lock,
                       const char *name) {
  memset(c, 0, sizeof *c);
  if (!lock)
    bt_lock_init(&c->own, name);
  c->lock = lock ? lock : &c->own;
  c->waiters.object = &c->object;
  bt_object_init(&c->object, &kind, name);
}

static void wake(struct bt_condition *c, size_t n) {
  while (n > 0 && bt_wake_first(&c->waiters, 0))
    n--;
}

static void need_lock(const struct bt_condition *c, const char *what) {
  if (!c->lock->locked)
    bt_misuse("CND-1",
              "%s a condition without holding its lock; acquire the "
              "lock first",
              what);
}

/* In a cancelled scope every wait would be cancelled, this one, too. */
static int acquire_shielded(struct bt_lock *lock) {
  struct bt_scope shield;
  int rc;

  bt_scope_open_shield(&shield, "shield", NULL, BT_NEVER);
  rc = bt_lock_acquire(lock);
  bt_scope_close(&shield);
  return rc;
}

/* Takes the lock whatever happens; cancellations meanwhile become one. */
static int take_lock_again(struct bt_condition *c, int rc) {
  while ((bt_pressed(bt_self()) ? acquire_shielded(c->lock)
                                : bt_lock_acquire(c->lock)) < 0)
    rc = UV_ECANCELED;
  return rc;
}

int bt_condition_wait(struct bt_condition *c) {
  struct bt_waiter waiter = {.why = "not notified"};
  int rc;

  need_lock(c, "a task waits on");
  bt_lock_release(c->lock);
  rc = bt_park_in(&c->waiters, &waiter);
  rc = take_lock_again(c, rc);
  if (rc < 0)
    wake(c, 1); /* a notification may have been ours: pass it on */
  return rc;
}

int bt_condition_wait_until(struct bt_condition *c, bool (*holds)(void *arg),
                            void *arg) {
  int rc = 0;

  while (rc == 0 && !holds(arg))
    rc = bt_condition_wait(c);
  return rc;
}

void bt_condition_notify(struct bt_condition *c, size_t n) {
  need_lock(c, "a task notifies");
  wake(c, n);
}

void bt_condition_notify_all(struct bt_condition *c) {
  bt_condition_notify(c, SIZE_MAX);
}

/* SPDX-License-Identifier: MIT-0 */
#include "bt_lock.h"

#include <string.h>

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_lock *lock = (const struct bt_lock *)object;

  bt_state_task_id(state, "holder", lock->holder);
  bt_state_waiters(state, "waiters", &lock->waiters);
}

static const struct bt_kind kind = {"lock", describe};

void bt_lock_init(struct bt_lock *lock, const char *name) {
  memset(lock, 0, sizeof *lock);
  lock->waiters.object = &lock->object;
  bt_object_init(&lock->object, &kind, name);
}

static void take(struct bt_lock *lock) {
  lock->locked = true;
  lock->holder = bt_self() ? bt_id(bt_self()) : 0;
  bt_object_changed(&lock->object);
}

/* Wakes the head of the line, unless it was woken or cancelled already: it
 * has yet to run, and will take the lock or pass the wake on. */
static bool wake_head(struct bt_lock *lock) {
  struct bt_waiter *head = lock->waiters.first;

  return head && bt_wake(head->task, 0);
}

int bt_lock_try_acquire(struct bt_lock *lock) {
  if (lock->locked || bt_waiting(&lock->waiters))
    return UV_EAGAIN;
  take(lock);
  return 0;
}

static BT_NOINLINE int wait_in_line(struct bt_lock *lock) {
  struct bt_waiter waiter = {.why = "held"};
  int rc = bt_park_in(&lock->waiters, &waiter);

  if (rc == 0)
    take(lock);
  else if (!lock->locked)
    wake_head(lock); /* the wake was for us; without this it would be lost */
  return rc;
}

int bt_lock_acquire(struct bt_lock *lock) {
  return bt_lock_try_acquire(lock) == 0 ? 0 : wait_in_line(lock);
}

void bt_lock_release(struct bt_lock *lock) {
  if (!lock->locked)
    bt_misuse("LOCK-10", "a lock that nobody holds is released; release once "
                         "for each acquire that returned 0");
  lock->locked = false;
  lock->holder = 0;
  if (!wake_head(lock))
    bt_object_changed(&lock->object);
}

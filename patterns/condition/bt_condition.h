/* SPDX-License-Identifier: MIT-0 */
/* bt_condition: waits, under a lock, until another task changed something.
 *
 * Copy    bt_condition.h, bt_condition.c, bt_lock.h and bt_lock.c; they need
 *         only <baton.h>.
 * Units   none.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    nothing: the caller keeps the structs in place until no task waits.
 * Threads the loop's thread only.
 * Source  asyncio.Condition as of 3.13: a notification that a cancelled waiter
 *         had is passed on. Rules CND-1 to CND-12.
 *
 * A wake-up is no proof: look again, in a while, at what you waited for.
 */
#ifndef BT_CONDITION_H
#define BT_CONDITION_H

#include <baton.h>

#include "bt_lock.h"

#ifdef __cplusplus
extern "C" {
#endif

struct bt_condition {
  struct bt_object object;
  struct bt_lock *lock; /* the caller's, or own */
  struct bt_lock own;
  struct bt_waitlist waiters; /* for a notification, oldest first */
};

/* Makes c, with lock, which several conditions may share; NULL: a lock of its
 * own, c->lock. name is for the screen, kept and not copied; may be NULL. */
void bt_condition_init(struct bt_condition *c, struct bt_lock *lock,
                       const char *name);

/* Lets go of the lock, waits for a notification, takes the lock again. Parks.
 * Returns 0 or UV_ECANCELED; the lock is held after both. Without the lock
 * held (by anyone) it is misuse and stops the program. */
BT_CHECKED int bt_condition_wait(struct bt_condition *c);

/* Waits until holds(arg), looking again after each notification; holds must
 * not park. Parks unless it holds at once. As bt_condition_wait. */
BT_CHECKED int bt_condition_wait_until(struct bt_condition *c,
                                       bool (*holds)(void *arg), void *arg);

/* Wakes the first n waiters, or all: they go on once they have the lock, which
 * this does not release. Never park. Without the lock held (by anyone) it is
 * misuse and stops the program. */
void bt_condition_notify(struct bt_condition *c, size_t n);
void bt_condition_notify_all(struct bt_condition *c);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: MIT-0 */
/* bt_lock: one task at a time, first come first served.
 *
 * Copy    bt_lock.h and bt_lock.c; they need only <baton.h>.
 * Units   none.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    nothing: the caller keeps the struct in place until no task waits.
 * Threads the loop's thread only.
 * Source  asyncio.Lock: release opens the lock and wakes the first in line,
 *         who takes it when it runs; nobody overtakes. Rules LOCK-1 to -12.
 */
#ifndef BT_LOCK_H
#define BT_LOCK_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_lock {
  struct bt_object object;
  uint32_t holder;            /* number of the task that took it, or 0 */
  struct bt_waitlist waiters; /* oldest first */
  bool locked;                /* false from a release until a waiter runs */
};

/* Makes lock free. name is for the screen, kept and not copied; may be NULL. */
void bt_lock_init(struct bt_lock *lock, const char *name);

/* Takes the lock, waiting in line if it is held or others wait. Parks only
 * then. Returns 0 or UV_ECANCELED; after an error the caller does not hold it.
 * A task that holds the lock waits for itself: it is not re-entrant. */
BT_CHECKED int bt_lock_acquire(struct bt_lock *lock);

/* Takes the lock if that needs no wait: 0, else UV_EAGAIN. Never parks. */
BT_CHECKED int bt_lock_try_acquire(struct bt_lock *lock);

/* Opens the lock and wakes the first in line. Never parks. Any task may do it
 * for the holder. Releasing a free lock is misuse and stops the program. */
void bt_lock_release(struct bt_lock *lock);

#ifdef __cplusplus
}
#endif
#endif

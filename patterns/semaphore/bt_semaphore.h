/* SPDX-License-Identifier: MIT-0 */
/* bt_semaphore: at most n tasks at a time, first come first served.
 *
 * Copy    bt_semaphore.h and bt_semaphore.c; they need only <baton.h>.
 * Units   permits are a plain count.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    nothing: the caller keeps the struct in place until no task waits.
 * Threads the loop's thread only.
 * Source  asyncio.Semaphore and BoundedSemaphore as of 3.13: release hands
 *         the permit to the first in line. Rules SEM-1 to SEM-14.
 */
#ifndef BT_SEMAPHORE_H
#define BT_SEMAPHORE_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_semaphore {
  struct bt_object object;
  unsigned permits;           /* free ones */
  unsigned initial;           /* what init was given */
  bool bounded;               /* permits may not rise above initial */
  struct bt_waitlist waiters; /* oldest first */
};

/* Makes s with that many free permits; 0 is allowed. name is for the screen,
 * kept and not copied; may be NULL. */
void bt_semaphore_init(struct bt_semaphore *s, unsigned permits,
                       const char *name);

/* The same, but a release beyond the start value is misuse. */
void bt_semaphore_init_bounded(struct bt_semaphore *s, unsigned permits,
                               const char *name);

/* Takes one permit, waiting in line if there is none. Parks only then.
 * Returns 0 or UV_ECANCELED; after an error the caller holds no permit. */
BT_CHECKED int bt_semaphore_acquire(struct bt_semaphore *s);

/* Takes a permit if that needs no wait: 0, else UV_EAGAIN. Never parks. */
BT_CHECKED int bt_semaphore_try_acquire(struct bt_semaphore *s);

/* Gives one permit back, to the first in line if there is one. Never parks.
 * Bounded: stops the program when nothing was acquired. */
void bt_semaphore_release(struct bt_semaphore *s);

/* Whether an acquire would have to wait now. */
bool bt_semaphore_locked(const struct bt_semaphore *s);

#ifdef __cplusplus
}
#endif
#endif

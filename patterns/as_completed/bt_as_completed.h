/* SPDX-License-Identifier: MIT-0 */
/* bt_as_completed: tasks one after the other, in the order in which they end.
 *
 * Copy    bt_as_completed.h and bt_as_completed.c; they need only <baton.h>.
 * Units   milliseconds from open; BT_NEVER waits without limit.
 * Errors  0 or a negative code; each function names all it can return.
 * Owns    a list: bt_as_completed_close. The handles stay the caller's.
 * Threads the loop's thread only.
 * Source  asyncio.as_completed; rules AC-1 to AC-8.
 *
 *     rc = bt_as_completed_open(&it, tasks, n, BT_NEVER);
 *     while (rc == 0 && (rc = bt_as_completed_next(&it, &task)) == 0)
 *       use(bt_result(task));
 *     bt_as_completed_close(&it);                  rc is UV_EOF after the last
 */
#ifndef BT_AS_COMPLETED_H
#define BT_AS_COMPLETED_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_as_completed_item; /* one task of the list */

struct bt_as_completed {
  struct bt_timer timer;
  struct bt_as_completed_item *items;
  size_t n;
  /* Those that ended and were not given yet, oldest first. */
  struct bt_as_completed_item *ended, *ended_last;
  size_t running;            /* not ended */
  size_t left;               /* not asked for */
  bool expired;              /* the time is up */
  struct bt_waitlist askers; /* who waits for the next one, oldest first */
};

/* Begins to listen to the tasks; one that is named twice is given once. Never
 * parks. Returns 0 or UV_ENOMEM; close is safe after both. The second counts
 * microseconds. */
BT_CHECKED int bt_as_completed_open(struct bt_as_completed *it,
                                    struct bt_task **tasks, size_t n,
                                    uint64_t timeout_ms);
BT_CHECKED int bt_as_completed_open_us(struct bt_as_completed *it,
                                       struct bt_task **tasks, size_t n,
                                       uint64_t timeout_us);

/* Waits for the next task to end. Parks unless one has. Returns 0, and the
 * task in *task; UV_EOF when all were given; UV_ETIMEDOUT once the time is up
 * and what ended before was given; UV_ECANCELED. Cancels nobody. Several tasks
 * may ask; each gets another one, first come first served. An ask counts even
 * if it was cancelled: give the time to open, put no timeout round this. */
BT_CHECKED int bt_as_completed_next(struct bt_as_completed *it,
                                    struct bt_task **task);

/* Stops listening and frees the list. The tasks run on; who waits for the next
 * gets UV_EOF. */
void bt_as_completed_close(struct bt_as_completed *it);

#ifdef __cplusplus
}
#endif
#endif

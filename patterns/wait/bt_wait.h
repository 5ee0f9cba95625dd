/* SPDX-License-Identifier: MIT-0 */
/* bt_wait: waits for several tasks, or for the first of them, or not for long.
 *
 * Copy    bt_wait.h and bt_wait.c; they need only <baton.h>.
 * Units   milliseconds from now; BT_NEVER waits without limit.
 * Errors  0 or a negative libuv code; the tasks' own errors are not raised.
 * Owns    nothing: the handles stay the caller's. Ask bt_done which have ended.
 * Threads the loop's thread only.
 * Source  asyncio.wait; rules WA-1 to WA-10.
 */
#ifndef BT_WAIT_H
#define BT_WAIT_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bt_wait_when {
  BT_WAIT_ALL,        /* every task has ended */
  BT_WAIT_FIRST,      /* one has */
  BT_WAIT_FIRST_ERROR /* one has failed (not: cancelled), or all ended */
};

/* Waits as when says, at most for the time given; cancels nobody, neither then
 * nor when the caller is cancelled. Parks, also when all have ended already.
 * Returns 0 (also after the time), UV_EINVAL for no tasks or another when,
 * UV_ENOMEM, or UV_ECANCELED. The second counts microseconds. */
BT_CHECKED int bt_wait(struct bt_task **tasks, size_t n, enum bt_wait_when when,
                       uint64_t timeout_ms);
BT_CHECKED int bt_wait_us(struct bt_task **tasks, size_t n,
                          enum bt_wait_when when, uint64_t timeout_us);

#ifdef __cplusplus
}
#endif
#endif

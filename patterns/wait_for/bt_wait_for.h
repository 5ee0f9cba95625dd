/* SPDX-License-Identifier: MIT-0 */
/* bt_wait_for: awaits one task, at most for a time; cancels it after that.
 *
 * Copy    bt_wait_for.h, bt_wait_for.c, bt_timeout.h and bt_timeout.c; they
 *         need only <baton.h>.
 * Units   milliseconds from now; BT_NEVER waits without limit.
 * Errors  0 or a negative code; each function names all it can return.
 * Owns    uses up the caller's handle, in every case.
 * Threads the loop's thread only.
 * Source  asyncio.wait_for as of 3.12; rules WF-1 to WF-14.
 */
#ifndef BT_WAIT_FOR_H
#define BT_WAIT_FOR_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Waits until t has ended. At the deadline t is cancelled and its cleanup
 * awaited. Parks unless t has ended. Returns t's result, also when it ends
 * normally after being cancelled; UV_ETIMEDOUT if it let the cancellation
 * through; UV_ECANCELED when the caller was cancelled (t was, too). With 0, a
 * task that has not started never runs. The second counts microseconds. */
BT_CHECKED int bt_wait_for(struct bt_task *t, uint64_t ms);
BT_CHECKED int bt_wait_for_us(struct bt_task *t, uint64_t us);

#ifdef __cplusplus
}
#endif
#endif

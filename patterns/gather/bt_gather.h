/* SPDX-License-Identifier: MIT-0 */
/* bt_gather: waits for several tasks at once.
 *
 * Copy    bt_gather.h and bt_gather.c; they need only <baton.h>.
 * Units   none.
 * Errors  0 or a negative code; each function names all it can return.
 * Owns    uses up the handles of all tasks, after an error too: take bt_ref
 *         first to cancel or ask those that run on.
 * Threads the loop's thread only.
 * Source  asyncio.gather; rules GA-1 to GA-18.
 */
#ifndef BT_GATHER_H
#define BT_GATHER_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Waits until all n tasks have ended, and writes their results, in argument
 * order, unless results is NULL. Parks unless all have ended. The first error
 * comes back at once, with its message; the other tasks run on. Returns 0,
 * that error (UV_ECANCELED where the task was cancelled), UV_ENOMEM, or
 * UV_ECANCELED when the caller was cancelled: then all tasks were, too, and
 * those after the first to end may still be cleaning up. results is untouched
 * after an error. */
BT_CHECKED int bt_gather(struct bt_task **tasks, size_t n, int *results);

/* Waits until all n tasks have ended, and writes how each ended: its result,
 * or its negative code. Parks unless all have ended. Returns 0, UV_ENOMEM, or
 * UV_ECANCELED when the caller was cancelled: then all tasks were cancelled
 * and have ended; results is untouched. */
BT_CHECKED int bt_gather_all(struct bt_task **tasks, size_t n, int *results);

#ifdef __cplusplus
}
#endif
#endif

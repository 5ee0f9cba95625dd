/* SPDX-License-Identifier: MIT-0 */
/* bt_shield: awaits a task that a cancellation of the awaiter must not reach.
 *
 * Copy    bt_shield.h and bt_shield.c; they need only <baton.h>.
 * Units   none.
 * Errors  as the task, or UV_ECANCELED.
 * Owns    nothing: the handle stays the caller's, who must still await or drop
 *         it after UV_ECANCELED.
 * Threads the loop's thread only.
 * Source  asyncio.shield; rules SH-1 to SH-7.
 */
#ifndef BT_SHIELD_H
#define BT_SHIELD_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Waits until t has ended. Parks unless it has. Returns its result and keeps
 * its message; UV_ECANCELED, at once, when the caller is cancelled: t runs on,
 * and an error that nobody then awaits is reported. UV_ECANCELED, too, when t
 * itself was cancelled: bt_cancelled(t) tells which. */
BT_CHECKED int bt_shield(struct bt_task *t);

#ifdef __cplusplus
}
#endif
#endif

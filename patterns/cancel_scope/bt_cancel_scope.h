/* SPDX-License-Identifier: MIT-0 */
/* bt_cancel_scope: a stretch of code that can be cancelled as a whole; inside,
 * every wait is cancelled until the scope ends.
 *
 * Copy    bt_cancel_scope.h and bt_cancel_scope.c; they need only <baton.h>.
 * Units   milliseconds from now; BT_NEVER is no deadline.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    nothing: the struct stays in place from open to close.
 * Threads the loop's thread only.
 * Source  Trio's cancel scopes: level-triggered, where asyncio's timeout is
 *         edge-triggered. A cleanup that must wait opens a shielded scope.
 */
#ifndef BT_CANCEL_SCOPE_H
#define BT_CANCEL_SCOPE_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_cancel_scope {
  struct bt_scope scope;
  struct bt_timer timer;
  unsigned struck; /* bt_struck at open */
  bool cancelled;  /* by cancel, or by the deadline */
};

/* Opens a scope in this task. At the deadline it is cancelled; with 0 that is
 * at once. shield: cancellations from outside, of outer scopes or of the task,
 * do not reach in; they strike at the first wait after it. Nests; close in
 * reverse order, on every way out. Never parks. The second counts
 * microseconds. */
void bt_cancel_scope_open(struct bt_cancel_scope *s, uint64_t deadline_ms,
                          bool shield);
void bt_cancel_scope_open_us(struct bt_cancel_scope *s, uint64_t deadline_us,
                             bool shield);

/* Cancels what runs in the scope: its wait and every further one return
 * UV_ECANCELED. Any task may do it, more than once. Never parks. */
void bt_cancel_scope_cancel(struct bt_cancel_scope *s);

/* Closes the scope; rc is how the body ended. Returns 0 in place of
 * UV_ECANCELED if this scope was cancelled and nothing outside of it was;
 * otherwise rc. Of a shield's outside it knows nothing. s->cancelled tells
 * whether it was cut short. Never parks. */
BT_CHECKED int bt_cancel_scope_close(struct bt_cancel_scope *s, int rc);

#ifdef __cplusplus
}
#endif
#endif

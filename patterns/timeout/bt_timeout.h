/* SPDX-License-Identifier: MIT-0 */
/* bt_timeout: a deadline for a stretch of code, whatever it waits for.
 *
 * Copy    bt_timeout.h and bt_timeout.c; they need only <baton.h>.
 * Units   milliseconds from now; BT_NEVER is no deadline.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    nothing: the struct stays in place from open to close.
 * Threads the loop's thread only.
 * Source  asyncio.timeout; rules TO-1 to TO-23.
 *
 *     bt_timeout_open(&t, 50);
 *     rc = fetch(&page);
 *     rc = bt_timeout_close(&t, rc);      UV_ETIMEDOUT if this one struck
 */
#ifndef BT_TIMEOUT_H
#define BT_TIMEOUT_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_timeout {
  struct bt_scope scope;
  struct bt_timer timer;
  unsigned cancels; /* requests that the task had at open */
  enum bt_timeout_state {
    BT_TIMEOUT_CLOSED, /* zeroed, or closed in time */
    BT_TIMEOUT_OPEN,
    BT_TIMEOUT_EXPIRING, /* the deadline struck, the body is cleaning up */
    BT_TIMEOUT_EXPIRED   /* closed after that */
  } state;
};

/* Opens a scope round what follows in this task. At the deadline the task is
 * cancelled: its wait, or its next one, returns UV_ECANCELED. With 0 that is
 * the first wait. Nests; close in reverse order, on every way out. Never
 * parks. The second counts microseconds. */
void bt_timeout_open(struct bt_timeout *t, uint64_t ms);
void bt_timeout_open_us(struct bt_timeout *t, uint64_t us);

/* Closes the scope; rc is how the body ended. Returns UV_ETIMEDOUT in place of
 * UV_ECANCELED if this deadline struck and nobody else cancelled the task;
 * otherwise rc. Never parks. */
BT_CHECKED int bt_timeout_close(struct bt_timeout *t, int rc);

/* Moves the deadline to ms from now; BT_NEVER removes it; 0 strikes on the
 * next turn. Any task may do it. Returns 0, or UV_EINVAL if the scope is not
 * open or its deadline has struck. The second counts microseconds. */
int bt_timeout_reschedule(struct bt_timeout *t, uint64_t ms);
int bt_timeout_reschedule_us(struct bt_timeout *t, uint64_t us);

/* Whether the deadline has struck. */
bool bt_timeout_expired(const struct bt_timeout *t);

/* The deadline in microseconds since the program began; BT_NEVER: none. */
uint64_t bt_timeout_deadline_us(const struct bt_timeout *t);

#ifdef __cplusplus
}
#endif
#endif

/* SPDX-License-Identifier: MIT-0 */
/* bt_event: a flag that tasks can wait for.
 *
 * Copy    bt_event.h and bt_event.c; they need only <baton.h>.
 * Units   none.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    nothing: the caller keeps the struct in place until no task waits.
 * Threads the loop's thread only.
 * Source  asyncio.Event; rules EVT-1 to EVT-6.
 */
#ifndef BT_EVENT_H
#define BT_EVENT_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bt_event {
  struct bt_object object;
  bool set;
  struct bt_waitlist waiters; /* oldest first */
};

/* Makes e clear. name is for the screen, kept and not copied; may be NULL. */
void bt_event_init(struct bt_event *e, const char *name);

/* Sets e and wakes all who wait, in the order in which they came. Does nothing
 * if e is set. Never parks. */
void bt_event_set(struct bt_event *e);

/* Clears e: later waits wait for the next set. Those woken stay woken. Never
 * parks. */
void bt_event_clear(struct bt_event *e);
bool bt_event_is_set(const struct bt_event *e);

/* Waits until e is set. Parks only if it is not. Returns 0 or UV_ECANCELED.
 * e may have been cleared again by the time this returns. */
BT_CHECKED int bt_event_wait(struct bt_event *e);

#ifdef __cplusplus
}
#endif
#endif

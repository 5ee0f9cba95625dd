/* SPDX-License-Identifier: MIT-0 */
/* bt_barrier: n tasks wait for each other, then all go on; again and again.
 *
 * Copy    bt_barrier.h and bt_barrier.c; they need only <baton.h>.
 * Units   parties and indices count tasks.
 * Errors  0 or more, or a negative libuv code; UV_EPIPE is a broken barrier.
 * Owns    nothing: the caller keeps the struct in place until no task waits.
 * Threads the loop's thread only.
 * Source  asyncio.Barrier; rules BAR-1 to BAR-12. A cancelled waiter withdraws
 *         and does not break the barrier.
 */
#ifndef BT_BARRIER_H
#define BT_BARRIER_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bt_barrier_phase {
  BT_BARRIER_FILLING,
  BT_BARRIER_DRAINING,  /* all were there; they leave one after the other */
  BT_BARRIER_RESETTING, /* those who waited leave with an error */
  BT_BARRIER_BROKEN
};

struct bt_barrier {
  struct bt_object object;
  unsigned parties;
  unsigned inside; /* arrived and not left */
  enum bt_barrier_phase phase;
  struct bt_waitlist waiters;
};

/* Makes b for that many parties, at least 1 (0 is misuse). name is for the
 * screen, kept and not copied; may be NULL. */
void bt_barrier_init(struct bt_barrier *b, unsigned parties, const char *name);

/* Waits until all parties have arrived. Parks unless the caller is the last;
 * while an earlier round is leaving it waits for that first. Returns the
 * order of arrival from 0, UV_ECANCELED, or UV_EPIPE when the barrier was
 * aborted or reset. */
BT_CHECKED int bt_barrier_wait(struct bt_barrier *b);

/* Those who wait, or were let go and have not run yet, get UV_EPIPE; the
 * barrier is as new, also for those who came while others left. Never parks.
 */
void bt_barrier_reset(struct bt_barrier *b);

/* Breaks b: present and future waiters get UV_EPIPE until a reset. Never
 * parks. */
void bt_barrier_abort(struct bt_barrier *b);

/* How many wait for the round to fill; 0 while one leaves. */
unsigned bt_barrier_waiting(const struct bt_barrier *b);
bool bt_barrier_broken(const struct bt_barrier *b); /* aborted, not reset */

#ifdef __cplusplus
}
#endif
#endif

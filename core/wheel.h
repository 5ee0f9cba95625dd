/* SPDX-License-Identifier: MIT-0 */
/* wheel: the timers of a loop, in order of their deadlines. */
#ifndef BT_WHEEL_H
#define BT_WHEEL_H

#include "baton.h"

enum { BT_WHEEL_LEVELS = 11, BT_WHEEL_SLOTS = 64 };

/* Zeroed, but for soonest, it is empty. */
struct bt_wheel {
  uint64_t time;    /* of the wheel itself; never later than the loop's */
  uint64_t soonest; /* no timer is due before; BT_NEVER: there is none */
  unsigned levels;  /* a bit for each level in use, and for each slot of it */
  uint64_t used[BT_WHEEL_LEVELS];
  struct bt_call slots[BT_WHEEL_LEVELS][BT_WHEEL_SLOTS];
};

/* Adds an idle timer, due at the wheel's time or later. bt_call_stop of its
 * call takes it out. */
void bt_wheel_add(struct bt_wheel *w, struct bt_timer *timer);
/* Turns the wheel on to the first deadline, but not beyond until. Returns the
 * ring of the timers due then, in order of starting; NULL if none is due by
 * until. soonest is exact after the former. */
struct bt_call *bt_wheel_turn(struct bt_wheel *w, uint64_t until);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* lock: what condition.c shares with lock.c. */
#ifndef LOCK_H
#define LOCK_H

#include "object.h"

#include "bt_lock.h"

struct lock {
  struct object object;
  struct bt_lock lock;
};

/* The lock at idx, NULL if it is none. Does not raise. */
struct bt_lock *lock_test(lua_State *L, int idx);

/* acquire and release of a lock, with the checks and warnings that go with
 * them. Return the number of results. */
int lock_take(lua_State *L, struct bt_lock *lock);
int lock_give_back(lua_State *L, struct bt_lock *lock);

/* Pushes "free" or "held by NAME". */
void lock_push_state(lua_State *L, const struct bt_lock *lock);

#endif

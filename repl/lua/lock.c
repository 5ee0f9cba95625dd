/* SPDX-License-Identifier: MIT-0 */
/* lock(), on bt_lock. */
#include "object.h"

#include "bt_lock.h"

struct lock {
  struct object object;
  struct bt_lock lock;
};

static const struct object_kind lock_kind;

static struct lock *self(lua_State *L) {
  struct lock *lock = object_self(L, &lock_kind);

  enter(L);
  return lock;
}

static int lock_acquire(lua_State *L) {
  struct lock *lock = self(L);
  char name[128];
  int rc;

  enter_wait(L, "acquire");
  if (lock->lock.locked && lock->lock.holder == bt_self())
    bt_warn("lock",
            "task %s takes lock %s, which it holds: a lock is not "
            "re-entrant, so it waits for itself",
            bt_name(bt_self()),
            bt_object_name(&lock->lock.object, name, sizeof name));
  rc = bt_lock_acquire(&lock->lock);
  if (rc < 0)
    return raise_code(L, rc);
  lua_pushboolean(L, true);
  return 1;
}

static int lock_release(lua_State *L) {
  struct lock *lock = self(L);
  char name[128];

  bt_object_name(&lock->lock.object, name, sizeof name);
  if (!lock->lock.locked)
    return misuse(L,
                  "lock %s is released, and nobody holds it; release once "
                  "for each acquire that returned",
                  name);
  if (lock->lock.holder != bt_self())
    bt_warn("lock", "lock %s is released by %s, which does not hold it", name,
            bt_self() ? bt_name(bt_self()) : "a callback");
  bt_lock_release(&lock->lock);
  return 0;
}

static int lock_locked(lua_State *L) {
  lua_pushboolean(L, self(L)->lock.locked);
  return 1;
}

/* The holder's name; it may have ended without a release. */
static const char *holder_name(const struct lock *lock) {
  struct bt_task *t = NULL;

  while ((t = bt_loop_next_task(bt_loop_current(), t)) != NULL)
    if (t == lock->lock.holder)
      return bt_name(t);
  return "a task that has ended";
}

static int lock_text(lua_State *L) {
  const struct lock *lock = object_self(L, &lock_kind);
  char name[128];

  bt_object_name(&lock->lock.object, name, sizeof name);
  if (!lock->lock.locked || script_of(L)->released)
    lua_pushfstring(L, "lock \"%s\" free", name);
  else
    lua_pushfstring(L, "lock \"%s\" held by %s, %d waiting", name,
                    holder_name(lock), (int)lock->lock.waiters.live);
  return 1;
}

static int lock_gone(lua_State *L) {
  object_gone(L, &((struct lock *)lua_touserdata(L, 1))->lock.object);
  return 0;
}

static const luaL_Reg methods[] = {
    {"acquire", lock_acquire}, {"release", lock_release},
    {"locked", lock_locked},   {"hold", hold_hold},
    {"with", hold_with},       {NULL, NULL}};
static const struct object_kind lock_kind = {.name = "lock",
                                             .methods = methods,
                                             .text = lock_text,
                                             .gone = lock_gone,
                                             .acquire = lock_acquire,
                                             .release = lock_release};

/* lock([name]) */
static int lock(lua_State *L) {
  struct lock *lock;

  enter(L);
  lua_settop(L, 1);
  lock = object_new(L, &lock_kind, sizeof *lock, OBJECT_VALUES);
  bt_lock_init(&lock->lock, object_name(L, 1));
  return 1;
}

void lock_open(lua_State *L) {
  object_open(L, &lock_kind);
  lua_register(L, "lock", lock);
}

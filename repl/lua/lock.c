/* SPDX-License-Identifier: MIT-0 */
/* lock(), on bt_lock. */
#include "lock.h"

static const struct object_kind lock_kind;

struct bt_lock *lock_test(lua_State *L, int idx) {
  struct lock *lock = object_test(L, idx, &lock_kind);

  return lock ? &lock->lock : NULL;
}

static struct bt_lock *self(lua_State *L) {
  struct lock *lock = object_self(L, &lock_kind);

  enter(L);
  return &lock->lock;
}

static bool is_ours(const struct bt_lock *lock) {
  return bt_self() && lock->holder == bt_id(bt_self());
}

int lock_take(lua_State *L, struct bt_lock *lock) {
  char name[128];
  int rc;

  enter_wait(L, "acquire");
  if (lock->locked && is_ours(lock))
    bt_warn("lock",
            "task %s takes lock %s, which it holds: a lock is not "
            "re-entrant, so it waits for itself",
            bt_name(bt_self()),
            bt_object_name(&lock->object, name, sizeof name));
  rc = bt_lock_acquire(lock);
  if (rc < 0)
    return raise_code(L, rc);
  lua_pushboolean(L, true);
  return 1;
}

int lock_give_back(lua_State *L, struct bt_lock *lock) {
  char name[128];

  bt_object_name(&lock->object, name, sizeof name);
  if (!lock->locked)
    return misuse(L,
                  "lock %s is released, and nobody holds it; release once "
                  "for each acquire that returned",
                  name);
  if (!is_ours(lock))
    bt_warn("lock", "lock %s is released by %s, which does not hold it", name,
            bt_self() ? bt_name(bt_self()) : "a callback");
  bt_lock_release(lock);
  return 0;
}

static int lock_acquire(lua_State *L) { return lock_take(L, self(L)); }
static int lock_release(lua_State *L) { return lock_give_back(L, self(L)); }

static int lock_locked(lua_State *L) {
  lua_pushboolean(L, self(L)->locked);
  return 1;
}

/* It may have ended without a release. */
static const char *holder_name(const struct bt_lock *lock) {
  struct bt_task *t = NULL;

  while ((t = bt_loop_next_task(bt_loop_current(), t)) != NULL)
    if (bt_id(t) == lock->holder)
      return bt_name(t);
  return "a task that has ended";
}

void lock_push_state(lua_State *L, const struct bt_lock *lock) {
  if (!lock->locked || script_of(L)->released)
    lua_pushliteral(L, "free");
  else
    lua_pushfstring(L, "held by %s", holder_name(lock));
}

static int lock_text(lua_State *L) {
  const struct lock *lock = object_self(L, &lock_kind);
  char name[128];

  lock_push_state(L, &lock->lock);
  lua_pushfstring(L, "lock \"%s\" %s, %d waiting",
                  bt_object_name(&lock->lock.object, name, sizeof name),
                  lua_tostring(L, -1), object_waiting(&lock->lock.waiters));
  return 1;
}

static void lock_gone(void *lock, bool over) {
  if (!over)
    bt_object_gone(&((struct lock *)lock)->lock.object);
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
  lock = object_new(L, &lock_kind, sizeof *lock, OBJECT_VALUES, 1);
  bt_lock_init(&lock->lock, lock->object.name);
  return 1;
}

void lock_open(lua_State *L) {
  object_open(L, &lock_kind);
  lua_register(L, "lock", lock);
}

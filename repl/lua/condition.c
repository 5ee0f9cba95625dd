/* SPDX-License-Identifier: MIT-0 */
/* condition([lock]), on bt_condition. */
#include "lock.h"

#include "bt_condition.h"

struct condition {
  struct object object;
  struct bt_condition condition;
};

enum { CONDITION_LOCK = OBJECT_VALUES + 1, CONDITION_VALUES = CONDITION_LOCK };

static const struct object_kind condition_kind;

static struct bt_condition *self(lua_State *L) {
  struct condition *c = object_self(L, &condition_kind);

  enter(L);
  return &c->condition;
}

static struct bt_condition *self_locked(lua_State *L, const char *call) {
  struct bt_condition *c = self(L);

  if (!c->lock->locked)
    misuse(L,
           "condition:%s() needs the lock: write local _ <close> = c:hold() "
           "before it",
           call);
  return c;
}

/* ---- The lock --------------------------------------------------------- */

static int condition_acquire(lua_State *L) {
  return lock_take(L, self(L)->lock);
}

static int condition_release(lua_State *L) {
  return lock_give_back(L, self(L)->lock);
}

static int condition_locked(lua_State *L) {
  lua_pushboolean(L, self(L)->lock->locked);
  return 1;
}

/* ---- Waiting ---------------------------------------------------------- */

static void wait_once(lua_State *L, struct bt_condition *c) {
  int rc;

  enter_wait(L, "wait");
  rc = bt_condition_wait(c);
  if (rc < 0)
    raise_code(L, rc);
}

static int condition_wait(lua_State *L) {
  wait_once(L, self_locked(L, "wait"));
  lua_pushboolean(L, true);
  return 1;
}

/* c:wait_until(pred) -> what pred returned */
static int condition_wait_until(lua_State *L) {
  self_locked(L, "wait_until");
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  for (;;) {
    lua_pushvalue(L, 2);
    lua_call(L, 0, 1);
    if (lua_toboolean(L, -1))
      return 1;
    lua_pop(L, 1);
    wait_once(L, self_locked(L, "wait_until"));
  }
}

/* c:notify([n]) */
static int condition_notify(lua_State *L) {
  struct bt_condition *c = self_locked(L, "notify");
  lua_Integer n = luaL_optinteger(L, 2, 1);

  luaL_argcheck(L, n >= 0, 2, "a number of tasks, 0 or more, expected");
  bt_condition_notify(c, (size_t)n);
  return 0;
}

static int condition_notify_all(lua_State *L) {
  bt_condition_notify_all(self_locked(L, "notify_all"));
  return 0;
}

/* ---- Making ----------------------------------------------------------- */

static int condition_text(lua_State *L) {
  const struct condition *c = object_self(L, &condition_kind);
  char name[128];

  lock_push_state(L, c->condition.lock);
  lua_pushfstring(L, "condition \"%s\" %s, %d waiting",
                  bt_object_name(&c->condition.object, name, sizeof name),
                  lua_tostring(L, -1), object_waiting(&c->condition.waiters));
  return 1;
}

static void condition_gone(void *arg, bool over) {
  struct bt_condition *c = &((struct condition *)arg)->condition;

  if (over)
    return;
  bt_object_gone(&c->object);
  bt_object_gone(&c->own.object);
}

static const luaL_Reg methods[] = {{"acquire", condition_acquire},
                                   {"release", condition_release},
                                   {"locked", condition_locked},
                                   {"wait", condition_wait},
                                   {"wait_until", condition_wait_until},
                                   {"notify", condition_notify},
                                   {"notify_all", condition_notify_all},
                                   {"hold", hold_hold},
                                   {"with", hold_with},
                                   {NULL, NULL}};
static const struct object_kind condition_kind = {.name = "condition",
                                                  .methods = methods,
                                                  .text = condition_text,
                                                  .gone = condition_gone,
                                                  .acquire = condition_acquire,
                                                  .release = condition_release};

/* condition([lock] [, name]) */
static int condition(lua_State *L) {
  struct bt_lock *lock = lock_test(L, 1);
  struct condition *c;

  enter(L);
  luaL_argexpected(
      L, lock || lua_isnoneornil(L, 1) || lua_type(L, 1) == LUA_TSTRING, 1,
      "lock or name");
  lua_settop(L, 2);
  c = object_new(L, &condition_kind, sizeof *c, CONDITION_VALUES,
                 lua_type(L, 1) == LUA_TSTRING ? 1 : 2);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, CONDITION_LOCK);
  bt_condition_init(&c->condition, lock, c->object.name);
  return 1;
}

void condition_open(lua_State *L) {
  object_open(L, &condition_kind);
  lua_register(L, "condition", condition);
}

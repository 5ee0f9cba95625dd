/* SPDX-License-Identifier: MIT-0 */
/* semaphore(n) and bounded_semaphore(n), on bt_semaphore. */
#include "object.h"

#include "bt_semaphore.h"

#include <limits.h>

struct semaphore {
  struct object object;
  struct bt_semaphore semaphore;
};

static const struct object_kind semaphore_kind;

static struct bt_semaphore *self(lua_State *L) {
  struct semaphore *s = object_self(L, &semaphore_kind);

  enter(L);
  return &s->semaphore;
}

static int semaphore_acquire(lua_State *L) {
  struct bt_semaphore *s = self(L);
  int rc;

  enter_wait(L, "acquire");
  rc = bt_semaphore_acquire(s);
  if (rc < 0)
    return raise_code(L, rc);
  lua_pushboolean(L, true);
  return 1;
}

static int semaphore_release(lua_State *L) {
  struct bt_semaphore *s = self(L);
  char name[128];

  if (s->bounded && s->permits >= s->initial)
    return misuse(L,
                  "semaphore %s is released more often than it was "
                  "acquired; release once for each acquire that returned",
                  bt_object_name(&s->object, name, sizeof name));
  if (s->permits == UINT_MAX)
    return misuse(L, "too many permits");
  bt_semaphore_release(s);
  return 0;
}

static int semaphore_locked(lua_State *L) {
  lua_pushboolean(L, bt_semaphore_locked(self(L)));
  return 1;
}

static int semaphore_value(lua_State *L) {
  lua_pushinteger(L, self(L)->permits);
  return 1;
}

static int semaphore_text(lua_State *L) {
  const struct semaphore *s = object_self(L, &semaphore_kind);
  char name[128];

  lua_pushfstring(L, "semaphore \"%s\" %I of %I free, %d waiting",
                  bt_object_name(&s->semaphore.object, name, sizeof name),
                  (lua_Integer)s->semaphore.permits,
                  (lua_Integer)s->semaphore.initial,
                  object_waiting(&s->semaphore.waiters));
  return 1;
}

static void semaphore_gone(void *semaphore, bool over) {
  if (!over)
    bt_object_gone(&((struct semaphore *)semaphore)->semaphore.object);
}

static const luaL_Reg methods[] = {{"acquire", semaphore_acquire},
                                   {"release", semaphore_release},
                                   {"locked", semaphore_locked},
                                   {"value", semaphore_value},
                                   {"hold", hold_hold},
                                   {"with", hold_with},
                                   {NULL, NULL}};
static const struct object_kind semaphore_kind = {.name = "semaphore",
                                                  .methods = methods,
                                                  .text = semaphore_text,
                                                  .gone = semaphore_gone,
                                                  .acquire = semaphore_acquire,
                                                  .release = semaphore_release};

static int make(lua_State *L,
                void (*init)(struct bt_semaphore *, unsigned, const char *)) {
  lua_Integer n = luaL_checkinteger(L, 1);
  struct semaphore *s;

  enter(L);
  luaL_argcheck(L, n >= 0 && n < UINT_MAX, 1,
                "a number of permits, 0 or more, expected");
  lua_settop(L, 2);
  s = object_new(L, &semaphore_kind, sizeof *s, OBJECT_VALUES, 2);
  init(&s->semaphore, (unsigned)n, s->object.name);
  return 1;
}

/* semaphore(n [, name]) */
static int semaphore(lua_State *L) { return make(L, bt_semaphore_init); }

static int bounded_semaphore(lua_State *L) {
  return make(L, bt_semaphore_init_bounded);
}

void semaphore_open(lua_State *L) {
  object_open(L, &semaphore_kind);
  lua_register(L, "semaphore", semaphore);
  lua_register(L, "bounded_semaphore", bounded_semaphore);
}

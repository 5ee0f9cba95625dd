/* SPDX-License-Identifier: MIT-0 */
/* barrier(n), on bt_barrier. */
#include "object.h"

#include "bt_barrier.h"

#include <limits.h>

struct barrier {
  struct object object;
  struct bt_barrier barrier;
};

static const struct object_kind barrier_kind;

static struct bt_barrier *self(lua_State *L) {
  struct barrier *b = object_self(L, &barrier_kind);

  enter(L);
  return &b->barrier;
}

/* b:wait() -> order of arrival, from 0 */
static int barrier_wait(lua_State *L) {
  struct bt_barrier *b = self(L);
  char name[128];
  int rc;

  enter_wait(L, "wait");
  rc = bt_barrier_wait(b);
  if (rc == UV_EPIPE)
    return error_raise(L, error_broken_barrier,
                       "barrier %s was aborted or reset",
                       bt_object_name(&b->object, name, sizeof name));
  if (rc < 0)
    return raise_code(L, rc);
  lua_pushinteger(L, rc);
  return 1;
}

static int barrier_reset(lua_State *L) {
  bt_barrier_reset(self(L));
  return 0;
}

static int barrier_abort(lua_State *L) {
  bt_barrier_abort(self(L));
  return 0;
}

static int barrier_parties(lua_State *L) {
  lua_pushinteger(L, self(L)->parties);
  return 1;
}

static int barrier_waiting(lua_State *L) {
  lua_pushinteger(L, bt_barrier_waiting(self(L)));
  return 1;
}

static int barrier_broken(lua_State *L) {
  lua_pushboolean(L, bt_barrier_broken(self(L)));
  return 1;
}

static int barrier_text(lua_State *L) {
  const struct barrier *b = object_self(L, &barrier_kind);
  char name[128];

  lua_pushfstring(L, "barrier \"%s\" %s, %d of %d waiting",
                  bt_object_name(&b->barrier.object, name, sizeof name),
                  bt_barrier_broken(&b->barrier) ? "broken" : "whole",
                  (int)bt_barrier_waiting(&b->barrier),
                  (int)b->barrier.parties);
  return 1;
}

static void barrier_gone(void *barrier, bool over) {
  if (!over)
    bt_object_gone(&((struct barrier *)barrier)->barrier.object);
}

static const luaL_Reg methods[] = {{"wait", barrier_wait},
                                   {"reset", barrier_reset},
                                   {"abort", barrier_abort},
                                   {"parties", barrier_parties},
                                   {"waiting", barrier_waiting},
                                   {"broken", barrier_broken},
                                   {NULL, NULL}};
static const struct object_kind barrier_kind = {.name = "barrier",
                                                .methods = methods,
                                                .text = barrier_text,
                                                .gone = barrier_gone};

/* barrier(n [, name]) */
static int barrier(lua_State *L) {
  lua_Integer n = luaL_checkinteger(L, 1);
  struct barrier *b;

  enter(L);
  luaL_argcheck(L, n >= 1 && n < INT_MAX, 1,
                "a number of parties, 1 or more, expected");
  lua_settop(L, 2);
  b = object_new(L, &barrier_kind, sizeof *b, 0, 2);
  bt_barrier_init(&b->barrier, (unsigned)n, b->object.name);
  return 1;
}

void barrier_open(lua_State *L) {
  object_open(L, &barrier_kind);
  lua_register(L, "barrier", barrier);
}

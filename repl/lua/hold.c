/* SPDX-License-Identifier: MIT-0 */
/* Holding: obj:hold() for `local _ <close> =`, obj:with(fn) for a function. */
#include "object.h"

/* A hold; user value 1 is what it holds. */
static const struct object_kind hold_kind;

static const struct object_kind *kind_of_self(lua_State *L, const char *call) {
  const struct object *object =
      lua_type(L, 1) == LUA_TUSERDATA ? lua_touserdata(L, 1) : NULL;

  if (!object || !object->kind->acquire)
    luaL_error(L,
               "expected something to hold, got %s; use obj:%s() with a "
               "colon",
               object_type(L, 1), call);
  return object->kind;
}

static void call_on_self(lua_State *L, lua_CFunction fn) {
  lua_pushcfunction(L, fn);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 0);
}

int hold_hold(lua_State *L) {
  const struct object_kind *kind = kind_of_self(L, "hold");

  lua_settop(L, 1);
  if (lua_getiuservalue(L, 1, OBJECT_HOLD) == LUA_TNIL) {
    object_new(L, &hold_kind, sizeof(struct object), 1, 0);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, OBJECT_HOLD);
  }
  call_on_self(L, kind->acquire); /* nothing can fail after it */
  return 1;
}

static int hold_close(lua_State *L) {
  const struct object *object;

  lua_settop(L, 1);
  lua_getiuservalue(L, 1, 1);
  object = lua_touserdata(L, -1);
  lua_replace(L, 1);
  return object->kind->release(L);
}

/* obj:with(fn): fn's results */
int hold_with(lua_State *L) {
  const struct object_kind *kind = kind_of_self(L, "with");
  int status;

  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_pushcfunction(L, guard_explain);
  lua_pushvalue(L, 2);
  call_on_self(L, kind->acquire);
  status = lua_pcall(L, 0, LUA_MULTRET, 3);
  call_on_self(L, kind->release);
  return status == LUA_OK ? lua_gettop(L) - 3 : lua_error(L);
}

static int hold_text(lua_State *L) {
  lua_getiuservalue(L, 1, 1);
  lua_pushfstring(L, "hold of %s", text_push(L, -1, NULL));
  return 1;
}

static const luaL_Reg methods[] = {{NULL, NULL}};
static const struct object_kind hold_kind = {
    .name = "hold", .methods = methods, .text = hold_text, .close = hold_close};

void hold_open(lua_State *L) { object_open(L, &hold_kind); }

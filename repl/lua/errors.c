/* SPDX-License-Identifier: MIT-0 */
/* Baton's errors: tables whose metatable is the kind, a table of that name
 * among the globals. A kind called as a function makes such an error. */
#include "object.h"

#include <stdarg.h>
#include <stdio.h>

const char error_cancelled[] = "Cancelled", error_timeout[] = "Timeout",
           error_group[] = "ErrorGroup", error_invalid_state[] = "InvalidState",
           error_queue_empty[] = "QueueEmpty", error_queue_full[] = "QueueFull",
           error_broken_barrier[] = "BrokenBarrier";

/* ---- Making and asking ------------------------------------------------ */

void error_push(lua_State *L, const char *kind, const char *message) {
  lua_createtable(L, 0, 1);
  lua_pushstring(L, message);
  lua_setfield(L, -2, "message");
  lua_rawgetp(L, LUA_REGISTRYINDEX, kind);
  lua_setmetatable(L, -2);
}

int error_raise(lua_State *L, const char *kind, const char *format, ...) {
  char text[512];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  error_push(L, kind, text);
  return lua_error(L);
}

bool error_is(lua_State *L, int idx, const char *kind) {
  bool is;

  if (!lua_istable(L, idx) || !lua_getmetatable(L, idx))
    return false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, kind);
  is = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return is;
}

/* is(e, kind) */
static int errors_is(lua_State *L) {
  luaL_checkany(L, 1);
  luaL_argcheck(L, lua_istable(L, 2), 2,
                "a kind of error such as Cancelled or Timeout expected");
  lua_settop(L, 2);
  lua_pushboolean(L, lua_istable(L, 1) && lua_getmetatable(L, 1) &&
                         lua_rawequal(L, -1, 2));
  return 1;
}

/* Kind(message): the arguments are the kind and the message. */
static int errors_make(lua_State *L) {
  lua_settop(L, 2);
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, 2);
  lua_setfield(L, -2, "message");
  lua_pushvalue(L, 1);
  lua_setmetatable(L, -2);
  return 1;
}

/* ---- As text ---------------------------------------------------------- */

static int errors_text(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (!luaL_getmetafield(L, 1, "__name"))
    lua_pushliteral(L, "error");
  lua_pushliteral(L, "message");
  if (lua_rawget(L, 1) == LUA_TNIL) {
    lua_pop(L, 1);
    return 1;
  }
  text_push(L, -1, NULL);
  lua_remove(L, -2);
  lua_pushfstring(L, "%s: %s", lua_tostring(L, -2), lua_tostring(L, -1));
  return 1;
}

static int errors_kind_text(lua_State *L) {
  lua_pushliteral(L, "__name");
  lua_rawget(L, 1);
  return 1;
}

/* "ErrorGroup: 2 errors: a; b" */
static int errors_group_text(lua_State *L) {
  lua_Integer n;

  errors_text(L);
  lua_pushliteral(L, "errors");
  if (lua_rawget(L, 1) != LUA_TTABLE) {
    lua_pop(L, 1);
    return 1;
  }
  n = (lua_Integer)lua_rawlen(L, -1);
  lua_insert(L, -2); /* errors text */
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -2, i);
    text_push(L, -1, NULL);
    lua_remove(L, -2);
    lua_pushfstring(L, "%s%s%s", lua_tostring(L, -2), i > 1 ? "; " : ": ",
                    lua_tostring(L, -1));
    lua_replace(L, -3);
    lua_pop(L, 1);
  }
  return 1;
}

/* ---- ErrorGroup:split ------------------------------------------------- */

/* Whether the error at 1 is what the argument at 2 asks for. */
static bool matches(lua_State *L) {
  bool yes;

  if (lua_istable(L, 2)) {
    yes = lua_istable(L, 1) && lua_getmetatable(L, 1);
    if (yes) {
      yes = lua_rawequal(L, -1, 2);
      lua_pop(L, 1);
    }
    return yes;
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

static void push_count(lua_State *L, int list) {
  int n = (int)lua_rawlen(L, list);

  lua_pushfstring(L, "%d error%s", n, n == 1 ? "" : "s");
}

/* Pushes the message of the group at 1, whose errors are at 3, for the part of
 * them at idx: where it counts errors, it counts those of the part. */
static void push_message(lua_State *L, int idx) {
  lua_getfield(L, 1, "message");
  push_count(L, 3);
  if (lua_rawequal(L, -1, -2)) {
    push_count(L, idx);
    lua_replace(L, -3);
  }
  lua_pop(L, 1);
}

/* Pushes a group like the one at 1 of the errors at idx; nil if there are
 * none. */
static void push_part(lua_State *L, int idx) {
  if (lua_rawlen(L, idx) == 0) {
    lua_pushnil(L);
    return;
  }
  lua_createtable(L, 0, 2);
  push_message(L, idx);
  lua_setfield(L, -2, "message");
  lua_pushvalue(L, idx);
  lua_setfield(L, -2, "errors");
  lua_getmetatable(L, 1);
  lua_setmetatable(L, -2);
}

static void append(lua_State *L, int list) {
  lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
}

/* split(error, kind or function) -> matched or nil, rest or nil. Groups within
 * are split as well; what comes out has the same nesting. */
static int errors_split_one(lua_State *L) {
  lua_settop(L, 2);
  if (matches(L)) {
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 2;
  }
  if (!error_is(L, 1, error_group)) {
    lua_pushnil(L);
    lua_pushvalue(L, 1);
    return 2;
  }
  lua_getfield(L, 1, "errors"); /* 3 */
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_newtable(L); /* 4: matched */
  lua_newtable(L); /* 5: the rest */
  for (lua_Integer i = 1; lua_rawgeti(L, 3, i) != LUA_TNIL; i++) {
    lua_pushcfunction(L, errors_split_one);
    lua_insert(L, -2);
    lua_pushvalue(L, 2);
    lua_call(L, 2, 2);
    for (int list = 5; list >= 4; list--)
      if (lua_isnil(L, -1))
        lua_pop(L, 1);
      else
        append(L, list);
  }
  push_part(L, 4);
  push_part(L, 5);
  return 2;
}

static int errors_split(lua_State *L) {
  if (!error_is(L, 1, error_group))
    return luaL_error(L,
                      "expected an ErrorGroup, got %s; use eg:split(kind) "
                      "with a colon",
                      luaL_typename(L, 1));
  luaL_argcheck(L, lua_istable(L, 2) || lua_isfunction(L, 2), 2,
                "a kind of error, or a function, expected");
  return errors_split_one(L);
}

/* ---- try and defer ---------------------------------------------------- */

/* Stack: 1 the explaining handler, 2 the handler given. */
static int finish_try(lua_State *L, int status, lua_KContext base) {
  if (status == LUA_OK || status == LUA_YIELD)
    return lua_gettop(L) - (int)base;
  if (guard_is_stop(L, -1) || error_is(L, -1, error_cancelled))
    return lua_error(L);
  lua_pushvalue(L, 2);
  lua_insert(L, -2);
  lua_call(L, 1, LUA_MULTRET);
  return lua_gettop(L) - (int)base;
}

/* try(fn, handler) */
static int errors_try(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_pushcfunction(L, guard_explain);
  lua_insert(L, 1);
  lua_insert(L, 2); /* explain handler fn */
  return finish_try(L, lua_pcallk(L, 0, LUA_MULTRET, 1, 2, finish_try), 2);
}

static int defer_text(lua_State *L) {
  lua_pushliteral(L, "deferred function");
  return 1;
}

static int defer_closed(lua_State *L, int status, lua_KContext context) {
  (void)L, (void)status, (void)context;
  return 0;
}

static int defer_close(lua_State *L) {
  lua_getiuservalue(L, 1, 1);
  lua_pushvalue(L, 2); /* the error that unwinds, or nil */
  lua_callk(L, 1, 0, 0, defer_closed);
  return 0;
}

static const luaL_Reg no_methods[] = {{NULL, NULL}};
static const struct object_kind defer_kind = {.name = "deferred function",
                                              .methods = no_methods,
                                              .text = defer_text,
                                              .close = defer_close};

/* defer(fn) */
static int errors_defer(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  object_new(L, &defer_kind, sizeof(struct object), 1, 0);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

/* ---- Opening ---------------------------------------------------------- */

static void open_kind(lua_State *L, const char *kind) {
  static const luaL_Reg meta[] = {
      {"__call", errors_make}, {"__tostring", errors_kind_text}, {NULL, NULL}};

  lua_newtable(L);
  lua_pushstring(L, kind);
  lua_setfield(L, -2, "__name");
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, errors_text);
  lua_setfield(L, -2, "__tostring");
  luaL_newlib(L, meta);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, kind);
}

static void open_group(lua_State *L) {
  open_kind(L, error_group);
  lua_pushcfunction(L, errors_group_text);
  lua_setfield(L, -2, "__tostring");
  lua_pushcfunction(L, errors_split);
  lua_setfield(L, -2, "split");
  order_number(L);
  lua_setglobal(L, error_group);
}

void errors_open(lua_State *L) {
  static const char *const kinds[] = {
      error_cancelled,   error_timeout,    error_invalid_state,
      error_queue_empty, error_queue_full, error_broken_barrier};

  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    open_kind(L, kinds[i]);
    order_number(L);
    lua_setglobal(L, kinds[i]);
  }
  open_group(L);
  object_open(L, &defer_kind);
  lua_register(L, "is", errors_is);
  lua_register(L, "try", errors_try);
  lua_register(L, "defer", errors_defer);
}

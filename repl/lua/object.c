/* SPDX-License-Identifier: MIT-0 */
#include "object.h"

#include "task.h"

#include "../nearest.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- Kinds ------------------------------------------------------------ */

/* __index of a kind's methods, for a name that is none of them. */
static int no_such_method(lua_State *L) {
  const char *kind = lua_tostring(L, lua_upvalueindex(1));
  const char *name = luaL_tolstring(L, 2, NULL);
  char hint[96];
  struct nearest nearest;

  nearest_start(&nearest, name);
  order_push_names(L, 1);
  for (lua_Integer i = 1; lua_rawgeti(L, -1, i) == LUA_TSTRING; i++) {
    nearest_try(&nearest, lua_tostring(L, -1));
    lua_pop(L, 1);
  }
  if (nearest.name)
    snprintf(hint, sizeof hint, "; did you mean '%s'?", nearest.name);
  else
    hint[0] = '\0';
  return luaL_error(L, "no method '%s' of %s%s", name, kind, hint);
}

static void push_methods(lua_State *L, const struct object_kind *kind) {
  lua_newtable(L);
  luaL_setfuncs(L, kind->methods, 0);
  order_number(L);
  lua_createtable(L, 0, 1);
  lua_pushstring(L, kind->name);
  lua_pushcclosure(L, no_such_method, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

static void set_function(lua_State *L, const char *name, lua_CFunction fn) {
  if (!fn)
    return;
  lua_pushcfunction(L, fn);
  lua_setfield(L, -2, name);
}

void object_open(lua_State *L, const struct object_kind *kind) {
  lua_createtable(L, 0, 8);
  push_methods(L, kind);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, kind->name);
  lua_setfield(L, -2, "__name");
  lua_pushstring(L, kind->name);
  lua_setfield(L, -2, "__metatable");
  set_function(L, "__tostring", kind->text);
  set_function(L, "__close", kind->close);
  set_function(L, "__call", kind->call);
  lua_rawsetp(L, LUA_REGISTRYINDEX, kind);
}

static void release(struct held *held, bool over) {
  struct object *object =
      (struct object *)((char *)held - offsetof(struct object, held));

  object->kind->gone(object, over);
}

/* A copy: the string may be freed before the object, which still needs it. */
static void copy_name(struct object *object, size_t size, const char *name,
                      size_t n) {
  char *copy = (char *)object + size;

  if (!name)
    return;
  memcpy(copy, name, n);
  copy[n] = '\0';
  object->name = copy;
}

void *object_new(lua_State *L, const struct object_kind *kind, size_t size,
                 int user_values, int name) {
  bool named = name && !lua_isnoneornil(L, name);
  size_t n = 0;
  const char *text;
  struct object *object;

  if (named)
    luaL_checktype(L, name, LUA_TSTRING);
  text = named ? lua_tolstring(L, name, &n) : NULL;
  object = lua_newuserdatauv(L, size + n + 1, user_values);
  memset(object, 0, size);
  copy_name(object, size, text, n);
  object->serial = script_of(L)->heap.serial;
  object->kind = kind;
  object->held.release = release;
  if (kind->gone)
    heap_hold(&script_of(L)->heap, &object->held);
  lua_rawgetp(L, LUA_REGISTRYINDEX, kind);
  lua_setmetatable(L, -2);
  return object;
}

/* ---- Arguments -------------------------------------------------------- */

void *object_test(lua_State *L, int idx, const struct object_kind *kind) {
  struct object *object =
      lua_type(L, idx) == LUA_TUSERDATA ? lua_touserdata(L, idx) : NULL;

  return object && object->kind == kind ? object : NULL;
}

const char *object_type(lua_State *L, int idx) {
  if (lua_type(L, idx) == LUA_TUSERDATA)
    return ((struct object *)lua_touserdata(L, idx))->kind->name;
  return luaL_typename(L, idx);
}

void *object_self(lua_State *L, const struct object_kind *kind) {
  void *object = object_test(L, 1, kind);
  lua_Debug info;

  if (object)
    return object;
  if (!lua_getstack(L, 0, &info) || !lua_getinfo(L, "n", &info) || !info.name)
    info.name = "method";
  luaL_error(L, "expected a %s, got %s; use %s:%s() with a colon", kind->name,
             object_type(L, 1), kind->self ? kind->self : kind->name,
             info.name);
  return NULL;
}

uint64_t check_ms(lua_State *L, int arg) {
  lua_Number ms;

  if (lua_isnil(L, arg))
    return BT_NEVER;
  ms = luaL_checknumber(L, arg);
  luaL_argcheck(L, ms == ms, arg, "not a number of milliseconds");
  if (ms <= 0)
    return 0;
  return ms < 1e15 ? (uint64_t)(ms * 1000 + 0.5) : BT_NEVER;
}

void push_ms(lua_State *L, uint64_t us) {
  if (us % 1000 == 0)
    lua_pushinteger(L, (lua_Integer)(us / 1000));
  else
    lua_pushnumber(L, (lua_Number)us / 1000);
}

int object_waiting(const struct bt_waitlist *list) {
  int n = 0;

  for (const struct bt_waiter *w = list->pending; w; w = w->next)
    n += w->state == BT_WAITING;
  return n;
}

/* ---- Entering --------------------------------------------------------- */

struct script *enter(lua_State *L) {
  struct script *script = script_of(L);

  task_note_place(L);
  if (script->released)
    luaL_error(L, "the program is over");
  return script;
}

struct script *enter_wait(lua_State *L, const char *what) {
  struct script *script = enter(L);

  if (!bt_self())
    luaL_error(L,
               "%s cannot wait here: on_done's function is called between "
               "tasks; spawn a task in it",
               what);
  guard_check(L);
  return script;
}

/* ---- Raising ---------------------------------------------------------- */

int misuse(lua_State *L, const char *format, ...) {
  char text[512];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return luaL_error(L, "%s", text);
}

int raise_code(lua_State *L, int code) {
  const char *message = bt_self() ? bt_message(bt_self()) : NULL;

  if (code == UV_ECANCELED)
    error_push(L, error_cancelled, message);
  else if (code == UV_ETIMEDOUT)
    error_push(L, error_timeout, message);
  else if (code == UV_ENOMEM)
    lua_pushliteral(L, "not enough memory");
  else
    return luaL_error(L, "%s", message ? message : bt_error_name(code));
  return lua_error(L);
}

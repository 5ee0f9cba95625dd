/* SPDX-License-Identifier: MIT-0 */
/* cancel_scope(options, fn), on bt_cancel_scope. */
#include "task.h"

#include "bt_cancel_scope.h"

struct cancel_scope {
  struct object object;
  struct bt_cancel_scope scope;
};

static const struct object_kind cancel_scope_kind;

static struct bt_cancel_scope *self(lua_State *L) {
  struct cancel_scope *s = object_self(L, &cancel_scope_kind);

  enter(L);
  return &s->scope;
}

static int scope_cancel(lua_State *L) {
  struct bt_cancel_scope *s = self(L);

  if (s->scope.task) /* not left */
    bt_cancel_scope_cancel(s);
  return 0;
}

static int scope_cancelled(lua_State *L) {
  lua_pushboolean(L, self(L)->cancelled);
  return 1;
}

static int scope_text(lua_State *L) {
  const struct cancel_scope *s = object_self(L, &cancel_scope_kind);

  lua_pushfstring(L, "cancel scope %s%s", s->scope.scope.task ? "open" : "left",
                  s->scope.cancelled ? ", cancelled" : "");
  return 1;
}

static const luaL_Reg methods[] = {
    {"cancel", scope_cancel}, {"cancelled", scope_cancelled}, {NULL, NULL}};
static const struct object_kind cancel_scope_kind = {.name = "cancel scope",
                                                     .self = "scope",
                                                     .methods = methods,
                                                     .text = scope_text};

static bool option_flag(lua_State *L, int options, const char *name) {
  bool flag;

  lua_getfield(L, options, name);
  flag = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return flag;
}

/* Stack: 1 the options, 2 the function, 3 the scope, 4 a handler, then the
 * body's results, or its error. */
enum { OPTIONS = 1, FUNCTION, SCOPE, HANDLER, BODY };

/* cancel_scope({ deadline_ms =, shield = }, fn): fn's results; none if the
 * scope was cancelled. */
static int cancel_scope(lua_State *L) {
  struct cancel_scope *s;
  uint64_t us;
  bool shield;
  int status, rc;

  luaL_checktype(L, OPTIONS, LUA_TTABLE);
  luaL_checktype(L, FUNCTION, LUA_TFUNCTION);
  enter_wait(L, "cancel_scope");
  lua_settop(L, FUNCTION);
  us = option_ms(L, OPTIONS, "deadline_ms");
  shield = option_flag(L, OPTIONS, "shield");
  s = object_new(L, &cancel_scope_kind, sizeof *s, 0, 0);
  lua_pushcfunction(L, guard_explain);
  bt_cancel_scope_open_us(&s->scope, us, shield);
  lua_pushvalue(L, FUNCTION);
  lua_pushvalue(L, SCOPE);
  status = lua_pcall(L, 1, LUA_MULTRET, HANDLER);
  rc = status == LUA_OK ? 0 : task_error_code(L);
  task_note_place(L);
  rc = bt_cancel_scope_close(&s->scope, rc);
  if (status == LUA_OK)
    return rc < 0 ? raise_code(L, rc) : lua_gettop(L) - HANDLER;
  return rc == 0 ? 0 : lua_error(L);
}

void cancel_scope_open(lua_State *L) {
  object_open(L, &cancel_scope_kind);
  lua_register(L, "cancel_scope", cancel_scope);
}

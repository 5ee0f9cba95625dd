/* SPDX-License-Identifier: MIT-0 */
/* timeout(ms, fn), on bt_timeout. */
#include "task.h"

#include "bt_timeout.h"

struct scope {
  struct object object;
  struct bt_timeout timeout;
};

static const struct object_kind scope_kind;

static struct scope *self(lua_State *L) {
  struct scope *s = object_self(L, &scope_kind);

  enter(L);
  return s;
}

/* scope:reschedule(ms_from_now | nil) */
static int scope_reschedule(lua_State *L) {
  struct scope *s = self(L);

  lua_settop(L, 2);
  if (bt_timeout_reschedule_us(&s->timeout, check_ms(L, 2)) < 0)
    return misuse(L, s->timeout.state == BT_TIMEOUT_EXPIRING
                         ? "the deadline has passed: its body is being "
                           "cancelled, and it cannot be moved any more"
                         : "the timeout has ended: reschedule it while its "
                           "function runs");
  return 0;
}

/* scope:deadline() -> ms since the start, or nil */
static int scope_deadline(lua_State *L) {
  uint64_t due = bt_timeout_deadline_us(&self(L)->timeout);

  if (due == BT_NEVER)
    lua_pushnil(L);
  else
    push_ms(L, due);
  return 1;
}

static int scope_expired(lua_State *L) {
  lua_pushboolean(L, bt_timeout_expired(&self(L)->timeout));
  return 1;
}

static int scope_text(lua_State *L) {
  static const char *const states[] = {"closed", "open", "expiring", "expired"};
  const struct scope *s = object_self(L, &scope_kind);

  lua_pushfstring(L, "timeout %s", states[s->timeout.state]);
  return 1;
}

/* timeout(ms, fn) */
/* Stack: 1 the time, 2 the function, 3 the scope, 4 a handler, then the
 * body's results, or its error. */
enum { TIME = 1, FUNCTION, SCOPE, HANDLER, BODY };

int timeout_call(lua_State *L) {
  struct scope *s;
  uint64_t us;
  int status, rc;

  luaL_argexpected(L, lua_isnumber(L, TIME) || lua_isnil(L, TIME), TIME,
                   "number of milliseconds, or nil");
  luaL_checktype(L, FUNCTION, LUA_TFUNCTION);
  us = check_ms(L, TIME);
  enter_wait(L, "timeout");
  lua_settop(L, FUNCTION);
  s = object_new(L, &scope_kind, sizeof *s, 0, 0);
  lua_pushcfunction(L, guard_explain);
  bt_timeout_open_us(&s->timeout, us);
  lua_pushvalue(L, FUNCTION);
  lua_pushvalue(L, SCOPE);
  status = lua_pcall(L, 1, LUA_MULTRET, HANDLER);
  rc = status == LUA_OK ? 0 : task_error_code(L);
  task_note_place(L);
  rc = bt_timeout_close(&s->timeout, rc);
  if (rc == UV_ETIMEDOUT)
    return raise_code(L, rc);
  return status == LUA_OK ? lua_gettop(L) - HANDLER : lua_error(L);
}

static const luaL_Reg methods[] = {{"reschedule", scope_reschedule},
                                   {"deadline", scope_deadline},
                                   {"expired", scope_expired},
                                   {NULL, NULL}};
static const struct object_kind scope_kind = {
    .name = "timeout", .self = "scope", .methods = methods, .text = scope_text};

void timeout_open(lua_State *L) {
  object_open(L, &scope_kind);
  lua_register(L, "timeout", timeout_call);
}

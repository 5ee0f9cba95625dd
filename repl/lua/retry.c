/* SPDX-License-Identifier: MIT-0 */
/* retry(options, fn), on bt_retry. */
#include "task.h"

#include "bt_retry.h"

/* Stack: 1 the options, 2 the function, 3 a handler, then the last call's
 * results, or its error. */
enum { OPTIONS = 1, FUNCTION, HANDLER };

struct attempt {
  lua_State *L;
  int status;
  lua_Integer count;
};

/* A bt_fn: one call of the function, which gets the number of the attempt. */
static int attempt_call(void *arg) {
  struct attempt *a = arg;
  lua_State *L = a->L;

  lua_settop(L, HANDLER);
  lua_pushvalue(L, FUNCTION);
  lua_pushinteger(L, ++a->count);
  a->status = lua_pcall(L, 1, LUA_MULTRET, HANDLER);
  task_note_place(L);
  if (a->status == LUA_OK)
    return 0;
  /* What must not be tried again goes through as a cancellation does. */
  return guard_is_stop(L, -1) ? UV_ECANCELED : task_error_code(L);
}

static lua_Number option_number(lua_State *L, const char *name,
                                lua_Number otherwise) {
  lua_Number n = otherwise;

  if (lua_getfield(L, OPTIONS, name) != LUA_TNIL) {
    n = lua_tonumber(L, -1);
    if (!lua_isnumber(L, -1) || !(n >= 0))
      misuse(L, "retry: %s is a number of 0 or more", name);
  }
  lua_pop(L, 1);
  return n;
}

/* retry({ times =, delay_ms =, factor =, jitter = }, fn) -> fn's results */
static int retry(lua_State *L) {
  struct attempt attempt = {.L = L};
  struct bt_retry how;
  int rc;

  luaL_checktype(L, OPTIONS, LUA_TTABLE);
  luaL_checktype(L, FUNCTION, LUA_TFUNCTION);
  enter_wait(L, "retry");
  how.times = (unsigned)option_number(L, "times", 3);
  how.delay_ms = (uint64_t)option_number(L, "delay_ms", 0);
  how.factor = option_number(L, "factor", 1);
  how.jitter = option_number(L, "jitter", 0);
  lua_settop(L, FUNCTION);
  lua_pushcfunction(L, guard_explain);
  rc = bt_retry(&how, attempt_call, &attempt);
  if (rc >= 0)
    return lua_gettop(L) - HANDLER;
  if (rc == UV_ECANCELED && task_error_code(L) == UV_UNKNOWN)
    return raise_code(L, rc); /* in a pause, after an error */
  return lua_error(L);
}

void retry_open(lua_State *L) { lua_register(L, "retry", retry); }

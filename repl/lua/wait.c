/* SPDX-License-Identifier: MIT-0 */
/* wait, wait_for and shield, on the patterns of these names. */
#include "task.h"

#include "bt_shield.h"
#include "bt_wait.h"
#include "bt_wait_for.h"

#include <string.h>

/* ---- wait ------------------------------------------------------------- */

/* Stack: 1 the list given, 2 the options, 3 its tasks. */
enum { GIVEN = 1, OPTIONS, TASKS };

static enum bt_wait_when when_option(lua_State *L) {
  static const char *const names[] = {"all", "first", "first_error", NULL};
  static const enum bt_wait_when values[] = {BT_WAIT_ALL, BT_WAIT_FIRST,
                                             BT_WAIT_FIRST_ERROR};
  const char *name;

  if (lua_isnil(L, OPTIONS))
    return BT_WAIT_ALL;
  luaL_checktype(L, OPTIONS, LUA_TTABLE);
  lua_getfield(L, OPTIONS, "return_when");
  name = luaL_optstring(L, -1, "all");
  for (int i = 0; names[i]; i++) {
    if (strcmp(name, names[i]) == 0) {
      lua_pop(L, 1);
      return values[i];
    }
  }
  misuse(L, "return_when is \"all\", \"first\" or \"first_error\", not \"%s\"",
         name);
  return BT_WAIT_ALL;
}

uint64_t option_ms(lua_State *L, int options, const char *name) {
  uint64_t us = BT_NEVER;

  if (!lua_istable(L, options))
    return us;
  if (lua_getfield(L, options, name) != LUA_TNIL) {
    if (!lua_isnumber(L, -1))
      misuse(L, "%s is a number of milliseconds", name);
    us = check_ms(L, -1);
  }
  lua_pop(L, 1);
  return us;
}

/* Replaces the list of tasks on top by one that has each once. */
static lua_Integer make_unique(lua_State *L, lua_Integer n) {
  lua_Integer count = 0;

  lua_newtable(L); /* the result */
  lua_newtable(L); /* those in it */
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -3, i);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, -3) != LUA_TNIL) {
      lua_pop(L, 2);
      continue;
    }
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -4, ++count);
    lua_pushboolean(L, true);
    lua_rawset(L, -3);
  }
  lua_pop(L, 1);
  lua_replace(L, -2);
  return count;
}

/* Pushes a list of the tasks that have ended, or of those that have not. */
static void push_part(lua_State *L, lua_Integer n, bool ended) {
  lua_Integer count = 0;

  lua_newtable(L);
  for (lua_Integer i = 1; i <= n; i++) {
    const struct task *task;

    lua_rawgeti(L, TASKS, i);
    task = lua_touserdata(L, -1);
    if (bt_done(task->task) == ended)
      lua_rawseti(L, -2, ++count);
    else
      lua_pop(L, 1);
  }
}

/* wait(list [, { return_when =, timeout = }]) -> done, pending */
static int wait_any(lua_State *L) {
  enum bt_wait_when when;
  struct bt_task **array;
  uint64_t timeout;
  lua_Integer n;
  int rc;

  enter_wait(L, "wait");
  lua_settop(L, OPTIONS);
  task_list_check(L, GIVEN, "wait");
  when = when_option(L);
  timeout = option_ms(L, OPTIONS, "timeout");
  n = make_unique(L, task_list_of(L, GIVEN, "wait"));
  if (n == 0)
    return misuse(L, "wait needs at least one task: the list is empty");
  array = task_array_of(L, TASKS, n);
  rc = bt_wait_us(array, (size_t)n, when, timeout);
  if (rc < 0)
    return raise_code(L, rc);
  push_part(L, n, true);
  push_part(L, n, false);
  return 2;
}

/* ---- wait_for --------------------------------------------------------- */

/* A function runs in the caller's own task, as timeout's does; where the time
 * is up at once, it never starts. */
static int wait_for_function(lua_State *L, uint64_t us) {
  if (us == BT_NEVER) {
    lua_call(L, 0, LUA_MULTRET);
    return lua_gettop(L) - 1;
  }
  lua_pushcfunction(L, timeout_call);
  lua_insert(L, 1);
  lua_call(L, 2, LUA_MULTRET);
  return lua_gettop(L);
}

/* wait_for(ms, awaitable) */
static int wait_for(lua_State *L) {
  struct task *task;
  uint64_t us;

  luaL_argexpected(L, lua_isnumber(L, 1) || lua_isnil(L, 1), 1,
                   "number of milliseconds, or nil");
  us = check_ms(L, 1);
  enter_wait(L, "wait_for");
  lua_settop(L, 2);
  if (lua_isfunction(L, 2) && us > 0)
    return wait_for_function(L, us);
  task = task_awaitable(L, 2);
  return task_waited(L, 2, bt_wait_for_us(bt_ref(task->task), us));
}

/* ---- shield ----------------------------------------------------------- */

/* shield(awaitable) */
static int shield(lua_State *L) {
  struct task *task;

  enter_wait(L, "shield");
  task = task_awaitable(L, 1);
  return task_waited(L, 1, bt_shield(task->task));
}

void wait_open(lua_State *L) {
  lua_register(L, "wait", wait_any);
  lua_register(L, "wait_for", wait_for);
  lua_register(L, "shield", shield);
}

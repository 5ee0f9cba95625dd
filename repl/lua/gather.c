/* SPDX-License-Identifier: MIT-0 */
/* gather{ ... }, on bt_gather. */
#include "task.h"

#include "bt_gather.h"

/* Stack: 1 the list given, 2 the options, 3 its tasks. */
enum { GIVEN = 1, OPTIONS, TASKS, ARRAY };

static bool wants_errors(lua_State *L) {
  bool yes;

  if (lua_isnoneornil(L, OPTIONS))
    return false;
  luaL_checktype(L, OPTIONS, LUA_TTABLE);
  lua_getfield(L, OPTIONS, "return_errors");
  yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

void task_list_check(lua_State *L, int given, const char *call) {
  if (!lua_istable(L, given) || lua_gettop(L) < given)
    luaL_error(L, "%s takes a list of tasks and functions: %s{ a, b }", call,
               call);
}

lua_Integer task_list_of(lua_State *L, int given, const char *call) {
  lua_Integer n;

  task_list_check(L, given, call);
  n = luaL_len(L, given);
  luaL_argcheck(L, n < INT32_MAX, given, "list too long");
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_geti(L, given, i);
    if (!object_test(L, -1, &task_kind) && !lua_isfunction(L, -1))
      luaL_error(L, "%s: item %I is a %s; tasks and functions can be awaited",
                 call, i, object_type(L, -1));
    lua_rawseti(L, -2, i);
  }
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    task_awaitable(L, -1);
    lua_rawseti(L, -2, i);
  }
  return n;
}

struct bt_task **task_array_of(lua_State *L, int tasks, lua_Integer n) {
  struct bt_task **array = lua_newuserdatauv(L, (size_t)n * sizeof *array, 0);

  for (lua_Integer i = 0; i < n; i++) {
    const struct task *task;

    lua_rawgeti(L, tasks, i + 1);
    task = lua_touserdata(L, -1);
    array[i] = task->task;
    lua_pop(L, 1);
  }
  return array;
}

/* ---- Results ---------------------------------------------------------- */

static struct task *push_task(lua_State *L, lua_Integer i) {
  lua_rawgeti(L, TASKS, i);
  return lua_touserdata(L, -1);
}

/* Pushes the list of { ok =, value =, error = }. */
static int push_outcomes(lua_State *L, lua_Integer n) {
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    bool ok = bt_result(push_task(L, i)->task) >= 0;

    lua_createtable(L, 0, 2);
    lua_pushboolean(L, ok);
    lua_setfield(L, -2, "ok");
    if (ok)
      task_push_result(L, -2);
    else
      task_push_error(L, -2);
    lua_setfield(L, -2, ok ? "value" : "error");
    lua_remove(L, -2);
    lua_rawseti(L, -2, i);
  }
  return 1;
}

static int push_values(lua_State *L, lua_Integer n) {
  luaL_checkstack(L, (int)n + 5, "too many results");
  for (lua_Integer i = 1; i <= n; i++) {
    push_task(L, i);
    task_push_result(L, -1);
    lua_remove(L, -2);
  }
  return (int)n;
}

static bool has_failed(const struct task *task) {
  return bt_done(task->task) && task->failed;
}

/* The task that had failed before the gather began: those are looked at in
 * the order of the list. 0 if there is none. */
static lua_Integer failed_before(lua_State *L, lua_Integer n) {
  lua_Integer found = 0;

  for (lua_Integer i = 1; i <= n && !found; i++) {
    if (has_failed(push_task(L, i)))
      found = i;
    lua_pop(L, 1);
  }
  return found;
}

static lua_Integer failed_first(lua_State *L, lua_Integer n) {
  lua_Integer found = 0;
  uint64_t first = UINT64_MAX;

  for (lua_Integer i = 1; i <= n; i++) {
    const struct task *task = push_task(L, i);

    if (has_failed(task) && task->failed < first) {
      first = task->failed;
      found = i;
    }
    lua_pop(L, 1);
  }
  return found;
}

/* Raises what the C pattern returned, as the value that the task raised. */
static int raise_first(lua_State *L, int rc, lua_Integer n,
                       lua_Integer before) {
  lua_Integer i = before ? before : failed_first(L, n);

  if (rc != UV_UNKNOWN || !i)
    return raise_code(L, rc);
  push_task(L, i);
  task_push_error(L, -1);
  return lua_error(L);
}

/* ---- gather ----------------------------------------------------------- */

/* gather(list [, { return_errors = true }]) */
static int gather(lua_State *L) {
  struct bt_task **array;
  lua_Integer n, before;
  bool collect;
  int rc;

  enter_wait(L, "gather");
  lua_settop(L, 2);
  task_list_check(L, GIVEN, "gather");
  collect = wants_errors(L);
  n = task_list_of(L, GIVEN, "gather");
  before = failed_before(L, n);
  array = task_array_of(L, TASKS, n);
  for (lua_Integer i = 0; i < n; i++)
    bt_ref(array[i]);
  rc = collect ? bt_gather_all(array, (size_t)n, NULL)
               : bt_gather(array, (size_t)n, NULL);
  if (rc < 0)
    return raise_first(L, rc, n, before);
  return collect ? push_outcomes(L, n) : push_values(L, n);
}

void gather_open(lua_State *L) { lua_register(L, "gather", gather); }

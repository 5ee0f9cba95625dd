/* SPDX-License-Identifier: MIT-0 */
/* Tasks that run Lua: from the spawn to the results. task_api.c has what
 * programs call. */
#include "task.h"

#include "bt_task_group.h"

#include <stdio.h>
#include <string.h>

/* ---- Records ---------------------------------------------------------- */

void task_gone(void *arg, bool over) {
  struct task *task = arg;

  (void)over;
  bt_drop(task->task);
  task->task = NULL;
}

struct task *task_of(struct bt_task *t) {
  return t ? bt_host_data(t) : NULL;
}

void task_push(lua_State *L, struct task *task) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, task);
}

/* A failed child is asked for its error when its group closes. */
static void let_go(lua_State *L, struct task *task) {
  task_push(L, task);
  lua_pushnil(L);
  lua_setiuservalue(L, -2, TASK_THREAD);
  lua_pop(L, 1);
  task->thread = task->at = NULL;
  if (!task->in_group || !task->failed)
    task_unanchor(L, task);
}

void task_unanchor(lua_State *L, struct task *task) {
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, task);
}

void script_unstarted(struct script *script, struct bt_task *t) {
  if (task_of(t))
    let_go(script->L, task_of(t));
}

void task_note_place(lua_State *L) {
  struct task *task = task_of(bt_self());

  if (task && task->thread)
    task->at = L;
}

/* ---- Errors ----------------------------------------------------------- */

/* The message handler of a task: nothing catches this error in the task. */
static int handler(lua_State *L) {
  struct task *task = task_of(bt_self());

  if (guard_is_stop(L, 1))
    return 1;
  guard_explain(L);
  if (!task || !task->shown)
    return 1;
  task_push(L, task);
  traceback_push(L, 1);
  lua_setiuservalue(L, -2, TASK_TRACEBACK);
  if (!lua_isstring(L, -2)) {
    traceback_push_place(L, 1);
    lua_setiuservalue(L, -2, TASK_PLACE);
  }
  lua_pop(L, 1);
  return 1;
}

int task_error_code(lua_State *L) {
  struct script *script = script_of(L);

  if (guard_is_stop(L, -1))
    return script->stopping ? script->stopping : UV_EINTR;
  return error_is(L, -1, error_cancelled) ? UV_ECANCELED : UV_UNKNOWN;
}

/* The message of a cancellation; the whole text of other errors. */
static int push_message(lua_State *L) {
  if (error_is(L, 1, error_cancelled)) {
    lua_pushliteral(L, "message");
    if (lua_rawget(L, 1) == LUA_TNIL)
      return 1;
  }
  text_push(L, -1, NULL);
  return 1;
}

/* Pushes the message of the error on top of L, or nil. Does not raise: where
 * even that fails, the text says so. */
static void push_message_of(lua_State *L) {
  lua_pushcfunction(L, push_message);
  lua_pushvalue(L, -2);
  if (lua_pcall(L, 1, 1, 0) == LUA_OK)
    return;
  lua_pop(L, 1);
  lua_pushnil(L);
}

/* Keeps the error on top of L with the task; returns the task's result. */
static int fail(struct script *script, struct task *task, int status) {
  lua_State *L = task->thread;
  int code = task_error_code(L);
  const char *message;

  if (code != UV_ECANCELED)
    task->failed = ++script->failures;
  if (task->shown)
    script_keep_error(script, task, status);
  push_message_of(L);
  message = lua_tostring(L, -1);
  if (message)
    bt_fail(code, "%s", message);
  else if (code != UV_ECANCELED)
    bt_fail(code, "an error without text");
  lua_pop(L, 1);
  task_push(L, task);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, TASK_VALUE);
  lua_pop(L, 1);
  return code;
}

/* The error on top of L is that of a stop. */
static int stopped(struct script *script, int code) {
  if (!script->options.goes_on)
    bt_loop_abandon(code);
  script->stopping = 0;
  bt_retrieved(bt_self());
  return bt_fail(code, "stopped");
}

/* ---- Running ---------------------------------------------------------- */

/* The first result as short text, for the screen. */
static void describe_value(lua_State *L, int idx, char *buf, size_t size) {
  const char *format = "%s";

  switch (lua_type(L, idx)) {
  case LUA_TNUMBER:
    if (lua_isinteger(L, idx))
      snprintf(buf, size, "%lld", (long long)lua_tointeger(L, idx));
    else
      snprintf(buf, size, "%.14g", lua_tonumber(L, idx));
    return;
  case LUA_TBOOLEAN:
    format = lua_toboolean(L, idx) ? "true" : "false";
    break;
  case LUA_TSTRING:
    text_shorten(lua_tostring(L, idx), buf, size);
    return;
  default:
    format = object_type(L, idx);
  }
  snprintf(buf, size, "%s", format);
}

/* Puts n results on top of the stack into one value. */
static void pack(lua_State *L, int n) {
  if (n == 0)
    lua_pushnil(L);
  if (n < 2)
    return;
  lua_createtable(L, n, 0);
  lua_insert(L, -n - 1);
  for (int i = n; i > 0; i--)
    lua_rawseti(L, -i - 1, i);
}

/* Arguments: the task, its function, and what that gets. */
static int body(lua_State *L) {
  struct task *task = lua_touserdata(L, 1);
  struct script *script = script_of(L);
  int n;

  lua_call(L, lua_gettop(L) - 2, LUA_MULTRET);
  n = lua_gettop(L) - 1;
  script->value[0] = '\0'; /* tasks that ended meanwhile have used it */
  luaL_checkstack(L, 5, "too many results");
  if (n > 0 && !lua_isnil(L, 2))
    describe_value(L, 2, script->value, sizeof script->value);
  pack(L, n);
  task_push(L, task);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, TASK_VALUE);
  task->results = n;
  return 0;
}

/* Whether the program ends with this task: main's function has returned, and
 * no other task lives. */
static bool is_last(const struct script *script, const struct task *task) {
  struct bt_task *t = NULL;

  if (!script->main_ended)
    return false;
  while ((t = bt_loop_next_task(bt_loop_current(), t)) != NULL)
    if (t != task->task && !bt_done(t))
      return false;
  return true;
}

int task_run(void *arg) {
  struct task *task = arg;
  lua_State *L = task->thread;
  struct script *script = script_of(L);
  int status, rc = 0;

  task->at = L;
  status = lua_pcall(L, lua_gettop(L) - 2, 0, 1);
  if (status != LUA_OK && guard_is_stop(L, -1))
    rc = stopped(script, task_error_code(L));
  else if (status != LUA_OK)
    rc = fail(script, task, status);
  else if (script->value[0])
    bt_set_end_value(script->value);
  script->main_ended |= task == script->main;
  if (script->streams && !script->stopping && is_last(script, task))
    stream_close_all(L);
  let_go(L, task);
  return rc;
}

/* ---- Making ----------------------------------------------------------- */

struct task *task_new(lua_State *L, int n) {
  struct task *task = object_new(L, &task_kind, sizeof *task, TASK_VALUES, 0);
  lua_State *thread = lua_newthread(L);

  lua_setiuservalue(L, -2, TASK_THREAD);
  if (!lua_checkstack(thread, n + 5)) /* which does not raise in thread */
    luaL_error(L, "too many arguments");
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, task);
  lua_pop(L, 1);
  task->thread = thread;
  lua_pushcfunction(thread, handler);
  lua_pushcfunction(thread, body);
  lua_pushlightuserdata(thread, task);
  lua_xmove(L, thread, n + 1);
  return task;
}

void task_attach(struct task *task, struct bt_task *handle) {
  task->task = handle;
  bt_set_host_data(handle, task);
}

static struct bt_task *start(const struct bt_spawn_options *options,
                             struct bt_group *group, struct task *task) {
  struct bt_task *t;

  if (!group)
    return bt_spawn_with(options, task_run, task);
  t = bt_group_spawn_with(group, options, task_run, task);
  return t ? bt_ref(t) : NULL;
}

/* From the end; snprintf was a twentieth of what a task costs. */
const char *task_next_name(lua_State *L, char buf[TASK_NAME_SIZE]) {
  uint64_t n = ++script_of(L)->unnamed;
  char *name = buf + TASK_NAME_SIZE;

  *--name = '\0';
  for (; n > 0; n /= 10)
    *--name = (char)('0' + n % 10);
  name -= strlen("Task-");
  return memcpy(name, "Task-", strlen("Task-"));
}

struct task *task_spawn(lua_State *L, const char *name, int n,
                        struct bt_group *group) {
  struct bt_spawn_options options = {.stack_size = SCRIPT_STACK};
  struct task *task = task_new(L, n);
  struct bt_task *t;
  char unnamed[TASK_NAME_SIZE];

  options.name = name ? name : task_next_name(L, unnamed);
  t = start(&options, group, task);
  if (!t && !group) { /* perhaps garbage holds memory */
    script_collect(L);
    t = start(&options, group, task);
  }
  if (!t) {
    task_unanchor(L, task);
    return NULL;
  }
  task_push(L, task);
  task_attach(task, t);
  return task;
}

/* ---- Outcomes --------------------------------------------------------- */

int task_push_results(lua_State *L, int idx) {
  const struct task *task = lua_touserdata(L, idx);

  luaL_checkstack(L, task->results + 1, "too many results");
  lua_getiuservalue(L, idx, TASK_VALUE);
  if (task->results == 1)
    return 1;
  for (int i = 1; i <= task->results; i++)
    lua_rawgeti(L, -i, i);
  return task->results;
}

void task_push_result(lua_State *L, int idx) {
  const struct task *task = lua_touserdata(L, idx);

  lua_getiuservalue(L, idx, TASK_VALUE);
  if (task->results < 2)
    return;
  lua_rawgeti(L, -1, 1);
  lua_remove(L, -2);
}

void task_push_error(lua_State *L, int idx) {
  const struct task *task = lua_touserdata(L, idx);
  int rc = bt_result(task->task);
  const char *message = bt_message(task->task);

  if (rc == UV_ECANCELED)
    error_push(L, error_cancelled, message);
  else if (rc == UV_UNKNOWN)
    lua_getiuservalue(L, idx, TASK_VALUE);
  else
    lua_pushstring(L, message ? message : bt_error_name(rc));
}

/* SPDX-License-Identifier: MIT-0 */
/* "Tasks" of the Lua API: what programs call. */
#include "task.h"

static struct task *self(lua_State *L) {
  struct task *task = object_self(L, &task_kind);

  enter(L);
  return task;
}

/* Raises the error of the ended task at idx. */
static int raise_error(lua_State *L, int idx) {
  task_push_error(L, idx);
  return lua_error(L);
}

static void check_ended(lua_State *L, const struct task *task) {
  if (!bt_done(task->task))
    error_raise(L, error_invalid_state,
                "task %s has not ended; t:await() waits for it",
                bt_name(task->task));
}

/* ---- spawn ------------------------------------------------------------ */

bool task_check_function(lua_State *L, int arg, const char *call) {
  bool named = lua_type(L, arg) == LUA_TSTRING;

  if (!lua_isfunction(L, arg + named))
    luaL_error(L,
               "%s needs a function, got %s; write %s(fn, ...), not "
               "%s(fn(...))",
               call, object_type(L, arg + named), call, call);
  return named;
}

/* spawn([name,] fn, ...) */
static int task_spawn_call(lua_State *L) {
  bool named = task_check_function(L, 1, "spawn");

  enter(L);
  if (!task_spawn(L, named ? lua_tostring(L, 1) : NULL,
                  lua_gettop(L) - 1 - named, NULL))
    return raise_code(L, UV_ENOMEM);
  return 1;
}

struct task *task_awaitable(lua_State *L, int arg) {
  struct task *task = object_test(L, arg, &task_kind);

  arg = lua_absindex(L, arg);
  if (task)
    return task;
  luaL_argexpected(L, lua_isfunction(L, arg), arg, "task or function");
  lua_pushvalue(L, arg);
  task = task_spawn(L, NULL, 0, NULL);
  if (!task)
    raise_code(L, UV_ENOMEM);
  lua_replace(L, arg);
  return task;
}

/* ---- Waiting ---------------------------------------------------------- */

int task_waited(lua_State *L, int idx, int rc) {
  const struct task *task = lua_touserdata(L, idx);

  if (rc >= 0)
    return task_push_results(L, idx);
  if (bt_done(task->task) && rc == bt_result(task->task))
    return raise_error(L, idx);
  return raise_code(L, rc);
}

static int task_await(lua_State *L) {
  struct task *task = self(L);

  enter_wait(L, "await");
  return task_waited(L, 1, bt_join(task->task));
}

/* sleep(ms [, value]) */
static int task_sleep(lua_State *L) {
  uint64_t us;
  int rc;

  luaL_checknumber(L, 1);
  us = check_ms(L, 1);
  enter_wait(L, "sleep");
  rc = bt_sleep_us(us);
  if (rc < 0)
    return raise_code(L, rc);
  lua_settop(L, 2);
  return lua_isnil(L, 2) ? 0 : 1;
}

static int task_yield(lua_State *L) {
  int rc;

  enter_wait(L, "yield");
  rc = bt_yield();
  return rc < 0 ? raise_code(L, rc) : 0;
}

static int task_now(lua_State *L) {
  enter(L);
  push_ms(L, bt_now_us());
  return 1;
}

/* ---- Cancelling ------------------------------------------------------- */

static int task_cancel(lua_State *L) {
  struct task *task = self(L);

  lua_pushboolean(L, bt_cancel_because(task->task, luaL_optstring(L, 2, NULL)));
  return 1;
}

static int task_uncancel(lua_State *L) {
  lua_pushinteger(L, bt_uncancel(self(L)->task));
  return 1;
}

static int task_cancelling(lua_State *L) {
  lua_pushinteger(L, bt_cancelling(self(L)->task));
  return 1;
}

/* ---- Asking ----------------------------------------------------------- */

static int task_done(lua_State *L) {
  lua_pushboolean(L, bt_done(self(L)->task));
  return 1;
}

static int task_cancelled(lua_State *L) {
  lua_pushboolean(L, bt_cancelled(self(L)->task));
  return 1;
}

/* t:detach(): nobody will await t, and its error is no news. */
static int task_detach(lua_State *L) {
  bt_retrieved(self(L)->task);
  return 0;
}

static int task_name(lua_State *L) {
  lua_pushstring(L, bt_name(self(L)->task));
  return 1;
}

static int task_result(lua_State *L) {
  struct task *task = self(L);

  check_ended(L, task);
  if (bt_result(task->task) >= 0)
    return task_push_results(L, 1);
  return raise_error(L, 1);
}

static int task_error(lua_State *L) {
  struct task *task = self(L);

  check_ended(L, task);
  if (bt_cancelled(task->task))
    return raise_error(L, 1);
  if (bt_result(task->task) >= 0)
    lua_pushnil(L);
  else
    task_push_error(L, 1);
  return 1;
}

static const char *state_of(const struct task *task) {
  if (task->task == bt_self())
    return "running";
  if (!bt_done(task->task))
    return task->at ? "suspended" : "not started";
  if (bt_cancelled(task->task))
    return "cancelled";
  return task->failed ? "failed" : "ended";
}

static int task_text(lua_State *L) {
  const struct task *task = object_self(L, &task_kind);

  if (!task->task)
    lua_pushliteral(L, "task of a program that is over");
  else
    lua_pushfstring(L, "task \"%s\" %s", bt_name(task->task), state_of(task));
  return 1;
}

/* ---- current and tasks ------------------------------------------------ */

static int task_current(lua_State *L) {
  struct task *task = task_of(bt_self());

  enter(L);
  if (task)
    task_push(L, task);
  else
    lua_pushnil(L);
  return 1;
}

static int task_list(lua_State *L) {
  struct bt_loop *loop = bt_loop_current();
  struct bt_task *t = NULL;
  lua_Integer n = 0;

  enter(L);
  lua_newtable(L);
  while ((t = bt_loop_next_task(loop, t)) != NULL) {
    if (bt_done(t) || !task_of(t))
      continue;
    task_push(L, task_of(t));
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

/* ---- on_done ---------------------------------------------------------- */

/* Anchored in the registry under its address until it has run. */
struct callback {
  struct object object;
  struct bt_call call;
  struct script *script;
};

enum { CALLBACK_FUNCTION = 1, CALLBACK_TASK, CALLBACK_VALUES = 2 };

static int callback_run(lua_State *L) {
  void *callback = lua_touserdata(L, 1);

  lua_rawgetp(L, LUA_REGISTRYINDEX, callback);
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, callback);
  lua_getiuservalue(L, -1, CALLBACK_FUNCTION);
  lua_getiuservalue(L, -2, CALLBACK_TASK);
  lua_call(L, 1, 0);
  return 0;
}

static void callback_called(struct bt_call *call) {
  struct callback *c =
      (struct callback *)((char *)call - offsetof(struct callback, call));
  struct script *script = c->script;

  if (script_protect(script, callback_run, c) != LUA_OK)
    script_report(script, "callback", "on_done's function failed");
}

static void callback_gone(void *callback, bool over) {
  (void)over;
  bt_call_stop(&((struct callback *)callback)->call);
}

static const luaL_Reg no_methods[] = {{NULL, NULL}};
static const struct object_kind callback_kind = {
    .name = "callback", .methods = no_methods, .gone = callback_gone};

/* Pushes the callback of the task at 1 to the function at 2. */
static struct callback *push_callback(lua_State *L) {
  struct callback *c =
      object_new(L, &callback_kind, sizeof *c, CALLBACK_VALUES, 0);

  c->script = script_of(L);
  c->call.fn = callback_called;
  c->call.what = "user";
  c->call.task = bt_self();
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, CALLBACK_FUNCTION);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, CALLBACK_TASK);
  return c;
}

static int task_on_done(lua_State *L) {
  struct task *task = self(L);
  struct callback *c;

  luaL_checktype(L, 2, LUA_TFUNCTION);
  c = push_callback(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, c);
  bt_on_done(task->task, &c->call);
  return 0;
}

/* ---- Opening ---------------------------------------------------------- */

static const luaL_Reg methods[] = {
    {"await", task_await},       {"cancel", task_cancel},
    {"uncancel", task_uncancel}, {"cancelling", task_cancelling},
    {"done", task_done},         {"cancelled", task_cancelled},
    {"name", task_name},         {"result", task_result},
    {"error", task_error},       {"on_done", task_on_done},
    {"detach", task_detach},     {NULL, NULL},
};

const struct object_kind task_kind = {
    .name = "task", .methods = methods, .text = task_text, .gone = task_gone};

void task_open(lua_State *L) {
  object_open(L, &task_kind);
  object_open(L, &callback_kind);
  lua_register(L, "spawn", task_spawn_call);
  lua_register(L, "sleep", task_sleep);
  lua_register(L, "yield", task_yield);
  lua_register(L, "now", task_now);
  lua_register(L, "current", task_current);
  lua_register(L, "tasks", task_list);
}

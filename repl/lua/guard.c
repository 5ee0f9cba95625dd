/* SPDX-License-Identifier: MIT-0 */
/* Stopping a program that does not want to stop. script_stop sets a flag;
 * a hook sees it within 1,000 instructions and raises a value of its own that
 * the functions here, which replace Lua's, never catch. The flag stays up
 * until the task has ended, so that cleanup code cannot go on for ever.
 */
#include "task.h"

#include "../nearest.h"

#include <string.h>

enum { INSTRUCTIONS = 1000 };

static char stop_value;

bool guard_is_stop(lua_State *L, int idx) {
  return lua_touserdata(L, idx) == &stop_value;
}

static void check(lua_State *L, struct script *script) {
  if (heap_due(&script->heap))
    script_collect(L); /* which a stop breaks off */
  if (script->stopping) {
    lua_pushlightuserdata(L, &stop_value);
    lua_error(L);
  }
}

void guard_check(lua_State *L) { check(L, script_of(L)); }

static void tick(lua_State *L, lua_Debug *unused) {
  (void)unused;
  task_note_place(L);
  check(L, script_of(L));
}

void guard_watch(lua_State *L) {
  lua_sethook(L, tick, LUA_MASKCOUNT, INSTRUCTIONS);
}

/* ---- Names that were not found ---------------------------------------- */

/* The name in "attempt to ... a nil value (global 'NAME')". */
static const char *missing_global(const char *message, char *buf, size_t size) {
  static const char before[] = "a nil value (global '";
  const char *start = strstr(message, before);
  size_t n;

  if (!start)
    return NULL;
  start += sizeof before - 1;
  n = strcspn(start, "'");
  if (n >= size || strcmp(start + n, "')") != 0)
    return NULL;
  memcpy(buf, start, n);
  buf[n] = '\0';
  return buf;
}

/* What to use instead of a library that is kept out. */
static const char *kept_out(const char *name) {
  static const char *const hints[][2] = {
      {"os", "now() is the time, sleep(ms) waits"},
      {"io", "print writes"},
      {"require", "a program is one file"},
      {"package", "a program is one file"},
      {"debug", "a traceback is printed with an error"},
      {"dofile", "a program is one file"},
      {"loadfile", "load compiles text"},
  };

  for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
    if (strcmp(hints[i][0], name) == 0)
      return hints[i][1];
  return NULL;
}

static void try_globals(lua_State *L, struct nearest *nearest) {
  lua_pushglobaltable(L);
  order_push_names(L, -1);
  for (lua_Integer i = 1; lua_rawgeti(L, -1, i) == LUA_TSTRING; i++) {
    nearest_try(nearest, lua_tostring(L, -1));
    lua_pop(L, 1); /* the table still has it */
  }
  lua_pop(L, 1);
}

int guard_explain(lua_State *L) {
  char name[64], hint[128];
  const char *known;
  struct nearest nearest;

  if (lua_type(L, 1) != LUA_TSTRING ||
      !missing_global(lua_tostring(L, 1), name, sizeof name))
    return 1;
  known = kept_out(name);
  if (known) {
    lua_pushfstring(L, "%s: not in the sandbox; %s", lua_tostring(L, 1), known);
    return 1;
  }
  nearest_start(&nearest, name);
  try_globals(L, &nearest);
  lua_pushfstring(L, "%s%s", lua_tostring(L, 1),
                  nearest_hint(&nearest, "", hint, sizeof hint));
  return 1;
}

/* ---- Protected calls -------------------------------------------------- */

/* The results of a protected call: all above base, or false and an error. */
static int finish(lua_State *L, int status, lua_KContext base) {
  if (status == LUA_OK || status == LUA_YIELD)
    return lua_gettop(L) - (int)base;
  if (guard_is_stop(L, -1))
    return lua_error(L);
  lua_pushboolean(L, false);
  lua_insert(L, -2);
  return 2;
}

/* pcall(f, ...) */
static int guard_pcall(lua_State *L) {
  int status;

  luaL_checkany(L, 1);
  lua_pushcfunction(L, guard_explain);
  lua_insert(L, 1);
  lua_pushboolean(L, true); /* the first result */
  lua_insert(L, 2);
  status = lua_pcallk(L, lua_gettop(L) - 3, LUA_MULTRET, 1, 1, finish);
  return finish(L, status, 1);
}

/* The handler in upvalue 1, which does not see a stop. */
static int guarded_handler(lua_State *L) {
  if (guard_is_stop(L, 1))
    return 1;
  guard_explain(L);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, -2);
  lua_call(L, 1, 1);
  return 1;
}

/* xpcall(f, handler, ...) */
static int guard_xpcall(lua_State *L) {
  int status;

  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_insert(L, 1);
  lua_pushboolean(L, true);
  lua_insert(L, 2);
  lua_remove(L, 4); /* as it was given */
  status = lua_pcallk(L, lua_gettop(L) - 3, LUA_MULTRET, 1, 1, finish);
  return finish(L, status, 1);
}

/* ---- Calls that catch errors as results ------------------------------- */

/* Raises the error on top for who called us. Lua's own function was called by
 * C, so that it knew neither its name nor the caller's line. */
static int raise_for_caller(lua_State *L) {
  const char *text = lua_tostring(L, -1);
  int arg, n = 0;

  if (lua_type(L, -1) != LUA_TSTRING)
    return lua_error(L);
  if (sscanf(text, "bad argument #%d to '?' (%n", &arg, &n) != 1 || n == 0)
    return luaL_error(L, "%s", text);
  lua_pushlstring(L, text + n, strlen(text + n) - 1); /* without the ) */
  return luaL_argerror(L, arg, lua_tostring(L, -1));
}

int guard_original(lua_State *L) {
  int status;

  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  if (status == LUA_ERRRUN)
    return raise_for_caller(L);
  return status == LUA_OK ? lua_gettop(L) : lua_error(L);
}

/* Where Lua's own function returns a stop as its second result, it goes on. */
static int guard_results(lua_State *L) {
  guard_original(L);
  if (lua_gettop(L) >= 2 && guard_is_stop(L, 2)) {
    lua_settop(L, 2);
    return lua_error(L);
  }
  return lua_gettop(L);
}

/* load(chunk, chunkname, mode, env), of text only. */
static int guard_load(lua_State *L) {
  luaL_argcheck(L, lua_type(L, 1) == LUA_TSTRING || lua_isfunction(L, 1), 1,
                "text, or a function that returns it, expected");
  if (lua_gettop(L) < 3)
    lua_settop(L, 3);
  lua_pushliteral(L, "t");
  lua_replace(L, 3);
  return guard_results(L);
}

/* coroutine.yield, where there is something to yield to. */
static int guard_yield(lua_State *L) {
  if (lua_isyieldable(L))
    return lua_yield(L, lua_gettop(L));
  return luaL_error(
      L, "coroutine.yield has nothing to yield to here: a task is suspended "
         "by sleep(0), and between a coroutine's resume and its yield there "
         "may be no function such as task_group, timeout or table.sort");
}

/* A task's own thread is to its coroutines what the main one is in Lua. */
static int guard_running(lua_State *L) {
  const struct task *task = task_of(bt_self());
  bool first = lua_pushthread(L);

  lua_pushboolean(L, first || (task && task->thread == L));
  return 2;
}

/* Puts wrapper round the function of that name in the table on top. */
static void wrap(lua_State *L, const char *name, lua_CFunction wrapper) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, wrapper, 1);
  lua_setfield(L, -2, name);
}

void guard_open(lua_State *L) {
  lua_register(L, "pcall", guard_pcall);
  lua_register(L, "xpcall", guard_xpcall);
  lua_pushglobaltable(L);
  wrap(L, "load", guard_load);
  lua_getfield(L, -1, "coroutine");
  wrap(L, "resume", guard_results);
  wrap(L, "close", guard_results);
  lua_pushcfunction(L, guard_yield);
  lua_setfield(L, -2, "yield");
  lua_pushcfunction(L, guard_running);
  lua_setfield(L, -2, "running");
  lua_pop(L, 2);
}

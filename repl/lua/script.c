/* SPDX-License-Identifier: MIT-0 */
/* A script from the opening to the close. */
#include "task.h"

#include <stdlib.h>
#include <string.h>

static const char error_key;

/* ---- Protected calls -------------------------------------------------- */

int script_protect(struct script *script, lua_CFunction fn, void *arg) {
  lua_State *L = script->L;

  lua_pushcfunction(L, fn);
  lua_pushlightuserdata(L, arg);
  return lua_pcall(L, 1, 0, 0);
}

static int status_code(int status) {
  return status == LUA_OK ? 0 : status == LUA_ERRMEM ? UV_ENOMEM : UV_EINVAL;
}

/* ---- Opening ---------------------------------------------------------- */

/* Lua keeps the place of a block's header from us, but it can be seen. */
static void check_blocks(lua_State *L) {
  uint64_t serial = script_of(L)->heap.serial;

  lua_newtable(L);
  lua_newthread(L);
  lua_newtable(L);
  if (heap_serial(lua_topointer(L, -3)) != serial + 1 ||
      heap_serial(lua_getextraspace(lua_tothread(L, -2))) != serial + 2 ||
      heap_serial(lua_topointer(L, -1)) != serial + 3)
    luaL_error(L, "this Lua lays its objects out in another way");
  lua_pop(L, 3);
}

static int open_all(lua_State *L) {
  luaL_checkversion(L);
  lua_pushboolean(L, false);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &error_key);
  check_blocks(L);
  sandbox_open(L);
  text_open(L);
  order_open(L);
  guard_open(L);
  errors_open(L);
  task_open(L);
  gather_open(L);
  group_open(L);
  hold_open(L);
  lock_open(L);
  semaphore_open(L);
  queue_open(L);
  timeout_open(L);
  wait_open(L);
  completed_open(L);
  event_open(L);
  condition_open(L);
  barrier_open(L);
  stream_open(L);
  channel_open(L);
  cancel_scope_open(L);
  rate_limit_open(L);
  retry_open(L);
  background_open(L);
  pool_open(L);
  order_number_libraries(L);
  sandbox_name_functions(L);
  script_collect(L);
  return 0;
}

static int panic(lua_State *L) {
  bt_misuse("lua", "an error of Lua's outside a protected call: %s",
            lua_tostring(L, -1));
}

int script_open(struct script **out, const struct script_options *options) {
  struct script *script = calloc(1, sizeof *script);
  int status;

  if (!script)
    return UV_ENOMEM;
  script->options = *options;
  script->error = "";
  heap_init(&script->heap, options->account, options->account_data);
  script->L = lua_newstate(heap_alloc, &script->heap);
  if (!script->L) {
    free(script);
    return UV_ENOMEM;
  }
  lua_atpanic(script->L, panic);
  lua_gc(script->L, LUA_GCSTOP);
  *(struct script **)lua_getextraspace(script->L) = script;
  guard_watch(script->L);
  status = script_protect(script, open_all, NULL);
  if (status != LUA_OK) {
    script_close(script);
    return status == LUA_ERRMEM ? UV_ENOMEM : UV_ENOTSUP;
  }
  *out = script;
  return 0;
}

/* ---- Loading ---------------------------------------------------------- */

struct source {
  const char *name, *text;
  size_t n;
};

/* A byte order mark and a first line with # are no part of the program. */
static void skip_start(struct source *source) {
  const char *end;

  if (source->n >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0) {
    source->text += 3;
    source->n -= 3;
  }
  if (source->n == 0 || source->text[0] != '#')
    return;
  end = memchr(source->text, '\n', source->n);
  source->n = end ? source->n - (size_t)(end - source->text) : 0;
  source->text = end ? end : "";
}

static void compile(lua_State *L, struct source *source) {
  skip_start(source);
  if (source->n > 0 && source->text[0] == LUA_SIGNATURE[0])
    luaL_error(L, "%s: bytecode is refused: a program is text", source->name);
  lua_pushfstring(L, "@%s", source->name);
  if (luaL_loadbufferx(L, source->text, source->n, lua_tostring(L, -1), "t"))
    lua_error(L);
  lua_remove(L, -2);
}

/* Pushes the program's arguments, and puts them into arg; returns how many. */
static int push_arguments(lua_State *L, const char *name) {
  const struct script_options *options = &script_of(L)->options;

  luaL_checkstack(L, options->argc + 4, "too many arguments");
  lua_createtable(L, options->argc, 1);
  lua_pushstring(L, name);
  lua_rawseti(L, -2, 0);
  for (int i = 1; i <= options->argc; i++) {
    lua_pushstring(L, options->argv[i - 1]);
    lua_rawseti(L, -2, i);
  }
  lua_setglobal(L, "arg");
  for (int i = 0; i < options->argc; i++)
    lua_pushstring(L, options->argv[i]);
  return options->argc;
}

static int load(lua_State *L) {
  struct source *source = lua_touserdata(L, 1);
  struct script *script = script_of(L);

  compile(L, source);
  script->main = task_new(L, push_arguments(L, source->name));
  script->main->shown = true;
  script->unnamed = 1; /* main counts as the first, as in asyncio */
  return 0;
}

int script_load(struct script *script, const char *name, const char *text,
                size_t n) {
  struct source source = {name, text, n};
  int status = script_protect(script, load, &source);

  if (status != LUA_OK)
    script_keep_text(script, status);
  return status_code(status);
}

int script_main(void *arg) {
  struct script *script = arg;

  task_attach(script->main, bt_ref(bt_self()));
  return task_run(script->main);
}

/* ---- Errors ----------------------------------------------------------- */

/* Anchors the text on top of L, which it pops. Does not raise: there is an
 * entry for it since the opening. */
static void anchor(struct script *script, lua_State *L) {
  script->error = lua_tostring(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &error_key);
}

void script_keep_text(struct script *script, int status) {
  lua_State *L = script->L;

  script->out_of_memory = status == LUA_ERRMEM;
  if (lua_type(L, -1) == LUA_TSTRING) {
    anchor(script, L);
  } else {
    script->error = "an error without text";
    lua_pop(L, 1);
  }
}

/* Arguments: the error, its traceback or nil, the place or nil. */
static int compose(lua_State *L) {
  const char *traceback = luaL_optstring(L, 2, NULL);
  const char *place = luaL_optstring(L, 3, "");
  const char *text;

  if (lua_type(L, 1) == LUA_TTABLE && !luaL_getmetafield(L, 1, "__tostring"))
    lua_pushliteral(L, "a table was raised as an error; give it a __tostring");
  else
    text_push(L, 1, NULL);
  text = lua_tostring(L, -1);
  lua_pushfstring(L, "%s%s%s%s", place, text, traceback ? "\n" : "",
                  traceback ? traceback : "");
  anchor(script_of(L), L);
  return 0;
}

void script_keep_error(struct script *script, struct task *task, int status) {
  lua_State *L = task->thread;
  const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";

  script->out_of_memory =
      status == LUA_ERRMEM || strcmp(text, "not enough memory") == 0;
  script->error = "an error whose text could not be made";
  lua_pushcfunction(L, compose);
  lua_pushvalue(L, -2);
  task_push(L, task);
  lua_getiuservalue(L, -1, TASK_TRACEBACK);
  lua_getiuservalue(L, -2, TASK_PLACE);
  lua_remove(L, -3);
  if (lua_pcall(L, 3, 0, 0) != LUA_OK)
    lua_pop(L, 1);
}

void script_report(struct script *script, const char *rule, const char *what) {
  lua_State *L = script->L;
  const char *text = lua_tostring(L, -1);
  int code = script->stopping;

  if (!guard_is_stop(L, -1)) {
    bt_warn(rule, "%s: %s", what, text ? text : "an error without text");
    lua_pop(L, 1);
    return;
  }
  lua_pop(L, 1);
  if (!script->options.goes_on)
    bt_loop_abandon(code);
  script->stopping = 0;
}

const char *script_error(const struct script *script) { return script->error; }

bool script_out_of_memory(const struct script *script) {
  return script->out_of_memory;
}

/* ---- Looking and stopping --------------------------------------------- */

const char *script_locate(struct script *script, struct bt_task *t) {
  struct task *task = script->heap.freeing ? NULL : task_of(t);
  const char *place = NULL;

  if (task && task->at)
    place = traceback_place(task->at, script->place, sizeof script->place);
  if (!place && task && task->at && task->at != task->thread)
    place = traceback_place(task->thread, script->place, sizeof script->place);
  return place;
}

void script_stop(struct script *script, int code) { script->stopping = code; }
int script_stopping(const struct script *script) { return script->stopping; }
void script_go_on(struct script *script) { script->stopping = 0; }

void script_collect(lua_State *L) {
  heap_collect(&script_of(L)->heap, L, &script_of(L)->stopping);
}

/* ---- The end ---------------------------------------------------------- */

void script_release(struct script *script) {
  script->released = true;
  heap_release(&script->heap);
}

void script_leave(struct script *script) {
  static struct script *volatile left; /* where leak checkers see it */

  left = script;
  (void)left;
}

void script_close(struct script *script) {
  if (!script)
    return;
  script->released = true;
  lua_close(script->L);
  free(script);
}

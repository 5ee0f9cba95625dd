/* SPDX-License-Identifier: MIT-0 */
/* background(), on bt_background. */
#include "task.h"

#include "bt_background.h"

#include <limits.h>

/* Anchored in the registry until it is closed: its tasks point to it. */
struct background {
  struct object object;
  struct bt_background background;
};

static const struct object_kind background_kind;

static struct bt_background *self(lua_State *L) {
  struct background *b = object_self(L, &background_kind);

  enter_wait(L, "a background");
  return &b->background;
}

static int closed(lua_State *L) {
  return misuse(L, "the background is closed and takes no more tasks");
}

/* bg:spawn([name,] fn, ...) -> task; waits while limit of them run. */
static int background_spawn(lua_State *L) {
  struct bt_background *b = self(L);
  bool named = task_check_function(L, 2, "bg:spawn");
  struct bt_spawn_options options = {.stack_size = SCRIPT_STACK};
  char unnamed[TASK_NAME_SIZE];
  struct task *task;
  struct bt_task *t;
  int rc;

  if (b->closing)
    return closed(L);
  options.name = named ? lua_tostring(L, 2) : task_next_name(L, unnamed);
  task = task_new(L, lua_gettop(L) - 2 - named);
  rc = bt_background_spawn_with(b, &options, task_run, task, &t);
  if (rc < 0) {
    task_unanchor(L, task);
    return rc == UV_EPIPE ? closed(L) : raise_code(L, rc);
  }
  task_push(L, task);
  task_attach(task, bt_ref(t));
  return 1;
}

static int close_after(lua_State *L, uint64_t grace_ms) {
  int rc = bt_background_close(self(L), grace_ms);

  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, lua_touserdata(L, 1));
  return rc < 0 ? raise_code(L, rc) : 0;
}

/* bg:close([grace_ms]) */
static int background_close(lua_State *L) {
  uint64_t us = lua_isnoneornil(L, 2) ? 0 : check_ms(L, 2);

  return close_after(L, us == BT_NEVER ? us : us / 1000);
}

/* __close: without grace */
static int background_leave(lua_State *L) { return close_after(L, 0); }

static int background_text(lua_State *L) {
  const struct background *b = object_self(L, &background_kind);

  lua_pushfstring(L, "background %s, %d running",
                  b->background.closing ? "closed" : "open",
                  (int)b->background.n);
  return 1;
}

static const luaL_Reg methods[] = {
    {"spawn", background_spawn}, {"close", background_close}, {NULL, NULL}};
static const struct object_kind background_kind = {.name = "background",
                                                   .self = "bg",
                                                   .methods = methods,
                                                   .text = background_text,
                                                   .close = background_leave};

/* background([{ limit = }]) */
static int background(lua_State *L) {
  struct background *b;
  lua_Integer limit = 0;

  enter(L);
  lua_settop(L, 1);
  if (!lua_isnil(L, 1)) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_getfield(L, 1, "limit");
    limit = luaL_optinteger(L, -1, 0);
    luaL_argcheck(L, limit >= 0 && limit < INT_MAX, 1,
                  "limit is a number of 0 or more");
  }
  b = object_new(L, &background_kind, sizeof *b, 0, 0);
  bt_background_init(&b->background, (size_t)limit);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, b);
  return 1;
}

void background_open(lua_State *L) {
  object_open(L, &background_kind);
  lua_register(L, "background", background);
}

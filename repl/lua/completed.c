/* SPDX-License-Identifier: MIT-0 */
/* as_completed{ ... }, on bt_as_completed. */
#include "task.h"

#include "bt_as_completed.h"

/* The iterator of the loop; closed when the loop is left. */
struct completed {
  struct object object;
  bool open;
  struct bt_as_completed it;
};

enum { COMPLETED_TASKS = 1, COMPLETED_VALUES = 1 };

static const struct object_kind completed_kind;

static void completed_gone(void *arg, bool over) {
  struct completed *c = arg;

  (void)over;
  if (!bt_waiting(&c->it.askers)) /* nobody is left who could be told */
    bt_as_completed_close(&c->it);
}

/* __close */
static int completed_close(lua_State *L) {
  struct completed *c = lua_touserdata(L, 1);

  bt_as_completed_close(&c->it);
  c->open = false;
  return 0;
}

/* __call, by the loop: the next task, or nil. */
static int completed_next(lua_State *L) {
  struct completed *c = object_self(L, &completed_kind);
  struct bt_task *task;
  int rc;

  enter_wait(L, "as_completed");
  if (!c->open)
    return misuse(L, "this as_completed has been left");
  rc = bt_as_completed_next(&c->it, &task);
  if (rc == UV_EOF)
    return 0;
  if (rc < 0)
    return raise_code(L, rc);
  lua_getiuservalue(L, 1, COMPLETED_TASKS);
  lua_rawgetp(L, -1, task_of(task));
  return 1;
}

/* Pushes a table from the records of n tasks to their objects. */
static void push_map(lua_State *L, int tasks, lua_Integer n) {
  lua_createtable(L, 0, (int)n);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, tasks, i);
    lua_rawsetp(L, -2, lua_touserdata(L, -1));
  }
}

/* as_completed(list [, { timeout = ms }]): for the generic for, which closes
 * its fourth value when the loop is left. */
static int as_completed(lua_State *L) {
  struct completed *c;
  struct bt_task **array;
  lua_Integer n;

  enter(L);
  lua_settop(L, 2);
  n = task_list_of(L, 1, "as_completed"); /* 3 */
  array = task_array_of(L, 3, n);
  push_map(L, 3, n);
  c = object_new(L, &completed_kind, sizeof *c, COMPLETED_VALUES, 0);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, COMPLETED_TASKS);
  if (bt_as_completed_open_us(&c->it, array, (size_t)n,
                              option_ms(L, 2, "timeout")) < 0)
    return raise_code(L, UV_ENOMEM);
  c->open = true;
  lua_pushnil(L);
  lua_pushnil(L);
  lua_pushvalue(L, -3);
  return 4;
}

static int completed_text(lua_State *L) {
  const struct completed *c = object_self(L, &completed_kind);

  lua_pushfstring(L, "as_completed, %d to come", (int)c->it.left);
  return 1;
}

static const luaL_Reg methods[] = {{NULL, NULL}};
static const struct object_kind completed_kind = {.name = "as_completed",
                                                  .methods = methods,
                                                  .text = completed_text,
                                                  .gone = completed_gone,
                                                  .close = completed_close,
                                                  .call = completed_next};

void completed_open(lua_State *L) {
  object_open(L, &completed_kind);
  lua_register(L, "as_completed", as_completed);
}

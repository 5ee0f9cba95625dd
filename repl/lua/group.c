/* SPDX-License-Identifier: MIT-0 */
/* task_group(fn), on bt_task_group. */
#include "task.h"

#include "bt_task_group.h"

#include <stdio.h>

struct group {
  struct object object;
  struct bt_group group;
};

static const struct object_kind group_kind;

/* ---- Spawning --------------------------------------------------------- */

static struct group *self(lua_State *L) {
  struct group *g = object_self(L, &group_kind);

  enter(L);
  return g;
}

/* tg:spawn([name,] fn, ...) */
static int group_spawn(lua_State *L) {
  struct group *g = self(L);
  bool named = task_check_function(L, 2, "tg:spawn");
  struct task *task;

  if (!g->group.scope.task || (g->group.closing && g->group.n_live == 0))
    return misuse(L, "the group has ended: spawn inside the function that "
                     "task_group was given, or while a child lives");
  if (g->group.aborting)
    return misuse(L, "the group is shutting down after an error or a cancel "
                     "and takes no more tasks");
  task = task_spawn(L, named ? lua_tostring(L, 2) : NULL,
                    lua_gettop(L) - 2 - named, &g->group);
  if (!task)
    return raise_code(L, UV_ENOMEM);
  task->in_group = true;
  return 1;
}

/* tg:cancel() */
static int group_cancel(lua_State *L) {
  struct group *g = self(L);

  if (g->group.scope.task) /* not closed */
    bt_group_cancel(&g->group);
  return 0;
}

/* ---- Errors ----------------------------------------------------------- */

/* Pushes the ErrorGroup of the group's errors; body is where the body's own
 * error is, for the entry that no task stands behind. */
static void push_error_group(lua_State *L, const struct bt_errors *errors,
                             int body) {
  char message[64];

  snprintf(message, sizeof message, "%zu error%s", errors->n,
           errors->n == 1 ? "" : "s");
  error_push(L, error_group, message);
  lua_createtable(L, (int)errors->n, 0);
  for (size_t i = 0; i < errors->n; i++) {
    struct task *task = task_of(errors->items[i].task);

    if (task) {
      task_push(L, task);
      task_push_error(L, -1);
      lua_remove(L, -2);
    } else if (errors->items[i].code == UV_ENOMEM) {
      lua_pushliteral(L, "not enough memory");
    } else {
      lua_pushvalue(L, body);
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "errors");
}

/* The children that failed were kept for push_error_group. */
static void let_children_go(lua_State *L, const struct bt_errors *errors) {
  for (size_t i = 0; i < errors->n; i++)
    if (task_of(errors->items[i].task))
      task_unanchor(L, task_of(errors->items[i].task));
}

/* ---- task_group ------------------------------------------------------- */

/* Stack: 1 the function, 2 the name, 3 the group, 4 a handler, then the body's
 * results, or its error. */
enum { FUNCTION = 1, NAME, GROUP, HANDLER, BODY };

static int build_error(lua_State *L) {
  struct group *g = lua_touserdata(L, 1);

  push_error_group(L, &g->group.errors, 2);
  return 1;
}

/* Raises the errors of a closed group. The list is freed first, in any case:
 * memory may run out while Lua's is made. */
static int raise_errors(lua_State *L, struct group *g) {
  lua_settop(L, BODY);
  lua_pushcfunction(L, build_error);
  lua_pushvalue(L, GROUP);
  lua_pushvalue(L, BODY);
  (void)lua_pcall(L, 2, 1, 0); /* what it failed by is raised as well */
  let_children_go(L, &g->group.errors);
  bt_group_fini(&g->group);
  return lua_error(L);
}

static int finish(lua_State *L, struct group *g, int status, int rc) {
  bool stop = status != LUA_OK && guard_is_stop(L, BODY);

  if (g->group.errors.n > 0 && !stop)
    return raise_errors(L, g);
  let_children_go(L, &g->group.errors);
  bt_group_fini(&g->group);
  if (stop || (status != LUA_OK && rc == UV_ECANCELED)) {
    lua_settop(L, BODY); /* the body's own error, with its message */
    return lua_error(L);
  }
  if (rc < 0)
    return raise_code(L, rc);
  return status == LUA_OK ? lua_gettop(L) - HANDLER : 0;
}

/* task_group(fn [, name]) */
static int task_group(lua_State *L) {
  struct group *g;
  int status, rc;

  luaL_checktype(L, FUNCTION, LUA_TFUNCTION);
  enter_wait(L, "task_group");
  lua_settop(L, NAME);
  g = object_new(L, &group_kind, sizeof *g, 0, NAME);
  lua_pushcfunction(L, guard_explain);
  bt_group_open_named(&g->group, g->object.name);
  lua_pushvalue(L, FUNCTION);
  lua_pushvalue(L, GROUP);
  status = lua_pcall(L, 1, LUA_MULTRET, HANDLER);
  rc = status == LUA_OK ? 0 : task_error_code(L);
  task_note_place(L);
  rc = bt_group_close(&g->group, rc);
  return finish(L, g, status, rc);
}

static int group_text(lua_State *L) {
  const struct group *g = object_self(L, &group_kind);

  lua_pushfstring(L, "task group \"%s\" %s, %d live",
                  g->object.name ? g->object.name : "group",
                  g->group.scope.task ? "open" : "closed",
                  (int)g->group.n_live);
  return 1;
}

static const luaL_Reg methods[] = {
    {"spawn", group_spawn}, {"cancel", group_cancel}, {NULL, NULL}};
static const struct object_kind group_kind = {
    .name = "task group", .self = "tg", .methods = methods, .text = group_text};

void group_open(lua_State *L) {
  object_open(L, &group_kind);
  lua_register(L, "task_group", task_group);
}

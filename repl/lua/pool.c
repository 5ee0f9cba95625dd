/* SPDX-License-Identifier: MIT-0 */
/* pool{ ... }, on bt_pool. */
#include "box.h"
#include "task.h"

#include "bt_pool.h"

#include <limits.h>

struct pool {
  struct object object;
  struct bt_pool pool;
};

enum { POOL_OPEN = BOX_OBJECT_VALUES + 1, POOL_CLOSE, POOL_CHECK };
enum { POOL_VALUES = POOL_CHECK };

/* What acquire returns: it stands for the member until it is closed. */
struct lease {
  struct object object;
  struct bt_pool *pool;
  void *member; /* NULL once given back */
};

enum { LEASE_POOL = 1, LEASE_MEMBER, LEASE_VALUES = 2 };

static const struct object_kind pool_kind, lease_kind;

static struct bt_pool *self(lua_State *L) {
  struct pool *p = object_self(L, &pool_kind);

  enter(L);
  return &p->pool;
}

/* ---- What the C pool calls -------------------------------------------- */

/* It calls in the task and frame of the method that called it, whose first
 * argument is the pool. Nothing may be raised through it. */
static lua_State *caller(void) { return task_of(bt_self())->at; }

/* Arguments: the pool. Pushes the box of a new member. */
static int open_member(lua_State *L) {
  void *box;

  lua_getiuservalue(L, 1, POOL_OPEN);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1))
    return luaL_error(L, "pool: open returned nil instead of a member");
  box = box_push(L, 1, -1);
  box_anchor(L, 1, box);
  lua_pushlightuserdata(L, box);
  return 1;
}

/* After an error that stays on top of the stack, for acquire to raise. */
static int on_open(void *context, void **member) {
  lua_State *L = caller();

  (void)context;
  lua_pushcfunction(L, open_member);
  lua_pushvalue(L, 1);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK)
    return task_error_code(L);
  *member = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return 0;
}

/* Arguments: the pool, the box, which function. Calls it with the member. */
static int call_with_member(lua_State *L) {
  const void *box = lua_touserdata(L, 2);
  int which = (int)lua_tointeger(L, 3);

  if (lua_getiuservalue(L, 1, which) == LUA_TNIL) {
    lua_pushboolean(L, true);
    return 1;
  }
  lua_getiuservalue(L, 1, BOX_TABLE);
  lua_rawgetp(L, -1, box);
  lua_getiuservalue(L, -1, BOX_VALUE);
  lua_replace(L, -3);
  lua_pop(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

/* Calls close or check: 0, UV_EINVAL where it returned a false value, or the
 * code of its error, of which a warning tells. */
static int call_safely(void *member, int which, const char *name) {
  lua_State *L = caller();
  int rc = 0;

  lua_pushcfunction(L, call_with_member);
  lua_pushvalue(L, 1);
  lua_pushlightuserdata(L, member);
  lua_pushinteger(L, which);
  if (lua_pcall(L, 3, 1, 0) != LUA_OK)
    rc = guard_is_stop(L, -1) ? UV_ECANCELED : task_error_code(L);
  else if (!lua_toboolean(L, -1))
    rc = UV_EINVAL;
  if (rc == UV_UNKNOWN)
    bt_warn("pool", "%s of a pool failed: %s", name,
            lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1)
                                           : "an error without text");
  lua_pop(L, 1);
  return rc;
}

static void on_close(void *context, void *member) {
  (void)context;
  (void)call_safely(member, POOL_CLOSE, "close");
  box_drop(caller(), 1, member);
}

static int on_check(void *context, void *member) {
  (void)context;
  return call_safely(member, POOL_CHECK, "check");
}

/* ---- Leases ----------------------------------------------------------- */

static void give_back(struct lease *lease) {
  void *member = lease->member;

  lease->member = NULL;
  if (member)
    bt_pool_release(lease->pool, member);
}

/* __close */
static int lease_close(lua_State *L) {
  enter(L);
  give_back(lua_touserdata(L, 1));
  return 0;
}

/* Pushes the member that the lease at 1 stands for. */
static void push_member(lua_State *L) {
  const struct lease *lease = lua_touserdata(L, 1);

  if (!lease->member)
    luaL_error(L, "this member was given back to its pool");
  lua_getiuservalue(L, 1, LEASE_MEMBER);
}

static int lease_index(lua_State *L) {
  push_member(L);
  lua_pushvalue(L, 2);
  lua_gettable(L, -2);
  return 1;
}

static int lease_newindex(lua_State *L) {
  push_member(L);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_settable(L, -3);
  return 0;
}

static int lease_call(lua_State *L) {
  push_member(L);
  lua_replace(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

static int lease_text(lua_State *L) {
  const struct lease *lease = lua_touserdata(L, 1);

  if (!lease->member) {
    lua_pushliteral(L, "member given back");
    return 1;
  }
  push_member(L);
  lua_pushfstring(L, "lent %s", text_push(L, -1, NULL));
  return 1;
}

/* Pushes a lease of a member of the pool at 1. */
static struct lease *push_lease(lua_State *L, struct bt_pool *p) {
  struct lease *lease;
  void *member = NULL;
  int rc;

  enter_wait(L, "acquire");
  lease = object_new(L, &lease_kind, sizeof *lease, LEASE_VALUES, 0);
  lease->pool = p;
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, LEASE_POOL);
  luaL_checkstack(L, 10, NULL);
  rc = bt_pool_acquire(p, &member);
  if (rc == UV_EPIPE)
    misuse(L, "the pool is closed and lends nothing any more");
  if (rc == UV_UNKNOWN || (rc < 0 && guard_is_stop(L, -1)))
    lua_error(L); /* open's own error */
  if (rc < 0)
    raise_code(L, rc);
  lease->member = member; /* nothing below takes memory */
  lua_getiuservalue(L, 1, BOX_TABLE);
  lua_rawgetp(L, -1, member);
  lua_getiuservalue(L, -1, BOX_VALUE);
  lua_setiuservalue(L, -4, LEASE_MEMBER);
  lua_pop(L, 2);
  return lease;
}

/* ---- Pools ------------------------------------------------------------ */

static int pool_acquire(lua_State *L) {
  struct bt_pool *p = self(L);

  lua_settop(L, 1);
  push_lease(L, p);
  return 1;
}

/* p:with(fn): fn's results */
static int pool_with(lua_State *L) {
  struct bt_pool *p = self(L);
  struct lease *lease;
  int status;

  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_pushcfunction(L, guard_explain);
  lua_pushvalue(L, 2);
  lease = push_lease(L, p); /* 1 pool, 2 fn, 3 handler, fn, lease */
  lua_pushvalue(L, -1);
  lua_replace(L, 2); /* anchors it */
  status = lua_pcall(L, 1, LUA_MULTRET, 3);
  task_note_place(L);
  give_back(lease);
  return status == LUA_OK ? lua_gettop(L) - 3 : lua_error(L);
}

static int pool_close(lua_State *L) {
  struct bt_pool *p = self(L);
  int rc;

  enter_wait(L, "close");
  lua_settop(L, 1);
  luaL_checkstack(L, 10, NULL);
  rc = bt_pool_close(p);
  return rc < 0 ? raise_code(L, rc) : 0;
}

static int pool_size(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)bt_pool_size(self(L)));
  return 1;
}

static int pool_idle(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)self(L)->n_idle);
  return 1;
}

static int pool_text(lua_State *L) {
  const struct pool *p = object_self(L, &pool_kind);
  char name[128];

  lua_pushfstring(L, "pool \"%s\" %d of %d open, %d idle, %d waiting",
                  bt_object_name(&p->pool.object, name, sizeof name),
                  (int)bt_pool_size(&p->pool), (int)p->pool.max,
                  (int)p->pool.n_idle, object_waiting(&p->pool.waiters));
  return 1;
}

static void pool_gone(void *arg, bool over) {
  struct bt_pool *p = &((struct pool *)arg)->pool;
  char name[128];

  if (p->closed)
    return;
  if (p->n_idle > 0)
    bt_warn("pool",
            "pool %s was not closed: %zu of its members are left open; "
            "p:close() closes them",
            bt_object_name(&p->object, name, sizeof name), p->n_idle);
  if (!over)
    bt_object_gone(&p->object);
  bt_free(p->idle);
  p->idle = NULL;
}

static const luaL_Reg methods[] = {
    {"acquire", pool_acquire}, {"with", pool_with}, {"close", pool_close},
    {"size", pool_size},       {"idle", pool_idle}, {NULL, NULL}};
static const struct object_kind pool_kind = {.name = "pool",
                                             .methods = methods,
                                             .text = pool_text,
                                             .gone = pool_gone,
                                             .close = pool_close};

static const luaL_Reg no_methods[] = {{NULL, NULL}};
static const struct object_kind lease_kind = {.name = "lease",
                                              .methods = no_methods,
                                              .text = lease_text,
                                              .close = lease_close,
                                              .call = lease_call};

/* Takes the function in a field of the options at 1 for the pool on top. */
static void take_function(lua_State *L, const char *name, int value,
                          bool needed) {
  int type = lua_getfield(L, 1, name);

  if (type != LUA_TFUNCTION && (needed || type != LUA_TNIL))
    luaL_error(L, "pool{ max =, open =, close =, check = }: %s is a function",
               name);
  lua_setiuservalue(L, -2, value);
}

/* pool{ max =, open =, close =, check = } [, name] */
static int pool(lua_State *L) {
  static const struct bt_pool_ops ops = {on_open, on_close, on_check};
  struct pool *p;
  lua_Integer max;

  enter(L);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  lua_getfield(L, 1, "max");
  max = luaL_optinteger(L, -1, 1);
  luaL_argcheck(L, max >= 1 && max < INT_MAX, 1,
                "max is a number of 1 or more");
  p = object_new(L, &pool_kind, sizeof *p, POOL_VALUES, 2);
  box_init(L);
  take_function(L, "open", POOL_OPEN, true);
  take_function(L, "close", POOL_CLOSE, false);
  take_function(L, "check", POOL_CHECK, false);
  bt_pool_init(&p->pool, (size_t)max, &ops, NULL, p->object.name);
  return 1;
}

/* A lease has no methods of its own: all goes to the member. */
static void open_lease(lua_State *L) {
  object_open(L, &lease_kind);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &lease_kind);
  lua_pushcfunction(L, lease_index);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, lease_newindex);
  lua_setfield(L, -2, "__newindex");
  lua_pop(L, 1);
}

void pool_open(lua_State *L) {
  object_open(L, &pool_kind);
  open_lease(L);
  lua_register(L, "pool", pool);
}

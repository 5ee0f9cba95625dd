/* SPDX-License-Identifier: MIT-0 */
/* rate_limit(n, per_ms), on bt_rate_limit. */
#include "object.h"

#include "bt_rate_limit.h"

#include <limits.h>

struct rate_limit {
  struct object object;
  struct bt_rate_limit limit;
};

static const struct object_kind rate_limit_kind;

static struct bt_rate_limit *self(lua_State *L) {
  struct rate_limit *r = object_self(L, &rate_limit_kind);

  enter(L);
  return &r->limit;
}

static int rate_limit_acquire(lua_State *L) {
  struct bt_rate_limit *r = self(L);
  int rc;

  enter_wait(L, "acquire");
  rc = bt_rate_limit_acquire(r);
  return rc < 0 ? raise_code(L, rc) : 0;
}

/* r:try_acquire() -> whether there was a token */
static int rate_limit_try_acquire(lua_State *L) {
  lua_pushboolean(L, bt_rate_limit_try_acquire(self(L)) == 0);
  return 1;
}

static int rate_limit_text(lua_State *L) {
  const struct rate_limit *r = object_self(L, &rate_limit_kind);
  char name[128];

  lua_pushfstring(L, "rate limit \"%s\" %d of %d tokens, %d waiting",
                  bt_object_name(&r->limit.object, name, sizeof name),
                  (int)bt_rate_limit_tokens(&r->limit), (int)r->limit.burst,
                  object_waiting(&r->limit.waiters));
  return 1;
}

static void rate_limit_gone(void *limit, bool over) {
  if (!over)
    bt_object_gone(&((struct rate_limit *)limit)->limit.object);
}

static const luaL_Reg methods[] = {{"acquire", rate_limit_acquire},
                                   {"try_acquire", rate_limit_try_acquire},
                                   {NULL, NULL}};
static const struct object_kind rate_limit_kind = {.name = "rate limit",
                                                   .self = "r",
                                                   .methods = methods,
                                                   .text = rate_limit_text,
                                                   .gone = rate_limit_gone};

static lua_Integer check_count(lua_State *L, int arg, lua_Integer least) {
  lua_Integer n = luaL_checkinteger(L, arg);

  luaL_argcheck(L, n >= least && n < INT_MAX, arg,
                least ? "a number of 1 or more expected"
                      : "a number of 0 or more expected");
  return n;
}

/* rate_limit(n, per_ms [, burst] [, name]) */
static int rate_limit(lua_State *L) {
  lua_Integer n = check_count(L, 1, 1), per_ms = check_count(L, 2, 1);
  bool named = lua_type(L, 3) == LUA_TSTRING;
  lua_Integer burst = named || lua_isnoneornil(L, 3) ? 0 : check_count(L, 3, 0);
  struct rate_limit *r;

  enter(L);
  lua_settop(L, 4);
  r = object_new(L, &rate_limit_kind, sizeof *r, 0, named ? 3 : 4);
  bt_rate_limit_init(&r->limit, (unsigned)n, (uint64_t)per_ms, (unsigned)burst,
                     r->object.name);
  return 1;
}

void rate_limit_open(lua_State *L) {
  object_open(L, &rate_limit_kind);
  lua_register(L, "rate_limit", rate_limit);
}

/* SPDX-License-Identifier: MIT-0 */
/* pairs and next in a fixed order: numbers ascending, strings in byte order,
 * then the rest: false, true, and objects in the order of their creation.
 * Lua's own order follows addresses and a random seed.
 *
 * A traversal looks at all keys once, sorts them, and visits those that still
 * have a value. A key that is set on the way may be missed, as in Lua.
 */
#include "key.h"

#include <stdlib.h>

/* The sorted keys of a table; user value 1 is a table of them. A table with
 * the keys 1 to n needs none of it: dense. */
struct snapshot {
  size_t n;
  size_t at; /* keys visited */
  bool dense;
  struct key keys[];
};

static const char next_key;

/* ---- Snapshots -------------------------------------------------------- */

/* Counts the keys of the table at idx; *dense: whether they are 1 to n. */
static size_t count_keys(lua_State *L, int idx, bool *dense) {
  lua_Integer length = (lua_Integer)lua_rawlen(L, idx);
  size_t n = 0;

  *dense = true;
  for (lua_pushnil(L); lua_next(L, idx); lua_pop(L, 1)) {
    n++;
    *dense = *dense && lua_isinteger(L, -2) && lua_tointeger(L, -2) >= 1 &&
             lua_tointeger(L, -2) <= length;
  }
  *dense = *dense && n == (size_t)length;
  return n;
}

static void read_keys(lua_State *L, int idx, struct snapshot *s) {
  lua_Integer slot = 0;

  lua_createtable(L, (int)s->n, 0);
  for (lua_pushnil(L); lua_next(L, idx); lua_pop(L, 1)) {
    struct key *key = &s->keys[slot];

    key_read(L, -2, key);
    key->slot = ++slot;
    lua_pushvalue(L, -2);
    lua_rawseti(L, -4, slot);
  }
  lua_setiuservalue(L, -2, 1);
  s->n = (size_t)slot; /* the collector may have cleared weak keys */
  qsort(s->keys, s->n, sizeof s->keys[0], key_compare);
}

/* Pushes a snapshot of the table at idx. */
static struct snapshot *push_snapshot(lua_State *L, int idx) {
  bool dense;
  size_t n = count_keys(L, idx, &dense);
  size_t room = dense ? 0 : n * sizeof(struct key);
  struct snapshot *s;

  luaL_argcheck(L, n < INT32_MAX, idx, "table too big to traverse");
  s = lua_newuserdatauv(L, sizeof *s + room, 1);
  s->n = n;
  s->at = 0;
  s->dense = dense;
  if (!dense)
    read_keys(L, idx, s);
  return s;
}

static void push_key(lua_State *L, int snapshot, const struct snapshot *s,
                     size_t at) {
  if (s->dense) {
    lua_pushinteger(L, (lua_Integer)at + 1);
    return;
  }
  lua_getiuservalue(L, snapshot, 1);
  lua_rawgeti(L, -1, s->keys[at].slot);
  lua_remove(L, -2);
}

/* Pushes the next key that has a value, and that value; or one nil. */
static int visit(lua_State *L, int table, int snapshot) {
  struct snapshot *s = lua_touserdata(L, snapshot);

  while (s->at < s->n) {
    push_key(L, snapshot, s, s->at++);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, table) != LUA_TNIL)
      return 2;
    lua_pop(L, 2);
  }
  lua_pushnil(L);
  return 1;
}

static int order_step(lua_State *L) {
  return visit(L, lua_upvalueindex(1), lua_upvalueindex(2));
}

static int own_pairs(lua_State *L, int status, lua_KContext context) {
  (void)L, (void)status, (void)context;
  return 3;
}

static int order_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_callk(L, 1, 3, 0, own_pairs);
    return own_pairs(L, LUA_OK, 0);
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushvalue(L, 1);
  push_snapshot(L, 1);
  lua_pushcclosure(L, order_step, 2);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

/* ---- next ------------------------------------------------------------- */

static int push_first(lua_State *L) {
  struct key best, key;
  bool found = false;

  lua_settop(L, 1);
  lua_pushnil(L); /* the best so far */
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
    key_read(L, -2, &key);
    if (found && key_compare(&key, &best) > 0)
      continue;
    best = key;
    found = true;
    lua_pushvalue(L, -2);
    lua_replace(L, 2);
  }
  if (!found)
    return 1;
  lua_pushvalue(L, 2);
  lua_rawget(L, 1);
  return 2;
}

static struct key key_at(const struct snapshot *s, size_t at) {
  if (!s->dense)
    return s->keys[at];
  return (struct key){
      .rank = KEY_NUMBER, .integer = true, .u.i = (lua_Integer)at + 1};
}

/* How many keys of s do not come after key. */
static size_t place_after(const struct snapshot *s, const struct key *key) {
  size_t low = 0, high = s->n;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    struct key other = key_at(s, middle);

    if (key_compare(&other, key) <= 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* One snapshot is kept between calls of next, so that a loop over one table
 * is quick: next_key has a table from that table to its snapshot, or nil. */
static struct snapshot *push_kept(lua_State *L, int table) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &next_key) == LUA_TTABLE) {
    lua_pushvalue(L, table);
    lua_rawget(L, -2);
    lua_remove(L, -2);
  }
  return lua_touserdata(L, -1);
}

static void keep(lua_State *L, int table) {
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, table);
  lua_pushvalue(L, -3);
  lua_rawset(L, -3);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &next_key);
}

static void forget(lua_State *L) {
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &next_key);
}

static int order_next(lua_State *L) {
  struct snapshot *s;
  struct key key;
  int n;

  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) {
    forget(L);
    return push_first(L);
  }
  if (!key_read(L, 2, &key))
    return luaL_error(L, "invalid key to 'next'");
  s = push_kept(L, 1);
  if (!s) {
    lua_settop(L, 2);
    s = push_snapshot(L, 1);
    keep(L, 1);
  }
  s->at = place_after(s, &key);
  n = visit(L, 1, 3);
  if (n == 1)
    forget(L);
  return n;
}

/* ---- For others ------------------------------------------------------- */

void order_push_names(lua_State *L, int table) {
  struct snapshot *s;
  lua_Integer n = 0;

  table = lua_absindex(L, table);
  lua_newtable(L);
  s = push_snapshot(L, table);
  if (!s->dense)
    lua_getiuservalue(L, -1, 1); /* names snapshot keys */
  for (size_t i = 0; !s->dense && i < s->n; i++) {
    if (s->keys[i].rank != KEY_STRING)
      continue;
    lua_rawgeti(L, -1, s->keys[i].slot);
    lua_rawseti(L, -4, ++n);
  }
  lua_settop(L, lua_gettop(L) - (s->dense ? 1 : 2));
}

/* ---- Opening ---------------------------------------------------------- */

void order_number(lua_State *L) {
  int table = lua_gettop(L);

  /* Sorted by name, so that the numbers are the same in every run. */
  push_snapshot(L, table);
  while (visit(L, table, table + 1) == 2) {
    key_number(L, -1);
    lua_settop(L, table + 1);
  }
  lua_settop(L, table);
}

void order_open(lua_State *L) {
  lua_register(L, "pairs", order_pairs);
  lua_register(L, "next", order_next);
  key_open(L);
}

/* What the libraries let programs see, the iterators that some functions
 * return included. */
void order_number_libraries(lua_State *L) {
  static const char iterators[] = "return {(ipairs {}), (utf8.codes '')}";
  static const char *const libraries[] = {"_G",     "coroutine", "math",
                                          "string", "table",     "utf8"};

  for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
    lua_getglobal(L, libraries[i]);
    order_number(L);
    lua_pop(L, 1);
  }
  if (luaL_dostring(L, iterators) != LUA_OK)
    lua_error(L);
  order_number(L);
  lua_pop(L, 1);
}

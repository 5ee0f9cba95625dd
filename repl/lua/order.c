/* SPDX-License-Identifier: MIT-0 */
/* pairs and next in a fixed order: numbers ascending, strings in byte order,
 * then the rest: false, true, and objects in the order of their creation.
 * Lua's own order follows addresses and a random seed.
 *
 * A traversal looks at all keys once, sorts them, and visits those that still
 * have a value. A key that is set on the way may be missed, as in Lua.
 */
#include "state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum rank { NUMBER, STRING, REST };

struct key {
  enum rank rank;
  bool integer;
  lua_Integer slot; /* where snapshot's table of keys has it */
  union {
    lua_Integer i;
    lua_Number n;
    uint64_t serial;
    struct {
      const char *s;
      size_t n;
    } text;
  } u;
};

/* The sorted keys of a table; user value 1 is a table of them. A table with
 * the keys 1 to n needs none of it: dense. */
struct snapshot {
  size_t n;
  size_t at; /* keys visited */
  bool dense;
  struct key keys[];
};

static const char serials_key, next_key;

/* ---- Comparing -------------------------------------------------------- */

static int compare_integers(lua_Integer a, lua_Integer b) {
  return (a > b) - (a < b);
}

/* A float that is a key has no integer that equals it. */
static int compare_mixed(lua_Integer i, lua_Number n) {
  if (n >= -(lua_Number)LUA_MININTEGER)
    return -1;
  if (n < (lua_Number)LUA_MININTEGER)
    return 1;
  return i <= (lua_Integer)floor(n) ? -1 : 1;
}

static int compare_numbers(const struct key *a, const struct key *b) {
  if (a->integer && b->integer)
    return compare_integers(a->u.i, b->u.i);
  if (a->integer)
    return compare_mixed(a->u.i, b->u.n);
  if (b->integer)
    return -compare_mixed(b->u.i, a->u.n);
  return (a->u.n > b->u.n) - (a->u.n < b->u.n);
}

static int compare_texts(const struct key *a, const struct key *b) {
  size_t n = a->u.text.n < b->u.text.n ? a->u.text.n : b->u.text.n;
  int order = memcmp(a->u.text.s, b->u.text.s, n);

  return order ? order
               : (a->u.text.n > b->u.text.n) - (a->u.text.n < b->u.text.n);
}

static int compare(const void *left, const void *right) {
  const struct key *a = left, *b = right;

  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  if (a->rank == NUMBER)
    return compare_numbers(a, b);
  if (a->rank == STRING)
    return compare_texts(a, b);
  return (a->u.serial > b->u.serial) - (a->u.serial < b->u.serial);
}

/* ---- Keys ------------------------------------------------------------- */

/* C functions without upvalues and the like are no objects of Lua's; those of
 * the libraries were numbered when the sandbox was made. */
static uint64_t serial_of_value(lua_State *L, int idx) {
  uint64_t serial;

  lua_rawgetp(L, LUA_REGISTRYINDEX, &serials_key);
  lua_pushvalue(L, idx);
  lua_rawget(L, -2);
  serial = (uint64_t)lua_tointeger(L, -1);
  lua_pop(L, 2);
  return serial;
}

static bool is_light_function(lua_State *L, int idx) {
  if (!lua_iscfunction(L, idx))
    return false;
  if (!lua_getupvalue(L, idx, 1))
    return true;
  lua_pop(L, 1);
  return false;
}

static uint64_t serial_of(lua_State *L, int idx) {
  switch (lua_type(L, idx)) {
  case LUA_TBOOLEAN:
    return (uint64_t)lua_toboolean(L, idx);
  case LUA_TTHREAD: /* its block begins before the state */
    return heap_serial(lua_getextraspace(lua_tothread(L, idx)));
  case LUA_TUSERDATA: /* all are ours and begin with their number */
    return *(uint64_t *)lua_touserdata(L, idx);
  case LUA_TTABLE:
    return heap_serial(lua_topointer(L, idx));
  default:
    return is_light_function(L, idx) ? serial_of_value(L, idx)
                                     : heap_serial(lua_topointer(L, idx));
  }
}

static void read_key(lua_State *L, int idx, struct key *key) {
  int integral;

  idx = lua_absindex(L, idx);
  switch (lua_type(L, idx)) {
  case LUA_TNUMBER:
    key->rank = NUMBER;
    key->u.i = lua_tointegerx(L, idx, &integral);
    key->integer = integral;
    if (!integral)
      key->u.n = lua_tonumber(L, idx);
    break;
  case LUA_TSTRING:
    key->rank = STRING;
    key->u.text.s = lua_tolstring(L, idx, &key->u.text.n);
    break;
  default:
    key->rank = REST;
    key->u.serial = serial_of(L, idx);
  }
}

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

    read_key(L, -2, key);
    key->slot = ++slot;
    lua_pushvalue(L, -2);
    lua_rawseti(L, -4, slot);
  }
  lua_setiuservalue(L, -2, 1);
  s->n = (size_t)slot; /* the collector may have cleared weak keys */
  qsort(s->keys, s->n, sizeof s->keys[0], compare);
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
    read_key(L, -2, &key);
    if (found && compare(&key, &best) > 0)
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
      .rank = NUMBER, .integer = true, .u.i = (lua_Integer)at + 1};
}

/* How many keys of s do not come after key. */
static size_t place_after(const struct snapshot *s, const struct key *key) {
  size_t low = 0, high = s->n;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    struct key other = key_at(s, middle);

    if (compare(&other, key) <= 0)
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
  read_key(L, 2, &key);
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
    if (s->keys[i].rank != STRING)
      continue;
    lua_rawgeti(L, -1, s->keys[i].slot);
    lua_rawseti(L, -4, ++n);
  }
  lua_settop(L, lua_gettop(L) - (s->dense ? 1 : 2));
}

/* ---- Opening ---------------------------------------------------------- */

void order_number(lua_State *L) {
  struct script *script = script_of(L);
  int table = lua_gettop(L);

  /* Sorted by name, so that the numbers are the same in every run. */
  push_snapshot(L, table);
  while (visit(L, table, table + 1) == 2) {
    if (lua_isfunction(L, -1) && is_light_function(L, -1)) {
      lua_rawgetp(L, LUA_REGISTRYINDEX, &serials_key);
      lua_insert(L, -2);
      lua_pushinteger(L, ++script->functions);
      lua_rawset(L, -3);
    }
    lua_settop(L, table + 1);
  }
  lua_settop(L, table);
}

void order_open(lua_State *L) {
  lua_register(L, "pairs", order_pairs);
  lua_register(L, "next", order_next);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &serials_key);
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

/* SPDX-License-Identifier: MIT-0 */
/* table.sort without chance: Lua's own picks pivots by the clock, so the order
 * of equal elements, and of the calls of the comparator, could differ from run
 * to run. This one is a merge sort: stable, and the same everywhere. */
#include "state.h"

/* Stack: 1 the table, 2 the comparator or nil, 3 and 4 two copies of it. */
enum { TABLE = 1, COMPARATOR, LEFT, RIGHT };

/* Whether element b of the table at from must come before element a. */
static bool comes_first(lua_State *L, int from, lua_Integer b, lua_Integer a) {
  bool first;

  if (lua_isnil(L, COMPARATOR)) {
    lua_rawgeti(L, from, b);
    lua_rawgeti(L, from, a);
    first = lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, 2);
    return first;
  }
  lua_pushvalue(L, COMPARATOR);
  lua_rawgeti(L, from, b);
  lua_rawgeti(L, from, a);
  lua_call(L, 2, 1);
  first = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return first;
}

/* Merges the runs [low, middle) and [middle, high) of from into to. */
static void merge(lua_State *L, int from, int to, lua_Integer low,
                  lua_Integer middle, lua_Integer high) {
  lua_Integer a = low, b = middle;

  for (lua_Integer i = low; i < high; i++) {
    bool right = a >= middle || (b < high && comes_first(L, from, b, a));

    lua_rawgeti(L, from, right ? b++ : a++);
    lua_rawseti(L, to, i);
  }
}

/* Sorts by runs of 1, 2, 4, ...; returns where the result is. */
static int sort(lua_State *L, lua_Integer n) {
  int from = LEFT, to = RIGHT;

  for (lua_Integer run = 1; run < n; run *= 2) {
    for (lua_Integer low = 1; low <= n; low += 2 * run) {
      lua_Integer middle = low + run, high = low + 2 * run;

      merge(L, from, to, low, middle < n + 1 ? middle : n + 1,
            high < n + 1 ? high : n + 1);
    }
    from = to;
    to = LEFT + RIGHT - to;
  }
  return from;
}

static void copy_out(lua_State *L, int sorted, lua_Integer n) {
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, sorted, i);
    lua_seti(L, TABLE, i);
  }
}

int sort_table(lua_State *L) {
  lua_Integer n;

  luaL_checktype(L, TABLE, LUA_TTABLE);
  n = luaL_len(L, TABLE);
  if (n < 2)
    return 0;
  luaL_argcheck(L, n < INT32_MAX, TABLE, "array too big");
  if (!lua_isnoneornil(L, COMPARATOR))
    luaL_checktype(L, COMPARATOR, LUA_TFUNCTION);
  lua_settop(L, COMPARATOR);
  lua_createtable(L, (int)n, 0);
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_geti(L, TABLE, i);
    lua_rawseti(L, LEFT, i);
  }
  copy_out(L, sort(L, n), n);
  return 0;
}

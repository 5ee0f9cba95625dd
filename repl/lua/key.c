/* SPDX-License-Identifier: MIT-0 */
#include "key.h"

#include <math.h>
#include <string.h>

static const char serials_key;

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

int key_compare(const void *left, const void *right) {
  const struct key *a = left, *b = right;

  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  if (a->rank == KEY_NUMBER)
    return compare_numbers(a, b);
  if (a->rank == KEY_STRING)
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

bool key_read(lua_State *L, int idx, struct key *key) {
  int integral;

  idx = lua_absindex(L, idx);
  switch (lua_type(L, idx)) {
  case LUA_TNUMBER:
    key->rank = KEY_NUMBER;
    key->u.i = lua_tointegerx(L, idx, &integral);
    key->integer = integral;
    if (!integral)
      key->u.n = lua_tonumber(L, idx);
    return integral || !isnan(key->u.n);
  case LUA_TSTRING:
    key->rank = KEY_STRING;
    key->u.text.s = lua_tolstring(L, idx, &key->u.text.n);
    return true;
  case LUA_TNIL:
    return false;
  default:
    key->rank = KEY_REST;
    key->u.serial = serial_of(L, idx);
    return true;
  }
}

void key_number(lua_State *L, int idx) {
  idx = lua_absindex(L, idx);
  if (!lua_isfunction(L, idx) || !is_light_function(L, idx))
    return;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &serials_key);
  lua_pushvalue(L, idx);
  lua_pushinteger(L, ++script_of(L)->functions);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

void key_open(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &serials_key);
}

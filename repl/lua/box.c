/* SPDX-License-Identifier: MIT-0 */
#include "box.h"

#include <string.h>

void box_init(lua_State *L) {
  lua_newtable(L);
  lua_setiuservalue(L, -2, BOX_TABLE);
}

void *box_push(lua_State *L, size_t size, int idx) {
  void *box;

  idx = lua_absindex(L, idx);
  box = lua_newuserdatauv(L, size, BOX_VALUES);
  memset(box, 0, size);
  lua_pushvalue(L, idx);
  lua_setiuservalue(L, -2, BOX_VALUE);
  return box;
}

void box_anchor(lua_State *L, int object, const void *box) {
  lua_getiuservalue(L, object, BOX_TABLE);
  lua_insert(L, -2);
  lua_rawsetp(L, -2, box);
  lua_pop(L, 1);
}

void box_drop(lua_State *L, int object, const void *box) {
  lua_getiuservalue(L, object, BOX_TABLE);
  lua_pushnil(L);
  lua_rawsetp(L, -2, box);
  lua_pop(L, 1);
}

void box_take(lua_State *L, int object, const void *box) {
  object = lua_absindex(L, object);
  lua_getiuservalue(L, object, BOX_TABLE);
  lua_rawgetp(L, -1, box);
  lua_getiuservalue(L, -1, BOX_VALUE);
  lua_replace(L, -3);
  lua_pop(L, 1);
  box_drop(L, object, box);
}

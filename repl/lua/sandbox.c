/* SPDX-License-Identifier: MIT-0 */
/* Lua's libraries, without what reaches out of the program (os, io, package,
 * debug, bytecode) and without what differs from run to run. What is left to
 * chance: where the border #t of a table with holes lies, once other keys were
 * taken out of it, depends on how Lua's seed spread them. */
#include "state.h"

#include <string.h>

/* Raises what upvalue 1 says. */
static int refused(lua_State *L) {
  return luaL_error(L, "%s", lua_tostring(L, lua_upvalueindex(1)));
}

/* Puts a function that refuses into the table on top. */
static void refuse(lua_State *L, const char *name, const char *why) {
  lua_pushstring(L, why);
  lua_pushcclosure(L, refused, 1);
  lua_setfield(L, -2, name);
}

static void remove_field(lua_State *L, const char *name) {
  lua_pushnil(L);
  lua_setfield(L, -2, name);
}

static int sandbox_setmetatable(lua_State *L) {
  int type = lua_type(L, 2);

  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2,
                   "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
    return luaL_error(L, "cannot change a protected metatable");
  if (type == LUA_TTABLE) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL)
      return luaL_error(L, "__gc is refused: it would run whenever the "
                           "collector does; let go of things with "
                           "local x <close> = ... or defer(fn)");
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

/* Whole units of 64 KB: what is left of a byte or two does not show. */
static int sandbox_collectgarbage(lua_State *L) {
  const char *what = luaL_optstring(L, 1, "collect");
  const struct heap *heap = &script_of(L)->heap;

  if (strcmp(what, "count") != 0)
    return luaL_error(L,
                      "collectgarbage(\"%s\") is refused: the collector "
                      "runs at fixed points, so that a program does the "
                      "same in every run; \"count\" is allowed",
                      what);
  lua_pushinteger(L, (lua_Integer)(heap->total + (32 << 10)) / (64 << 10) * 64);
  return 1;
}

/* Upvalue 1 is Lua's own; without arguments that takes a seed by chance. */
static int sandbox_randomseed(lua_State *L) {
  if (lua_isnoneornil(L, 1))
    return luaL_error(L, "math.randomseed needs a number here: a program does "
                         "the same in every run; baton --seed=N changes it");
  guard_original(L);
  return 0;
}

static const luaL_Reg libraries[] = {
    {LUA_GNAME, luaopen_base},       {LUA_COLIBNAME, luaopen_coroutine},
    {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
    {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8},
};
enum { N_LIBRARIES = sizeof libraries / sizeof libraries[0] };

static void open_libraries(lua_State *L) {
  for (size_t i = 0; i < N_LIBRARIES; i++) {
    luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
    lua_pop(L, 1);
  }
}

static void change_base(lua_State *L) {
  lua_pushglobaltable(L);
  remove_field(L, "dofile");
  remove_field(L, "loadfile");
  lua_pushcfunction(L, sandbox_setmetatable);
  lua_setfield(L, -2, "setmetatable");
  lua_pushcfunction(L, sandbox_collectgarbage);
  lua_setfield(L, -2, "collectgarbage");
  lua_pop(L, 1);
}

static void change_libraries(lua_State *L) {
  lua_getglobal(L, "string");
  refuse(L, "dump", "string.dump is refused: the sandbox has no bytecode");
  lua_pop(L, 1);
  lua_getglobal(L, "table");
  lua_pushcfunction(L, sort_table);
  lua_setfield(L, -2, "sort");
  lua_pop(L, 1);
}

/* Whether Lua has these depends on how it was built. */
static void remove_old_math(lua_State *L) {
  static const char *const old[] = {"atan2", "cosh", "frexp", "ldexp",
                                    "log10", "pow",  "sinh",  "tanh"};

  for (size_t i = 0; i < sizeof old / sizeof old[0]; i++)
    remove_field(L, old[i]);
}

static void change_math(lua_State *L) {
  lua_getglobal(L, "math");
  lua_getfield(L, -1, "randomseed");
  lua_pushvalue(L, -1);
  lua_pushinteger(L, (lua_Integer)script_of(L)->options.seed);
  lua_call(L, 1, 0);
  lua_pushcclosure(L, sandbox_randomseed, 1);
  lua_setfield(L, -2, "randomseed");
  remove_old_math(L);
  lua_pop(L, 1);
}

static void add_names(lua_State *L, int names, const char *library) {
  const char *prefix = strcmp(library, LUA_GNAME) == 0 ? "" : library;

  lua_getglobal(L, library);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    if (!lua_isfunction(L, -1))
      continue;
    lua_pushfstring(L, "%s%s%s", prefix, *prefix ? "." : "",
                    lua_tostring(L, -2));
    lua_pushvalue(L, -2);
    lua_rawset(L, names);
  }
  lua_pop(L, 1);
}

/* Lua looks for a function's name in all tables of all libraries, and what it
 * finds first is chance where there are two. It gets one flat table instead,
 * as if that was the table of globals. */
void sandbox_name_functions(lua_State *L) {
  int names;

  lua_createtable(L, 0, 1);
  lua_newtable(L);
  names = lua_gettop(L);
  for (size_t i = 0; i < N_LIBRARIES; i++)
    add_names(L, names, libraries[i].name);
  lua_setfield(L, -2, LUA_GNAME);
  lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}

void sandbox_open(lua_State *L) {
  open_libraries(L);
  change_base(L);
  change_libraries(L);
  change_math(L);
}

/* SPDX-License-Identifier: MIT-0 */
/* Values as text. Lua shows the address of a table or a function, which is
 * another one in every run; here it is a number in the order of showing. */
#include "task.h"

#include <math.h>
#include <string.h>

static const char ids_key, counts_key;

/* Pushes the number of the value at idx among those of its kind. */
static lua_Integer number_of(lua_State *L, int idx, const char *kind) {
  lua_Integer n;

  lua_rawgetp(L, LUA_REGISTRYINDEX, &ids_key);
  lua_pushvalue(L, idx);
  if (lua_rawget(L, -2) == LUA_TNIL) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &counts_key);
    lua_pushstring(L, kind);
    lua_pushvalue(L, -1);
    lua_rawget(L, -3); /* ids nil counts kind count */
    n = lua_tointeger(L, -1) + 1;
    lua_pushvalue(L, idx);
    lua_pushinteger(L, n);
    lua_rawset(L, -7);
    lua_pop(L, 1);
    lua_pushinteger(L, n);
    lua_rawset(L, -3);
    lua_pop(L, 3);
    return n;
  }
  n = lua_tointeger(L, -1);
  lua_pop(L, 2);
  return n;
}

/* Pushes "table: 1". */
static const char *push_numbered(lua_State *L, int idx) {
  int sort = luaL_getmetafield(L, idx, "__name");
  const char *kind =
      sort == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, idx);
  const char *text =
      lua_pushfstring(L, "%s: %I", kind, number_of(L, idx, kind));

  if (sort != LUA_TNIL)
    lua_remove(L, -2);
  return text;
}

/* The sign of a NaN depends on the machine; it is never shown. */
static void push_number(lua_State *L, int idx) {
  if (!lua_isinteger(L, idx) && isnan(lua_tonumber(L, idx)))
    lua_pushliteral(L, "nan");
  else
    lua_pushvalue(L, idx);
}

static void push_plain(lua_State *L, int idx) {
  switch (lua_type(L, idx)) {
  case LUA_TNIL:
    lua_pushliteral(L, "nil");
    break;
  case LUA_TBOOLEAN:
    lua_pushstring(L, lua_toboolean(L, idx) ? "true" : "false");
    break;
  case LUA_TNUMBER:
    push_number(L, idx);
    break;
  case LUA_TSTRING:
    lua_pushvalue(L, idx);
    break;
  default:
    push_numbered(L, idx);
  }
}

const char *text_push(lua_State *L, int idx, size_t *n) {
  idx = lua_absindex(L, idx);
  luaL_checkstack(L, 10, NULL);
  if (!luaL_callmeta(L, idx, "__tostring"))
    push_plain(L, idx);
  else if (!lua_isstring(L, -1))
    luaL_error(L, "'__tostring' must return a string");
  return lua_tolstring(L, -1, n);
}

static int text_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  text_push(L, 1, NULL);
  return 1;
}

void text_shorten(const char *text, char *buf, size_t size) {
  size_t n = strcspn(text, "\n");

  if (n >= size)
    for (n = size - 1; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;)
      n--;
  memcpy(buf, text, n);
  buf[n] = '\0';
}

/* Writes to the program's output. */
static void write_out(lua_State *L, const char *text, size_t n) {
  struct script *script = script_of(L);
  int rc = 0;

  if (script->options.out)
    rc = script->options.out(script->options.out_data, text, n);
  if (bt_loop_current() && !script->released)
    bt_emit_out(text, n);
  if (rc < 0) {
    script_stop(script, rc);
    guard_check(L);
  }
}

void text_add_all(luaL_Buffer *b, int n) {
  for (int i = 1; i <= n; i++) {
    if (i > 1)
      luaL_addchar(b, '\t');
    text_push(b->L, i, NULL);
    luaL_addvalue(b);
  }
}

static int text_print(lua_State *L) {
  int n = lua_gettop(L);
  luaL_Buffer b;
  size_t size;
  const char *text;

  luaL_buffinit(L, &b);
  text_add_all(&b, n);
  luaL_addchar(&b, '\n');
  luaL_pushresult(&b);
  text = lua_tolstring(L, -1, &size);
  write_out(L, text, size);
  return 0;
}

/* warn(...): a line on standard error. What begins with @ switches warnings
 * in standard Lua; here they are always on. */
static int text_warn(lua_State *L) {
  int n = lua_gettop(L);
  const char *text;

  for (int i = 1; i <= n || i == 1; i++)
    luaL_checkstring(L, i);
  lua_concat(L, n);
  text = lua_tostring(L, -1);
  task_note_place(L);
  if (text[0] != '@')
    bt_warn("warn", "%s", text);
  return 0;
}

/* ---- string.format ---------------------------------------------------- */

static bool has_address(lua_State *L, int idx) {
  int type = lua_type(L, idx);

  return type > LUA_TNUMBER || type == LUA_TLIGHTUSERDATA;
}

static bool is_nan(lua_State *L, int idx) {
  return lua_type(L, idx) == LUA_TNUMBER && isnan(lua_tonumber(L, idx));
}

/* Makes argument arg safe for the conversion; returns what to convert by. */
static char format_argument(lua_State *L, int arg, char conversion) {
  if (conversion == 's') {
    text_push(L, arg, NULL);
  } else if (conversion == 'p' && has_address(L, arg)) {
    push_numbered(L, arg);
    conversion = 's';
  } else if (is_nan(L, arg)) {
    lua_pushnumber(L, (lua_Number)NAN);
  } else {
    return conversion;
  }
  lua_replace(L, arg);
  return conversion;
}

/* string.format with arguments that have no address left in them; upvalue 1
 * is Lua's own, which does the work and knows the errors. */
static int text_format(lua_State *L) {
  size_t n;
  const char *format = luaL_checklstring(L, 1, &n);
  int arg = 1, top = lua_gettop(L);
  char *copy = lua_newuserdatauv(L, n + 1, 0);

  memcpy(copy, format, n + 1);
  for (char *c = copy; (c = memchr(c, '%', n - (size_t)(c - copy))); c++) {
    if (*++c == '%')
      continue;
    c += strspn(c, "-+ #0123456789.");
    if (++arg <= top)
      *c = format_argument(L, arg, *c);
    if ((size_t)(c - copy) >= n)
      break;
  }
  lua_pushlstring(L, copy, n);
  lua_replace(L, 1);
  lua_settop(L, top);
  return guard_original(L);
}

void push_weak(lua_State *L, const char *mode) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushstring(L, mode);
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
}

void text_open(lua_State *L) {
  push_weak(L, "k");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &ids_key);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &counts_key);
  lua_register(L, "tostring", text_tostring);
  lua_register(L, "print", text_print);
  lua_register(L, "warn", text_warn);
  lua_getglobal(L, "string");
  lua_getfield(L, -1, "format");
  lua_pushcclosure(L, text_format, 1);
  lua_setfield(L, -2, "format");
  lua_pop(L, 1);
}

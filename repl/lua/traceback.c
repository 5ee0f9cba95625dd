/* SPDX-License-Identifier: MIT-0 */
/* Where the program is. Lua's own traceback looks functions up in tables, in
 * an order that changes, and shows the C functions that Baton puts between. */
#include "state.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_FIRST = 10, SHOWN_LAST = 11 };

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');

  return slash ? slash + 1 : path;
}

static bool is_shown(lua_State *L, int level, lua_Debug *info) {
  return lua_getstack(L, level, info) && lua_getinfo(L, "Slnt", info) &&
         (info->currentline > 0 || info->name);
}

static void add_level(luaL_Buffer *b, const lua_Debug *info) {
  lua_State *L = b->L;

  luaL_addstring(b, "\n\t");
  if (info->currentline > 0)
    lua_pushfstring(L, "%s:%d: in ", info->short_src, info->currentline);
  else
    lua_pushliteral(L, "in ");
  luaL_addvalue(b);
  if (info->name)
    lua_pushfstring(L, "%s '%s'",
                    *info->namewhat == 'm' ? "method" : "function", info->name);
  else if (*info->what == 'm')
    lua_pushliteral(L, "main chunk");
  else
    lua_pushfstring(L, "function <%s:%d>", info->short_src, info->linedefined);
  luaL_addvalue(b);
  if (info->istailcall)
    luaL_addstring(b, "\n\t(...tail calls...)");
}

/* The number of levels, in few questions: each counts down from the top. */
static int count_levels(lua_State *L) {
  lua_Debug info;
  int low = 0, high = 1;

  while (lua_getstack(L, high, &info))
    low = high, high *= 2;
  while (low + 1 < high) {
    int middle = low + (high - low) / 2;

    if (lua_getstack(L, middle, &info))
      low = middle;
    else
      high = middle;
  }
  return high;
}

void traceback_push(lua_State *L, int level) {
  int n = count_levels(L);
  int skip_from = n, skip_to = n;
  lua_Debug info;
  luaL_Buffer b;

  if (n - level > SHOWN_FIRST + SHOWN_LAST) {
    skip_from = level + SHOWN_FIRST;
    skip_to = n - SHOWN_LAST;
  }
  luaL_buffinit(L, &b);
  luaL_addstring(&b, "stack traceback:");
  for (; level < n; level++) {
    if (level == skip_from) {
      lua_pushfstring(L, "\n\t... (%d levels)", skip_to - skip_from);
      luaL_addvalue(&b);
      level = skip_to;
    }
    if (is_shown(L, level, &info))
      add_level(&b, &info);
  }
  luaL_pushresult(&b);
}

void traceback_push_place(lua_State *L, int level) {
  lua_Debug info;

  for (; lua_getstack(L, level, &info); level++) {
    if (lua_getinfo(L, "Sl", &info) && info.currentline > 0) {
      lua_pushfstring(L, "%s:%d: ", info.short_src, info.currentline);
      return;
    }
  }
  lua_pushliteral(L, "");
}

const char *traceback_place(lua_State *L, char *buf, size_t size) {
  lua_Debug info;

  for (int level = 0; lua_getstack(L, level, &info); level++) {
    if (!lua_getinfo(L, "Sl", &info) || info.currentline <= 0)
      continue;
    if (*info.source == '@' || *info.source == '=')
      snprintf(buf, size, "%s:%d", base_name(info.source + 1),
               info.currentline);
    else
      snprintf(buf, size, "%s:%d", info.short_src, info.currentline);
    return buf;
  }
  return NULL;
}

/* SPDX-License-Identifier: MIT-0 */
/* Completion at a prompt, without running code of the program's. */
#include "object.h"

#include <ctype.h>
#include <string.h>

struct query {
  const char *text;
  size_t start, last; /* of the whole path, and of its last name */
  void (*found)(void *data, const char *name);
  void *data;
};

static bool is_name(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* Finds "a.b:c" at the end of the text. */
static void find_path(struct query *q, const char *text, size_t n) {
  size_t at = n;

  while (at > 0 && is_name(text[at - 1]))
    at--;
  q->text = text;
  q->last = at;
  if (at > 0 && text[at - 1] == ':')
    at--;
  while (at > 0 && (is_name(text[at - 1]) || text[at - 1] == '.'))
    at--;
  q->start = at;
}

/* Replaces the value on top by the table that its names are looked up in:
 * itself, or its kind's methods. False where it has none. */
static bool to_table(lua_State *L) {
  if (lua_istable(L, -1))
    return true;
  if (!lua_getmetatable(L, -1))
    return false;
  lua_pushliteral(L, "__index");
  lua_rawget(L, -2);
  lua_replace(L, -3);
  lua_pop(L, 1);
  return lua_istable(L, -1);
}

/* Pushes the table that the path leads to. False where it leads nowhere. */
static bool follow(lua_State *L, const struct query *q) {
  const char *p = q->text + q->start, *end = q->text + q->last;

  lua_pushglobaltable(L);
  while (p < end) {
    size_t n = strcspn(p, ".:");

    lua_pushlstring(L, p, n);
    lua_rawget(L, -2);
    lua_replace(L, -2);
    if (!to_table(L))
      return false;
    p += n + 1;
  }
  return true;
}

static int complete(lua_State *L) {
  const struct query *q = lua_touserdata(L, 1);
  const char *prefix = q->text + q->last;
  size_t n = strlen(prefix);

  if (!follow(L, q))
    return 0;
  order_push_names(L, -1);
  for (lua_Integer i = 1; lua_rawgeti(L, -1, i) == LUA_TSTRING; i++) {
    if (strncmp(lua_tostring(L, -1), prefix, n) == 0)
      q->found(q->data, lua_tostring(L, -1));
    lua_pop(L, 1);
  }
  return 0;
}

int script_complete(struct script *script, const char *text,
                    void (*found)(void *data, const char *name), void *data) {
  struct query q = {.found = found, .data = data};
  size_t n = strlen(text);

  find_path(&q, text, n);
  if (script_protect(script, complete, &q) != LUA_OK) {
    lua_pop(script->L, 1);
    return UV_ENOMEM; /* nothing else is raised */
  }
  return (int)(n - q.last);
}

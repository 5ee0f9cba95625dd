/* SPDX-License-Identifier: MIT-0 */
#include "rule.h"

#include <jansson.h>
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "paths.h"

enum { MOST_INSTRUCTIONS = 100000000, MOST_CHOICES = 4096, MOST_MB = 512 };

/* What a rule says is looked up in what happened: seen{ev = "park"} is a call
 * of its method. `run` is the function below. */
static const char prelude[] =
    "local run, happened = ...\n"
    "local methods = {}\n"
    "local function fits(event, want)\n"
    "  for key, value in pairs(want) do\n"
    "    if type(value) ~= 'function' and event[key] ~= value then\n"
    "      return false\n"
    "    end\n"
    "  end\n"
    "  for key, value in pairs(want) do\n" /* of the right kind by now */
    "    if type(value) == 'function' and not value(event[key]) then\n"
    "      return false\n"
    "    end\n"
    "  end\n"
    "  return true\n"
    "end\n"
    "function methods:all(want)\n"
    "  local found = {}\n"
    "  for _, event in ipairs(self.events) do\n"
    "    if fits(event, want) then found[#found + 1] = event end\n"
    "  end\n"
    "  return found\n"
    "end\n"
    "function methods:count(want) return #self:all(want) end\n"
    "function methods:first(want) return self:all(want)[1] end\n"
    "function methods:last(want)\n"
    "  local found = self:all(want)\n"
    "  return found[#found]\n"
    "end\n"
    "function methods:seen(want) return self:first(want) ~= nil end\n"
    "local function wrap(what)\n"
    "  what.lines = {}\n"
    "  for line in what.output:gmatch('[^\\n]+') do\n"
    "    what.lines[#what.lines + 1] = line\n"
    "  end\n"
    "  return setmetatable(what, { __index = methods })\n"
    "end\n"
    "wrap(happened)\n"
    "local env = { run = function(options) return wrap(run(options or {})) "
    "end }\n"
    "local function next_order(events)\n"
    "  local taken, offers = {}, {}\n"
    "  for _, event in ipairs(events) do\n"
    "    if event.ev == 'choice' then\n"
    "      taken[#taken + 1], offers[#offers + 1] = event.took, event.n\n"
    "    end\n"
    "  end\n"
    "  while #taken > 0 and taken[#taken] + 1 >= offers[#taken] do\n"
    "    taken[#taken] = nil\n"
    "  end\n"
    "  if #taken == 0 then return nil end\n"
    "  taken[#taken] = taken[#taken] + 1\n"
    "  return taken\n"
    "end\n"
    "function env.orders(options)\n"
    "  local choices, runs = {}, 0\n"
    "  return function()\n"
    "    if not choices then return nil end\n"
    "    runs = runs + 1\n"
    "    if runs > 10000 then error('too many orders to try them all') end\n"
    "    local with = { choices = choices }\n"
    "    for key, value in pairs(options or {}) do with[key] = value end\n"
    "    local what = env.run(with)\n"
    "    choices = next_order(what.events)\n"
    "    return what\n"
    "  end\n"
    "end\n"
    "return setmetatable(env, { __index = function(_, name)\n"
    "  local method = methods[name]\n"
    "  if method then\n"
    "    return function(want) return method(happened, want) end\n"
    "  end\n"
    "  if happened[name] ~= nil then return happened[name] end\n"
    "  return _G[name]\n"
    "end })\n";

/* ---- Events as tables ------------------------------------------------- */

static void push_json(lua_State *L, const json_t *value);

static void push_object(lua_State *L, const json_t *value) {
  const char *key;
  json_t *field;

  lua_newtable(L);
  json_object_foreach((json_t *)value, key, field) {
    push_json(L, field);
    lua_setfield(L, -2, key);
  }
}

static void push_array(lua_State *L, const json_t *value) {
  lua_newtable(L);
  for (size_t i = 0; i < json_array_size(value); i++) {
    push_json(L, json_array_get(value, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void push_json(lua_State *L, const json_t *value) {
  luaL_checkstack(L, 8, "an event is nested too deep");
  switch (json_typeof(value)) {
  case JSON_OBJECT:
    push_object(L, value);
    break;
  case JSON_ARRAY:
    push_array(L, value);
    break;
  case JSON_STRING:
    lua_pushlstring(L, json_string_value(value), json_string_length(value));
    break;
  case JSON_INTEGER:
    lua_pushinteger(L, json_integer_value(value));
    break;
  case JSON_REAL:
    lua_pushnumber(L, json_real_value(value));
    break;
  case JSON_TRUE:
  case JSON_FALSE:
    lua_pushboolean(L, json_is_true(value));
    break;
  case JSON_NULL:
    lua_pushnil(L);
  }
}

/* The event as in a trace, and with it who acts, by name, and its step. */
static int push_event(lua_State *L, const struct log *log, uint64_t k,
                      struct bt_buffer *line) {
  struct log_entry entry;
  json_t *json;

  log_get(log, k, &entry);
  line->n = 0;
  if (bt_json_event(line, &entry.event) < 0)
    return -1;
  json = json_loadb(line->data, line->n, 0, NULL);
  if (!json)
    return -1;
  push_json(L, json);
  json_decref(json);
  lua_pushstring(L, log_label(log, entry.event.task));
  lua_setfield(L, -2, "who");
  lua_pushinteger(L, (lua_Integer)log_step_of(log, k));
  lua_setfield(L, -2, "step");
  return 0;
}

static void push_events(lua_State *L, const struct log *log, uint64_t first) {
  struct bt_buffer line = {0};
  int rc = 0;

  lua_newtable(L);
  for (uint64_t k = first; rc == 0 && k < log_size(log); k++) {
    rc = push_event(L, log, k, &line);
    if (rc == 0)
      lua_rawseti(L, -2, (lua_Integer)(k - first) + 1);
  }
  free(line.data);
  if (rc < 0)
    luaL_error(L, "an event cannot be read");
}

static void push_happened(lua_State *L, const struct log *log, uint64_t first,
                          const char *out, struct ending ending) {
  lua_newtable(L);
  push_events(L, log, first);
  lua_setfield(L, -2, "events");
  lua_pushstring(L, out);
  lua_setfield(L, -2, "output");
  lua_pushinteger(L, ending.status);
  lua_setfield(L, -2, "status");
  lua_pushstring(L, ending.why);
  lua_setfield(L, -2, "ending");
}

/* ---- run{...} --------------------------------------------------------- */

struct request {
  const struct rule *rule;
  struct runner_options options;
  struct source source; /* of run{program=} */
  uint32_t choices[MOST_CHOICES];
  size_t n_choices;
  bool chosen;
  struct trial trial;
};

static void read_choices(lua_State *L, struct request *request) {
  if (lua_getfield(L, 1, "choices") == LUA_TTABLE) {
    lua_Integer n = luaL_len(L, -1);

    request->chosen = true;
    for (lua_Integer i = 1; i <= n && i <= MOST_CHOICES; i++) {
      lua_geti(L, -1, i);
      request->choices[request->n_choices++] = (uint32_t)lua_tointeger(L, -1);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

static void read_program(lua_State *L, struct request *request) {
  char path[PATH_SIZE];

  if (lua_getfield(L, 1, "program") == LUA_TSTRING) {
    if (!paths_join(path, sizeof path, request->rule->dir,
                    lua_tostring(L, -1)) ||
        source_read(&request->source, path) < 0)
      luaL_error(L, "there is no program %s", lua_tostring(L, -1));
    request->options.source = &request->source;
  }
  if (!request->options.source)
    luaL_error(L, "no program is on the stage: a lua run fence comes first");
}

/* Strings stay on Lua's stack while the program runs. */
static void read_order(lua_State *L, struct request *request) {
  request->options.seeded = lua_getfield(L, 1, "seed") == LUA_TNUMBER;
  request->options.seed = (uint64_t)lua_tointeger(L, -1);
  lua_getfield(L, 1, "schedule");
  request->options.schedule = lua_tostring(L, -1);
  lua_getfield(L, 1, "clock");
  request->options.clock =
      lua_isstring(L, -1) && strcmp(lua_tostring(L, -1), "real") == 0
          ? BT_CLOCK_REAL
          : BT_CLOCK_VIRTUAL;
}

static int run_request(lua_State *L) {
  struct request *request = lua_touserdata(L, 2);

  read_choices(L, request);
  read_program(L, request);
  read_order(L, request);
  if (trial_run(&request->trial, &request->options,
                request->chosen ? request->choices : NULL,
                request->n_choices) < 0)
    return luaL_error(L, "the program does too much for a lesson");
  push_happened(L, request->trial.log, 0, buffer_text(&request->trial.out),
                request->trial.ending);
  return 1;
}

/* What must be freed is, also when Lua raises an error on the way. */
static int run(lua_State *L) {
  const struct rule *rule = lua_touserdata(L, lua_upvalueindex(1));
  struct request *request = calloc(1, sizeof *request);
  int rc;

  if (!request)
    return luaL_error(L, "out of memory");
  if (rule->runs)
    ++*rule->runs;
  request->rule = rule;
  request->options.source = rule->source;
  lua_settop(L, 1);
  lua_pushcfunction(L, run_request);
  lua_insert(L, 1);
  lua_pushlightuserdata(L, request);
  rc = lua_pcall(L, 2, 1, 0);
  trial_fini(&request->trial);
  source_free(&request->source);
  free(request);
  return rc == LUA_OK ? 1 : lua_error(L);
}

/* ---- Evaluating ------------------------------------------------------- */

static void too_long(lua_State *L, lua_Debug *debug) {
  (void)debug;
  luaL_error(L, "this rule does not come to an end");
}

/* What looks, and nothing that reads files or runs programs: a course may come
 * from anywhere. */
static void open_libraries(lua_State *L) {
  static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},
                                       {LUA_STRLIBNAME, luaopen_string},
                                       {LUA_TABLIBNAME, luaopen_table},
                                       {LUA_MATHLIBNAME, luaopen_math},
                                       {LUA_UTF8LIBNAME, luaopen_utf8}};
  static const char *const taken[] = {"dofile", "loadfile", "load", "print"};

  for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
    luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
    lua_pop(L, 1);
  }
  for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
    lua_pushnil(L);
    lua_setglobal(L, taken[i]);
  }
}

static void push_seen(lua_State *L, const struct rule *rule) {
  push_happened(L, rule->log, rule->first, rule->out, rule->ending);
  lua_pushinteger(L, (lua_Integer)rule->view);
  lua_setfield(L, -2, "view");
  lua_pushstring(L, rule->typed ? rule->typed : "");
  lua_setfield(L, -2, "typed");
  lua_pushstring(L, rule->guess ? rule->guess : "");
  lua_setfield(L, -2, "guess");
}

static void push_environment(lua_State *L, const struct rule *rule) {
  if (luaL_loadbuffer(L, prelude, sizeof prelude - 1, "=rule") != LUA_OK)
    lua_error(L);
  lua_pushlightuserdata(L, (void *)rule);
  lua_pushcclosure(L, run, 1);
  push_seen(L, rule);
  lua_call(L, 2, 1);
}

/* An expression, or else a chunk with a return. */
static void push_rule(lua_State *L, const struct rule *rule) {
  const char *name = lua_pushfstring(L, "=%s", rule->name);
  const char *expression = lua_pushfstring(L, "return %s", rule->code);

  if (luaL_loadbuffer(L, expression, strlen(expression), name) == LUA_OK)
    return;
  lua_pop(L, 1);
  if (luaL_loadbuffer(L, rule->code, strlen(rule->code), name) != LUA_OK)
    lua_error(L);
}

static int evaluate(lua_State *L) {
  const struct rule *rule = lua_touserdata(L, 1);
  int integer;
  lua_Integer whole;

  open_libraries(L);
  lua_sethook(L, too_long, LUA_MASKCOUNT, MOST_INSTRUCTIONS);
  push_rule(L, rule);
  push_environment(L, rule);
  lua_setupvalue(L, -2, 1);
  lua_call(L, 0, 1);
  whole = lua_tointegerx(L, -1, &integer);
  if (integer && lua_type(L, -1) == LUA_TNUMBER)
    lua_pushinteger(L, whole); /* 3.0 reads 3 */
  if (!lua_toboolean(L, -1))
    lua_pushliteral(L, "");
  luaL_tolstring(L, -1, NULL);
  return 1;
}

static void *allocate(void *budget, void *old, size_t old_size, size_t size) {
  ptrdiff_t delta = (ptrdiff_t)size - (old ? (ptrdiff_t)old_size : 0);
  void *block;

  if (size == 0) {
    free(old);
    budget_account(budget, delta);
    return NULL;
  }
  if (!budget_account(budget, delta))
    return NULL;
  block = realloc(old, size);
  if (!block)
    budget_account(budget, -delta);
  return block;
}

int rule_evaluate(const struct rule *rule, struct buffer *answer) {
  struct budget budget = {.limit = (size_t)MOST_MB << 20};
  lua_State *L = lua_newstate(allocate, &budget);
  int rc;

  buffer_clear(answer);
  if (!L) {
    buffer_puts(answer, "out of memory");
    return -1;
  }
  lua_pushcfunction(L, evaluate);
  lua_pushlightuserdata(L, (void *)rule);
  rc = lua_pcall(L, 1, 1, 0);
  buffer_puts(answer, lua_tostring(L, -1) ? lua_tostring(L, -1) : "?");
  lua_close(L);
  return rc == LUA_OK && !answer->error ? 0 : -1;
}

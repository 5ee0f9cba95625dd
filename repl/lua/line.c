/* SPDX-License-Identifier: MIT-0 */
/* Lines typed at a prompt, each of which is a task. */
#include "task.h"

#include <ctype.h>
#include <string.h>

static const char echo_key;

/* ---- Compiling -------------------------------------------------------- */

struct typed {
  struct script_line *line;
  const char *text;
  size_t n;
  enum script_line_status status;
};

/* Lua names the end of the text as the place of the error. */
static bool is_incomplete(lua_State *L, int status) {
  static const char mark[] = "<eof>";
  size_t n, m = sizeof mark - 1;
  const char *message;

  if (status != LUA_ERRSYNTAX)
    return false;
  message = lua_tolstring(L, -1, &n);
  return n >= m && strcmp(message + n - m, mark) == 0;
}

/* Pushes the function, or the error that remains, and sets the status. */
static void compile_as(lua_State *L, struct typed *typed, const char *before) {
  size_t n;
  const char *text;
  int status;

  lua_pushstring(L, before);
  lua_pushlstring(L, typed->text, typed->n);
  lua_concat(L, 2);
  text = lua_tolstring(L, -1, &n);
  status = luaL_loadbufferx(L, text, n, "=prompt", "t");
  lua_remove(L, -2);
  if (status == LUA_ERRMEM)
    lua_error(L);
  typed->status = status == LUA_OK           ? SCRIPT_LINE_READY
                  : is_incomplete(L, status) ? SCRIPT_LINE_INCOMPLETE
                                             : SCRIPT_LINE_WRONG;
}

static bool ends_quietly(const char *text, size_t n) {
  while (n > 0 && isspace((unsigned char)text[n - 1]))
    n--;
  return n > 0 && text[n - 1] == ';';
}

/* Sets _ to the first value and makes the text to echo of all. */
static void take_values(lua_State *L, const struct script_line *line) {
  int n = lua_gettop(L);
  luaL_Buffer b;

  lua_pushglobaltable(L);
  lua_pushliteral(L, "_");
  lua_pushvalue(L, 1);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  if (line->quiet)
    return;
  luaL_buffinit(L, &b);
  text_add_all(&b, n);
  luaL_pushresult(&b);
  script_of(L)->echo = lua_tostring(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &echo_key);
}

/* Upvalues: the compiled text, the line. */
static int call_line(lua_State *L) {
  const struct script_line *line = lua_touserdata(L, lua_upvalueindex(2));

  lua_pushvalue(L, lua_upvalueindex(1));
  lua_call(L, 0, LUA_MULTRET);
  luaL_checkstack(L, 10, "too many values");
  if (lua_gettop(L) > 0)
    take_values(L, line);
  return lua_gettop(L);
}

static int compile(lua_State *L) {
  struct typed *typed = lua_touserdata(L, 1);
  struct script_line *line = typed->line;

  compile_as(L, typed, "return ");
  if (typed->status == SCRIPT_LINE_WRONG)
    compile_as(L, typed, "");
  if (typed->status == SCRIPT_LINE_WRONG)
    return lua_error(L);
  if (typed->status == SCRIPT_LINE_INCOMPLETE)
    return 0;
  lua_pushlightuserdata(L, line);
  lua_pushcclosure(L, call_line, 2);
  line->task = task_new(L, 0);
  line->task->shown = true;
  return 0;
}

enum script_line_status script_line_compile(struct script_line *line,
                                            struct script *script,
                                            const char *text, size_t n) {
  struct typed typed = {line, text, n, SCRIPT_LINE_WRONG};
  int status;

  *line =
      (struct script_line){.script = script, .quiet = ends_quietly(text, n)};
  status = script_protect(script, compile, &typed);
  if (status == LUA_OK)
    return typed.status;
  script_keep_text(script, status);
  return SCRIPT_LINE_WRONG;
}

/* ---- Running ---------------------------------------------------------- */

int script_line_run(void *arg) {
  struct script_line *line = arg;
  struct task *task = line->task;

  line->task = NULL;
  line->script->echo = NULL;
  task_attach(task, bt_ref(bt_self()));
  return task_run(task);
}

void script_line_drop(struct script_line *line) {
  if (line->task)
    task_unanchor(line->script->L, line->task);
  line->task = NULL;
}

const char *script_echo(const struct script *script) { return script->echo; }

/* SPDX-License-Identifier: MIT-0 */
/* state: what the files of repl/lua share.
 *
 * Conventions
 *   A lua_CFunction is named after what Lua calls it: task_await, text_print.
 *   Functions that take a lua_State may raise an error of Lua's, memory
 *   running out included, unless their comment says that they do not; so
 *   nothing may be held in C alone across a call.
 *   Registry keys are addresses of static variables.
 */
#ifndef STATE_H
#define STATE_H

#include "heap.h"
#include "script.h"

#include <lauxlib.h>
#include <lualib.h>

#include <signal.h>

struct task; /* task.h */

struct script {
  lua_State *L; /* compiles, and runs callbacks; every task has its own */
  struct script_options options;
  struct heap heap;
  volatile sig_atomic_t stopping; /* script_stop's code */
  bool released;                  /* the loop may not be touched any more */
  bool out_of_memory;
  struct task *main; /* to compare with: it may have been freed */
  const char *error; /* anchored in the registry, or static */
  const char *echo;  /* the same */
  uint64_t failures; /* how many tasks have failed */
  bool main_ended;
  bool streams;          /* one was ever made */
  uint64_t unnamed;      /* tasks that got a name of ours */
  lua_Integer functions; /* C functions that order_number has numbered */
  char place[256];       /* script_locate's answer */
  char value[64];        /* of the task that ends, as text */
};

static inline struct script *script_of(lua_State *L) {
  return *(struct script **)lua_getextraspace(L);
}

/* Calls fn(L) with arg as light userdata on the script's own state. Returns
 * Lua's status; after an error its value is on top of that state's stack. */
int script_protect(struct script *script, lua_CFunction fn, void *arg);

/* Composes the script's error of the one on top of the task's thread, with
 * the traceback that its handler kept. Does not raise. */
void script_keep_error(struct script *script, struct task *task, int status);

/* Keeps the error that script_protect left as the script's. Does not raise. */
void script_keep_text(struct script *script, int status);
/* Warns of that error; a stop goes on. Does not raise. */
void script_report(struct script *script, const char *rule, const char *what);

/* Collects garbage. */
void script_collect(lua_State *L);

/* ---- traceback.c: where the program is --------------------------------- */
/* Pushes "stack traceback: ..." from this level of the stack on. */
void traceback_push(lua_State *L, int level);
/* Pushes "FILE:LINE: " of the first Lua function from level on, or "". */
void traceback_push_place(lua_State *L, int level);
/* Writes "file.lua:12", base name only, into buf and returns buf; NULL where L
 * runs no Lua. Does not raise. */
const char *traceback_place(lua_State *L, char *buf, size_t size);

/* ---- sandbox.c: Lua's libraries, as far as they are let in ------------- */
void sandbox_open(lua_State *L);
/* Fixes the names that errors give to functions; called last. */
void sandbox_name_functions(lua_State *L);

/* ---- order.c: pairs and next visit keys in a fixed order -------------- */
void order_open(lua_State *L);
/* Gives the functions in the table on top of the stack their place in the
 * order of creation: C functions are no objects, and have none of Lua's. */
void order_number(lua_State *L);
void order_number_libraries(lua_State *L);
/* Pushes a list of the table's string keys, in byte order. */
void order_push_names(lua_State *L, int table);

/* ---- sort.c: table.sort without chance -------------------------------- */
int sort_table(lua_State *L);

/* ---- text.c: values as text, never an address ------------------------- */
void text_open(lua_State *L);
/* Pushes the value at idx as print shows it, and returns it. */
const char *text_push(lua_State *L, int idx, size_t *n);
/* Adds the values at 1 to n as print shows them, with tabs between them. */
void text_add_all(luaL_Buffer *b, int n);
/* Pushes an empty table whose keys, values or both ("kv") are weak. */
void push_weak(lua_State *L, const char *mode);
/* Copies text so that it fits, on one line, no character cut in two. */
void text_shorten(const char *text, char *buf, size_t size);

/* ---- guard.c: stopping, and calls that may not catch it ---------------- */
void guard_open(lua_State *L);
/* Starts counting instructions. Threads made later count too. */
void guard_watch(lua_State *L);
/* Raises if the program is to stop; collects if it is time. Called where a
 * task is about to wait. */
void guard_check(lua_State *L);
/* Whether the value at idx is the error of a stop: pass it on. */
bool guard_is_stop(lua_State *L, int idx);
/* Calls Lua's own function, which upvalue 1 is, with all arguments; returns the
 * number of its results. Its errors are raised for the caller's line. */
int guard_original(lua_State *L);
/* A message handler that says what a misspelt name may have meant. */
int guard_explain(lua_State *L);

#endif

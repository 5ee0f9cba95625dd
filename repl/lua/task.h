/* SPDX-License-Identifier: MIT-0 */
/* task: a task of the loop that runs Lua, and the object that stands for it.
 *
 * The function runs on a thread of Lua's of its own, called by lua_pcall on
 * the task's C stack; so a binding may suspend the task in the middle of a C
 * call. The object and its thread are anchored in the registry, under the
 * object's address, until the task has ended.
 */
#ifndef TASK_H
#define TASK_H

#include "object.h"

struct task {
  struct object object;
  struct held held;      /* while it has a handle */
  struct bt_task *task;  /* the handle; NULL before the start and after all */
  lua_State *thread;     /* NULL once it has run */
  lua_State *at;         /* where it runs now: thread, or a coroutine in it */
  int results;           /* how many the function returned */
  bool shown;            /* an error of it is shown with a traceback */
  bool in_group;         /* a failed one stays anchored for its group */
  struct stream *stream; /* whose function runs in it, the innermost */
  uint64_t failed;       /* counts failures of the script; 0: it has not */
};

/* User values. VALUE is the result, a table of them where there are more, or
 * the error; PLACE is where an error that is no string was raised. */
enum {
  TASK_THREAD = 1,
  TASK_VALUE,
  TASK_TRACEBACK,
  TASK_PLACE,
  TASK_VALUES = 4
};

extern const struct object_kind task_kind;

/* Pushes a task that will call the function below n arguments on top of the
 * stack, which it pops. The task is anchored, and has no handle yet. */
struct task *task_new(lua_State *L, int n);

/* Gives a new task its handle, which it owns from here on. */
void task_attach(struct task *task, struct bt_task *handle);

/* Lets go of a task that will not run after all, or of a failed one that was
 * kept for its group. Does not raise. */
void task_unanchor(lua_State *L, struct task *task);

/* A bt_fn: runs the task. Does not raise. */
int task_run(void *task);

/* The record of a task of the loop that runs Lua, NULL for others. Does not
 * raise. */
struct task *task_of(struct bt_task *task);
/* Pushes an anchored one. Does not raise. */
void task_push(lua_State *L, struct task *task);

/* The name of a task that got none: "Task-2". */
enum { TASK_NAME_SIZE = 32 };
const char *task_next_name(lua_State *L, char buf[TASK_NAME_SIZE]);

/* Spawns the function below n arguments on top of the stack, pops them, pushes
 * the task. name and group may be NULL. Returns NULL, and pushes nothing, where
 * there is no memory for it, or where the group takes no more. */
struct bt_group;
struct task *task_spawn(lua_State *L, const char *name, int n,
                        struct bt_group *group);

/* Pushes what the ended task at idx returned; returns how many values. */
int task_push_results(lua_State *L, int idx);
/* Pushes the first of them, or nil. */
void task_push_result(lua_State *L, int idx);
/* Pushes the error of the failed or cancelled task at idx. */
void task_push_error(lua_State *L, int idx);

/* Whether the arguments from arg on begin with a name; the function that must
 * follow is checked. call is what the program called. */
bool task_check_function(lua_State *L, int arg, const char *call);

/* Raises an error unless a list is at idx: what looks at the options behind it
 * asks first, as gather(a, b) is easily written. */
void task_list_check(lua_State *L, int idx, const char *call);
/* Pushes a list of tasks made of the list at idx, functions in it spawned;
 * returns its length. call is what the program called. */
lua_Integer task_list_of(lua_State *L, int idx, const char *call);
/* Pushes an array of their n handles, still theirs. */
struct bt_task **task_array_of(lua_State *L, int tasks, lua_Integer n);

/* What a wait for the task at idx comes to, where the loop returned rc: pushes
 * its results and returns how many, or raises its error, or the wait's. */
int task_waited(lua_State *L, int idx, int rc);

/* The task at arg; a function there is spawned, and replaced by its task. */
struct task *task_awaitable(lua_State *L, int arg);

/* The result of the loop's that goes with the error on top of L, after a
 * lua_pcall: UV_ECANCELED, UV_UNKNOWN, or a stop's code. Does not raise. */
int task_error_code(lua_State *L);

/* stream.c: closes, each in a task of its own, the streams that were left in
 * the middle, and waits for that. Does not raise. */
void stream_close_all(lua_State *L);

/* Notes that the running task is at L. Does not raise. */
void task_note_place(lua_State *L);

void task_gone(void *task, bool over);

#endif

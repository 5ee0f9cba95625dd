/* SPDX-License-Identifier: MIT-0 */
/* object: what Lua sees of Baton's things. Each is a userdata that begins with
 * struct object; a kind says what its methods are.
 */
#ifndef OBJECT_H
#define OBJECT_H

#include "state.h"

struct object_kind {
  const char *name;
  const char *self; /* what examples call one; NULL: the name */
  const luaL_Reg *methods;
  lua_CFunction text; /* __tostring */
  /* Called when the object is freed, or when the program is over (over); NULL:
   * nothing to do. It must not call Lua. */
  void (*gone)(void *object, bool over);
  lua_CFunction close;            /* __close, or NULL */
  lua_CFunction call;             /* __call, or NULL: `for v in object do` */
  lua_CFunction acquire, release; /* of what hold.c can hold, or NULL */
};

/* First member of every userdata that programs can see. */
struct object {
  uint64_t serial; /* order of creation; order.c reads it */
  const struct object_kind *kind;
  struct held held; /* where the kind has a gone */
  const char *name; /* for the screen, in the object's own memory; or NULL */
};

/* Makes the kind known; once for each kind, when the sandbox is made. */
void object_open(lua_State *L, const struct object_kind *kind);

/* Pushes a new object with zeroed memory and this many user values. name is
 * where its optional name is on the stack, 0 for none. The kind's gone is
 * called for it in any case, so it must do with zeroes. */
void *object_new(lua_State *L, const struct object_kind *kind, size_t size,
                 int user_values, int name);

/* The object at idx if it is of this kind, else NULL. Does not raise. */
void *object_test(lua_State *L, int idx, const struct object_kind *kind);

/* "lock", "table": what sort of value is at idx. Does not raise. */
const char *object_type(lua_State *L, int idx);

/* The object that a method was called on: argument 1. Raises what to write
 * instead when it is none. */
void *object_self(lua_State *L, const struct object_kind *kind);

/* For things that can be held: methods that every such kind has. hold returns
 * what releases it when it is closed; it is kept in user value OBJECT_HOLD. */
enum { OBJECT_HOLD = 1, OBJECT_VALUES = 1 };
int hold_hold(lua_State *L);
int hold_with(lua_State *L);
void hold_open(lua_State *L);

/* Every binding begins with one of these two: they note where the task is.
 * enter_wait is for what may suspend: it raises outside tasks. */
struct script *enter(lua_State *L);
struct script *enter_wait(lua_State *L, const char *what);

/* Raises the error that goes with a negative code of the loop's. */
int raise_code(lua_State *L, int code);

/* Raises text for the line that called the function. */
int misuse(lua_State *L, const char *format, ...) BT_PRINTF(2, 3);

/* Pushes text and raises error kinds of errors.c with it. */
extern const char error_cancelled[], error_timeout[], error_group[],
    error_invalid_state[], error_queue_empty[], error_queue_full[],
    error_broken_barrier[];
int error_raise(lua_State *L, const char *kind, const char *format, ...)
    BT_PRINTF(3, 4);
/* Pushes such an error; message may be NULL. */
void error_push(lua_State *L, const char *kind, const char *message);
bool error_is(lua_State *L, int idx, const char *kind);

/* How many wait in a list, without those that were woken and have not run. */
int object_waiting(const struct bt_waitlist *list);

/* Milliseconds at arg as microseconds, 0 for less; BT_NEVER for nil. */
uint64_t check_ms(lua_State *L, int arg);
void push_ms(lua_State *L, uint64_t us);
/* The milliseconds in a field of the table of options, as microseconds;
 * BT_NEVER where there is none. */
uint64_t option_ms(lua_State *L, int options, const char *name);

/* timeout(ms, fn) */
int timeout_call(lua_State *L);

/* One for each file: puts its functions into the table of globals. */
void errors_open(lua_State *L);
void task_open(lua_State *L);
void gather_open(lua_State *L);
void group_open(lua_State *L);
void lock_open(lua_State *L);
void semaphore_open(lua_State *L);
void queue_open(lua_State *L);
void timeout_open(lua_State *L);
void wait_open(lua_State *L);
void completed_open(lua_State *L);
void event_open(lua_State *L);
void condition_open(lua_State *L);
void barrier_open(lua_State *L);
void stream_open(lua_State *L);
void channel_open(lua_State *L);
void cancel_scope_open(lua_State *L);
void rate_limit_open(lua_State *L);
void retry_open(lua_State *L);
void background_open(lua_State *L);
void pool_open(lua_State *L);

#endif

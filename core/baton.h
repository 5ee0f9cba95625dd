/* SPDX-License-Identifier: MIT-0 */
/* baton: tasks on one thread, one ready queue, every decision visible.
 *
 * Copy    core/ as it is; the patterns need only this header.
 * Units   milliseconds where a name or comment does not say otherwise.
 * Errors  0 or more is success, a negative libuv code is failure. A wait that
 *         was cancelled returns UV_ECANCELED, once a cancellation; clean up
 *         and pass it on.
 * Owns    a task's memory is the loop's; a handle (bt_spawn's result) is the
 *         caller's until bt_await, bt_drop or a pattern uses it up.
 * Threads the thread that called bt_run only. Each thread may run its own.
 * Source  order of events: CPython 3.13's asyncio; stackful tasks as in
 *         libtask and libdill; error codes and life cycles as in libuv.
 *
 * A function that "parks" suspends the task that calls it: other tasks run
 * until something wakes it. What does not say that it parks does not.
 */
#ifndef BATON_H
#define BATON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bt_errors.h"
#include "trace.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define BT_THREAD __thread __attribute__((tls_model("initial-exec")))
#define BT_CHECKED __attribute__((warn_unused_result))
#define BT_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define BT_NOINLINE __attribute__((noinline)) /* off the way that is short */
#else
#define BT_THREAD _Thread_local
#define BT_CHECKED
#define BT_PRINTF(f, a)
#define BT_NOINLINE
#endif

struct bt_task;
struct bt_loop;

/* What a task runs. Returns 0 or more for success, a negative UV_E* code for
 * failure; UV_ECANCELED counts as cancelled. Data goes in and out by arg. */
typedef int bt_fn(void *arg);

/* ---- Running ---------------------------------------------------------- */

enum bt_clock {
  BT_CLOCK_DEFAULT, /* BATON_CLOCK's, else real (virtual without libuv) */
  BT_CLOCK_VIRTUAL, /* jumps to the next deadline when nothing is ready */
  BT_CLOCK_REAL
};

enum bt_order {
  BT_ORDER_FIRST,    /* first in, first out */
  BT_ORDER_SEED,     /* at random, from .seed */
  BT_ORDER_SCHEDULE, /* as .schedule says */
  BT_ORDER_PERSON,   /* as .choose says, for a person */
  BT_ORDER_SEARCH    /* as .choose says, for a search */
};

/* Asks which of n options (n >= 2) to take; label(data, i) names option i.
 * Returns its index; n or more means 0. Called between turns. */
struct bt_choice {
  size_t n;
  const char *why; /* task tie fault */
  const char *(*label)(const struct bt_choice *choice, size_t i);
  const void *data;
};
typedef size_t bt_chooser(void *data, const struct bt_choice *choice);

/* Asked before memory is taken (delta > 0: false refuses it, the caller gets
 * UV_ENOMEM) and told after it is given back (delta < 0: result ignored). */
typedef bool bt_accountant(void *data, ptrdiff_t delta);

/* A zeroed struct is the default: real clock, first in first out, no limit. */
struct bt_options {
  enum bt_clock clock;
  enum bt_order order;
  uint64_t seed;
  const char *schedule; /* text of a schedule; read with BT_ORDER_SCHEDULE */
  bt_chooser *choose;
  uint64_t max_turns; /* 0: no limit */
  size_t stack_size;  /* of the main task; 0: 64 KB */
  bool diagnose;      /* warn of likely mistakes, see bt_detach */
  bt_tracer *trace;
  bt_accountant *account;
  /* Says where task is in its source ("file:line"), or NULL. */
  const char *(*locate)(void *data, struct bt_task *task);
  /* Told of a task that was cancelled before its first step, when it ends: its
   * fn is never called, so that what was made for arg is still there. */
  void (*unstarted)(void *data, struct bt_task *task);
  /* Receives warnings and reports; NULL: standard error. */
  void (*report)(void *data, const char *rule, const char *text);
  void *data; /* handed to all of the above */
};

/* Runs main_fn as the first task, named "main". When it has ended, what was
 * ready runs for one more turn, then every task left is cancelled, in order
 * of spawning, and awaited. Returns main's result; UV_EINVAL inside another
 * bt_run or for bad options; UV_ENOMEM; BT_EDEADLOCK when main waits and
 * nothing can wake it (reported by name; no cleanup code runs then);
 * BT_ELIMIT after max_turns; BT_ESCHEDULE when the schedule is none or does
 * not fit; one that is not used up is warned of. */
BT_CHECKED int bt_run(bt_fn *main_fn, void *arg);
BT_CHECKED int bt_run_with(const struct bt_options *options, bt_fn *main_fn,
                           void *arg);

/* ---- Tasks ------------------------------------------------------------ */

/* Makes a task and puts it at the end of the ready queue; it first runs when
 * the caller parks. bt_spawn names it after fn; the name is copied. Returns a
 * handle that the caller owns, or NULL when out of memory. The task has at
 * least 64 KB of stack. */
#define bt_spawn(fn, ...) bt_spawn_named(#fn, fn, __VA_ARGS__)
struct bt_task *bt_spawn_named(const char *name, bt_fn *fn, void *arg);

/* Parks until t has ended; at once if it has. Returns t's result and keeps
 * t's message for the caller. Uses up the caller's handle, in every case.
 * Cancelling the caller cancels t too and still waits for it: the caller gets
 * UV_ECANCELED when t lets the cancellation through, t's result otherwise.
 * UV_EINVAL for the caller itself. */
BT_CHECKED int bt_await(struct bt_task *t);

/* As bt_await, but the handle stays the caller's. */
BT_CHECKED int bt_join(struct bt_task *t);

/* The result of an ended task; UV_EAGAIN while it runs. */
int bt_result(const struct bt_task *t);
bool bt_done(const struct bt_task *t);
bool bt_cancelled(const struct bt_task *t); /* ended by a cancellation */

/* Requests that t be cancelled: its wait ends with UV_ECANCELED on a later
 * turn; a task that has not started never starts. What t awaits is cancelled
 * first (a task, a gather). Returns false if t had ended. The message is
 * copied and travels with the cancellation. */
bool bt_cancel(struct bt_task *t);
bool bt_cancel_because(struct bt_task *t, const char *message);

/* Takes one request back, never below 0, and returns how many are left; at 0
 * a cancellation not yet delivered is withdrawn. What a shield holds back is
 * neither counted nor taken back until the shield is closed. */
unsigned bt_uncancel(struct bt_task *t);
unsigned bt_cancelling(const struct bt_task *t); /* requests not taken back */

/* One handle more, one fewer. bt_ref returns t; bt_drop(NULL) does nothing.
 * Dropping the last handle of a running task lets it run on. */
struct bt_task *bt_ref(struct bt_task *t);
void bt_drop(struct bt_task *t);

/* With .diagnose there are warnings of: a task that was cancelled and ended as
 * if it had not been; a task that its spawner leaves behind, unless somebody
 * awaits it, a group owns it or this says that nobody will; a turn that held
 * the loop for more than 50 ms of processor time. */
void bt_detach(struct bt_task *t);

/* What the thread's loop keeps at hand. Private, and here for the two inline
 * functions that read it: they are on the way of every lock and queue. */
struct bt_thread {
  struct bt_task *self;
  bool watched; /* there is a tracer */
};
extern BT_THREAD struct bt_thread bt_thread;

/* The running task, NULL outside of one. No handle: do not drop it. */
static inline struct bt_task *bt_self(void) { return bt_thread.self; }
const char *bt_name(const struct bt_task *t); /* t's own: as long as t is */
uint32_t bt_id(const struct bt_task *t);      /* 1 is main */

/* Keeps a message with the running task and returns code, so that a function
 * can end with `return bt_fail(UV_EIO, "disk %s", name)`. A task that ends
 * with another code ends without the message. */
int bt_fail(int code, const char *format, ...) BT_PRINTF(2, 3);

/* Why t failed or was cancelled; NULL when nobody said. Valid while the
 * caller has a handle on t and t stays as it is. */
const char *bt_message(const struct bt_task *t);

/* ---- Time ------------------------------------------------------------- */

/* Parks for ms; bt_sleep(0) is one turn. Returns 0 or UV_ECANCELED. */
BT_CHECKED int bt_sleep(uint64_t ms);
BT_CHECKED int bt_sleep_us(uint64_t us); /* the same in microseconds */
/* Parks for exactly one turn of the ready queue. Returns 0, UV_ECANCELED. */
BT_CHECKED int bt_yield(void);
uint64_t bt_now(void);    /* ms since the program began */
uint64_t bt_now_us(void); /* the same in microseconds */

/* ---- Task-local values ------------------------------------------------ */

/* A key is any static object of this type. A child inherits its parent's
 * values as they were when it was spawned; what it sets stays its own.
 * bt_local_set returns 0 or UV_ENOMEM, and is misuse outside of a task;
 * bt_local_get returns NULL there and where unset.
 * Values are the caller's and must outlive the tasks that can see them. */
struct bt_local {
  const char *name;
};
BT_CHECKED int bt_local_set(const struct bt_local *key, void *value);
void *bt_local_get(const struct bt_local *key);

#ifdef __cplusplus
}
#endif

#include "bt_pattern.h" /* for authors of patterns; a program needs none of it */

#endif

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
const char *bt_name(const struct bt_task *t);
uint32_t bt_id(const struct bt_task *t); /* 1 is main */

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
 * bt_local_set returns 0 or UV_ENOMEM; bt_local_get NULL where unset.
 * Values are the caller's and must outlive the tasks that can see them. */
struct bt_local {
  const char *name;
};
BT_CHECKED int bt_local_set(const struct bt_local *key, void *value);
void *bt_local_get(const struct bt_local *key);

/* ======================================================================= */
/* For authors of patterns. A program that uses patterns needs none of it.  */
/* ======================================================================= */

/* ---- The ready queue -------------------------------------------------- */

/* An entry of the loop. fn runs between tasks, on the loop's stack: it must
 * not park and should be short. Zeroed is idle. Lives in the caller's memory
 * until it ran or bt_call_stop took it back. */
struct bt_call {
  struct bt_call *next, *prev;      /* both NULL while idle */
  void (*fn)(struct bt_call *call); /* NULL marks a task's own step */
  struct bt_task *task;             /* on whose behalf it runs */
  const char *what;                 /* for the screen: gather, group, ... */
  const char *why;                  /* the core's: wake, done, deadline */
};

/* Puts call at the end of the ready queue. */
void bt_call_soon(struct bt_call *call);
/* Puts call into the ready queue when t has ended, after those that were
 * registered before; at once if it has. */
void bt_on_done(struct bt_task *t, struct bt_call *call);
/* Takes call out of wherever it waits; does nothing if it is idle. */
void bt_call_stop(struct bt_call *call);

/* ---- Timers ----------------------------------------------------------- */

/* call enters the ready queue when the time has come, timers due at the same
 * time in order of starting. Zeroed is idle. Needs no memory but its own. */
struct bt_timer {
  uint64_t due; /* microseconds */
  struct bt_call call;
};
/* Starts an idle timer, us from now. */
void bt_timer_start(struct bt_timer *timer, uint64_t us);
/* Stops it, also when it is due but has not run. Idle timers may be stopped. */
void bt_timer_stop(struct bt_timer *timer);

/* ---- Objects on the screen -------------------------------------------- */

struct bt_scope;
struct bt_state; /* collects fields while an object is described */
struct bt_object;

/* What sort of thing an object is, and how to show its state. */
struct bt_kind {
  const char *name; /* "lock": what tasks park on */
  void (*describe)(const struct bt_object *object, struct bt_state *state);
};

/* First member of whatever a person should see. */
struct bt_object {
  const struct bt_kind *kind;
  const char *name; /* the caller's, kept; NULL: kind and a number */
  uint32_t id;      /* given when first seen by a running loop; 0 before */
  uint32_t number;  /* for the name of an unnamed one: queue-1 */
};

/* Call it last in an init: it shows the object with its state. */
void bt_object_init(struct bt_object *object, const struct bt_kind *kind,
                    const char *name);
/* Gives the object its number, and shows it to the tracer if there is one. */
void bt_object_show(struct bt_object *object);
/* Tells the tracer that the state changed: call it after the change and
 * before the wake or park that follows from it. Free without a tracer. */
static inline void bt_object_changed(struct bt_object *object) {
#ifndef BT_WITHOUT_TRACER /* bench/ measures what this line costs */
  if (bt_thread.watched)
    bt_object_show(object);
#else
  (void)object;
#endif
}
/* Tells the tracer that the object is no more. Its memory may go after it. */
void bt_object_gone(struct bt_object *object);
/* Writes the object's name into buf and returns buf: "m", "queue-1". */
const char *bt_object_name(const struct bt_object *object, char *buf,
                           size_t size);

/* For describe: each adds a field to the state, in the order of the screen.
 * Names and texts are kept, so none may lie in describe's own frame; a text or
 * task may be NULL. */
void bt_state_int(struct bt_state *state, const char *name, int64_t value);
void bt_state_bool(struct bt_state *state, const char *name, bool value);
void bt_state_task(struct bt_state *state, const char *name,
                   const struct bt_task *task);
/* The same by number, for a task that may have ended meanwhile; 0 for none. */
void bt_state_task_id(struct bt_state *state, const char *name, uint32_t id);
void bt_state_text(struct bt_state *state, const char *name, const char *text);

/* A list of tasks that the object keeps itself: begin it, then add each. For
 * a waiter's tasks it has begun, and takes each once. */
void bt_state_tasks_begin(struct bt_state *state, const char *name);
void bt_state_tasks_add(struct bt_state *state, const struct bt_task *task);

/* ---- Parking and waking ----------------------------------------------- */

/* Tasks that wait for one thing, oldest first. Zeroed is empty. A waiter
 * stays until it has run, since its place in line counts until then; one that
 * was woken or cancelled is no longer pending. */
struct bt_waitlist {
  struct bt_waiter *first, *last;
  struct bt_waiter *pending; /* the first that was neither woken ... */
  size_t live;               /* ... how many were not cancelled */
  struct bt_object *object; /* whose list it is; told of changes. May be NULL */
};

enum bt_waiting {
  BT_WAITING, /* parked */
  BT_WOKEN,   /* bt_wake won: what it hands over belongs to the waiter */
  BT_STRUCK   /* a cancellation won: nothing was handed over */
};

/* What sort of wait it is. Either may be NULL. */
struct bt_wait_kind {
  /* Forwards a cancellation to what is waited for; the wait goes on if it
   * returns true, unless it ends it by bt_strike. NULL: a cancellation ends
   * the wait. */
  bool (*cancel)(struct bt_waiter *waiter);
  /* Names the tasks whose ends are waited for, by bt_state_tasks_add, when
   * somebody looks: a tracer, the report of a deadlock. why is then all,
   * first or first error: how many of them must have ended. */
  void (*tasks)(const struct bt_waiter *waiter, struct bt_state *state);
};

/* One wait of one task; lives in the frame of the function that parks. */
struct bt_waiter {
  struct bt_waiter *next, *prev;
  struct bt_waitlist *list;
  struct bt_task *task;            /* who waits */
  struct bt_object *object;        /* for what ... */
  struct bt_scope *scope;          /* ... or the end of what ... */
  struct bt_task *other;           /* ... or for whom ... */
  const char *on;                  /* ... or the word: timer, gather, io */
  const char *why;                 /* short reason for the screen, or NULL */
  uint64_t until;                  /* its own deadline; 0 or BT_NEVER: none */
  const struct bt_wait_kind *kind; /* more about it, or NULL */
  enum bt_waiting state;
  int result;
};

/* Parks the running task until bt_wake or a cancellation. waiter must be
 * zeroed but for object, scope or on, why, until, kind. Returns the result
 * given to bt_wake, or UV_ECANCELED. After UV_ECANCELED look at waiter->state:
 * BT_WOKEN means that a wake came first, and what it handed over must be
 * passed on or given back. */
BT_CHECKED int bt_park(struct bt_waiter *waiter);

/* Parks in line on list, as object->kind of the list's object says. As
 * bt_park; the waiter has left the list when this returns. */
BT_CHECKED int bt_park_in(struct bt_waitlist *list, struct bt_waiter *waiter);

/* Wakes t with result; true if this call woke it, false if it does not wait
 * or a cancellation or another wake came first. Hand nothing to a loser. */
bool bt_wake(struct bt_task *t, int result);

/* Ends the wait of waiter's task with UV_ECANCELED; for a kind's cancel. */
void bt_strike(struct bt_waiter *waiter);

/* Wakes the first pending waiter of list; its task, or NULL if none pends. */
struct bt_task *bt_wake_first(struct bt_waitlist *list, int result);

/* Whether somebody in list still counts: waits, or was woken and has not run.
 */
static inline bool bt_waiting(const struct bt_waitlist *list) {
  return list->live > 0;
}

/* The tasks that pend in list, as a field of an object's state. */
void bt_state_waiters(struct bt_state *state, const char *name,
                      const struct bt_waitlist *list);

/* ---- Scopes ----------------------------------------------------------- */

/* A stretch of one task: a group, a timeout. They nest; a task that ends
 * inside one stops the program with a message. */
struct bt_scope {
  const char *kind; /* group timeout shield cancel_scope stream */
  const char *name; /* the caller's, or NULL: kind and a number */
  uint32_t id, number;
  struct bt_task *task; /* NULL before open and after close */
  struct bt_scope *outer;
  bool pressed;     /* bt_scope_press was called */
  bool shield;      /* holds back cancellations from outside of it: ... */
  bool held;        /* ... one came, ... */
  unsigned cancels; /* ... and so many requests, which count after it */
};
/* Opens scope in the running task, inside those that are open; kind and name
 * are kept. until is for the screen: whose timer it is decides what happens
 * then. BT_NEVER: no deadline. */
void bt_scope_open(struct bt_scope *scope, const char *kind, const char *name,
                   uint64_t until);
/* As bt_scope_open. While it is open, its task is as if nobody outside of it
 * had cancelled it; what was held back strikes at the first wait after it. */
void bt_scope_open_shield(struct bt_scope *scope, const char *kind,
                          const char *name, uint64_t until);
/* From now on every wait inside scope is cancelled, one under way, too, as far
 * as no shield lies between. Counts as no request of bt_cancelling. Any task
 * may do it, twice does nothing more. via is for the screen: call, timeout. */
void bt_scope_press(struct bt_scope *scope, const char *via);
/* Whether t is inside a pressed scope and no shield lies between: a wait that
 * must go on all the same needs a shield, or a cancel of its own. */
bool bt_pressed(const struct bt_task *t);
/* Writes the scope's name into buf and returns buf: "g", "timeout-1". */
const char *bt_scope_name(const struct bt_scope *scope, char *buf, size_t size);
/* Tells the tracer that the deadline moved. */
void bt_scope_moved(struct bt_scope *scope, uint64_t until);
/* Closes scope, which must be its task's innermost: else it is misuse. */
void bt_scope_close(struct bt_scope *scope);
/* The open scope of t next outside of scope; the innermost for NULL. */
struct bt_scope *bt_scope_next(const struct bt_task *t,
                               const struct bt_scope *scope);

/* Cancels t, saying on the screen how (via: group, gather, timeout, await,
 * shutdown) and which scope asked (or NULL). */
bool bt_cancel_via(struct bt_task *t, const char *via,
                   const struct bt_scope *scope);

/* Spawns with more said: the group it belongs to, bytes of stack (0: 64 KB). */
struct bt_spawn_options {
  const char *name;
  const struct bt_scope *scope;
  size_t stack_size;
  bool lets_go; /* what it spawns may outlive it: no warning (.diagnose) */
};
struct bt_task *bt_spawn_with(const struct bt_spawn_options *options, bt_fn *fn,
                              void *arg);

/* A node in each task for its owner (its group), so that owning allocates
 * nothing: a callback for its end, and a place in the owner's list. */
struct bt_member {
  struct bt_call done;
  struct bt_member *next, *prev;
  struct bt_task *task;
  void *owner;
};
struct bt_member *bt_member_of(struct bt_task *t); /* never NULL */

/* Says that somebody has seen t's error, or will: no warning at its end. */
void bt_retrieved(struct bt_task *t);
/* Takes over t's message into the running task; returns t's result. */
int bt_adopt(const struct bt_task *t);
/* The running task's message, if it is about this code; else NULL. */
const char *bt_message_for(int code);

/* Marks t as seen in this visit, a number from bt_new_visit; false if it was
 * seen before. Finds tasks that a list names twice. */
uint64_t bt_new_visit(void);
bool bt_visit(struct bt_task *t, uint64_t visit);

/* Requests not taken back but for one that has yet to strike: more of them
 * after some code than before it means that it was cancelled inside. */
unsigned bt_struck(const struct bt_task *t);

/* The cancellation that the running task's last wait returned strikes again
 * at its next wait: for a wait that has succeeded after all. */
void bt_cancel_again(void);

/* ---- Coroutines -------------------------------------------------------- */

/* A function on a stack of its own, within the task that resumes it: it parks
 * that task, and bt_self() is that task. */
struct bt_coroutine;

/* Makes one; stack_size as for a task. A scope of kind stream with that name,
 * which is kept, not copied, and may be NULL, spans what fn does. NULL when
 * out of memory. */
struct bt_coroutine *bt_coroutine_open(const char *name, void (*fn)(void *arg),
                                       void *arg, size_t stack_size);
/* Runs fn until it suspends or returns; true if it suspended. A coroutine that
 * runs, or has returned, must not be resumed. Any task may resume it: scopes
 * that fn has open are that task's from then on. */
bool bt_coroutine_resume(struct bt_coroutine *co);
/* Goes back to who resumed co; called by fn, on co's own stack. While it is
 * suspended, the task does not see the scopes that fn has open. */
void bt_coroutine_suspend(struct bt_coroutine *co);
bool bt_coroutine_ended(const struct bt_coroutine *co);   /* fn returned */
bool bt_coroutine_running(const struct bt_coroutine *co); /* is resumed */
/* Frees it. One that has not returned is cut off where it is; what timers or
 * tasks may point to stays until the loop closes. One that is never closed is
 * reported then. */
void bt_coroutine_close(struct bt_coroutine *co);

/* ---- Memory, misuse, choice ------------------------------------------- */

/* As malloc, realloc and free, counted by the loop's accountant; what is left
 * when the loop closes is reported and freed. NULL when out of memory. */
void *bt_alloc(size_t size);
void *bt_realloc(void *block, size_t size);
void bt_free(void *block);

/* Stops the program: prints task, place, rule and what to do. For errors of
 * the programmer, such as a release without an acquire. */
#if defined(__GNUC__)
__attribute__((noreturn))
#endif
void bt_misuse(const char *rule, const char *format, ...) BT_PRINTF(2, 3);

/* A diagnostic: a warn event, and a line in the report. */
void bt_warn(const char *rule, const char *format, ...) BT_PRINTF(2, 3);

/* Chooses one of n options, 0 where n < 2; the only source of choice. why is
 * "fault" for simulated faults; labels has n names for the schedule. */
size_t bt_choose(const char *why, const char *const *labels, size_t n);

/* A number below n (n >= 1) from the seed of the program: for jitter and the
 * like. Not a choice: it follows from the seed alone. */
uint32_t bt_random(uint32_t n);

/* Says where the running task is in its source; kept, not copied. */
void bt_here(const char *file, int line);

#ifdef __cplusplus
}
#endif
#endif

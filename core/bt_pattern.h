/* SPDX-License-Identifier: MIT-0 */
/* bt_pattern: what patterns are made of. <baton.h> includes it; a program that
 * uses patterns needs none of it.
 *
 * Copy    core/ as it is.
 * Units   microseconds, in timers and deadlines.
 * Errors  as in baton.h; where memory is taken, NULL says that there is none.
 * Owns    nothing: calls, timers, waiters, scopes and objects lie in the
 *         caller's memory, in place while they are in use.
 * Threads the loop's thread only.
 * Source  park and wake as in Java's LockSupport, but a wake that finds nobody
 *         waiting is lost; intrusive lists as in libuv.
 */
#ifndef BT_PATTERN_H
#define BT_PATTERN_H

#include "baton.h"

#ifdef __cplusplus
extern "C" {
#endif

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

/* Puts an idle call at the end of the ready queue. */
void bt_call_soon(struct bt_call *call);
/* Puts an idle call into the ready queue when t has ended, after those that
 * were registered before; at once if it has. */
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
/* Never NULL. Who owns t fills it: it is not zeroed. */
struct bt_member *bt_member_of(struct bt_task *t);

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

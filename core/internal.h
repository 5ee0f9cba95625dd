/* SPDX-License-Identifier: MIT-0 */
/* internal: what the files of core share and nobody else sees. */
#ifndef BT_INTERNAL_H
#define BT_INTERNAL_H

/* libuv's header is not for strict ISO C, which -std=c11 asks for. */
#if !defined(_GNU_SOURCE) && !defined(_DEFAULT_SOURCE)
#define _DEFAULT_SOURCE
#endif

#include "baton.h"
#include "context.h"
#include "host.h"
#include "offer.h"
#include "ring.h"
#include "stack.h"
#include "wheel.h"

/* Kept out of line: what a fast path does now and then, or with a tracer. */
#define BT_COLD __attribute__((noinline, cold))
#define BT_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* A string with a count of its holders. */
struct bt_text {
  unsigned refs;
  char s[];
};

/* One task-local value; a task's values are a chain shared with its children.
 */
struct bt_binding {
  unsigned refs;
  const struct bt_local *key;
  void *value;
  struct bt_binding *outer;
};

enum { BT_NAME_MAX = 255 };

/* Lies at the top of its own stack, above the first frame. What a switch needs
 * comes first, then what the beginning and the end of a task need: among very
 * many tasks each line of the cache that is touched costs a miss. */
struct bt_task {
  struct bt_stack stack;
  struct bt_loop *loop;
  struct bt_waiter *waiter; /* what it parks on; NULL while it can run */
  bool ended;
  bool must_cancel; /* deliver a cancellation at the next suspension */
  bool pressed;     /* every wait is cancelled: see bt_pressed */
  bool again;       /* what bt_cancel_again delivers once more */
  bool retrieved;   /* somebody has seen, or will see, its error */
  bool lets_go;     /* its children may outlive it */
  bool in_shutdown; /* was cancelled by the shutdown */
  unsigned cancels; /* requests not taken back */
  int result;
  struct bt_context context;
  struct bt_call step; /* its entry of the ready queue; fn is NULL */

  struct bt_coroutine *coroutine; /* the innermost that runs */
  bt_fn *fn;
  void *arg;
  struct bt_call done; /* head of the ring of those told of its end */
  uint32_t id;
  unsigned refs;           /* handles, and one of the loop's until it ends */
  struct bt_scope *scope;  /* the innermost open one */
  struct bt_text *message; /* why it failed, or why a wait did, ... */
  int message_code;        /* ... with the code it was said about */
  uint32_t scope_id;       /* the group it was spawned into, or 0 */
  struct bt_text *cancel_message; /* of a cancellation under way */
  struct bt_binding *locals;
  struct bt_task *next, *prev; /* all that have not been freed */

  struct bt_task *children; /* with .diagnose: live ones it spawned ... */
  struct bt_task *sibling, **sibling_at; /* ... and its place among those */
  void *host_data;
  const char *end_value;
  const char *file; /* bt_here's */
  int line;
  uint64_t visit; /* bt_visit's */
  char name[BT_NAME_MAX + 1];
  struct bt_member member; /* its group's, which fills it; not cleared */
};

/* What every stack keeps free at its top: a freed stack may serve a task or a
 * coroutine next. */
enum { BT_STACK_HEAD = sizeof(struct bt_task) };

/* A list of choices that differ from the default: point and label. */
struct bt_schedule {
  struct bt_deviation {
    uint64_t point;
    const char *label; /* in the options' text: n bytes */
    size_t n;
  } * items;
  size_t n, size, at;
  bool told; /* of the rest that was never reached */
};

struct bt_kind_count {
  const char *kind;
  uint32_t n;
};

struct bt_loop {
  struct bt_call ready;      /* head of the ring */
  struct bt_call pass;       /* ends a pass of the ready queue */
  struct bt_call stop;       /* runs once main has ended */
  struct bt_task *running;   /* NULL between tasks */
  struct bt_context context; /* of whoever steps the loop */
  bool direct;               /* tasks may switch to each other */
  bool traced;               /* somebody listens */
  bool chosen;               /* bt_choose must be asked */
  bool ending;               /* main has ended: the rest is cancelled */
  uint64_t turn;
  uint64_t look;     /* the turn of the next look at the clock, or BT_NEVER */
  uint64_t now;      /* microseconds */
  size_t n_ready;    /* tasks in the ready queue */
  size_t n_live;     /* tasks that have not ended */
  size_t n_shutdown; /* of those that the shutdown awaits */
  struct bt_stack_pool stacks[BT_STACK_SORTS];
  struct bt_task *main;
  struct bt_task *first, *last; /* all tasks not freed, by id */
  struct bt_options options;
  const char *why;    /* why what runs now wakes others */
  int failed;         /* BT_ELIMIT and the like */
  bool woken;         /* bt_loop_wake was called; set from outside */
  uint32_t cancel_by; /* who asked first, while one spreads */
  struct bt_text *cancel_message;
  unsigned cancel_depth;
  uint64_t turn_began, wall_seen, cpu_seen; /* ms; diagnose.c's */
  uint32_t task_ids, object_ids;
  uint64_t events; /* emitted */
  uint64_t points; /* choices with two or more options */
  uint64_t random; /* of the order ... */
  uint64_t noise;  /* ... and of bt_random */
  uint64_t visits;
  struct bt_offer offer; /* the ready tasks, as far as somebody was asked */
  struct bt_schedule follow;
  struct bt_buffer schedule;       /* text of the choices made */
  struct bt_block *blocks;         /* bt_alloc's */
  struct bt_coroutine *coroutines; /* all that are open */
  struct bt_kind_count kinds[32];
  char place[256];    /* bt_locate's result */
  uint64_t base;      /* real clock: when the program began */
  uint64_t most_wait; /* real clock: microseconds; 0: no limit */
#ifndef BT_WITHOUT_LIBUV
  uv_loop_t uv;
  uv_timer_t uv_timer;
  uv_async_t uv_async;
#endif
  bool real;
  struct bt_wheel wheel; /* the timers; last, as it is large */
};

extern _Thread_local struct bt_loop *bt_loop_here;

/* Whether somebody listens. BT_WITHOUT_TRACER is for bench/ alone: what does
 * a tracer cost that is built in and off? */
static inline bool bt_traced(const struct bt_loop *loop) {
#ifdef BT_WITHOUT_TRACER
  (void)loop;
  return false;
#else
  return BT_UNLIKELY(loop->traced);
#endif
}

static inline struct bt_task *bt_task_of(struct bt_call *step) {
  return (struct bt_task *)((char *)step - offsetof(struct bt_task, step));
}

/* task.c */
/* A stack for bytes of use, with BT_STACK_HEAD above, counted. NULL: no memory.
 */
struct bt_stack *bt_take_stack(struct bt_loop *loop, size_t bytes);
void bt_give_stack(struct bt_loop *loop, struct bt_stack *stack);
struct bt_task *bt_task_new(struct bt_loop *loop,
                            const struct bt_spawn_options *options, bt_fn *fn,
                            void *arg);
void bt_task_free(struct bt_task *t);
BT_COLD void bt_trace_ready(struct bt_task *t, const char *why);

/* loop.c: stops the program if t's stack ran over its end. */
BT_COLD void bt_check_stack(const struct bt_task *t);

/* park.c: delivers a cancellation to what t waits for; false where t does not
 * wait or nothing was left to cancel. */
bool bt_deliver(struct bt_task *t);
/* Whether t's wait is passing one on right now, to those it waits for. */
bool bt_passes_on(const struct bt_task *t);

/* cancel.c: as bt_deliver, for a request that came before t waited. */
bool bt_deliver_late(struct bt_task *t);
/* Delivers the cancellation of a scope of t that has just been pressed. */
void bt_press_now(struct bt_task *t, const struct bt_scope *scope,
                  const char *via);
/* Every task left over when main has ended. */
void bt_cancel_rest(struct bt_loop *loop);

/* timer.c */
/* When to look for timers that are due: with the virtual clock the first
 * deadline, with the real one no later. BT_NEVER: there is none. */
uint64_t bt_timers_due(struct bt_loop *loop);
void bt_timers_fire(struct bt_loop *loop);

/* clock.c */
int bt_clock_init(struct bt_loop *loop);
void bt_clock_fini(struct bt_loop *loop);
/* Reads the real clock; the virtual one stands still. */
void bt_clock_read(struct bt_loop *loop);
/* Between passes: reads the clock and looks for I/O, now and then. */
void bt_clock_look(struct bt_loop *loop);
/* Lets time pass until due; false if nothing could ever happen. */
bool bt_clock_wait(struct bt_loop *loop, uint64_t due);
/* Ends such a wait, from a signal handler or another thread. */
void bt_clock_wake(struct bt_loop *loop);

/* choose.c */
int bt_order_init(struct bt_loop *loop);
/* Whether somebody is asked; else the first option is taken. */
static inline bool bt_order_asks(const struct bt_loop *loop) {
  return loop->options.order != BT_ORDER_FIRST;
}
/* Takes one of n options; offer has them if somebody is asked. */
size_t bt_decide(struct bt_loop *loop, const char *why, size_t n,
                 const struct bt_offer *offer);
/* There is no memory for what is on offer: the program fails. */
void bt_offer_failed(struct bt_loop *loop);
/* The first entry of the queue is a task. NULL: the program fails. */
struct bt_task *bt_choose_task(struct bt_loop *loop);

/* schedule.c: reads what is to be followed, or says what is wrong with it. */
int bt_schedule_read(struct bt_loop *loop, const char *text);
void bt_schedule_fini(struct bt_loop *loop);
/* The option that it has for this choice: 0 where it has none, n where the one
 * that it names is not on offer. */
size_t bt_schedule_next(struct bt_loop *loop, uint64_t point,
                        const struct bt_choice *choice);
/* It does not fit this choice: the program fails. */
void bt_schedule_misfit(struct bt_loop *loop, uint64_t point,
                        const struct bt_choice *choice);
/* Its rest does not count any more. */
void bt_schedule_leave(struct bt_loop *loop);
/* Adds to the text of the choices made. */
void bt_schedule_note(struct bt_loop *loop, uint64_t point,
                      const struct bt_choice *choice, size_t took);

/* trace.c */
void bt_emit(struct bt_loop *loop, uint32_t task, struct bt_trace_event *event);
const char *bt_locate(struct bt_loop *loop, struct bt_task *t);
uint32_t bt_acting(const struct bt_loop *loop);

/* What describes itself to whoever looks: the fields of an object, or the
 * tasks of a waiter. */
enum { BT_MAX_FIELDS = 16 };
struct bt_state {
  struct bt_field fields[BT_MAX_FIELDS];
  size_t n;
  uint32_t *ids; /* memory of the lists */
  size_t n_ids, size;
  uint64_t visit; /* takes each task once, where not 0 */
  bool listed;    /* it is a list, be it empty ... */
  bool partial;   /* ... but for a number that found no memory */
};

/* object.c */
uint32_t bt_number_of(struct bt_loop *loop, const char *kind);
/* What w waits for, "lock m", and its number; in buf, or a word of w's own. */
const char *bt_waiter_on(const struct bt_waiter *w, char *buf, size_t size,
                         uint32_t *id);
/* The tasks whose ends w waits for, in state->ids, which is to be freed. */
void bt_waiter_tasks(const struct bt_waiter *w, struct bt_state *state);
/* In the same way the scopes that a wait of t is in, if a stream is open. */
void bt_wait_scopes(const struct bt_task *t, struct bt_state *state);
/* What was listed there, as an event has it. */
struct bt_ids bt_state_ids(const struct bt_state *state);
/* The number of the task that holds it, which may have ended; 0: none. */
uint32_t bt_object_holder(const struct bt_object *object);

/* diagnose.c: with .diagnose, what looks like a mistake. */
void bt_diagnose_spawn(struct bt_task *t, struct bt_task *parent);
void bt_diagnose_end(struct bt_task *t);
/* Before a turn, and after a turn of t. */
void bt_diagnose_before(struct bt_loop *loop);
void bt_diagnose_after(struct bt_task *t);

/* text.c */
struct bt_text *bt_text_new(const char *s);
struct bt_text *bt_text_ref(struct bt_text *text);
void bt_text_drop(struct bt_text *text);
void bt_text_set(struct bt_text **place, struct bt_text *text);
/* Makes text t's message about code. */
void bt_explain(struct bt_task *t, int code, struct bt_text *text);

/* memory.c */
bool bt_account(struct bt_loop *loop, ptrdiff_t delta);
/* realloc for the loop's own arrays, counted; new_size 0 frees. */
void *bt_resize(struct bt_loop *loop, void *old, size_t old_size,
                size_t new_size);
void bt_blocks_fini(struct bt_loop *loop, bool finished);

/* local.c */
void bt_locals_drop(struct bt_binding *binding);

/* report.c */
void bt_report(struct bt_loop *loop, const char *rule, const char *text);
/* The same without an event. loop may be NULL. */
void bt_tell(struct bt_loop *loop, const char *rule, const char *text);
void bt_report_unseen(struct bt_task *t);
void bt_report_handles(struct bt_loop *loop);

/* scope.c: the outermost shield of t inside of scope, or of all that t has
 * open where scope is not t's. It holds back what comes from there. */
struct bt_scope *bt_shield_inside(const struct bt_task *t,
                                  const struct bt_scope *scope);
/* t enters or leaves code that has this chain of scopes open. */
void bt_scopes_enter(struct bt_task *t, struct bt_scope *chain);
void bt_scopes_leave(struct bt_task *t, struct bt_scope *chain);
/* Sets t->pressed, after its scopes have changed. */
void bt_scopes_changed(struct bt_task *t);

/* coroutine.c: the stack that t runs on. */
const struct bt_stack *bt_current_stack(const struct bt_task *t);
void bt_coroutines_fini(struct bt_loop *loop, bool finished);
/* The first scope of those outside the chain that scope is the last of. */
struct bt_scope *bt_coroutine_scopes(const struct bt_task *t,
                                     const struct bt_scope *scope);

/* overflow.c */
void bt_overflow_watch(void);
void bt_overflow_unwatch(void);
void bt_overflowed(const struct bt_task *t);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* The loop: one ready queue, first in first out, in passes.
 *
 * The entry `pass` lies in the queue behind what was ready when the pass
 * began; what becomes ready meanwhile comes behind it. Where it is reached,
 * the pass is over: timers that are due join the queue, behind what is ready
 * already, and it goes to the end again.
 */
#include "turn.h"

#include <stdlib.h>

_Thread_local struct bt_loop *bt_loop_here;
BT_THREAD struct bt_thread bt_thread;

struct bt_loop *bt_loop_current(void) {
  return bt_loop_here;
}
uint64_t bt_loop_turn(const struct bt_loop *loop) { return loop->turn; }

/* ---- Open and close --------------------------------------------------- */

static void main_ended(struct bt_call *call) {
  (void)call;
  bt_loop_here->ending = true;
}

/* Tasks may switch to each other where nobody wants to look in between. */
static void set_watching(struct bt_loop *loop) {
#ifdef BT_WITHOUT_TRACER
  if (loop->options.trace)
    bt_misuse("trace", "this build of Baton has no tracer");
#endif
  loop->traced = bt_thread.watched = loop->options.trace != NULL;
  loop->chosen = loop->traced || bt_order_asks(loop);
}

static int start(struct bt_loop *loop, bt_fn *main_fn, void *arg) {
  struct bt_spawn_options main_options = {
      .name = "main", .stack_size = loop->options.stack_size};
  int rc = bt_order_init(loop);

  if (rc < 0)
    return rc;
  bt_loop_here = loop;
  loop->main = bt_spawn_with(&main_options, main_fn, arg);
  if (!loop->main)
    return UV_ENOMEM;
  return 0;
}

static void free_loop(struct bt_loop *loop) {
  bt_schedule_fini(loop);
  bt_offer_fini(loop, &loop->offer);
  bt_stack_pools_fini(loop->stacks);
  bt_account(loop, -(ptrdiff_t)sizeof *loop);
  bt_loop_here = NULL;
  bt_thread.watched = false;
  free(loop);
}

static struct bt_loop *new_loop(const struct bt_options *options) {
  struct bt_loop *loop;

  if (options->account && !options->account(options->data, sizeof *loop))
    return NULL;
  loop = calloc(1, sizeof *loop);
  if (!loop) {
    if (options->account)
      options->account(options->data, -(ptrdiff_t)sizeof *loop);
    return NULL;
  }
  loop->options = *options;
  bt_ring_init(&loop->ready);
  bt_ring_push(&loop->ready, &loop->pass);
  loop->pass.fn = main_ended; /* never called; only tasks have none */
  loop->stop.fn = main_ended;
  loop->why = "wake";
  loop->wheel.soonest = BT_NEVER;
  bt_context_init(&loop->context);
  set_watching(loop);
  return loop;
}

struct bt_loop *bt_loop_open(const struct bt_options *options, bt_fn *main_fn,
                             void *arg, int *error) {
  struct bt_loop *loop;

  if (bt_loop_here) {
    *error = UV_EBUSY;
    return NULL;
  }
  loop = new_loop(options);
  if (!loop) {
    *error = UV_ENOMEM;
    return NULL;
  }
  *error = bt_clock_init(loop);
  if (*error < 0) {
    free_loop(loop);
    return NULL;
  }
  bt_overflow_watch();
  *error = start(loop, main_fn, arg);
  if (*error == 0)
    return loop;
  (void)bt_loop_close(loop);
  return NULL;
}

static int outcome(const struct bt_loop *loop) {
  if (loop->failed)
    return loop->failed;
  if (!loop->main)
    return UV_ENOMEM;
  return bt_done(loop->main) ? loop->main->result : UV_ECANCELED;
}

int bt_loop_close(struct bt_loop *loop) {
  int rc = outcome(loop);
  bool finished = loop->main && loop->n_live == 0 && !loop->failed;

  loop->running = bt_thread.self = NULL;
  bt_coroutines_fini(loop, finished); /* which may have handles */
  if (finished) {
    bt_drop(loop->main);
    loop->main = NULL;
    bt_report_handles(loop);
  }
  while (loop->first)
    bt_task_free(loop->first);
  bt_blocks_fini(loop, finished); /* after the tasks, which have some */
  bt_clock_fini(loop);
  bt_overflow_unwatch();
  free_loop(loop);
  return rc;
}

/* ---- Turns ------------------------------------------------------------ */

static BT_COLD void trace_run(struct bt_loop *loop, struct bt_task *t) {
  struct bt_trace_event e = {.ev = BT_EV_RUN};

  bt_emit(loop, t->id, &e);
}

static BT_COLD void trace_call(struct bt_loop *loop,
                               const struct bt_call *call) {
  struct bt_trace_event e = {.ev = BT_EV_CALL};

  if (call == &loop->stop)
    return;
  e.u.call.what = call->what ? call->what : "user";
  e.u.call.for_task = call->task ? call->task->id : 0;
  bt_emit(loop, 0, &e);
}

static void run_task(struct bt_loop *loop, struct bt_task *t) {
  bt_ring_unlink(&t->step);
  loop->n_ready--;
  bt_set_running(loop, t);
  if (bt_traced(loop))
    trace_run(loop, t);
  if (BT_UNLIKELY(loop->options.diagnose))
    bt_diagnose_before(loop);
  bt_context_switch(&loop->context, &t->context);
  loop->running = bt_thread.self = NULL;
  if (BT_UNLIKELY(loop->options.diagnose))
    bt_diagnose_after(t);
}

static void run_call(struct bt_loop *loop, struct bt_call *call) {
  bt_ring_take(call);
  loop->why = call->why ? call->why : "wake";
  if (bt_traced(loop))
    trace_call(loop, call);
  call->fn(call);
}

void bt_check_stack(const struct bt_task *t) {
  if (!bt_stack_intact(bt_current_stack(t)))
    bt_overflowed(t);
}

/* ---- Passes ----------------------------------------------------------- */

/* Main has ended, and so has the pass that was ready then: cancels the rest,
 * and whatever the cancelled ones have spawned since, until none is left. */
static void end_of_main(struct bt_loop *loop) {
  if (loop->ending && loop->n_shutdown == 0)
    bt_cancel_rest(loop);
}

static bool is_over(const struct bt_loop *loop) {
  return loop->ending && loop->n_live == 0 && loop->ready.next == &loop->pass &&
         loop->pass.next == &loop->ready;
}

/* The queue is empty but for `pass`: lets time pass until something is ready.
 * False if nothing ever will be. */
static bool wait(struct bt_loop *loop) {
  for (int sort = 0; sort < BT_STACK_SORTS; sort++)
    bt_stack_trim(loop->stacks, sort);
  return bt_clock_wait(loop, bt_timers_due(loop));
}

/* Ends a pass and begins the next. False if nothing is left to happen. */
static bool next_pass(struct bt_loop *loop) {
  bool more = true;

  bt_ring_take(&loop->pass);
  end_of_main(loop);
  bt_clock_look(loop);
  bt_timers_fire(loop);
  if (bt_ring_empty(&loop->ready)) {
    more = wait(loop);
    bt_timers_fire(loop);
  }
  bt_ring_push(&loop->ready, &loop->pass);
  return more;
}

/* Goes to the next entry that is to run. */
static enum bt_step advance(struct bt_loop *loop) {
  while (loop->ready.next == &loop->pass) {
    if (is_over(loop))
      return BT_STEP_ENDED;
    if (__atomic_load_n(&loop->woken, __ATOMIC_RELAXED)) {
      __atomic_store_n(&loop->woken, false, __ATOMIC_SEQ_CST);
      return BT_STEP_WOKEN;
    }
    if (!next_pass(loop))
      return BT_STEP_IDLE;
  }
  return BT_STEP_RAN;
}

static void run_entry(struct bt_loop *loop) {
  struct bt_call *entry = loop->ready.next;
  struct bt_task *t;

  if (entry->fn) {
    loop->turn++;
    run_call(loop, entry);
    return;
  }
  t = loop->chosen ? bt_choose_task(loop) : bt_task_of(entry);
  if (t)
    run_task(loop, t);
}

bool bt_loop_ready(const struct bt_loop *loop) {
  return loop->ready.next != &loop->pass || loop->pass.next != &loop->ready;
}

/* As advance, and says where a limit does not let the next entry run. */
static enum bt_step go_on(struct bt_loop *loop) {
  enum bt_step step = loop->failed ? BT_STEP_FAILED : advance(loop);
  uint64_t most = loop->options.max_turns;

  if (step == BT_STEP_RAN && most && loop->turn >= most)
    loop->failed = BT_ELIMIT;
  return loop->failed ? BT_STEP_FAILED : step;
}

enum bt_step bt_loop_step(struct bt_loop *loop) {
  enum bt_step step = go_on(loop);

  if (step != BT_STEP_RAN)
    return step;
  run_entry(loop);
  return loop->failed ? BT_STEP_FAILED : BT_STEP_RAN;
}

/* Nothing can happen now: it would need time. */
static bool is_still(const struct bt_loop *loop) {
  return !bt_loop_ready(loop) && !(loop->ending && loop->n_shutdown == 0);
}

enum bt_step bt_loop_settle(struct bt_loop *loop, bool wait_for_time) {
  for (;;) {
    enum bt_step step;

    if (!wait_for_time && is_still(loop))
      return BT_STEP_IDLE;
    step = go_on(loop);
    if (step != BT_STEP_RAN || !loop->ready.next->fn)
      return step;
    run_entry(loop);
  }
}

void bt_loop_wake(struct bt_loop *loop) {
  __atomic_store_n(&loop->woken, true, __ATOMIC_SEQ_CST);
  bt_clock_wake(loop);
}

void bt_loop_limit_wait(struct bt_loop *loop, uint64_t us) {
  loop->most_wait = us;
}

void bt_loop_stay(struct bt_loop *loop, bool stay) { loop->ending = !stay; }

enum bt_step bt_loop_run(struct bt_loop *loop) {
  enum bt_step step;

  loop->direct =
      !loop->chosen && !loop->options.max_turns && !loop->options.diagnose;
  while ((step = bt_loop_step(loop)) == BT_STEP_RAN)
    ;
  loop->direct = false;
  return step;
}

void bt_loop_abandon(int code) {
  struct bt_loop *loop = bt_loop_here;

  loop->failed = code;
  loop->direct = false;
  if (loop->running)
    bt_context_switch(&loop->running->context, &loop->context);
}

void bt_loop_set_order(struct bt_loop *loop, enum bt_order order,
                       bt_chooser *choose) {
  loop->options.order = order;
  loop->options.choose = choose;
  bt_offer_clear(&loop->offer);
  set_watching(loop);
}

struct bt_task *bt_loop_next_task(const struct bt_loop *loop,
                                  const struct bt_task *prev) {
  struct bt_task *t = prev ? prev->next : loop->first;

  while (t && t->ended)
    t = t->next;
  return t;
}

/* ---- bt_run ----------------------------------------------------------- */

static void say_exit(struct bt_loop *loop, enum bt_step step) {
  if (step == BT_STEP_IDLE)
    bt_loop_exit(loop, 1, "deadlock");
  else if (loop->failed == BT_ELIMIT)
    bt_loop_exit(loop, 3, "limit turns");
  else if (loop->failed || loop->main->result < 0)
    bt_loop_exit(loop, 1, "error");
  else
    bt_loop_exit(loop, 0, "main ended");
}

int bt_run_with(const struct bt_options *options, bt_fn *main_fn, void *arg) {
  int rc;
  struct bt_loop *loop = bt_loop_open(options, main_fn, arg, &rc);
  enum bt_step step;

  if (!loop)
    return rc == UV_EBUSY ? UV_EINVAL : rc;
  do
    step = bt_loop_run(loop);
  while (step == BT_STEP_WOKEN);
  if (step == BT_STEP_IDLE)
    bt_loop_report_deadlock(loop);
  bt_loop_report_schedule(loop);
  say_exit(loop, step);
  if (step == BT_STEP_IDLE)
    loop->failed = BT_EDEADLOCK;
  return bt_loop_close(loop);
}

int bt_run(bt_fn *main_fn, void *arg) {
  struct bt_options options = {.clock = BT_CLOCK_DEFAULT};

  return bt_run_with(&options, main_fn, arg);
}

/* ---- Entries of patterns ---------------------------------------------- */

void bt_call_soon(struct bt_call *call) {
  call->why = "wake";
  bt_ring_push(&bt_loop_here->ready, call);
}

void bt_on_done(struct bt_task *t, struct bt_call *call) {
  call->why = "done";
  bt_ring_push(bt_done(t) ? &t->loop->ready : &t->done, call);
}

void bt_call_stop(struct bt_call *call) {
  if (call->next)
    bt_ring_take(call);
}

/* SPDX-License-Identifier: MIT-0 */
#include "runner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVENT_COST = 64 }; /* bytes an event takes in a log, about */

/* ---- What the loop and the script ask of us --------------------------- */

static void report(void *data, const char *rule, const char *text) {
  struct runner *runner = data;

  if (strcmp(rule, "schedule") == 0)
    runner->misfit = true;
  if (runner->options.report)
    runner->options.report(runner->options.data, rule, text);
}

static bool account(void *data, ptrdiff_t delta) {
  return budget_account(&((struct runner *)data)->budget, delta);
}

static const char *locate(void *data, struct bt_task *task) {
  return script_locate(((struct runner *)data)->script, task);
}

static void unstarted(void *data, struct bt_task *task) {
  script_unstarted(((struct runner *)data)->script, task);
}

static void trace(void *data, const struct bt_trace_event *event) {
  struct runner *runner = data;

  runner->options.trace(runner->options.data, event);
}

static size_t choose(void *data, const struct bt_choice *choice) {
  struct runner *runner = data;

  return runner->options.choose(runner->options.data, choice);
}

static int out(void *data, const char *text, size_t n) {
  struct runner *runner = data;

  return runner->options.out
             ? runner->options.out(runner->options.data, text, n)
             : 0;
}

/* The main task. Its error is kept: other tasks may fail after it. */
static int run_main(void *data) {
  struct runner *runner = data;

  runner->result = script_main(runner->script);
  runner->main_ended = true;
  if (runner->result < 0 && runner->result != UV_ECANCELED) {
    runner->out_of_memory = script_out_of_memory(runner->script);
    runner->error = strdup(script_error(runner->script));
    runner->told = *script_error(runner->script) == '\0'; /* stopped by us */
  }
  return runner->result;
}

/* ---- Opening ---------------------------------------------------------- */

static enum bt_order order_of(const struct runner_options *options) {
  if (options->choose)
    return BT_ORDER_PERSON;
  if (options->schedule)
    return BT_ORDER_SCHEDULE;
  return options->seeded ? BT_ORDER_SEED : BT_ORDER_FIRST;
}

static int no_memory(struct runner *runner) {
  report(runner, "memory", "out of memory");
  return runner->budget.refused ? STATUS_LIMIT : STATUS_FAILED;
}

static int open_script(struct runner *runner) {
  const struct runner_options *o = &runner->options;
  struct script_options options = {.seed = o->seeded ? o->seed : 0,
                                   .account = account,
                                   .account_data = runner,
                                   .out = out,
                                   .out_data = runner,
                                   .argc = o->argc,
                                   .argv = o->argv,
                                   .goes_on = o->at_prompt};
  int rc = script_open(&runner->script, &options);

  if (rc == UV_ENOTSUP) {
    report(runner, "lua", "this Lua is not the one Baton was made for (5.4)");
    return STATUS_FAILED;
  }
  if (rc < 0)
    return no_memory(runner);
  rc = script_load(runner->script, o->source->name, o->source->text,
                   o->source->n);
  if (rc == UV_ENOMEM)
    return no_memory(runner);
  if (rc < 0) {
    report(runner, "error", script_error(runner->script));
    return STATUS_FAILED;
  }
  return STATUS_FINE;
}

static int open_loop(struct runner *runner) {
  const struct runner_options *o = &runner->options;
  struct bt_options options = {.clock = o->clock,
                               .order = order_of(o),
                               .seed = o->seed,
                               .schedule = o->schedule,
                               .choose = o->choose ? choose : NULL,
                               .max_turns = o->max_turns,
                               .stack_size = SCRIPT_STACK,
                               .diagnose = true,
                               .trace = o->trace ? trace : NULL,
                               .account = account,
                               .locate = locate,
                               .unstarted = unstarted,
                               .report = report,
                               .data = runner};
  int error = 0;

  runner->loop = bt_loop_open(&options, run_main, runner, &error);
  if (runner->loop)
    return STATUS_FINE;
  if (error == UV_ENOMEM)
    return no_memory(runner);
  if (error == BT_ESCHEDULE)
    return STATUS_USAGE; /* what is wrong with it was said */
  report(runner, "loop", bt_error_name(error));
  return STATUS_FAILED;
}

int runner_open(struct runner *runner, const struct runner_options *options) {
  int status;

  memset(runner, 0, sizeof *runner);
  runner->options = *options;
  runner->budget.limit = (size_t)options->max_memory_mb << 20;
  status = open_script(runner);
  if (status == STATUS_FINE)
    status = open_loop(runner);
  if (status != STATUS_FINE)
    runner_drop(runner);
  return status;
}

enum bt_step runner_run(struct runner *runner) {
  return bt_loop_run(runner->loop);
}

/* ---- How it ended ----------------------------------------------------- */

static struct ending stopped(int code) {
  if (code == UV_EINTR)
    return (struct ending){STATUS_INTERRUPTED, "interrupted"};
  if (code == UV_ETIMEDOUT)
    return (struct ending){STATUS_LIMIT, "limit time"};
  if (code == UV_ENOMEM)
    return (struct ending){STATUS_LIMIT, "limit memory"};
  return (struct ending){STATUS_FAILED, "error"}; /* nowhere to print to */
}

static struct ending failed(const struct runner *runner) {
  uint64_t most = runner->options.max_turns;

  if (!runner->misfit && most && bt_loop_turn(runner->loop) >= most)
    return (struct ending){STATUS_LIMIT, "limit turns"};
  return (struct ending){STATUS_FAILED, "error"};
}

struct ending runner_ending(const struct runner *runner, enum bt_step step) {
  int code = script_stopping(runner->script);

  if (code)
    return stopped(code);
  if (step == BT_STEP_FAILED)
    return failed(runner);
  if (step == BT_STEP_IDLE)
    return (struct ending){STATUS_FAILED, "deadlock"};
  if (runner->out_of_memory)
    return (struct ending){STATUS_LIMIT, "limit memory"};
  if (runner->result < 0)
    return (struct ending){STATUS_FAILED, "error"};
  return (struct ending){STATUS_FINE, "main ended"};
}

static void report_limit(struct runner *runner, const char *why) {
  char text[128];

  if (strcmp(why, "limit turns") == 0)
    snprintf(text, sizeof text,
             "the limit of %" PRIu64 " turns was reached (--max-turns)",
             runner->options.max_turns);
  else if (strcmp(why, "limit time") == 0)
    snprintf(text, sizeof text, "the limit on time was reached (--max-time)");
  else
    snprintf(text, sizeof text,
             "the limit of %" PRIu64 " MB was reached (--max-memory)",
             runner->options.max_memory_mb);
  report(runner, "limit", text);
}

void runner_tell_error(struct runner *runner) {
  if (!runner->main_ended || runner->told)
    return;
  runner->told = true;
  if (runner->result == UV_ECANCELED)
    report(runner, "error", "main was cancelled");
  else if (runner->result < 0)
    report(runner, "error", runner->error ? runner->error : "out of memory");
}

static void report_ending(struct runner *runner, enum bt_step step,
                          struct ending ending) {
  runner_tell_error(runner);
  if (step == BT_STEP_IDLE)
    bt_loop_report_deadlock(runner->loop);
  if (ending.status == STATUS_INTERRUPTED)
    report(runner, "interrupted", "interrupted");
  else if (ending.status == STATUS_LIMIT)
    report_limit(runner, ending.why);
  else
    bt_loop_report_schedule(runner->loop);
}

int runner_close(struct runner *runner, enum bt_step step) {
  struct ending ending = runner_ending(runner, step);

  report_ending(runner, step, ending);
  if (runner->script)
    script_release(runner->script); /* its warnings come before the exit */
  bt_loop_exit(runner->loop, ending.status, ending.why);
  if (runner->options.leaves && ending.status == STATUS_INTERRUPTED) {
    script_leave(runner->script); /* nobody wants to wait for it to be freed */
    runner->script = NULL;
  }
  runner_drop(runner);
  return ending.status;
}

void runner_drop(struct runner *runner) {
  if (runner->script)
    script_release(runner->script);
  if (runner->loop)
    (void)!bt_loop_close(runner->loop);
  script_close(runner->script);
  free(runner->error);
  memset(runner, 0, sizeof *runner);
}

/* ---- Its record -------------------------------------------------------- */

struct bt_trace_head runner_head(const struct runner_options *o) {
  static const char *const orders[] = {"first", "seed", "schedule", "person",
                                       "search"};

  return (struct bt_trace_head){.program = o->source->name,
                                .clock = o->clock == BT_CLOCK_REAL ? "real"
                                                                   : "virtual",
                                .order = orders[order_of(o)],
                                .seeded = o->seeded,
                                .seed = o->seed};
}

int runner_record(struct runner *runner, struct log *log,
                  const struct bt_trace_event *event) {
  ptrdiff_t cost = EVENT_COST;
  int rc = UV_ENOMEM;

  if (event->ev == BT_EV_OUT)
    cost += (ptrdiff_t)event->u.out.n;
  if (budget_account(&runner->budget, cost))
    rc = log_append(log, event);
  if (rc < 0)
    script_stop(runner->script, rc);
  return rc;
}

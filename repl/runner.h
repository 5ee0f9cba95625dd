/* SPDX-License-Identifier: MIT-0 */
/* runner: one run of one program: its Lua state, its loop, its limits, and
 * what became of it.
 *
 *     status = runner_open(&runner, &options);
 *     if (status == STATUS_FINE)
 *       step = runner_run(&runner);
 *     status = runner_close(&runner, step);
 *
 * Errors  exit statuses (say.h); what went wrong was said to options.report.
 * Owns    everything but what the options point to.
 * Threads one runner is open in a thread at a time.
 */
#ifndef RUNNER_H
#define RUNNER_H

#include "host.h"
#include "lua/budget.h"
#include "lua/script.h"
#include "say.h"
#include "source.h"
#include "world/log.h"

struct runner_options {
  const struct source *source;
  int argc; /* the program's own arguments */
  char *const *argv;
  enum bt_clock clock;
  bool seeded;
  uint64_t seed;
  const char *schedule;   /* NULL: none */
  uint64_t max_turns;     /* 0: no limit */
  uint64_t max_memory_mb; /* 0: no limit */
  uint64_t max_time_ms;   /* for whoever steps the loop to keep (stop.h) */
  bool at_prompt;         /* stopping ends a task, not the program */
  bool leaves;            /* the process ends with the program */

  /* All of these may be NULL; data is handed to each. */
  bt_tracer *trace;
  bt_chooser *choose; /* asked for the order, instead of all of the above */
  int (*out)(void *data, const char *text, size_t n);
  /* Errors, warnings and reports. rule is "error" for an uncaught error. */
  void (*report)(void *data, const char *rule, const char *text);
  void *data;
};

struct runner {
  struct runner_options options;
  struct script *script;
  struct bt_loop *loop;
  struct budget budget;
  char *error; /* main's, to be said when all have ended */
  int result;  /* main's */
  bool main_ended;
  bool told;          /* main's error was reported */
  bool out_of_memory; /* and that was why main failed */
  bool misfit;        /* the schedule did not fit */
};

/* Makes everything, ready for the first step. On failure the status is that
 * of a program that does not parse, a schedule that is none, or memory that
 * ran out; it was reported, and there is nothing to close. */
int runner_open(struct runner *runner, const struct runner_options *options);

/* Runs to the end, as bt_loop_run. The caller may step runner->loop too. */
enum bt_step runner_run(struct runner *runner);

/* What step says about the whole run: an exit status, and why as in the exit
 * event. */
struct ending {
  int status;
  const char *why;
};
struct ending runner_ending(const struct runner *runner, enum bt_step step);

/* Reports main's error when main has ended with one, once. */
void runner_tell_error(struct runner *runner);

/* Reports how the program ended (error, deadlock, limit), emits the exit
 * event and frees everything. Returns the exit status. */
int runner_close(struct runner *runner, enum bt_step step);

/* Frees everything, reports nothing. */
void runner_drop(struct runner *runner);

/* The header of the trace of a program with these options. */
struct bt_trace_head runner_head(const struct runner_options *options);

/* Keeps event in log, which counts against the limit on memory like all that
 * the program causes. Returns 0, or a negative code after which the program is
 * being stopped with it. */
int runner_record(struct runner *runner, struct log *log,
                  const struct bt_trace_event *event);

#endif

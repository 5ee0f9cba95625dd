/* SPDX-License-Identifier: MIT-0 */
#include "session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include "session_parts.h"
#include "stop.h"

enum { WATCH_US = 40 * 1000 }; /* between two looks of whoever watches */

/* ---- What the runner tells us ----------------------------------------- */

static void on_event(void *data, const struct bt_trace_event *event) {
  struct session *s = data;

  if (s->log_error == 0 && !s->closing)
    s->log_error = runner_record(&s->runner, s->log, event);
}

static int on_out(void *data, const char *text, size_t n) {
  struct session *s = data;

  if (s->quiet || !s->listener.out)
    return 0;
  return s->listener.out(s->listener.data, text, n);
}

static void on_report(void *data, const char *rule, const char *text) {
  struct session *s = data;

  if (!s->quiet && !s->closing && s->listener.report)
    s->listener.report(s->listener.data, rule, text);
}

void session_say(struct session *s, const char *format, ...) {
  char text[1024];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (s->listener.report)
    s->listener.report(s->listener.data, "session", text);
}

/* ---- Opening and closing ---------------------------------------------- */

static void close_log(struct session *s) {
  world_close(s->world);
  log_close(s->log);
  s->world = NULL;
  s->log = NULL;
}

static int open_log(struct session *s) {
  s->log = log_open();
  s->world = s->log ? world_open(s->log) : NULL;
  if (s->world)
    return STATUS_FINE;
  close_log(s);
  session_say(s, "out of memory");
  return STATUS_FAILED;
}

static int keep_head(struct session *s) {
  struct bt_trace_head head = runner_head(&s->options);

  if (log_set_head(s->log, &head) == 0)
    return STATUS_FINE;
  session_say(s, "out of memory");
  return STATUS_FAILED;
}

int session_start(struct session *s) {
  int status = open_log(s);

  s->run++;
  s->view = s->part = 0;
  s->state = BT_STEP_RAN;
  s->stays = s->told = false;
  s->log_error = 0;
  s->repeatable = LOG_NONE;
  s->n_lines = 0;
  s->pick = PICK_NONE;
  if (status == STATUS_FINE)
    status = runner_open(&s->runner, &s->options);
  s->open = status == STATUS_FINE;
  if (s->open)
    status = keep_head(s);
  s->paused = s->program;
  if (status == STATUS_FINE && !s->program)
    session_run(s);
  return status;
}

/* What goes while it is taken apart is no part of what happened. */
void session_drop_runner(struct session *s) {
  s->closing = true;
  if (s->open)
    runner_drop(&s->runner);
  s->open = s->closing = false;
  session_drop_lines(s);
}

void session_stop(struct session *s) {
  session_drop_runner(s);
  close_log(s);
}

int session_open(struct session *s, const struct runner_options *options,
                 const struct listener *listener, bool program) {
  memset(s, 0, sizeof *s);
  s->options = *options;
  s->options.at_prompt = true;
  s->options.trace = on_event;
  s->options.out = on_out;
  s->options.report = on_report;
  s->options.data = s;
  s->listener = *listener;
  s->program = program;
  return session_start(s);
}

int session_open_saved(struct session *s, struct log *log,
                       const struct listener *listener) {
  memset(s, 0, sizeof *s);
  s->listener = *listener;
  s->log = log;
  s->world = world_open(log);
  s->state = BT_STEP_ENDED;
  s->saved = s->world != NULL;
  s->run = 1;
  return s->saved ? STATUS_FINE : say_no_memory();
}

bool session_refuses(struct session *s) {
  if (s->saved)
    session_say(s, "a saved trace can be looked at, not run; baton step runs "
                   "a program");
  return s->saved;
}

/* As after the end of main: what is left is cancelled and awaited. */
static void wind_up(struct session *s) {
  if (!s->stays || s->log_error)
    return;
  bt_loop_stay(s->runner.loop, false);
  session_begin(s, true);
  do
    session_settle(s, true);
  while (!session_interrupted(s) && !s->pausing && session_turn(s));
  session_finish(s);
}

void session_close(struct session *s) {
  if (s->open)
    wind_up(s);
  session_stop(s);
  session_forget_branches(s);
  session_forget(s, 0);
  free(s->actions);
  free(s->schedule);
}

/* ---- Around what runs ------------------------------------------------- */

static void look_again_later(struct session *s) {
  s->next_look = uv_hrtime() + WATCH_US * 1000;
}

void session_begin(struct session *s, bool patient) {
  s->running = true;
  s->interrupted = s->pausing = false;
  s->follows = true;
  look_again_later(s);
  bt_loop_limit_wait(s->runner.loop, s->listener.watch ? WATCH_US : 0);
  stop_watch((struct stop_target){s->runner.script, s->runner.loop, patient});
  stop_after(s->options.max_time_ms);
}

/* A stop that a task has met cannot be met at the same place again. */
bool session_interrupted(struct session *s) {
  if (!stop_asked())
    return false;
  if (!script_stopping(s->runner.script) && s->mark < s->repeatable)
    s->repeatable = s->mark;
  s->interrupted = true;
  return true;
}

static void look_at_end(struct session *s) {
  s->view = log_steps(s->log);
  s->part = 0;
}

enum session_result session_finish(struct session *s) {
  s->running = false;
  session_interrupted(s);
  stop_after(0);
  stop_watch((struct stop_target){0});
  script_go_on(s->runner.script);
  if (s->follows)
    look_at_end(s);
  if (s->log_error) {
    session_say(s, "the record of what happened takes more than the limit "
                   "(--max-memory); :reset starts over");
    return SESSION_ERROR;
  }
  if (s->interrupted)
    return SESSION_INTERRUPTED;
  return s->pausing ? SESSION_PAUSED : SESSION_OK;
}

/* ---- Who watches ------------------------------------------------------ */

/* Shows what has happened to whoever watches, if it is time to. As long as
 * they look at the end of it, the view goes on with it. */
static void be_watched(struct session *s) {
  if (!s->listener.watch || s->quiet || uv_hrtime() < s->next_look)
    return;
  if (s->follows)
    look_at_end(s);
  if (!s->listener.watch(s->listener.data))
    s->pausing = true;
  s->follows = session_at_end(s);
  look_again_later(s);
}

/* ---- Turns ------------------------------------------------------------ */

/* Waits for the real clock, too, are watched. */
void session_settle(struct session *s, bool wait) {
  do {
    s->state = bt_loop_settle(s->runner.loop, wait);
    be_watched(s);
  } while (wait && s->state == BT_STEP_WOKEN && !s->pausing && !stop_waits());
  if (s->stays)
    return;
  if (s->state == BT_STEP_ENDED && s->program)
    bt_loop_report_schedule(s->runner.loop);
  if (s->state != BT_STEP_IDLE || !wait || s->told)
    return;
  s->told = true;
  bt_loop_report_deadlock(s->runner.loop);
  bt_loop_report_schedule(s->runner.loop);
}

static size_t choose(void *data, const struct bt_choice *choice) {
  const struct session *s = ((struct runner *)data)->options.data;

  if (strcmp(choice->why, "task") != 0)
    return 0;
  return s->pick == PICK_LAST ? choice->n - 1 : s->pick;
}

static enum bt_order order_of(const struct session *s) {
  if (s->options.schedule)
    return BT_ORDER_SCHEDULE;
  return s->options.seeded ? BT_ORDER_SEED : BT_ORDER_FIRST;
}

/* Where a person has picked, the order is theirs for this one choice. */
static void step_loop(struct session *s) {
  struct bt_loop *loop = s->runner.loop;

  if (s->pick != PICK_NONE)
    bt_loop_set_order(loop, BT_ORDER_PERSON, choose);
  s->state = bt_loop_step(loop);
  if (s->pick != PICK_NONE)
    bt_loop_set_order(loop, order_of(s), NULL);
  s->pick = PICK_NONE;
}

bool session_turn(struct session *s) {
  if (s->log_error)
    return false;
  session_settle(s, true);
  if (s->pausing)
    return true;
  if (s->state != BT_STEP_RAN)
    return s->state == BT_STEP_WOKEN;
  s->mark = log_size(s->log);
  s->told = false;
  step_loop(s);
  if (s->state == BT_STEP_RAN)
    session_settle(s, false);
  if (s->paused && s->state == BT_STEP_IDLE)
    session_settle(s, true);
  runner_tell_error(&s->runner);
  session_reap(s);
  return true;
}

/* ---- How it stands ---------------------------------------------------- */

bool session_at_end(const struct session *s) {
  return s->view >= log_steps(s->log) && !s->part;
}

bool session_over(const struct session *s) {
  return s->state == BT_STEP_ENDED || s->state == BT_STEP_FAILED ||
         s->state == BT_STEP_IDLE;
}

/* The exit event of a saved trace; false where it was cut short. */
static bool saved_exit(const struct session *s, struct log_entry *entry) {
  uint64_t n = log_size(s->log);

  if (n == 0 || log_ev(s->log, n - 1) != BT_EV_EXIT)
    return false;
  log_get(s->log, n - 1, entry);
  return true;
}

static struct ending saved_ending(const struct session *s) {
  struct log_entry entry;

  if (!saved_exit(s, &entry))
    return (struct ending){STATUS_FAILED, "the trace ends here"};
  return (struct ending){entry.event.u.exit.status, entry.event.u.exit.why};
}

/* Where lines go on after the end of main, its end is still the program's. */
struct ending session_ending(const struct session *s) {
  bool rests = s->stays && s->state == BT_STEP_IDLE;

  if (s->saved)
    return saved_ending(s);
  return runner_ending(&s->runner, rests ? BT_STEP_ENDED : s->state);
}

const char *session_schedule(const struct session *s) {
  struct log_entry entry;

  if (s->saved)
    return saved_exit(s, &entry) ? entry.event.u.exit.schedule : "B1.-";
  return bt_loop_schedule(s->runner.loop);
}

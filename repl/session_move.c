/* SPDX-License-Identifier: MIT-0 */
/* Moving the view: by steps, by events, until something happens. */
#include <string.h>

#include "session_parts.h"
#include "views/text.h"

/* ---- Where the view is ------------------------------------------------ */

uint64_t session_events(const struct session *s) {
  uint64_t first, end;

  log_step(s->log, s->view, &first, &end);
  return s->part ? first + s->part : end;
}

uint64_t session_moment(const struct session *s) {
  return s->running ? log_size(s->log) : session_events(s);
}

int session_look(const struct session *s) {
  return world_go(s->world, session_events(s));
}

int session_tell(const struct session *s, struct world *world,
                 struct buffer *out) {
  uint64_t events = session_events(s);

  if ((s->part || s->by_event) && events)
    return text_event(out, world, events);
  return text_step(out, world, s->view);
}

/* Moves the view to where so many events have happened. */
static void look_at(struct session *s, uint64_t events) {
  uint64_t first, end;

  s->view = events ? log_step_of(s->log, events - 1) : 0;
  log_step(s->log, s->view, &first, &end);
  s->part = events < end ? events - first : 0;
}

/* The event in which a step's task resumes; the end of one without. */
static uint64_t resumes_at(const struct log *log, uint64_t step) {
  uint64_t k, end;

  log_step(log, step, &k, &end);
  while (k < end && log_ev(log, k) != BT_EV_RUN)
    k++;
  return k;
}

/* A turn is never broken off. So inside of a step it is its end where
 * something else can be done; before its task resumes, the step before. */
uint64_t session_base(const struct session *s) {
  if (s->part && s->view && session_events(s) <= resumes_at(s->log, s->view))
    return s->view - 1;
  return s->view;
}

/* ---- Stepping --------------------------------------------------------- */

/* a + b, or the most there is. */
static uint64_t add(uint64_t a, uint64_t b) {
  return a + b < a ? UINT64_MAX : a + b;
}

/* Runs until a step has been run, or nothing is left. */
static enum session_result drive(struct session *s, uint64_t to) {
  enum session_result result;
  bool ran = true;

  session_begin(s, true);
  while (ran && log_steps(s->log) < to) {
    ran = session_turn(s);
    if (session_interrupted(s) || s->pausing)
      break;
  }
  result = session_finish(s);
  return result == SESSION_OK && !ran ? SESSION_OVER : result;
}

enum session_result session_goto(struct session *s, uint64_t step) {
  uint64_t last = log_steps(s->log);

  s->view = step < last ? step : last;
  s->part = 0;
  if (step <= last)
    return SESSION_OK;
  return s->saved ? SESSION_OVER : drive(s, step);
}

/* An event is looked at once its whole step has been run. */
enum session_result session_goto_event(struct session *s, uint64_t events) {
  enum session_result result = SESSION_OK;

  while (result == SESSION_OK && events > log_size(s->log))
    result = s->saved ? SESSION_OVER : drive(s, log_steps(s->log) + 1);
  if (events > log_size(s->log))
    events = log_size(s->log);
  if (result == SESSION_OK || result == SESSION_OVER)
    look_at(s, events);
  return result;
}

/* What is left of the step in view counts as one. */
static enum session_result forward_steps(struct session *s, uint64_t n) {
  return session_goto(s, add(s->view, n - (n > 0 && s->part)));
}

enum session_result session_step(struct session *s) {
  return forward_steps(s, 1);
}

enum session_result session_forward(struct session *s, uint64_t n) {
  if (s->by_event)
    return session_goto_event(s, add(session_events(s), n));
  return forward_steps(s, n);
}

enum session_result session_back(struct session *s, uint64_t n) {
  uint64_t events = session_events(s);

  if (s->by_event)
    return session_goto_event(s, n < events ? events - n : 1);
  return session_goto(s, n < s->view ? s->view - n : 0);
}

enum session_result session_run(struct session *s) {
  enum session_result result = session_goto(s, UINT64_MAX);

  return result == SESSION_OVER ? SESSION_OK : result;
}

/* ---- Until something happens ------------------------------------------ */

/* Whether event k is what is looked for. */
static bool found(const struct log *log, uint64_t k, enum session_until until) {
  struct log_entry entry;
  const struct bt_trace_event *event = &entry.event;

  log_get(log, k, &entry);
  if (until == UNTIL_ERROR)
    return event->ev == BT_EV_WARN ||
           (event->ev == BT_EV_END && strcmp(event->u.end.how, "error") == 0);
  return event->ev == BT_EV_PARK && strcmp(event->u.park.on, "turn") != 0 &&
         strcmp(event->u.park.on, "timer") != 0;
}

/* The task that ran in a step; 0 for step 0. */
static uint32_t runner_of(const struct log *log, uint64_t step) {
  uint64_t k = resumes_at(log, step);
  struct log_entry entry;

  if (k == log_size(log) || log_ev(log, k) != BT_EV_RUN)
    return 0;
  log_get(log, k, &entry);
  return entry.event.task;
}

static bool step_has(const struct log *log, uint64_t step,
                     enum session_until until) {
  uint64_t first, end;

  if (until == UNTIL_SWITCH)
    return step > 1 && runner_of(log, step) != runner_of(log, step - 1);
  log_step(log, step, &first, &end);
  for (uint64_t k = first; k < end; k++)
    if (found(log, k, until))
      return true;
  return false;
}

enum session_result session_until(struct session *s, enum session_until until) {
  enum session_result result;
  uint64_t next; /* who watches may go and look elsewhere */

  do {
    next = s->view + !s->part;
    result = session_step(s);
  } while (result == SESSION_OK && s->view == next &&
           !step_has(s->log, next, until));
  return result;
}

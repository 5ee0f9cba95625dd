/* SPDX-License-Identifier: MIT-0 */
/* Branches: a program is run again up to a step, and then otherwise. */
#include <stdlib.h>
#include <string.h>

#include "session_parts.h"
#include "views/text.h"
#include "world/buffer.h"

/* ---- What a person did ------------------------------------------------ */

static bool make_room(struct session *s) {
  size_t size = s->size_actions ? s->size_actions * 2 : 16;
  struct action *more;

  if (s->n_actions < s->size_actions)
    return true;
  more = realloc(s->actions, size * sizeof *more);
  if (!more)
    return false;
  s->actions = more;
  s->size_actions = size;
  return true;
}

int session_note(struct session *s, enum action_kind kind, const char *text,
                 size_t index) {
  struct action action = {kind, log_size(s->log), NULL, index};

  if (!make_room(s) || (text && !(action.text = strdup(text)))) {
    session_say(s, "out of memory");
    return -1;
  }
  s->actions[s->n_actions++] = action;
  return 0;
}

void session_forget(struct session *s, size_t first) {
  for (size_t i = first; i < s->n_actions; i++)
    free(s->actions[i].text);
  if (first < s->n_actions)
    s->n_actions = first;
}

/* ---- Running again ---------------------------------------------------- */

static int do_again(struct session *s, const struct action *action) {
  switch (action->kind) {
  case ACTION_LINE:
    return session_start_line(s, action->text);
  case ACTION_PICK:
    s->pick = action->index;
    return 0;
  case ACTION_CANCEL:
    session_cancel_line(s, action->index != 0);
    return 0;
  }
  return -1;
}

/* Does all that was done after as many events as there are now. */
static int do_actions(struct session *s, size_t *next) {
  int rc = 0;

  while (rc == 0 && *next < s->n_actions &&
         s->actions[*next].at <= log_size(s->log))
    rc = do_again(s, &s->actions[(*next)++]);
  return rc;
}

/* Runs to where n events have happened, which is between two steps. Time
 * passes only where there is nothing else to do, as it did before. */
static bool run_to(struct session *s, uint64_t n, size_t *next) {
  for (;;) {
    uint64_t before = log_size(s->log);

    session_settle(s, false);
    if (do_actions(s, next) < 0)
      return false;
    session_settle(s, false);
    if (log_size(s->log) >= n)
      return log_size(s->log) == n;
    if (s->state == BT_STEP_RAN)
      session_turn(s);
    else
      session_settle(s, true);
    if (log_size(s->log) == before || session_interrupted(s))
      return false; /* it has come to rest too early */
  }
}

bool session_run_again(struct session *s, uint64_t n, bool loud) {
  bool paused = s->paused, ok;
  size_t next = 0;

  s->quiet = !loud;
  s->paused = false;
  session_begin(s, true);
  ok = run_to(s, n, &next);
  ok = session_finish(s) == SESSION_OK && ok;
  s->quiet = false;
  s->paused = paused;
  if (ok)
    session_forget(s, next);
  return ok;
}

/* Whether a new run would come to where the view is. */
static bool can_branch(struct session *s, uint64_t end) {
  if (s->options.clock == BT_CLOCK_REAL) {
    session_say(s, "what ran on the real clock can be looked at, not run "
                   "again; :reset starts over");
    return false;
  }
  if (end <= s->repeatable)
    return true;
  session_say(s, "something before this step was interrupted, so it cannot "
                 "be run again; :reset starts over");
  return false;
}

/* What happened so far stays, to be compared with. */
static void keep_former(struct session *s) {
  world_close(s->world);
  log_close(s->former);
  s->former = s->log;
  s->world = NULL;
  s->log = NULL;
  s->branches++;
}

/* Whether two worlds tell a step differently: 1, 0 or UV_ENOMEM. */
static int tells_apart(struct world *a, struct world *b, uint64_t step) {
  struct buffer one = {0}, other = {0};
  int rc = text_step(&one, a, step);

  if (rc == UV_EINVAL)
    rc = 1; /* it has no such step */
  else if (rc == 0)
    rc = text_step(&other, b, step);
  if (rc == 0)
    rc = strcmp(buffer_text(&one), buffer_text(&other)) != 0;
  buffer_fini(&one);
  buffer_fini(&other);
  return rc;
}

int session_differs(const struct session *s, uint64_t *step) {
  struct world *now = world_open(s->log);
  struct world *then = s->former ? world_open(s->former) : NULL;
  uint64_t k = 0;
  int rc = !now || (s->former && !then) ? UV_ENOMEM : 0;

  while (rc == 0 && then && k < log_steps(s->log))
    rc = tells_apart(then, now, ++k);
  *step = rc > 0 ? k : 0;
  world_close(now);
  world_close(then);
  return rc < 0 ? rc : 0;
}

enum session_result session_branch(struct session *s) {
  uint64_t base = session_base(s), first, end;

  if (base >= log_steps(s->log))
    return SESSION_OK;
  log_step(s->log, base, &first, &end);
  if (!can_branch(s, end))
    return SESSION_ERROR;
  if (s->listener.branch)
    s->listener.branch(s->listener.data, end);
  session_drop_runner(s);
  keep_former(s);
  if (session_start(s) == STATUS_FINE && session_run_again(s, end, false))
    return SESSION_OK;
  session_say(s, "the program did not do the same again; :reset starts over");
  return SESSION_ERROR;
}

/* ---- Another task ----------------------------------------------------- */

static void say_not_ready(struct session *s, const char *task) {
  struct buffer ready = {0};
  uint32_t id = 0;

  while ((id = world_next_ready(s->world, id)) != 0)
    buffer_printf(&ready, "%s%s", ready.n ? ", " : "", log_label(s->log, id));
  if (ready.error)
    session_say(s, "out of memory");
  else
    session_say(s, "%s cannot run now; ready: %s", task,
                ready.n ? buffer_text(&ready) : "none");
  buffer_fini(&ready);
}

/* The place of a task in the queue of those that are ready, or PICK_NONE. */
static size_t place_of(const struct session *s, uint32_t task) {
  size_t place = 0;

  for (uint32_t id = 0; (id = world_next_ready(s->world, id)) != 0; place++)
    if (id == task)
      return place;
  return PICK_NONE;
}

enum session_result session_pick(struct session *s, const char *task) {
  enum session_result result;
  size_t place;

  if (session_refuses(s))
    return SESSION_ERROR;
  if (world_go_step(s->world, session_base(s)) < 0) {
    session_say(s, "out of memory");
    return SESSION_ERROR;
  }
  place = place_of(s, log_find(s->log, task));
  if (place == PICK_NONE) {
    say_not_ready(s, task);
    return SESSION_ERROR;
  }
  result = session_branch(s);
  if (result != SESSION_OK)
    return result;
  if (session_note(s, ACTION_PICK, NULL, place) < 0)
    return SESSION_ERROR;
  s->pick = place;
  s->view = log_steps(s->log);
  s->part = 0;
  return session_forward(s, 1);
}

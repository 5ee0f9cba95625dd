/* SPDX-License-Identifier: MIT-0 */
#include "bt_background.h"

#include <string.h>

#include "bt_timeout.h"

void bt_background_init(struct bt_background *b, size_t limit) {
  memset(b, 0, sizeof *b);
  b->limit = limit;
}

/* ---- The tasks -------------------------------------------------------- */

static void add(struct bt_background *b, struct bt_member *m) {
  m->next = NULL;
  m->prev = b->last;
  if (b->last)
    b->last->next = m;
  else
    b->first = m;
  b->last = m;
}

static void remove_member(struct bt_background *b, struct bt_member *m) {
  if (m->prev)
    m->prev->next = m->next;
  else
    b->first = m->next;
  if (m->next)
    m->next->prev = m->prev;
  else
    b->last = m->prev;
}

/* A place became free: the first in line gets it, else nobody has it. */
static void pass_place_on(struct bt_background *b) {
  if (bt_wake_first(&b->spawners, 0))
    return;
  if (--b->n == 0)
    while (bt_wake_first(&b->closers, 0))
      ;
}

static void report(struct bt_background *b, struct bt_task *task) {
  const char *message = bt_message(task);

  b->failed++;
  if (b->on_error)
    b->on_error(b->context, task);
  else
    bt_warn("background", "background task %s failed: %s", bt_name(task),
            message ? message : bt_error_name(bt_result(task)));
}

static void ended(struct bt_call *call) {
  struct bt_member *m = (struct bt_member *)call;
  struct bt_background *b = (struct bt_background *)m->owner;
  struct bt_task *task = m->task;
  int rc = bt_result(task);

  remove_member(b, m);
  if (rc < 0 && rc != UV_ECANCELED)
    report(b, task);
  bt_drop(task);
  pass_place_on(b);
}

static void own(struct bt_background *b, struct bt_task *task) {
  struct bt_member *m = bt_member_of(task);

  m->task = task;
  m->owner = b;
  m->done.fn = ended;
  m->done.task = task;
  m->done.what = "user";
  add(b, m);
  bt_on_done(task, &m->done);
}

/* ---- Waiting ---------------------------------------------------------- */

struct wait {
  struct bt_waiter waiter; /* first: found from it by a cast */
  const struct bt_background *b;
};

/* For the screen; one that has ended but was not counted is waited for. */
static void name_tasks(const struct bt_waiter *waiter, struct bt_state *state) {
  const struct bt_background *b = ((const struct wait *)waiter)->b;

  for (const struct bt_member *m = b->first; m; m = m->next)
    bt_state_tasks_add(state, m->task);
}

static const struct bt_wait_kind kind = {.tasks = name_tasks};

static void begin_wait(struct wait *wait, const struct bt_background *b,
                       const char *why) {
  *wait = (struct wait){.b = b};
  wait->waiter.on = "background";
  wait->waiter.why = why;
  wait->waiter.kind = &kind;
}

/* ---- Spawning --------------------------------------------------------- */

static int closed(void) {
  return bt_fail(UV_EPIPE, "the background tasks are being ended");
}

static int take_place(struct bt_background *b) {
  struct wait wait;
  int rc;

  if (b->closing)
    return closed();
  if (b->limit == 0 || b->n < b->limit) { /* then nobody waits */
    b->n++;
    return 0;
  }
  begin_wait(&wait, b, "first");
  rc = bt_park_in(&b->spawners, &wait.waiter);
  if (rc == 0 && b->closing) /* since it was handed to us */
    rc = UV_EPIPE;
  if (rc < 0 && wait.waiter.state == BT_WOKEN && wait.waiter.result == 0)
    pass_place_on(b);
  return rc == UV_EPIPE ? closed() : rc;
}

int bt_background_spawn_with(struct bt_background *b,
                             const struct bt_spawn_options *options, bt_fn *fn,
                             void *arg, struct bt_task **task) {
  int rc = take_place(b);
  struct bt_task *t;

  if (rc < 0)
    return rc;
  t = bt_spawn_with(options, fn, arg);
  if (!t) {
    pass_place_on(b);
    return bt_fail(UV_ENOMEM, "out of memory to spawn %s", options->name);
  }
  own(b, t);
  *task = t;
  return 0;
}

int bt_background_spawn_named(struct bt_background *b, const char *name,
                              bt_fn *fn, void *arg) {
  struct bt_spawn_options options = {.name = name};
  struct bt_task *task;

  return bt_background_spawn_with(b, &options, fn, arg, &task);
}

/* ---- Closing ---------------------------------------------------------- */

static int wait_for_all(struct bt_background *b) {
  int rc = 0;

  while (rc == 0 && b->n > 0) {
    struct wait wait;

    begin_wait(&wait, b, "all");
    rc = bt_park_in(&b->closers, &wait.waiter);
  }
  return rc;
}

static int drain(struct bt_background *b, uint64_t grace_ms) {
  struct bt_timeout grace;

  bt_timeout_open(&grace, grace_ms);
  return bt_timeout_close(&grace, wait_for_all(b));
}

static void cancel_all(struct bt_background *b) {
  for (struct bt_member *m = b->first; m; m = m->next)
    bt_cancel(m->task);
}

/* Nobody is left behind, whatever is cancelled meanwhile. */
static void wait_shielded(struct bt_background *b) {
  struct bt_scope shield;

  bt_scope_open_shield(&shield, "shield", "closing", BT_NEVER);
  (void)wait_for_all(b); /* through the shield nothing reaches it */
  bt_scope_close(&shield);
}

int bt_background_close(struct bt_background *b, uint64_t grace_ms) {
  int rc = 0;

  b->closing = true;
  while (bt_wake_first(&b->spawners, UV_EPIPE))
    ;
  if (grace_ms > 0)
    rc = drain(b, grace_ms);
  if (b->n > 0) {
    cancel_all(b);
    wait_shielded(b);
  }
  return rc == UV_ECANCELED ? rc : 0;
}

/* SPDX-License-Identifier: MIT-0 */
#include "bt_task_group.h"

#include <string.h>

void bt_group_open_named(struct bt_group *g, const char *name) {
  memset(g, 0, sizeof *g);
  bt_scope_open(&g->scope, "group", name, BT_NEVER);
}

void bt_group_open(struct bt_group *g) { bt_group_open_named(g, NULL); }

/* ---- The children ----------------------------------------------------- */

static void add_live(struct bt_group *g, struct bt_member *m) {
  m->next = NULL;
  m->prev = g->last;
  if (g->last)
    g->last->next = m;
  else
    g->first = m;
  g->last = m;
  g->n_live++;
}

static void remove_live(struct bt_group *g, struct bt_member *m) {
  if (m->prev)
    m->prev->next = m->next;
  else
    g->first = m->next;
  if (m->next)
    m->next->prev = m->prev;
  else
    g->last = m->prev;
  g->n_live--;
}

static void add_failed(struct bt_group *g, struct bt_member *m) {
  m->next = NULL;
  if (g->failed_last)
    g->failed_last->next = m;
  else
    g->failed = m;
  g->failed_last = m;
  g->n_failed++;
}

static void cancel_children(struct bt_group *g) {
  g->aborting = true;
  for (struct bt_member *m = g->first; m; m = m->next)
    bt_cancel_via(m->task, "group", &g->scope);
}

static void cancel_all(struct bt_group *g) {
  cancel_children(g);
  g->parent_cancelled = true;
  bt_cancel_via(g->scope.task, "group", &g->scope);
}

static void child_ended(struct bt_call *call) {
  struct bt_member *m = (struct bt_member *)call;
  struct bt_group *g = (struct bt_group *)m->owner;
  int rc = bt_result(m->task);

  remove_live(g, m);
  if (g->n_live == 0 && g->waiter)
    bt_wake(g->scope.task, 0);
  if (rc >= 0 || rc == UV_ECANCELED) {
    bt_drop(m->task);
    return;
  }
  add_failed(g, m);
  if (!g->aborting && !g->parent_cancelled)
    cancel_all(g);
}

void bt_group_cancel(struct bt_group *g) {
  if (!g->scope.task || g->aborting)
    return;
  if (g->closing)
    cancel_children(g);
  else
    cancel_all(g);
}

/* At most once: nothing is spawned into a group that is aborting. */
static void spawn_failed(struct bt_group *g, const char *name) {
  g->spawn =
      (struct bt_error){UV_ENOMEM, name, "out of memory to spawn it", NULL};
  cancel_children(g);
}

/* options->scope is the group's. */
static struct bt_task *spawn(struct bt_group *g,
                             const struct bt_spawn_options *options, bt_fn *fn,
                             void *arg) {
  struct bt_member *m;
  struct bt_task *task;

  if (!g->scope.task)
    bt_misuse("TG-23", "%s is spawned into a group that is not open",
              options->name);
  if (g->aborting || (g->closing && g->n_live == 0))
    return NULL;
  task = bt_spawn_with(options, fn, arg);
  if (!task) {
    spawn_failed(g, options->name);
    return NULL;
  }
  m = bt_member_of(task);
  m->task = task;
  m->owner = g;
  m->done.fn = child_ended;
  m->done.task = g->scope.task;
  m->done.what = "group";
  add_live(g, m);
  bt_on_done(task, &m->done);
  return task;
}

struct bt_task *bt_group_spawn_with(struct bt_group *g,
                                    const struct bt_spawn_options *options,
                                    bt_fn *fn, void *arg) {
  struct bt_spawn_options mine = *options;

  mine.scope = &g->scope;
  return spawn(g, &mine, fn, arg);
}

struct bt_task *bt_group_spawn_named(struct bt_group *g, const char *name,
                                     bt_fn *fn, void *arg) {
  struct bt_spawn_options options = {.name = name, .scope = &g->scope};

  return spawn(g, &options, fn, arg);
}

/* ---- Errors ----------------------------------------------------------- */

static struct bt_error child_error(const struct bt_member *m) {
  return (struct bt_error){bt_result(m->task), bt_name(m->task),
                           bt_message(m->task), m->task};
}

static struct bt_error body_error(struct bt_group *g, int code) {
  const char *message = bt_message_for(code);

  if (message && (g->body_message = bt_alloc(strlen(message) + 1)) != NULL)
    strcpy(g->body_message, message);
  return (struct bt_error){code, bt_name(bt_self()), g->body_message, NULL};
}

/* Children in the order in which they ended, a failed spawn, the body. */
static void list_errors(struct bt_group *g, int body) {
  bool body_failed = body < 0 && body != UV_ECANCELED;
  size_t n = g->n_failed + (g->spawn.code != 0) + body_failed;
  struct bt_error *items = n > 1 ? bt_alloc(n * sizeof *items) : &g->one;

  if (!items) {
    bt_warn("group", "out of memory: of %zu errors, only the first is kept", n);
    items = &g->one;
    n = 1;
  }
  g->errors = (struct bt_errors){0, items};
  for (struct bt_member *m = g->failed; m && g->errors.n < n; m = m->next)
    items[g->errors.n++] = child_error(m);
  if (g->spawn.code && g->errors.n < n)
    items[g->errors.n++] = g->spawn;
  if (body_failed && g->errors.n < n)
    items[g->errors.n++] = body_error(g, body);
}

/* A cancel from outside lost to the errors; it strikes at the next wait. */
static void cancel_again(struct bt_group *g) {
  if (g->errors.n > 0 && bt_cancelling(bt_self()) > 0) {
    bt_uncancel(bt_self());
    bt_cancel_via(bt_self(), "group", &g->scope);
  }
}

static int fail(struct bt_group *g) {
  const struct bt_error *first = &g->errors.items[0];

  if (first->task)
    return bt_adopt(first->task);
  return bt_fail(first->code, "%s",
                 first->message ? first->message : bt_error_name(first->code));
}

/* ---- Close ------------------------------------------------------------ */

static bool go_on(struct bt_waiter *waiter) {
  (void)waiter;
  return true;
}

static const struct bt_wait_kind goes_on = {.cancel = go_on};

/* Waits for the children; true if the caller was cancelled meanwhile, and not
 * by the group. Once it is aborting, more cancels change nothing. */
static bool wait_for_children(struct bt_group *g) {
  bool cancelled = false;

  while (g->n_live > 0) {
    struct bt_waiter waiter = {.scope = &g->scope, .why = "live children"};

    /* A cancelled scope around us would strike without end; any other cancel
     * ends this wait and is then passed over: one turn, as in asyncio. */
    if (g->aborting && bt_pressed(bt_self()))
      waiter.kind = &goes_on;
    g->waiter = &waiter;
    if (bt_park(&waiter) == UV_ECANCELED && !g->aborting) {
      cancelled = true;
      cancel_children(g);
    }
    g->waiter = NULL;
  }
  return cancelled;
}

int bt_group_close(struct bt_group *g, int body_result) {
  bool cancelled = body_result == UV_ECANCELED;

  g->closing = true;
  if (body_result < 0 && !g->aborting)
    cancel_children(g);
  cancelled |= wait_for_children(g);
  if (g->parent_cancelled && bt_uncancel(bt_self()) == 0 &&
      !bt_pressed(bt_self()))
    cancelled = false; /* it was the group's own */
  list_errors(g, body_result);
  cancel_again(g); /* while the scope is open: no shield holds it back */
  bt_scope_close(&g->scope);
  if (g->errors.n > 0)
    return fail(g);
  if (cancelled)
    return UV_ECANCELED;
  return body_result < 0 ? 0 : body_result;
}

void bt_group_fini(struct bt_group *g) {
  while (g->failed) {
    struct bt_member *m = g->failed;

    g->failed = m->next;
    bt_drop(m->task);
  }
  if (g->errors.items != &g->one)
    bt_free(g->errors.items);
  bt_free(g->body_message);
  memset(g, 0, sizeof *g);
}

size_t bt_errors_split(struct bt_errors *errors, int code,
                       struct bt_errors *matched) {
  size_t kept = 0;

  for (size_t i = 0; i < errors->n; i++) {
    struct bt_error e = errors->items[i];

    if (e.code == code)
      continue;
    memmove(&errors->items[kept + 1], &errors->items[kept],
            (i - kept) * sizeof e);
    errors->items[kept++] = e;
  }
  *matched = (struct bt_errors){errors->n - kept, errors->items + kept};
  errors->n = kept;
  return matched->n;
}

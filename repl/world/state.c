/* SPDX-License-Identifier: MIT-0 */
/* From event to state. Nothing here trusts an event: those that do not fit
 * are passed over. */
#include "state.h"

#include <string.h>

#include "bt_errors.h"

void state_init(struct state *s) {
  *s = (struct state){.choice = LOG_NONE, .exit = LOG_NONE};
  table_init(&s->tasks, sizeof(struct state_task));
  table_init(&s->objects, sizeof(struct state_object));
  table_init(&s->scopes, sizeof(struct state_scope));
}

void state_fini(struct state *s) {
  table_fini(&s->tasks);
  table_fini(&s->objects);
  table_fini(&s->scopes);
}

void state_copy(struct state *copy, const struct state *s) {
  *copy = *s;
  table_copy(&copy->tasks, &s->tasks);
  table_copy(&copy->objects, &s->objects);
  table_copy(&copy->scopes, &s->scopes);
}

/* ---- Records to be changed -------------------------------------------- */

/* A record that is there, to be changed; NULL where there is none, or no
 * memory: then the state has an error. */
static void *edit(struct state *s, struct table *table, uint32_t id) {
  const uint32_t *old = id ? table_get(table, id) : NULL;
  void *record;

  if (!old || *old == 0)
    return NULL;
  record = table_edit(table, id);
  if (!record)
    s->error = UV_ENOMEM;
  return record;
}

static struct state_task *edit_task(struct state *s, uint32_t id) {
  return edit(s, &s->tasks, id);
}

/* The same for one that can still change its state. */
static struct state_task *edit_live(struct state *s, uint32_t id) {
  struct state_task *task = edit_task(s, id);

  return task && !state_ended(task) ? task : NULL;
}

static struct state_scope *edit_scope(struct state *s, uint32_t id) {
  return edit(s, &s->scopes, id);
}

/* A record that may be new: its old self, or zeros. */
static void *make(struct state *s, struct table *table, uint32_t id) {
  void *record = id ? table_edit(table, id) : NULL;

  if (id && !record)
    s->error = UV_ENOMEM;
  return record;
}

/* ---- Chains of tasks -------------------------------------------------- */

/* Links left and right, either of which may be 0, the end of the chain. */
static void chain_link(struct state *s, enum state_chain c, uint32_t left,
                       uint32_t right) {
  struct state_task *task = edit_task(s, left);

  if (task)
    task->link[c].next = right;
  else
    s->ends[c].first = right;
  task = edit_task(s, right);
  if (task)
    task->link[c].prev = left;
  else
    s->ends[c].last = left;
}

static bool in_chain(const struct state *s, enum state_chain c,
                     const struct state_task *task) {
  return task->link[c].prev || s->ends[c].first == task->id;
}

/* Puts a task that is not in the chain at its end. */
static void chain_add(struct state *s, enum state_chain c, uint32_t id) {
  chain_link(s, c, s->ends[c].last, id);
  chain_link(s, c, id, 0);
  s->ends[c].n++;
}

/* Takes task out of a chain; does nothing where it is not in it. */
static void chain_remove(struct state *s, enum state_chain c,
                         struct state_task *task) {
  if (!in_chain(s, c, task))
    return;
  chain_link(s, c, task->link[c].prev, task->link[c].next);
  task->link[c].prev = task->link[c].next = 0;
  s->ends[c].n--;
}

/* ---- Tasks ------------------------------------------------------------ */

static void enter_state(struct state *s, struct state_task *task,
                        enum world_state state) {
  task->state = state;
  task->since = (uint32_t)s->events;
  if (state == WORLD_RUNNING)
    s->running = task->id;
  else if (s->running == task->id)
    s->running = 0;
}

static void count_child(struct state *s, uint32_t id, int by) {
  struct state_scope *scope = edit_scope(s, id);

  if (scope && (by > 0 || scope->live > 0))
    scope->live += (uint32_t)by;
}

static void apply_spawn(struct state *s, const struct bt_trace_event *e) {
  uint32_t id = e->u.spawn.id;
  struct state_task *task = state_task(s, id) ? NULL : make(s, &s->tasks, id);

  if (!task)
    return;
  *task = (struct state_task){
      .id = id, .scope = e->u.spawn.scope, .spawned = (uint32_t)s->events};
  enter_state(s, task, WORLD_PARKED);
  s->n_tasks++;
  chain_add(s, CHAIN_LIVE, id);
  count_child(s, task->scope, 1);
}

static void apply_ready(struct state *s, const struct bt_trace_event *e) {
  struct state_task *task = edit_live(s, e->task);

  if (!task || in_chain(s, CHAIN_READY, task))
    return;
  enter_state(s, task, WORLD_READY);
  task->woken = (uint32_t)s->events + 1;
  chain_add(s, CHAIN_READY, task->id);
}

static void apply_run(struct state *s, const struct bt_trace_event *e) {
  struct state_task *task = edit_live(s, e->task);
  struct state_task *other = edit_live(s, s->running);

  if (!task)
    return;
  if (other) /* it never parked: the trace has a gap */
    enter_state(s, other, WORLD_PARKED);
  chain_remove(s, CHAIN_READY, task);
  enter_state(s, task, WORLD_RUNNING);
}

static void apply_park(struct state *s, const struct bt_trace_event *e) {
  struct state_task *task = edit_live(s, e->task);

  if (!task)
    return;
  chain_remove(s, CHAIN_READY, task);
  enter_state(s, task, WORLD_PARKED);
  task->parked = e->u.park.scopes.list ? (uint32_t)s->events + 1 : 0;
}

static enum world_state state_after(const char *how) {
  return !how                            ? WORLD_ERROR
         : strcmp(how, "ok") == 0        ? WORLD_OK
         : strcmp(how, "cancelled") == 0 ? WORLD_CANCELLED
                                         : WORLD_ERROR;
}

static void apply_end(struct state *s, const struct bt_trace_event *e) {
  struct state_task *task = edit_live(s, e->task);

  if (!task)
    return;
  chain_remove(s, CHAIN_READY, task);
  chain_remove(s, CHAIN_LIVE, task);
  enter_state(s, task, state_after(e->u.end.how));
  count_child(s, task->scope, -1);
}

static void apply_cancel(struct state *s, const struct bt_trace_event *e) {
  struct state_task *task = edit_live(s, e->u.cancel.target);
  struct state_scope *scope = edit_scope(s, e->u.cancel.scope);

  if (task && !(scope && scope->presses && scope->task == task->id))
    task->cancels++;
  if (scope && e->u.cancel.via && strcmp(e->u.cancel.via, "timeout") == 0)
    scope->struck = true;
}

static void apply_uncancel(struct state *s, const struct bt_trace_event *e) {
  struct state_task *task = edit_live(s, e->task);

  if (task)
    task->cancels = e->u.uncancel.left;
}

/* Any event that names a place says where its task is. */
static void note_place(struct state *s, const struct bt_trace_event *e) {
  struct state_task *task = e->at ? edit_task(s, e->task) : NULL;

  if (task)
    task->place = (uint32_t)s->events + 1;
}

/* ---- Objects and scopes ----------------------------------------------- */

static void apply_object(struct state *s, const struct bt_trace_event *e) {
  uint32_t id = e->u.object.id;
  struct state_object *object = make(s, &s->objects, id);

  if (!object)
    return;
  object->id = e->u.object.gone ? 0 : id;
  object->since = (uint32_t)s->events;
}

static bool is_cancel_scope(const struct bt_trace_event *e) {
  return e->u.scope.kind && strcmp(e->u.scope.kind, "cancel_scope") == 0;
}

static void open_scope(struct state *s, const struct bt_trace_event *e) {
  struct state_scope *scope = make(s, &s->scopes, e->u.scope.id);
  struct state_task *task = edit_task(s, e->task);

  if (!scope)
    return;
  *scope = (struct state_scope){.id = e->u.scope.id,
                                .task = e->task,
                                .outer = task ? task->inner : 0,
                                .since = (uint32_t)s->events,
                                .presses = is_cancel_scope(e)};
  if (task)
    task->inner = scope->id;
}

/* Takes a scope out of those of its task, which nest by their outer. */
static void unlink_scope(struct state *s, const struct state_scope *scope) {
  struct state_task *task = edit_task(s, scope->task);
  uint32_t *place = task ? &task->inner : NULL;

  while (place && *place != scope->id) {
    struct state_scope *around = edit_scope(s, *place);

    place = around ? &around->outer : NULL;
  }
  if (place)
    *place = scope->outer;
}

static void apply_scope(struct state *s, const struct bt_trace_event *e) {
  bool closes = e->u.scope.what && strcmp(e->u.scope.what, "close") == 0;
  struct state_scope *scope = edit_scope(s, e->u.scope.id);

  if (!scope && !closes)
    open_scope(s, e);
  if (!scope)
    return;
  scope->since = (uint32_t)s->events; /* a deadline that moved, or the end */
  if (!closes)
    return;
  unlink_scope(s, scope);
  scope->id = 0;
}

/* ---- One event -------------------------------------------------------- */

static void apply_choice(struct state *s, const struct bt_trace_event *e) {
  (void)e;
  s->choice = s->events;
}

static void apply_out(struct state *s, const struct bt_trace_event *e) {
  (void)e;
  s->outs++;
}

static void apply_warn(struct state *s, const struct bt_trace_event *e) {
  (void)e;
  s->warns++;
}

static void apply_exit(struct state *s, const struct bt_trace_event *e) {
  (void)e;
  s->exit = s->events;
}

/* What is not here changes the clock at most. */
static void (*const appliers[BT_EV_COUNT])(struct state *,
                                           const struct bt_trace_event *) = {
    [BT_EV_SPAWN] = apply_spawn,   [BT_EV_READY] = apply_ready,
    [BT_EV_CHOICE] = apply_choice, [BT_EV_RUN] = apply_run,
    [BT_EV_PARK] = apply_park,     [BT_EV_CANCEL] = apply_cancel,
    [BT_EV_END] = apply_end,       [BT_EV_UNCANCEL] = apply_uncancel,
    [BT_EV_OBJECT] = apply_object, [BT_EV_SCOPE] = apply_scope,
    [BT_EV_OUT] = apply_out,       [BT_EV_WARN] = apply_warn,
    [BT_EV_EXIT] = apply_exit};

int state_apply(struct state *s, const struct bt_trace_event *e) {
  s->now = e->ev == BT_EV_TIME ? e->u.time.to : e->t;
  if ((unsigned)e->ev < BT_EV_COUNT && appliers[e->ev])
    appliers[e->ev](s, e);
  note_place(s, e);
  if (s->error == 0)
    s->events++;
  return s->error;
}

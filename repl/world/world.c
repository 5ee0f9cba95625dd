/* SPDX-License-Identifier: MIT-0 */
#include "world.h"

#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"
#include "state.h"

/* How many events lie between two snapshots. Applying so many takes one to
 * six milliseconds, which is the longest that going back can take. */
#define SPACING 32768u
/* The last way kept its state as few events before its end at most: who looks
 * back a little again and again, as the history of each frame does, has a
 * short way. */
#define NEAR 1024u

struct world {
  const struct log *log;
  struct state state;
  struct state *snapshots; /* the i-th after (i + 1) * SPACING events */
  size_t n_snapshots;
  struct state recent;
};

/* ---- Open and close --------------------------------------------------- */

struct world *world_open(const struct log *log) {
  struct world *world = calloc(1, sizeof *world);

  if (!world)
    return NULL;
  world->log = log;
  state_init(&world->state);
  state_init(&world->recent);
  return world;
}

void world_close(struct world *world) {
  if (!world)
    return;
  state_fini(&world->state);
  state_fini(&world->recent);
  for (size_t i = 0; i < world->n_snapshots; i++)
    state_fini(&world->snapshots[i]);
  free(world->snapshots);
  free(world);
}

/* ---- Moving ----------------------------------------------------------- */

/* The last state that was kept at n or before; NULL: it is the first one. */
static const struct state *nearest(const struct world *world, uint64_t n) {
  const struct state *found = NULL;
  uint64_t i = n / SPACING;

  if (i > world->n_snapshots)
    i = world->n_snapshots;
  if (i > 0)
    found = &world->snapshots[i - 1];
  if (world->recent.events <= n &&
      (!found || found->events < world->recent.events))
    found = &world->recent;
  return found;
}

static void restore(struct world *world, uint64_t n) {
  const struct state *from = nearest(world, n);

  state_fini(&world->state);
  if (from)
    state_copy(&world->state, from);
  else
    state_init(&world->state);
}

/* Whether a state was kept between here and n. */
static bool shorter_way(const struct world *world, uint64_t n) {
  const struct state *from = nearest(world, n);

  return from && from->events > world->state.events;
}

/* Keeps the state where it is the next to be kept. */
static int keep(struct world *world) {
  size_t n = world->n_snapshots;
  struct state *snapshots;

  if (world->state.events != (n + 1) * (uint64_t)SPACING)
    return 0;
  snapshots = realloc(world->snapshots, (n + 1) * sizeof *snapshots);
  if (!snapshots)
    return UV_ENOMEM;
  world->snapshots = snapshots;
  state_copy(&snapshots[n], &world->state);
  world->n_snapshots++;
  return 0;
}

static void keep_recent(struct world *world) {
  state_fini(&world->recent);
  state_copy(&world->recent, &world->state);
}

int world_go(struct world *world, uint64_t n) {
  struct log_entry entry;
  int rc = 0;

  if (n > log_size(world->log))
    return UV_EINVAL;
  if (n < world->state.events || shorter_way(world, n))
    restore(world, n);
  while (rc == 0 && world->state.events < n) {
    log_get(world->log, world->state.events, &entry);
    rc = state_apply(&world->state, &entry.event);
    if (rc < 0) /* half applied: back to where all is well */
      restore(world, world->state.events);
    else
      rc = keep(world);
    if (rc == 0 && world->state.events == n - n % NEAR)
      keep_recent(world);
  }
  return rc;
}

int world_go_step(struct world *world, uint64_t step) {
  uint64_t first, end;

  if (step > log_steps(world->log))
    return UV_EINVAL;
  log_step(world->log, step, &first, &end);
  return world_go(world, end);
}

uint64_t world_events(const struct world *world) { return world->state.events; }

uint64_t world_step(const struct world *world) {
  uint64_t n = world->state.events;

  return n ? log_step_of(world->log, n - 1) : 0;
}

uint64_t world_now(const struct world *world) { return world->state.now; }

const struct state *world_state(const struct world *world) {
  return &world->state;
}

const struct log *world_log(const struct world *world) { return world->log; }

/* ---- Tasks ------------------------------------------------------------ */

static void tell_spawn(const struct log *log, const struct state_task *from,
                       struct world_task *task) {
  struct log_entry entry;

  log_get(log, from->spawned, &entry);
  task->name = entry.event.u.spawn.name;
  task->parent = entry.event.u.spawn.parent;
}

/* What the event said that brought the state. */
static void tell_state(const struct log *log, const struct state_task *from,
                       struct world_task *task) {
  struct log_entry entry;

  log_get(log, from->since, &entry);
  if (entry.event.ev == BT_EV_PARK) {
    task->on = entry.event.u.park.on;
    task->on_id = entry.event.u.park.on_id;
    task->why = entry.event.u.park.why;
    task->until = entry.event.u.park.until;
    task->others = entry.event.u.park.tasks;
  } else if (entry.event.ev == BT_EV_END) {
    task->value = entry.event.u.end.value;
    task->error = entry.event.u.end.error;
  }
}

/* A cancel that wakes a task is told of right before. */
static void tell_cancel(const struct log *log, uint32_t ready,
                        struct world_task *task) {
  struct log_entry entry;

  if (ready == 0)
    return;
  log_get(log, ready - 1, &entry);
  if (entry.event.ev != BT_EV_CANCEL || entry.event.u.cancel.target != task->id)
    return;
  task->woken_via = entry.event.u.cancel.via;
  task->woken_scope = entry.event.u.cancel.scope;
}

static void tell_past(const struct log *log, const struct state_task *from,
                      struct world_task *task) {
  struct log_entry entry;

  if (from->woken) {
    log_get(log, from->woken - 1, &entry);
    task->woken_by = entry.event.u.ready.by;
    task->woken_why = entry.event.u.ready.why;
    tell_cancel(log, from->woken - 1, task);
  }
  if (from->parked && from->state <= WORLD_PARKED &&
      from->state != WORLD_RUNNING) {
    log_get(log, from->parked - 1, &entry);
    task->scopes = entry.event.u.park.scopes;
  }
}

bool world_task(const struct world *world, uint32_t id,
                struct world_task *task) {
  const struct state_task *from = state_task(&world->state, id);

  if (!from)
    return false;
  *task = (struct world_task){.id = id,
                              .scope = from->scope,
                              .inner = from->inner,
                              .cancels = from->cancels,
                              .label = log_label(world->log, id),
                              .state = (enum world_state)from->state,
                              .since = from->since,
                              .step = log_step_of(world->log, from->since),
                              .until = BT_NEVER};
  tell_spawn(world->log, from, task);
  tell_state(world->log, from, task);
  tell_past(world->log, from, task);
  task->at = world_place(world, id);
  return true;
}

const char *world_place(const struct world *world, uint32_t id) {
  const struct state_task *task = state_task(&world->state, id);
  struct log_entry entry;

  if (!task || !task->place)
    return NULL;
  log_get(world->log, task->place - 1, &entry);
  return entry.event.at;
}

uint32_t world_next_task(const struct world *world, uint32_t id) {
  return table_next(&world->state.tasks, id);
}

static uint32_t next_in(const struct world *world, enum state_chain chain,
                        uint32_t id) {
  const struct state_task *task;

  if (id == 0)
    return world->state.ends[chain].first;
  task = state_task(&world->state, id);
  return task ? task->link[chain].next : 0;
}

uint32_t world_next_live(const struct world *world, uint32_t id) {
  return next_in(world, CHAIN_LIVE, id);
}

uint32_t world_next_ready(const struct world *world, uint32_t id) {
  return next_in(world, CHAIN_READY, id);
}

size_t world_n_tasks(const struct world *world) { return world->state.n_tasks; }

size_t world_n_live(const struct world *world) {
  return world->state.ends[CHAIN_LIVE].n;
}

size_t world_n_ready(const struct world *world) {
  return world->state.ends[CHAIN_READY].n;
}

uint32_t world_running(const struct world *world) {
  return world->state.running;
}

const char *world_state_name(enum world_state state) {
  static const char *const names[] = {"ready", "running", "parked",
                                      "ended", "failed",  "cancelled"};

  return names[state];
}

/* ---- Objects ---------------------------------------------------------- */

static const char *or_empty(const char *text) { return text ? text : ""; }

bool world_object(const struct world *world, uint32_t id,
                  struct world_object *object) {
  const struct state_object *from = table_get(&world->state.objects, id);
  struct log_entry entry;

  if (!from || from->id == 0)
    return false;
  log_get(world->log, from->since, &entry);
  *object = (struct world_object){.id = id,
                                  .kind = or_empty(entry.event.u.object.kind),
                                  .name = or_empty(entry.event.u.object.name),
                                  .since = from->since,
                                  .n_fields = entry.event.u.object.n_fields};
  memcpy(object->fields, entry.fields,
         object->n_fields * sizeof *object->fields);
  return true;
}

uint32_t world_next_object(const struct world *world, uint32_t id) {
  return table_next(&world->state.objects, id);
}

const struct bt_field *world_field(const struct world_object *object,
                                   const char *name) {
  for (size_t i = 0; i < object->n_fields; i++)
    if (object->fields[i].name && strcmp(object->fields[i].name, name) == 0)
      return &object->fields[i];
  return NULL;
}

uint32_t world_holder(const struct world_object *object) {
  const struct bt_field *holder = world_field(object, "holder");

  return holder && holder->kind == BT_FIELD_TASK ? (uint32_t)holder->number : 0;
}

uint32_t world_next_held(const struct world *world, uint32_t task,
                         uint32_t id) {
  struct world_object object;

  while ((id = world_next_object(world, id)) != 0)
    if (world_object(world, id, &object) && world_holder(&object) == task)
      return id;
  return 0;
}

/* ---- Scopes ----------------------------------------------------------- */

bool world_scope(const struct world *world, uint32_t id,
                 struct world_scope *scope) {
  const struct state_scope *from = table_get(&world->state.scopes, id);
  struct log_entry entry;

  if (!from || from->id == 0)
    return false;
  log_get(world->log, from->since, &entry);
  *scope = (struct world_scope){.id = id,
                                .task = from->task,
                                .outer = from->outer,
                                .live = from->live,
                                .struck = from->struck,
                                .kind = or_empty(entry.event.u.scope.kind),
                                .name = or_empty(entry.event.u.scope.name),
                                .until = entry.event.u.scope.until};
  return true;
}

bool world_scope_around(const struct world *world,
                        const struct world_task *task, size_t i,
                        struct world_scope *scope) {
  uint32_t id = task->inner;

  if (task->scopes.list)
    return i < task->scopes.n &&
           world_scope(world, task->scopes.list[i], scope);
  while (world_scope(world, id, scope)) {
    if (i-- == 0)
      return true;
    id = scope->outer;
  }
  return false;
}

uint32_t world_next_scope(const struct world *world, uint32_t id) {
  return table_next(&world->state.scopes, id);
}

/* ---- What was said ---------------------------------------------------- */

uint64_t world_outs(const struct world *world) { return world->state.outs; }
uint64_t world_warns(const struct world *world) { return world->state.warns; }
uint64_t world_last_choice(const struct world *world) {
  return world->state.choice;
}
uint64_t world_exit(const struct world *world) { return world->state.exit; }

/* SPDX-License-Identifier: MIT-0 */
/* Objects: what tasks wait on, with names, numbers and a state to show. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

/* ---- Names ------------------------------------------------------------ */

uint32_t bt_number_of(struct bt_loop *loop, const char *kind) {
  const size_t n = sizeof loop->kinds / sizeof loop->kinds[0];

  for (size_t i = 0; i < n; i++) {
    struct bt_kind_count *count = &loop->kinds[i];

    if (!count->kind)
      count->kind = kind;
    if (count->kind == kind || strcmp(count->kind, kind) == 0)
      return ++count->n;
  }
  return loop->object_ids; /* more kinds than anybody has: still unique */
}

static void number(struct bt_object *object) {
  struct bt_loop *loop = bt_loop_here;

  if (object->id || !loop)
    return;
  object->id = ++loop->object_ids;
  if (!object->name)
    object->number = bt_number_of(loop, object->kind->name);
}

const char *bt_object_name(const struct bt_object *object, char *buf,
                           size_t size) {
  if (object->name)
    snprintf(buf, size, "%s", object->name);
  else
    snprintf(buf, size, "%s-%u", object->kind->name, object->number);
  return buf;
}

const char *bt_waiter_on(const struct bt_waiter *w, char *buf, size_t size,
                         uint32_t *id) {
  char name[256];

  *id = 0;
  if (w->other) {
    snprintf(buf, size, "task %s", w->other->name);
    *id = w->other->id;
  } else if (w->object) {
    snprintf(buf, size, "%s %s", w->object->kind->name,
             bt_object_name(w->object, name, sizeof name));
    *id = w->object->id;
  } else if (w->scope) {
    snprintf(buf, size, "%s %s", w->scope->kind,
             bt_scope_name(w->scope, name, sizeof name));
    *id = w->scope->id;
  } else {
    return w->on ? w->on : "wait";
  }
  return buf;
}

/* ---- Fields ----------------------------------------------------------- */

static struct bt_field *add(struct bt_state *state, const char *name,
                            enum bt_field_kind kind) {
  struct bt_field *f = &state->fields[state->n];

  if (state->n++ == BT_MAX_FIELDS)
    bt_misuse("trace", "an object is described by more than %d fields",
              BT_MAX_FIELDS);
  *f = (struct bt_field){.name = name, .kind = kind};
  return f;
}

void bt_state_int(struct bt_state *state, const char *name, int64_t value) {
  add(state, name, BT_FIELD_INT)->number = value;
}

void bt_state_bool(struct bt_state *state, const char *name, bool value) {
  add(state, name, BT_FIELD_BOOL)->number = value;
}

void bt_state_task(struct bt_state *state, const char *name,
                   const struct bt_task *task) {
  bt_state_task_id(state, name, task ? task->id : 0);
}

void bt_state_task_id(struct bt_state *state, const char *name, uint32_t id) {
  add(state, name, BT_FIELD_TASK)->number = id;
}

void bt_state_text(struct bt_state *state, const char *name, const char *text) {
  add(state, name, BT_FIELD_TEXT)->text = text;
}

static bool room_for_one(struct bt_state *state) {
  size_t size = state->size ? state->size * 2 : 16;
  uint32_t *ids;

  if (state->n_ids < state->size)
    return true;
  ids = bt_realloc(state->ids, size * sizeof *ids);
  if (!ids)
    return false;
  state->ids = ids;
  state->size = size;
  return true;
}

void bt_state_tasks_begin(struct bt_state *state, const char *name) {
  /* Where the list begins; a pointer only once the memory no longer moves. */
  add(state, name, BT_FIELD_TASKS)->number = (int64_t)state->n_ids;
}

static bool add_id(struct bt_state *state, uint32_t id) {
  bool room = room_for_one(state);

  if (room)
    state->ids[state->n_ids++] = id;
  state->partial |= !room;
  return room;
}

/* A task that finds no memory is left out, and a warning says so. */
void bt_state_tasks_add(struct bt_state *state, const struct bt_task *task) {
  if (state->visit && !bt_visit((struct bt_task *)task, state->visit))
    return;
  if (add_id(state, task->id))
    state->fields[state->n - 1].n++;
  else
    bt_warn("trace", "out of memory: a waiting task is left out of the trace");
}

void bt_state_waiters(struct bt_state *state, const char *name,
                      const struct bt_waitlist *list) {
  bt_state_tasks_begin(state, name);
  for (struct bt_waiter *w = list->pending; w; w = w->next)
    if (w->state == BT_WAITING)
      bt_state_tasks_add(state, w->task);
}

static void clear(struct bt_state *state) {
  state->n = state->n_ids = state->size = 0;
  state->ids = NULL;
  state->visit = 0;
  state->listed = state->partial = false;
}

static void describe(const struct bt_object *object, struct bt_state *state) {
  clear(state);
  object->kind->describe(object, state);
  for (size_t i = 0; i < state->n; i++)
    if (state->fields[i].n)
      state->fields[i].list = state->ids + state->fields[i].number;
}

/* ---- Lists of an event's own ------------------------------------------ */

void bt_waiter_tasks(const struct bt_waiter *w, struct bt_state *state) {
  clear(state);
  if (!w->kind || !w->kind->tasks)
    return;
  state->visit = bt_new_visit();
  bt_state_tasks_begin(state, "tasks");
  w->kind->tasks(w, state);
  state->listed = state->n_ids > 0;
}

void bt_wait_scopes(const struct bt_task *t, struct bt_state *state) {
  const struct bt_scope *s = bt_scope_next(t, NULL);

  clear(state);
  state->listed = t->loop->coroutines != NULL;
  for (; state->listed && s; s = bt_scope_next(t, s))
    add_id(state, s->id);
}

/* Where one is missing it is better to know of none: of those that are known
 * all may be stuck, and the other may not. */
struct bt_ids bt_state_ids(const struct bt_state *state) {
  static const uint32_t none[1];

  if (!state->listed || state->partial)
    return (struct bt_ids){NULL, 0};
  return (struct bt_ids){state->n_ids ? state->ids : none, state->n_ids};
}

/* ---- Telling the tracer ----------------------------------------------- */

void bt_object_init(struct bt_object *object, const struct bt_kind *kind,
                    const char *name) {
  *object = (struct bt_object){.kind = kind, .name = name};
  bt_object_show(object);
}

static void emit_object(struct bt_loop *loop, struct bt_object *object,
                        const struct bt_state *state) {
  struct bt_trace_event e = {.ev = BT_EV_OBJECT};
  char name[256];

  e.at = loop->running ? bt_locate(loop, loop->running) : NULL;
  e.u.object.id = object->id;
  e.u.object.kind = object->kind->name;
  e.u.object.name = bt_object_name(object, name, sizeof name);
  e.u.object.gone = !state;
  if (state) {
    e.u.object.fields = state->fields;
    e.u.object.n_fields = state->n;
  }
  bt_emit(loop, bt_acting(loop), &e);
}

static BT_COLD void trace_object(struct bt_loop *loop,
                                 struct bt_object *object) {
  struct bt_state state;

  describe(object, &state);
  emit_object(loop, object, &state);
  bt_free(state.ids);
}

void bt_object_show(struct bt_object *object) {
  struct bt_loop *loop = bt_loop_here;

  if (!loop)
    return;
  number(object);
  if (bt_traced(loop))
    trace_object(loop, object);
}

void bt_object_gone(struct bt_object *object) {
  struct bt_loop *loop = bt_loop_here;

  if (loop && object->id && bt_traced(loop))
    emit_object(loop, object, NULL);
}

/* ---- Who holds it ----------------------------------------------------- */

uint32_t bt_object_holder(const struct bt_object *object) {
  struct bt_state state;
  uint32_t holder = 0;

  describe(object, &state);
  for (size_t i = 0; i < state.n; i++)
    if (strcmp(state.fields[i].name, "holder") == 0)
      holder = (uint32_t)state.fields[i].number;
  bt_free(state.ids);
  return holder;
}

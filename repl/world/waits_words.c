/* SPDX-License-Identifier: MIT-0 */
/* What a task waits for, in words, for whoever reads the screen. */
#include <inttypes.h>
#include <string.h>

#include "waits_parts.h"

enum { MOST_NAMES = 5 };

bool waits_is(const char *on, const char *kind) {
  size_t n = strlen(kind);

  return strncmp(on, kind, n) == 0 && (on[n] == ' ' || on[n] == '\0');
}

const char *waits_name(const char *on) {
  const char *space = strchr(on, ' ');

  return space ? space + 1 : on;
}

bool waits_parked(const struct world *world, uint32_t id,
                  struct world_task *task) {
  return world_task(world, id, task) && task->state == WORLD_PARKED && task->on;
}

bool waits_object(const struct world *world, const struct world_task *task,
                  struct world_object *object) {
  return !waits_is(task->on, "task") &&
         world_object(world, task->on_id, object);
}

bool waits_held(const struct world_object *object, uint32_t *holder) {
  *holder = world_holder(object);
  return world_field(object, "holder") != NULL;
}

bool waits_has_ended(const struct world *world, uint32_t id) {
  struct world_task task;

  return world_task(world, id, &task) && task.state >= WORLD_OK;
}

/* ---- Names ------------------------------------------------------------ */

bool waits_say_name(struct waits_names *names, const char *name) {
  size_t most = names->n > MOST_NAMES ? MOST_NAMES - 1 : names->n;

  if (names->said > 0)
    buffer_puts(names->out, names->said + 1 == names->n ? names->last : ", ");
  buffer_puts(names->out, name);
  if (++names->said < most)
    return true;
  if (names->n > most)
    buffer_printf(names->out, " and %zu more", names->n - most);
  return false;
}

bool waits_names_kind(const char *name, const char *kind) {
  size_t n = strlen(kind);

  return strncmp(name, kind, n) == 0 && name[n] == '-';
}

void waits_thing(struct buffer *out, const char *kind, const char *name) {
  if (!waits_names_kind(name, kind))
    buffer_printf(out, "%s ", kind);
  buffer_puts(out, name);
}

/* The same for what a task is parked on: "lock m". */
static void say_thing(struct buffer *out, const char *on) {
  size_t n = strcspn(on, " ");
  bool repeats =
      on[n] && strncmp(on, on + n + 1, n) == 0 && on[n + 1 + n] == '-';

  buffer_puts(out, repeats ? on + n + 1 : on);
}

/* ---- Lists of tasks and channels -------------------------------------- */

uint32_t waits_next_other(const struct world *world,
                          const struct world_task *task, size_t *i) {
  while (*i < task->others.n) {
    uint32_t id = task->others.list[(*i)++];

    if (!waits_has_ended(world, id))
      return id;
  }
  return 0;
}

static void say_how_many(struct buffer *out, const struct waits_list *list) {
  if (list->first && !list->over && list->live > 1)
    buffer_puts(out, "the first of ");
  if (list->n == 1)
    buffer_puts(out, "task ");
  else if (list->live == 0)
    buffer_printf(out, "%zu tasks, all ended", list->n);
  else if (list->live < list->n)
    buffer_printf(out, "%zu of %zu tasks: ", list->live, list->n);
  else
    buffer_printf(out, "%zu tasks: ", list->n);
}

/* "3 tasks: A, B, C (gather)": those that have not ended. */
static void say_others(struct buffer *out, const struct world *world,
                       const struct world_task *task) {
  struct waits_list list = waits_list(world, task);
  struct waits_names names = {out, ", ", list.live, 0};
  const struct log *log = world_log(world);
  uint32_t id;
  size_t i = 0;

  say_how_many(out, &list);
  while ((id = waits_next_other(world, task, &i)) != 0 &&
         waits_say_name(&names, log_label(log, id)))
    ;
  if (list.n == 1 && list.live == 0)
    buffer_printf(out, "%s, which has ended",
                  log_label(log, task->others.list[0]));
  buffer_printf(out, " (%s)", task->on);
}

static bool is_in(const struct bt_field *field, uint32_t task) {
  for (size_t i = 0; field->kind == BT_FIELD_TASKS && i < field->n; i++)
    if (field->list[i] == task)
      return true;
  return false;
}

uint32_t waits_next_line(const struct world *world, uint32_t task,
                         const char *list, uint32_t id) {
  struct world_object o;

  while ((id = world_next_object(world, id)) != 0) {
    world_object(world, id, &o);
    for (size_t i = 0; i < o.n_fields; i++)
      if (is_in(&o.fields[i], task) &&
          (!list || (o.fields[i].name && strcmp(o.fields[i].name, list) == 0)))
        return id;
  }
  return 0;
}

/* "channels a, b (select)", if it stands in the lines of some. */
static void say_channels(struct buffer *out, const struct world *world,
                         const struct world_task *task) {
  struct waits_names names = {out, ", ", 0, 0};
  struct world_object o;
  uint32_t id = 0;

  while ((id = waits_next_line(world, task->id, NULL, id)) != 0)
    names.n++;
  if (names.n)
    buffer_puts(out, names.n == 1 ? "channel " : "channels ");
  while ((id = waits_next_line(world, task->id, NULL, id)) != 0) {
    world_object(world, id, &o);
    if (!waits_say_name(&names, o.name))
      break;
  }
  buffer_printf(out, names.n ? " (%s)" : "%s", task->on);
}

/* ---- Single things ---------------------------------------------------- */

static void say_group(struct buffer *out, const struct world *world,
                      const struct world_task *task) {
  struct world_scope scope;

  if (world_scope(world, task->on_id, &scope))
    buffer_printf(out, ", %u live %s", scope.live,
                  scope.live == 1 ? "child" : "children");
}

static void say_holder(struct buffer *out, const struct world *world,
                       uint32_t holder) {
  if (!holder) {
    buffer_puts(out, ", which goes to one before it in line");
    return;
  }
  buffer_printf(out, ", held by %s", log_label(world_log(world), holder));
  if (waits_has_ended(world, holder))
    buffer_puts(out, ", which has ended");
}

static int64_t number(const struct world_object *o, const char *name) {
  const struct bt_field *field = world_field(o, name);

  return field ? field->number : 0;
}

static const char *text(const struct world_object *o, const char *name) {
  const struct bt_field *field = world_field(o, name);

  return field && field->text ? field->text : "";
}

static void say_barrier(struct buffer *out, const struct world_object *o) {
  const struct bt_field *waiters = world_field(o, "waiters");

  if (strcmp(text(o, "phase"), "filling") != 0 || !waiters)
    buffer_printf(out, ", %s", text(o, "phase"));
  else
    buffer_printf(out, ", %zu of %" PRId64 " there", waiters->n,
                  number(o, "parties"));
}

/* What is in the way, as far as the object tells; else as the task says. */
static void say_state(struct buffer *out, const struct world *world,
                      const struct world_task *task) {
  struct world_object o;
  uint32_t holder;

  if (!waits_object(world, task, &o)) {
    if (task->why)
      buffer_printf(out, ", %s", task->why);
  } else if (waits_held(&o, &holder)) {
    say_holder(out, world, holder);
  } else if (waits_is(task->on, "barrier")) {
    say_barrier(out, &o);
  } else if (task->why && strcmp(task->why, "unfinished items") == 0) {
    buffer_printf(out, ", %" PRId64 " item%s unfinished",
                  number(&o, "unfinished"),
                  number(&o, "unfinished") == 1 ? "" : "s");
  } else if (task->why) {
    buffer_printf(out, ", %s", task->why);
  }
}

/* ---- All -------------------------------------------------------------- */

void waits_reason(struct buffer *out, const struct world *world, uint32_t id) {
  struct world_task task;

  if (!waits_parked(world, id, &task))
    return;
  if (waits_is(task.on, "timer")) {
    buffer_puts(out, "sleeps until ");
    buffer_ms(out, task.until);
    buffer_puts(out, " ms");
  } else if (task.others.n) {
    say_others(out, world, &task);
  } else if (waits_is(task.on, "task")) {
    buffer_printf(out, "task %s", log_label(world_log(world), task.on_id));
  } else if (waits_is(task.on, "select")) {
    say_channels(out, world, &task);
  } else {
    say_thing(out, task.on);
    if (waits_is(task.on, "group"))
      say_group(out, world, &task);
    else
      say_state(out, world, &task);
  }
}

void waits_until(struct buffer *out, const struct world *world, uint32_t id) {
  struct world_task task;

  if (!waits_parked(world, id, &task) || waits_is(task.on, "timer") ||
      task.until == BT_NEVER)
    return;
  buffer_puts(out, ", until ");
  buffer_ms(out, task.until);
  buffer_puts(out, " ms");
}

bool waits_place(const struct world *world, uint32_t id, size_t *place,
                 size_t *n) {
  struct world_task task;
  struct world_object o;

  if (!waits_parked(world, id, &task) || !waits_object(world, &task, &o))
    return false;
  for (size_t i = 0; i < o.n_fields; i++) {
    const struct bt_field *field = &o.fields[i];

    if (!is_in(field, id))
      continue;
    *n = field->n;
    for (*place = 1; field->list[*place - 1] != id; ++*place)
      ;
    return true;
  }
  return false;
}

void waits_print_cycle(struct buffer *out, const struct world *world,
                       const struct waits *waits, size_t cycle) {
  const struct waits_edge *edges = waits->path + waits->cycles[cycle].first;
  const struct log *log = world_log(world);

  for (size_t i = 0; i < waits->cycles[cycle].n; i++) {
    buffer_printf(out, "%s -> ", log_label(log, edges[i].task));
    if (!waits_is(edges[i].on, "task"))
      buffer_printf(out, "%s -> ", waits_name(edges[i].on));
  }
  buffer_puts(out, log_label(log, edges[0].task));
}

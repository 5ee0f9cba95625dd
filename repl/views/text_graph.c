/* SPDX-License-Identifier: MIT-0 */
/* Who waits for whom. */
#include <inttypes.h>
#include <string.h>

#include "../world/waits.h"
#include "line.h"
#include "text.h"

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

static void say_list(struct buffer *line, const struct log *log,
                     const struct bt_field *field) {
  if (field->n == 0)
    buffer_puts(line, "none");
  for (size_t i = 0; i < field->n; i++)
    buffer_printf(line, "%s%s", i ? " " : "", log_label(log, field->list[i]));
}

/* A condition's lock, which it has by number. */
static bool say_lock(struct buffer *line, const struct world *world,
                     const struct bt_field *field) {
  struct world_object lock;

  if (!is(field->name, "lock") || field->kind != BT_FIELD_INT ||
      !world_object(world, (uint32_t)field->number, &lock))
    return false;
  waits_thing(line, lock.kind, lock.name);
  return true;
}

static void say_field(struct buffer *line, const struct log *log,
                      const struct bt_field *field) {
  buffer_printf(line, "%s ", field->name ? field->name : "");
  switch (field->kind) {
  case BT_FIELD_INT:
    buffer_printf(line, "%" PRId64, field->number);
    break;
  case BT_FIELD_BOOL:
    buffer_puts(line, field->number ? "yes" : "no");
    break;
  case BT_FIELD_TASK:
    buffer_puts(line, field->number ? log_label(log, (uint32_t)field->number)
                                    : "none");
    break;
  case BT_FIELD_TASKS:
    say_list(line, log, field);
    break;
  case BT_FIELD_TEXT:
    buffer_puts(line, field->text ? field->text : "none");
    break;
  }
}

static void list_objects(struct buffer *out, const struct world *world) {
  struct world_object object;

  for (uint32_t id = 0; (id = world_next_object(world, id)) != 0;) {
    struct buffer line = {0};

    if (!world_object(world, id, &object))
      continue;
    waits_thing(&line, object.kind, object.name);
    buffer_puts(&line, ":");
    for (size_t i = 0; i < object.n_fields; i++) {
      buffer_puts(&line, i ? ", " : " ");
      if (!say_lock(&line, world, &object.fields[i]))
        say_field(&line, world_log(world), &object.fields[i]);
    }
    line_add(out, &line);
  }
}

static void list_waits(struct buffer *out, const struct world *world) {
  struct world_task task;

  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;) {
    struct buffer line = {0};

    if (!world_task(world, id, &task) || task.state != WORLD_PARKED)
      continue;
    buffer_printf(&line, "%s - ", task.label);
    waits_both(&line, world, id);
    line_add(out, &line);
  }
}

int text_graph(struct buffer *out, const struct world *world) {
  struct waits waits;
  int rc = waits_find(&waits, world, 0);

  if (rc < 0)
    return rc;
  list_objects(out, world);
  list_waits(out, world);
  for (size_t i = 0; i < waits.n_cycles; i++) {
    struct buffer line = {0};

    buffer_puts(&line, "cycle: ");
    waits_print_cycle(&line, world, &waits, i);
    line_add(out, &line);
  }
  if (waits.n_cycles == 0)
    buffer_puts(out, "no cycle\n");
  waits_fini(&waits);
  return out->error;
}

/* SPDX-License-Identifier: MIT-0 */
/* One task: why it is where it is. */
#include <string.h>

#include "../world/waits.h"
#include "bt_errors.h"
#include "line.h"
#include "text.h"
#include "words.h"

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

static size_t place_of(const struct world *world, uint32_t task) {
  size_t place = 1;

  for (uint32_t id = 0; (id = world_next_ready(world, id)) != 0 && id != task;
       place++)
    ;
  return place;
}

static void why_ready(struct buffer *out, const struct world *world,
                      const struct world_task *task) {
  struct buffer line = {0};

  buffer_printf(&line, "  place %zu of %zu in the ready queue: ",
                place_of(world, task->id), world_n_ready(world));
  words_woken(&line, world, task);
  line_add(out, &line);
}

static int why_cycle(struct buffer *out, const struct world *world,
                     uint32_t id) {
  struct waits waits;
  struct buffer line = {0};
  int rc = waits_find(&waits, world, id);

  if (rc < 0 || waits.n_cycles == 0) {
    waits_fini(&waits);
    return rc;
  }
  buffer_puts(&line, "  part of a cycle, which only a cancel can break: ");
  waits_print_cycle(&line, world, &waits, 0);
  line_add(out, &line);
  waits_fini(&waits);
  return 0;
}

static int why_parked(struct buffer *out, const struct world *world,
                      const struct world_task *task) {
  struct buffer line = {0};
  size_t place, n;

  buffer_puts(&line,
              is(task->on, "timer") ? "  why: it " : "  why: it waits for ");
  waits_reason(&line, world, task->id);
  if (waits_place(world, task->id, &place, &n) && n > 1)
    buffer_printf(&line, "; place %zu of %zu in line", place, n);
  line_add(out, &line);
  if (!waits_reason_tells_all(world, task)) {
    line = (struct buffer){0};
    buffer_puts(&line, "  who can wake it: ");
    waits_waker(&line, world, task->id);
    line_add(out, &line);
  }
  if (waits_stuck(world))
    buffer_puts(out, "  but nothing can run any more: this is a deadlock\n");
  return why_cycle(out, world, task->id);
}

static void why_deadline(struct buffer *line, const struct world_scope *scope) {
  if (scope->struck) {
    buffer_puts(line, ", whose deadline has come");
  } else if (scope->until != BT_NEVER) {
    buffer_puts(line, ", until ");
    buffer_ms(line, scope->until);
    buffer_puts(line, " ms");
  }
}

/* Who waits for a group is inside it, and who waits shielded in the shield. */
static bool is_told(const struct world_task *task,
                    const struct world_scope *scope, size_t i) {
  return task->state == WORLD_PARKED &&
         (task->on_id == scope->id || (i == 0 && is(task->on, "shield")));
}

static void why_scopes(struct buffer *out, const struct world *world,
                       const struct world_task *task) {
  struct world_scope scope;
  struct buffer line;

  if (task->scope && world_scope(world, task->scope, &scope)) {
    line = (struct buffer){0};
    buffer_puts(&line, "  belongs to ");
    waits_thing(&line, scope.kind, scope.name);
    buffer_printf(&line, " of task %s",
                  log_label(world_log(world), scope.task));
    line_add(out, &line);
  }
  for (size_t i = 0; world_scope_around(world, task, i, &scope); i++) {
    if (is_told(task, &scope, i))
      continue;
    line = (struct buffer){0};
    buffer_puts(&line, "  inside ");
    waits_thing(&line, scope.kind, scope.name);
    why_deadline(&line, &scope);
    line_add(out, &line);
  }
}

static void why_rest(struct buffer *out, const struct world *world,
                     const struct world_task *task) {
  struct buffer line = {0};

  if (world_next_held(world, task->id, 0)) {
    words_held(&line, world, task->id, "  holds ");
    line_add(out, &line);
  }
  why_scopes(out, world, task);
  if (task->cancels == 0)
    return;
  line = (struct buffer){0};
  buffer_printf(&line, "  %u cancel request%s not taken back", task->cancels,
                task->cancels == 1 ? "" : "s");
  line_add(out, &line);
}

static void why_head(struct buffer *out, const struct world *world,
                     const struct world_task *task) {
  struct buffer line = {0};

  buffer_printf(&line, "task %s", task->label);
  if (task->at)
    buffer_printf(&line, " (%s)", task->at);
  buffer_puts(&line, ": ");
  if (task->state >= WORLD_OK)
    words_outcome(&line, task);
  else
    buffer_puts(&line, world_state_name(task->state));
  buffer_puts(&line, task->state >= WORLD_OK ? ", in " : " since ");
  words_since(&line, world, task);
  line_add(out, &line);
}

static int no_such_task(struct buffer *out, const struct world *world,
                        const char *label) {
  struct buffer line = {0};
  const char *before = "; there are: ";
  size_t n = 0;

  buffer_printf(&line, "there is no task %s at this step", label);
  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0 && n < 8; n++) {
    buffer_printf(&line, "%s%s", before, log_label(world_log(world), id));
    before = ", ";
  }
  if (n == 8)
    buffer_puts(&line, ", ...");
  line_add(out, &line);
  return UV_ENOENT;
}

int text_why(struct buffer *out, const struct world *world, const char *label) {
  uint32_t id = log_find(world_log(world), label);
  struct world_task task;
  int rc = 0;

  if (!id || !world_task(world, id, &task))
    return no_such_task(out, world, label);
  why_head(out, world, &task);
  if (task.state == WORLD_READY)
    why_ready(out, world, &task);
  else if (task.state == WORLD_PARKED)
    rc = why_parked(out, world, &task);
  if (task.state < WORLD_OK)
    why_rest(out, world, &task);
  return rc < 0 ? rc : out->error;
}

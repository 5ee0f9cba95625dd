/* SPDX-License-Identifier: MIT-0 */
#include "words.h"

#include <inttypes.h>
#include <string.h>

#include "../world/waits.h"

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

void words_since(struct buffer *out, const struct world *world,
                 const struct world_task *task) {
  struct log_entry entry;

  log_get(world_log(world), task->since, &entry);
  buffer_printf(out, "step %" PRIu64 " (", task->step);
  buffer_ms(out, entry.event.t);
  buffer_puts(out, " ms)");
}

/* The loop cancels for a scope, or at the end of main. */
static void cancelled_by_loop(struct buffer *out, const struct world *world,
                              const struct world_task *task) {
  struct world_scope scope;

  buffer_puts(out, "cancelled by ");
  if (world_scope(world, task->woken_scope, &scope))
    waits_thing(out, scope.kind, scope.name);
  else if (is(task->woken_via, "shutdown"))
    buffer_puts(out, "the shutdown");
  else
    buffer_puts(out, "the loop");
}

void words_woken(struct buffer *out, const struct world *world,
                 const struct world_task *task) {
  const char *by = log_label(world_log(world), task->woken_by);
  const char *why = task->woken_why;

  if (is(why, "spawn"))
    buffer_printf(out, "spawned by %s", by);
  else if (is(why, "yield"))
    buffer_puts(out, "it yielded");
  else if (is(why, "done"))
    buffer_puts(out, "what it waited for has ended");
  else if (is(why, "deadline"))
    buffer_puts(out, "its time has come");
  else if (is(why, "cancel") && task->woken_by == 0)
    cancelled_by_loop(out, world, task);
  else if (is(why, "cancel"))
    buffer_printf(out, "cancelled by %s", by);
  else if (is(why, "io"))
    buffer_puts(out, "the operating system has something for it");
  else if (why)
    buffer_printf(out, "woken by %s", by);
}

void words_outcome(struct buffer *out, const struct world_task *task) {
  const char *text = task->error ? task->error : task->value;

  buffer_puts(out, world_state_name(task->state));
  if (task->state == WORLD_OK)
    buffer_puts(out, " ok");
  if (text)
    buffer_printf(out, ": %s", text);
}

void words_held(struct buffer *out, const struct world *world, uint32_t id,
                const char *before) {
  struct world_object object;

  for (uint32_t held = 0; (held = world_next_held(world, id, held)) != 0;) {
    world_object(world, held, &object);
    buffer_puts(out, before);
    waits_thing(out, object.kind, object.name);
    before = ", ";
  }
}

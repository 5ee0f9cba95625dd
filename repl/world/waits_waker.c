/* SPDX-License-Identifier: MIT-0 */
/* Who or what can wake a task, in words. */
#include <string.h>

#include "waits_parts.h"

/* Who ends a wait on a thing of this kind, where it is not one task. %s is
 * the name of the thing. why tells waits on one thing apart. */
static const struct {
  const char *kind, *why, *waker;
} wakers[] = {
    {"queue", "empty", "whoever puts an item into %s"},
    {"queue", "full", "whoever takes an item out of %s"},
    {"queue", "unfinished items", "whoever finishes the last item of %s"},
    {"semaphore", NULL, "whoever gives back a permit of %s"},
    {"event", NULL, "whoever sets %s"},
    {"condition", NULL, "whoever notifies %s"},
    {"barrier", NULL, "the last to arrive at %s"},
    {"channel", "nothing sent", "whoever sends into %s"},
    {"channel", "nobody receives", "whoever receives from %s"},
    {"pool", "members are lent", "whoever gives back the last member of %s"},
    {"pool", NULL, "whoever gives a member back to %s"},
    {"background", NULL, "its tasks, by ending"},
    {"rate_limit", NULL, "the clock, as %s fills up"},
    {"stream", NULL, "the body of %s"},
    {"gather", NULL, "the tasks it gathers, by ending"},
    {"wait", NULL, "the tasks it waits for, by ending"},
    {"as_completed", NULL, "the next of its tasks to end"},
    {"shield", NULL, "the shielded task, by ending"},
    {"select", NULL, "the first of its channels"},
    {"offload", NULL, "the thread that does its work"},
    {"io", NULL, "the operating system"},
    {"turn", NULL, "its turn"},
};

static const char callback[] = "the loop, whose callback is in the queue";

static void say_others(struct buffer *out, const struct world *world,
                       const struct world_task *task) {
  struct waits_list list = waits_list(world, task);
  size_t i = 0;

  if (list.over)
    buffer_puts(out, callback);
  else if (list.live == 1)
    buffer_printf(
        out, "%s, by ending",
        log_label(world_log(world), waits_next_other(world, task, &i)));
  else if (list.first)
    buffer_puts(out, "the first of them to end");
  else
    buffer_printf(out, "the last of them to end%s",
                  list.first_error ? ", or the first to fail" : "");
}

static uint32_t next_child(const struct world *world, uint32_t scope,
                           uint32_t id) {
  struct world_task task;

  while ((id = world_next_live(world, id)) != 0)
    if (world_task(world, id, &task) && task.scope == scope)
      return id;
  return 0;
}

static void say_children(struct buffer *out, const struct world *world,
                         uint32_t scope) {
  struct waits_names names = {out, ", ", 0, 0};
  const struct log *log = world_log(world);
  uint32_t first = next_child(world, scope, 0);

  for (uint32_t id = first; id; id = next_child(world, scope, id))
    names.n++;
  if (names.n == 0) {
    buffer_puts(out, callback);
  } else if (names.n == 1) {
    buffer_printf(out, "%s, by ending", log_label(log, first));
  } else {
    buffer_puts(out, "the last of its children to end: ");
    for (uint32_t id = first; id && waits_say_name(&names, log_label(log, id));
         id = next_child(world, scope, id))
      ;
  }
}

/* "whoever sends into a, b": those in whose lines the task stands. */
static bool say_lines(struct buffer *out, const struct world *world,
                      const struct world_task *task, const char *list,
                      const char *before) {
  struct waits_names names = {out, " or ", 0, 0};
  struct world_object o;
  uint32_t id = 0;

  while ((id = waits_next_line(world, task->id, list, id)) != 0)
    names.n++;
  if (names.n)
    buffer_puts(out, before);
  while ((id = waits_next_line(world, task->id, list, id)) != 0) {
    world_object(world, id, &o);
    if (!waits_say_name(&names, o.name))
      break;
  }
  return names.n > 0;
}

static bool say_channels(struct buffer *out, const struct world *world,
                         const struct world_task *task) {
  bool receives =
      say_lines(out, world, task, "receivers", "whoever sends into ");

  return say_lines(out, world, task, "senders",
                   receives ? " or receives from "
                            : "whoever receives from ") ||
         receives;
}

static void say_holder(struct buffer *out, const struct world *world,
                       const struct world_task *task, uint32_t holder) {
  const char *name = waits_name(task->on);
  const char *label = log_label(world_log(world), holder);

  if (!holder)
    buffer_puts(out, "those before it in line, by releasing it");
  else if (waits_has_ended(world, holder))
    buffer_printf(out, "nobody: %s ended without releasing %s", label, name);
  else
    buffer_printf(out, "%s, by releasing %s", label, name);
}

static void say_anybody(struct buffer *out, const struct world_task *task) {
  for (size_t i = 0; i < sizeof wakers / sizeof *wakers; i++) {
    const char *why = wakers[i].why, *mark = strstr(wakers[i].waker, "%s");

    if (!waits_is(task->on, wakers[i].kind) ||
        (why && (!task->why || strcmp(why, task->why) != 0)))
      continue;
    if (!mark) {
      buffer_puts(out, wakers[i].waker);
      return;
    }
    buffer_add(out, wakers[i].waker, (size_t)(mark - wakers[i].waker));
    buffer_printf(out, "%s%s", waits_name(task->on), mark + 2);
    return;
  }
  buffer_printf(out, "whoever wakes those who wait for %s", task->on);
}

static void say_waker(struct buffer *out, const struct world *world,
                      const struct world_task *task) {
  struct world_object object;
  uint32_t holder;

  if (task->others.n)
    say_others(out, world, task);
  else if (waits_is(task->on, "task"))
    buffer_printf(out, "%s, by ending",
                  log_label(world_log(world), task->on_id));
  else if (waits_is(task->on, "group"))
    say_children(out, world, task->on_id);
  else if (waits_object(world, task, &object) && waits_held(&object, &holder))
    say_holder(out, world, task, holder);
  else if (!waits_is(task->on, "select") || !say_channels(out, world, task))
    say_anybody(out, task);
}

void waits_waker(struct buffer *out, const struct world *world, uint32_t id) {
  struct world_task task;
  uint64_t until;
  bool timer;

  if (!waits_parked(world, id, &task))
    return;
  timer = waits_is(task.on, "timer");
  if (!timer)
    say_waker(out, world, &task);
  until = waits_deadline(world, &task);
  if (until == BT_NEVER)
    return;
  buffer_puts(out, timer ? "the clock, at " : "; or the clock, at ");
  buffer_ms(out, until);
  buffer_puts(out, " ms");
}

bool waits_reason_tells_all(const struct world *world,
                            const struct world_task *task) {
  return task->on && (waits_is(task->on, "turn") ||
                      (waits_is(task->on, "timer") &&
                       waits_deadline(world, task) == task->until));
}

void waits_both(struct buffer *out, const struct world *world, uint32_t id) {
  struct world_task task;

  if (!waits_parked(world, id, &task))
    return;
  waits_reason(out, world, id);
  if (waits_reason_tells_all(world, &task))
    return;
  buffer_puts(out, " -> ");
  waits_waker(out, world, id);
}

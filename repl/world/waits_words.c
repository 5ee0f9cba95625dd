/* SPDX-License-Identifier: MIT-0 */
/* Waits in words, for whoever reads the screen. */
#include <string.h>

#include "waits.h"

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

enum { MOST_NAMES = 5 };

static bool is_kind(const char *on, const char *kind) {
  size_t n = strlen(kind);

  return strncmp(on, kind, n) == 0 && (on[n] == ' ' || on[n] == '\0');
}

/* "m" in "lock m"; the word itself where there is no name. */
static const char *name_in(const char *on) {
  const char *space = strchr(on, ' ');

  return space ? space + 1 : on;
}

static bool parked(const struct world *world, uint32_t id,
                   struct world_task *task) {
  return world_task(world, id, task) && task->state == WORLD_PARKED && task->on;
}

/* The task that holds what task waits for, or 0. */
static uint32_t holder_of(const struct world *world,
                          const struct world_task *task) {
  struct world_object object;

  if (is_kind(task->on, "task") || !world_object(world, task->on_id, &object))
    return 0;
  return world_holder(&object);
}

static bool has_ended(const struct world *world, uint32_t id) {
  struct world_task task;

  return world_task(world, id, &task) && task.state >= WORLD_OK;
}

/* ---- Names ------------------------------------------------------------ */

/* Of n names as many as can be taken in: "a, b, c", "a, b, c, d and 12 more".
 */
struct names {
  struct buffer *out;
  const struct world *world;
  size_t n, said;
};

static void say_name(struct names *names, uint32_t task) {
  size_t most = names->n > MOST_NAMES ? MOST_NAMES - 1 : names->n;

  if (names->said < most)
    buffer_printf(names->out, "%s%s", names->said ? ", " : "",
                  log_label(world_log(names->world), task));
  if (++names->said == names->n && names->n > most)
    buffer_printf(names->out, " and %zu more", names->n - most);
}

/* ---- Lists of tasks --------------------------------------------------- */

/* The first of them after the i-th that has not ended; 0: none. */
static uint32_t next_live(const struct world *world,
                          const struct world_task *task, size_t *i) {
  struct world_task other;

  while (*i < task->n_others) {
    uint32_t id = task->others[(*i)++];

    if (!world_task(world, id, &other) || other.state < WORLD_OK)
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
  struct names names = {out, world, list.live, 0};
  uint32_t id;
  size_t i = 0;

  say_how_many(out, &list);
  while ((id = next_live(world, task, &i)) != 0)
    say_name(&names, id);
  if (list.n == 1 && list.live == 0)
    buffer_printf(out, "%s, which has ended",
                  log_label(world_log(world), task->others[0]));
  buffer_printf(out, " (%s)", task->on);
}

static const char callback[] = "the loop, whose callback is in the queue";

static void say_enders(struct buffer *out, const struct world *world,
                       const struct world_task *task) {
  struct waits_list list = waits_list(world, task);
  size_t i = 0;

  if (list.over)
    buffer_puts(out, callback);
  else if (list.live == 1)
    buffer_printf(out, "%s, by ending",
                  log_label(world_log(world), next_live(world, task, &i)));
  else if (list.first)
    buffer_puts(out, "the first of them to end");
  else
    buffer_printf(out, "the last of them to end%s",
                  list.first_error ? ", or the first to fail" : "");
}

/* ---- What it waits for ------------------------------------------------ */

static void print_live(struct buffer *out, const struct world *world,
                       const struct world_task *task) {
  struct world_scope scope;

  if (world_scope(world, task->on_id, &scope))
    buffer_printf(out, ", %u live %s", scope.live,
                  scope.live == 1 ? "child" : "children");
}

static void print_holder(struct buffer *out, const struct world *world,
                         uint32_t holder) {
  buffer_printf(out, ", held by %s", log_label(world_log(world), holder));
  if (has_ended(world, holder))
    buffer_puts(out, ", which has ended");
}

static void print_until(struct buffer *out, const char *before,
                        uint64_t until) {
  if (until == BT_NEVER)
    return;
  buffer_puts(out, before);
  buffer_ms(out, until);
  buffer_puts(out, " ms");
}

void waits_reason(struct buffer *out, const struct world *world, uint32_t id) {
  struct world_task task;
  uint32_t holder;

  if (!parked(world, id, &task))
    return;
  if (is_kind(task.on, "timer")) {
    print_until(out, "sleeps until ", task.until);
    return;
  }
  holder = holder_of(world, &task);
  if (task.n_others)
    say_others(out, world, &task);
  else if (is_kind(task.on, "task"))
    buffer_printf(out, "task %s", log_label(world_log(world), task.on_id));
  else
    buffer_puts(out, task.on);
  if (is_kind(task.on, "group"))
    print_live(out, world, &task);
  else if (holder)
    print_holder(out, world, holder);
  else if (task.why && !task.n_others)
    buffer_printf(out, ", %s", task.why);
  print_until(out, ", until ", task.until);
}

/* ---- Who can wake it -------------------------------------------------- */

static void print_children(struct buffer *out, const struct world *world,
                           uint32_t scope) {
  struct world_scope group;
  struct world_task task;
  struct names names = {out, world, 0, 0};

  if (world_scope(world, scope, &group) && group.live == 0) {
    buffer_puts(out, callback);
    return;
  }
  buffer_puts(out, "the last of its children to end");
  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;)
    names.n += world_task(world, id, &task) && task.scope == scope;
  if (names.n)
    buffer_puts(out, ": ");
  for (uint32_t id = 0; (id = world_next_live(world, id)) != 0;)
    if (world_task(world, id, &task) && task.scope == scope)
      say_name(&names, id);
}

static void print_waker(struct buffer *out, const struct world_task *task) {
  for (size_t i = 0; i < sizeof wakers / sizeof *wakers; i++) {
    const char *why = wakers[i].why, *mark = strstr(wakers[i].waker, "%s");

    if (!is_kind(task->on, wakers[i].kind) ||
        (why && (!task->why || strcmp(why, task->why) != 0)))
      continue;
    if (!mark) {
      buffer_puts(out, wakers[i].waker);
      return;
    }
    buffer_add(out, wakers[i].waker, (size_t)(mark - wakers[i].waker));
    buffer_printf(out, "%s%s", name_in(task->on), mark + 2);
    return;
  }
  buffer_printf(out, "whoever wakes those who wait for %s", task->on);
}

static void print_by(struct buffer *out, const struct world *world,
                     const struct world_task *task) {
  const struct log *log = world_log(world);
  uint32_t holder = holder_of(world, task);

  if (task->n_others) {
    say_enders(out, world, task);
  } else if (is_kind(task->on, "task")) {
    buffer_printf(out, "%s, by ending", log_label(log, task->on_id));
  } else if (is_kind(task->on, "group")) {
    print_children(out, world, task->on_id);
  } else if (holder && has_ended(world, holder)) {
    buffer_printf(out, "nobody: %s ended without releasing %s",
                  log_label(log, holder), name_in(task->on));
  } else if (holder) {
    buffer_printf(out, "%s, by releasing %s", log_label(log, holder),
                  name_in(task->on));
  } else if (is_kind(task->on, "lock")) {
    buffer_puts(out, "those before it in line, by releasing it");
  } else {
    print_waker(out, task);
  }
}

void waits_waker(struct buffer *out, const struct world *world, uint32_t id) {
  struct world_task task;
  bool timer;

  if (!parked(world, id, &task))
    return;
  timer = is_kind(task.on, "timer");
  if (!timer)
    print_by(out, world, &task);
  print_until(out, timer ? "the clock, at " : "; or the clock, at ",
              waits_deadline(world, &task));
}

/* ---- Cycles ----------------------------------------------------------- */

void waits_print_cycle(struct buffer *out, const struct world *world,
                       const struct waits *waits, size_t cycle) {
  const struct waits_edge *edges = waits->path + waits->cycles[cycle].first;
  const struct log *log = world_log(world);

  for (size_t i = 0; i < waits->cycles[cycle].n; i++) {
    buffer_printf(out, "%s -> ", log_label(log, edges[i].task));
    if (!is_kind(edges[i].on, "task"))
      buffer_printf(out, "%s -> ", name_in(edges[i].on));
  }
  buffer_puts(out, log_label(log, edges[0].task));
}

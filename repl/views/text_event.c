/* SPDX-License-Identifier: MIT-0 */
/* One event, in a line of its own: also those that a step does not tell,
 * since something else in it says the same. */
#include <inttypes.h>
#include <string.h>

#include "../world/waits.h"
#include "bt_errors.h"
#include "line.h"
#include "story.h"
#include "text.h"
#include "words.h"

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

/* An event being told: the world stands before it, then behind it. */
struct telling {
  struct world *world;
  const struct log *log;
  struct log_entry entry;
  struct buffer words;
};

/* ---- Lists of tasks that wait ----------------------------------------- */

static bool has(const struct bt_field *list, uint32_t task) {
  for (size_t i = 0; list && i < list->n; i++)
    if (list->list[i] == task)
      return true;
  return false;
}

static void say_moved(struct telling *t, const struct world_object *object,
                      const struct bt_field *from, const struct bt_field *to,
                      const char *moves) {
  for (size_t i = 0; from && i < from->n; i++) {
    if (has(to, from->list[i]))
      continue;
    buffer_puts(&t->words, t->words.n ? "," : "");
    if (from->list[i] != t->entry.event.task)
      buffer_printf(&t->words, ": %s", log_label(t->log, from->list[i]));
    buffer_printf(&t->words, " %s the %s of ", moves, from->name);
    waits_thing(&t->words, object->kind, object->name);
  }
}

/* Who begins and ends to wait for an object. */
static void say_waiters(struct telling *t) {
  const struct bt_trace_event *e = &t->entry.event;
  struct world_object old;

  if (!world_object(t->world, e->u.object.id, &old))
    return;
  for (size_t i = 0; i < e->u.object.n_fields; i++) {
    const struct bt_field *now = &t->entry.fields[i];
    const struct bt_field *before =
        now->name ? world_field(&old, now->name) : NULL;

    if (!before || now->kind != BT_FIELD_TASKS ||
        before->kind != BT_FIELD_TASKS)
      continue;
    say_moved(t, &old, now, before, "joins");
    say_moved(t, &old, before, now, "leaves");
  }
  if (t->words.n)
    return;
  buffer_puts(&t->words, " leaves ");
  waits_thing(&t->words, old.kind, old.name);
  buffer_puts(&t->words, " as it is");
}

/* ---- Single events ---------------------------------------------------- */

/* Who runs next is in the event that follows. */
static void say_choice(struct telling *t, uint64_t n) {
  const struct bt_trace_event *e = &t->entry.event;
  struct log_entry next;

  if (!is(e->u.choice.why, "task") || n == log_size(t->log)) {
    buffer_printf(&t->words, "the loop takes %s %u of %u",
                  is(e->u.choice.why, "fault") ? "fault" : "timer",
                  e->u.choice.took + 1, e->u.choice.n);
    return;
  }
  log_get(t->log, n, &next);
  buffer_printf(&t->words, "the loop takes %s, number %u of %u ready tasks",
                log_label(t->log, next.event.task), e->u.choice.took + 1,
                e->u.choice.n);
}

static void say_call(struct telling *t) {
  const struct bt_trace_event *e = &t->entry.event;
  const char *what = e->u.call.what ? e->u.call.what : "user";
  const char *label = log_label(t->log, e->u.call.for_task);

  if (is(what, "timeout"))
    buffer_printf(&t->words, "%s's timer goes off", label);
  else
    buffer_printf(&t->words, "the loop runs %s's %s callback", label, what);
}

static void say_ready(struct telling *t) {
  struct world_task task;

  buffer_puts(&t->words, " is ready: ");
  if (world_task(t->world, t->entry.event.task, &task))
    words_woken(&t->words, t->world, &task);
}

static void say_resumes(struct telling *t) {
  struct world_task task;
  bool first = world_task(t->world, t->entry.event.task, &task) &&
               is(task.woken_why, "spawn");

  buffer_puts(&t->words, first ? " starts" : " resumes");
}

/* ---- All of them ------------------------------------------------------ */

/* What can be said once the world stands behind the event. */
static int say_after(struct telling *t, struct story *story, uint64_t n) {
  const struct bt_trace_event *e = &t->entry.event;

  switch (e->ev) {
  case BT_EV_READY:
    say_ready(t);
    break;
  case BT_EV_RUN:
    say_resumes(t);
    break;
  case BT_EV_CALL:
    say_call(t);
    return story_call(story, e);
  case BT_EV_CHOICE:
    say_choice(t, n);
    break;
  case BT_EV_PARK:
    return story_park(story, e);
  case BT_EV_END:
    story_end(story, e);
    break;
  case BT_EV_EXIT:
    buffer_puts(&t->words, "the program is over");
    break;
  default:
    break;
  }
  return 0;
}

/* Whether the story of a step says it well enough. */
static bool is_story(const struct bt_trace_event *e) {
  return e->ev != BT_EV_READY && e->ev != BT_EV_CALL && e->ev != BT_EV_CHOICE &&
         (e->ev != BT_EV_SPAWN || e->task);
}

static int say(struct telling *t, uint64_t n) {
  const struct bt_trace_event *e = &t->entry.event;
  struct story story = {
      .out = &t->words, .world = t->world, .task = e->task, .loop = !e->task};
  int rc;

  if (is_story(e))
    story_event(&story, &t->entry);
  story_flush(&story);
  if (e->ev == BT_EV_SPAWN && !e->task)
    buffer_printf(&t->words, "the loop makes task %s",
                  log_label(t->log, e->u.spawn.id));
  if (e->ev == BT_EV_OBJECT && !t->words.n)
    say_waiters(t);
  rc = world_go(t->world, n);
  if (rc == 0)
    rc = say_after(t, &story, n);
  if (rc == 0)
    rc = story.printed.error;
  buffer_fini(&story.printed);
  return rc;
}

/* The place is where the task is afterwards. */
static void say_head(struct buffer *line, const struct telling *t, uint64_t n) {
  uint64_t step = log_step_of(t->log, n - 1), first, end;
  struct world_task task;

  log_step(t->log, step, &first, &end);
  buffer_printf(line, "step %" PRIu64 ", event %" PRIu64 " of %" PRIu64 ": ",
                step, n - first, end - first);
  if (!world_task(t->world, t->entry.event.task, &task))
    return;
  buffer_printf(line, "task %s", task.label);
  if (task.at)
    buffer_printf(line, " (%s)", task.at);
}

int text_event(struct buffer *out, struct world *world, uint64_t n) {
  struct telling t = {.world = world, .log = world_log(world)};
  struct buffer line = {0};
  int rc;

  if (n == 0 || n > log_size(t.log))
    return UV_EINVAL;
  rc = world_go(world, n - 1);
  if (rc < 0)
    return rc;
  log_get(t.log, n - 1, &t.entry);
  rc = say(&t, n);
  say_head(&line, &t, n);
  buffer_puts(&line, buffer_text(&t.words));
  if (rc == 0)
    rc = t.words.error;
  buffer_fini(&t.words);
  line_add(out, &line);
  return rc < 0 ? rc : out->error;
}

/* SPDX-License-Identifier: MIT-0 */
#include "story.h"

#include <string.h>

#include "../world/waits.h"

enum { MOST_PRINTED = 60 };

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

void story_next(struct story *s) {
  if (!s->begun)
    buffer_puts(s->out, s->loop ? "" : " ");
  else
    buffer_puts(s->out, ", ");
  s->begun = true;
}

/* ---- What is collected ------------------------------------------------ */

static void say_names(struct story *s) {
  size_t shown = s->n > STORY_NAMES ? STORY_NAMES : s->n;

  for (size_t i = 0; i < shown; i++) {
    if (i > 0)
      buffer_puts(s->out, i + 1 == s->n ? " and " : ", ");
    buffer_puts(s->out, log_label(world_log(s->world), s->names[i]));
  }
  if (s->n > shown)
    buffer_printf(s->out, " and %zu more", s->n - shown);
}

static void say_call(struct story *s) {
  buffer_printf(s->out, "%s's %s callback runs",
                log_label(world_log(s->world), s->names[0]), s->detail);
  if (s->n > 1)
    buffer_printf(s->out, " (%zu times)", s->n);
}

static void say_changed(struct story *s) {
  buffer_printf(s->out, "%s ", s->detail);
  waits_thing(s->out, s->kind, s->name);
  if (s->n > 1)
    buffer_printf(s->out, " %zu times", s->n);
  buffer_puts(s->out, s->count);
}

static void say_printed(struct story *s) {
  buffer_puts(s->out, "printed ");
  buffer_quote(s->out, buffer_text(&s->printed), s->printed.n, MOST_PRINTED);
  if (s->printed.error)
    s->out->error = s->printed.error; /* which the next line forgets */
  buffer_clear(&s->printed);
}

void story_flush(struct story *s) {
  enum story_part part = s->part;

  s->part = STORY_NONE;
  if (part == STORY_NONE)
    return;
  story_next(s);
  if (part == STORY_CALLED) {
    say_call(s);
  } else if (part == STORY_PRINTED) {
    say_printed(s);
  } else if (part == STORY_CHANGED) {
    say_changed(s);
  } else {
    buffer_puts(s->out, part == STORY_SPAWNED     ? "spawned "
                        : part == STORY_WOKE      ? "woke "
                        : part == STORY_CANCELLED ? "cancelled "
                                                  : "");
    say_names(s);
  }
  if (part == STORY_READY)
    buffer_puts(s->out, s->n == 1 ? " is ready" : " are ready");
  if (part == STORY_STRUCK)
    buffer_puts(s->out, s->n == 1 ? " is cancelled" : " are cancelled");
  if ((part == STORY_STRUCK || part == STORY_CANCELLED) && s->detail &&
      !is(s->detail, "call"))
    buffer_printf(s->out, " (%s)", s->detail);
  s->n = 0;
}

/* Makes part what is collected; flushes anything else. */
static void collect(struct story *s, enum story_part part, const char *detail) {
  bool same = s->part == part &&
              (detail == s->detail || (detail && is(s->detail, detail)));

  if (!same)
    story_flush(s);
  s->part = part;
  s->detail = detail;
}

static void collect_task(struct story *s, enum story_part part,
                         const char *detail, uint32_t task) {
  collect(s, part, detail);
  if (s->n < STORY_NAMES)
    s->names[s->n] = task;
  s->n++;
}

/* ---- Single events ---------------------------------------------------- */

static void tell_ready(struct story *s, const struct bt_trace_event *e) {
  if (is(e->u.ready.why, "spawn") || is(e->u.ready.why, "yield") ||
      is(e->u.ready.why, "cancel"))
    return; /* said by what led to it */
  collect_task(s, s->loop ? STORY_READY : STORY_WOKE, NULL, e->task);
}

static void tell_spawn(struct story *s, const struct bt_trace_event *e) {
  if (s->loop)
    collect_task(s, STORY_READY, NULL, e->u.spawn.id);
  else
    collect_task(s, STORY_SPAWNED, NULL, e->u.spawn.id);
}

static void tell_call(struct story *s, const struct bt_trace_event *e) {
  const char *what = e->u.call.what ? e->u.call.what : "user";

  if (is(what, "timeout"))
    return; /* whom it wakes or cancels is said next */
  if (s->part == STORY_CALLED && s->names[0] != e->u.call.for_task)
    story_flush(s);
  collect_task(s, STORY_CALLED, what, e->u.call.for_task);
}

static void tell_cancel(struct story *s, const struct bt_trace_event *e) {
  enum story_part part = s->loop ? STORY_STRUCK : STORY_CANCELLED;
  /* What is cancelled because somebody awaits it joins the same list. */
  bool joins = s->part == part && is(e->u.cancel.via, "await");

  collect_task(s, part, joins ? s->detail : e->u.cancel.via,
               e->u.cancel.target);
}

static void tell_scope(struct story *s, const struct bt_trace_event *e) {
  bool closes = is(e->u.scope.what, "close");
  struct world_scope old;
  bool known = world_scope(s->world, e->u.scope.id, &old);

  story_flush(s);
  story_next(s);
  buffer_puts(s->out, closes  ? "left "
                      : known ? "moved the deadline of "
                              : "opened ");
  waits_thing(s->out, e->u.scope.kind ? e->u.scope.kind : "scope",
              e->u.scope.name ? e->u.scope.name : "");
  if (closes || e->u.scope.until == BT_NEVER)
    return;
  buffer_puts(s->out, known ? " to " : " until ");
  buffer_ms(s->out, e->u.scope.until);
  buffer_puts(s->out, " ms");
}

static void tell_time(struct story *s, const struct bt_trace_event *e) {
  story_flush(s);
  story_next(s);
  buffer_puts(s->out, "the clock jumps to ");
  buffer_ms(s->out, e->u.time.to);
  buffer_puts(s->out, " ms");
}

static void tell_warn(struct story *s, const struct bt_trace_event *e) {
  const char *text = e->u.warn.text ? e->u.warn.text : "";

  story_flush(s);
  story_next(s);
  buffer_puts(s->out, "warning: ");
  buffer_add(s->out, text, strcspn(text, "\n"));
}

/* An option other than the first was taken. */
static void tell_choice(struct story *s, const struct bt_trace_event *e) {
  if (e->u.choice.took == 0)
    return;
  story_flush(s);
  story_next(s);
  buffer_printf(s->out, "was chosen as %u of %u", e->u.choice.took + 1,
                e->u.choice.n);
}

static void tell_tie(struct story *s, const struct bt_trace_event *e) {
  if (e->u.choice.took == 0)
    return;
  story_flush(s);
  story_next(s);
  buffer_printf(s->out, "%s %u of %u is taken",
                is(e->u.choice.why, "fault") ? "fault" : "timer",
                e->u.choice.took + 1, e->u.choice.n);
}

static void tell_uncancel(struct story *s, const struct bt_trace_event *e) {
  story_flush(s);
  story_next(s);
  buffer_printf(s->out, "took a cancel request back (%u left)",
                e->u.uncancel.left);
}

static void tell_input(struct story *s, const struct bt_trace_event *e) {
  const char *text = e->u.input.text ? e->u.input.text : "";

  story_flush(s);
  story_next(s);
  buffer_puts(s->out, "typed: ");
  buffer_quote(s->out, text, strlen(text), MOST_PRINTED);
}

void story_event(struct story *s, const struct log_entry *entry) {
  const struct bt_trace_event *e = &entry->event;

  switch (e->ev) {
  case BT_EV_SPAWN:
    tell_spawn(s, e);
    break;
  case BT_EV_READY:
    tell_ready(s, e);
    break;
  case BT_EV_CHOICE:
    if (is(e->u.choice.why, "task"))
      tell_choice(s, e);
    else
      tell_tie(s, e);
    break;
  case BT_EV_CALL:
    tell_call(s, e);
    break;
  case BT_EV_CANCEL:
    tell_cancel(s, e);
    break;
  case BT_EV_UNCANCEL:
    tell_uncancel(s, e);
    break;
  case BT_EV_OBJECT:
    story_object(s, entry);
    break;
  case BT_EV_SCOPE:
    tell_scope(s, e);
    break;
  case BT_EV_TIME:
    tell_time(s, e);
    break;
  case BT_EV_OUT:
    collect(s, STORY_PRINTED, NULL);
    buffer_add(&s->printed, e->u.out.data, e->u.out.n);
    break;
  case BT_EV_INPUT:
    tell_input(s, e);
    break;
  case BT_EV_WARN:
    tell_warn(s, e);
    break;
  case BT_EV_RUN:
  case BT_EV_PARK:
  case BT_EV_END:
  case BT_EV_EXIT:
    break; /* told by who tells the step */
  }
}

/* ---- How a turn ends -------------------------------------------------- */

/* A closed chain of waits is named by who closes it. */
static int say_cycle(struct story *s, uint32_t task) {
  struct waits waits;
  int rc = waits_find(&waits, s->world, task);

  if (rc < 0)
    return rc;
  if (waits.n_cycles) {
    story_flush(s);
    buffer_puts(s->out, "; that closes a cycle: ");
    waits_print_cycle(s->out, s->world, &waits, 0);
  }
  waits_fini(&waits);
  return 0;
}

int story_park(struct story *s, const struct bt_trace_event *e) {
  story_flush(s);
  story_next(s);
  if (is(e->u.park.on, "turn")) {
    buffer_puts(s->out, "yielded to the end of the ready queue");
  } else if (is(e->u.park.on, "timer")) {
    waits_reason(s->out, s->world, s->task);
  } else {
    buffer_puts(s->out, e->u.park.tasks.n || is(e->u.park.on, "select")
                            ? "waits for "
                            : "blocked on ");
    waits_reason(s->out, s->world, s->task);
    waits_until(s->out, s->world, s->task);
    return say_cycle(s, s->task);
  }
  return 0;
}

/* Who waits for all of several tasks is stuck as soon as one of them is; who
 * waits for one of them, when the last that could go on has ended. */
int story_call(struct story *s, const struct bt_trace_event *e) {
  struct world_task task;
  struct waits_list list;

  if (!world_task(s->world, e->u.call.for_task, &task) ||
      task.state != WORLD_PARKED || task.others.n == 0)
    return 0;
  list = waits_list(s->world, &task);
  if (list.over || !(list.first || list.first_error))
    return 0;
  return say_cycle(s, task.id);
}

void story_end(struct story *s, const struct bt_trace_event *e) {
  story_flush(s);
  story_next(s);
  if (is(e->u.end.how, "ok"))
    buffer_puts(s->out, "ended ok");
  else if (is(e->u.end.how, "cancelled"))
    buffer_puts(s->out, "ended cancelled");
  else
    buffer_puts(s->out, "ended with an error");
  if (e->u.end.error)
    buffer_printf(s->out, ": %s", e->u.end.error);
  else if (e->u.end.value)
    buffer_printf(s->out, ": %s", e->u.end.value);
}

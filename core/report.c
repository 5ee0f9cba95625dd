/* SPDX-License-Identifier: MIT-0 */
/* What Baton says to the programmer: warnings, misuse, leaks, deadlocks. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Saying ----------------------------------------------------------- */

void bt_tell(struct bt_loop *loop, const char *rule, const char *text) {
  if (loop && loop->options.report)
    loop->options.report(loop->options.data, rule, text);
  else
    fprintf(stderr, "baton: %s\n", text);
}

void bt_report(struct bt_loop *loop, const char *rule, const char *text) {
  struct bt_trace_event e = {.ev = BT_EV_WARN};

  if (bt_traced(loop)) {
    e.at = loop->running ? bt_locate(loop, loop->running) : NULL;
    e.u.warn.rule = rule;
    e.u.warn.text = text;
    bt_emit(loop, bt_acting(loop), &e);
  }
  bt_tell(loop, rule, text);
}

void bt_warn(const char *rule, const char *format, ...) {
  char text[1024];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (bt_loop_here)
    bt_report(bt_loop_here, rule, text);
  else
    bt_tell(NULL, rule, text);
}

void bt_misuse(const char *rule, const char *format, ...) {
  struct bt_task *t = bt_self();
  const char *at = t ? bt_locate(t->loop, t) : NULL;
  va_list args;

  fprintf(stderr, "baton: %s%s", at ? at : "", at ? ": " : "");
  if (t)
    fprintf(stderr, "task %s: ", t->name);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fprintf(stderr, " [%s]\n", rule);
  abort();
}

const char *bt_error_name(int code) {
  static const struct {
    int code;
    const char *name;
  } names[] = {
      {BT_EDEADLOCK, "EDEADLOCK"},
      {BT_ELIMIT, "ELIMIT"},
      {BT_ESCHEDULE, "ESCHEDULE"},
      {UV_ECANCELED, "ECANCELED"},
      {UV_ETIMEDOUT, "ETIMEDOUT"},
      {UV_ENOMEM, "ENOMEM"},
      {UV_EINVAL, "EINVAL"},
      {UV_EAGAIN, "EAGAIN"},
      {UV_EBUSY, "EBUSY"},
      {UV_EIO, "EIO"},
      {UV_ENOENT, "ENOENT"},
      {UV_EPIPE, "EPIPE"},
      {UV_EOF, "EOF"},
      {UV_ECONNREFUSED, "ECONNREFUSED"},
      {UV_ECONNRESET, "ECONNRESET"},
      {UV_EACCES, "EACCES"},
      {UV_EPERM, "EPERM"},
      {UV_EEXIST, "EEXIST"},
      {UV_ENOSPC, "ENOSPC"},
      {UV_ENOSYS, "ENOSYS"},
      {UV_ENOTSUP, "ENOTSUP"},
      {UV_ERANGE, "ERANGE"},
      {UV_EINTR, "EINTR"},
      {UV_EBADF, "EBADF"},
      {UV_E2BIG, "E2BIG"},
  };

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].code == code)
      return names[i].name;
  return "unknown error";
}

/* ---- Errors nobody saw, handles nobody gave back ---------------------- */

void bt_report_unseen(struct bt_task *t) {
  char text[1024];

  if (t->retrieved || t->result >= 0 || t->result == UV_ECANCELED ||
      t == t->loop->main)
    return;
  t->retrieved = true;
  snprintf(text, sizeof text,
           "task %s failed and nobody retrieved its error: %s", t->name,
           t->message ? t->message->s : bt_error_name(t->result));
  bt_report(t->loop, "unretrieved", text);
}

void bt_report_handles(struct bt_loop *loop) {
  char text[512];
  size_t n = 0;

  for (struct bt_task *t = loop->first; t; t = t->next) {
    bt_report_unseen(t);
    n++;
  }
  if (n == 0)
    return;
  snprintf(text, sizeof text,
           "%zu handle%s never awaited or dropped; the first is of task %s", n,
           n == 1 ? " was" : "s were", loop->first->name);
  bt_report(loop, "leak", text);
}

/* ---- Deadlock --------------------------------------------------------- */

struct report {
  char text[8192];
  size_t n;
};

static void add(struct report *r, const char *format, ...) BT_PRINTF(2, 3);

static void add(struct report *r, const char *format, ...) {
  va_list args;
  int n;

  va_start(args, format);
  n = vsnprintf(r->text + r->n, sizeof r->text - r->n, format, args);
  va_end(args);
  if (n > 0)
    r->n += (size_t)n;
  if (r->n >= sizeof r->text)
    r->n = sizeof r->text - 1;
}

/* A task that has not been freed. */
static const struct bt_task *task_of(uint32_t id) {
  const struct bt_task *t = bt_loop_here->first;

  while (t && t->id != id)
    t = t->next;
  return t;
}

/* Whom t waits for, where that is one task: the awaited one, the holder. */
static const struct bt_task *blocker(const struct bt_task *t) {
  const struct bt_waiter *w = t->waiter;

  if (!w)
    return NULL;
  if (w->other)
    return w->other;
  return w->object ? task_of(bt_object_holder(w->object)) : NULL;
}

static void add_holder(struct report *r, uint32_t id) {
  const struct bt_task *by = task_of(id);

  if (by)
    add(r, ", held by %s", by->name);
  else
    add(r, ", held by task %u", id);
  if (!by || by->state == BT_ENDED)
    add(r, ", which has ended");
}

static void add_wait(struct report *r, const struct bt_task *t) {
  char on[512] = "something that never comes";
  uint32_t id;

  if (t->waiter)
    bt_waiter_on(t->waiter, on, sizeof on, &id);
  add(r, "\n  task %s waits for %s", t->name, on);
  if (!t->waiter || t->waiter->other || !t->waiter->object)
    return;
  id = bt_object_holder(t->waiter->object);
  if (id)
    add_holder(r, id);
}

/* A task on a cycle that can be reached from t, or NULL. */
static const struct bt_task *cycle_from(const struct bt_task *t) {
  const struct bt_task *slow = t;

  for (unsigned i = 1; (t = blocker(t)) != NULL; i++) {
    if (t == slow)
      return t;
    if (i % 2 == 0)
      slow = blocker(slow);
  }
  return NULL;
}

static void add_cycle(struct report *r, const struct bt_task *start) {
  const struct bt_task *t = start;
  char on[512];
  uint32_t id;

  add(r, "\n  cycle: %s", t->name);
  do {
    if (!t->waiter->other) {
      bt_waiter_on(t->waiter, on, sizeof on, &id);
      add(r, " -> %s", on);
    }
    t = blocker(t);
    add(r, " -> %s", t->name);
  } while (t != start);
}

void bt_loop_report_deadlock(struct bt_loop *loop) {
  const struct bt_task *cycle = NULL;
  struct report r = {.n = 0};

  add(&r, "deadlock: no task can run and nothing can wake one");
  for (struct bt_task *t = bt_loop_next_task(loop, NULL); t;
       t = bt_loop_next_task(loop, t)) {
    add_wait(&r, t);
    if (!cycle)
      cycle = cycle_from(t);
  }
  if (cycle)
    add_cycle(&r, cycle);
  bt_report(loop, "deadlock", r.text);
}

/* SPDX-License-Identifier: MIT-0 */
/* Scopes: stretches of one task that nest, such as groups and timeouts; which
 * cancellations reach through them. */
#include "internal.h"

#include <stdio.h>

const char *bt_scope_name(const struct bt_scope *s, char *buf, size_t size) {
  if (s->name)
    snprintf(buf, size, "%s", s->name);
  else
    snprintf(buf, size, "%s-%u", s->kind, s->number);
  return buf;
}

static void trace_scope(struct bt_loop *loop, const struct bt_scope *s,
                        const char *what, uint64_t until) {
  struct bt_trace_event e = {.ev = BT_EV_SCOPE};
  char name[256];

  e.u.scope.id = s->id;
  e.u.scope.kind = s->kind;
  e.u.scope.name = bt_scope_name(s, name, sizeof name);
  e.u.scope.what = what;
  e.u.scope.until = until;
  bt_emit(loop, s->task->id, &e);
}

/* ---- Opening and closing ---------------------------------------------- */

void bt_scope_open(struct bt_scope *s, const char *kind, const char *name,
                   uint64_t until) {
  struct bt_task *t = bt_self();

  if (!t)
    bt_misuse("scope", "a %s is opened outside a task", kind);
  *s = (struct bt_scope){.kind = kind, .name = name};
  s->id = ++t->loop->object_ids;
  s->number = name ? 0 : bt_number_of(t->loop, kind);
  s->task = t;
  s->outer = t->scope;
  t->scope = s;
  if (bt_traced(t->loop))
    trace_scope(t->loop, s, "open", until);
}

void bt_scope_moved(struct bt_scope *s, uint64_t until) {
  if (bt_traced(s->task->loop))
    trace_scope(s->task->loop, s, "open", until);
}

/* What the task has to answer for waits at the shield until that is left. */
static void enter_shield(struct bt_task *t, struct bt_scope *shield) {
  shield->cancels += t->cancels;
  shield->held |= t->must_cancel;
  t->cancels = 0;
  t->must_cancel = false;
}

static void leave_shield(struct bt_task *t, struct bt_scope *shield) {
  t->cancels += shield->cancels;
  t->must_cancel |= shield->held;
  shield->cancels = 0;
  shield->held = false;
}

void bt_scope_open_shield(struct bt_scope *s, const char *kind,
                          const char *name, uint64_t until) {
  bt_scope_open(s, kind, name, until);
  s->shield = true;
  enter_shield(s->task, s);
  s->task->pressed = false;
}

static void check_innermost(const struct bt_scope *s, const struct bt_task *t) {
  const char *name = s->name ? s->name : s->kind;

  if (!s->task)
    bt_misuse("scope", "a scope is closed that is not open");
  if (s->task != t)
    bt_misuse("scope", "%s \"%s\" is closed by another task than opened it",
              s->kind, name);
  if (!t->scope)
    bt_misuse("scope",
              "%s \"%s\" is closed in another function than opened "
              "it: a stream's and its reader's are apart",
              s->kind, name);
  if (t->scope != s)
    bt_misuse("scope",
              "%s \"%s\" is closed while the %s opened after it is "
              "still open; scopes close in reverse order",
              s->kind, name, t->scope->kind);
}

void bt_scope_close(struct bt_scope *s) {
  struct bt_task *t = bt_self();

  check_innermost(s, t);
  if (bt_traced(t->loop))
    trace_scope(t->loop, s, "close", BT_NEVER);
  t->scope = s->outer;
  s->task = NULL;
  if (BT_UNLIKELY(s->shield || s->pressed)) {
    leave_shield(t, s);
    bt_scopes_changed(t);
  }
}

/* Within a coroutine the scopes of who resumed it lie outside of its own. */
struct bt_scope *bt_scope_next(const struct bt_task *t,
                               const struct bt_scope *scope) {
  struct bt_scope *next = scope ? scope->outer : t->scope;

  if (next || !t->coroutine)
    return next;
  return bt_coroutine_scopes(t, scope);
}

/* ---- Shields ---------------------------------------------------------- */

struct bt_scope *bt_shield_inside(const struct bt_task *t,
                                  const struct bt_scope *scope) {
  struct bt_scope *shield = NULL;
  struct bt_scope *s = bt_scope_next(t, NULL);

  for (; s && s != scope; s = bt_scope_next(t, s))
    if (s->shield)
      shield = s;
  return shield;
}

void bt_scopes_enter(struct bt_task *t, struct bt_scope *chain) {
  struct bt_scope *shield = NULL;

  for (; chain; chain = chain->outer) {
    chain->task = t;
    if (chain->shield)
      shield = chain; /* the outermost, in the end */
  }
  if (shield)
    enter_shield(t, shield);
}

void bt_scopes_leave(struct bt_task *t, struct bt_scope *chain) {
  for (; chain; chain = chain->outer)
    leave_shield(t, chain);
}

/* ---- Pressing --------------------------------------------------------- */

void bt_scopes_changed(struct bt_task *t) {
  struct bt_scope *s = bt_scope_next(t, NULL);

  while (s && !s->pressed && !s->shield)
    s = bt_scope_next(t, s);
  t->pressed = s && s->pressed;
}

void bt_scope_press(struct bt_scope *s, const char *via) {
  struct bt_task *t = s->task;
  bool before;

  if (!t || s->pressed)
    return;
  before = t->pressed;
  s->pressed = true;
  bt_scopes_changed(t);
  if (t->pressed && !before)
    bt_press_now(t, s, via);
}

bool bt_pressed(const struct bt_task *t) { return t->pressed; }

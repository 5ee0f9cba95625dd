/* SPDX-License-Identifier: MIT-0 */
/* Scopes: stretches of one task that nest, such as groups and timeouts. */
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

void bt_scope_open(struct bt_scope *s, const char *kind, const char *name,
                   uint64_t until) {
  struct bt_task *t = bt_self();

  if (!t)
    bt_misuse("scope", "a %s is opened outside a task", kind);
  s->kind = kind;
  s->name = name;
  s->id = ++t->loop->object_ids;
  s->number = name ? 0 : bt_number_of(t->loop, kind);
  s->task = t;
  s->outer = t->scope;
  t->scope = s;
  if (BT_UNLIKELY(t->loop->traced))
    trace_scope(t->loop, s, "open", until);
}

void bt_scope_moved(struct bt_scope *s, uint64_t until) {
  if (BT_UNLIKELY(s->task->loop->traced))
    trace_scope(s->task->loop, s, "open", until);
}

void bt_scope_close(struct bt_scope *s) {
  struct bt_task *t = bt_self();

  if (!s->task)
    bt_misuse("scope", "a scope is closed that is not open");
  if (s->task != t)
    bt_misuse("scope", "%s \"%s\" is closed by another task than opened it",
              s->kind, s->name ? s->name : s->kind);
  if (t->scope != s)
    bt_misuse("scope", "%s \"%s\" is closed while the %s opened after it is "
                       "still open; scopes close in reverse order",
              s->kind, s->name ? s->name : s->kind, t->scope->kind);
  if (BT_UNLIKELY(t->loop->traced))
    trace_scope(t->loop, s, "close", BT_NEVER);
  t->scope = s->outer;
  s->task = NULL;
}

/* Within a coroutine the scopes of who resumed it lie outside of its own. */
struct bt_scope *bt_scope_next(const struct bt_task *t,
                               const struct bt_scope *scope) {
  struct bt_scope *next = scope ? scope->outer : t->scope;

  if (next || !t->coroutine)
    return next;
  return bt_coroutine_scopes(t, scope);
}

/* SPDX-License-Identifier: MIT-0 */
/* Coroutines: a second stack within a task. Where its function parks, the
 * whole task is suspended there; where it suspends, the task goes on on the
 * stack that resumed it. */
#include "internal.h"

#include <stdio.h>

struct bt_coroutine {
  struct bt_stack stack; /* at the top of its own stack, as a task's */
  struct bt_context context;
  struct bt_context *resumer;
  struct bt_coroutine *outer; /* what ran in the task when it was resumed */
  struct bt_coroutine *next, *prev;
  struct bt_task *task;   /* who resumed it; NULL while suspended */
  struct bt_scope whole;  /* from fn's first line to its last */
  struct bt_scope *scope; /* while suspended, the innermost that is open here;
                             while it runs, the resumer's */
  struct bt_task *owner;  /* while suspended inside scopes of fn's: a handle on
                             the task whose they are */
  const char *name;
  struct bt_loop *loop;
  void (*fn)(void *arg);
  void *arg;
  bool ended;
  bool cut; /* closed before its end, but kept */
};

_Static_assert(sizeof(struct bt_coroutine) <= BT_STACK_HEAD,
               "a stack's head has room for a coroutine");

const struct bt_stack *bt_current_stack(const struct bt_task *t) {
  return t->coroutine ? &t->coroutine->stack : &t->stack;
}

/* ---- Open ------------------------------------------------------------- */

static size_t stack_bytes(const struct bt_coroutine *co) {
  return (size_t)((const char *)co - co->stack.low);
}

static void check_scopes(const struct bt_coroutine *co) {
  const struct bt_scope *s = co->task->scope;

  if (s != &co->whole)
    bt_misuse("scope",
              "a stream's function ended inside its %s \"%s\"; close "
              "it on every way out",
              s->kind, s->name ? s->name : s->kind);
}

static void coroutine_main(void) {
  struct bt_coroutine *co;

  bt_context_enter();
  co = bt_loop_here->running->coroutine;
  bt_scope_open(&co->whole, "stream", co->name, BT_NEVER);
  co->fn(co->arg);
  check_scopes(co);
  bt_scope_close(&co->whole);
  co->ended = true;
  bt_coroutine_suspend(co);
}

static void link_coroutine(struct bt_loop *loop, struct bt_coroutine *co) {
  co->next = loop->coroutines;
  if (co->next)
    co->next->prev = co;
  loop->coroutines = co;
}

struct bt_coroutine *bt_coroutine_open(const char *name, void (*fn)(void *arg),
                                       void *arg, size_t stack_size) {
  struct bt_loop *loop = bt_loop_here;
  struct bt_coroutine *co;
  struct bt_stack stack;

  if (!loop)
    bt_misuse("stream", "a stream is read outside bt_run");
  co = (struct bt_coroutine *)bt_take_stack(loop, stack_size);
  if (!co)
    return NULL;
  stack = co->stack;
  *co = (struct bt_coroutine){.name = name, .loop = loop, .fn = fn, .arg = arg};
  co->stack = stack;
  bt_context_make(&co->context, co->stack.low, stack_bytes(co), coroutine_main);
  link_coroutine(loop, co);
  return co;
}

/* ---- Resume and suspend ----------------------------------------------- */

/* Whether fn has a timeout, a group or the like open. */
static bool has_scopes(const struct bt_coroutine *co) {
  return co->scope && co->scope != &co->whole;
}

/* The scopes that fn has open are its own: the task does not see them while
 * the coroutine is suspended, nor it those opened meanwhile. */
static void enter(struct bt_coroutine *co, struct bt_task *t) {
  struct bt_scope *own = co->scope;

  co->task = t;
  co->outer = t->coroutine;
  t->coroutine = co;
  co->scope = t->scope;
  t->scope = own;
  bt_scopes_enter(t, own);
  bt_scopes_changed(t);
  bt_drop(co->owner);
  co->owner = NULL;
}

/* A timeout of fn's may strike while nobody runs it: then the task must still
 * be there, if only as one that has ended. */
static void leave(struct bt_coroutine *co) {
  struct bt_task *t = co->task;
  struct bt_scope *own = t->scope;

  bt_scopes_leave(t, own);
  t->scope = co->scope;
  co->scope = own;
  t->coroutine = co->outer;
  co->task = NULL;
  co->owner = has_scopes(co) ? bt_ref(t) : NULL;
  bt_scopes_changed(t);
}

bool bt_coroutine_resume(struct bt_coroutine *co) {
  struct bt_task *t = bt_self();
  struct bt_context here;

  if (!t)
    bt_misuse("park", "a stream is read outside a task; callbacks of the loop "
                      "must not wait");
  if (co->task || co->ended)
    bt_misuse("AG-5", "a coroutine is resumed that %s",
              co->ended ? "has ended" : "is running");
  bt_context_init(&here);
  co->resumer = &here;
  enter(co, t);
  bt_context_switch(&here, &co->context);
  return !co->ended;
}

void bt_coroutine_suspend(struct bt_coroutine *co) {
  struct bt_task *t = bt_self();

  if (!t || t->coroutine != co)
    bt_misuse("AG-1", "a stream emits outside of its own function");
  if (BT_UNLIKELY(!bt_stack_intact(&co->stack)))
    bt_overflowed(t);
  leave(co);
  bt_context_switch(&co->context, co->resumer);
}

bool bt_coroutine_ended(const struct bt_coroutine *co) { return co->ended; }
bool bt_coroutine_running(const struct bt_coroutine *co) {
  return co->task != NULL;
}

/* ---- Close ------------------------------------------------------------ */

static void unlink_coroutine(struct bt_loop *loop, struct bt_coroutine *co) {
  if (co->prev)
    co->prev->next = co->next;
  else
    loop->coroutines = co->next;
  if (co->next)
    co->next->prev = co->prev;
}

static void free_coroutine(struct bt_coroutine *co) {
  struct bt_loop *loop = co->loop;

  unlink_coroutine(loop, co);
  bt_drop(co->owner);
  bt_context_free(&co->context, co->stack.low, stack_bytes(co));
  bt_give_stack(loop, &co->stack);
}

void bt_coroutine_close(struct bt_coroutine *co) {
  if (co->task || has_scopes(co))
    co->cut = true;
  else
    free_coroutine(co);
}

static void report(struct bt_loop *loop, size_t n) {
  char text[128];

  snprintf(text, sizeof text,
           "%zu stream%s left in the middle: the cleanup did not run; close "
           "streams on every way out",
           n, n == 1 ? " was" : "s were");
  bt_report(loop, "leak", text);
}

void bt_coroutines_fini(struct bt_loop *loop, bool finished) {
  size_t n = 0;

  while (loop->coroutines) {
    n += !loop->coroutines->cut;
    free_coroutine(loop->coroutines);
  }
  if (finished && n > 0)
    report(loop, n);
}

/* ---- The scopes of a task that runs in coroutines --------------------- */

static bool contains(const struct bt_scope *chain, const struct bt_scope *s) {
  while (chain && chain != s)
    chain = chain->outer;
  return chain != NULL;
}

struct bt_scope *bt_coroutine_scopes(const struct bt_task *t,
                                     const struct bt_scope *scope) {
  const struct bt_scope *chain = t->scope;
  bool found = !scope;

  for (struct bt_coroutine *co = t->coroutine; co; co = co->outer) {
    found |= contains(chain, scope);
    chain = co->scope;
    if (found && chain)
      return co->scope;
  }
  return NULL;
}

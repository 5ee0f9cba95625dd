/* SPDX-License-Identifier: MIT-0 */
/* Coroutines: a second stack within a task. Where its function parks, the
 * whole task is suspended there; where it suspends, the task goes on on the
 * stack that resumed it. */
#include "internal.h"

struct bt_coroutine {
  struct bt_stack stack; /* at the top of its own stack, as a task's */
  struct bt_context context;
  struct bt_context resumer;
  struct bt_coroutine *outer; /* what ran in the task when it was resumed */
  struct bt_coroutine *next, *prev;
  struct bt_task *task; /* who resumed it; NULL while suspended */
  struct bt_scope *scope; /* the innermost it opened itself */
  struct bt_loop *loop;
  void (*fn)(void *arg);
  void *arg;
  bool ended;
};

const struct bt_stack *bt_current_stack(const struct bt_task *t) {
  return t->coroutine ? &t->coroutine->stack : &t->stack;
}

static size_t stack_bytes(const struct bt_coroutine *co) {
  return (size_t)((const char *)co - co->stack.low);
}

static void coroutine_main(void) {
  struct bt_coroutine *co;

  bt_context_enter();
  co = bt_loop_here->running->coroutine;
  co->fn(co->arg);
  co->ended = true;
  bt_coroutine_suspend(co);
}

struct bt_coroutine *bt_coroutine_open(void (*fn)(void *arg), void *arg,
                                       size_t stack_size) {
  struct bt_loop *loop = bt_loop_here;
  struct bt_coroutine *co =
      (struct bt_coroutine *)bt_take_stack(loop, stack_size);
  struct bt_stack stack;

  if (!co)
    return NULL;
  stack = co->stack;
  *co = (struct bt_coroutine){.loop = loop, .fn = fn, .arg = arg};
  co->stack = stack;
  bt_context_make(&co->context, co->stack.low, stack_bytes(co),
                  coroutine_main);
  co->next = loop->coroutines;
  if (co->next)
    co->next->prev = co;
  loop->coroutines = co;
  return co;
}

/* The scopes that fn has open are its own: the task does not see them while
 * the coroutine is suspended, nor it those opened meanwhile. */
static void enter(struct bt_coroutine *co, struct bt_task *t) {
  struct bt_scope *outer = t->scope;

  co->task = t;
  co->outer = t->coroutine;
  t->coroutine = co;
  t->scope = co->scope;
  co->scope = outer;
}

static void leave(struct bt_coroutine *co) {
  struct bt_task *t = co->task;
  struct bt_scope *own = t->scope;

  t->scope = co->scope;
  co->scope = own;
  t->coroutine = co->outer;
  co->task = NULL;
}

bool bt_coroutine_resume(struct bt_coroutine *co) {
  struct bt_task *t = bt_self();

  if (!t || co->task || co->ended)
    bt_misuse("AG-5", "a coroutine is resumed that %s",
              co->ended ? "has ended" : "runs, or outside a task");
  bt_context_init(&co->resumer);
  enter(co, t);
  bt_context_switch(&co->resumer, &co->context);
  return !co->ended;
}

void bt_coroutine_suspend(struct bt_coroutine *co) {
  leave(co);
  bt_context_switch(&co->context, &co->resumer);
}

bool bt_coroutine_ended(const struct bt_coroutine *co) { return co->ended; }
bool bt_coroutine_running(const struct bt_coroutine *co) {
  return co->task != NULL;
}

void bt_coroutine_close(struct bt_coroutine *co) {
  struct bt_loop *loop = co->loop;

  if (co->prev)
    co->prev->next = co->next;
  else
    loop->coroutines = co->next;
  if (co->next)
    co->next->prev = co->prev;
  bt_context_free(&co->context, co->stack.low, stack_bytes(co));
  bt_give_stack(loop, &co->stack);
}

void bt_coroutines_fini(struct bt_loop *loop) {
  while (loop->coroutines)
    bt_coroutine_close(loop->coroutines);
}

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

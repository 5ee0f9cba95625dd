/* SPDX-License-Identifier: MIT-0 */
/* Tasks from bt_spawn to the last bt_drop. */
#include "turn.h"

#include <string.h>

static void task_main(void);

/* ---- Making and freeing ----------------------------------------------- */

static void link_task(struct bt_loop *loop, struct bt_task *t) {
  t->prev = loop->last;
  t->next = NULL;
  if (loop->last)
    loop->last->next = t;
  else
    loop->first = t;
  loop->last = t;
}

static void unlink_task(struct bt_loop *loop, struct bt_task *t) {
  if (t->prev)
    t->prev->next = t->next;
  else
    loop->first = t->next;
  if (t->next)
    t->next->prev = t->prev;
  else
    loop->last = t->prev;
}

/* The longest start of name that fits and does not split a character. */
static size_t name_length(const char *name) {
  size_t n = strlen(name);

  if (n <= BT_NAME_MAX)
    return n;
  for (n = BT_NAME_MAX; n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80;)
    n--;
  return n;
}

struct bt_stack *bt_take_stack(struct bt_loop *loop, size_t bytes) {
  int sort = bytes <= bt_stack_usable(BT_STACK_SMALL) ? BT_STACK_SMALL
                                                      : BT_STACK_LARGE;
  ptrdiff_t cost = (ptrdiff_t)bt_stack_cost(sort);
  struct bt_stack *stack;

  if (bytes > bt_stack_usable(sort) || !bt_account(loop, cost))
    return NULL;
  stack = bt_stack_take(loop->stacks, sort, BT_STACK_HEAD);
  if (!stack)
    bt_account(loop, -cost);
  return stack;
}

void bt_give_stack(struct bt_loop *loop, struct bt_stack *stack) {
  bt_account(loop, -(ptrdiff_t)bt_stack_cost(stack->sort));
  bt_stack_give(loop->stacks, stack);
}

static void inherit(struct bt_task *t, struct bt_task *parent) {
  t->locals = parent ? parent->locals : NULL;
  if (t->locals)
    t->locals->refs++;
}

struct bt_task *bt_task_new(struct bt_loop *loop,
                            const struct bt_spawn_options *options, bt_fn *fn,
                            void *arg) {
  struct bt_task *t =
      (struct bt_task *)bt_take_stack(loop, options->stack_size);
  size_t n = name_length(options->name);
  const size_t kept = sizeof t->stack;

  if (!t)
    return NULL;
  memset((char *)t + kept, 0, offsetof(struct bt_task, name) - kept);
  memcpy(t->name, options->name, n);
  t->name[n] = '\0';
  t->loop = loop;
  t->fn = fn;
  t->arg = arg;
  t->id = ++loop->task_ids;
  t->scope_id = options->scope ? options->scope->id : 0;
  t->lets_go = options->lets_go;
  t->refs = 2; /* the caller's handle and the loop's */
  t->step.task = t;
  bt_ring_init(&t->done);
  inherit(t, loop->running);
  bt_context_make(&t->context, t->stack.low, (size_t)((char *)t - t->stack.low),
                  task_main);
  link_task(loop, t);
  loop->n_live++;
  return t;
}

void bt_task_free(struct bt_task *t) {
  struct bt_loop *loop = t->loop;

  unlink_task(loop, t);
  bt_text_drop(t->message);
  bt_text_drop(t->cancel_message);
  bt_locals_drop(t->locals);
  bt_context_free(&t->context, t->stack.low,
                  (size_t)((char *)t - t->stack.low));
  bt_give_stack(loop, &t->stack);
}

static BT_COLD void trace_spawn(struct bt_loop *loop, struct bt_task *t) {
  struct bt_trace_event e = {.ev = BT_EV_SPAWN};

  e.at = loop->running ? bt_locate(loop, loop->running) : NULL;
  e.u.spawn.id = t->id;
  e.u.spawn.parent = bt_acting(loop);
  e.u.spawn.scope = t->scope_id;
  e.u.spawn.name = t->name;
  bt_emit(loop, bt_acting(loop), &e);
}

struct bt_task *bt_spawn_with(const struct bt_spawn_options *options, bt_fn *fn,
                              void *arg) {
  struct bt_loop *loop = bt_loop_here;
  struct bt_task *t;

  if (!loop)
    bt_misuse("spawn", "%s is spawned outside bt_run", options->name);
  t = bt_task_new(loop, options, fn, arg);
  if (!t)
    return NULL;
  if (BT_UNLIKELY(loop->options.diagnose))
    bt_diagnose_spawn(t, loop->running);
  if (bt_traced(loop))
    trace_spawn(loop, t);
  bt_make_ready(t, "spawn");
  return t;
}

struct bt_task *bt_spawn_named(const char *name, bt_fn *fn, void *arg) {
  struct bt_spawn_options options = {.name = name};

  return bt_spawn_with(&options, fn, arg);
}

void bt_trace_ready(struct bt_task *t, const char *why) {
  struct bt_trace_event e = {.ev = BT_EV_READY};

  e.u.ready.by = bt_acting(t->loop);
  e.u.ready.why = why;
  bt_emit(t->loop, t->id, &e);
}

/* ---- The end of a task ------------------------------------------------ */

static BT_COLD void trace_end(struct bt_loop *loop, struct bt_task *t) {
  struct bt_trace_event e = {.ev = BT_EV_END};

  e.u.end.how = t->result >= 0              ? "ok"
                : t->result == UV_ECANCELED ? "cancelled"
                                            : "error";
  if (t->result >= 0)
    e.u.end.value = t->end_value;
  else if (t->message)
    e.u.end.error = t->message->s;
  else if (t->result != UV_ECANCELED)
    e.u.end.error = bt_error_name(t->result);
  bt_emit(loop, t->id, &e);
}

/* Those who await t are made ready, callbacks are queued, as registered. */
static void tell(struct bt_loop *loop, struct bt_task *t) {
  while (!bt_ring_empty(&t->done)) {
    struct bt_call *call = t->done.next;

    bt_ring_take(call);
    if (call->fn)
      bt_ring_push(&loop->ready, call);
    else
      bt_wake(call->task, t->result);
  }
}

static void check_scopes(const struct bt_task *t) {
  const struct bt_scope *s = t->scope;

  if (s)
    bt_misuse("scope",
              "%s ended inside its %s \"%s\"; close it on every way "
              "out of the function that opened it",
              t->name, s->kind, s->name ? s->name : s->kind);
}

/* A cancellation that no wait has met takes the place of a result. A message
 * about an error that was dealt with is not about this end. */
static void conclude(struct bt_task *t, int rc) {
  bool unmet = t->must_cancel && rc >= 0;

  if (unmet)
    rc = UV_ECANCELED;
  t->must_cancel = false;
  t->result = rc;
  t->ended = true;
  if (unmet || t->message_code != rc)
    bt_explain(t, rc,
               rc == UV_ECANCELED ? bt_text_ref(t->cancel_message) : NULL);
}

static void finish(struct bt_task *t, int rc) {
  struct bt_loop *loop = t->loop;

  check_scopes(t);
  conclude(t, rc);
  if (BT_UNLIKELY(loop->options.diagnose))
    bt_diagnose_end(t);
  if (bt_traced(loop))
    trace_end(loop, t);
  loop->n_live--;
  if (t->in_shutdown)
    loop->n_shutdown--;
  if (t == loop->main)
    bt_call_soon(&loop->stop);
  loop->why = "done";
  tell(loop, t);
  if (BT_UNLIKELY(!bt_stack_intact(&t->stack)))
    bt_overflowed(t);
  bt_drop(t); /* the loop's handle; the last one reports an unseen error */
}

/* Cancelled before its first step. */
static BT_COLD int never_start(struct bt_task *t) {
  const struct bt_options *o = &t->loop->options;

  t->must_cancel = false;
  if (o->unstarted)
    o->unstarted(o->data, t);
  return UV_ECANCELED;
}

static void task_main(void) {
  struct bt_task *t;

  bt_context_enter();
  t = bt_loop_here->running;
  finish(t, t->must_cancel ? never_start(t) : t->fn(t->arg));
  bt_leave(t);
}

/* ---- Handles and questions -------------------------------------------- */

struct bt_task *bt_ref(struct bt_task *t) {
  t->refs++;
  return t;
}

void bt_drop(struct bt_task *t) {
  if (!t)
    return;
  if (t->refs == 0)
    bt_misuse("handle", "a handle of task %s is used up twice", t->name);
  t->refs--;
  if (!t->ended)
    return;
  if (t->refs == 0) {
    bt_report_unseen(t);
    bt_task_free(t);
  }
}

int bt_result(const struct bt_task *t) {
  if (!t->ended)
    return UV_EAGAIN;
  ((struct bt_task *)t)->retrieved = true;
  return t->result;
}

bool bt_done(const struct bt_task *t) { return t->ended; }

bool bt_cancelled(const struct bt_task *t) {
  return t->ended && t->result == UV_ECANCELED;
}

const char *bt_name(const struct bt_task *t) { return t->name; }
uint32_t bt_id(const struct bt_task *t) { return t->id; }

const char *bt_message(const struct bt_task *t) {
  return t->message ? t->message->s : NULL;
}

void bt_retrieved(struct bt_task *t) { t->retrieved = true; }

int bt_adopt(const struct bt_task *t) {
  struct bt_task *self = bt_self();

  ((struct bt_task *)t)->retrieved = true;
  if (self && self != t && t->result < 0)
    bt_explain(self, t->result, bt_text_ref(t->message));
  return t->result;
}

struct bt_member *bt_member_of(struct bt_task *t) {
  return &t->member;
}

uint64_t bt_new_visit(void) { return ++bt_loop_here->visits; }

bool bt_visit(struct bt_task *t, uint64_t visit) {
  bool first = t->visit != visit;

  t->visit = visit;
  return first;
}

void bt_set_host_data(struct bt_task *t, void *data) { t->host_data = data; }
void *bt_host_data(const struct bt_task *t) { return t->host_data; }

void bt_set_end_value(const char *value) {
  if (bt_self())
    bt_self()->end_value = value;
}

void bt_here(const char *file, int line) {
  struct bt_task *t = bt_self();

  if (t) {
    t->file = file;
    t->line = line;
  }
}

/* SPDX-License-Identifier: MIT-0 */
/* Every choice of the loop: among what, and by whom it is decided. */
#include "internal.h"

int bt_order_init(struct bt_loop *loop) {
  const struct bt_options *o = &loop->options;

  loop->random = o->seed;
  loop->noise =
      ~o->seed; /* another sequence, so that neither shifts the other */
  if (o->order == BT_ORDER_SCHEDULE)
    return bt_schedule_read(loop, o->schedule ? o->schedule : "");
  if ((o->order == BT_ORDER_PERSON || o->order == BT_ORDER_SEARCH) &&
      !o->choose)
    return UV_EINVAL;
  return 0;
}

/* ---- Deciding --------------------------------------------------------- */

/* splitmix64: every seed, 0 too, gives a good sequence. */
static uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* What the order takes; planned is the schedule's. */
static size_t ask(struct bt_loop *loop, const struct bt_choice *choice,
                  size_t planned) {
  switch (loop->options.order) {
  case BT_ORDER_FIRST:
    break;
  case BT_ORDER_SEED:
    return (size_t)((next_random(&loop->random) >> 32) * choice->n >> 32);
  case BT_ORDER_SCHEDULE:
    return planned;
  case BT_ORDER_PERSON:
  case BT_ORDER_SEARCH:
    return loop->options.choose(loop->options.data, choice);
  }
  return 0;
}

/* Where somebody else takes another way than the schedule, the rest of it is
 * about a program that never was. */
static size_t decide(struct bt_loop *loop, uint64_t point,
                     const struct bt_choice *choice) {
  size_t planned = bt_schedule_next(loop, point, choice);
  size_t took = ask(loop, choice, planned);

  if (took >= choice->n)
    took = 0;
  if (took == planned)
    return took;
  if (loop->options.order == BT_ORDER_SCHEDULE)
    bt_schedule_misfit(loop, point, choice);
  else
    bt_schedule_leave(loop);
  return took;
}

size_t bt_decide(struct bt_loop *loop, const struct bt_choice *choice) {
  struct bt_trace_event e = {.ev = BT_EV_CHOICE};
  uint64_t point;
  size_t took;

  if (choice->n < 2)
    return 0;
  point = loop->points++;
  took = decide(loop, point, choice);
  if (took)
    bt_schedule_note(loop, point, choice, took);
  if (bt_traced(loop)) {
    e.u.choice.n = (uint32_t)choice->n;
    e.u.choice.took = (uint32_t)took;
    e.u.choice.why = choice->why;
    bt_emit(loop, 0, &e);
  }
  return took;
}

/* ---- Which task runs next --------------------------------------------- */

/* The ready tasks, and the one that was looked at last: those behind it are
 * found from there, so that a look at all of them takes one walk. */
struct ready {
  struct bt_call *first, *last;
  size_t at; /* the place of last */
};

static struct bt_call *task_from(struct bt_call *entry) {
  while (entry->fn)
    entry = entry->next;
  return entry;
}

static struct bt_task *nth_task(struct ready *ready, size_t i) {
  if (i < ready->at) {
    ready->last = ready->first;
    ready->at = 0;
  }
  for (; ready->at < i; ready->at++)
    ready->last = task_from(ready->last->next);
  return bt_task_of(ready->last);
}

static const char *task_label(const struct bt_choice *choice, size_t i) {
  return nth_task((struct ready *)choice->data, i)->name;
}

/* The first entry of the queue is a task. NULL when the schedule does not fit.
 */
struct bt_task *bt_choose_task(struct bt_loop *loop) {
  struct ready ready = {loop->ready.next, loop->ready.next, 0};
  struct bt_choice choice = {loop->n_ready, "task", task_label, &ready};
  size_t took = bt_decide(loop, &choice);

  return loop->failed ? NULL : nth_task(&ready, took);
}

struct labels {
  const char *const *names;
};

static const char *given_label(const struct bt_choice *choice, size_t i) {
  return ((const struct labels *)choice->data)->names[i];
}

size_t bt_choose(const char *why, const char *const *labels, size_t n) {
  struct labels given = {labels};
  struct bt_choice choice = {n, why, given_label, &given};

  return bt_decide(bt_loop_here, &choice);
}

uint32_t bt_random(uint32_t n) {
  return (uint32_t)((next_random(&bt_loop_here->noise) >> 32) * n >> 32);
}

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

static const char *label(const struct bt_choice *choice, size_t i) {
  return bt_offer_name(choice->data, i);
}

size_t bt_decide(struct bt_loop *loop, const char *why, size_t n,
                 const struct bt_offer *offer) {
  struct bt_trace_event e = {.ev = BT_EV_CHOICE};
  struct bt_choice choice = {n, why, label, offer};
  uint64_t point;
  size_t took;

  if (n < 2)
    return 0;
  point = loop->points++;
  took = decide(loop, point, &choice);
  if (took)
    bt_schedule_note(loop, point, &choice, took);
  if (bt_traced(loop)) {
    e.u.choice.n = (uint32_t)n;
    e.u.choice.took = (uint32_t)took;
    e.u.choice.why = why;
    bt_emit(loop, 0, &e);
  }
  return took;
}

/* ---- What is on offer --------------------------------------------------- */

void bt_offer_failed(struct bt_loop *loop) {
  bt_report(loop, "memory", "out of memory for a choice of the order");
  loop->failed = UV_ENOMEM;
}

/* Adds the tasks that became ready since the last choice: they are the last
 * ones of the queue. False: no memory. */
static bool offer_ready(struct bt_loop *loop) {
  struct bt_offer *offer = &loop->offer;
  struct bt_call *entry = &loop->ready;
  size_t more = loop->n_ready - bt_offer_n(offer);

  for (size_t back = more; back > 0; back -= !entry->fn)
    entry = entry->prev;
  for (; more > 0; entry = entry->next) {
    if (entry->fn)
      continue;
    if (!bt_offer_add(loop, offer, entry, bt_task_of(entry)->name))
      return false;
    more--;
  }
  return true;
}

struct bt_task *bt_choose_task(struct bt_loop *loop) {
  size_t took;

  if (loop->n_ready < 2 || !bt_order_asks(loop)) {
    bt_offer_clear(&loop->offer);
    bt_decide(loop, "task", loop->n_ready, NULL);
    return bt_task_of(loop->ready.next);
  }
  if (!offer_ready(loop)) {
    bt_offer_failed(loop);
    return NULL;
  }
  took = bt_decide(loop, "task", loop->n_ready, &loop->offer);
  return loop->failed ? NULL : bt_task_of(bt_offer_take(&loop->offer, took));
}

/* Asks for one of the labels; false: no memory. */
static bool choose_label(struct bt_loop *loop, const char *why,
                         const char *const *labels, size_t n, size_t *took) {
  struct bt_offer offer = {0};
  bool room = true;

  for (size_t i = 0; i < n && room; i++)
    room = bt_offer_add(loop, &offer, NULL, labels[i]);
  if (room)
    *took = bt_decide(loop, why, n, &offer);
  bt_offer_fini(loop, &offer);
  return room;
}

size_t bt_choose(const char *why, const char *const *labels, size_t n) {
  struct bt_loop *loop = bt_loop_here;
  size_t took = 0;

  if (n < 2 || !bt_order_asks(loop))
    bt_decide(loop, why, n, NULL);
  else if (!choose_label(loop, why, labels, n, &took))
    bt_offer_failed(loop);
  return took;
}

uint32_t bt_random(uint32_t n) {
  return (uint32_t)((next_random(&bt_loop_here->noise) >> 32) * n >> 32);
}

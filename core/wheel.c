/* SPDX-License-Identifier: MIT-0 */
/* wheel: the timers of a loop, in order of their deadlines. A deadline is read
 * as a number of eleven digits to the base 64. A timer hangs at the level of
 * the first digit in which its deadline differs from the wheel's own time, in
 * the slot of that digit; so whatever hangs at a lower level is due sooner,
 * and at one level the lower slot is. When the time comes to a slot, its
 * timers move down: each of them once a level at most. Timers due at the same
 * moment always share a slot and keep the order of starting. The links lie in
 * the timers themselves, so that starting one never fails. */
#include "wheel.h"

#include "ring.h"

enum { DIGIT_BITS = 6, DIGIT = BT_WHEEL_SLOTS - 1 };

static unsigned shift_of(unsigned level) { return level * DIGIT_BITS; }

/* The slots in use of a level are marked in a word; one that has been emptied
 * by stopping its timers loses its mark when somebody looks. */
static struct bt_call *slot_for(struct bt_wheel *w, uint64_t due) {
  uint64_t differs = due ^ w->time;
  unsigned level =
      differs ? (63 - (unsigned)__builtin_clzll(differs)) / DIGIT_BITS : 0;
  unsigned digit = due >> shift_of(level) & DIGIT;
  struct bt_call *slot = &w->slots[level][digit];

  if (!(w->used[level] >> digit & 1)) {
    w->used[level] |= UINT64_C(1) << digit;
    w->levels |= 1u << level;
    bt_ring_init(slot);
  }
  return slot;
}

void bt_wheel_add(struct bt_wheel *w, struct bt_timer *timer) {
  bt_ring_push(slot_for(w, timer->due), &timer->call);
  if (timer->due < w->soonest)
    w->soonest = timer->due;
}

/* Finds the slot that comes first; false if no timer is left. */
static bool first_slot(struct bt_wheel *w, unsigned *level, unsigned *digit) {
  for (; w->levels; w->levels &= w->levels - 1) {
    unsigned l = *level = (unsigned)__builtin_ctz(w->levels);

    for (; w->used[l]; w->used[l] &= w->used[l] - 1) {
      *digit = (unsigned)__builtin_ctzll(w->used[l]);
      if (!bt_ring_empty(&w->slots[l][*digit]))
        return true;
    }
  }
  return false;
}

static struct bt_timer *timer_of(struct bt_call *call) {
  return (struct bt_timer *)((char *)call - offsetof(struct bt_timer, call));
}

/* When the time of a slot begins; when its timer is due, if it has but one. */
static uint64_t time_of(const struct bt_wheel *w, unsigned level,
                        unsigned digit) {
  const struct bt_call *slot = &w->slots[level][digit];
  uint64_t above = w->time >> shift_of(level) & ~(uint64_t)DIGIT;

  if (slot->next == slot->prev)
    return timer_of(slot->next)->due;
  return (above | digit) << shift_of(level);
}

static void move_down(struct bt_wheel *w, struct bt_call *slot) {
  while (!bt_ring_empty(slot)) {
    struct bt_call *call = slot->next;

    bt_ring_move(slot_for(w, timer_of(call)->due), call);
  }
}

struct bt_call *bt_wheel_turn(struct bt_wheel *w, uint64_t until) {
  unsigned level, digit;

  while (first_slot(w, &level, &digit)) {
    w->soonest = time_of(w, level, digit);
    if (w->soonest > until)
      return NULL;
    w->time = w->soonest;
    if (level == 0)
      return &w->slots[level][digit];
    move_down(w, &w->slots[level][digit]);
  }
  w->soonest = BT_NEVER;
  return NULL;
}

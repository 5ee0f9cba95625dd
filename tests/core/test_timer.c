/* SPDX-License-Identifier: MIT-0 */
/* The wheel of timers against the plainest model: a table that is searched for
 * the one that comes next. */
#include "support.h"

enum { MANY = 800 };

/* Microseconds until a timer is due, at most: with the first, many are due at
 * the same moment; the last reaches every level of the wheel. */
static const uint64_t at_most[] = {60, 70000, 60000000, UINT64_MAX >> 13};

static struct bt_timer timers[MANY];

static struct entry {
  bool started;
  uint64_t due, seq;
} model[MANY];

static uint64_t seq, random_state, most;
static unsigned fired, budget;

static uint64_t random_below(uint64_t n) {
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return (random_state >> 13) % n;
}

static size_t next_of_model(void) {
  size_t next = MANY;

  for (size_t i = 0; i < MANY; i++) {
    const struct entry *a = &model[i], *b = &model[next % MANY];

    if (a->started && (next == MANY || a->due < b->due ||
                       (a->due == b->due && a->seq < b->seq)))
      next = i;
  }
  return next;
}

static void start(size_t i) {
  uint64_t us = random_below(most);

  model[i] = (struct entry){true, bt_now_us() + us, seq++};
  bt_timer_start(&timers[i], us);
}

static void stop(size_t i) {
  model[i].started = false;
  bt_timer_stop(&timers[i]);
}

static void change_some(unsigned n) {
  while (n-- > 0) {
    size_t i = random_below(MANY);

    if (model[i].started)
      stop(i);
    else if (budget > 0 && budget--)
      start(i);
  }
}

static void fire(struct bt_call *call) {
  size_t i = ((size_t)call - (size_t)timers) / sizeof *timers;

  assert_int_equal(i, next_of_model());
  assert_int_equal(bt_now_us(), model[i].due);
  model[i].started = false;
  fired++;
  change_some(4);
}

static int many_timers(void *unused) {
  (void)unused;
  for (size_t i = 0; i < MANY; i++) {
    timers[i] = (struct bt_timer){.call = {.fn = fire}};
    start(i);
  }
  change_some(MANY / 2);
  while (next_of_model() < MANY)
    assert_int_equal(bt_sleep_us(most), 0);
  return 0;
}

static void timers_fire_as_a_sorted_table_would(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof at_most / sizeof *at_most; i++) {
    random_state = i;
    most = at_most[i];
    budget = 6000;
    fired = 0;
    assert_int_equal(run(many_timers), 0);
    assert_int_equal(budget, 0);
    assert_true(fired > 1500); /* the rest was stopped */
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(timers_fire_as_a_sorted_table_would),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

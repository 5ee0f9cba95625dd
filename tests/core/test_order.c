/* SPDX-License-Identifier: MIT-0 */
/* In which order entries of the ready queue run, and what the clock does. */
#include "support.h"

#include <stdio.h>

static int twice(void *unused) {
  (void)unused;
  say("1");
  assert_int_equal(bt_yield(), 0);
  say("2");
  return 0;
}

static int spawns_two(void *unused) {
  struct bt_task *a = spawn("A", twice, NULL);
  struct bt_task *b = spawn("B", twice, NULL);

  (void)unused;
  say("has spawned");
  assert_int_equal(bt_yield(), 0);
  say("after a turn");
  return bt_await(a) + bt_await(b);
}

static void tasks_start_in_order_once_their_spawner_parks(void **state) {
  (void)state;
  assert_int_equal(run(spawns_two), 0);
  said("0 main has spawned\n"
       "0 A 1\n"
       "0 B 1\n"
       "0 main after a turn\n"
       "0 A 2\n"
       "0 B 2\n");
}

/* A limit on turns keeps tasks from switching to each other directly. */
static void order_is_the_same_entry_by_entry(void **state) {
  (void)state;
  assert_int_equal(
      run_with((struct bt_options){.max_turns = 1000}, spawns_two, NULL), 0);
  said("0 main has spawned\n"
       "0 A 1\n"
       "0 B 1\n"
       "0 main after a turn\n"
       "0 A 2\n"
       "0 B 2\n");
}

/* ---- Timers in the queue ---------------------------------------------- */

static void say_called(struct bt_call *call) { say("%s", call->what); }

static int starts_a_due_timer(void *unused) {
  struct bt_timer timer = {.call = {.fn = say_called, .what = "timer"}};
  struct bt_call soon = {.fn = say_called, .what = "call"};
  struct bt_task *a;

  (void)unused;
  bt_timer_start(&timer, 0);
  a = spawn("A", twice, NULL);
  bt_call_soon(&soon);
  return bt_await(a);
}

static void due_timer_joins_behind_what_is_ready(void **state) {
  (void)state;
  assert_int_equal(run(starts_a_due_timer), 0);
  said("0 A 1\n"
       "0 - call\n"
       "0 - timer\n"
       "0 A 2\n");
}

static int wakes_then_yields(void *ms) {
  assert_int_equal(bt_sleep((uintptr_t)ms), 0);
  return twice(NULL);
}

static int sleeps_to_the_same_time(void *unused) {
  struct bt_task *a = spawn("A", wakes_then_yields, NUMBER(10));
  struct bt_task *b = spawn("B", wakes_then_yields, NUMBER(10));

  (void)unused;
  return bt_await(a) + bt_await(b);
}

static void timers_due_together_come_before_their_consequences(void **state) {
  (void)state;
  assert_int_equal(run(sleeps_to_the_same_time), 0);
  said("10 A 1\n"
       "10 B 1\n"
       "10 A 2\n"
       "10 B 2\n");
}

static int spins(void *unused) {
  (void)unused;
  for (int i = 0; i < 1000; i++)
    assert_int_equal(bt_yield(), 0);
  say("spun");
  return 0;
}

static int sleeps_beside_a_spinner(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(1));
  struct bt_task *b = spawn("B", spins, NULL);

  (void)unused;
  return bt_await(a) + bt_await(b);
}

static void clock_stands_while_something_is_ready(void **state) {
  (void)state;
  assert_int_equal(run(sleeps_beside_a_spinner), 0);
  said("0 B spun\n"
       "1 A slept: 0\n");
}

static void stop_the_other(struct bt_call *call) {
  say("first");
  bt_timer_stop((struct bt_timer *)call->task);
}

static int stops_timers(void *unused) {
  struct bt_timer late = {.call = {.fn = say_called, .what = "late"}};
  struct bt_timer second = {.call = {.fn = say_called, .what = "second"}};
  struct bt_timer first = {.call = {.fn = stop_the_other}};

  (void)unused;
  first.call.task = (struct bt_task *)&second; /* what it is to stop */
  bt_timer_start(&late, 3600 * 1000000ull);
  bt_timer_start(&first, 5000);
  bt_timer_start(&second, 5000);
  bt_timer_stop(&late);
  bt_timer_stop(&late); /* idle: does nothing */
  return nap(NUMBER(10));
}

static void stopped_timer_neither_fires_nor_holds_the_clock(void **state) {
  (void)state;
  assert_int_equal(run(stops_timers), 0);
  said("5 - first\n"
       "10 main slept: 0\n");
}

/* ---- Sleep ------------------------------------------------------------ */

static int four_sleepers(void *unused) {
  static const unsigned ms[] = {300, 100, 200, 100};
  static const char *const names[] = {"A", "B", "C", "D"};
  struct bt_task *tasks[4];
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 4; i++)
    tasks[i] = spawn(names[i], nap, NUMBER(ms[i]));
  for (int i = 0; i < 4; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

static void sleepers_wake_by_deadline_then_by_registration(void **state) {
  (void)state;
  assert_int_equal(run(four_sleepers), 0);
  said("100 B slept: 0\n"
       "100 D slept: 0\n"
       "200 C slept: 0\n"
       "300 A slept: 0\n");
}

static int sleeps_in_every_unit(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep_us(1500), 0);
  assert_int_equal(bt_now_us(), 1500);
  say("1.5 ms");
  assert_int_equal(bt_sleep(3600 * 1000), 0);
  say("an hour");
  assert_int_equal(bt_sleep_us(0), 0);
  assert_int_equal(bt_sleep(0), 0);
  assert_int_equal(bt_now_us(), 3600001500);
  return 0;
}

static void virtual_clock_jumps_to_the_next_deadline(void **state) {
  (void)state;
  assert_int_equal(run(sleeps_in_every_unit), 0);
  said("1 main 1.5 ms\n"
       "3600001 main an hour\n");
}

static int cancels_an_endless_sleep(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(UINTPTR_MAX));

  (void)unused;
  assert_int_equal(bt_sleep(1), 0);
  bt_cancel(a);
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static void longest_sleep_does_not_wrap_round(void **state) {
  (void)state;
  assert_int_equal(run(cancels_an_endless_sleep), 0);
  said("1 A slept: ECANCELED\n");
}

/* ---- Distances -------------------------------------------------------- */

static int ends_the_count(void *unused) {
  (void)unused;
  say("%u turns", turns_end());
  return 0;
}

static int sleeps_then_ends_the_count(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  say("%u turns", turns_end());
  return rc;
}

static int starts_the_count(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  turns_begin();
  return rc;
}

static int spawning(void *unused) {
  (void)unused;
  turns_begin();
  return bt_await(spawn("A", ends_the_count, NULL));
}

static int yielding(void *unused) {
  int rc;

  (void)unused;
  turns_begin();
  rc = bt_yield();
  ends_the_count(NULL);
  return rc;
}

static int awaiting(void *unused) {
  int rc = bt_await(spawn("A", starts_the_count, NUMBER(5)));

  (void)unused;
  ends_the_count(NULL);
  return rc;
}

static int awaiting_the_ended(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(0));
  int rc = bt_join(a);

  (void)unused;
  forget();
  turns_begin();
  rc |= bt_await(a);
  ends_the_count(NULL);
  return rc;
}

static void begin_turns(struct bt_call *call) {
  (void)call;
  turns_begin();
}

static int being_due(void *unused) {
  struct bt_timer timer = {.call = {.fn = begin_turns}};

  (void)unused;
  bt_timer_start(&timer, 5000);
  return sleeps_then_ends_the_count(NUMBER(5));
}

static int cancelling_a_sleeper(void *unused) {
  struct bt_task *a = spawn("A", sleeps_then_ends_the_count, NUMBER(99));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  turns_begin();
  bt_cancel(a);
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static int quiet_nap(void *ms) { return bt_sleep((uintptr_t)ms); }

static int awaits_quietly(void *unused) {
  int rc = bt_await(spawn("B", quiet_nap, NUMBER(99)));

  (void)unused;
  ends_the_count(NULL);
  return rc;
}

static int cancelling_an_awaiter(void *unused) {
  struct bt_task *a = spawn("A", awaits_quietly, NULL);

  (void)unused;
  assert_int_equal(bt_yield() + bt_yield(), 0);
  turns_begin();
  bt_cancel(a);
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static void takes(unsigned n, bt_fn *program, const char *who) {
  char expected[64];

  snprintf(expected, sizeof expected, "%s %u turns\n", who, n);
  assert_int_equal(run(program), 0);
  said(expected);
}

static void effects_are_as_many_turns_away_as_in_asyncio(void **state) {
  (void)state;
  takes(1, spawning, "0 A");
  takes(1, yielding, "0 main");
  takes(1, awaiting, "5 main");
  takes(0, awaiting_the_ended, "0 main");
  takes(1, being_due, "5 main");
  takes(1, cancelling_a_sleeper, "0 A");
  takes(2, cancelling_an_awaiter, "0 A");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(tasks_start_in_order_once_their_spawner_parks),
      TEST(order_is_the_same_entry_by_entry),
      TEST(due_timer_joins_behind_what_is_ready),
      TEST(timers_due_together_come_before_their_consequences),
      TEST(clock_stands_while_something_is_ready),
      TEST(stopped_timer_neither_fires_nor_holds_the_clock),
      TEST(sleepers_wake_by_deadline_then_by_registration),
      TEST(virtual_clock_jumps_to_the_next_deadline),
      TEST(longest_sleep_does_not_wrap_round),
      TEST(effects_are_as_many_turns_away_as_in_asyncio),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

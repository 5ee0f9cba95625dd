/* SPDX-License-Identifier: MIT-0 */
#include "gather.h"

static int gather_all(void) {
  int results[N];

  return say_results(bt_gather_all(abcd, N, results), results);
}

/* ---- Results ---------------------------------------------------------- */

static int gathers_three(void *unused) {
  struct part parts[N] = {{30, 1}, {10, 2}, {20, 3}};

  (void)unused;
  spawn_parts(parts);
  return gather();
}

static void results_come_in_the_order_of_the_arguments(void **state) {
  (void)state;
  assert_int_equal(run(gathers_three), 0);
  said("10 B ends: 2\n"
       "20 C ends: 3\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: 2\n"
       "30 main result: 3\n");
}

static int gathers_one_twice(void *unused) {
  struct part part = {10, 7};

  (void)unused;
  spawn_nth(0, does_its_part, &part);
  abcd[1] = bt_ref(abcd[0]);
  abcd[2] = bt_ref(abcd[0]);
  return gather();
}

static void task_named_twice_gives_its_result_twice(void **state) {
  (void)state;
  assert_int_equal(run(gathers_one_twice), 0);
  said("10 A ends: 7\n"
       "10 main result: 7\n10 main result: 7\n10 main result: 7\n");
}

static int gathers_what_has_ended(void *unused) {
  struct part parts[N] = {{0, 1}, {0, 2}, {0, 3}};

  (void)unused;
  turns_begin();
  assert_int_equal(bt_gather(NULL, 0, NULL), 0);
  assert_int_equal(bt_gather_all(NULL, 0, NULL), 0);
  assert_int_equal(turns_end(), 0);
  spawn_parts(parts);
  assert_int_equal(bt_sleep(5), 0);
  forget();
  turns_begin();
  gather();
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void nothing_to_wait_for_takes_no_turn(void **state) {
  (void)state;
  assert_int_equal(run(gathers_what_has_ended), 0);
  said("5 main result: 1\n5 main result: 2\n5 main result: 3\n");
}

static int gathers_some_that_have_ended(void *unused) {
  struct part parts[N] = {{0, 1}, {20, 2}, {0, 3}};

  (void)unused;
  spawn_parts(parts);
  assert_int_equal(bt_sleep(5), 0);
  return bt_gather(abcd, N, NULL); /* nobody wants the results */
}

static void ended_and_running_ones_may_be_mixed(void **state) {
  (void)state;
  assert_int_equal(run(gathers_some_that_have_ended), 0);
  said("0 A ends: 1\n0 C ends: 3\n20 B ends: 2\n");
}

/* ---- Errors ----------------------------------------------------------- */

static int gathers_errors(void *unused) {
  (void)unused;
  spawn_parts(two_fail);
  gather();
  return bt_sleep(100);
}

static void first_error_comes_at_once_and_the_others_run_on(void **state) {
  (void)state;
  assert_int_equal(run(gathers_errors), 0);
  said("10 B ends: EIO\n"
       "10 main from B: EIO\n"
       "20 C ends: ENOENT\n"
       "30 A ends: 1\n");
}

static int gathers_an_error_of_the_past(void *unused) {
  (void)unused;
  spawn_parts(two_fail);
  assert_int_equal(bt_sleep(25), 0);
  turns_begin();
  gather(); /* of the two, the first argument's */
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void error_of_a_task_that_had_ended_comes_without_a_wait(void **state) {
  (void)state;
  assert_int_equal(run(gathers_an_error_of_the_past), 0);
  said("10 B ends: EIO\n"
       "20 C ends: ENOENT\n"
       "25 main from B: EIO\n"
       "25 A ends: ECANCELED\n");
}

static int gathers_all_errors(void *unused) {
  (void)unused;
  spawn_parts(two_fail);
  return gather_all();
}

static void gather_all_returns_errors_in_their_places(void **state) {
  (void)state;
  assert_int_equal(run(gathers_all_errors), 0);
  said("10 B ends: EIO\n"
       "20 C ends: ENOENT\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: EIO\n"
       "30 main result: ENOENT\n");
}

static int cancels_the_second(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_because(abcd[1], "not B");
  return 0;
}

static int gathers_one_cancelled(void *all) {
  struct part parts[N] = {{30, 1}, {10, 2}, {20, 3}};

  spawn_parts(parts);
  bt_drop(spawn("X", cancels_the_second, NULL));
  if (all)
    gather_all();
  else
    gather();
  assert_int_equal(bt_cancelling(bt_self()), 0);
  return bt_sleep(100);
}

static void
cancelled_child_is_an_error_and_no_one_elses_business(void **state) {
  (void)state;
  assert_int_equal(run(gathers_one_cancelled), 0);
  said("5 B ends: ECANCELED\n"
       "5 main not B: ECANCELED\n"
       "20 C ends: 3\n"
       "30 A ends: 1\n");
  assert_int_equal(run_arg(gathers_one_cancelled, NUMBER(1)), 0);
  said("5 B ends: ECANCELED\n"
       "20 C ends: 3\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: ECANCELED\n"
       "30 main result: 3\n");
}

/* ---- Nesting, memory -------------------------------------------------- */

static int gathers_inside(void *unused) {
  struct part parts[2] = {{10, 3}, {20, UV_EIO}};
  struct bt_task *both[2] = {spawn("C", does_its_part, &parts[0]),
                             spawn("D", does_its_part, &parts[1])};

  (void)unused;
  return bt_gather(both, 2, NULL);
}

static int gathers_gatherers(void *unused) {
  struct part part = {30, 1};

  (void)unused;
  spawn_nth(0, does_its_part, &part);
  spawn_nth(1, gathers_inside, NULL);
  spawn_nth(2, gathers_inside, NULL);
  return gather_all();
}

static void gathers_nest(void **state) {
  (void)state;
  assert_int_equal(run(gathers_gatherers), 0);
  said("10 C ends: 3\n10 C ends: 3\n"
       "20 D ends: EIO\n20 D ends: EIO\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: EIO\n"
       "30 main result: EIO\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(results_come_in_the_order_of_the_arguments),
      TEST(task_named_twice_gives_its_result_twice),
      TEST(nothing_to_wait_for_takes_no_turn),
      TEST(ended_and_running_ones_may_be_mixed),
      TEST(first_error_comes_at_once_and_the_others_run_on),
      TEST(error_of_a_task_that_had_ended_comes_without_a_wait),
      TEST(gather_all_returns_errors_in_their_places),
      TEST(cancelled_child_is_an_error_and_no_one_elses_business),
      TEST(gathers_nest),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

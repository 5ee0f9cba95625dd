/* SPDX-License-Identifier: MIT-0 */
/* The end of a program: main's result, and what becomes of the rest. */
#include "support.h"

static int says_hello(void *unused) {
  (void)unused;
  say("hello");
  return nap(NUMBER(100));
}

/* ---- Main's result ---------------------------------------------------- */

static int fails(void *unused) {
  (void)unused;
  return bt_fail(UV_EIO, "the disk");
}

static void result_of_main_is_the_programs(void **state) {
  (void)state;
  assert_int_equal(run_arg(give, NUMBER(42)), 42);
  assert_int_equal(run(fails), UV_EIO);
}

static int runs_another(void *unused) {
  (void)unused;
  return bt_run(fails, NULL);
}

static void run_within_a_run_is_refused(void **state) {
  (void)state;
  assert_int_equal(run(runs_another), UV_EINVAL);
}

static void runs_can_follow_each_other(void **state) {
  (void)state;
  for (int i = 0; i < 3; i++)
    assert_int_equal(run(says_hello), 0);
  said("0 main hello\n"
       "100 main slept: 0\n"
       "0 main hello\n"
       "100 main slept: 0\n"
       "0 main hello\n"
       "100 main slept: 0\n");
}

/* ---- The others ------------------------------------------------------- */

static int leaves_three(void *unused) {
  (void)unused;
  bt_drop(spawn("A", says_hello, NULL));
  bt_drop(spawn("B", says_hello, NULL));
  assert_int_equal(bt_sleep(5), 0);
  bt_drop(spawn("C", says_hello, NULL));
  say("ends");
  return 3;
}

static void others_are_cancelled_by_age_after_one_more_turn(void **state) {
  (void)state;
  assert_int_equal(run(leaves_three), 3);
  said("0 A hello\n"
       "0 B hello\n"
       "5 main ends\n"
       "5 C hello\n"
       "5 A slept: ECANCELED\n"
       "5 B slept: ECANCELED\n"
       "5 C slept: ECANCELED\n");
}

static int cleans_up_slowly(void *unused) {
  (void)unused;
  nap(NUMBER(100));
  return nap(NUMBER(50));
}

static int leaves_a_slow_one(void *unused) {
  (void)unused;
  bt_drop(spawn("A", cleans_up_slowly, NULL));
  return 3;
}

static void cleanups_are_awaited(void **state) {
  (void)state;
  assert_int_equal(run(leaves_a_slow_one), 3);
  said("0 A slept: ECANCELED\n"
       "50 A slept: 0\n");
}

static int fails_in_the_cleanup(void *unused) {
  (void)unused;
  nap(NUMBER(100));
  return bt_fail(UV_EIO, "no log");
}

static int leaves_one_that_fails(void *unused) {
  (void)unused;
  bt_drop(spawn("A", fails_in_the_cleanup, NULL));
  return 3;
}

static void error_in_a_last_cleanup_is_reported_not_returned(void **state) {
  (void)state;
  assert_int_equal(run(leaves_one_that_fails), 3);
  said("0 A slept: ECANCELED\n");
  reported("unretrieved: task A failed and nobody retrieved its error: no "
           "log\n");
}

static int spawns_in_its_cleanup(void *unused) {
  (void)unused;
  nap(NUMBER(100));
  bt_drop(spawn("B", says_hello, NULL));
  return nap(NUMBER(10));
}

static int leaves_one_that_spawns(void *unused) {
  (void)unused;
  bt_drop(spawn("A", spawns_in_its_cleanup, NULL));
  return 0;
}

static void what_a_last_cleanup_spawns_is_cancelled_in_its_turn(void **state) {
  (void)state;
  assert_int_equal(run(leaves_one_that_spawns), 0);
  said("0 A slept: ECANCELED\n"
       "0 B hello\n"
       "10 A slept: 0\n"
       "10 B slept: ECANCELED\n");
}

/* ---- Cancelling main -------------------------------------------------- */

static int cancels_main(void *main_task) {
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(main_task);
  return 0;
}

static int lets_it_through(void *unused) {
  (void)unused;
  bt_drop(spawn("A", cancels_main, bt_self()));
  return nap(NUMBER(100));
}

static int swallows_it(void *unused) {
  (void)unused;
  return lets_it_through(NULL) == UV_ECANCELED ? 9 : 0;
}

static void cancelled_main_ends_the_program_as_it_chooses(void **state) {
  (void)state;
  assert_int_equal(run(lets_it_through), UV_ECANCELED);
  assert_int_equal(run(swallows_it), 9);
  said("5 main slept: ECANCELED\n"
       "5 main slept: ECANCELED\n");
}

/* ---- Limits ----------------------------------------------------------- */

static int yields_for_ever(void *unused) {
  int rc = 0;

  (void)unused;
  while (rc == 0)
    rc = bt_yield();
  return rc;
}

static void limit_of_turns_ends_an_endless_program(void **state) {
  (void)state;
  assert_int_equal(
      run_with((struct bt_options){.max_turns = 1000}, yields_for_ever, NULL),
      BT_ELIMIT);
}

static int yields_nine_times(void *unused) {
  (void)unused;
  for (int i = 0; i < 9; i++)
    assert_int_equal(bt_yield(), 0);
  return 0;
}

/* Ten turns of main, and one for what its end sets off. */
static void program_within_the_limit_of_turns_is_untouched(void **state) {
  (void)state;
  assert_int_equal(
      run_with((struct bt_options){.max_turns = 11}, yields_nine_times, NULL),
      0);
  assert_int_equal(
      run_with((struct bt_options){.max_turns = 9}, yields_nine_times, NULL),
      BT_ELIMIT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(result_of_main_is_the_programs),
      TEST(run_within_a_run_is_refused),
      TEST(runs_can_follow_each_other),
      TEST(others_are_cancelled_by_age_after_one_more_turn),
      TEST(cleanups_are_awaited),
      TEST(error_in_a_last_cleanup_is_reported_not_returned),
      TEST(what_a_last_cleanup_spawns_is_cancelled_in_its_turn),
      TEST(cancelled_main_ends_the_program_as_it_chooses),
      TEST(limit_of_turns_ends_an_endless_program),
      TEST(program_within_the_limit_of_turns_is_untouched),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

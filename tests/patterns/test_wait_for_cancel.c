/* SPDX-License-Identifier: MIT-0 */
/* wait_for: the one who waits, or the task, is cancelled. */
#include "wait_for.h"

#include "bt_shield.h"
#include "bt_timeout.h"

static int waits_without_limit(void *unused) {
  (void)unused;
  return say_rc("waited", bt_wait_for(task, BT_NEVER));
}

static int cancels_the_waiter_of(void *fn) {
  task = spawn("T", (bt_fn *)fn, NULL);
  waiter = spawn("W", waits_without_limit, NULL);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(bt_sleep(5), 0);
    bt_cancel(waiter);
  }
  return say_rc("joined", bt_await(waiter));
}

static int cancels_once(void *unused) {
  (void)unused;
  task = spawn("T", cleans_up, NULL);
  waiter = spawn("W", waits, NUMBER(100));
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(waiter);
  return say_rc("joined", bt_await(waiter));
}

static void cancelled_waiter_cancels_the_task_and_waits_for_it(void **state) {
  (void)state;
  assert_int_equal(run(cancels_once), UV_ECANCELED);
  said("5 T slept: ECANCELED\n"
       "15 T cleaned up\n"
       "15 W waited: ECANCELED\n"
       "15 main joined: ECANCELED\n");
}

static void second_cancel_is_passed_on_too(void **state) {
  (void)state;
  assert_int_equal(run_arg(cancels_the_waiter_of, (void *)swallows), 2);
  said("5 T slept: ECANCELED\n"
       "10 T slept: ECANCELED\n"
       "60 T slept: 0\n"
       "60 W waited: 2\n"
       "60 main joined: 2\n");
}

/* Who had no time to wait does not pass the cancellation on. */
static int cancels_a_waiter_without_time(void *unused) {
  (void)unused;
  task = bt_ref(spawn("T", swallows, NULL));
  assert_int_equal(bt_yield(), 0);
  waiter = spawn("W", waits, NUMBER(0));
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(waiter);
  say_rc("joined", bt_await(waiter));
  return say_rc("task", bt_await(task));
}

static void cancelled_waiter_without_time_leaves_at_once(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_waiter_without_time), 1);
  said("0 T slept: ECANCELED\n"
       "5 W waited: ECANCELED\n"
       "5 main joined: ECANCELED\n"
       "50 T slept: 0\n"
       "50 main task: 1\n");
}

static int cancels_it_when_the_task_ends(void *unused) {
  int rc = bt_await(bt_ref(task));

  (void)unused;
  bt_cancel(waiter);
  return rc;
}

/* The canceller hears of the end first. */
static int cancels_after_the_wake(void *unused) {
  struct bt_task *canceller;

  (void)unused;
  task = spawn("T", works_10_ms, NUMBER(7));
  canceller = spawn("canceller", cancels_it_when_the_task_ends, NULL);
  waiter = spawn("W", waits, NUMBER(100));
  say_rc("joined", bt_await(waiter));
  return bt_await(canceller);
}

static void cancel_after_the_end_is_not_swallowed(void **state) {
  (void)state;
  assert_int_equal(run(cancels_after_the_wake), 7);
  said("10 W waited: ECANCELED\n"
       "10 main joined: ECANCELED\n");
}

static int naps_to_clean_up(void *unused) {
  (void)unused;
  nap(NUMBER(50));
  return nap(NUMBER(10));
}

static int cancels_after_the_deadline(void *unused) {
  (void)unused;
  task = spawn("T", naps_to_clean_up, NULL);
  waiter = spawn("W", waits, NUMBER(20));
  assert_int_equal(bt_sleep(25), 0);
  bt_cancel(waiter);
  return say_rc("joined", bt_await(waiter));
}

static void cancel_after_the_deadline_is_no_timeout(void **state) {
  (void)state;
  assert_int_equal(run(cancels_after_the_deadline), UV_ECANCELED);
  said("20 T slept: ECANCELED\n"
       "25 T slept: ECANCELED\n"
       "25 W waited: ECANCELED\n"
       "25 main joined: ECANCELED\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cancelled_waiter_cancels_the_task_and_waits_for_it),
      TEST(second_cancel_is_passed_on_too),
      TEST(cancelled_waiter_without_time_leaves_at_once),
      TEST(cancel_after_the_end_is_not_swallowed),
      TEST(cancel_after_the_deadline_is_no_timeout),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

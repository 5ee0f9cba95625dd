/* SPDX-License-Identifier: MIT-0 */
/* Timeouts inside each other, and timeouts that are moved. */
#include "support.h"

#include "bt_timeout.h"

/* Two scopes round a sleep; says how each of them ended. */
static int nested(uint64_t outer_ms, uint64_t inner_ms, uint64_t sleep_ms) {
  struct bt_timeout outer, inner;
  int rc;

  bt_timeout_open(&outer, outer_ms);
  bt_timeout_open(&inner, inner_ms);
  rc = bt_sleep(sleep_ms);
  rc = say_rc("inner", bt_timeout_close(&inner, rc));
  rc = say_rc("outer", bt_timeout_close(&outer, rc));
  assert_int_equal(bt_cancelling(bt_self()), 0);
  return rc;
}

static int inner_first(void *unused) {
  (void)unused;
  return nested(50, 20, 100);
}

static int outer_first(void *unused) {
  (void)unused;
  return nested(20, 50, 100);
}

static int both_at_once(void *unused) {
  (void)unused;
  return nested(20, 20, 100);
}

/* The error of the inner is an ordinary one for the outer. */
static void the_scope_whose_deadline_struck_reports_it(void **state) {
  (void)state;
  assert_int_equal(run(inner_first), UV_ETIMEDOUT);
  said("20 main inner: ETIMEDOUT\n"
       "20 main outer: ETIMEDOUT\n");
  assert_int_equal(run(outer_first), UV_ETIMEDOUT);
  said("20 main inner: ECANCELED\n"
       "20 main outer: ETIMEDOUT\n");
}

static int goes_on_after_the_inner(void *unused) {
  struct bt_timeout outer, inner;
  int rc;

  (void)unused;
  bt_timeout_open(&outer, 50);
  bt_timeout_open(&inner, 20);
  rc = bt_sleep(100);
  assert_int_equal(bt_timeout_close(&inner, rc), UV_ETIMEDOUT);
  rc = say_rc("slept on", bt_sleep(20));
  rc = bt_timeout_close(&outer, rc);
  assert_false(bt_timeout_expired(&outer));
  return rc;
}

static void outer_is_untouched_by_the_inner(void **state) {
  (void)state;
  assert_int_equal(run(goes_on_after_the_inner), 0);
  said("40 main slept on: 0\n");
}

static int both_at_once_inner_started_first(void *unused) {
  struct bt_timeout outer, inner;
  int rc;

  (void)unused;
  bt_timeout_open(&outer, BT_NEVER);
  bt_timeout_open(&inner, 20);
  assert_int_equal(bt_timeout_reschedule(&outer, 20), 0);
  rc = bt_sleep(100);
  rc = say_rc("inner", bt_timeout_close(&inner, rc));
  rc = say_rc("outer", bt_timeout_close(&outer, rc));
  assert_int_equal(bt_cancelling(bt_self()), 0);
  return rc;
}

static void of_two_at_one_time_the_outer_reports_it(void **state) {
  (void)state;
  assert_int_equal(run(both_at_once), UV_ETIMEDOUT);
  assert_int_equal(run(both_at_once_inner_started_first), UV_ETIMEDOUT);
  said("20 main inner: ECANCELED\n"
       "20 main outer: ETIMEDOUT\n"
       "20 main inner: ECANCELED\n"
       "20 main outer: ETIMEDOUT\n");
}

static int has_a_deadline_in_its_cleanup(void *unused) {
  struct bt_timeout outer, cleanup;
  int rc;

  (void)unused;
  bt_timeout_open(&outer, 20);
  rc = bt_sleep(100);
  bt_timeout_open(&cleanup, 10);
  say_rc("cleanup", bt_timeout_close(&cleanup, bt_sleep(50)));
  return bt_timeout_close(&outer, rc);
}

static void cleanup_may_have_a_deadline_of_its_own(void **state) {
  (void)state;
  assert_int_equal(run(has_a_deadline_in_its_cleanup), UV_ETIMEDOUT);
  said("30 main cleanup: ETIMEDOUT\n");
}

/* ---- Moving ----------------------------------------------------------- */

static int moves_its_deadline(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, 10);
  rc = bt_sleep(5);
  assert_int_equal(bt_timeout_reschedule(&t, 20), 0);
  assert_int_equal(bt_timeout_deadline_us(&t), 25000);
  rc |= bt_sleep(15);
  assert_int_equal(bt_timeout_reschedule(&t, BT_NEVER), 0);
  assert_true(bt_timeout_deadline_us(&t) == BT_NEVER);
  rc |= bt_sleep(100);
  assert_int_equal(bt_timeout_reschedule_us(&t, 1500), 0);
  assert_int_equal(rc, 0);
  rc = bt_sleep(100);
  assert_int_equal(bt_now_us(), 121500);
  return bt_timeout_close(&t, rc);
}

static void deadline_can_be_moved_removed_and_set(void **state) {
  (void)state;
  assert_int_equal(run(moves_its_deadline), UV_ETIMEDOUT);
}

static int strikes_now(void *timeout) {
  assert_int_equal(bt_timeout_reschedule(timeout, 0), 0);
  return 0;
}

static int is_struck_by_another(void *unused) {
  struct bt_timeout t;

  (void)unused;
  bt_timeout_open(&t, 1000);
  bt_drop(spawn("A", strikes_now, &t));
  return bt_timeout_close(&t, bt_sleep(100));
}

static void another_task_may_let_it_strike_at_once(void **state) {
  (void)state;
  assert_int_equal(run(is_struck_by_another), UV_ETIMEDOUT);
}

static int takes_back_a_strike(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, 0);
  assert_int_equal(bt_timeout_reschedule(&t, 1000), 0);
  rc = bt_sleep(100);
  return bt_timeout_close(&t, rc);
}

static void deadline_moved_before_it_struck_does_not_strike(void **state) {
  (void)state;
  assert_int_equal(run(takes_back_a_strike), 0);
}

static int moves_it_too_late(void *unused) {
  struct bt_timeout t = {.state = BT_TIMEOUT_CLOSED};
  int rc;

  (void)unused;
  say_rc("not yet open", bt_timeout_reschedule(&t, 5));
  bt_timeout_open(&t, 10);
  rc = bt_sleep(100);
  say_rc("struck", bt_timeout_reschedule(&t, 5));
  rc = bt_timeout_close(&t, rc);
  say_rc("expired", bt_timeout_reschedule(&t, 5));
  bt_timeout_open(&t, 10); /* it may be opened again */
  assert_int_equal(bt_timeout_close(&t, 0), 0);
  say_rc("closed", bt_timeout_reschedule(&t, 5));
  return rc;
}

static void only_an_open_one_that_has_not_struck_can_be_moved(void **state) {
  (void)state;
  assert_int_equal(run(moves_it_too_late), UV_ETIMEDOUT);
  said("0 main not yet open: EINVAL\n"
       "10 main struck: EINVAL\n"
       "10 main expired: EINVAL\n"
       "10 main closed: EINVAL\n");
}

/* ---- Misuse ----------------------------------------------------------- */

static int opens_outside(void) {
  struct bt_timeout t;

  bt_timeout_open(&t, 5);
  return 0;
}

static void timeout_needs_a_task(void **state) {
  (void)state;
  aborts(opens_outside, "baton: a timeout is opened outside a task [TO-21]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_scope_whose_deadline_struck_reports_it),
      TEST(outer_is_untouched_by_the_inner),
      TEST(of_two_at_one_time_the_outer_reports_it),
      TEST(cleanup_may_have_a_deadline_of_its_own),
      TEST(deadline_can_be_moved_removed_and_set),
      TEST(another_task_may_let_it_strike_at_once),
      TEST(deadline_moved_before_it_struck_does_not_strike),
      TEST(only_an_open_one_that_has_not_struck_can_be_moved),
      TEST(timeout_needs_a_task),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_gather.h"
#include "bt_timeout.h"

static unsigned requests(void) { return bt_cancelling(bt_self()); }

/* Runs body under a deadline in the running task. */
static int within(uint64_t ms, bt_fn *body, void *arg) {
  struct bt_timeout t;
  int rc;

  bt_timeout_open(&t, ms);
  rc = body(arg);
  say("inside: %s, expired: %d, requests: %u",
      rc < 0 ? bt_error_name(rc) : "ok", bt_timeout_expired(&t), requests());
  rc = bt_timeout_close(&t, rc);
  say("after: %s, expired: %d, requests: %u", rc < 0 ? bt_error_name(rc) : "ok",
      bt_timeout_expired(&t), requests());
  return rc;
}

/* ---- One scope -------------------------------------------------------- */

static int sleeps(void *ms) { return bt_sleep((uintptr_t)ms); }

static int is_late(void *unused) {
  (void)unused;
  assert_int_equal(within(10, sleeps, NUMBER(20)), UV_ETIMEDOUT);
  say("%s", bt_message(bt_self()));
  assert_int_equal(within(2000, sleeps, NUMBER(4000)), UV_ETIMEDOUT);
  return bt_sleep(5);
}

static void deadline_cancels_the_body_and_becomes_a_timeout(void **state) {
  (void)state;
  assert_int_equal(run(is_late), 0);
  said("10 main inside: ECANCELED, expired: 1, requests: 1\n"
       "10 main after: ETIMEDOUT, expired: 1, requests: 0\n"
       "10 main the deadline passed\n"
       "2010 main inside: ECANCELED, expired: 1, requests: 1\n"
       "2010 main after: ETIMEDOUT, expired: 1, requests: 0\n");
}

static int is_in_time(void *unused) {
  (void)unused;
  return within(1000, sleeps, NUMBER(20));
}

/* No timer is left: the clock stands at 20 when the program ends. */
static void body_in_time_leaves_nothing(void **state) {
  (void)state;
  assert_int_equal(run(is_in_time), 0);
  said("20 main inside: ok, expired: 0, requests: 0\n"
       "20 main after: ok, expired: 0, requests: 0\n");
}

static int has_no_deadline(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, BT_NEVER);
  assert_true(bt_timeout_deadline_us(&t) == BT_NEVER);
  rc = bt_sleep(1000000);
  rc = bt_timeout_close(&t, rc);
  bt_timeout_open(&t, 5);
  assert_int_equal(bt_timeout_deadline_us(&t), 1000005000);
  return bt_timeout_close(&t, rc);
}

static void never_is_no_deadline(void **state) {
  (void)state;
  assert_int_equal(run(has_no_deadline), 0);
}

static int yields(void *n) {
  int rc = 0;

  for (uintptr_t i = 0; rc == 0 && i < (uintptr_t)n; i++)
    rc = bt_yield();
  return rc;
}

static int has_no_time_at_all(void *unused) {
  (void)unused;
  assert_int_equal(within(0, yields, NUMBER(5)), UV_ETIMEDOUT);
  return within(0, give, NUMBER(0));
}

static void zero_strikes_at_the_first_wait_if_there_is_one(void **state) {
  (void)state;
  assert_int_equal(run(has_no_time_at_all), 0);
  said("0 main inside: ECANCELED, expired: 1, requests: 1\n"
       "0 main after: ETIMEDOUT, expired: 1, requests: 0\n"
       "0 main inside: ok, expired: 0, requests: 0\n"
       "0 main after: ok, expired: 0, requests: 0\n");
}

static int fails(void *unused) {
  (void)unused;
  return bt_fail(UV_EIO, "the disk");
}

static int fails_when_cancelled(void *unused) {
  return bt_sleep(100) == UV_ECANCELED ? fails(unused) : 0;
}

static int swallows(void *ms) {
  assert_int_equal(bt_sleep(100), UV_ECANCELED);
  return bt_sleep((uintptr_t)ms) + 7;
}

static int has_errors_of_its_own(void *unused) {
  (void)unused;
  assert_int_equal(within(10, fails, NULL), UV_EIO);
  assert_int_equal(within(10, fails_when_cancelled, NULL), UV_EIO);
  say("%s", bt_message(bt_self()));
  return within(10, swallows, NUMBER(0));
}

static void what_the_body_makes_of_it_stands(void **state) {
  (void)state;
  assert_int_equal(run(has_errors_of_its_own), 7);
  said("0 main inside: EIO, expired: 0, requests: 0\n"
       "0 main after: EIO, expired: 0, requests: 0\n"
       "10 main inside: EIO, expired: 1, requests: 1\n"
       "10 main after: EIO, expired: 1, requests: 0\n"
       "10 main the disk\n"
       "20 main inside: ok, expired: 1, requests: 1\n"
       "20 main after: ok, expired: 1, requests: 0\n");
}

static int cleans_up(void *ms) {
  int rc = bt_sleep(100);

  assert_int_equal(bt_sleep((uintptr_t)ms), 0);
  return rc;
}

static int cleans_up_late(void *unused) {
  (void)unused;
  return within(10, cleans_up, NUMBER(30));
}

static void timeout_comes_when_the_body_has_cleaned_up(void **state) {
  (void)state;
  assert_int_equal(run(cleans_up_late), UV_ETIMEDOUT);
  said("40 main inside: ECANCELED, expired: 1, requests: 1\n"
       "40 main after: ETIMEDOUT, expired: 1, requests: 0\n");
}

static int sleeps_to_the_deadline(void *unused) {
  (void)unused;
  return within(10, sleeps, NUMBER(10));
}

static int moves_to_the_same_time(void *timeout) {
  int rc = bt_sleep(5);

  assert_int_equal(bt_timeout_reschedule(timeout, 5), 0);
  return rc;
}

/* The sleep's timer is started before the deadline's. */
static int slept_first(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, BT_NEVER);
  bt_drop(spawn("X", moves_to_the_same_time, &t));
  rc = bt_sleep(10);
  return bt_timeout_close(&t, rc);
}

static void sleep_to_the_very_deadline_loses(void **state) {
  (void)state;
  assert_int_equal(run(sleeps_to_the_deadline), UV_ETIMEDOUT);
  said("10 main inside: ECANCELED, expired: 1, requests: 1\n"
       "10 main after: ETIMEDOUT, expired: 1, requests: 0\n");
  assert_int_equal(run(slept_first), UV_ETIMEDOUT);
}

/* ---- What the body waits for ------------------------------------------ */

static int awaits_a_nap(void *unused) {
  (void)unused;
  return bt_await(spawn("A", nap, NUMBER(100)));
}

static int gathers_naps(void *unused) {
  struct bt_task *tasks[] = {spawn("A", nap, NUMBER(100)),
                             spawn("B", nap, NUMBER(100))};

  (void)unused;
  return bt_gather(tasks, 2, NULL);
}

static int reaches_others(void *unused) {
  (void)unused;
  assert_int_equal(within(10, awaits_a_nap, NULL), UV_ETIMEDOUT);
  return within(10, gathers_naps, NULL);
}

static void deadline_reaches_the_tasks_that_the_body_awaits(void **state) {
  (void)state;
  assert_int_equal(run(reaches_others), UV_ETIMEDOUT);
  said("10 A slept: ECANCELED\n"
       "10 main inside: ECANCELED, expired: 1, requests: 1\n"
       "10 main after: ETIMEDOUT, expired: 1, requests: 0\n"
       "20 A slept: ECANCELED\n"
       "20 B slept: ECANCELED\n"
       "20 main inside: ECANCELED, expired: 1, requests: 1\n"
       "20 main after: ETIMEDOUT, expired: 1, requests: 0\n");
}

/* ---- Cancelled by others, too ----------------------------------------- */

static unsigned cancel_at;
static struct bt_task *victim;

static int cancels_the_victim(void *unused) {
  int rc = bt_sleep(cancel_at);

  (void)unused;
  bt_cancel(victim);
  return rc;
}

static int is_cancelled_from_outside(void *body) {
  struct bt_task *x;
  int rc;

  victim = bt_self();
  x = spawn("X", cancels_the_victim, NULL);
  assert_int_equal(bt_yield(), 0); /* its timer is to be the first */
  rc = within(10, (bt_fn *)body, NUMBER(30));
  bt_drop(x);
  return rc;
}

static int cancelled_at(unsigned ms, bt_fn *body) {
  cancel_at = ms;
  return run_arg(is_cancelled_from_outside, (void *)body);
}

static void cancel_by_others_passes_through(void **state) {
  (void)state;
  assert_int_equal(cancelled_at(5, sleeps), UV_ECANCELED);
  said("5 main inside: ECANCELED, expired: 0, requests: 1\n"
       "5 main after: ECANCELED, expired: 0, requests: 1\n");
}

static void cancel_by_others_wins_over_the_deadline(void **state) {
  (void)state;
  assert_int_equal(cancelled_at(10, sleeps), UV_ECANCELED);
  said("10 main inside: ECANCELED, expired: 1, requests: 2\n"
       "10 main after: ECANCELED, expired: 1, requests: 1\n");
}

static int cleans_up_twice(void *ms) {
  int rc = bt_sleep(100);

  return say_rc("cleaning up", bt_sleep((uintptr_t)ms)) < 0 ? UV_ECANCELED : rc;
}

static void cancel_by_others_during_the_cleanup_wins(void **state) {
  (void)state;
  assert_int_equal(cancelled_at(20, cleans_up_twice), UV_ECANCELED);
  said("20 main cleaning up: ECANCELED\n"
       "20 main inside: ECANCELED, expired: 1, requests: 2\n"
       "20 main after: ECANCELED, expired: 1, requests: 1\n");
}

static int has_an_old_request(void *unused) {
  (void)unused;
  bt_cancel(bt_self());
  assert_int_equal(bt_yield(), UV_ECANCELED);
  return within(10, sleeps, NUMBER(20));
}

static void older_swallowed_cancel_does_not_hide_the_timeout(void **state) {
  (void)state;
  assert_int_equal(run(has_an_old_request), UV_ETIMEDOUT);
  said("10 main inside: ECANCELED, expired: 1, requests: 2\n"
       "10 main after: ETIMEDOUT, expired: 1, requests: 1\n");
}

/* ---- On the screen ---------------------------------------------------- */

static int is_shown(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, 5);
  shows_scope("open timeout timeout-1, until 5 ms");
  assert_int_equal(bt_timeout_reschedule(&t, 20), 0);
  shows_scope("open timeout timeout-1, until 20 ms");
  rc = bt_sleep(100);
  shows_call("timeout for main");
  rc = bt_timeout_close(&t, rc);
  shows_scope("close timeout timeout-1");
  return rc;
}

static void its_deadlines_are_shown(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_shown), UV_ETIMEDOUT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(deadline_cancels_the_body_and_becomes_a_timeout),
      TEST(body_in_time_leaves_nothing),
      TEST(never_is_no_deadline),
      TEST(zero_strikes_at_the_first_wait_if_there_is_one),
      TEST(what_the_body_makes_of_it_stands),
      TEST(timeout_comes_when_the_body_has_cleaned_up),
      TEST(sleep_to_the_very_deadline_loses),
      TEST(deadline_reaches_the_tasks_that_the_body_awaits),
      TEST(cancel_by_others_passes_through),
      TEST(cancel_by_others_wins_over_the_deadline),
      TEST(cancel_by_others_during_the_cleanup_wins),
      TEST(older_swallowed_cancel_does_not_hide_the_timeout),
      TEST(its_deadlines_are_shown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

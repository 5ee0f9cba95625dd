/* SPDX-License-Identifier: MIT-0 */
/* wait_for: one task, at most for a time. */
#include "wait_for.h"

#include "bt_shield.h"
#include "bt_timeout.h"

/* Waits for task and says the result, and that no request is left behind. */
static int says_wait(uint64_t ms) {
  int rc = say_rc("waited", bt_wait_for(task, ms));

  say("requests: %u", bt_cancelling(bt_self()));
  return rc;
}

static int fails_when_cancelled(void *unused) {
  (void)unused;
  if (bt_sleep(50) < 0)
    return bt_fail(UV_EIO, "while cleaning up");
  return 0;
}

/* ---- In time ---------------------------------------------------------- */

static int waits_in_time(void *unused) {
  (void)unused;
  task = spawn("T", works_10_ms, NUMBER(7));
  says_wait(50);
  task = spawn("T", works_10_ms, NUMBER(UV_EIO));
  says_wait(BT_NEVER);
  return nap(NUMBER(100)); /* past the deadline that was not needed */
}

static void result_in_time_leaves_no_deadline_behind(void **state) {
  (void)state;
  assert_int_equal(run(waits_in_time), 0);
  said("10 main waited: 7\n"
       "10 main requests: 0\n"
       "20 main waited: EIO\n"
       "20 main requests: 0\n"
       "120 main slept: 0\n");
}

static int ends_now(void *unused) {
  (void)unused;
  turns_begin();
  return 0;
}

static int counts_turns(void *unused) {
  (void)unused;
  task = spawn("T", ends_now, NULL);
  assert_int_equal(bt_wait_for(task, 50), 0);
  say("after the end: %u", turns_end());
  for (unsigned ms = 0; ms < 2; ms++) {
    task = spawn("T", give, NUMBER(7));
    assert_int_equal(bt_yield(), 0);
    turns_begin();
    say_rc("waited", bt_wait_for(task, ms));
    say("ended before: %u", turns_end());
  }
  return 0;
}

static void
wait_returns_a_turn_after_the_end_at_once_if_it_was_before(void **state) {
  (void)state;
  assert_int_equal(run(counts_turns), 0);
  said("0 main after the end: 1\n"
       "0 main waited: 7\n"
       "0 main ended before: 0\n"
       "0 main waited: 7\n"
       "0 main ended before: 0\n");
}

/* ---- The time is up --------------------------------------------------- */

static int waits_too_long_for(void *fn) {
  task = spawn("T", (bt_fn *)fn, NULL);
  return says_wait(20);
}

static int run_20_ms(bt_fn *fn) {
  return run_arg(waits_too_long_for, (void *)fn);
}

static void cleanup_is_over_when_the_timeout_is_returned(void **state) {
  (void)state;
  assert_int_equal(run_20_ms(cleans_up), UV_ETIMEDOUT);
  said("20 T slept: ECANCELED\n"
       "30 T cleaned up\n"
       "30 main waited: ETIMEDOUT\n"
       "30 main requests: 0\n");
}

static void task_that_swallows_the_cancellation_has_its_result(void **state) {
  (void)state;
  assert_int_equal(run_20_ms(swallows), 1);
  said("20 T slept: ECANCELED\n"
       "70 T slept: 0\n"
       "70 main waited: 1\n"
       "70 main requests: 0\n");
}

static int says_the_message(void *unused) {
  (void)unused;
  task = spawn("T", fails_when_cancelled, NULL);
  say_rc("waited", bt_wait_for(task, 20));
  say("%s", bt_message(bt_self()));
  return 0;
}

static void error_of_the_cleanup_is_the_result(void **state) {
  (void)state;
  assert_int_equal(run(says_the_message), 0);
  said("20 main waited: EIO\n"
       "20 main while cleaning up\n");
}

static int ends_at_the_deadline(void *early) {
  task = spawn("T", works_10_ms, NULL);
  if (early)
    assert_int_equal(bt_yield(), 0); /* its timer is started first */
  return says_wait(10);
}

static void end_at_the_very_deadline_is_a_timeout(void **state) {
  (void)state;
  for (int early = 0; early < 2; early++) {
    assert_int_equal(run_arg(ends_at_the_deadline, NUMBER(early)),
                     UV_ETIMEDOUT);
    said("10 main waited: ETIMEDOUT\n"
         "10 main requests: 0\n");
  }
}

/* ---- No time at all --------------------------------------------------- */

static int waits_no_time_for(void *fn) {
  task = spawn("T", (bt_fn *)fn, NULL);
  assert_int_equal(bt_yield(), 0);
  return says_wait(0);
}

static int run_0_ms(bt_fn *fn) {
  return run_arg(waits_no_time_for, (void *)fn);
}

static void without_time_a_running_task_is_cancelled_and_awaited(void **state) {
  (void)state;
  assert_int_equal(run_0_ms(cleans_up), UV_ETIMEDOUT);
  assert_int_equal(run_0_ms(swallows), 1);
  assert_int_equal(run_0_ms(fails_when_cancelled), UV_EIO);
  said("0 T slept: ECANCELED\n"
       "10 T cleaned up\n"
       "10 main waited: ETIMEDOUT\n"
       "10 main requests: 0\n"
       "0 T slept: ECANCELED\n"
       "50 T slept: 0\n"
       "50 main waited: 1\n"
       "50 main requests: 0\n"
       "0 main waited: EIO\n"
       "0 main requests: 0\n");
}

static int waits_no_time_for_a_new_one(void *unused) {
  (void)unused;
  task = spawn("T", cleans_up, NULL);
  return says_wait(0);
}

static void without_time_a_new_task_never_starts(void **state) {
  (void)state;
  assert_int_equal(run(waits_no_time_for_a_new_one), UV_ETIMEDOUT);
  said("0 main waited: ETIMEDOUT\n"
       "0 main requests: 0\n");
}

/* ---- With others ------------------------------------------------------ */

static int shields(void *inner) { return bt_shield(inner); }

static int waits_for_a_shielded_one(void *unused) {
  struct bt_task *inner = spawn("inner", nap, NUMBER(50));

  (void)unused;
  task = spawn("T", shields, inner);
  says_wait(20);
  return bt_await(inner);
}

static void shielded_task_survives_the_deadline(void **state) {
  (void)state;
  assert_int_equal(run(waits_for_a_shielded_one), 0);
  said("20 main waited: ETIMEDOUT\n"
       "20 main requests: 0\n"
       "50 inner slept: 0\n");
}

static int waits_for_a_nested_one(void *inner_ms) {
  struct bt_task *inner = spawn("inner", nap, NUMBER(100));

  task = inner;
  waiter = spawn("W", waits, inner_ms);
  assert_int_equal(bt_yield(), 0);
  return say_rc("outer", bt_wait_for(waiter, 30));
}

static int run_nested(unsigned inner_ms) {
  return run_arg(waits_for_a_nested_one, NUMBER(inner_ms));
}

static void shorter_of_nested_deadlines_decides(void **state) {
  (void)state;
  assert_int_equal(run_nested(50), UV_ETIMEDOUT);
  said("30 inner slept: ECANCELED\n"
       "30 W waited: ECANCELED\n"
       "30 main outer: ETIMEDOUT\n");
  assert_int_equal(run_nested(20), UV_ETIMEDOUT);
  said("20 inner slept: ECANCELED\n"
       "20 W waited: ETIMEDOUT\n"
       "20 main outer: ETIMEDOUT\n");
}

static int waits_under_a_timeout(void *unused) {
  struct bt_timeout timeout;

  (void)unused;
  task = spawn("T", nap, NUMBER(100));
  bt_timeout_open(&timeout, 20);
  return bt_timeout_close(&timeout, says_wait(50));
}

static void timeout_round_it_cancels_the_task(void **state) {
  (void)state;
  assert_int_equal(run(waits_under_a_timeout), UV_ETIMEDOUT);
  said("20 T slept: ECANCELED\n"
       "20 main waited: ECANCELED\n"
       "20 main requests: 1\n");
}

/* ---- Memory ----------------------------------------------------------- */

static int waits_in_vain(void *unused) {
  struct bt_task *t = bt_spawn(wait_for_ever, NULL);
  int rc;

  (void)unused;
  if (!t)
    return UV_ENOMEM;
  rc = bt_wait_for(t, 10);
  return rc == UV_ETIMEDOUT ? 0 : rc;
}

/* Besides that of the tasks; without a timeout's message it does as well. */
static void waiting_needs_no_memory(void **state) {
  (void)state;
  assert_int_equal(refuse_each(waits_in_vain), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(result_in_time_leaves_no_deadline_behind),
      TEST(wait_returns_a_turn_after_the_end_at_once_if_it_was_before),
      TEST(cleanup_is_over_when_the_timeout_is_returned),
      TEST(task_that_swallows_the_cancellation_has_its_result),
      TEST(error_of_the_cleanup_is_the_result),
      TEST(end_at_the_very_deadline_is_a_timeout),
      TEST(without_time_a_running_task_is_cancelled_and_awaited),
      TEST(without_time_a_new_task_never_starts),
      TEST(shielded_task_survives_the_deadline),
      TEST(shorter_of_nested_deadlines_decides),
      TEST(timeout_round_it_cancels_the_task),
      TEST(waiting_needs_no_memory),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

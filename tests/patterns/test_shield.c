/* SPDX-License-Identifier: MIT-0 */
/* shield: a cancellation of the awaiter does not reach the task. */
#include "support.h"

#include "bt_shield.h"
#include "bt_timeout.h"

static struct bt_task *task, *waiter;

static int waits(void *unused) {
  int rc = say_rc("shield", bt_shield(task));

  (void)unused;
  say("requests: %u", bt_cancelling(bt_self()));
  return rc;
}

static int works_10_ms(void *result) {
  int rc = bt_sleep(10);

  return rc < 0 ? rc : give(result);
}

static int fails(void *unused) {
  int rc = bt_sleep(10);

  (void)unused;
  return rc < 0 ? rc : bt_fail(UV_EIO, "the disk is full");
}

/* ---- Results ---------------------------------------------------------- */

static int shields_two(void *unused) {
  (void)unused;
  task = spawn("T", works_10_ms, NUMBER(7));
  waits(NULL);
  bt_drop(task);
  task = spawn("T", fails, NULL);
  waits(NULL);
  say("%s", bt_message(bt_self()));
  bt_drop(task);
  return 0;
}

static void result_and_error_come_through(void **state) {
  (void)state;
  assert_int_equal(run(shields_two), 0);
  said("10 main shield: 7\n"
       "10 main requests: 0\n"
       "20 main shield: EIO\n"
       "20 main requests: 0\n"
       "20 main the disk is full\n");
}

static int ends_now(void *unused) {
  (void)unused;
  turns_begin();
  return 7;
}

static int counts_turns(void *unused) {
  (void)unused;
  task = spawn("T", ends_now, NULL);
  assert_int_equal(bt_shield(task), 7);
  say("after the end: %u", turns_end());
  turns_begin();
  assert_int_equal(bt_shield(task), 7);
  say("ended before: %u", turns_end());
  return bt_await(task);
}

static void
shield_returns_two_turns_after_the_end_at_once_if_it_was_before(void **state) {
  (void)state;
  assert_int_equal(run(counts_turns), 7);
  said("0 main after the end: 2\n"
       "0 main ended before: 0\n");
}

static int cancels_the_task(void *unused) {
  (void)unused;
  task = spawn("T", nap, NUMBER(50));
  waiter = spawn("W", waits, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(task);
  say_rc("joined", bt_await(waiter));
  say("task cancelled: %d", bt_cancelled(task));
  bt_drop(task);
  return 0;
}

static void cancelled_task_is_a_cancellation_of_nobody_else(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_task), 0);
  said("5 T slept: ECANCELED\n"
       "5 W shield: ECANCELED\n"
       "5 W requests: 0\n"
       "5 main joined: ECANCELED\n"
       "5 main task cancelled: 1\n");
}

/* ---- Cancelling the awaiter ------------------------------------------- */

static int says_the_turns(void *unused) {
  int rc = bt_shield(task);

  (void)unused;
  say("turns: %u", turns_end());
  return rc;
}

static int cancels_the_waiter(void *unused) {
  (void)unused;
  task = spawn("T", nap, NUMBER(50));
  waiter = spawn("W", says_the_turns, NULL);
  assert_int_equal(bt_sleep(5), 0);
  turns_begin();
  bt_cancel(waiter);
  say_rc("joined", bt_await(waiter));
  say("requests of T: %u", bt_cancelling(task));
  return bt_await(task);
}

static void
cancelled_awaiter_leaves_at_once_and_the_task_runs_on(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_waiter), 0);
  said("5 W turns: 1\n"
       "5 main joined: ECANCELED\n"
       "5 main requests of T: 0\n"
       "50 T slept: 0\n");
}

static int sees_it_through(void *unused) {
  int rc = say_rc("shield", bt_shield(task));
  int end = say_rc("awaited", bt_await(task));

  (void)unused;
  return end < 0 ? end : rc;
}

static int cancels_who_sees_it_through(void *unused) {
  (void)unused;
  task = spawn("T", nap, NUMBER(50));
  waiter = spawn("W", sees_it_through, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(waiter);
  return say_rc("joined", bt_await(waiter));
}

static void
awaiter_may_see_the_task_through_and_be_cancelled_then(void **state) {
  (void)state;
  assert_int_equal(run(cancels_who_sees_it_through), UV_ECANCELED);
  said("5 W shield: ECANCELED\n"
       "50 T slept: 0\n"
       "50 W awaited: 0\n"
       "50 main joined: ECANCELED\n");
}

static int has_a_deadline(void *unused) {
  struct bt_timeout timeout;

  (void)unused;
  task = spawn("T", nap, NUMBER(50));
  bt_timeout_open(&timeout, 20);
  say_rc("timeout", bt_timeout_close(&timeout, bt_shield(task)));
  return bt_await(task);
}

static void deadline_does_not_reach_the_task(void **state) {
  (void)state;
  assert_int_equal(run(has_a_deadline), 0);
  said("20 main timeout: ETIMEDOUT\n"
       "50 T slept: 0\n");
}

static int cancels_it_when_the_task_ends(void *unused) {
  int rc = bt_join(task);

  (void)unused;
  bt_cancel(waiter);
  return rc;
}

/* The canceller hears of the end before the shield does, or right after. */
static int cancels_beside_the_wake(void *after) {
  struct bt_task *canceller;

  task = spawn("T", works_10_ms, NUMBER(7));
  if (after)
    waiter = spawn("W", waits, NULL);
  canceller = spawn("canceller", cancels_it_when_the_task_ends, NULL);
  if (!after)
    waiter = spawn("W", waits, NULL);
  say_rc("joined", bt_await(waiter));
  bt_drop(task);
  return bt_await(canceller);
}

static void cancel_beside_the_end_wins_in_either_order(void **state) {
  (void)state;
  for (int after = 0; after < 2; after++) {
    assert_int_equal(run_arg(cancels_beside_the_wake, NUMBER(after)), 7);
    said("10 W shield: ECANCELED\n"
         "10 W requests: 1\n"
         "10 main joined: ECANCELED\n");
  }
}

/* ---- Nobody is left to see the error ---------------------------------- */

static int abandons_one_that_fails(void *unused) {
  (void)unused;
  task = spawn("T", fails, NULL);
  waiter = spawn("W", waits, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(waiter);
  assert_int_equal(bt_await(waiter), UV_ECANCELED);
  bt_drop(task);
  return bt_sleep(50);
}

static void error_of_an_abandoned_task_is_reported(void **state) {
  (void)state;
  assert_int_equal(run(abandons_one_that_fails), 0);
  said("5 W shield: ECANCELED\n"
       "5 W requests: 1\n");
  reported("unretrieved: task T failed and nobody retrieved its error: the "
           "disk is full\n");
}

/* ---- Memory ----------------------------------------------------------- */

static int shields_one(void *unused) {
  struct bt_task *t = bt_spawn(works_10_ms, NUMBER(0));
  int rc = t ? bt_shield(t) : UV_ENOMEM;

  (void)unused;
  bt_drop(t);
  return rc;
}

static void shielding_needs_no_memory(void **state) {
  (void)state;
  assert_int_equal(refuse_each(shields_one), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(result_and_error_come_through),
      TEST(shield_returns_two_turns_after_the_end_at_once_if_it_was_before),
      TEST(cancelled_task_is_a_cancellation_of_nobody_else),
      TEST(cancelled_awaiter_leaves_at_once_and_the_task_runs_on),
      TEST(awaiter_may_see_the_task_through_and_be_cancelled_then),
      TEST(deadline_does_not_reach_the_task),
      TEST(cancel_beside_the_end_wins_in_either_order),
      TEST(error_of_an_abandoned_task_is_reported),
      TEST(shielding_needs_no_memory),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

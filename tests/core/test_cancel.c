/* SPDX-License-Identifier: MIT-0 */
/* Cancellation of one task: requested, delivered once, counted. */
#include "support.h"

static int says_it_ran(void *unused) {
  (void)unused;
  say("ran");
  return 0;
}

/* ---- Requests --------------------------------------------------------- */

static int cancels_at_every_stage(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(100));

  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  say("cancel: %d", bt_cancel(a));
  say("done: %d", bt_done(a));
  say_rc("joined", bt_join(a));
  say("again: %d, requests: %u", bt_cancel(a), bt_cancelling(a));
  assert_true(bt_cancelled(a));
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static void cancel_is_a_request_until_the_task_has_ended(void **state) {
  (void)state;
  assert_int_equal(run(cancels_at_every_stage), 0);
  said("5 main cancel: 1\n"
       "5 main done: 0\n"
       "5 A slept: ECANCELED\n"
       "5 main joined: ECANCELED\n"
       "5 main again: 0, requests: 1\n");
}

static int cancels_before_the_first_step(void *unused) {
  struct bt_task *a = spawn("A", says_it_ran, NULL);

  (void)unused;
  bt_cancel_because(a, "not needed");
  say_rc("joined", bt_join(a));
  say("%s", bt_message(a));
  bt_drop(a);
  return 0;
}

static void task_cancelled_before_its_first_step_never_starts(void **state) {
  (void)state;
  assert_int_equal(run(cancels_before_the_first_step), 0);
  said("0 main joined: ECANCELED\n"
       "0 main not needed\n");
}

static int swallows_one(void *unused) {
  (void)unused;
  nap(NUMBER(100));
  nap(NUMBER(10));
  return 3;
}

static int cancels_twice_at_once(void *unused) {
  struct bt_task *a = spawn("A", swallows_one, NULL);

  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  bt_cancel(a);
  say("requests: %u", bt_cancelling(a));
  say_rc("joined", bt_join(a));
  say("cancelled: %d, requests: %u", bt_cancelled(a), bt_cancelling(a));
  bt_drop(a);
  return 0;
}

static void two_requests_before_delivery_strike_once(void **state) {
  (void)state;
  assert_int_equal(run(cancels_twice_at_once), 0);
  said("5 main requests: 2\n"
       "5 A slept: ECANCELED\n"
       "15 A slept: 0\n"
       "15 main joined: 3\n"
       "15 main cancelled: 0, requests: 2\n");
}

static int cancels_during_the_cleanup(void *unused) {
  struct bt_task *a = spawn("A", swallows_one, NULL);

  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  return bt_await(a);
}

static void later_request_interrupts_a_cleanup_that_waits(void **state) {
  (void)state;
  assert_int_equal(run(cancels_during_the_cleanup), 3);
  said("5 A slept: ECANCELED\n"
       "10 A slept: ECANCELED\n");
}

static int fails_in_the_cleanup(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(100), UV_ECANCELED);
  return bt_fail(UV_EIO, "while cleaning up");
}

static int cancels_one_that_fails(void *unused) {
  struct bt_task *a = spawn("A", fails_in_the_cleanup, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel(a);
  say_rc("joined", bt_join(a));
  say("cancelled: %d, %s", bt_cancelled(a), bt_message(a));
  bt_drop(a);
  return 0;
}

static void error_in_the_cleanup_replaces_the_cancellation(void **state) {
  (void)state;
  assert_int_equal(run(cancels_one_that_fails), 0);
  said("0 main joined: EIO\n"
       "0 main cancelled: 0, while cleaning up\n");
}

/* ---- Oneself ---------------------------------------------------------- */

static int cancels_itself(void *unused) {
  struct bt_task *ended = spawn("B", give, NUMBER(4));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel(bt_self());
  say_rc("await of an ended task", bt_await(ended));
  say_rc("yield", bt_yield());
  say_rc("yield", bt_yield());
  return 0;
}

static void own_cancellation_strikes_at_the_next_wait(void **state) {
  (void)state;
  assert_int_equal(run(cancels_itself), 0);
  said("0 main await of an ended task: 4\n"
       "0 main yield: ECANCELED\n"
       "0 main yield: 0\n");
}

static int cancels_itself_and_waits(void *wait) {
  bt_cancel(bt_self());
  return ((bt_fn *)wait)(NUMBER(50));
}

static void own_cancellation_strikes_any_wait(void **state) {
  static bt_fn *const waits[] = {nap, wait_for_ever};

  (void)state;
  for (int i = 0; i < 2; i++)
    assert_int_equal(run_with((struct bt_options){.max_turns = 9},
                              cancels_itself_and_waits, (void *)waits[i]),
                     UV_ECANCELED);
  said("0 main slept: ECANCELED\n");
}

static int cancels_itself_and_returns(void *result) {
  bt_cancel(bt_self());
  return give(result);
}

static int loses_a_result(void *result) {
  struct bt_task *a = spawn("A", cancels_itself_and_returns, result);

  say_rc("joined", bt_join(a));
  return bt_await(a);
}

static void without_a_wait_returning_becomes_a_cancellation(void **state) {
  (void)state;
  assert_int_equal(run_arg(loses_a_result, NUMBER(7)), UV_ECANCELED);
  said("0 main joined: ECANCELED\n");
}

static void without_a_wait_an_error_stays_an_error(void **state) {
  (void)state;
  assert_int_equal(run_arg(loses_a_result, NUMBER(UV_EIO)), UV_EIO);
  said("0 main joined: EIO\n");
}

/* ---- Taking requests back --------------------------------------------- */

static int takes_back(void *unused) {
  struct bt_task *self = bt_self();

  (void)unused;
  say("none: %u", bt_uncancel(self));
  bt_cancel(self);
  bt_cancel(self);
  say("left: %u", bt_uncancel(self));
  say_rc("still on its way", bt_yield());
  bt_cancel(self);
  say("left: %u", bt_uncancel(self));
  say("left: %u", bt_uncancel(self));
  say_rc("withdrawn", bt_yield());
  return 0;
}

static void last_request_taken_back_withdraws_the_cancellation(void **state) {
  (void)state;
  assert_int_equal(run(takes_back), 0);
  said("0 main none: 0\n"
       "0 main left: 1\n"
       "0 main still on its way: ECANCELED\n"
       "0 main left: 1\n"
       "0 main left: 0\n"
       "0 main withdrawn: 0\n");
}

/* Cancels its own block and tells that from a cancel by others. */
static int has_its_own_block(void *foreign) {
  int rc;

  bt_cancel(bt_self());
  if (foreign)
    bt_cancel(bt_self());
  rc = bt_yield();
  if (rc == UV_ECANCELED && bt_uncancel(bt_self()) == 0)
    rc = 0;
  return rc;
}

static void structured_use_tells_its_own_request_from_others(void **state) {
  (void)state;
  assert_int_equal(run(has_its_own_block), 0);
  assert_int_equal(run_arg(has_its_own_block, NUMBER(1)), UV_ECANCELED);
}

/* ---- Against a wake --------------------------------------------------- */

static int parks_once(void *unused) {
  struct bt_waiter waiter = {.on = "nothing"};

  (void)unused;
  say_rc("parked", bt_park(&waiter));
  say("%s", waiter.state == BT_WOKEN ? "woken" : "struck");
  return 0;
}

static int wakes_then_cancels(void *unused) {
  struct bt_task *a = spawn("A", parks_once, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_true(bt_wake(a, 5));
  assert_false(bt_wake(a, 6));
  bt_cancel(a);
  return bt_await(a);
}

static int cancels_then_wakes(void *unused) {
  struct bt_task *a = spawn("A", parks_once, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel(a);
  assert_false(bt_wake(a, 5));
  return bt_await(a);
}

static int wakes_alone(void *unused) {
  struct bt_task *a = spawn("A", parks_once, NULL);

  (void)unused;
  assert_false(bt_wake(a, 5)); /* it does not wait yet */
  assert_int_equal(bt_yield(), 0);
  assert_true(bt_wake(a, 5));
  assert_int_equal(bt_yield(), 0);
  assert_false(bt_wake(a, 5)); /* it has ended */
  return bt_await(a);
}

static void first_of_wake_and_cancel_settles_the_wait(void **state) {
  (void)state;
  assert_int_equal(run(wakes_alone), 0);
  assert_int_equal(run(wakes_then_cancels), 0);
  assert_int_equal(run(cancels_then_wakes), 0);
  said("0 A parked: 5\n"
       "0 A woken\n"
       "0 A parked: ECANCELED\n"
       "0 A woken\n"
       "0 A parked: ECANCELED\n"
       "0 A struck\n");
}

/* ---- Messages --------------------------------------------------------- */

static int says_why(void *unused) {
  (void)unused;
  if (bt_sleep(100) == UV_ECANCELED)
    say("%s", bt_message(bt_self()));
  return UV_ECANCELED;
}

static int says_why_twice(void *unused) {
  (void)unused;
  says_why(NULL);
  if (bt_sleep(100) == UV_ECANCELED)
    say("%s", bt_message(bt_self()) ? "an old message" : "no message");
  return 0;
}

static int gives_reasons(void *unused) {
  struct bt_task *a = spawn("A", says_why, NULL);
  struct bt_task *b = spawn("B", says_why_twice, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel_because(a, "too late");
  bt_cancel_because(b, "at once");
  say_rc("joined", bt_await(a));
  say("%s", bt_message(bt_self()));
  bt_cancel(b);
  return bt_await(b);
}

static void reason_reaches_the_task_and_its_awaiter(void **state) {
  (void)state;
  assert_int_equal(run(gives_reasons), 0);
  said("0 A too late\n"
       "0 B at once\n"
       "0 main joined: ECANCELED\n"
       "0 main too late\n"
       "0 B no message\n");
}

static int gives_two_reasons(void *unused) {
  struct bt_task *a = spawn("A", says_why, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel_because(a, "the first");
  bt_cancel_because(a, "the second");
  say_rc("joined", bt_await(a));
  return 0;
}

static void first_of_two_reasons_is_the_one(void **state) {
  (void)state;
  assert_int_equal(run(gives_two_reasons), 0);
  said("0 A the first\n"
       "0 main joined: ECANCELED\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cancel_is_a_request_until_the_task_has_ended),
      TEST(task_cancelled_before_its_first_step_never_starts),
      TEST(two_requests_before_delivery_strike_once),
      TEST(later_request_interrupts_a_cleanup_that_waits),
      TEST(error_in_the_cleanup_replaces_the_cancellation),
      TEST(own_cancellation_strikes_at_the_next_wait),
      TEST(own_cancellation_strikes_any_wait),
      TEST(without_a_wait_returning_becomes_a_cancellation),
      TEST(without_a_wait_an_error_stays_an_error),
      TEST(last_request_taken_back_withdraws_the_cancellation),
      TEST(structured_use_tells_its_own_request_from_others),
      TEST(first_of_wake_and_cancel_settles_the_wait),
      TEST(reason_reaches_the_task_and_its_awaiter),
      TEST(first_of_two_reasons_is_the_one),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

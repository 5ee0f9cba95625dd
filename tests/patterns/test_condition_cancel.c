/* SPDX-License-Identifier: MIT-0 */
/* condition: cancelled while waiting for the notification, or for the lock. */
#include "condition.h"

#include "bt_cancel_scope.h"
#include "bt_timeout.h"

static struct bt_task *newcomer;

/* ---- Cancelling ------------------------------------------------------- */

static int cancels_a_waiter(void *unused) {
  (void)unused;
  begin_with(1, waits);
  bt_cancel(abcd[0]);
  assert_int_equal(bt_sleep(10), 0);
  bt_lock_release(c.lock);
  return all_end(1);
}

static void cancelled_waiter_takes_the_lock_first(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_waiter), 0);
  said("10 A waited: ECANCELED\n"
       "10 main A: ECANCELED\n");
}

static int swallows_one(void *unused) {
  (void)unused;
  waits(NULL);
  return nap(NUMBER(10));
}

/* A has been notified and waits for the lock. */
static int cancels_twice(void *unused) {
  (void)unused;
  begin_with(1, swallows_one);
  bt_condition_notify(&c, 1);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(bt_sleep(5), 0);
    bt_cancel(abcd[0]);
  }
  assert_int_equal(bt_sleep(5), 0);
  bt_lock_release(c.lock);
  return all_end(1);
}

static void cancels_while_it_waits_for_the_lock_become_one(void **state) {
  (void)state;
  assert_int_equal(run(cancels_twice), 0);
  said("15 A waited: ECANCELED\n"
       "25 A slept: 0\n"
       "25 main A: 0\n");
}

/* How A is cancelled while it waits for the lock, with N behind it. */
enum how { BEFORE, BESIDE, AFTER };

static int cancels_in_line(void *how) {
  begin_with(1, waits);
  bt_condition_notify(&c, 1);
  assert_int_equal(bt_sleep(5), 0);
  newcomer = spawn("N", takes_the_lock, NULL);
  assert_int_equal(bt_yield(), 0);
  if (how != NUMBER(AFTER))
    bt_cancel(abcd[0]);
  if (how == NUMBER(BEFORE))
    assert_int_equal(bt_sleep(5), 0);
  bt_lock_release(c.lock);
  if (how == NUMBER(AFTER))
    bt_cancel(abcd[0]);
  all_end(1);
  return bt_await(newcomer);
}

static int run_in_line(enum how how) {
  return run_arg(cancels_in_line, NUMBER(how));
}

static void cancelled_in_line_for_the_lock_it_goes_to_the_end(void **state) {
  static const char expected[] = "5 N has the lock\n"
                                 "5 A waited: ECANCELED\n"
                                 "5 main A: ECANCELED\n";

  (void)state;
  assert_int_equal(run_in_line(BEFORE), 0);
  said("10 N has the lock\n"
       "10 A waited: ECANCELED\n"
       "10 main A: ECANCELED\n");
  assert_int_equal(run_in_line(BESIDE), 0);
  said(expected);
  assert_int_equal(run_in_line(AFTER), 0);
  said(expected);
}

static int cancels_then_notifies(void *unused) {
  (void)unused;
  begin_with(2, waits);
  bt_cancel(abcd[0]);
  bt_condition_notify(&c, 1);
  bt_lock_release(c.lock);
  return all_end(2);
}

static int notifies_then_cancels(void *unused) {
  (void)unused;
  begin_with(2, waits);
  bt_condition_notify(&c, 1);
  bt_cancel(abcd[0]);
  bt_lock_release(c.lock);
  return all_end(2);
}

static int notifies_and_cancels_in_line(void *unused) {
  (void)unused;
  begin_with(2, waits);
  bt_condition_notify(&c, 1);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(abcd[0]);
  bt_lock_release(c.lock);
  return all_end(2);
}

static int notifies_one_of_three(void *unused) {
  (void)unused;
  begin_with(3, waits);
  bt_condition_notify(&c, 1);
  bt_cancel(abcd[0]);
  bt_lock_release(c.lock);
  assert_int_equal(bt_sleep(10), 0);
  bt_cancel(abcd[2]);
  return all_end(3);
}

static void notification_passed_on_is_still_one(void **state) {
  (void)state;
  assert_int_equal(run(notifies_one_of_three), 0);
  said("0 A waited: ECANCELED\n"
       "0 B waited: 0\n"
       "10 main A: ECANCELED\n"
       "10 main B: 0\n"
       "10 C waited: ECANCELED\n"
       "10 main C: ECANCELED\n");
}

static void notification_of_a_cancelled_waiter_goes_to_the_next(void **state) {
  static bt_fn *const programs[] = {cancels_then_notifies,
                                    notifies_then_cancels,
                                    notifies_and_cancels_in_line};

  (void)state;
  for (int i = 0; i < 3; i++) {
    assert_int_equal(run(programs[i]), 0);
    said("0 A waited: ECANCELED\n"
         "0 B waited: 0\n"
         "0 main A: ECANCELED\n"
         "0 main B: 0\n");
  }
}

/* ---- Deadline --------------------------------------------------------- */

static int waits_20_ms(void *unused) {
  struct bt_timeout timeout;

  (void)unused;
  bt_timeout_open(&timeout, 20);
  return say_rc("timeout", bt_timeout_close(&timeout, waits(NULL)));
}

static int is_late(void *unused) {
  (void)unused;
  bt_condition_init(&c, NULL, NULL);
  spawn_nth(0, waits_20_ms, NULL);
  assert_int_equal(bt_sleep(15), 0);
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  assert_int_equal(bt_sleep(15), 0);
  bt_lock_release(c.lock);
  return all_end(1);
}

static void deadline_waits_for_the_lock_too(void **state) {
  (void)state;
  assert_int_equal(run(is_late), 0);
  said("30 A waited: ECANCELED\n"
       "30 A timeout: ETIMEDOUT\n"
       "30 main A: ETIMEDOUT\n");
}

/* ---- In a cancelled scope --------------------------------------------- */

static int waits_in_a_scope(void *unused) {
  struct bt_cancel_scope scope;

  (void)unused;
  bt_cancel_scope_open(&scope, 20, false);
  return say_rc("scope", bt_cancel_scope_close(&scope, waits(NULL)));
}

/* The scope is cancelled while A waits for a notification, or for the lock. */
static int holds_the_lock_meanwhile(void *notify) {
  bt_condition_init(&c, NULL, NULL);
  spawn_nth(0, waits_in_a_scope, NULL);
  assert_int_equal(bt_sleep(15), 0);
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  if (notify)
    bt_condition_notify(&c, 1);
  assert_int_equal(bt_sleep(15), 0);
  bt_lock_release(c.lock);
  return all_end(1);
}

static void
cancelled_scope_waits_for_the_lock_and_lets_time_pass(void **state) {
  (void)state;
  for (int notify = 0; notify < 2; notify++) {
    assert_int_equal(run_with((struct bt_options){.max_turns = 50},
                              holds_the_lock_meanwhile, NUMBER(notify)),
                     0);
    said("30 A waited: ECANCELED\n"
         "30 A scope: 0\n"
         "30 main A: 0\n");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cancelled_waiter_takes_the_lock_first),
      TEST(cancels_while_it_waits_for_the_lock_become_one),
      TEST(cancelled_in_line_for_the_lock_it_goes_to_the_end),
      TEST(notification_passed_on_is_still_one),
      TEST(notification_of_a_cancelled_waiter_goes_to_the_next),
      TEST(deadline_waits_for_the_lock_too),
      TEST(cancelled_scope_waits_for_the_lock_and_lets_time_pass),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

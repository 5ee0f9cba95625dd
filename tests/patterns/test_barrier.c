/* SPDX-License-Identifier: MIT-0 */
/* barrier: tasks that wait for each other, round by round. */
#include "barrier.h"

#include "bt_timeout.h"

/* ---- Rounds ----------------------------------------------------------- */

static int three_pass(void *unused) {
  (void)unused;
  init(3);
  spawn_more(0, 3);
  await_all(3);
  return 0;
}

static void last_to_come_goes_on_first_then_the_others_in_order(void **state) {
  (void)state;
  assert_int_equal(run(three_pass), 0);
  said("0 C passed: 2\n"
       "0 A passed: 0\n"
       "0 B passed: 1\n"
       "0 main A: 0\n"
       "0 main B: 1\n"
       "0 main C: 2\n");
}

static int counts_turns(void *unused) {
  (void)unused;
  bt_barrier_init(&barrier, 1, NULL);
  turns_begin();
  passes(NUMBER(2));
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void party_of_one_never_waits(void **state) {
  (void)state;
  assert_int_equal(run(counts_turns), 0);
  said("0 main passed: 0\n"
       "0 main passed: 0\n");
}

static int pass_twice(void *unused) {
  (void)unused;
  init(3);
  spawn_nth(0, passes, NUMBER(2));
  spawn_nth(1, passes, NUMBER(2));
  spawn_nth(2, passes, NUMBER(2));
  await_all(3);
  return 0;
}

static void barrier_serves_round_after_round(void **state) {
  (void)state;
  assert_int_equal(run(pass_twice), 0);
  said("0 C passed: 2\n"
       "0 A passed: 0\n"
       "0 B passed: 1\n"
       "0 A passed: 2\n"
       "0 B passed: 0\n"
       "0 C passed: 1\n"
       "0 main A: 2\n"
       "0 main B: 0\n"
       "0 main C: 1\n");
}

static int six_pass_three(void *unused) {
  (void)unused;
  init(3);
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  say_waiting();
  spawn_more(2, 6);
  assert_int_equal(bt_yield(), 0);
  say_waiting();
  await_all(6);
  return 0;
}

static void who_comes_while_others_leave_is_of_the_next_round(void **state) {
  (void)state;
  assert_int_equal(run(six_pass_three), 0);
  said("0 main waiting: 2\n"
       "0 C passed: 2\n"
       "0 main waiting: 0\n"
       "0 A passed: 0\n"
       "0 B passed: 1\n"
       "0 main A: 0\n"
       "0 main B: 1\n"
       "0 main C: 2\n"
       "0 F passed: 2\n"
       "0 D passed: 0\n"
       "0 E passed: 1\n"
       "0 main D: 0\n"
       "0 main E: 1\n"
       "0 main F: 2\n");
}

/* ---- Cancelling ------------------------------------------------------- */

static int cancels_a_waiter(void *unused) {
  (void)unused;
  init(3);
  spawn_more(0, 2);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(abcd[0]);
  assert_int_equal(bt_sleep(5), 0);
  say_waiting();
  spawn_more(2, 4);
  await_all(4);
  return 0;
}

static void cancelled_waiter_withdraws_and_breaks_nothing(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_waiter), 0);
  said("5 A passed: ECANCELED\n"
       "10 main waiting: 1\n"
       "10 main A: ECANCELED\n"
       "10 D passed: 2\n"
       "10 B passed: 1\n"
       "10 C passed: 1\n"
       "10 main B: 1\n"
       "10 main C: 1\n"
       "10 main D: 2\n");
}

/* B is woken in A's place for nothing, and goes to the end of the line. */
static int four_pass_without_a(void *unused) {
  (void)unused;
  init(4);
  spawn_more(0, 3);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(abcd[0]);
  assert_int_equal(bt_sleep(5), 0);
  spawn_more(3, 5);
  await_all(5);
  return 0;
}

static void order_after_a_cancel_is_that_of_asyncio(void **state) {
  (void)state;
  assert_int_equal(run(four_pass_without_a), 0);
  said("5 A passed: ECANCELED\n"
       "10 main A: ECANCELED\n"
       "10 E passed: 3\n"
       "10 C passed: 2\n"
       "10 B passed: 1\n"
       "10 D passed: 2\n"
       "10 main B: 1\n"
       "10 main C: 2\n"
       "10 main D: 2\n"
       "10 main E: 3\n");
}

static int cancels_then_comes_the_last(void *unused) {
  (void)unused;
  init(2);
  spawn_more(0, 1);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(abcd[0]);
  spawn_more(1, 2);
  assert_int_equal(bt_sleep(5), 0);
  say_waiting();
  spawn_more(2, 3);
  await_all(3);
  return 0;
}

static void
who_was_cancelled_before_the_last_came_does_not_count(void **state) {
  (void)state;
  assert_int_equal(run(cancels_then_comes_the_last), 0);
  said("0 A passed: ECANCELED\n"
       "5 main waiting: 1\n"
       "5 main A: ECANCELED\n"
       "5 C passed: 1\n"
       "5 B passed: 0\n"
       "5 main B: 0\n"
       "5 main C: 1\n");
}

/* A has been woken and is cancelled before its turn. */
static int cancels_while_they_leave(void *unused) {
  (void)unused;
  init(3);
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  passes(NUMBER(1));
  bt_cancel(abcd[0]);
  spawn_more(3, 6);
  assert_int_equal(bt_sleep(5), 0);
  say_waiting();
  spawn_nth(2, give, NUMBER(0));
  await_all(6);
  return 0;
}

static void cancel_while_they_leave_holds_nobody_back(void **state) {
  (void)state;
  assert_int_equal(run(cancels_while_they_leave), 0);
  said("0 main passed: 2\n"
       "0 A passed: ECANCELED\n"
       "0 B passed: 1\n"
       "0 F passed: 2\n"
       "0 D passed: 0\n"
       "0 E passed: 1\n"
       "5 main waiting: 0\n"
       "5 main A: ECANCELED\n"
       "5 main B: 1\n"
       "5 main C: 0\n"
       "5 main D: 0\n"
       "5 main E: 1\n"
       "5 main F: 2\n");
}

/* C waits for A and B to leave. */
static int cancels_an_early_one(void *unused) {
  (void)unused;
  init(2);
  spawn_more(0, 5);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(abcd[2]);
  await_all(5);
  return 0;
}

static void cancelled_early_one_passes_its_wake_on(void **state) {
  (void)state;
  assert_int_equal(run(cancels_an_early_one), 0);
  said("0 B passed: 1\n"
       "0 A passed: 0\n"
       "0 C passed: ECANCELED\n"
       "0 E passed: 1\n"
       "0 main A: 0\n"
       "0 main B: 1\n"
       "0 main C: ECANCELED\n"
       "0 D passed: 0\n"
       "0 main D: 0\n"
       "0 main E: 1\n");
}

static int passes_in_20_ms(void *unused) {
  struct bt_timeout timeout;

  (void)unused;
  bt_timeout_open(&timeout, 20);
  return say_rc("timeout", bt_timeout_close(&timeout, passes(NUMBER(1))));
}

static int is_late(void *unused) {
  (void)unused;
  init(2);
  spawn_nth(0, passes_in_20_ms, NULL);
  assert_int_equal(bt_sleep(30), 0);
  say_waiting();
  await_all(1);
  return 0;
}

static void deadline_withdraws(void **state) {
  (void)state;
  assert_int_equal(run(is_late), 0);
  said("20 A passed: ECANCELED\n"
       "20 A timeout: ETIMEDOUT\n"
       "30 main waiting: 0\n"
       "30 main A: ETIMEDOUT\n");
}

/* ---- Memory ----------------------------------------------------------- */

static int two_meet(void *unused) {
  struct bt_task *t = bt_spawn(passes, NUMBER(1));
  int rc;

  (void)unused;
  init(2);
  if (!t)
    return UV_ENOMEM;
  rc = bt_barrier_wait(&barrier);
  return bt_await(t) < 0 || rc < 0 ? UV_EINVAL : 0;
}

static void waiting_needs_no_memory(void **state) {
  (void)state;
  assert_int_equal(refuse_each(two_meet), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(last_to_come_goes_on_first_then_the_others_in_order),
      TEST(party_of_one_never_waits),
      TEST(barrier_serves_round_after_round),
      TEST(who_comes_while_others_leave_is_of_the_next_round),
      TEST(cancelled_waiter_withdraws_and_breaks_nothing),
      TEST(order_after_a_cancel_is_that_of_asyncio),
      TEST(who_was_cancelled_before_the_last_came_does_not_count),
      TEST(cancel_while_they_leave_holds_nobody_back),
      TEST(cancelled_early_one_passes_its_wake_on),
      TEST(deadline_withdraws),
      TEST(waiting_needs_no_memory),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

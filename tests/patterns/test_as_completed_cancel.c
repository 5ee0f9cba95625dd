/* SPDX-License-Identifier: MIT-0 */
/* as_completed: deadlines, and cancelled askers. */
#include "as_completed.h"

#include "bt_timeout.h"

/* ---- Time ------------------------------------------------------------- */

static int has_too_little_time(void *unused) {
  spawn_three(40, 10, 30);
  open_three(20);
  says_all(unused);
  for (int i = 0; i < N; i++)
    say_rc("awaited", bt_await(abcd[i]));
  bt_as_completed_close(&it);
  return 0;
}

static void late_tasks_are_timeouts_and_run_on(void **state) {
  (void)state;
  assert_int_equal(run(has_too_little_time), 0);
  said("10 main next B\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: EOF\n"
       "40 main awaited: 0\n"
       "40 main awaited: 0\n"
       "40 main awaited: 0\n");
}

static int has_one_that_is_late(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(4000));

  assert_int_equal(bt_as_completed_open(&it, &a, 1, 2000), 0);
  says_all(unused);
  bt_as_completed_close(&it);
  return bt_await(a);
}

static void one_task_alone_may_be_late(void **state) {
  (void)state;
  assert_int_equal(run(has_one_that_is_late), 0);
  said("2000 main next: ETIMEDOUT\n"
       "2000 main next: EOF\n"
       "4000 A slept: 0\n");
}

static int asks_after_the_time(void *unused) {
  spawn_three(10, 40, 5);
  open_three(20);
  assert_int_equal(bt_sleep(50), 0);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void what_ended_in_time_is_given_afterwards(void **state) {
  (void)state;
  assert_int_equal(run(asks_after_the_time), 0);
  said("50 main next C\n"
       "50 main next A\n"
       "50 main next: ETIMEDOUT\n"
       "50 main next: EOF\n");
}

static int ends_at_the_deadline(void *unused) {
  spawn_three(10, 20, 20);
  assert_int_equal(bt_yield(), 0); /* they start their timers first */
  open_three(20);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void task_that_ends_at_the_very_deadline_is_late(void **state) {
  (void)state;
  assert_int_equal(run(ends_at_the_deadline), 0);
  said("10 main next A\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: EOF\n");
}

static int has_time_to_spare(void *unused) {
  spawn_three(1, 2, 3);
  open_three(1000);
  assert_non_null(it.timer.call.next);
  says_all(unused);
  assert_null(it.timer.call.next);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void last_end_stops_the_timer(void **state) {
  (void)state;
  assert_int_equal(run(has_time_to_spare), 0);
  said("1 main next A\n"
       "2 main next B\n"
       "3 main next C\n"
       "3 main next: EOF\n");
}

/* An ask that is cancelled counts as one, as in asyncio. */
static int asks_under_a_deadline(void *unused) {
  struct bt_timeout timeout;

  spawn_three(10, 20, 30);
  open_three(BT_NEVER);
  bt_timeout_open(&timeout, 5);
  say_rc("timeout", bt_timeout_close(&timeout, says_next(unused)));
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void deadline_round_an_ask_uses_the_ask_up(void **state) {
  (void)state;
  assert_int_equal(run(asks_under_a_deadline), 0);
  said("5 main next: ECANCELED\n"
       "5 main timeout: ETIMEDOUT\n"
       "10 main next A\n"
       "20 main next B\n"
       "20 main next: EOF\n");
}

/* ---- Cancelling ------------------------------------------------------- */

static int cancels_the_asker(void *unused) {
  struct bt_task *asker;

  (void)unused;
  spawn_three(10, 20, 30);
  open_three(BT_NEVER);
  asker = spawn("asker", says_next, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(asker);
  assert_int_equal(bt_await(asker), UV_ECANCELED);
  bt_as_completed_close(&it);
  for (int i = 0; i < N; i++)
    say_rc("awaited", bt_await(abcd[i]));
  return 0;
}

static void cancelled_asker_leaves_the_tasks_running(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_asker), 0);
  said("5 asker next: ECANCELED\n"
       "10 main awaited: 0\n"
       "20 main awaited: 0\n"
       "30 main awaited: 0\n");
}

static struct bt_task *first, *second;

static void spawn_askers(void) {
  first = spawn("first", says_next, NULL);
  second = spawn("second", says_next, NULL);
  assert_int_equal(bt_yield(), 0);
}

static int await_askers(void) {
  say_rc("first", bt_await(first));
  say_rc("second", bt_await(second));
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static int has_two_askers(void *unused) {
  (void)unused;
  spawn_three(30, 10, 20);
  open_three(BT_NEVER);
  spawn_askers();
  return await_askers();
}

static void several_askers_are_served_in_order(void **state) {
  (void)state;
  assert_int_equal(run(has_two_askers), 0);
  said("10 first next B\n"
       "10 main first: 0\n"
       "20 second next C\n"
       "20 main second: 0\n");
}

static int cancels_first_when_b_ends(void *unused) {
  int rc = bt_await(bt_ref(abcd[1]));

  (void)unused;
  bt_cancel(first);
  return rc;
}

/* The canceller hears of B's end before the list does, or right after it. */
static int cancels_beside_the_wake(void *after) {
  struct bt_task *canceller;

  spawn_three(30, 10, 20);
  if (after)
    open_three(BT_NEVER);
  canceller = spawn("canceller", cancels_first_when_b_ends, NULL);
  assert_int_equal(bt_yield(), 0);
  if (!after)
    open_three(BT_NEVER);
  spawn_askers();
  assert_int_equal(await_askers(), 0);
  return bt_await(canceller);
}

static void
task_that_a_cancelled_asker_was_woken_for_is_not_lost(void **state) {
  static const char expected[] = "10 first next: ECANCELED\n"
                                 "10 second next B\n"
                                 "10 main first: ECANCELED\n"
                                 "10 main second: 0\n";

  (void)state;
  for (int after = 0; after < 2; after++) {
    struct bt_options options = {.max_turns = 0};

    assert_int_equal(run_with(options, cancels_beside_the_wake, NUMBER(after)),
                     0);
    said(expected);
  }
}

static int closes_early(void *unused) {
  struct bt_task *asker;

  (void)unused;
  spawn_three(10, 20, 30);
  open_three(100);
  asker = spawn("asker", says_next, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_as_completed_close(&it);
  bt_as_completed_close(&it); /* does nothing more */
  assert_null(it.timer.call.next);
  assert_int_equal(bt_await(asker), UV_EOF);
  says_next(NULL);
  for (int i = 0; i < N; i++)
    say_rc("awaited", bt_await(abcd[i]));
  assert_null(it.ended); /* nobody listened any more */
  return 0;
}

static void close_is_the_end_for_who_still_asks(void **state) {
  (void)state;
  assert_int_equal(run(closes_early), 0);
  said("5 asker next: EOF\n"
       "5 main next: EOF\n"
       "10 main awaited: 0\n"
       "20 main awaited: 0\n"
       "30 main awaited: 0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(late_tasks_are_timeouts_and_run_on),
      TEST(one_task_alone_may_be_late),
      TEST(what_ended_in_time_is_given_afterwards),
      TEST(task_that_ends_at_the_very_deadline_is_late),
      TEST(last_end_stops_the_timer),
      TEST(deadline_round_an_ask_uses_the_ask_up),
      TEST(cancelled_asker_leaves_the_tasks_running),
      TEST(several_askers_are_served_in_order),
      TEST(task_that_a_cancelled_asker_was_woken_for_is_not_lost),
      TEST(close_is_the_end_for_who_still_asks),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

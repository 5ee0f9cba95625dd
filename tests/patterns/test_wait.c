/* SPDX-License-Identifier: MIT-0 */
/* wait: for all, for the first, for the first error, for a time. */
#include "support.h"

#include "bt_timeout.h"
#include "bt_wait.h"

enum { N = 3 };

struct job {
  unsigned ms;
  int result;
};

static struct job jobs[N];

static int works(void *arg) {
  const struct job *job = arg;
  int rc = bt_sleep(job->ms);

  return rc < 0 ? rc : job->result;
}

/* Spawns A, B and C, which succeed after these times. */
static void spawn_three(unsigned a, unsigned b, unsigned c) {
  const unsigned ms[] = {a, b, c};

  for (size_t i = 0; i < N; i++) {
    jobs[i] = (struct job){.ms = ms[i]};
    spawn_nth(i, works, &jobs[i]);
  }
}

/* Says how the wait went and who has ended: "done A C". */
static int says_wait(enum bt_wait_when when, uint64_t ms) {
  int rc = bt_wait(abcd, N, when, ms);

  if (rc < 0)
    return say_rc("wait", rc);
  say("done%s%s%s", bt_done(abcd[0]) ? " A" : "", bt_done(abcd[1]) ? " B" : "",
      bt_done(abcd[2]) ? " C" : "");
  return 0;
}

static int await_three(void) {
  say_abcd(N);
  return 0;
}

/* ---- What it waits for ------------------------------------------------ */

static int waits_for_all(void *unused) {
  (void)unused;
  spawn_three(20, 30, 10);
  jobs[1].result = UV_EIO;
  jobs[2].result = 7;
  says_wait(BT_WAIT_ALL, BT_NEVER);
  return await_three();
}

static void all_have_ended_and_no_error_is_raised(void **state) {
  (void)state;
  assert_int_equal(run(waits_for_all), 0);
  said("30 main done A B C\n"
       "30 main A: 0\n"
       "30 main B: EIO\n"
       "30 main C: 7\n");
}

static int waits_for_the_first(void *unused) {
  (void)unused;
  spawn_three(30, 10, 20);
  says_wait(BT_WAIT_FIRST, BT_NEVER);
  return await_three();
}

static int waits_for_the_first_two(void *unused) {
  (void)unused;
  spawn_three(30, 10, 10);
  says_wait(BT_WAIT_FIRST, BT_NEVER);
  return await_three();
}

static void first_end_is_enough_and_cancels_nobody(void **state) {
  (void)state;
  assert_int_equal(run(waits_for_the_first), 0);
  said("10 main done B\n"
       "30 main A: 0\n"
       "30 main B: 0\n"
       "30 main C: 0\n");
  assert_int_equal(run(waits_for_the_first_two), 0);
  said("10 main done B C\n"
       "30 main A: 0\n"
       "30 main B: 0\n"
       "30 main C: 0\n");
}

/* C ends with that result, the others well. */
static int waits_for_an_error(void *result) {
  spawn_three(30, 10, 20);
  jobs[2].result = give(result);
  says_wait(BT_WAIT_FIRST_ERROR, BT_NEVER);
  return await_three();
}

static void first_error_is_enough(void **state) {
  (void)state;
  assert_int_equal(run_arg(waits_for_an_error, NUMBER(UV_EIO)), 0);
  said("20 main done B C\n"
       "30 main A: 0\n"
       "30 main B: 0\n"
       "30 main C: EIO\n");
}

static void without_an_error_it_waits_for_all(void **state) {
  static const int results[] = {3, UV_ECANCELED};

  (void)state;
  for (int i = 0; i < 2; i++)
    assert_int_equal(run_arg(waits_for_an_error, NUMBER(results[i])), 0);
  said("30 main done A B C\n"
       "30 main A: 0\n"
       "30 main B: 0\n"
       "30 main C: 3\n"
       "30 main done A B C\n"
       "30 main A: 0\n"
       "30 main B: 0\n"
       "30 main C: ECANCELED\n");
}

static int waits_wrongly(void *unused) {
  struct bt_task *self = bt_self();

  (void)unused;
  say_rc("none", bt_wait(&self, 0, BT_WAIT_ALL, BT_NEVER));
  say("%s", bt_message(self));
  say_rc("another", bt_wait(&self, 1, (enum bt_wait_when)3, BT_NEVER));
  say("%s", bt_message(self));
  return 0;
}

static void wrong_arguments_are_errors(void **state) {
  (void)state;
  assert_int_equal(run(waits_wrongly), 0);
  said("0 main none: EINVAL\n"
       "0 main wait for no tasks at all\n"
       "0 main another: EINVAL\n"
       "0 main no way to wait is numbered 3\n");
}

/* ---- Turns ------------------------------------------------------------ */

static int ends_now(void *unused) {
  (void)unused;
  turns_begin();
  return 0;
}

static int counts_turns(void *unused) {
  struct bt_task *a = spawn("A", ends_now, NULL);
  struct bt_task *twice[2] = {a, a};

  (void)unused;
  assert_int_equal(bt_wait(twice, 2, BT_WAIT_ALL, BT_NEVER), 0);
  say("two turns after the end: %u", turns_end());
  turns_begin();
  assert_int_equal(bt_wait(twice, 2, BT_WAIT_ALL, 0), 0);
  say("two when it had ended: %u", turns_end());
  bt_drop(a);
  return 0;
}

static void wait_returns_two_turns_after_the_end(void **state) {
  (void)state;
  assert_int_equal(run(counts_turns), 0);
  said("0 main two turns after the end: 2\n"
       "0 main two when it had ended: 2\n");
}

/* ---- Time ------------------------------------------------------------- */

static int waits_20_ms(void *started) {
  spawn_three(30, 10, 20);
  if (started)
    assert_int_equal(bt_yield(), 0);
  says_wait(BT_WAIT_ALL, 20);
  return await_three();
}

static int waits_no_time(void *unused) {
  (void)unused;
  spawn_three(5, 10, 15);
  says_wait(BT_WAIT_ALL, 0);
  return await_three();
}

static void time_ends_the_wait_and_cancels_nobody(void **state) {
  (void)state;
  assert_int_equal(run(waits_20_ms), 0);
  said("20 main done B\n"
       "30 main A: 0\n"
       "30 main B: 0\n"
       "30 main C: 0\n");
  assert_int_equal(run(waits_no_time), 0);
  said("0 main done\n"
       "5 main A: 0\n"
       "10 main B: 0\n"
       "15 main C: 0\n");
}

/* C's timer was started before that of the wait. */
static void
who_ends_at_that_very_moment_counts_if_it_was_earlier(void **state) {
  (void)state;
  assert_int_equal(run_arg(waits_20_ms, NUMBER(1)), 0);
  said("20 main done B C\n"
       "30 main A: 0\n"
       "30 main B: 0\n"
       "30 main C: 0\n");
}

static int sleeps_past_an_unused_time(void *unused) {
  (void)unused;
  spawn_three(1, 2, 3);
  says_wait(BT_WAIT_FIRST, 50);
  nap(NUMBER(100));
  return await_three();
}

static void time_not_used_strikes_nobody_later(void **state) {
  (void)state;
  assert_int_equal(run(sleeps_past_an_unused_time), 0);
  said("1 main done A\n"
       "101 main slept: 0\n"
       "101 main A: 0\n"
       "101 main B: 0\n"
       "101 main C: 0\n");
}

static int has_a_deadline(void *unused) {
  struct bt_timeout timeout;

  (void)unused;
  spawn_three(10, 20, 30);
  bt_timeout_open(&timeout, 15);
  say_rc("timeout",
         bt_timeout_close(&timeout, says_wait(BT_WAIT_ALL, BT_NEVER)));
  return await_three();
}

static void deadline_round_a_wait_spares_the_tasks(void **state) {
  (void)state;
  assert_int_equal(run(has_a_deadline), 0);
  said("15 main wait: ECANCELED\n"
       "15 main timeout: ETIMEDOUT\n"
       "15 main A: 0\n"
       "20 main B: 0\n"
       "30 main C: 0\n");
}

/* ---- Cancelling ------------------------------------------------------- */

static struct bt_task *waiter;

static int waits_for_first(void *unused) {
  (void)unused;
  return says_wait(BT_WAIT_FIRST, 100);
}

static int cancels_the_waiter(void *unused) {
  (void)unused;
  spawn_three(10, 20, 30);
  waiter = spawn("waiter", waits_for_first, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(waiter);
  say_rc("waiter", bt_await(waiter));
  return await_three();
}

static void cancelled_waiter_cancels_nobody_else(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_waiter), 0);
  said("5 waiter wait: ECANCELED\n"
       "5 main waiter: ECANCELED\n"
       "10 main A: 0\n"
       "20 main B: 0\n"
       "30 main C: 0\n");
}

static int cancels_it_when_a_ends(void *unused) {
  int rc = bt_join(abcd[0]);

  (void)unused;
  bt_cancel(waiter);
  return rc;
}

/* The canceller hears of A's end before the wait does, or right after it. */
static int cancels_beside_the_wake(void *after) {
  struct bt_task *canceller;

  spawn_three(10, 20, 30);
  if (after)
    waiter = spawn("waiter", waits_for_first, NULL);
  canceller = spawn("canceller", cancels_it_when_a_ends, NULL);
  if (!after)
    waiter = spawn("waiter", waits_for_first, NULL);
  say_rc("waiter", bt_await(waiter));
  assert_int_equal(bt_await(canceller), 0);
  return await_three();
}

static void cancel_beside_the_wake_wins_in_either_order(void **state) {
  (void)state;
  for (int after = 0; after < 2; after++) {
    assert_int_equal(run_arg(cancels_beside_the_wake, NUMBER(after)), 0);
    said("10 waiter wait: ECANCELED\n"
         "10 main waiter: ECANCELED\n"
         "10 main A: 0\n"
         "20 main B: 0\n"
         "30 main C: 0\n");
  }
}

/* ---- On the screen ---------------------------------------------------- */

static int is_shown(void *unused) {
  (void)unused;
  spawn_three(10, 20, 30);
  waiter = spawn("waiter", waits_for_first, NULL);
  assert_int_equal(bt_yield(), 0);
  shows_wait("waiter: wait, first A B C, until 100 ms");
  assert_int_equal(bt_await(waiter), 0);
  shows_call("wait for waiter");
  says_wait(BT_WAIT_ALL, 5);
  shows_call("wait for main"); /* its time was up */
  await_three();
  forget();
  return 0;
}

static void wait_and_what_wakes_it_are_shown(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_shown), 0);
}

/* ---- Memory ----------------------------------------------------------- */

static int waits_for_two(void *unused) {
  struct bt_task *two[2];
  int rc = UV_ENOMEM;

  (void)unused;
  two[0] = bt_spawn(give, NUMBER(0));
  two[1] = bt_spawn(give, NUMBER(0));
  if (two[0] && two[1])
    rc = bt_wait(two, 2, BT_WAIT_ALL, 10);
  if (rc == 0 && !(bt_done(two[0]) && bt_done(two[1])))
    rc = UV_EINVAL;
  bt_drop(two[0]);
  bt_drop(two[1]);
  return rc;
}

static void refused_memory_is_an_error(void **state) {
  (void)state;
  assert_int_equal(refuse_each(waits_for_two), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(all_have_ended_and_no_error_is_raised),
      TEST(first_end_is_enough_and_cancels_nobody),
      TEST(first_error_is_enough),
      TEST(without_an_error_it_waits_for_all),
      TEST(wrong_arguments_are_errors),
      TEST(wait_returns_two_turns_after_the_end),
      TEST(time_ends_the_wait_and_cancels_nobody),
      TEST(who_ends_at_that_very_moment_counts_if_it_was_earlier),
      TEST(time_not_used_strikes_nobody_later),
      TEST(deadline_round_a_wait_spares_the_tasks),
      TEST(cancelled_waiter_cancels_nobody_else),
      TEST(cancel_beside_the_wake_wins_in_either_order),
      TEST(wait_and_what_wakes_it_are_shown),
      TEST(refused_memory_is_an_error),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

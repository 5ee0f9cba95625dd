/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_gather.h"
#include "bt_timeout.h"

static int swallows(void *ms) {
  int rc = bt_sleep(1000);

  say_rc("swallows", rc);
  return (int)(uintptr_t)ms + bt_sleep((uintptr_t)ms);
}

enum { N = 3 };

static void spawn_parts(struct part parts[N]) {
  for (size_t i = 0; i < N; i++)
    spawn_nth(i, does_its_part, &parts[i]);
}

static void spawn_all(bt_fn *fn, uintptr_t first_ms) {
  for (size_t i = 0; i < N; i++)
    spawn_nth(i, fn, NUMBER(first_ms * (i + 1)));
}

static int say_results(int rc, const int results[N]) {
  const char *message = bt_message(bt_self());

  if (rc < 0)
    return say_rc(message ? message : "gathered", rc);
  for (int i = 0; i < N; i++)
    say_rc("result", results[i]);
  return rc;
}

static int gather(void) {
  int results[N] = {-99, -99, -99};
  int rc = bt_gather(abcd, N, results);

  if (rc < 0)
    for (int i = 0; i < N; i++)
      assert_int_equal(results[i], -99);
  return say_results(rc, results);
}

static int gather_all(void) {
  int results[N];

  return say_results(bt_gather_all(abcd, N, results), results);
}

/* ---- Results ---------------------------------------------------------- */

static int gathers_three(void *unused) {
  struct part parts[N] = {{30, 1}, {10, 2}, {20, 3}};

  (void)unused;
  spawn_parts(parts);
  return gather();
}

static void results_come_in_the_order_of_the_arguments(void **state) {
  (void)state;
  assert_int_equal(run(gathers_three), 0);
  said("10 B ends: 2\n"
       "20 C ends: 3\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: 2\n"
       "30 main result: 3\n");
}

static int gathers_one_twice(void *unused) {
  struct part part = {10, 7};

  (void)unused;
  spawn_nth(0, does_its_part, &part);
  abcd[1] = bt_ref(abcd[0]);
  abcd[2] = bt_ref(abcd[0]);
  return gather();
}

static void task_named_twice_gives_its_result_twice(void **state) {
  (void)state;
  assert_int_equal(run(gathers_one_twice), 0);
  said("10 A ends: 7\n"
       "10 main result: 7\n10 main result: 7\n10 main result: 7\n");
}

static int gathers_what_has_ended(void *unused) {
  struct part parts[N] = {{0, 1}, {0, 2}, {0, 3}};

  (void)unused;
  turns_begin();
  assert_int_equal(bt_gather(NULL, 0, NULL), 0);
  assert_int_equal(bt_gather_all(NULL, 0, NULL), 0);
  assert_int_equal(turns_end(), 0);
  spawn_parts(parts);
  assert_int_equal(bt_sleep(5), 0);
  forget();
  turns_begin();
  gather();
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void nothing_to_wait_for_takes_no_turn(void **state) {
  (void)state;
  assert_int_equal(run(gathers_what_has_ended), 0);
  said("5 main result: 1\n5 main result: 2\n5 main result: 3\n");
}

static int gathers_some_that_have_ended(void *unused) {
  struct part parts[N] = {{0, 1}, {20, 2}, {0, 3}};

  (void)unused;
  spawn_parts(parts);
  assert_int_equal(bt_sleep(5), 0);
  return bt_gather(abcd, N, NULL); /* nobody wants the results */
}

static void ended_and_running_ones_may_be_mixed(void **state) {
  (void)state;
  assert_int_equal(run(gathers_some_that_have_ended), 0);
  said("0 A ends: 1\n0 C ends: 3\n20 B ends: 2\n");
}

/* ---- Errors ----------------------------------------------------------- */

static struct part two_fail[N] = {{30, 1}, {10, UV_EIO}, {20, UV_ENOENT}};

static int gathers_errors(void *unused) {
  (void)unused;
  spawn_parts(two_fail);
  gather();
  return bt_sleep(100);
}

static void first_error_comes_at_once_and_the_others_run_on(void **state) {
  (void)state;
  assert_int_equal(run(gathers_errors), 0);
  said("10 B ends: EIO\n"
       "10 main from B: EIO\n"
       "20 C ends: ENOENT\n"
       "30 A ends: 1\n");
}

static int gathers_an_error_of_the_past(void *unused) {
  (void)unused;
  spawn_parts(two_fail);
  assert_int_equal(bt_sleep(25), 0);
  turns_begin();
  gather(); /* of the two, the first argument's */
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void error_of_a_task_that_had_ended_comes_without_a_wait(void **state) {
  (void)state;
  assert_int_equal(run(gathers_an_error_of_the_past), 0);
  said("10 B ends: EIO\n"
       "20 C ends: ENOENT\n"
       "25 main from B: EIO\n"
       "25 A ends: ECANCELED\n");
}

static int gathers_all_errors(void *unused) {
  (void)unused;
  spawn_parts(two_fail);
  return gather_all();
}

static void gather_all_returns_errors_in_their_places(void **state) {
  (void)state;
  assert_int_equal(run(gathers_all_errors), 0);
  said("10 B ends: EIO\n"
       "20 C ends: ENOENT\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: EIO\n"
       "30 main result: ENOENT\n");
}

static int cancels_the_second(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_because(abcd[1], "not B");
  return 0;
}

static int gathers_one_cancelled(void *all) {
  struct part parts[N] = {{30, 1}, {10, 2}, {20, 3}};

  spawn_parts(parts);
  bt_drop(spawn("X", cancels_the_second, NULL));
  if (all)
    gather_all();
  else
    gather();
  assert_int_equal(bt_cancelling(bt_self()), 0);
  return bt_sleep(100);
}

static void
cancelled_child_is_an_error_and_no_one_elses_business(void **state) {
  (void)state;
  assert_int_equal(run(gathers_one_cancelled), 0);
  said("5 B ends: ECANCELED\n"
       "5 main not B: ECANCELED\n"
       "20 C ends: 3\n"
       "30 A ends: 1\n");
  assert_int_equal(run_arg(gathers_one_cancelled, NUMBER(1)), 0);
  said("5 B ends: ECANCELED\n"
       "20 C ends: 3\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: ECANCELED\n"
       "30 main result: 3\n");
}

/* ---- Cancelling the gatherer ------------------------------------------ */

static bt_fn *children;

static int gatherer(void *all) {
  int results[N];
  int rc;

  spawn_all(children, 10);
  rc = all ? bt_gather_all(abcd, N, results) : bt_gather(abcd, N, results);
  say_rc("gathered", rc);
  return rc;
}

static int cancels_the_gatherer(void *all) {
  struct bt_task *g = spawn("G", gatherer, all);

  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_because(g, "why");
  say_rc("joined", bt_join(g));
  say("%s, requests: %u", bt_message(g), bt_cancelling(g));
  bt_drop(g);
  return bt_sleep(100);
}

static void first_child_to_end_frees_a_cancelled_gatherer(void **state) {
  (void)state;
  children = cleans_up_for;
  assert_int_equal(run(cancels_the_gatherer), 0);
  said("15 A cleaned up: 0\n"
       "15 G gathered: ECANCELED\n"
       "15 main joined: ECANCELED\n"
       "15 main why, requests: 1\n"
       "25 B cleaned up: 0\n"
       "35 C cleaned up: 0\n");
}

static void gather_all_waits_for_the_last_child_when_cancelled(void **state) {
  (void)state;
  children = cleans_up_for;
  assert_int_equal(run_arg(cancels_the_gatherer, NUMBER(1)), 0);
  said("15 A cleaned up: 0\n"
       "25 B cleaned up: 0\n"
       "35 C cleaned up: 0\n"
       "35 G gathered: ECANCELED\n"
       "35 main joined: ECANCELED\n"
       "35 main why, requests: 1\n");
}

static void children_that_swallow_it_do_not_save_the_gatherer(void **state) {
  (void)state;
  children = swallows;
  assert_int_equal(run(cancels_the_gatherer), 0);
  said("5 A swallows: ECANCELED\n"
       "5 B swallows: ECANCELED\n"
       "5 C swallows: ECANCELED\n"
       "35 G gathered: ECANCELED\n"
       "35 main joined: ECANCELED\n"
       "35 main why, requests: 1\n");
}

static struct bt_task *gathering;

static int cancels_it(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(10), 0);
  bt_cancel(gathering);
  return 0;
}

static int is_cancelled_late(void *unused) {
  struct part parts[N] = {{10, 1}, {10, 2}, {10, 3}};

  (void)unused;
  gathering = bt_self();
  spawn_parts(parts);
  bt_drop(spawn("X", cancels_it, NULL));
  return gather();
}

/* All children have ended; only the gatherer's turn has not come. */
static void late_cancel_strikes_the_gatherer_alone(void **state) {
  (void)state;
  assert_int_equal(run(is_cancelled_late), UV_ECANCELED);
  said("10 A ends: 1\n10 B ends: 2\n10 C ends: 3\n"
       "10 main gathered: ECANCELED\n");
}

static int cancels_after_an_error(void *unused) {
  struct bt_task *a;

  (void)unused;
  spawn_parts(two_fail);
  a = bt_ref(abcd[0]);
  gather();
  bt_cancel(bt_self());
  say_rc("sleep", bt_sleep(50));
  say_rc("A", bt_await(a));
  return 0;
}

static void after_the_error_a_cancel_does_not_reach_the_others(void **state) {
  (void)state;
  assert_int_equal(run(cancels_after_an_error), 0);
  said("10 B ends: EIO\n"
       "10 main from B: EIO\n"
       "10 main sleep: ECANCELED\n"
       "20 C ends: ENOENT\n"
       "30 A ends: 1\n"
       "30 main A: 1\n");
}

static int gathers_cancelled_already(void *unused) {
  (void)unused;
  spawn_all(cleans_up_for, 10);
  bt_cancel_because(bt_self(), "early");
  return gather();
}

static void own_cancellation_reaches_unstarted_children(void **state) {
  (void)state;
  assert_int_equal(run(gathers_cancelled_already), UV_ECANCELED);
  said("0 main early: ECANCELED\n");
}

static int gathers_with_a_deadline(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  spawn_all(cleans_up_for, 10);
  bt_timeout_open(&t, 5);
  rc = bt_timeout_close(&t, bt_gather_all(abcd, N, NULL));
  return say_rc("gathered", rc);
}

static void deadline_cancels_the_children(void **state) {
  (void)state;
  assert_int_equal(run(gathers_with_a_deadline), UV_ETIMEDOUT);
  said("15 A cleaned up: 0\n"
       "25 B cleaned up: 0\n"
       "35 C cleaned up: 0\n"
       "35 main gathered: ETIMEDOUT\n");
}

/* ---- Nesting, memory -------------------------------------------------- */

static int gathers_inside(void *unused) {
  struct part parts[2] = {{10, 3}, {20, UV_EIO}};
  struct bt_task *both[2] = {spawn("C", does_its_part, &parts[0]),
                             spawn("D", does_its_part, &parts[1])};

  (void)unused;
  return bt_gather(both, 2, NULL);
}

static int gathers_gatherers(void *unused) {
  struct part part = {30, 1};

  (void)unused;
  spawn_nth(0, does_its_part, &part);
  spawn_nth(1, gathers_inside, NULL);
  spawn_nth(2, gathers_inside, NULL);
  return gather_all();
}

static void gathers_nest(void **state) {
  (void)state;
  assert_int_equal(run(gathers_gatherers), 0);
  said("10 C ends: 3\n10 C ends: 3\n"
       "20 D ends: EIO\n20 D ends: EIO\n"
       "30 A ends: 1\n"
       "30 main result: 1\n"
       "30 main result: EIO\n"
       "30 main result: EIO\n");
}

static int gathers_what_there_is(void *unused) {
  size_t n = 0;
  int rc;

  (void)unused;
  while (n < N && (abcd[n] = bt_spawn(give, NUMBER(0))) != NULL)
    n++;
  rc = bt_gather(abcd, n, NULL);
  return rc < 0 ? rc : n < N ? UV_ENOMEM : 0;
}

/* ---- Rings ------------------------------------------------------------ */

static struct bt_task *ring[2];

static int gathers_the_other(void *i) {
  struct bt_task *other = bt_ref(ring[!(uintptr_t)i]);
  int rc = bt_gather(&other, 1, NULL);

  say("cancelling: %u", bt_cancelling(bt_self()));
  return say_rc("gathered", rc);
}

static int awaits_the_other(void *i) {
  int rc = bt_join(ring[!(uintptr_t)i]);

  say("cancelling: %u", bt_cancelling(bt_self()));
  return say_rc("joined", rc);
}

static bt_fn *second_of_ring;
static int cancelled_first;

static int cancels_a_ring(void *unused) {
  (void)unused;
  ring[0] = spawn("A", gathers_the_other, NUMBER(0));
  ring[1] = spawn("B", second_of_ring, NUMBER(1));
  assert_int_equal(bt_yield(), 0);
  bt_cancel(ring[cancelled_first]);
  for (int i = 0; i < 2; i++)
    assert_int_equal(bt_await(ring[i]), UV_ECANCELED);
  return 0;
}

static void ring_of_gather_and_await_is_cut_and_unwinds(void **state) {
  (void)state;
  second_of_ring = awaits_the_other;
  cancelled_first = 0;
  assert_int_equal(run(cancels_a_ring), 0);
  said("0 B cancelling: 1\n"
       "0 B joined: ECANCELED\n"
       "0 A cancelling: 1\n"
       "0 A gathered: ECANCELED\n");
  cancelled_first = 1; /* it comes by the call, and by the gather */
  assert_int_equal(run(cancels_a_ring), 0);
  said("0 B cancelling: 2\n"
       "0 B joined: ECANCELED\n"
       "0 A cancelling: 1\n"
       "0 A gathered: ECANCELED\n");
}

static void ring_of_gathers_is_cut_and_unwinds(void **state) {
  (void)state;
  second_of_ring = gathers_the_other;
  cancelled_first = 0;
  assert_int_equal(run(cancels_a_ring), 0);
  said("0 A cancelling: 1\n"
       "0 A gathered: ECANCELED\n"
       "0 B cancelling: 1\n"
       "0 B gathered: ECANCELED\n");
}

static void refused_memory_uses_up_the_handles_all_the_same(void **state) {
  (void)state;
  assert_int_equal(refuse_each(gathers_what_there_is), 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(results_come_in_the_order_of_the_arguments),
      TEST(task_named_twice_gives_its_result_twice),
      TEST(nothing_to_wait_for_takes_no_turn),
      TEST(ended_and_running_ones_may_be_mixed),
      TEST(first_error_comes_at_once_and_the_others_run_on),
      TEST(error_of_a_task_that_had_ended_comes_without_a_wait),
      TEST(gather_all_returns_errors_in_their_places),
      TEST(cancelled_child_is_an_error_and_no_one_elses_business),
      TEST(first_child_to_end_frees_a_cancelled_gatherer),
      TEST(gather_all_waits_for_the_last_child_when_cancelled),
      TEST(children_that_swallow_it_do_not_save_the_gatherer),
      TEST(late_cancel_strikes_the_gatherer_alone),
      TEST(after_the_error_a_cancel_does_not_reach_the_others),
      TEST(own_cancellation_reaches_unstarted_children),
      TEST(deadline_cancels_the_children),
      TEST(gathers_nest),
      TEST(ring_of_gather_and_await_is_cut_and_unwinds),
      TEST(ring_of_gathers_is_cut_and_unwinds),
      TEST(refused_memory_uses_up_the_handles_all_the_same),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* gather: the gatherer is cancelled; rings of gatherers. */
#include "gather.h"

#include "bt_timeout.h"

static int swallows(void *ms) {
  int rc = bt_sleep(1000);

  say_rc("swallows", rc);
  return (int)(uintptr_t)ms + bt_sleep((uintptr_t)ms);
}

static void spawn_all(bt_fn *fn, uintptr_t first_ms) {
  for (size_t i = 0; i < N; i++)
    spawn_nth(i, fn, NUMBER(first_ms * (i + 1)));
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

static int gathers_what_there_is(void *unused) {
  int results[N] = {-99, -99, -99};
  size_t n = 0;
  int rc;

  (void)unused;
  while (n < N && (abcd[n] = bt_spawn(give, NUMBER(0))) != NULL)
    n++;
  rc = bt_gather(abcd, n, results);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(results[i], rc < 0 ? -99 : 0);
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
      TEST(first_child_to_end_frees_a_cancelled_gatherer),
      TEST(gather_all_waits_for_the_last_child_when_cancelled),
      TEST(children_that_swallow_it_do_not_save_the_gatherer),
      TEST(late_cancel_strikes_the_gatherer_alone),
      TEST(after_the_error_a_cancel_does_not_reach_the_others),
      TEST(own_cancellation_reaches_unstarted_children),
      TEST(deadline_cancels_the_children),
      TEST(ring_of_gather_and_await_is_cut_and_unwinds),
      TEST(ring_of_gathers_is_cut_and_unwinds),
      TEST(refused_memory_uses_up_the_handles_all_the_same),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

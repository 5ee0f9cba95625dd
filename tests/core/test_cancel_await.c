/* SPDX-License-Identifier: MIT-0 */
/* Cancelling tasks that await each other. */
#include "support.h"

/* ---- One awaits the other --------------------------------------------- */

static int cleans_up(void *unused) {
  int rc = nap(NUMBER(100));

  (void)unused;
  say_rc("cleaned up", bt_sleep(20));
  return rc;
}

static int swallows(void *unused) {
  (void)unused;
  nap(NUMBER(100));
  return 7;
}

static int awaits(void *fn) {
  return say_rc("awaited", bt_await(spawn("B", (bt_fn *)fn, NULL)));
}

static int cancels_the_outer(void *fn) {
  struct bt_task *a = spawn("A", awaits, fn);
  unsigned requests;

  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_because(a, "stop");
  say_rc("joined", bt_join(a));
  requests = bt_cancelling(a);
  bt_drop(a);
  return (int)requests;
}

static void awaiter_is_cancelled_once_the_awaited_has_cleaned_up(void **state) {
  (void)state;
  assert_int_equal(run_arg(cancels_the_outer, (void *)cleans_up), 1);
  said("5 B slept: ECANCELED\n"
       "25 B cleaned up: 0\n"
       "25 A awaited: ECANCELED\n"
       "25 main joined: ECANCELED\n");
}

static void awaiter_goes_on_where_the_awaited_swallows_it(void **state) {
  (void)state;
  assert_int_equal(run_arg(cancels_the_outer, (void *)swallows), 1);
  said("5 B slept: ECANCELED\n"
       "5 A awaited: 7\n"
       "5 main joined: 7\n");
}

static int joins(void *task) {
  int rc = say_rc("joined", bt_join(task));

  say("%s, requests: %u", bt_message(bt_self()), bt_cancelling(bt_self()));
  return rc < 0 ? 1 : 0;
}

static int cancels_the_inner(void *unused) {
  struct bt_task *b = spawn("B", nap, NUMBER(100));
  struct bt_task *a = spawn("A", joins, b);

  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_because(b, "alone");
  say_rc("A", bt_await(a));
  return bt_await(b) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static void awaited_alone_cancelled_leaves_the_awaiter_unmarked(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_inner), 0);
  said("5 B slept: ECANCELED\n"
       "5 A joined: ECANCELED\n"
       "5 A alone, requests: 0\n"
       "5 main A: 1\n");
}

static int ends_with_7(void *unused) {
  (void)unused;
  return bt_sleep(5) + 7;
}

/* Cancels its awaiter in the turn in which the awaited task ends. */
static int cancels_in_the_turn_of_the_end(void *unused) {
  struct bt_task *b = spawn("B", ends_with_7, NULL);
  struct bt_task *a = spawn("A", joins, b);

  (void)unused;
  assert_int_equal(bt_yield(), 0); /* B's timer is to be the first */
  assert_int_equal(bt_sleep(5), 0);
  assert_true(bt_done(b));
  bt_cancel_because(a, "late");
  say_rc("A", bt_await(a));
  return bt_await(b);
}

static void cancel_wins_over_a_result_that_was_not_yet_seen(void **state) {
  (void)state;
  assert_int_equal(run(cancels_in_the_turn_of_the_end), 7);
  said("5 A joined: ECANCELED\n"
       "5 A late, requests: 1\n"
       "5 main A: 1\n");
}

static int fails_in_time(void *unused) {
  (void)unused;
  return bt_sleep(5) < 0 ? UV_EINVAL : UV_EIO;
}

static int cancels_who_awaits_an_error(void *unused) {
  struct bt_task *b = spawn("B", fails_in_time, NULL);
  struct bt_task *a = spawn("A", joins, b);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_because(a, "late");
  say_rc("A", bt_await(a));
  bt_drop(b); /* no report: A has asked for it */
  return 0;
}

static void error_whose_awaiter_is_cancelled_is_not_unseen(void **state) {
  (void)state;
  assert_int_equal(run(cancels_who_awaits_an_error), 0);
  said("5 A joined: ECANCELED\n"
       "5 A late, requests: 1\n"
       "5 main A: 1\n");
}

static int says_it_ran(void *unused) {
  (void)unused;
  say("ran");
  return 0;
}

static int cancels_itself_then_awaits(void *unused) {
  (void)unused;
  bt_cancel_because(bt_self(), "own");
  say_rc("awaited", bt_await(spawn("B", says_it_ran, NULL)));
  say("%s, requests: %u", bt_message(bt_self()), bt_cancelling(bt_self()));
  return 0;
}

static void own_cancellation_reaches_the_task_awaited_next(void **state) {
  (void)state;
  assert_int_equal(run(cancels_itself_then_awaits), 0);
  said("0 main awaited: ECANCELED\n"
       "0 main own, requests: 1\n");
}

static int cancels_itself_then_awaits_who_swallows(void *unused) {
  struct bt_task *b = spawn("B", swallows, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel(bt_self());
  say_rc("awaited", bt_await(b));
  nap(NUMBER(10));
  return (int)bt_cancelling(bt_self());
}

static void own_cancellation_may_be_swallowed_there(void **state) {
  (void)state;
  assert_int_equal(run(cancels_itself_then_awaits_who_swallows), 1);
  said("0 B slept: ECANCELED\n"
       "0 main awaited: 7\n"
       "10 main slept: 0\n");
}

/* ---- Chains ----------------------------------------------------------- */

enum { LONG = 20000 };

static unsigned length;

static int link_of_chain(void *n) {
  uintptr_t left = (uintptr_t)n;

  if (left == 0)
    return bt_sleep(1000);
  return bt_await(spawn("link", link_of_chain, NUMBER(left - 1)));
}

static int cancels_a_chain(void *unused) {
  struct bt_task *a = spawn("A", link_of_chain, NUMBER(length));
  int rc;

  (void)unused;
  assert_int_equal(bt_sleep(1), 0);
  turns_begin();
  bt_cancel(a);
  rc = bt_join(a);
  say_rc("joined", rc);
  assert_int_equal(turns_end(), length + 2);
  assert_int_equal(bt_cancelling(a), 1);
  bt_drop(a);
  return 0;
}

static void chain_unwinds_from_its_end_however_long(void **state) {
  (void)state;
  length = fewer(LONG);
  assert_int_equal(run(cancels_a_chain), 0);
  said("1 main joined: ECANCELED\n");
}

/* ---- Rings ------------------------------------------------------------ */

static struct bt_task *ring[3];

static int awaits_the_next(void *i) {
  int rc = bt_join(ring[((uintptr_t)i + 1) % 3]);

  say_rc("joined", rc);
  return rc;
}

static int cancels_a_ring(void *unused) {
  (void)unused;
  for (uintptr_t i = 0; i < 3; i++)
    ring[i] =
        spawn((const char *[]){"A", "B", "C"}[i], awaits_the_next, NUMBER(i));
  assert_int_equal(bt_yield(), 0);
  bt_cancel(ring[0]);
  for (int i = 0; i < 3; i++)
    assert_int_equal(bt_await(ring[i]), UV_ECANCELED);
  return 0;
}

static void ring_of_awaits_is_cut_and_unwinds(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_ring), 0);
  said("0 A joined: ECANCELED\n"
       "0 C joined: ECANCELED\n"
       "0 B joined: ECANCELED\n");
}

/* Writes over what earlier calls have left on the stack. */
static int BT_NOINLINE scribble(void) {
  volatile unsigned char space[4096];

  for (size_t i = 0; i < sizeof space; i++)
    space[i] = 0xff;
  return space[7];
}

static int is_cut_off(void *unused) {
  int rc = bt_join(ring[0]);

  (void)unused;
  assert_int_equal(scribble(), 0xff);
  return say_rc("cut off", rc);
}

static int ends_after_it(void *unused) {
  int rc = bt_join(ring[1]);

  (void)unused;
  return say_rc("joined", rc);
}

static int cancels_a_pair(void *unused) {
  (void)unused;
  ring[0] = spawn("A", ends_after_it, NULL);
  ring[1] = spawn("B", is_cut_off, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(ring[0]);
  for (int i = 0; i < 2; i++)
    assert_int_equal(bt_await(ring[i]), UV_ECANCELED);
  return 0;
}

static void who_was_cut_off_is_not_told_of_the_end(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_pair), 0);
  said("0 B cut off: ECANCELED\n"
       "0 A joined: ECANCELED\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(awaiter_is_cancelled_once_the_awaited_has_cleaned_up),
      TEST(awaiter_goes_on_where_the_awaited_swallows_it),
      TEST(awaited_alone_cancelled_leaves_the_awaiter_unmarked),
      TEST(cancel_wins_over_a_result_that_was_not_yet_seen),
      TEST(error_whose_awaiter_is_cancelled_is_not_unseen),
      TEST(own_cancellation_reaches_the_task_awaited_next),
      TEST(own_cancellation_may_be_swallowed_there),
      TEST(chain_unwinds_from_its_end_however_long),
      TEST(ring_of_awaits_is_cut_and_unwinds),
      TEST(who_was_cut_off_is_not_told_of_the_end),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

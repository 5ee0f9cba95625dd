/* SPDX-License-Identifier: MIT-0 */
/* Task groups: cancelled from outside. */
#include "task_group_cancel.h"

static int fails_in_its_cleanup(void *ms) {
  return cleans_up_for(ms) < 0 ? UV_ENOENT : 0;
}

/* ---- The tasks of a test ---------------------------------------------- */

/* A block of its own task, which others cancel at the given times. */
static bt_fn *block;
static uint64_t cancel_at[3];

static int is_cancelled_from_outside(void *unused) {
  struct bt_task *p = spawn("P", block, NULL);

  (void)unused;
  for (int i = 0; i < 3 && cancel_at[i]; i++) {
    assert_int_equal(bt_sleep(cancel_at[i] - bt_now()), 0);
    bt_cancel(p);
  }
  return say_rc("joined", bt_await(p));
}

static int cancelled(bt_fn *fn, uint64_t first, uint64_t second,
                     uint64_t third) {
  block = fn;
  cancel_at[0] = first;
  cancel_at[1] = second;
  cancel_at[2] = third;
  return run(is_cancelled_from_outside);
}

/* ---- Cancelled from outside ------------------------------------------- */

static int body_sleeps(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", cleans_up_for, 10);
  add(&g, "B", cleans_up_for, 20);
  rc = close_group(&g, say_rc("body", bt_sleep(100)));
  nap(NUMBER(5)); /* what was cancelled is not cancelled again */
  return rc;
}

static void cancel_reaches_the_body_then_the_children(void **state) {
  (void)state;
  assert_int_equal(cancelled(body_sleeps, 5, 0, 0), UV_ECANCELED);
  said("5 P body: ECANCELED\n"
       "15 A cleaned up: 0\n"
       "25 B cleaned up: 0\n"
       "25 P g: ECANCELED, errors: 0, requests: 1\n"
       "30 P slept: 0\n"
       "30 main joined: ECANCELED\n");
}

static void cancel_reaches_the_children_of_a_block_that_waits(void **state) {
  (void)state;
  assert_int_equal(cancelled(block_waits, 5, 0, 0), UV_ECANCELED);
  said("15 A cleaned up: 0\n"
       "25 B cleaned up: 0\n"
       "25 P g: ECANCELED, errors: 0, requests: 1\n"
       "25 main joined: ECANCELED\n");
}

static void further_cancels_are_counted_and_wait(void **state) {
  (void)state;
  assert_int_equal(cancelled(block_waits, 5, 7, 9), UV_ECANCELED);
  said("15 A cleaned up: 0\n"
       "25 B cleaned up: 0\n"
       "25 P g: ECANCELED, errors: 0, requests: 3\n"
       "25 main joined: ECANCELED\n");
}

static int children_fail_when_cancelled(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", fails_in_its_cleanup, 10);
  rc = close_group(&g, 0);
  assert_int_equal(rc, UV_ENOENT);
  say_rc("next wait", bt_sleep(50));
  say_rc("the one after", bt_sleep(50));
  return 0;
}

static void errors_win_and_the_cancel_strikes_at_the_next_wait(void **state) {
  (void)state;
  assert_int_equal(cancelled(children_fail_when_cancelled, 5, 0, 0), 0);
  said("15 A cleaned up: 0\n"
       "15 P g: ENOENT, errors: 1, requests: 1\n"
       "15 P next wait: ECANCELED\n"
       "65 P the one after: 0\n"
       "65 main joined: 0\n");
}

static int child_fails_at_5_ms(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", fails, 5);
  rc = say_rc("body", bt_sleep(100));
  rc = close_group(&g, rc);
  assert_int_equal(rc, UV_EIO);
  say_rc("next wait", bt_sleep(50));
  return 0;
}

static void cancel_in_the_turn_of_an_error_is_not_lost(void **state) {
  (void)state;
  assert_int_equal(cancelled(child_fails_at_5_ms, 5, 0, 0), 0);
  said("5 A ends: EIO\n"
       "5 P body: ECANCELED\n"
       "5 P g: EIO, errors: 1, requests: 1\n"
       "5 P next wait: ECANCELED\n"
       "5 main joined: 0\n");
}

static int body_fails_when_cancelled(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", cleans_up_for, 10);
  rc = bt_sleep(100) < 0 ? UV_EPIPE : 0;
  return close_group(&g, rc);
}

static void body_may_turn_the_cancel_into_an_error(void **state) {
  (void)state;
  assert_int_equal(cancelled(body_fails_when_cancelled, 5, 0, 0), UV_EPIPE);
  said("15 A cleaned up: 0\n"
       "15 P g: EPIPE, errors: 1, requests: 1\n"
       "15 main joined: EPIPE\n");
}

static int body_cleans_up(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", fails, 10);
  rc = bt_sleep(100);
  say_rc("cleaning up", bt_sleep(50));
  return close_group(&g, rc);
}

static void error_interrupts_a_body_that_handles_a_cancel(void **state) {
  (void)state;
  assert_int_equal(cancelled(body_cleans_up, 5, 0, 0), UV_EIO);
  said("10 A ends: EIO\n"
       "10 P cleaning up: ECANCELED\n"
       "10 P g: EIO, errors: 1, requests: 1\n"
       "10 main joined: EIO\n");
}

/* ---- A child cancelled by hand ---------------------------------------- */

static int body_awaits_a_child(void *unused) {
  struct bt_group g;
  struct bt_task *a;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  a = bt_group_spawn_named(&g, "A", cleans_up_for, NUMBER(0));
  add(&g, "B", cleans_up_for, 10);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  rc = say_rc("awaited", bt_join(a));
  return close_group(&g, rc);
}

static void cancelled_child_that_the_body_awaits_ends_the_block(void **state) {
  (void)state;
  assert_int_equal(run(body_awaits_a_child), UV_ECANCELED);
  said("5 A cleaned up: 0\n"
       "5 main awaited: ECANCELED\n"
       "15 B cleaned up: 0\n"
       "15 main g: ECANCELED, errors: 0, requests: 0\n");
}

/* ---- Cancelling the group --------------------------------------------- */

static int cancels_its_group(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", cleans_up_for, 10);
  bt_group_cancel(&g);
  rc = say_rc("body", bt_sleep(100));
  return close_group(&g, rc);
}

static struct bt_group shared;

static int cancels_the_shared(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_group_cancel(&shared);
  return 0;
}

static int is_cancelled_by_a_child(void *unused) {
  (void)unused;
  bt_group_open_named(&shared, "g");
  add(&shared, "A", cleans_up_for, 10);
  add(&shared, "B", cancels_the_shared, 0);
  return close_group(&shared, 7);
}

static void group_can_be_cancelled_without_an_error(void **state) {
  (void)state;
  assert_int_equal(run(cancels_its_group), 0);
  said("0 main body: ECANCELED\n"
       "0 main g: ok, errors: 0, requests: 0\n");
  assert_int_equal(run(is_cancelled_by_a_child), 7);
  said("15 A cleaned up: 0\n"
       "15 main g: ok, errors: 0, requests: 0\n");
}

static int spawns_when_none_is_left(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", nap, 5);
  assert_int_equal(bt_sleep(10), 0);
  add(&g, "B", nap, 5);
  add(&g, "C", nap, 5);
  assert_int_equal(bt_yield(), 0);
  bt_group_cancel(&g);
  rc = say_rc("body", bt_sleep(100));
  return close_group(&g, rc);
}

static void children_spawned_after_others_have_ended_are_cancelled(void **s) {
  (void)s;
  assert_int_equal(run(spawns_when_none_is_left), 0);
  said("5 A slept: 0\n"
       "10 B slept: ECANCELED\n"
       "10 C slept: ECANCELED\n"
       "10 main body: ECANCELED\n"
       "10 main g: ok, errors: 0, requests: 0\n");
}

static int cancels_a_closed_group(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_group_open_named(&g, "g");
  bt_group_cancel(&g);
  bt_group_cancel(&g);
  rc = say_rc("body", bt_sleep(100));
  rc = close_group(&g, rc);
  bt_group_cancel(&g);
  nap(NUMBER(5));
  return rc;
}

static void further_cancel_of_a_group_changes_nothing(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_closed_group), 0);
  said("0 main body: ECANCELED\n"
       "0 main g: ok, errors: 0, requests: 0\n"
       "5 main slept: 0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cancel_reaches_the_body_then_the_children),
      TEST(cancel_reaches_the_children_of_a_block_that_waits),
      TEST(further_cancels_are_counted_and_wait),
      TEST(errors_win_and_the_cancel_strikes_at_the_next_wait),
      TEST(cancel_in_the_turn_of_an_error_is_not_lost),
      TEST(body_may_turn_the_cancel_into_an_error),
      TEST(error_interrupts_a_body_that_handles_a_cancel),
      TEST(cancelled_child_that_the_body_awaits_ends_the_block),
      TEST(group_can_be_cancelled_without_an_error),
      TEST(further_cancel_of_a_group_changes_nothing),
      TEST(children_spawned_after_others_have_ended_are_cancelled),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* Task groups: cancelled from outside, with deadlines, inside each other. */
#include "support.h"

#include "bt_task_group.h"
#include "bt_timeout.h"

/* Fails after so many ms. */
static int fails(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  return say_rc("ends", rc < 0 ? rc : UV_EIO);
}

static int fails_in_its_cleanup(void *ms) {
  return cleans_up_for(ms) < 0 ? UV_ENOENT : 0;
}

static void add(struct bt_group *g, const char *name, bt_fn *fn, uintptr_t ms) {
  assert_non_null(bt_group_spawn_named(g, name, fn, NUMBER(ms)));
}

static int close_group(struct bt_group *g, int body_result) {
  const char *name;
  char text[64];
  int rc;

  name = bt_scope_name(&g->scope, text, sizeof text);
  rc = bt_group_close(g, body_result);
  say("%s: %s, errors: %zu, requests: %u", name,
      rc < 0 ? bt_error_name(rc) : "ok", g->errors.n, bt_cancelling(bt_self()));
  bt_group_fini(g);
  return rc;
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
  rc = say_rc("body", bt_sleep(100));
  return close_group(&g, rc);
}

static void cancel_reaches_the_body_then_the_children(void **state) {
  (void)state;
  assert_int_equal(cancelled(body_sleeps, 5, 0, 0), UV_ECANCELED);
  said("5 P body: ECANCELED\n"
       "15 A cleaned up: 0\n"
       "25 B cleaned up: 0\n"
       "25 P g: ECANCELED, errors: 0, requests: 1\n"
       "25 main joined: ECANCELED\n");
}

static int block_waits(void *unused) {
  struct bt_group g;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", cleans_up_for, 10);
  add(&g, "B", cleans_up_for, 20);
  return close_group(&g, 0);
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

/* ---- Inside each other ------------------------------------------------ */

/* A is a child of the outer group, B of the inner one. */
static struct {
  bt_fn *fn;
  uintptr_t ms;
} child_a, child_b;

static int nests(void *unused) {
  struct bt_group outer, inner;
  int rc;

  (void)unused;
  bt_group_open_named(&outer, "outer");
  add(&outer, "A", child_a.fn, child_a.ms);
  bt_group_open_named(&inner, "inner");
  add(&inner, "B", child_b.fn, child_b.ms);
  rc = close_group(&inner, bt_sleep(100));
  return close_group(&outer, rc);
}

static int nest(bt_fn *a, uintptr_t a_ms, bt_fn *b, uintptr_t b_ms) {
  child_a.fn = a;
  child_a.ms = a_ms;
  child_b.fn = b;
  child_b.ms = b_ms;
  return run(nests);
}

static void failed_inner_group_is_one_error_of_the_outer_body(void **state) {
  (void)state;
  assert_int_equal(nest(cleans_up_for, 10, fails, 5), UV_EIO);
  said("5 B ends: EIO\n"
       "5 main inner: EIO, errors: 1, requests: 0\n"
       "15 A cleaned up: 0\n"
       "15 main outer: EIO, errors: 1, requests: 0\n");
}

static void failed_outer_group_cancels_the_inner(void **state) {
  (void)state;
  assert_int_equal(nest(fails, 5, cleans_up_for, 10), UV_EIO);
  said("5 A ends: EIO\n"
       "15 B cleaned up: 0\n"
       "15 main inner: ECANCELED, errors: 0, requests: 1\n"
       "15 main outer: EIO, errors: 1, requests: 0\n");
}

static void of_both_the_outer_child_comes_first(void **state) {
  (void)state;
  assert_int_equal(nest(fails, 5, fails, 5), UV_EIO);
  said("5 A ends: EIO\n"
       "5 B ends: EIO\n"
       "5 main inner: EIO, errors: 1, requests: 1\n"
       "5 main outer: EIO, errors: 2, requests: 0\n");
}

static int branch(void *depth) {
  struct bt_group g;

  bt_group_open_named(&g, "branch");
  if ((uintptr_t)depth == 0) {
    add(&g, "leaf", cleans_up_for, 10);
  } else {
    add(&g, "left", branch, (uintptr_t)depth - 1);
    add(&g, "right", branch, (uintptr_t)depth - 1);
  }
  return close_group(&g, 0);
}

static int cancels_a_tree(void *unused) {
  struct bt_task *root = spawn("root", branch, NUMBER(1));

  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(root);
  return bt_await(root);
}

static void tree_of_groups_unwinds_from_the_leaves(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_tree), UV_ECANCELED);
  said("15 leaf cleaned up: 0\n"
       "15 leaf cleaned up: 0\n"
       "15 left branch: ECANCELED, errors: 0, requests: 1\n"
       "15 right branch: ECANCELED, errors: 0, requests: 1\n"
       "15 root branch: ECANCELED, errors: 0, requests: 1\n");
}

/* ---- Deadlines -------------------------------------------------------- */

static int has_a_deadline(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, 5);
  rc = block_waits(NULL);
  return bt_timeout_close(&t, rc);
}

static void deadline_round_a_group_comes_out_as_a_timeout(void **state) {
  (void)state;
  assert_int_equal(run(has_a_deadline), UV_ETIMEDOUT);
  said("15 A cleaned up: 0\n"
       "25 B cleaned up: 0\n"
       "25 main g: ECANCELED, errors: 0, requests: 1\n");
}

static int fails_at_the_deadline(void *deadline_first) {
  struct bt_timeout t;
  struct bt_group g;
  int rc;

  bt_timeout_open(&t, deadline_first ? 5 : BT_NEVER);
  bt_group_open_named(&g, "g");
  add(&g, "A", fails, 5);
  assert_int_equal(bt_yield(), 0);
  if (!deadline_first)
    assert_int_equal(bt_timeout_reschedule(&t, 5), 0);
  rc = close_group(&g, bt_sleep(100));
  return bt_timeout_close(&t, rc);
}

static void
deadline_and_error_at_once_the_earlier_started_decides(void **state) {
  (void)state;
  assert_int_equal(run_arg(fails_at_the_deadline, NUMBER(1)), UV_ETIMEDOUT);
  said("5 A ends: ECANCELED\n"
       "5 main g: ECANCELED, errors: 0, requests: 1\n");
  assert_int_equal(run(fails_at_the_deadline), UV_EIO);
  said("5 A ends: EIO\n"
       "5 main g: EIO, errors: 1, requests: 1\n");
}

static int is_late_itself(void *ms) {
  struct bt_timeout t;

  bt_timeout_open(&t, (uintptr_t)ms);
  return bt_timeout_close(&t, bt_sleep(1000));
}

static int has_a_late_child(void *unused) {
  struct bt_group g;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", is_late_itself, 5);
  add(&g, "B", cleans_up_for, 10);
  return close_group(&g, 0);
}

static void timeout_of_a_child_is_an_ordinary_error(void **state) {
  (void)state;
  assert_int_equal(run(has_a_late_child), UV_ETIMEDOUT);
  said("15 B cleaned up: 0\n"
       "15 main g: ETIMEDOUT, errors: 1, requests: 0\n");
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
      TEST(failed_inner_group_is_one_error_of_the_outer_body),
      TEST(failed_outer_group_cancels_the_inner),
      TEST(of_both_the_outer_child_comes_first),
      TEST(tree_of_groups_unwinds_from_the_leaves),
      TEST(deadline_round_a_group_comes_out_as_a_timeout),
      TEST(deadline_and_error_at_once_the_earlier_started_decides),
      TEST(timeout_of_a_child_is_an_ordinary_error),
      TEST(group_can_be_cancelled_without_an_error),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

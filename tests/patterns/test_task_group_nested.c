/* SPDX-License-Identifier: MIT-0 */
/* task_group: inside each other, and with deadlines. */
#include "task_group_cancel.h"

#include "bt_timeout.h"

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

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(failed_inner_group_is_one_error_of_the_outer_body),
      TEST(failed_outer_group_cancels_the_inner),
      TEST(of_both_the_outer_child_comes_first),
      TEST(tree_of_groups_unwinds_from_the_leaves),
      TEST(deadline_round_a_group_comes_out_as_a_timeout),
      TEST(deadline_and_error_at_once_the_earlier_started_decides),
      TEST(timeout_of_a_child_is_an_ordinary_error),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

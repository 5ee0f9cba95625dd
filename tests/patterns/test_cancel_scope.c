/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_cancel_scope.h"

/* Two naps of 10 ms in a scope, then one after it. */
static int naps_in(struct bt_cancel_scope *s, uint64_t deadline_ms) {
  int rc;

  bt_cancel_scope_open(s, deadline_ms, false);
  rc = nap(NUMBER(10));
  rc = nap(NUMBER(10)) < 0 ? UV_ECANCELED : rc;
  rc = say_rc("closed", bt_cancel_scope_close(s, rc));
  say("cancelled: %d, cancelling: %u", s->cancelled, bt_cancelling(bt_self()));
  nap(NUMBER(10));
  return rc;
}

static struct bt_cancel_scope scope;
static struct bt_task *a; /* whose it is, where it is not main's */

static int naps_in_scope(void *unused) {
  (void)unused;
  return naps_in(&scope, BT_NEVER);
}

/* ---- Cancelling ------------------------------------------------------- */

static int is_left_alone(void *unused) {
  (void)unused;
  return naps_in(&scope, BT_NEVER);
}

static void scope_that_nobody_cancels_changes_nothing(void **state) {
  (void)state;
  assert_int_equal(run(is_left_alone), 0);
  said("10 main slept: 0\n"
       "20 main slept: 0\n"
       "20 main closed: 0\n"
       "20 main cancelled: 0, cancelling: 0\n"
       "30 main slept: 0\n");
}

static int cancels_the_scope_of_another(void *unused) {
  (void)unused;
  a = spawn("A", naps_in_scope, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_scope_cancel(&scope);
  bt_cancel_scope_cancel(&scope);
  say("returns at once");
  return bt_await(a);
}

static void every_wait_inside_is_cancelled_until_it_is_closed(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_scope_of_another), 0);
  said("5 main returns at once\n"
       "5 A slept: ECANCELED\n"
       "5 A slept: ECANCELED\n"
       "5 A closed: 0\n"
       "5 A cancelled: 1, cancelling: 0\n"
       "15 A slept: 0\n");
}

static int naps_until_15_ms(void *unused) {
  (void)unused;
  return naps_in(&scope, 15);
}

static void deadline_cancels_it(void **state) {
  (void)state;
  assert_int_equal(run(naps_until_15_ms), 0);
  said("10 main slept: 0\n"
       "15 main slept: ECANCELED\n"
       "15 main closed: 0\n"
       "15 main cancelled: 1, cancelling: 0\n"
       "25 main slept: 0\n");
}

static int has_no_time(void *unused) {
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, 0, false);
  say("runs");
  rc = say_rc("yield", bt_yield());
  rc = bt_cancel_scope_close(&scope, rc);
  say("cancelled: %d", scope.cancelled);
  return rc;
}

static void deadline_of_0_strikes_the_first_wait(void **state) {
  (void)state;
  assert_int_equal(run(has_no_time), 0);
  said("0 main runs\n"
       "0 main yield: ECANCELED\n"
       "0 main cancelled: 1\n");
}

static int cancels_its_own(void *result) {
  int rc;

  bt_cancel_scope_open_us(&scope, 500, false);
  bt_cancel_scope_cancel(&scope);
  rc = bt_cancel_scope_close(&scope, give(result));
  bt_cancel_scope_cancel(&scope);
  return rc < 0 ? rc : nap(NUMBER(10));
}

static void other_results_pass_and_no_timer_is_left(void **state) {
  (void)state;
  assert_int_equal(run_arg(cancels_its_own, NUMBER((intptr_t)UV_EIO)), UV_EIO);
  assert_int_equal(run_arg(cancels_its_own, NUMBER(0)), 0);
  said("10 main slept: 0\n");
}

/* The wake came first, but the wait is cancelled all the same: what it hands
 * over is for the waiter to give back. */
static struct bt_waiter waiter;

static int parks_in_scope(void *unused) {
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  waiter = (struct bt_waiter){.on = "nothing"};
  rc = say_rc("parked", bt_park(&waiter));
  say("%s", waiter.state == BT_WOKEN ? "woken" : "struck");
  return bt_cancel_scope_close(&scope, rc);
}

static int meets_a_wake(void *wake_first) {
  a = spawn("A", parks_in_scope, NULL);
  assert_int_equal(bt_yield(), 0);
  if (wake_first)
    assert_true(bt_wake(a, 3));
  bt_cancel_scope_cancel(&scope);
  assert_false(bt_wake(a, 4));
  return bt_await(a);
}

static void cancel_and_wake_in_one_turn_cancel(void **state) {
  (void)state;
  assert_int_equal(run(meets_a_wake), 0);
  assert_int_equal(run_arg(meets_a_wake, NUMBER(1)), 0);
  said("0 A parked: ECANCELED\n0 A struck\n"
       "0 A parked: ECANCELED\n0 A woken\n");
}

/* ---- Nesting ---------------------------------------------------------- */

/* A scope in a scope: which of them is cancelled at 5 ms, by its deadline? */
static int nests(uint64_t outer_ms, uint64_t inner_ms) {
  struct bt_cancel_scope outer, inner;
  int rc;

  bt_cancel_scope_open(&outer, outer_ms, false);
  rc = naps_in(&inner, inner_ms);
  rc = say_rc("outer", bt_cancel_scope_close(&outer, rc));
  say("cancelled: %d", outer.cancelled);
  return rc;
}

static int inner_first(void *unused) {
  (void)unused;
  return nests(100, 5);
}
static int outer_first(void *unused) {
  (void)unused;
  return nests(5, 100);
}
static int both(void *unused) {
  (void)unused;
  return nests(5, 5);
}

static void each_scope_ends_its_own_cancellation(void **state) {
  (void)state;
  assert_int_equal(run(inner_first), 0);
  said("5 main slept: ECANCELED\n5 main slept: ECANCELED\n"
       "5 main closed: 0\n"
       "5 main cancelled: 1, cancelling: 0\n"
       "15 main slept: 0\n"
       "15 main outer: 0\n"
       "15 main cancelled: 0\n");
  assert_int_equal(run(outer_first), 0);
  said("5 main slept: ECANCELED\n5 main slept: ECANCELED\n"
       "5 main closed: ECANCELED\n"
       "5 main cancelled: 0, cancelling: 0\n"
       "5 main slept: ECANCELED\n"
       "5 main outer: 0\n"
       "5 main cancelled: 1\n");
  assert_int_equal(run(both), 0);
  said("5 main slept: ECANCELED\n5 main slept: ECANCELED\n"
       "5 main closed: ECANCELED\n"
       "5 main cancelled: 1, cancelling: 0\n"
       "5 main slept: ECANCELED\n"
       "5 main outer: 0\n"
       "5 main cancelled: 1\n");
}

/* ---- The task is cancelled -------------------------------------------- */

static int cancels_the_task(void *unused) {
  (void)unused;
  a = spawn("A", naps_in_scope, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  return bt_await(a);
}

static void cancellation_of_the_task_passes_once(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_task), UV_ECANCELED);
  said("5 A slept: ECANCELED\n"
       "15 A slept: 0\n"
       "15 A closed: ECANCELED\n"
       "15 A cancelled: 0, cancelling: 1\n"
       "25 A slept: 0\n");
}

static int cancels_both(void *scope_first) {
  a = spawn("A", naps_in_scope, NULL);
  assert_int_equal(bt_sleep(5), 0);
  if (scope_first)
    bt_cancel_scope_cancel(&scope);
  bt_cancel(a);
  bt_cancel_scope_cancel(&scope);
  return bt_await(a);
}

static void cancellation_of_the_task_counts_beside_the_scopes(void **state) {
  (void)state;
  for (uintptr_t scope_first = 0; scope_first < 2; scope_first++) {
    assert_int_equal(run_arg(cancels_both, NUMBER(scope_first)), UV_ECANCELED);
    said("5 A slept: ECANCELED\n5 A slept: ECANCELED\n"
         "5 A closed: ECANCELED\n"
         "5 A cancelled: 1, cancelling: 1\n"
         "15 A slept: 0\n");
  }
}

static int was_cancelled_before(void *unused) {
  bt_cancel(bt_self());
  assert_int_equal(bt_yield(), UV_ECANCELED); /* swallowed */
  return naps_until_15_ms(unused);
}

static void older_cancellation_is_no_matter(void **state) {
  (void)state;
  assert_int_equal(run(was_cancelled_before), 0);
  said("10 main slept: 0\n"
       "15 main slept: ECANCELED\n"
       "15 main closed: 0\n"
       "15 main cancelled: 1, cancelling: 1\n"
       "25 main slept: 0\n");
}

static int is_cancelled_on_the_way_in(void *unused) {
  (void)unused;
  bt_cancel(bt_self());
  return naps_in(&scope, 0);
}

static void cancellation_on_its_way_when_it_opens_is_not_lost(void **state) {
  (void)state;
  assert_int_equal(run(is_cancelled_on_the_way_in), UV_ECANCELED);
  said("0 main slept: ECANCELED\n0 main slept: ECANCELED\n"
       "0 main closed: ECANCELED\n"
       "0 main cancelled: 1, cancelling: 1\n"
       "10 main slept: 0\n");
}

/* ---- The screen ------------------------------------------------------- */

static void note_cancel(void *data, const struct bt_trace_event *e) {
  (void)data;
  if (e->ev == BT_EV_SCOPE)
    say("%s %s %s", e->u.scope.what, e->u.scope.kind, e->u.scope.name);
  if (e->ev == BT_EV_CANCEL)
    say("cancel of task %u via %s, scope %u", e->u.cancel.target,
        e->u.cancel.via, e->u.cancel.scope);
}

static int is_cancelled_both_ways(void *unused) {
  struct bt_cancel_scope outer, inner;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&outer, BT_NEVER, true);
  bt_cancel_scope_open(&inner, 5, false);
  rc = bt_sleep(10);
  rc = bt_cancel_scope_close(&inner, rc);
  bt_cancel_scope_cancel(&outer);
  return bt_cancel_scope_close(&outer, rc);
}

static void screen_is_told_what_was_cancelled_and_how(void **state) {
  (void)state;
  assert_int_equal(run_with((struct bt_options){.trace = note_cancel},
                            is_cancelled_both_ways, NULL),
                   0);
  said("0 main open cancel_scope cancel_scope-1\n"
       "0 main open cancel_scope cancel_scope-2\n"
       "5 - cancel of task 1 via timeout, scope 2\n"
       "5 main close cancel_scope cancel_scope-2\n"
       "5 main cancel of task 1 via call, scope 1\n"
       "5 main close cancel_scope cancel_scope-1\n");
}

static int is_late(void *unused) {
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, 2000, false);
  shows_scope("open cancel_scope cancel_scope-1, until 2000 ms");
  rc = bt_cancel_scope_close(&scope, bt_sleep(4000));
  shows_call("timeout for main");
  return rc;
}

static int shows_no_time(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_scope_open(&scope, 0, false);
  shows_scope("open cancel_scope cancel_scope-1, until 5 ms");
  assert_null(scope.timer.call.next);
  return bt_cancel_scope_close(&scope, bt_sleep(10));
}

static int shows_no_end(void *unused) {
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  shows_scope("open cancel_scope cancel_scope-1");
  assert_null(scope.timer.call.next);
  rc = bt_cancel_scope_close(&scope, bt_sleep(10));
  bt_cancel_scope_cancel(&scope); /* too late */
  assert_false(scope.cancelled);
  return rc;
}

static void its_deadline_is_shown_as_a_timeout(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_late), 0);
  assert_int_equal(run_shown(shows_no_time), 0);
  assert_int_equal(run_shown(shows_no_end), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(scope_that_nobody_cancels_changes_nothing),
      TEST(every_wait_inside_is_cancelled_until_it_is_closed),
      TEST(deadline_cancels_it),
      TEST(deadline_of_0_strikes_the_first_wait),
      TEST(other_results_pass_and_no_timer_is_left),
      TEST(cancel_and_wake_in_one_turn_cancel),
      TEST(each_scope_ends_its_own_cancellation),
      TEST(cancellation_of_the_task_passes_once),
      TEST(cancellation_of_the_task_counts_beside_the_scopes),
      TEST(older_cancellation_is_no_matter),
      TEST(cancellation_on_its_way_when_it_opens_is_not_lost),
      TEST(screen_is_told_what_was_cancelled_and_how),
      TEST(its_deadline_is_shown_as_a_timeout),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

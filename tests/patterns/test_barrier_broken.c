/* SPDX-License-Identifier: MIT-0 */
/* barrier: aborted, reset, misused and shown. */
#include "barrier.h"

/* ---- Abort ------------------------------------------------------------ */

static int aborts_and_mends(void *unused) {
  (void)unused;
  init(3);
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  bt_barrier_abort(&barrier);
  say_waiting();
  spawn_more(2, 3);
  await_all(3);
  bt_barrier_reset(&barrier);
  say_waiting();
  spawn_more(0, 3);
  await_all(3);
  return 0;
}

static void abort_breaks_it_for_all_until_a_reset(void **state) {
  (void)state;
  assert_int_equal(run(aborts_and_mends), 0);
  said("0 main waiting: 0, broken\n"
       "0 A passed: EPIPE\n"
       "0 B passed: EPIPE\n"
       "0 C passed: EPIPE\n"
       "0 main A: EPIPE\n"
       "0 main B: EPIPE\n"
       "0 main C: EPIPE\n"
       "0 main waiting: 0\n"
       "0 C passed: 2\n"
       "0 A passed: 0\n"
       "0 B passed: 1\n"
       "0 main A: 0\n"
       "0 main B: 1\n"
       "0 main C: 2\n");
}

static int passes_a_broken_one(void *parties) {
  init((unsigned)(uintptr_t)parties);
  bt_barrier_abort(&barrier);
  turns_begin();
  passes(NUMBER(1));
  assert_int_equal(turns_end(), 0);
  say("%s", bt_message(bt_self()));
  return 0;
}

static void broken_barrier_is_an_error_at_once(void **state) {
  (void)state;
  for (unsigned parties = 1; parties <= 2; parties++) {
    assert_int_equal(run_arg(passes_a_broken_one, NUMBER(parties)), 0);
    said("0 main passed: EPIPE\n"
         "0 main the barrier was aborted or reset\n");
  }
}

/* C is the last; A and B have yet to leave, D and E have come too early. */
static void begin_half_and_half(int last) {
  init(3);
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  spawn_more(2, last);
  assert_int_equal(bt_yield(), 0);
}

static int aborts_while_they_leave(void *unused) {
  (void)unused;
  begin_half_and_half(5);
  bt_barrier_abort(&barrier);
  await_all(5);
  say_waiting();
  return 0;
}

static void abort_while_they_leave_breaks_it_for_all_others(void **state) {
  (void)state;
  assert_int_equal(run(aborts_while_they_leave), 0);
  said("0 C passed: 2\n"
       "0 A passed: EPIPE\n"
       "0 B passed: EPIPE\n"
       "0 D passed: EPIPE\n"
       "0 E passed: EPIPE\n"
       "0 main A: EPIPE\n"
       "0 main B: EPIPE\n"
       "0 main C: 2\n"
       "0 main D: EPIPE\n"
       "0 main E: EPIPE\n"
       "0 main waiting: 0, broken\n");
}

static int cancels_and_aborts(void *unused) {
  (void)unused;
  init(3);
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(abcd[0]);
  bt_barrier_abort(&barrier);
  await_all(2);
  say_waiting();
  return 0;
}

static void cancelled_waiter_of_an_aborted_barrier_is_cancelled(void **state) {
  (void)state;
  assert_int_equal(run(cancels_and_aborts), 0);
  said("0 A passed: ECANCELED\n"
       "0 B passed: EPIPE\n"
       "0 main A: ECANCELED\n"
       "0 main B: EPIPE\n"
       "0 main waiting: 0, broken\n");
}

/* ---- Reset ------------------------------------------------------------ */

static int resets(void *unused) {
  (void)unused;
  init(3);
  bt_barrier_reset(&barrier); /* nobody waits: does nothing */
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  bt_barrier_reset(&barrier);
  say_waiting();
  spawn_more(2, 5);
  await_all(5);
  return 0;
}

static int aborts_and_resets(void *unused) {
  (void)unused;
  init(3);
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  bt_barrier_abort(&barrier);
  bt_barrier_reset(&barrier);
  say_waiting();
  spawn_more(2, 5);
  await_all(5);
  return 0;
}

static void reset_sends_those_who_wait_away_and_starts_anew(void **state) {
  static bt_fn *const programs[] = {resets, aborts_and_resets};

  (void)state;
  for (int i = 0; i < 2; i++) {
    assert_int_equal(run(programs[i]), 0);
    said("0 main waiting: 0\n"
         "0 A passed: EPIPE\n"
         "0 B passed: EPIPE\n"
         "0 E passed: 2\n"
         "0 main A: EPIPE\n"
         "0 main B: EPIPE\n"
         "0 C passed: 0\n"
         "0 D passed: 1\n"
         "0 main C: 0\n"
         "0 main D: 1\n"
         "0 main E: 2\n");
  }
}

static int resets_while_they_leave(void *unused) {
  (void)unused;
  begin_half_and_half(6);
  bt_barrier_reset(&barrier);
  await_all(6);
  say_waiting();
  return 0;
}

static void reset_while_they_leave_spares_the_next_round(void **state) {
  (void)state;
  assert_int_equal(run(resets_while_they_leave), 0);
  said("0 C passed: 2\n"
       "0 A passed: EPIPE\n"
       "0 B passed: EPIPE\n"
       "0 F passed: 2\n"
       "0 main A: EPIPE\n"
       "0 main B: EPIPE\n"
       "0 main C: 2\n"
       "0 D passed: 0\n"
       "0 E passed: 1\n"
       "0 main D: 0\n"
       "0 main E: 1\n"
       "0 main F: 2\n"
       "0 main waiting: 0\n");
}

static int passes_and_resets(void *unused) {
  int rc = passes(NUMBER(1));

  (void)unused;
  bt_barrier_reset(&barrier);
  return rc;
}

/* A resets it as soon as it has left; B has yet to leave. */
static int one_leaves_and_resets(void *unused) {
  (void)unused;
  init(3);
  spawn_nth(0, passes_and_resets, NULL);
  spawn_more(1, 3);
  await_all(3);
  say_waiting();
  return 0;
}

static void who_has_left_is_not_reached_by_a_reset(void **state) {
  (void)state;
  assert_int_equal(run(one_leaves_and_resets), 0);
  said("0 C passed: 2\n"
       "0 A passed: 0\n"
       "0 B passed: EPIPE\n"
       "0 main A: 0\n"
       "0 main B: EPIPE\n"
       "0 main C: 2\n"
       "0 main waiting: 0\n");
}

/* ---- Misuse ----------------------------------------------------------- */

static int inits_for_nobody(void) {
  init(0);
  return 0;
}

static void barrier_for_nobody_is_misuse(void **state) {
  (void)state;
  aborts(inits_for_nobody,
         "baton: a barrier for no parties; give it 1 or more [BAR-12]\n");
}

/* ---- On the screen ---------------------------------------------------- */

static int is_shown(void *unused) {
  (void)unused;
  init(3);
  shows("barrier b: parties 3, phase filling, waiters");
  spawn_more(0, 2);
  assert_int_equal(bt_yield(), 0);
  shows("barrier b: parties 3, phase filling, waiters A B");
  passes(NUMBER(1));
  shows("barrier b: parties 3, phase draining, waiters");
  await_all(2);
  shows("barrier b: parties 3, phase filling, waiters");
  spawn_more(0, 1);
  assert_int_equal(bt_yield(), 0);
  bt_barrier_reset(&barrier);
  shows("barrier b: parties 3, phase resetting, waiters");
  await_all(1);
  shows("barrier b: parties 3, phase filling, waiters");
  bt_barrier_abort(&barrier);
  shows("barrier b: parties 3, phase broken, waiters");
  forget();
  return 0;
}

static void state_is_shown_after_each_change(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_shown), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(abort_breaks_it_for_all_until_a_reset),
      TEST(broken_barrier_is_an_error_at_once),
      TEST(abort_while_they_leave_breaks_it_for_all_others),
      TEST(cancelled_waiter_of_an_aborted_barrier_is_cancelled),
      TEST(reset_sends_those_who_wait_away_and_starts_anew),
      TEST(reset_while_they_leave_spares_the_next_round),
      TEST(who_has_left_is_not_reached_by_a_reset),
      TEST(barrier_for_nobody_is_misuse),
      TEST(state_is_shown_after_each_change),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

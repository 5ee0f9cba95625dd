/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include <string.h>

#include "bt_semaphore.h"
#include "bt_timeout.h"

static struct bt_semaphore s;

static int run_with_permits(unsigned permits, bt_fn *program) {
  memset(&s, 0xff, sizeof s); /* whatever was there before */
  bt_semaphore_init(&s, permits, "s");
  return run(program);
}

static int holds(void *ms) {
  int rc = bt_semaphore_acquire(&s);

  if (rc < 0)
    return say_rc("not in", rc);
  say("in");
  rc = bt_sleep((uintptr_t)ms);
  say("out");
  bt_semaphore_release(&s);
  return rc;
}

/* How many of A to D were cancelled; all permits are back. */
static int await_four(void) {
  int cancelled = await_abcd(4, UV_ECANCELED);

  assert_int_equal(s.permits, s.initial);
  assert_null(s.waiters.first);
  return cancelled;
}

/* ---- Order ------------------------------------------------------------ */

static int takes_two(void *unused) {
  (void)unused;
  turns_begin();
  assert_int_equal(bt_semaphore_acquire(&s), 0);
  assert_false(bt_semaphore_locked(&s));
  assert_int_equal(bt_semaphore_acquire(&s), 0);
  assert_true(bt_semaphore_locked(&s));
  assert_int_equal(bt_semaphore_try_acquire(&s), UV_EAGAIN);
  bt_semaphore_release(&s);
  assert_int_equal(bt_semaphore_try_acquire(&s), 0);
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void free_permits_are_taken_without_a_wait(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(2, takes_two), 0);
  assert_int_equal(s.permits, 0);
}

static int four_hold(void *unused) {
  (void)unused;
  spawn_abcd(4, holds, NUMBER(10));
  return await_four();
}

static void no_more_than_n_inside_first_come_first_served(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(2, four_hold), 0);
  said("0 A in\n0 B in\n"
       "10 A out\n10 B out\n"
       "10 C in\n10 D in\n"
       "20 C out\n20 D out\n");
}

static int holds_twice(void *ms) {
  int rc = holds(ms);

  return rc < 0 ? rc : holds(ms);
}

static int two_hold_twice(void *unused) {
  struct bt_task *a = spawn("A", holds_twice, NUMBER(10));
  struct bt_task *b = spawn("B", holds_twice, NUMBER(10));

  (void)unused;
  return bt_await(a) | bt_await(b);
}

static void releaser_goes_to_the_end_of_the_line(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(1, two_hold_twice), 0);
  said("0 A in\n10 A out\n"
       "10 B in\n20 B out\n"
       "20 A in\n30 A out\n"
       "30 B in\n40 B out\n");
}

static int looks_after_a_release(void *unused) {
  struct bt_task *a = spawn("A", holds, NUMBER(10));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_semaphore_release(&s);
  say("permits: %u, locked: %d", s.permits, bt_semaphore_locked(&s));
  return bt_await(a);
}

static void permit_goes_to_the_one_woken_at_once(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(0, looks_after_a_release), 0);
  said("0 main permits: 0, locked: 1\n"
       "0 A in\n"
       "10 A out\n");
  assert_int_equal(s.permits, 1);
}

static int takes_in_a_row(void *unused) {
  (void)unused;
  if (bt_semaphore_acquire(&s) == 0)
    say("in");
  return 0;
}

/* A is woken; B, C and D queue behind it although permits are free. */
static int releases_four(void *unused) {
  (void)unused;
  spawn_abcd(1, takes_in_a_row, NULL);
  for (size_t i = 1; i < 4; i++)
    spawn_nth(i, takes_in_a_row, NULL);
  for (int i = 0; i < 4; i++)
    bt_semaphore_release(&s);
  say("permits: %u, locked: %d", s.permits, bt_semaphore_locked(&s));
  say_rc("try", bt_semaphore_try_acquire(&s));
  for (int i = 0; i < 2; i++) {
    assert_int_equal(bt_yield(), 0);
    say("a turn");
  }
  return await_abcd(4, 0) == 4 ? 0 : UV_EINVAL;
}

static void those_queued_behind_a_woken_one_are_woken_together(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(0, releases_four), 0);
  said("0 main permits: 3, locked: 1\n"
       "0 main try: EAGAIN\n"
       "0 A in\n"
       "0 main a turn\n"
       "0 B in\n"
       "0 C in\n"
       "0 D in\n"
       "0 main a turn\n");
}

/* ---- Deadlines and cancellation --------------------------------------- */

static int tries_for_5_ms(void *unused) {
  struct bt_timeout t;

  (void)unused;
  bt_timeout_open(&t, 5);
  return say_rc("tried", bt_timeout_close(&t, bt_semaphore_acquire(&s)));
}

static int holds_while_others_try(void *unused) {
  struct bt_task *a = spawn("A", holds, NUMBER(20));
  struct bt_task *b = spawn("B", tries_for_5_ms, NULL);
  struct bt_task *c = spawn("C", holds, NUMBER(10));

  (void)unused;
  assert_int_equal(bt_await(b), UV_ETIMEDOUT);
  return bt_await(a) | bt_await(c);
}

static void timed_out_acquire_takes_no_permit(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(1, holds_while_others_try), 0);
  said("0 A in\n"
       "5 B tried: ETIMEDOUT\n"
       "20 A out\n"
       "20 C in\n"
       "30 C out\n");
  assert_int_equal(s.permits, 1);
}

static int cancels_the_first_two(void *unused) {
  (void)unused;
  assert_int_equal(bt_semaphore_acquire(&s), 0);
  spawn_abcd(4, holds, NUMBER(10));
  bt_cancel(abcd[0]);
  bt_cancel(abcd[1]);
  assert_int_equal(bt_sleep(5), 0);
  bt_semaphore_release(&s);
  return await_four();
}

static void cancelled_waiter_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(1, cancels_the_first_two), 2);
  said("0 A not in: ECANCELED\n"
       "0 B not in: ECANCELED\n"
       "5 C in\n15 C out\n"
       "15 D in\n25 D out\n");
}

static int cancels_then_releases(void *unused) {
  (void)unused;
  assert_int_equal(bt_semaphore_acquire(&s), 0);
  spawn_abcd(4, holds, NUMBER(10));
  bt_cancel(abcd[0]);
  bt_semaphore_release(&s);
  return await_four();
}

static void waiter_cancelled_then_woken_gets_nothing(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(1, cancels_then_releases), 1);
  said("0 A not in: ECANCELED\n"
       "0 B in\n10 B out\n"
       "10 C in\n20 C out\n"
       "20 D in\n30 D out\n");
}

static int releases_then_cancels(void *n) {
  assert_int_equal(bt_semaphore_acquire(&s), 0);
  spawn_abcd(4, holds, NUMBER(10));
  bt_semaphore_release(&s);
  for (uintptr_t i = 0; i < (uintptr_t)n; i++)
    bt_cancel(abcd[i]);
  return await_four();
}

static int release_then_cancel(unsigned n) {
  bt_semaphore_init(&s, 1, "s");
  return run_arg(releases_then_cancels, NUMBER(n));
}

static void permit_of_a_waiter_woken_then_cancelled_passes_on(void **state) {
  (void)state;
  assert_int_equal(release_then_cancel(1), 1);
  said("0 A not in: ECANCELED\n"
       "0 B in\n10 B out\n"
       "10 C in\n20 C out\n"
       "20 D in\n30 D out\n");
  assert_int_equal(release_then_cancel(2), 2);
  said("0 A not in: ECANCELED\n"
       "0 B not in: ECANCELED\n"
       "0 C in\n10 C out\n"
       "10 D in\n20 D out\n");
}

static int gives_it_back(void *unused) {
  int cancelled = releases_then_cancels(NUMBER(4));

  (void)unused;
  shows("semaphore s: permits 1, initial 1, waiters");
  return cancelled;
}

static void permit_that_nobody_wants_goes_back(void **state) {
  (void)state;
  bt_semaphore_init(&s, 1, "s");
  assert_int_equal(run_shown(gives_it_back), 4);
  forget();
}

static int asks_beside_a_cancelled_one(void *unused) {
  struct bt_task *a = spawn("A", holds, NUMBER(10));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel(a);
  bt_semaphore_release(&s); /* A has not run yet */
  say("locked: %d", bt_semaphore_locked(&s));
  say_rc("acquire", bt_semaphore_acquire(&s));
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static void newcomer_need_not_wait_for_those_cancelled(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(0, asks_beside_a_cancelled_one), 0);
  said("0 main locked: 0\n"
       "0 main acquire: 0\n"
       "0 A not in: ECANCELED\n");
}

/* ---- Any order -------------------------------------------------------- */

enum { CROWD = 10, PERMITS = 3 };

static unsigned inside, entered;

static int enters_often(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; rc == 0 && i < 4; i++) {
    rc = bt_semaphore_acquire(&s);
    if (rc < 0)
      break;
    assert_in_range(++inside, 1, PERMITS);
    entered++;
    rc = bt_sleep(bt_random(3));
    inside--;
    bt_semaphore_release(&s);
  }
  return rc;
}

static int cancels_some_of_a_crowd(void *unused) {
  (void)unused;
  inside = 0;
  for (int i = 0; i < CROWD; i++)
    crowd_spawn(enters_often, NULL);
  crowd_cancel_some(CROWD / 2, 4);
  crowd_await();
  assert_null(s.waiters.first);
  return (int)s.permits;
}

static void no_permit_is_lost_or_made_in_any_order(void **state) {
  (void)state;
  entered = 0;
  for (uint64_t seed = 0; seed < 300; seed++) {
    bt_semaphore_init_bounded(&s, PERMITS, "s");
    assert_int_equal(run_seed(seed, cancels_some_of_a_crowd), PERMITS);
  }
  assert_in_range(entered, 300 * CROWD * 2, 300 * CROWD * 4 - 1);
}

/* ---- Bounds, memory --------------------------------------------------- */

static int releases_without_acquire(void *unused) {
  (void)unused;
  bt_semaphore_release(&s);
  return (int)s.permits;
}

static int run_bounded(void) {
  bt_semaphore_init_bounded(&s, 2, "s");
  return run(releases_without_acquire);
}

static void only_a_bounded_one_minds_a_release_too_many(void **state) {
  (void)state;
  assert_int_equal(run_with_permits(2, releases_without_acquire), 3);
  aborts(run_bounded,
         "baton: task main: a bounded semaphore is released more often than it "
         "was acquired; release once for each acquire that returned 0 "
         "[SEM-12]\n");
}

static int shows_its_state(void *unused) {
  (void)unused;
  assert_int_equal(bt_semaphore_acquire(&s), 0);
  shows("semaphore s: permits 0, initial 1, waiters");
  spawn_abcd(4, holds, NUMBER(10));
  shows("semaphore s: permits 0, initial 1, waiters A B C D");
  bt_semaphore_release(&s);
  shows("semaphore s: permits 0, initial 1, waiters B C D");
  bt_cancel(abcd[0]);
  bt_cancel(abcd[1]);
  shows("semaphore s: permits 0, initial 1, waiters C D");
  assert_int_equal(await_four(), 2);
  shows("semaphore s: permits 1, initial 1, waiters");
  return 0;
}

static void shows_its_permits_and_who_waits(void **state) {
  (void)state;
  bt_semaphore_init(&s, 1, "s");
  assert_int_equal(run_shown(shows_its_state), 0);
  forget();
}

static int two_hold(void *unused) {
  (void)unused;
  return two_of(holds, NUMBER(1));
}

static void waiting_needs_no_memory_but_the_tasks(void **state) {
  (void)state;
  bt_semaphore_init(&s, 1, "s");
  assert_int_equal(refuse_each(two_hold), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(free_permits_are_taken_without_a_wait),
      TEST(no_more_than_n_inside_first_come_first_served),
      TEST(releaser_goes_to_the_end_of_the_line),
      TEST(permit_goes_to_the_one_woken_at_once),
      TEST(those_queued_behind_a_woken_one_are_woken_together),
      TEST(timed_out_acquire_takes_no_permit),
      TEST(cancelled_waiter_leaves_no_trace),
      TEST(waiter_cancelled_then_woken_gets_nothing),
      TEST(permit_of_a_waiter_woken_then_cancelled_passes_on),
      TEST(permit_that_nobody_wants_goes_back),
      TEST(newcomer_need_not_wait_for_those_cancelled),
      TEST(no_permit_is_lost_or_made_in_any_order),
      TEST(only_a_bounded_one_minds_a_release_too_many),
      TEST(shows_its_permits_and_who_waits),
      TEST(waiting_needs_no_memory_but_the_tasks),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_lock.h"
#include "bt_timeout.h"

static struct bt_lock lock;

static int holds(void *ms) {
  int rc = bt_lock_acquire(&lock);

  if (rc < 0)
    return say_rc("not in", rc);
  say("in");
  rc = bt_sleep((uintptr_t)ms);
  say("out");
  bt_lock_release(&lock);
  return rc;
}

static int run_fresh(bt_fn *program) {
  bt_lock_init(&lock, "m");
  return run(program);
}

/* ---- Order ------------------------------------------------------------ */

static int takes_it_alone(void *unused) {
  (void)unused;
  turns_begin();
  assert_int_equal(bt_lock_acquire(&lock), 0);
  assert_int_equal(bt_lock_try_acquire(&lock), UV_EAGAIN);
  bt_lock_release(&lock);
  assert_int_equal(bt_lock_try_acquire(&lock), 0);
  assert_int_equal(turns_end(), 0);
  assert_true(lock.locked);
  assert_int_equal(lock.holder, bt_id(bt_self()));
  bt_lock_release(&lock);
  assert_false(lock.locked);
  return 0;
}

static void free_lock_is_taken_without_a_wait(void **state) {
  (void)state;
  assert_int_equal(run_fresh(takes_it_alone), 0);
}

static int three_hold(void *unused) {
  (void)unused;
  spawn_abcd(3, holds, NUMBER(10));
  return await_abcd(3, 0);
}

static void waiters_hold_it_first_come_first_served(void **state) {
  (void)state;
  assert_int_equal(run_fresh(three_hold), 3);
  said("0 A in\n10 A out\n"
       "10 B in\n20 B out\n"
       "20 C in\n30 C out\n");
}

static int releases_and_looks(void *unused) {
  struct bt_task *a;

  (void)unused;
  assert_int_equal(bt_lock_acquire(&lock), 0);
  a = spawn("A", holds, NUMBER(10));
  assert_int_equal(bt_yield(), 0);
  bt_lock_release(&lock);
  say("locked: %d, holder: %u", lock.locked, lock.holder);
  say_rc("try", bt_lock_try_acquire(&lock));
  say_rc("acquire", bt_lock_acquire(&lock));
  bt_lock_release(&lock);
  return bt_await(a);
}

static void releaser_does_not_overtake_the_one_it_woke(void **state) {
  (void)state;
  assert_int_equal(run_fresh(releases_and_looks), 0);
  said("0 main locked: 0, holder: 0\n"
       "0 main try: EAGAIN\n"
       "0 A in\n"
       "10 A out\n"
       "10 main acquire: 0\n");
}

/* ---- Deadlines and cancellation --------------------------------------- */

static int tries_for_5_ms(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, 5);
  rc = bt_timeout_close(&t, bt_lock_acquire(&lock));
  return say_rc("tried", rc) == UV_ETIMEDOUT ? 0 : UV_EINVAL;
}

static int holds_while_others_try(void *unused) {
  struct bt_task *a = spawn("A", holds, NUMBER(20));
  struct bt_task *b = spawn("B", tries_for_5_ms, NULL);
  struct bt_task *c = spawn("C", holds, NUMBER(10));

  (void)unused;
  return bt_await(a) | bt_await(b) | bt_await(c);
}

static void deadline_takes_its_waiter_out_of_the_line(void **state) {
  (void)state;
  assert_int_equal(run_fresh(holds_while_others_try), 0);
  said("0 A in\n"
       "5 B tried: ETIMEDOUT\n"
       "20 A out\n"
       "20 C in\n"
       "30 C out\n");
}

/* Main holds the lock; A, B and C wait in line. */
static void has_a_line(void) {
  assert_int_equal(bt_lock_acquire(&lock), 0);
  spawn_abcd(3, holds, NUMBER(10));
}

static int await_three(void) {
  int cancelled = await_abcd(3, UV_ECANCELED);

  assert_false(lock.locked);
  assert_null(lock.waiters.first);
  return cancelled;
}

static int cancels_the_second(void *unused) {
  (void)unused;
  has_a_line();
  bt_cancel(abcd[1]);
  assert_int_equal(bt_sleep(5), 0);
  bt_lock_release(&lock);
  return await_three();
}

static void cancelled_waiter_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_fresh(cancels_the_second), 1);
  said("0 B not in: ECANCELED\n"
       "5 A in\n15 A out\n"
       "15 C in\n25 C out\n");
}

static int cancels_then_releases(void *unused) {
  (void)unused;
  has_a_line();
  bt_cancel(abcd[0]);
  bt_lock_release(&lock);
  return await_three();
}

static void waiter_cancelled_then_woken_gets_nothing(void **state) {
  (void)state;
  assert_int_equal(run_fresh(cancels_then_releases), 1);
  said("0 A not in: ECANCELED\n"
       "0 B in\n10 B out\n"
       "10 C in\n20 C out\n");
}

static int releases_then_cancels(void *n) {
  has_a_line();
  bt_lock_release(&lock);
  for (uintptr_t i = 0; i < (uintptr_t)n; i++)
    bt_cancel(abcd[i]);
  return await_three();
}

static void waiter_woken_then_cancelled_passes_the_lock_on(void **state) {
  (void)state;
  bt_lock_init(&lock, "m");
  assert_int_equal(run_arg(releases_then_cancels, NUMBER(1)), 1);
  said("0 A not in: ECANCELED\n"
       "0 B in\n10 B out\n"
       "10 C in\n20 C out\n");
}

static void passing_on_goes_as_far_as_somebody_wants_it(void **state) {
  (void)state;
  bt_lock_init(&lock, "m");
  assert_int_equal(run_arg(releases_then_cancels, NUMBER(2)), 2);
  said("0 A not in: ECANCELED\n"
       "0 B not in: ECANCELED\n"
       "0 C in\n10 C out\n");
  assert_int_equal(run_arg(releases_then_cancels, NUMBER(3)), 3);
  forget();
}

static int takes_it_before_cancelled_ones(void *unused) {
  (void)unused;
  has_a_line();
  for (int i = 0; i < 3; i++)
    bt_cancel(abcd[i]);
  bt_lock_release(&lock);
  turns_begin();
  say_rc("acquire", bt_lock_acquire(&lock));
  assert_int_equal(turns_end(), 0);
  bt_lock_release(&lock);
  return await_three();
}

static void newcomer_need_not_wait_for_those_cancelled(void **state) {
  (void)state;
  assert_int_equal(run_fresh(takes_it_before_cancelled_ones), 3);
  said("0 main acquire: 0\n"
       "0 A not in: ECANCELED\n"
       "0 B not in: ECANCELED\n"
       "0 C not in: ECANCELED\n");
}

/* ---- Any order -------------------------------------------------------- */

enum { CROWD = 8 };

static unsigned inside, entered;

static int enters_often(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; rc == 0 && i < 4; i++) {
    rc = bt_lock_acquire(&lock);
    if (rc < 0)
      break;
    assert_int_equal(++inside, 1);
    entered++;
    rc = bt_sleep(bt_random(3));
    inside--;
    bt_lock_release(&lock);
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
  assert_false(lock.locked);
  assert_null(lock.waiters.first);
  return 0;
}

static void never_two_inside_and_never_stuck_in_any_order(void **state) {
  (void)state;
  entered = 0;
  for (uint64_t seed = 0; seed < 300; seed++) {
    bt_lock_init(&lock, "m");
    assert_int_equal(run_seed(seed, cancels_some_of_a_crowd), 0);
  }
  assert_in_range(entered, 300 * CROWD * 2, 300 * CROWD * 4 - 1);
}

/* ---- Misuse ----------------------------------------------------------- */

static int releases_too_often(void *unused) {
  (void)unused;
  assert_int_equal(bt_lock_acquire(&lock), 0);
  bt_lock_release(&lock);
  bt_lock_release(&lock);
  return 0;
}

static int run_too_often(void) { return run_fresh(releases_too_often); }

static void release_of_a_free_lock_is_misuse(void **state) {
  (void)state;
  aborts(run_too_often, "baton: task main: a lock that nobody holds is "
                        "released; release once for each acquire that "
                        "returned 0 [LOCK-10]\n");
}

static int releases(void *unused) {
  (void)unused;
  bt_lock_release(&lock);
  return 0;
}

static int has_another_release_it(void *unused) {
  struct bt_task *a;

  (void)unused;
  assert_int_equal(bt_lock_acquire(&lock), 0);
  a = spawn("A", releases, NULL);
  assert_int_equal(bt_lock_acquire(&lock), 0);
  bt_lock_release(&lock);
  return bt_await(a);
}

static void any_task_may_release_it(void **state) {
  (void)state;
  assert_int_equal(run_fresh(has_another_release_it), 0);
}

static int takes_it_twice(void *unused) {
  int rc = bt_lock_acquire(&lock);

  (void)unused;
  return rc < 0 ? rc : bt_lock_acquire(&lock);
}

static void taking_it_twice_is_a_deadlock_with_oneself(void **state) {
  (void)state;
  assert_int_equal(run_fresh(takes_it_twice), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for lock m, held by main\n"
           "  cycle: main -> lock m -> main\n");
}

static int forgets_to_release(void *unused) {
  (void)unused;
  return bt_lock_acquire(&lock);
}

static int waits_for_an_ended_holder(void *unused) {
  (void)unused;
  assert_int_equal(bt_await(spawn("A", forgets_to_release, NULL)), 0);
  return bt_await(spawn("B", takes_it_twice, NULL)); /* on the stack of A */
}

static void holder_that_ended_is_not_mistaken_for_another(void **state) {
  (void)state;
  assert_int_equal(run_fresh(waits_for_an_ended_holder), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for task B\n"
           "  task B waits for lock m, held by task 2, which has ended\n");
}

/* ---- What it shows, and needs ----------------------------------------- */

static int shows_its_state(void *unused) {
  (void)unused;
  has_a_line();
  shows("lock m: holder main, waiters A B C");
  bt_cancel(abcd[1]);
  shows("lock m: holder main, waiters A C");
  bt_lock_release(&lock);
  shows("lock m: holder none, waiters C"); /* A is woken */
  assert_int_equal(await_three(), 1);
  shows("lock m: holder none, waiters");
  return 0;
}

static void shows_its_holder_and_who_waits(void **state) {
  (void)state;
  bt_lock_init(&lock, "m");
  assert_int_equal(run_shown(shows_its_state), 0);
  forget();
}

static int two_hold(void *unused) {
  (void)unused;
  return two_of(holds, NUMBER(1));
}

static void waiting_needs_no_memory_but_the_tasks(void **state) {
  (void)state;
  bt_lock_init(&lock, "m");
  assert_int_equal(refuse_each(two_hold), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(free_lock_is_taken_without_a_wait),
      TEST(waiters_hold_it_first_come_first_served),
      TEST(releaser_does_not_overtake_the_one_it_woke),
      TEST(deadline_takes_its_waiter_out_of_the_line),
      TEST(cancelled_waiter_leaves_no_trace),
      TEST(waiter_cancelled_then_woken_gets_nothing),
      TEST(waiter_woken_then_cancelled_passes_the_lock_on),
      TEST(passing_on_goes_as_far_as_somebody_wants_it),
      TEST(newcomer_need_not_wait_for_those_cancelled),
      TEST(never_two_inside_and_never_stuck_in_any_order),
      TEST(release_of_a_free_lock_is_misuse),
      TEST(any_task_may_release_it),
      TEST(taking_it_twice_is_a_deadlock_with_oneself),
      TEST(holder_that_ended_is_not_mistaken_for_another),
      TEST(shows_its_holder_and_who_waits),
      TEST(waiting_needs_no_memory_but_the_tasks),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

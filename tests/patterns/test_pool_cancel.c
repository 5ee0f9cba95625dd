/* SPDX-License-Identifier: MIT-0 */
/* pool: cancelled and late borrowers, and members that are discarded. */
#include "pool.h"

#include "bt_timeout.h"

static int uses_and_discards(void *ms) {
  void *member;
  int rc = bt_pool_acquire(&pool, &member);

  if (rc < 0)
    return say_rc("acquire", rc);
  rc = bt_sleep((uintptr_t)ms);
  bt_pool_discard(&pool, member);
  say_rc("discarded", rc);
  return rc;
}

/* ---- Deadlines and cancellation --------------------------------------- */

static int tries_for_5_ms(void *unused) {
  struct bt_timeout t;

  (void)unused;
  bt_timeout_open(&t, 5);
  return say_rc("tried", bt_timeout_close(&t, uses(NUMBER(0))));
}

static int waits_beside_others(void *unused) {
  struct bt_task *a = spawn("A", uses, NUMBER(10));
  struct bt_task *b = spawn("B", tries_for_5_ms, NULL);
  struct bt_task *c = spawn("C", uses, NUMBER(10));

  (void)unused;
  assert_int_equal(bt_await(b), UV_ETIMEDOUT);
  return close_after(bt_await(a) | bt_await(c));
}

static void timed_out_acquire_takes_no_place(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, waits_beside_others), 0);
  said("0 A open 1\n0 A has 1\n"
       "5 B acquire: ECANCELED\n5 B tried: ETIMEDOUT\n"
       "10 C has 1\n"
       "20 main close 1\n");
}

/* Main has the only one while A to D wait; acts, and gives it back. */
static int with_all_in_line(void (*act)(void *member)) {
  void *member;

  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  spawn_abcd(4, uses, NUMBER(10));
  act(member);
  say("%d were cancelled", await_abcd(4, UV_ECANCELED));
  return close_after(0);
}

static void cancel_two_then_release_later(void *member) {
  bt_cancel(abcd[0]);
  bt_cancel(abcd[2]);
  assert_int_equal(bt_sleep(1), 0);
  bt_pool_release(&pool, member);
}

static void cancel_two_then_release(void *member) {
  bt_cancel(abcd[0]);
  bt_cancel(abcd[2]);
  bt_pool_release(&pool, member);
}

static void release_then_cancel_two(void *member) {
  bt_pool_release(&pool, member);
  bt_cancel(abcd[0]);
  bt_cancel(abcd[2]);
}

static int cancels_while_waiting(void *unused) {
  (void)unused;
  return with_all_in_line(cancel_two_then_release_later);
}

static int cancels_then_wakes(void *unused) {
  (void)unused;
  return with_all_in_line(cancel_two_then_release);
}

static int wakes_then_cancels(void *unused) {
  (void)unused;
  return with_all_in_line(release_then_cancel_two);
}

static void cancelled_waiter_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, cancels_while_waiting), 0);
  said("0 main open 1\n"
       "0 A acquire: ECANCELED\n0 C acquire: ECANCELED\n"
       "1 B has 1\n11 D has 1\n"
       "21 main 2 were cancelled\n"
       "21 main close 1\n");
}

static void waiter_cancelled_then_woken_gets_nothing(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, cancels_then_wakes), 0);
  said("0 main open 1\n"
       "0 A acquire: ECANCELED\n0 C acquire: ECANCELED\n"
       "0 B has 1\n10 D has 1\n"
       "20 main 2 were cancelled\n"
       "20 main close 1\n");
}

static void place_of_a_waiter_woken_then_cancelled_passes_on(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, wakes_then_cancels), 0);
  said("0 main open 1\n"
       "0 A acquire: ECANCELED\n0 C acquire: ECANCELED\n"
       "0 B has 1\n10 D has 1\n"
       "20 main 2 were cancelled\n"
       "20 main close 1\n");
}

/* ---- Discarding ------------------------------------------------------- */

static int cancels_a_discard(void *unused) {
  (void)unused;
  world.close_ms = 10;
  spawn_abcd(4, uses_and_discards, NUMBER(10));
  assert_int_equal(bt_sleep(15), 0);
  bt_cancel(abcd[0]); /* which closes, and then has nothing to wait for */
  bt_cancel(abcd[1]); /* which waits */
  assert_int_equal(await_abcd(4, UV_ECANCELED), 2);
  return close_after(0);
}

static void
discarded_member_is_closed_before_its_place_passes_on(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, cancels_a_discard), 0);
  said("0 A open 1\n"
       "15 B acquire: ECANCELED\n"
       "20 A close 1\n20 A discarded: 0\n"
       "20 C open 2\n"
       "40 C close 2\n40 C discarded: 0\n"
       "40 D open 3\n"
       "60 D close 3\n60 D discarded: 0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(timed_out_acquire_takes_no_place),
      TEST(cancelled_waiter_leaves_no_trace),
      TEST(waiter_cancelled_then_woken_gets_nothing),
      TEST(place_of_a_waiter_woken_then_cancelled_passes_on),
      TEST(discarded_member_is_closed_before_its_place_passes_on),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

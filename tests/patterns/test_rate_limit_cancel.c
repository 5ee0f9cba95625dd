/* SPDX-License-Identifier: MIT-0 */
/* rate_limit: cancelled and late ones, and any order. */
#include "rate_limit.h"

#include "bt_cancel_scope.h"
#include "bt_timeout.h"

/* ---- Deadlines and cancellation --------------------------------------- */

static int waits_5_ms_beside_another(void *unused) {
  struct bt_task *a, *b;

  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  a = spawn("A", takes_in_5_ms, NULL);
  b = spawn("B", takes, NULL);
  assert_int_equal(bt_await(a), UV_ETIMEDOUT);
  return bt_await(b);
}

static void timed_out_acquire_takes_no_token(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, waits_5_ms_beside_another), 0);
  said("5 A took: ETIMEDOUT\n"
       "10 B took: 0\n");
}

static int cancels_the_first_two(void *unused) {
  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  spawn_abcd(4, takes, NULL);
  bt_cancel(abcd[0]);
  bt_cancel(abcd[1]);
  return await_four();
}

static void cancelled_waiter_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, cancels_the_first_two), 2);
  said("0 A took: ECANCELED\n"
       "0 B took: ECANCELED\n"
       "10 C took: 0\n"
       "20 D took: 0\n");
}

static int cancels_all(void *unused) {
  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  spawn_abcd(4, takes, NULL);
  for (int i = 0; i < 4; i++)
    bt_cancel(abcd[i]);
  assert_int_equal(await_four(), 4);
  assert_int_equal(bt_now(), 0);
  return 0;
}

static void no_timer_is_left_when_nobody_waits(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, cancels_all), 0);
  forget();
}

/* The timer runs for A, which was cancelled and has not run yet. */
static int comes_after_a_cancelled_first(void *unused) {
  struct bt_task *a;

  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  a = spawn("A", takes, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  takes(NULL);
  takes(NULL);
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EIO;
}

static void newcomer_takes_the_place_of_a_cancelled_first(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, comes_after_a_cancelled_first), 0);
  said("5 A took: ECANCELED\n"
       "10 main took: 0\n"
       "20 main took: 0\n");
}

/* Runs in the turn in which the token comes, before or after the timer. */
static void cancel_the_first(struct bt_call *call) {
  (void)call;
  say("cancel");
  bt_cancel(abcd[0]);
}

static int cancels_at_10_ms(bool timer_first) {
  struct bt_timer timer = {.call = {.fn = cancel_the_first}};

  if (!timer_first)
    bt_timer_start(&timer, 10000);
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  spawn_abcd(4, takes, NULL);
  if (timer_first)
    bt_timer_start(&timer, 10000);
  return await_four();
}

static int cancels_then_wakes(void *unused) {
  (void)unused;
  return cancels_at_10_ms(false);
}

static int wakes_then_cancels(void *unused) {
  (void)unused;
  return cancels_at_10_ms(true);
}

static void token_of_a_cancelled_waiter_passes_on(void **state) {
  static const char expected[] = "10 - cancel\n"
                                 "10 A took: ECANCELED\n"
                                 "10 B took: 0\n"
                                 "20 C took: 0\n"
                                 "30 D took: 0\n";

  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, cancels_then_wakes), 1);
  said(expected);
  assert_int_equal(run_with_rate(1, 10, 1, wakes_then_cancels), 1);
  said(expected);
}

static struct bt_task *newcomer;

/* The newcomer runs in the same turn, after A. */
static void cancel_the_first_and_wake_another(struct bt_call *call) {
  cancel_the_first(call);
  assert_true(bt_wake(newcomer, 0));
}

static int tries_when_woken(void *unused) {
  (void)unused;
  assert_int_equal(wait_for_ever(NULL), 0);
  return say_rc("try", bt_rate_limit_try_acquire(&r)) == UV_EAGAIN ? 0 : UV_EIO;
}

static int gives_back_beside_a_newcomer(void *unused) {
  struct bt_timer timer = {.call = {.fn = cancel_the_first_and_wake_another}};

  (void)unused;
  newcomer = spawn("N", tries_when_woken, NULL);
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  spawn_abcd(4, takes, NULL);
  bt_timer_start(&timer, 10000);
  assert_int_equal(await_four(), 1);
  return bt_await(newcomer);
}

static void token_that_went_back_is_not_for_a_newcomer(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, gives_back_beside_a_newcomer), 0);
  said("10 - cancel\n"
       "10 A took: ECANCELED\n"
       "10 N try: EAGAIN\n"
       "10 B took: 0\n"
       "20 C took: 0\n"
       "30 D took: 0\n");
}

static int wakes_then_cancels_the_only_one(void *unused) {
  struct bt_timer timer = {.call = {.fn = cancel_the_first}};

  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  spawn_abcd(1, takes, NULL);
  bt_timer_start(&timer, 10000);
  assert_int_equal(bt_await(abcd[0]), UV_ECANCELED);
  say("tokens: %u", bt_rate_limit_tokens(&r));
  shows("rate_limit r: tokens 1, burst 1, waiters");
  return 0;
}

static void token_that_nobody_wants_goes_back(void **state) {
  (void)state;
  bt_rate_limit_init(&r, 1, 10, 1, "r");
  assert_int_equal(run_shown(wakes_then_cancels_the_only_one), 0);
  said("10 - cancel\n"
       "10 A took: ECANCELED\n"
       "10 main tokens: 1\n");
}

static int waits_in_a_cancelled_scope(void *unused) {
  struct bt_cancel_scope scope;

  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  bt_cancel_scope_open(&scope, 5, false);
  takes(NULL);
  takes(NULL);
  assert_int_equal(bt_cancel_scope_close(&scope, 0), 0);
  takes(NULL);
  return 0;
}

static void cancelled_scope_takes_no_token(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, waits_in_a_cancelled_scope), 0);
  said("5 main took: ECANCELED\n"
       "5 main took: ECANCELED\n"
       "10 main took: 0\n");
}

/* ---- Any order -------------------------------------------------------- */

enum { CROWD = 10, ROUNDS = 4, BURST = 3 };

static unsigned taken, most;
static uint64_t began;

/* The rate holds from the start to any moment; all that were cancelled took
 * nothing, so that the last comes no later than it should. */
static int takes_often(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; rc == 0 && i < ROUNDS; i++) {
    rc = bt_random(4) ? bt_rate_limit_acquire(&r)
                      : bt_rate_limit_try_acquire(&r);
    if (rc == UV_EAGAIN)
      rc = bt_sleep(bt_random(5));
    else if (rc == 0)
      assert_true(++taken <= BURST + (bt_now() - began) / 2);
  }
  return rc;
}

static int cancels_some_of_a_crowd(void *unused) {
  (void)unused;
  taken = 0;
  began = bt_now();
  for (int i = 0; i < CROWD; i++)
    crowd_spawn(takes_often, NULL);
  crowd_cancel_some(CROWD / 2, 6);
  crowd_await();
  assert_null(r.waiters.first);
  assert_null(r.timer.call.next);
  assert_int_equal(bt_sleep(2 * BURST), 0);
  assert_int_equal(bt_rate_limit_tokens(&r), BURST);
  return 0;
}

static void no_token_is_lost_or_made_in_any_order(void **state) {
  (void)state;
  most = 0;
  for (uint64_t seed = 0; seed < 300; seed++) {
    bt_rate_limit_init(&r, 1, 2, BURST, "r");
    assert_int_equal(run_seed(seed, cancels_some_of_a_crowd), 0);
    most = taken > most ? taken : most;
  }
  assert_in_range(most, CROWD, CROWD * ROUNDS);
}

/* Who is not cancelled waits exactly as long as if the others had never come.
 */
static int is_not_delayed(void *unused) {
  struct bt_task *last;
  uint64_t turns = bt_random(8);

  (void)unused;
  while (bt_rate_limit_try_acquire(&r) == 0)
    ;
  spawn_abcd(4, takes, NULL);
  last = spawn("last", takes, NULL);
  for (uint64_t i = 0; i < turns; i++)
    assert_int_equal(bt_sleep_us(bt_random(300)), 0);
  assert_true(bt_now() < 2);
  for (int i = 0; i < 4; i++) {
    bt_cancel(abcd[i]);
    if (bt_random(2))
      assert_int_equal(bt_yield(), 0);
  }
  assert_int_equal(bt_await(last), 0);
  assert_int_equal(bt_now_us(), 3000);
  assert_int_equal(await_four(), 4);
  return 0;
}

static void cancelled_ones_delay_nobody_in_any_order(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 300; seed++) {
    bt_rate_limit_init(&r, 1, 3, 2, "r");
    assert_int_equal(run_seed(seed, is_not_delayed), 0);
    forget();
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(timed_out_acquire_takes_no_token),
      TEST(cancelled_waiter_leaves_no_trace),
      TEST(no_timer_is_left_when_nobody_waits),
      TEST(newcomer_takes_the_place_of_a_cancelled_first),
      TEST(token_of_a_cancelled_waiter_passes_on),
      TEST(token_that_went_back_is_not_for_a_newcomer),
      TEST(token_that_nobody_wants_goes_back),
      TEST(cancelled_scope_takes_no_token),
      TEST(no_token_is_lost_or_made_in_any_order),
      TEST(cancelled_ones_delay_nobody_in_any_order),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

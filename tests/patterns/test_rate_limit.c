/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_cancel_scope.h"
#include "bt_rate_limit.h"
#include "bt_timeout.h"

static struct bt_rate_limit r;

/* n in per_ms, after a rest burst at once; then runs the program. */
static int run_with_rate(unsigned n, uint64_t per_ms, unsigned burst,
                         bt_fn *program) {
  bt_rate_limit_init(&r, n, per_ms, burst, "r");
  return run(program);
}

static int takes(void *unused) {
  (void)unused;
  return say_rc("took", bt_rate_limit_acquire(&r));
}

static int takes_in_5_ms(void *unused) {
  struct bt_timeout t;

  (void)unused;
  bt_timeout_open(&t, 5);
  return say_rc("took", bt_timeout_close(&t, bt_rate_limit_acquire(&r)));
}

/* How many of A to D were cancelled; nobody is left in line. */
static int await_four(void) {
  int cancelled = await_abcd(4, UV_ECANCELED);

  assert_null(r.waiters.first);
  assert_null(r.timer.call.next);
  return cancelled;
}

/* ---- Order and pace --------------------------------------------------- */

static int takes_the_burst(void *unused) {
  (void)unused;
  turns_begin();
  for (unsigned left = 3; left > 0; left--) {
    assert_int_equal(bt_rate_limit_tokens(&r), left);
    assert_int_equal(bt_rate_limit_acquire(&r), 0);
  }
  assert_int_equal(bt_rate_limit_try_acquire(&r), UV_EAGAIN);
  assert_int_equal(bt_rate_limit_tokens(&r), 0);
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void full_bucket_is_emptied_without_a_wait(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(10, 1000, 3, takes_the_burst), 0);
}

static int four_take(void *unused) {
  (void)unused;
  spawn_abcd(4, takes, NULL);
  return await_four();
}

static void tokens_come_evenly_first_come_first_served(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(2, 20, 1, four_take), 0);
  said("0 A took: 0\n"
       "10 B took: 0\n"
       "20 C took: 0\n"
       "30 D took: 0\n");
}

static void burst_is_the_number_unless_said(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(2, 20, 0, four_take), 0);
  said("0 A took: 0\n"
       "0 B took: 0\n"
       "10 C took: 0\n"
       "20 D took: 0\n");
}

static int rests_in_between(void *unused) {
  (void)unused;
  spawn_abcd(4, takes, NULL);
  assert_int_equal(bt_sleep(1000), 0);
  for (int i = 0; i < 4; i++)
    takes(NULL);
  return await_four();
}

static void rest_fills_the_bucket_and_no_more(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 2, rests_in_between), 0);
  said("0 A took: 0\n0 B took: 0\n10 C took: 0\n20 D took: 0\n"
       "1000 main took: 0\n1000 main took: 0\n"
       "1010 main took: 0\n1020 main took: 0\n");
}

static int tries_beside_others(void *unused) {
  (void)unused;
  spawn_abcd(4, takes, NULL);
  assert_int_equal(bt_sleep(29), 0);
  say_rc("try", bt_rate_limit_try_acquire(&r));
  assert_int_equal(await_four(), 0);
  say_rc("try", bt_rate_limit_try_acquire(&r));
  assert_int_equal(bt_sleep(10), 0);
  say_rc("try", bt_rate_limit_try_acquire(&r));
  return 0;
}

static void try_takes_only_what_nobody_waits_for(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, tries_beside_others), 0);
  said("0 A took: 0\n10 B took: 0\n20 C took: 0\n"
       "29 main try: EAGAIN\n"
       "30 D took: 0\n"
       "30 main try: EAGAIN\n"
       "40 main try: 0\n");
}

/* The token is there, but belongs to A, which has not run yet. */
static int asks_when_a_token_comes(void *unused) {
  struct bt_task *a;

  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  a = spawn("A", takes, NULL);
  assert_int_equal(bt_sleep(10), 0); /* ends before A's wait does */
  say_rc("try", bt_rate_limit_try_acquire(&r));
  takes(NULL);
  return bt_await(a);
}

static void newcomer_does_not_overtake(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, asks_when_a_token_comes), 0);
  said("10 main try: EAGAIN\n"
       "10 A took: 0\n"
       "20 main took: 0\n");
}

/* ---- No drift --------------------------------------------------------- */

static int takes_for_a_second(void *count) {
  while (bt_now() < 1000) {
    int rc = bt_rate_limit_acquire(&r);

    if (rc < 0)
      return rc;
    ++*(unsigned *)count;
  }
  return 0;
}

/* 1 at 0, then one each 1/n of a second; the last one when it is over. */
static void odd_rates_do_not_drift(void **state) {
  static const unsigned rates[] = {1, 3, 7, 13, 333, 997, 9973};

  (void)state;
  for (unsigned i = 0; i < sizeof rates / sizeof rates[0]; i++) {
    unsigned count = 0;

    bt_rate_limit_init(&r, rates[i], 1000, 1, NULL);
    assert_int_equal(run_arg(takes_for_a_second, &count), 0);
    assert_int_equal(count, rates[i] + 1);
  }
}

/* Before and after the 64 bits of microseconds times a million are full. */
static int takes_after_213_days(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(UINT64_C(18446743000)), 0);
  for (int i = 0; i < 3; i++)
    takes_in_5_ms(NULL);
  assert_int_equal(bt_sleep(2000), 0);
  takes_in_5_ms(NULL);
  return 0;
}

static void months_later_it_still_counts(void **state) {
  (void)state;
  /* One a microsecond. */
  assert_int_equal(run_with_rate(1000000, 1000, 2, takes_after_213_days), 0);
  said("18446743000 main took: 0\n"
       "18446743000 main took: 0\n"
       "18446743000 main took: 0\n"
       "18446745000 main took: 0\n");
  assert_int_equal(run_with_rate(2, 2000, 2, takes_after_213_days), 0);
  said("18446743000 main took: 0\n"
       "18446743000 main took: 0\n"
       "18446743005 main took: ETIMEDOUT\n"
       "18446745005 main took: 0\n");
}

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
  return 0;
}

static void token_that_nobody_wants_goes_back(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, wakes_then_cancels_the_only_one), 0);
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

/* ---- The screen, memory, the end, misuse ------------------------------ */

static int shows_its_state(void *unused) {
  (void)unused;
  shows("rate_limit r: tokens 2, burst 2, waiters");
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  shows("rate_limit r: tokens 1, burst 2, waiters");
  spawn_abcd(4, takes, NULL);
  shows("rate_limit r: tokens 0, burst 2, waiters B C D");
  bt_cancel(abcd[1]);
  shows("rate_limit r: tokens 0, burst 2, waiters C D");
  return await_four();
}

static int inits_and_shows(void *unused) {
  bt_rate_limit_init(&r, 1, 10, 2, "r");
  return shows_its_state(unused);
}

static void screen_shows_tokens_and_waiters(void **state) {
  (void)state;
  assert_int_equal(run_shown(inits_and_shows), 1);
  forget();
}

static int two_take(void *unused) {
  (void)unused;
  bt_rate_limit_init(&r, 1, 10, 1, "r");
  return two_of(takes, NULL);
}

static void waiting_needs_no_memory_but_the_tasks(void **state) {
  (void)state;
  assert_int_equal(refuse_each(two_take), 4);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(two_take) > 3);
}

static int init_without_a_rate(void) {
  bt_rate_limit_init(&r, 0, 10, 1, "r");
  return 0;
}

static int init_without_a_time(void) {
  bt_rate_limit_init(&r, 3, 0, 1, "r");
  return 0;
}

static void rate_of_nothing_is_misuse(void **state) {
  (void)state;
  aborts(init_without_a_rate, "baton: a rate of 0 in 10 ms; both must be above "
                              "0 [rate_limit]\n");
  aborts(init_without_a_time, "baton: a rate of 3 in 0 ms; both must be above "
                              "0 [rate_limit]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(full_bucket_is_emptied_without_a_wait),
      TEST(tokens_come_evenly_first_come_first_served),
      TEST(burst_is_the_number_unless_said),
      TEST(rest_fills_the_bucket_and_no_more),
      TEST(try_takes_only_what_nobody_waits_for),
      TEST(newcomer_does_not_overtake),
      TEST(odd_rates_do_not_drift),
      TEST(months_later_it_still_counts),
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
      TEST(screen_shows_tokens_and_waiters),
      TEST(waiting_needs_no_memory_but_the_tasks),
      TEST(loop_may_close_at_any_time),
      TEST(rate_of_nothing_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include "rate_limit.h"

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

static int looks_as_time_goes(void *unused) {
  static const struct {
    uint64_t us;
    unsigned tokens;
  } then[] = {{99999, 0}, {1, 1}, {150000, 2}, {49999, 2}, {1, 3}, {200000, 3}};

  (void)unused;
  for (int i = 0; i < 3; i++)
    assert_int_equal(bt_rate_limit_acquire(&r), 0);
  for (size_t i = 0; i < sizeof then / sizeof then[0]; i++) {
    assert_int_equal(bt_sleep_us(then[i].us), 0);
    assert_int_equal(bt_rate_limit_tokens(&r), then[i].tokens);
  }
  return 0;
}

static void whole_tokens_are_counted_as_they_come(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(10, 1000, 3, looks_as_time_goes), 0);
}

static int is_a_microsecond_late(void *unused) {
  (void)unused;
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  assert_int_equal(bt_sleep_us(10001), 0);
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  assert_int_equal(bt_rate_limit_acquire(&r), 0);
  return (int)bt_now_us();
}

static void bucket_that_was_full_counts_from_now(void **state) {
  (void)state;
  assert_int_equal(run_with_rate(1, 10, 1, is_a_microsecond_late), 20001);
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
  assert_int_equal(await_four(), 1);
  shows_call("timeout for D");
  return 0;
}

static int inits_and_shows(void *unused) {
  bt_rate_limit_init(&r, 1, 10, 2, "r");
  return shows_its_state(unused);
}

static void screen_shows_tokens_and_waiters(void **state) {
  (void)state;
  assert_int_equal(run_shown(inits_and_shows), 0);
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
      TEST(whole_tokens_are_counted_as_they_come),
      TEST(bucket_that_was_full_counts_from_now),
      TEST(tokens_come_evenly_first_come_first_served),
      TEST(burst_is_the_number_unless_said),
      TEST(rest_fills_the_bucket_and_no_more),
      TEST(try_takes_only_what_nobody_waits_for),
      TEST(newcomer_does_not_overtake),
      TEST(odd_rates_do_not_drift),
      TEST(months_later_it_still_counts),
      TEST(screen_shows_tokens_and_waiters),
      TEST(waiting_needs_no_memory_but_the_tasks),
      TEST(loop_may_close_at_any_time),
      TEST(rate_of_nothing_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

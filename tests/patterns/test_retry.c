/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_cancel_scope.h"
#include "bt_retry.h"
#include "bt_timeout.h"

/* A function that fails so many times, each time after a while. */
struct flaky {
  struct bt_retry how;
  int failures;
  int error;
  unsigned nap_ms;
  int calls;
};

static int try_it(void *arg) {
  struct flaky *f = arg;
  int call = ++f->calls;

  say("call %d", call);
  if (f->nap_ms) {
    int rc = bt_sleep(f->nap_ms);

    if (rc < 0)
      return rc;
  }
  return call <= f->failures ? bt_fail(f->error, "failure %d", call) : call;
}

static int retries(void *flaky) {
  struct flaky *f = flaky;

  return say_rc("retry", bt_retry(&f->how, try_it, f));
}

static int retry(struct flaky flaky) {
  if (flaky.error == 0)
    flaky.error = UV_EIO;
  return run_arg(retries, &flaky);
}

/* ---- Calls and pauses ------------------------------------------------- */

static void first_success_ends_it(void **state) {
  (void)state;
  assert_int_equal(retry((struct flaky){.how = {.times = 3}, .failures = 0}),
                   1);
  said("0 main call 1\n"
       "0 main retry: 1\n");
  assert_int_equal(
      retry((struct flaky){.how = {.times = 5, .delay_ms = 10}, .failures = 2}),
      3);
  said("0 main call 1\n"
       "10 main call 2\n"
       "20 main call 3\n"
       "20 main retry: 3\n");
}

static int counts_and_returns_0(void *calls) {
  ++*(unsigned *)calls;
  return 0;
}

static int has_it_return_0(void *calls) {
  struct bt_retry how = {.times = 3, .delay_ms = 10};

  return bt_retry(&how, counts_and_returns_0, calls);
}

static void success_may_be_0(void **state) {
  unsigned calls = 0;

  (void)state;
  assert_int_equal(run_arg(has_it_return_0, &calls), 0);
  assert_int_equal(calls, 1);
}

static void pauses_grow_by_the_factor(void **state) {
  struct bt_retry how = {.times = 4, .delay_ms = 10, .factor = 1.5};

  (void)state;
  assert_int_equal(
      retry((struct flaky){.how = how, .failures = 3, .nap_ms = 1}), 4);
  said("0 main call 1\n"
       "11 main call 2\n"
       "27 main call 3\n"
       "50 main call 4\n"
       "51 main retry: 4\n");
  how.factor = 0.5;
  assert_int_equal(retry((struct flaky){.how = how, .failures = 2}), 3);
  said("0 main call 1\n"
       "10 main call 2\n"
       "15 main call 3\n"
       "15 main retry: 3\n");
}

static int says_what_is_left(void *flaky) {
  int rc = retries(flaky);

  say("%s", bt_message(bt_self()));
  return rc == UV_EAGAIN ? 0 : rc;
}

static void last_error_comes_back_with_its_message(void **state) {
  struct flaky flaky = {
      .how = {.times = 2, .delay_ms = 5}, .failures = 9, .error = UV_EAGAIN};

  (void)state;
  assert_int_equal(run_arg(says_what_is_left, &flaky), 0);
  said("0 main call 1\n"
       "5 main call 2\n"
       "5 main retry: EAGAIN\n"
       "5 main failure 2\n");
}

static void zeroed_one_calls_once(void **state) {
  (void)state;
  assert_int_equal(retry((struct flaky){.failures = 1}), UV_EIO);
  assert_int_equal(retry((struct flaky){.how = {.times = 1}, .failures = 1}),
                   UV_EIO);
  said("0 main call 1\n0 main retry: EIO\n"
       "0 main call 1\n0 main retry: EIO\n");
}

static int retries_beside_another(void *flaky) {
  struct bt_task *b = spawn("B", retries, flaky);

  say("main runs");
  assert_int_equal(bt_yield(), 0);
  say("main runs");
  return bt_await(b);
}

static void pause_of_0_lets_others_run(void **state) {
  struct flaky flaky = {.how = {.times = 2}, .failures = 1, .error = UV_EIO};

  (void)state;
  assert_int_equal(run_arg(retries_beside_another, &flaky), 2);
  said("0 main main runs\n"
       "0 B call 1\n"
       "0 main main runs\n"
       "0 B call 2\n"
       "0 B retry: 2\n");
}

static void absurd_numbers_do_no_harm(void **state) {
  static const struct bt_retry hows[] = {
      {.times = 3, .delay_ms = 1, .factor = -2.0, .jitter = -1.0},
      {.times = 3, .delay_ms = 1, .factor = 0.0, .jitter = 5.0},
      {.times = 3, .delay_ms = UINT64_MAX, .factor = 1e300, .jitter = 0.5},
      {.times = 3, .delay_ms = UINT64_MAX, .factor = 1e300, .jitter = 1e300},
  };

  (void)state;
  for (unsigned i = 0; i < sizeof hows / sizeof hows[0]; i++)
    assert_int_equal(retry((struct flaky){.how = hows[i], .failures = 2}), 3);
  forget();
}

/* ---- Jitter ----------------------------------------------------------- */

static int measures_pauses(void *pauses_us) {
  struct flaky f = {.how = {.times = 2, .delay_ms = 100, .jitter = 0.1},
                    .error = UV_EIO};
  uint64_t *pauses = pauses_us;

  for (int i = 0; i < 100; i++) {
    uint64_t began = bt_now_us();

    f.failures = 1;
    f.calls = 0;
    if (bt_retry(&f.how, try_it, &f) != 2)
      return UV_EIO;
    pauses[i] = bt_now_us() - began;
  }
  return 0;
}

static void measure(uint64_t seed, uint64_t *pauses) {
  assert_int_equal(
      run_with((struct bt_options){.seed = seed}, measures_pauses, pauses), 0);
  forget();
}

static void jitter_spreads_the_pauses_evenly(void **state) {
  uint64_t pauses[100], sum = 0, least = UINT64_MAX, most = 0;

  (void)state;
  measure(1, pauses);
  for (int i = 0; i < 100; i++) {
    sum += pauses[i];
    least = pauses[i] < least ? pauses[i] : least;
    most = pauses[i] > most ? pauses[i] : most;
  }
  assert_in_range(least, 90000, 92000);
  assert_in_range(most, 108000, 110000);
  assert_in_range(sum / 100, 98000, 102000);
}

static void jitter_follows_from_the_seed(void **state) {
  uint64_t first[100], again[100], other[100];

  (void)state;
  measure(1, first);
  measure(1, again);
  measure(2, other);
  assert_memory_equal(first, again, sizeof first);
  assert_memory_not_equal(first, other, sizeof first);
}

/* ---- Deadlines and cancellation --------------------------------------- */

static int cancels_it_after_15_ms(void *flaky) {
  struct bt_task *a = spawn("A", retries, flaky);
  int rc = bt_sleep(15);

  bt_cancel(a);
  return rc < 0 ? rc : bt_await(a);
}

static int cancel_after_15_ms(struct flaky flaky) {
  flaky.error = UV_EIO;
  return run_arg(cancels_it_after_15_ms, &flaky);
}

static void cancellation_of_a_pause_ends_it(void **state) {
  struct bt_retry how = {.times = 9, .delay_ms = 10};

  (void)state;
  assert_int_equal(
      cancel_after_15_ms((struct flaky){.how = how, .failures = 9}),
      UV_ECANCELED);
  said("0 A call 1\n"
       "10 A call 2\n"
       "15 A retry: ECANCELED\n");
}

static void cancellation_of_the_function_is_never_retried(void **state) {
  struct bt_retry how = {.times = 9, .delay_ms = 1};

  (void)state;
  assert_int_equal(cancel_after_15_ms(
                       (struct flaky){.how = how, .failures = 9, .nap_ms = 10}),
                   UV_ECANCELED);
  said("0 A call 1\n"
       "11 A call 2\n"
       "15 A retry: ECANCELED\n");
}

static int returns_an_error_for_a_cancellation(void *calls) {
  say("call %d", ++*(int *)calls);
  return bt_sleep(10) < 0 ? UV_EIO : UV_EAGAIN;
}

static int retries_that(void *calls) {
  struct bt_retry how = {.times = 2, .delay_ms = 1};

  return say_rc("retry",
                bt_retry(&how, returns_an_error_for_a_cancellation, calls));
}

static int cancels_that(void *calls) {
  struct bt_task *a = spawn("A", retries_that, calls);
  int rc = bt_sleep(5);

  bt_cancel(a);
  return rc < 0 ? rc : bt_await(a);
}

/* It has dealt with the cancellation, as it may. */
static void error_made_of_a_cancellation_is_an_error(void **state) {
  int calls = 0;

  (void)state;
  assert_int_equal(run_arg(cancels_that, &calls), UV_EAGAIN);
  said("0 A call 1\n"
       "6 A call 2\n"
       "16 A retry: EAGAIN\n");
}

static int is_cancelled_when_it_fails(void *calls) {
  say("call %d", ++*(int *)calls);
  bt_cancel(bt_self());
  return UV_EIO;
}

static int retries_that_one(void *calls) {
  struct bt_retry how = {.times = 3, .delay_ms = 10};

  return say_rc("retry", bt_retry(&how, is_cancelled_when_it_fails, calls));
}

static void cancellation_on_its_way_strikes_the_pause(void **state) {
  int calls = 0;

  (void)state;
  assert_int_equal(run_arg(retries_that_one, &calls), UV_ECANCELED);
  said("0 main call 1\n"
       "0 main retry: ECANCELED\n");
}

static int retries_in_time(void *flaky) {
  struct bt_timeout t;

  bt_timeout_open(&t, 25);
  return say_rc("in time", bt_timeout_close(&t, retries(flaky)));
}

static void deadline_bounds_the_whole(void **state) {
  struct flaky flaky = {
      .how = {.times = 9, .delay_ms = 10}, .failures = 9, .error = UV_EIO};

  (void)state;
  assert_int_equal(run_arg(retries_in_time, &flaky), UV_ETIMEDOUT);
  said("0 main call 1\n"
       "10 main call 2\n"
       "20 main call 3\n"
       "25 main retry: ECANCELED\n"
       "25 main in time: ETIMEDOUT\n");
}

/* A deadline for each call, not for the whole. */
static int call_in_time(void *flaky) {
  struct bt_timeout t;

  bt_timeout_open(&t, 10);
  return bt_timeout_close(&t, try_it(flaky));
}

static int retries_calls_in_time(void *flaky) {
  struct flaky *f = flaky;

  return say_rc("retry", bt_retry(&f->how, call_in_time, f));
}

static void deadline_of_a_call_is_an_error_like_others(void **state) {
  struct flaky flaky = {.how = {.times = 2}, .nap_ms = 20};

  (void)state;
  assert_int_equal(run_arg(retries_calls_in_time, &flaky), UV_ETIMEDOUT);
  said("0 main call 1\n"
       "10 main call 2\n"
       "20 main retry: ETIMEDOUT\n");
}

static int retries_in_a_cancelled_scope(void *flaky) {
  struct bt_cancel_scope scope;

  bt_cancel_scope_open(&scope, 15, false);
  return bt_cancel_scope_close(&scope, retries(flaky));
}

static void cancelled_scope_ends_it(void **state) {
  struct flaky flaky = {
      .how = {.times = 9, .delay_ms = 10}, .failures = 9, .error = UV_EIO};

  (void)state;
  assert_int_equal(run_arg(retries_in_a_cancelled_scope, &flaky), 0);
  said("0 main call 1\n"
       "10 main call 2\n"
       "15 main retry: ECANCELED\n");
}

/* ---- Memory, the end -------------------------------------------------- */

static int needs_a_task(void *unused) {
  struct bt_task *t = bt_spawn(give, NUMBER(0));

  (void)unused;
  return t ? bt_await(t) : UV_ENOMEM;
}

static int retries_what_needs_memory(void *unused) {
  struct bt_retry how = {.times = 1};

  (void)unused;
  return bt_retry(&how, needs_a_task, NULL);
}

static void itself_it_needs_no_memory(void **state) {
  (void)state;
  assert_int_equal(refuse_each(retries_what_needs_memory), 3);
}

static int retries_twice(void *unused) {
  struct flaky f = {.how = {.times = 3, .delay_ms = 1, .jitter = 0.5},
                    .failures = 2,
                    .error = UV_EIO,
                    .nap_ms = 1};

  (void)unused;
  return retries(&f) == 3 ? 0 : UV_EIO;
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(retries_twice) > 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(first_success_ends_it),
      TEST(success_may_be_0),
      TEST(pauses_grow_by_the_factor),
      TEST(last_error_comes_back_with_its_message),
      TEST(zeroed_one_calls_once),
      TEST(pause_of_0_lets_others_run),
      TEST(absurd_numbers_do_no_harm),
      TEST(jitter_spreads_the_pauses_evenly),
      TEST(jitter_follows_from_the_seed),
      TEST(cancellation_of_a_pause_ends_it),
      TEST(cancellation_of_the_function_is_never_retried),
      TEST(error_made_of_a_cancellation_is_an_error),
      TEST(cancellation_on_its_way_strikes_the_pause),
      TEST(deadline_bounds_the_whole),
      TEST(deadline_of_a_call_is_an_error_like_others),
      TEST(cancelled_scope_ends_it),
      TEST(itself_it_needs_no_memory),
      TEST(loop_may_close_at_any_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

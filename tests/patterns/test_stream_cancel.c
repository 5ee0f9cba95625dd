/* SPDX-License-Identifier: MIT-0 */
/* stream: cancelled and late readers, and any order. */
#include "stream.h"

#include "bt_cancel_scope.h"
#include "bt_timeout.h"

/* ---- Deadlines and cancellation --------------------------------------- */

static int reads_until_a_deadline(void *source) {
  struct bt_timeout t;
  int rc;

  bt_timeout_open(&t, 15);
  rc = bt_timeout_close(&t, read_all(source));
  say_rc("in time", rc);
  return 0;
}

static void deadline_of_the_reader_strikes_inside_the_body(void **state) {
  struct source source = {.n = 5, .nap_ms = 10, .cleanup_ms = 1};

  (void)state;
  assert_int_equal(run_on(reads_until_a_deadline, source), 0);
  said("0 main begin\n"
       "10 main got 0\n"
       "15 main end: ECANCELED\n"
       "16 main cleaned up: 0\n"
       "16 main next: ECANCELED\n"
       "16 main in time: ETIMEDOUT\n");
}

static int cancels_a_reader(void *source) {
  struct bt_task *a = spawn("A", read_all, source);
  int rc = bt_sleep(5);

  bt_cancel(a);
  say_rc("reader", bt_await(a));
  return rc;
}

static void cancelled_reader_lets_the_body_clean_up_first(void **state) {
  struct source source = {.n = 5, .nap_ms = 10, .cleanup_ms = 1};

  (void)state;
  assert_int_equal(run_on(cancels_a_reader, source), 0);
  said("0 A begin\n"
       "5 A end: ECANCELED\n"
       "6 A cleaned up: 0\n"
       "6 A next: ECANCELED\n"
       "6 main reader: ECANCELED\n");
}

static void cancellation_goes_through_a_stack_from_below(void **state) {
  (void)state;
  assert_int_equal(
      run_on(cancels_a_stack, (struct source){.n = 5, .nap_ms = 10}), 0);
  said("0 A begin\n"
       "5 A end: ECANCELED\n"
       "5 A upper end: ECANCELED\n"
       "5 A next: ECANCELED\n"
       "5 A next: EOF\n"
       "5 A close: 0\n");
}

static int closes_when_told(void *source) {
  struct bt_stream s;
  int rc;

  bt_stream_init(&s, numbers, source);
  next(&s);
  rc = say_rc("close", bt_stream_close(&s));
  say_rc("yield", bt_yield());
  return rc;
}

static int cancels_a_close(void *source) {
  struct bt_task *a = spawn("A", closes_when_told, source);
  int rc = bt_sleep(5);

  bt_cancel(a);
  say_rc("reader", bt_await(a));
  return rc;
}

static void cancellation_that_strikes_the_cleanup_comes_out(void **state) {
  (void)state;
  assert_int_equal(
      run_on(cancels_a_close, (struct source){.n = 5, .cleanup_ms = 10}), 0);
  said("0 A begin\n"
       "0 A got 0\n"
       "0 A end: ECANCELED\n"
       "5 A cleaned up: ECANCELED\n"
       "5 A close: ECANCELED\n"
       "5 A yield: 0\n"
       "5 main reader: ECANCELED\n");
}

static int cancelled_before_it_closes(void *source) {
  struct bt_stream s;

  bt_stream_init(&s, numbers, source);
  next(&s);
  bt_cancel(bt_self());
  say_rc("close", bt_stream_close(&s));
  say_rc("yield", bt_yield());
  return 0;
}

static void cancellation_on_its_way_to_a_close_comes_out(void **state) {
  struct source source = {.n = 5, .cleanup_ms = 10};

  (void)state;
  assert_int_equal(run_on(cancelled_before_it_closes, source), 0);
  said("0 main begin\n"
       "0 main got 0\n"
       "0 main end: ECANCELED\n"
       "0 main cleaned up: ECANCELED\n"
       "0 main close: ECANCELED\n"
       "0 main yield: 0\n");
}

static void cancellation_that_strikes_nothing_stays_on_its_way(void **state) {
  (void)state;
  assert_int_equal(run_on(cancelled_before_it_closes, (struct source){.n = 5}),
                   0);
  said("0 main begin\n"
       "0 main got 0\n"
       "0 main end: ECANCELED\n"
       "0 main close: 0\n"
       "0 main yield: ECANCELED\n");
}

static int closes_in_a_cancelled_scope(void *source) {
  struct bt_cancel_scope scope;
  struct bt_stream s;
  int rc;

  bt_stream_init(&s, numbers, source);
  next(&s);
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  bt_cancel_scope_cancel(&scope);
  rc = say_rc("close", bt_stream_close(&s));
  return say_rc("scope", bt_cancel_scope_close(&scope, rc));
}

static void close_in_a_cancelled_scope_does_not_wait(void **state) {
  struct source source = {.n = 5, .cleanup_ms = 10};

  (void)state;
  assert_int_equal(run_on(closes_in_a_cancelled_scope, source), 0);
  said("0 main begin\n"
       "0 main got 0\n"
       "0 main end: ECANCELED\n"
       "0 main cleaned up: ECANCELED\n"
       "0 main close: ECANCELED\n"
       "0 main scope: 0\n");
}

/* Its cleanup has a deadline of its own, and takes longer. */
static int cleans_up_in_time(struct bt_stream *s, void *unused) {
  struct bt_timeout t;
  int rc = bt_stream_emit(s, &table[1]);

  (void)unused;
  bt_timeout_open(&t, 5);
  say_rc("cleaned up", bt_timeout_close(&t, bt_sleep(10)));
  return rc;
}

static int closes_one_with_a_deadline(void *unused) {
  struct bt_stream s;

  (void)unused;
  bt_stream_init(&s, cleans_up_in_time, NULL);
  next(&s);
  say_rc("close", bt_stream_close(&s));
  return 0;
}

static void deadline_of_the_cleanup_is_no_cancellation(void **state) {
  (void)state;
  assert_int_equal(run(closes_one_with_a_deadline), 0);
  said("0 main got 1\n"
       "5 main cleaned up: ETIMEDOUT\n"
       "5 main close: 0\n");
}

/* ---- Any order -------------------------------------------------------- */

enum { READERS = 8, MOST = 10 };

static int begun, ended, emitted, got;

/* Parks now and then; its reader may be cancelled there. */
static int counts(struct bt_stream *s, void *unused) {
  int rc = 0;

  (void)unused;
  begun++;
  for (int i = 0; rc == 0 && i < MOST; i++) {
    if (bt_random(2))
      rc = bt_sleep(bt_random(3));
    if (rc == 0) {
      emitted++;
      rc = bt_stream_emit(s, &table[i]);
    }
  }
  if (bt_random(2) && bt_sleep(1) < 0)
    rc = UV_ECANCELED;
  ended++;
  return rc;
}

static int reads_some(void *unused) {
  int n = 0, most = (int)bt_random(MOST + 2), rc = 0, closed;
  struct bt_stream s;
  void *item;

  (void)unused;
  bt_stream_init(&s, counts, NULL);
  while (n < most && (rc = bt_stream_next(&s, &item)) == 0) {
    assert_ptr_equal(item, &table[n++]);
    got++;
  }
  closed = bt_stream_close(&s);
  assert_true(rc == 0 || rc == UV_ECANCELED || (rc == UV_EOF && n == MOST));
  assert_true(closed == 0 || closed == UV_ECANCELED);
  return rc == UV_EOF || rc == 0 ? closed : rc;
}

static int cancels_some(void *unused) {
  struct bt_task *readers[READERS];
  bool cancelled[READERS] = {false};

  (void)unused;
  begun = ended = emitted = got = 0;
  for (int i = 0; i < READERS; i++)
    readers[i] = spawn("R", reads_some, NULL);
  for (int i = 0; i < 3; i++) {
    unsigned victim = bt_random(READERS);

    assert_int_equal(bt_sleep(bt_random(4)), 0);
    cancelled[victim] |= bt_cancel(readers[victim]);
  }
  for (int i = 0; i < READERS; i++) {
    int rc = bt_await(readers[i]);

    assert_true(rc == 0 || (cancelled[i] && rc == UV_ECANCELED));
  }
  return 0;
}

static void every_item_is_read_and_every_body_ends_in_any_order(void **state) {
  int items = 0;

  (void)state;
  for (uint64_t seed = 0; seed < 300; seed++) {
    assert_int_equal(run_seed(seed, cancels_some), 0);
    assert_int_equal(begun, ended);
    assert_int_equal(emitted, got);
    items += got;
  }
  assert_in_range(items, 300 * READERS * 2, 300 * READERS * MOST);
}

/* ---- Closed ----------------------------------------------------------- */

static int ends_well(struct bt_stream *s, void *item) {
  return bt_stream_emit(s, item) == UV_ECANCELED ? 7 : UV_EIO;
}

static int closes_one_that_ends_well(void *item) {
  struct bt_stream s;
  void *first;

  bt_stream_init(&s, ends_well, item);
  assert_int_equal(bt_stream_next(&s, &first), 0);
  assert_ptr_equal(first, item);
  return bt_stream_close(&s);
}

static void close_is_0_whatever_the_body_returns_but_an_error(void **state) {
  (void)state;
  assert_int_equal(run_arg(closes_one_that_ends_well, &state), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(deadline_of_the_reader_strikes_inside_the_body),
      TEST(cancelled_reader_lets_the_body_clean_up_first),
      TEST(cancellation_goes_through_a_stack_from_below),
      TEST(cancellation_that_strikes_the_cleanup_comes_out),
      TEST(cancellation_on_its_way_to_a_close_comes_out),
      TEST(cancellation_that_strikes_nothing_stays_on_its_way),
      TEST(close_in_a_cancelled_scope_does_not_wait),
      TEST(deadline_of_the_cleanup_is_no_cancellation),
      TEST(every_item_is_read_and_every_body_ends_in_any_order),
      TEST(close_is_0_whatever_the_body_returns_but_an_error),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

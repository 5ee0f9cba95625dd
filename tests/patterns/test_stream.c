/* SPDX-License-Identifier: MIT-0 */
#include "stream.h"

#include "bt_cancel_scope.h"
#include "bt_timeout.h"

/* ---- Order ------------------------------------------------------------ */

static int looks_between_items(void *source) {
  struct bt_stream s;

  bt_stream_init(&s, numbers, source);
  say("nothing yet");
  turns_begin();
  next(&s);
  say("between");
  next(&s);
  next(&s);
  next(&s);
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void body_runs_only_while_it_is_asked(void **state) {
  (void)state;
  assert_int_equal(run_on(looks_between_items, (struct source){.n = 2}), 0);
  said("0 main nothing yet\n"
       "0 main begin\n"
       "0 main got 0\n"
       "0 main between\n"
       "0 main got 1\n"
       "0 main end: 0\n"
       "0 main next: EOF\n"
       "0 main next: EOF\n");
}

static int reads_beside_another(void *source) {
  struct bt_task *b = spawn("B", nap, NUMBER(15));
  int rc = read_all(source);

  return bt_await(b) | rc;
}

static void waits_of_the_body_are_waits_of_the_reader(void **state) {
  (void)state;
  assert_int_equal(
      run_on(reads_beside_another, (struct source){.n = 2, .nap_ms = 10}), 0);
  said("0 main begin\n"
       "10 main got 0\n"
       "15 B slept: 0\n"
       "20 main got 1\n"
       "20 main end: 0\n"
       "20 main next: EOF\n");
}

static int emits_and_fails(struct bt_stream *s, void *unused) {
  int rc = bt_stream_emit(s, &table[7]);

  (void)unused;
  return rc < 0 ? rc : bt_fail(UV_EIO, "the line is down");
}

static int reads_one_that_fails(void *unused) {
  struct bt_stream s;

  (void)unused;
  bt_stream_init(&s, emits_and_fails, NULL);
  next(&s);
  next(&s);
  say("%s", bt_message(bt_self()));
  next(&s);
  say_rc("close", bt_stream_close(&s));
  return 0;
}

static void error_of_the_body_comes_out_once(void **state) {
  (void)state;
  assert_int_equal(run(reads_one_that_fails), 0);
  said("0 main got 7\n"
       "0 main next: EIO\n"
       "0 main the line is down\n"
       "0 main next: EOF\n"
       "0 main close: 0\n");
}

static void closing_the_top_closes_the_whole_stack(void **state) {
  (void)state;
  assert_int_equal(run_on(reads_a_stack, (struct source){.n = 5}), 0);
  said("0 main begin\n"
       "0 main got 9\n"
       "0 main got 8\n"
       "0 main upper end: ECANCELED\n"
       "0 main end: ECANCELED\n"
       "0 main close: 0\n");
}

/* ---- Close ------------------------------------------------------------ */

static int closes_early(void *source) {
  struct bt_stream s;

  bt_stream_init(&s, numbers, source);
  next(&s);
  say_rc("close", bt_stream_close(&s));
  say_rc("close", bt_stream_close(&s));
  next(&s);
  return 0;
}

static void close_runs_the_cleanup_and_waits_for_it(void **state) {
  (void)state;
  assert_int_equal(
      run_on(closes_early, (struct source){.n = 5, .cleanup_ms = 10}), 0);
  said("0 main begin\n"
       "0 main got 0\n"
       "0 main end: ECANCELED\n"
       "10 main cleaned up: 0\n"
       "10 main close: 0\n"
       "10 main close: 0\n"
       "10 main next: EOF\n");
}

static void close_returns_the_error_of_the_cleanup(void **state) {
  (void)state;
  assert_int_equal(
      run_on(closes_early, (struct source){.n = 5, .result = UV_EIO}), 0);
  said("0 main begin\n"
       "0 main got 0\n"
       "0 main end: ECANCELED\n"
       "0 main close: EIO\n"
       "0 main close: 0\n"
       "0 main next: EOF\n");
}

static int closes_unread(void *source) {
  struct bt_stream s;

  bt_stream_init(&s, numbers, source);
  say_rc("close", bt_stream_close(&s));
  next(&s);
  return 0;
}

static void body_that_was_never_asked_never_runs(void **state) {
  (void)state;
  assert_int_equal(run_on(closes_unread, (struct source){.n = 5}), 0);
  said("0 main close: 0\n"
       "0 main next: EOF\n");
}

static int leaves_early(void *source) {
  struct bt_stream s;

  bt_stream_init(&s, numbers, source);
  return next(&s);
}

static void leaving_early_runs_no_cleanup_and_is_reported(void **state) {
  (void)state;
  assert_int_equal(run_on(leaves_early, (struct source){.n = 5}), 0);
  said("0 main begin\n"
       "0 main got 0\n");
  reported("leak: 1 stream was left in the middle: the cleanup did not run; "
           "close streams on every way out\n");
}

/* ---- One at a time ---------------------------------------------------- */

static struct bt_stream shared;

static int asks_as_well(void *unused) {
  (void)unused;
  next(&shared);
  say("%s", bt_message(bt_self()));
  say_rc("close", bt_stream_close(&shared));
  say("%s", bt_message(bt_self()));
  return 0;
}

static int asks_while_another_does(void *source) {
  struct bt_task *b = spawn("B", asks_as_well, NULL);
  int rc;

  bt_stream_init(&shared, numbers, source);
  rc = read_to_the_end(&shared);
  return bt_await(b) | rc;
}

static void second_reader_is_refused_while_the_first_waits(void **state) {
  (void)state;
  assert_int_equal(
      run_on(asks_while_another_does, (struct source){.n = 1, .nap_ms = 10}),
      0);
  said("0 main begin\n"
       "0 B next: EBUSY\n"
       "0 B the stream is making its next item already\n"
       "0 B close: EBUSY\n"
       "0 B the stream is making its next item\n"
       "10 main got 0\n"
       "10 main end: 0\n"
       "10 main next: EOF\n");
}

static int asks_itself(struct bt_stream *s, void *unused) {
  (void)unused;
  next(s);
  say_rc("close", bt_stream_close(s));
  return bt_stream_emit(s, &table[3]);
}

static int reads_one_that_asks_itself(void *unused) {
  struct bt_stream s;

  (void)unused;
  bt_stream_init(&s, asks_itself, NULL);
  return read_to_the_end(&s);
}

static void body_cannot_ask_itself(void **state) {
  (void)state;
  assert_int_equal(run(reads_one_that_asks_itself), 0);
  said("0 main next: EBUSY\n"
       "0 main close: EBUSY\n"
       "0 main got 3\n"
       "0 main next: EOF\n");
}

static int reads_one(void *unused) {
  (void)unused;
  return next(&shared);
}

static int reads_in_turn(void *source) {
  bt_stream_init(&shared, numbers, source);
  assert_int_equal(bt_await(spawn("A", reads_one, NULL)), 0);
  assert_int_equal(bt_await(spawn("B", reads_one, NULL)), 0);
  return bt_stream_close(&shared);
}

static void tasks_may_read_in_turn(void **state) {
  (void)state;
  assert_int_equal(run_on(reads_in_turn, (struct source){.n = 5}), 0);
  said("0 A begin\n"
       "0 A got 0\n"
       "0 B got 1\n"
       "0 main end: ECANCELED\n");
}

/* ---- The screen ------------------------------------------------------- */

static void note_scope(void *data, const struct bt_trace_event *e) {
  (void)data;
  if (e->ev == BT_EV_SCOPE)
    say("%s %s %s", e->u.scope.what, e->u.scope.kind, e->u.scope.name);
}

static int reads_in_a_scope(void *source) {
  struct bt_timeout t;

  bt_timeout_open(&t, BT_NEVER);
  return bt_timeout_close(&t, closes_early(source));
}

static void stream_is_a_scope_named_after_its_function(void **state) {
  struct source source = {.n = 1};

  (void)state;
  assert_int_equal(run_with((struct bt_options){.trace = note_scope},
                            reads_in_a_scope, &source),
                   0);
  said("0 main open timeout timeout-1\n"
       "0 main open stream numbers\n"
       "0 main begin\n"
       "0 main got 0\n"
       "0 main end: ECANCELED\n"
       "0 main close stream numbers\n"
       "0 main close: 0\n"
       "0 main close: 0\n"
       "0 main next: EOF\n"
       "0 main close timeout timeout-1\n");
}

/* ---- Memory, the end, misuse ------------------------------------------ */

static int reads_two(void *unused) {
  struct source source = {.n = 2, .nap_ms = 1};
  struct bt_stream large;
  int rc = read_all(&source);

  (void)unused;
  bt_stream_init(&large, numbers, &source);
  large.stack_size = 200 * 1024;
  return rc < 0 ? rc : read_to_the_end(&large);
}

static void stream_needs_a_stack_and_no_more(void **state) {
  (void)state;
  /* The loop, main's stack, and one for each of the streams. */
  assert_int_equal(refuse_each(reads_two), 4);
}

static int reads_and_closes(void *unused) {
  struct source source = {.n = 3, .nap_ms = 1, .cleanup_ms = 1};

  (void)unused;
  return closes_early(&source) | cancels_a_stack(&source);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(reads_and_closes) > 5);
}

static int emits_when_closed(struct bt_stream *s, void *unused) {
  (void)unused;
  while (bt_stream_emit(s, &table[0]) <= 0)
    ;
  return 0;
}

static int closes_one_that_emits(void *unused) {
  struct bt_stream s;

  (void)unused;
  bt_stream_init(&s, emits_when_closed, NULL);
  next(&s);
  return bt_stream_close(&s);
}

static int emits_outside(void *unused) {
  struct bt_stream s;

  (void)unused;
  bt_stream_init(&s, emits_when_closed, NULL);
  return bt_stream_emit(&s, &table[0]);
}

static int run_emits_when_closed(void) { return run(closes_one_that_emits); }
static int run_emits_outside(void) { return run(emits_outside); }

static void emitting_where_nobody_asks_is_misuse(void **state) {
  (void)state;
  aborts(run_emits_when_closed,
         "baton: task main: a stream that is being closed emits; return when "
         "emit has returned UV_ECANCELED [AG-3]\n");
  aborts(run_emits_outside,
         "baton: task main: a stream emits that nobody asks; emit in its own "
         "function only [AG-1]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(body_runs_only_while_it_is_asked),
      TEST(waits_of_the_body_are_waits_of_the_reader),
      TEST(error_of_the_body_comes_out_once),
      TEST(closing_the_top_closes_the_whole_stack),
      TEST(close_runs_the_cleanup_and_waits_for_it),
      TEST(close_returns_the_error_of_the_cleanup),
      TEST(body_that_was_never_asked_never_runs),
      TEST(leaving_early_runs_no_cleanup_and_is_reported),
      TEST(second_reader_is_refused_while_the_first_waits),
      TEST(body_cannot_ask_itself),
      TEST(tasks_may_read_in_turn),
      TEST(stream_is_a_scope_named_after_its_function),
      TEST(stream_needs_a_stack_and_no_more),
      TEST(loop_may_close_at_any_time),
      TEST(emitting_where_nobody_asks_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

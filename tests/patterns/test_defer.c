/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include "bt_cancel_scope.h"
#include "bt_defer.h"
#include "bt_timeout.h"

static void say_it(void *text) { say("%s", (const char *)text); }

static void nap_for(void *ms) { nap(ms); }

/* ---- Order ------------------------------------------------------------ */

static int defers_three(void *result) {
  struct bt_defer nodes[3];
  struct bt_defers defers;

  bt_defer_open(&defers);
  bt_defer(&defers, &nodes[0], say_it, "first");
  bt_defer(&defers, &nodes[1], say_it, "second");
  bt_defer(&defers, &nodes[2], say_it, "third");
  say("body");
  return bt_defer_close(&defers, give(result));
}

static void cleanups_run_in_reverse_on_every_way_out(void **state) {
  static const int results[] = {0, 7, UV_EIO, UV_ECANCELED};

  (void)state;
  for (int i = 0; i < 4; i++) {
    assert_int_equal(run_arg(defers_three, NUMBER((intptr_t)results[i])),
                     results[i]);
    said("0 main body\n"
         "0 main third\n"
         "0 main second\n"
         "0 main first\n");
  }
}

static int defers_nothing(void *unused) {
  struct bt_defers defers;

  (void)unused;
  bt_defer_open(&defers);
  return bt_defer_close(&defers, 3);
}

static void nothing_deferred_is_nothing_done(void **state) {
  (void)state;
  assert_int_equal(run(defers_nothing), 3);
}

static struct bt_defers shared;
static struct bt_defer later;

static void defer_another(void *text) {
  say_it(text);
  bt_defer(&shared, &later, say_it, "added by a cleanup");
}

static int defers_in_a_cleanup(void *unused) {
  struct bt_defer nodes[2];

  (void)unused;
  bt_defer_open(&shared);
  bt_defer(&shared, &nodes[0], say_it, "first");
  bt_defer(&shared, &nodes[1], defer_another, "second");
  return bt_defer_close(&shared, 0);
}

static void cleanup_may_defer_more(void **state) {
  (void)state;
  assert_int_equal(run(defers_in_a_cleanup), 0);
  said("0 main second\n"
       "0 main added by a cleanup\n"
       "0 main first\n");
}

static int outside(void *unused) { return defers_three(unused); }

static void works_outside_of_a_task(void **state) {
  (void)state;
  assert_int_equal(outside(NULL), 0);
  said("0 - body\n0 - third\n0 - second\n0 - first\n");
}

static int fails_in_between(void *unused) {
  struct bt_defer node;
  struct bt_defers defers;

  (void)unused;
  bt_defer_open(&defers);
  bt_defer(&defers, &node, nap_for, NUMBER(1));
  return bt_defer_close(&defers, bt_fail(UV_EIO, "disk full"));
}

static int sees_the_message(void *unused) {
  (void)unused;
  say_rc("awaited", bt_await(spawn("A", fails_in_between, NULL)));
  say("%s", bt_message(bt_self()));
  return 0;
}

static void message_of_the_error_survives_the_cleanup(void **state) {
  (void)state;
  assert_int_equal(run(sees_the_message), 0);
  said("1 A slept: 0\n"
       "1 main awaited: EIO\n"
       "1 main disk full\n");
}

/* ---- Cancellation ----------------------------------------------------- */

/* Naps for 10 ms, then cleans up for twice 10 ms, then naps again. */
static int naps_and_cleans_up(void *unused) {
  struct bt_defer nodes[2];
  struct bt_defers defers;
  int rc;

  (void)unused;
  bt_defer_open(&defers);
  bt_defer(&defers, &nodes[0], nap_for, NUMBER(10));
  bt_defer(&defers, &nodes[1], nap_for, NUMBER(10));
  rc = bt_defer_close(&defers, nap(NUMBER(10)));
  say_rc("closed", rc);
  nap(NUMBER(1));
  nap(NUMBER(1));
  return rc;
}

/* Cancels such a task that many times, at first after so many ms. */
static int cancels(bt_fn *fn, uint64_t after_ms, unsigned times) {
  struct bt_task *a = spawn("A", fn, NULL);

  assert_int_equal(bt_sleep(after_ms), 0);
  while (times-- > 0) {
    bt_cancel(a);
    assert_int_equal(bt_sleep(2), 0);
  }
  return bt_await(a);
}

static int cancels_the_body(void *unused) {
  (void)unused;
  return cancels(naps_and_cleans_up, 5, 1);
}

static void cleanup_after_a_cancellation_may_wait(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_body), UV_ECANCELED);
  said("5 A slept: ECANCELED\n"
       "15 A slept: 0\n"
       "25 A slept: 0\n"
       "25 A closed: ECANCELED\n"
       "26 A slept: 0\n"
       "27 A slept: 0\n");
}

static int cancels_the_cleanup(void *unused) {
  (void)unused;
  return cancels(naps_and_cleans_up, 12, 3);
}

static void cancellation_of_a_cleanup_strikes_after_it_once(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_cleanup), 0);
  said("10 A slept: 0\n"
       "20 A slept: 0\n"
       "30 A slept: 0\n"
       "30 A closed: 0\n"
       "30 A slept: ECANCELED\n"
       "31 A slept: 0\n");
}

static int cleans_up_at_the_end(void *unused) {
  struct bt_defer node;
  struct bt_defers defers;

  (void)unused;
  bt_defer_open(&defers);
  bt_defer(&defers, &node, nap_for, NUMBER(10));
  return bt_defer_close(&defers, 0);
}

static int cancels_at_the_end(void *unused) {
  (void)unused;
  return cancels(cleans_up_at_the_end, 5, 1);
}

static void cancellation_with_no_wait_after_it_is_not_lost(void **state) {
  (void)state;
  assert_int_equal(run(cancels_at_the_end), UV_ECANCELED);
  said("10 A slept: 0\n");
}

static int has_a_deadline(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_timeout_open(&t, 15);
  rc = naps_and_cleans_up(NULL);
  say_rc("in time", bt_timeout_close(&t, rc));
  return 0;
}

static void deadline_outside_waits_for_the_cleanup(void **state) {
  (void)state;
  assert_int_equal(run(has_a_deadline), 0);
  said("10 main slept: 0\n"
       "20 main slept: 0\n"
       "30 main slept: 0\n"
       "30 main closed: 0\n"
       "30 main slept: ECANCELED\n"
       "31 main slept: 0\n"
       "31 main in time: 0\n");
}

static void nap_in_time(void *ms) {
  struct bt_timeout t;

  bt_timeout_open(&t, 5);
  say_rc("in time", bt_timeout_close(&t, nap(ms)));
}

static int has_a_deadline_inside(void *unused) {
  struct bt_defer node;
  struct bt_defers defers;

  (void)unused;
  bt_defer_open(&defers);
  bt_defer(&defers, &node, nap_in_time, NUMBER(10));
  bt_cancel(bt_self());
  return bt_defer_close(&defers, 0);
}

static void deadline_inside_a_cleanup_strikes(void **state) {
  (void)state;
  assert_int_equal(run(has_a_deadline_inside), UV_ECANCELED);
  said("5 main slept: ECANCELED\n"
       "5 main in time: ETIMEDOUT\n");
}

static int is_in_a_cancelled_scope(void *unused) {
  struct bt_cancel_scope scope;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, 5, false);
  rc = naps_and_cleans_up(NULL);
  return bt_cancel_scope_close(&scope, rc);
}

static void cleanup_in_a_cancelled_scope_may_wait(void **state) {
  (void)state;
  assert_int_equal(run(is_in_a_cancelled_scope), 0);
  said("5 main slept: ECANCELED\n"
       "15 main slept: 0\n"
       "25 main slept: 0\n"
       "25 main closed: ECANCELED\n"
       "25 main slept: ECANCELED\n"
       "25 main slept: ECANCELED\n");
}

/* ---- Any order, memory, the end --------------------------------------- */

enum { DEEP = 6 };

static int depth;

static void step_out(void *level) {
  assert_int_equal(--depth, (int)(intptr_t)level);
  if (bt_random(2))
    assert_int_equal(bt_sleep(bt_random(3)), 0);
  assert_int_equal(depth, (int)(intptr_t)level);
}

/* Takes up to DEEP things, each of which may fail or be cut off. */
static int steps_in(void *unused) {
  struct bt_defer nodes[DEEP];
  struct bt_defers defers;
  int rc = 0;

  (void)unused;
  bt_defer_open(&defers);
  depth = 0;
  for (int i = 0; rc == 0 && i < DEEP; i++) {
    bt_defer(&defers, &nodes[i], step_out, NUMBER(i));
    depth++;
    rc = bt_random(8) ? bt_sleep(bt_random(2)) : UV_EIO;
  }
  return bt_defer_close(&defers, rc);
}

static int cancels_one_that_steps_in(void *unused) {
  struct bt_task *a = spawn("A", steps_in, NULL);
  int rc;

  (void)unused;
  for (int i = 0; i < 3; i++) {
    assert_int_equal(bt_sleep(bt_random(4)), 0);
    bt_cancel(a);
  }
  rc = bt_await(a);
  assert_true(rc == 0 || rc == UV_EIO || rc == UV_ECANCELED);
  assert_int_equal(depth, 0);
  return 0;
}

static void every_cleanup_runs_to_its_end_in_any_order(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 300; seed++)
    assert_int_equal(run_seed(seed, cancels_one_that_steps_in), 0);
}

static int needs_memory_and_cleans_up(void *unused) {
  struct bt_task *t = bt_spawn(cleans_up_at_the_end, NULL);

  (void)unused;
  return t ? bt_await(t) : UV_ENOMEM;
}

static void deferring_needs_no_memory(void **state) {
  (void)state;
  assert_int_equal(refuse_each(needs_memory_and_cleans_up), 3);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(needs_memory_and_cleans_up) > 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cleanups_run_in_reverse_on_every_way_out),
      TEST(nothing_deferred_is_nothing_done),
      TEST(cleanup_may_defer_more),
      TEST(works_outside_of_a_task),
      TEST(message_of_the_error_survives_the_cleanup),
      TEST(cleanup_after_a_cancellation_may_wait),
      TEST(cancellation_of_a_cleanup_strikes_after_it_once),
      TEST(cancellation_with_no_wait_after_it_is_not_lost),
      TEST(deadline_outside_waits_for_the_cleanup),
      TEST(deadline_inside_a_cleanup_strikes),
      TEST(cleanup_in_a_cancelled_scope_may_wait),
      TEST(every_cleanup_runs_to_its_end_in_any_order),
      TEST(deferring_needs_no_memory),
      TEST(loop_may_close_at_any_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

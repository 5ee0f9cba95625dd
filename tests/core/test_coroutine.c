/* SPDX-License-Identifier: MIT-0 */
/* Coroutines: a second stack within a task, and its end. */
#include "coroutine.h"

/* ---- Running ---------------------------------------------------------- */

static int resumes_twice(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, counts_to_two);
  assert_false(bt_coroutine_running(body.co));
  say("before");
  assert_true(resume(&body));
  assert_false(bt_coroutine_running(body.co));
  assert_false(bt_coroutine_ended(body.co));
  say("between");
  end_body(&body);
  return 0;
}

static void coroutine_runs_in_the_task_that_resumes_it(void **state) {
  (void)state;
  assert_int_equal(run(resumes_twice), 0);
  said("0 main before\n"
       "0 main one\n"
       "0 main between\n"
       "0 main two\n");
}

static int resumes_one_that_naps(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, naps);
  assert_true(resume(&body));
  say("between");
  end_body(&body);
  return 0;
}

static int has_another_meanwhile(void *unused) {
  struct bt_task *a = spawn("A", resumes_one_that_naps, NULL);
  struct bt_task *b = spawn("B", nap, NUMBER(5));

  (void)unused;
  assert_int_equal(bt_sleep(15), 0);
  bt_cancel(a);
  return bt_await(a) + bt_await(b);
}

static void where_it_parks_the_whole_task_is_suspended(void **state) {
  (void)state;
  assert_int_equal(run(has_another_meanwhile), 0);
  said("5 B slept: 0\n"
       "10 A slept: 0\n"
       "10 A between\n"
       "15 A slept: ECANCELED\n");
}

static void has_one_inside(struct body *body) {
  struct body inner;

  begin_body(&inner, counts_to_two);
  resume(&inner);
  suspend(body);
  end_body(&inner);
  say("outer");
}

static int resumes_a_nest(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, has_one_inside);
  assert_true(resume(&body));
  say("between");
  end_body(&body);
  return 0;
}

static void coroutines_nest(void **state) {
  (void)state;
  assert_int_equal(run(resumes_a_nest), 0);
  said("0 main one\n"
       "0 main between\n"
       "0 main two\n"
       "0 main outer\n");
}

static int lends_one(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, counts_to_two);
  assert_int_equal(bt_await(spawn("A", resumes, &body)), 0);
  assert_int_equal(bt_await(spawn("B", resumes, &body)), 0);
  assert_true(bt_coroutine_ended(body.co));
  bt_coroutine_close(body.co);
  return 0;
}

static void any_task_may_resume_it(void **state) {
  (void)state;
  assert_int_equal(run(lends_one), 0);
  said("0 A one\n"
       "0 B two\n");
}

/* ---- Many, at random -------------------------------------------------- */

enum { CROWD = 20, READERS = 6, ROUNDS = 200 };

static struct body crowd[CROWD];

/* Counts, parking now and then, in scopes that it opens and closes. */
static void counts(struct body *body) {
  struct bt_scope scope;

  for (;;) {
    bt_scope_open(&scope, "timeout", NULL, BT_NEVER);
    body->n++;
    if (bt_random(3) == 0)
      assert_int_equal(bt_yield(), 0);
    suspend(body);
    assert_ptr_equal(scope.task, bt_self());
    assert_ptr_equal(bt_scope_next(bt_self(), NULL), &scope);
    bt_scope_close(&scope);
  }
}

static int resumes_any(void *unused) {
  struct bt_scope scope;

  (void)unused;
  for (int i = 0; i < ROUNDS; i++) {
    struct body *body = &crowd[bt_random(CROWD)];
    int before = body->n;

    bt_scope_open(&scope, "timeout", NULL, BT_NEVER);
    if (!bt_coroutine_running(body->co)) {
      assert_true(resume(body));
      assert_int_equal(body->n, before + 1);
    } else {
      assert_int_equal(bt_yield(), 0);
    }
    assert_ptr_equal(bt_scope_next(bt_self(), NULL), &scope);
    bt_scope_close(&scope);
  }
  return 0;
}

static int has_a_crowd(void *unused) {
  struct bt_task *readers[READERS];

  (void)unused;
  for (int i = 0; i < CROWD; i++)
    begin_body(&crowd[i], counts);
  for (int i = 0; i < READERS; i++)
    readers[i] = spawn("reader", resumes_any, NULL);
  for (int i = 0; i < READERS; i++)
    assert_int_equal(bt_await(readers[i]), 0);
  for (int i = 0; i < CROWD; i++)
    bt_coroutine_close(crowd[i].co);
  return 0;
}

static void many_keep_their_stacks_and_scopes_apart(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < fewer(500); seed++)
    assert_int_equal(run_seed(seed, has_a_crowd), 0);
}

/* ---- The end ---------------------------------------------------------- */

static int leaves_two_in_the_middle(void *unused) {
  struct body bodies[3];

  (void)unused;
  for (int i = 0; i < 3; i++) {
    begin_body(&bodies[i], counts_to_two);
    assert_true(resume(&bodies[i]));
  }
  bt_coroutine_close(bodies[1].co);
  return 0;
}

static void ones_left_in_the_middle_are_reported(void **state) {
  (void)state;
  assert_int_equal(run(leaves_two_in_the_middle), 0);
  said("0 main one\n"
       "0 main one\n"
       "0 main one\n");
  reported("leak: 2 streams were left in the middle: the cleanup did not run; "
           "close streams on every way out\n");
}

static int opens_three(void *unused) {
  struct bt_coroutine *cos[3];
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 3; i++) {
    cos[i] = bt_coroutine_open(NULL, run_body, NULL, i == 1 ? 1 << 20 : 0);
    if (!cos[i])
      rc = UV_ENOMEM;
  }
  for (int i = 0; i < 3; i++)
    if (cos[i])
      bt_coroutine_close(cos[i]);
  return rc;
}

static void refused_memory_is_an_error(void **state) {
  (void)state;
  assert_true(refuse_each(opens_three) >= 3);
  assert_int_equal(run(opens_three), 0);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(has_another_meanwhile) > 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(coroutine_runs_in_the_task_that_resumes_it),
      TEST(where_it_parks_the_whole_task_is_suspended),
      TEST(coroutines_nest),
      TEST(any_task_may_resume_it),
      TEST(many_keep_their_stacks_and_scopes_apart),
      TEST(ones_left_in_the_middle_are_reported),
      TEST(refused_memory_is_an_error),
      TEST(loop_may_close_at_any_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

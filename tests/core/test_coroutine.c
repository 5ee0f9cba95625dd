/* SPDX-License-Identifier: MIT-0 */
/* Coroutines: a second stack within a task, its scopes, its end. */
#include "support.h"

#include <host.h>
#include <stdlib.h>
#include <sys/mman.h>

/* The source itself, so that the system can be made to refuse. */
static bool no_guards;

static int may_madvise(void *start, size_t size, int advice) {
  return no_guards && advice == 102 ? -1 : madvise(start, size, advice);
}

static int may_mprotect(void *start, size_t size, int protection) {
  return no_guards ? -1 : mprotect(start, size, protection);
}

#undef _DEFAULT_SOURCE
#define madvise may_madvise
#define mprotect may_mprotect
#include "../../core/stack.c"
#undef madvise
#undef mprotect

/* A coroutine and what it runs; arg of its function. */
struct body {
  struct bt_coroutine *co;
  void (*fn)(struct body *body);
  int n;
};

static void run_body(void *arg) {
  struct body *body = arg;

  body->fn(body);
}

static void begin_body(struct body *body, void (*fn)(struct body *body)) {
  *body = (struct body){.fn = fn};
  body->co = bt_coroutine_open("body", run_body, body, 0);
  assert_non_null(body->co);
}

static bool resume(struct body *body) { return bt_coroutine_resume(body->co); }
static void suspend(struct body *body) { bt_coroutine_suspend(body->co); }

static void end_body(struct body *body) {
  assert_false(resume(body));
  assert_true(bt_coroutine_ended(body->co));
  bt_coroutine_close(body->co);
}

/* ---- Running ---------------------------------------------------------- */

static void counts_to_two(struct body *body) {
  assert_true(bt_coroutine_running(body->co));
  say("one");
  suspend(body);
  say("two");
}

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

static void naps(struct body *body) {
  nap(NUMBER(10));
  suspend(body);
  nap(NUMBER(10));
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

static int resumes(void *body) {
  resume(body);
  return 0;
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
    assert_int_equal(
        run_with((struct bt_options){.order = BT_ORDER_SEED, .seed = seed},
                 has_a_crowd, NULL),
        0);
}

/* ---- Scopes ----------------------------------------------------------- */

static void print_scopes(void) {
  const struct bt_scope *s = bt_scope_next(bt_self(), NULL);

  for (; s; s = bt_scope_next(bt_self(), s))
    say("in %s %s", s->kind, s->name);
}

static void opens_a_timeout(struct body *body) {
  struct bt_scope scope;

  bt_scope_open(&scope, "timeout", "inner", BT_NEVER);
  print_scopes();
  suspend(body);
  print_scopes();
  bt_scope_close(&scope);
}

static int has_scopes_of_its_own(void *unused) {
  struct bt_scope first, second;
  struct body body;

  (void)unused;
  begin_body(&body, opens_a_timeout);
  bt_scope_open(&first, "timeout", "first", BT_NEVER);
  assert_true(resume(&body));
  bt_scope_close(&first);
  say("between");
  print_scopes();
  bt_scope_open(&second, "timeout", "second", BT_NEVER);
  end_body(&body);
  say("after");
  print_scopes();
  bt_scope_close(&second);
  return 0;
}

static void scopes_of_its_own_are_seen_only_while_it_runs(void **state) {
  (void)state;
  assert_int_equal(run(has_scopes_of_its_own), 0);
  said("0 main in timeout inner\n"
       "0 main in stream body\n"
       "0 main in timeout first\n"
       "0 main between\n"
       "0 main in timeout inner\n"
       "0 main in stream body\n"
       "0 main in timeout second\n"
       "0 main after\n"
       "0 main in timeout second\n");
}

static void presses_its_scope(struct body *body) {
  struct bt_scope scope;

  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  bt_scope_press(&scope, "call");
  suspend(body);
  nap(NUMBER(10));
  bt_scope_close(&scope);
  nap(NUMBER(10));
}

static int resumes_one_that_is_pressed(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, presses_its_scope);
  assert_true(resume(&body));
  nap(NUMBER(1));
  end_body(&body);
  nap(NUMBER(1));
  return 0;
}

static void pressed_scope_inside_leaves_the_task_alone(void **state) {
  (void)state;
  assert_int_equal(run(resumes_one_that_is_pressed), 0);
  said("1 main slept: 0\n"
       "1 main slept: ECANCELED\n"
       "11 main slept: 0\n"
       "12 main slept: 0\n");
}

static int resumes_in_a_pressed_scope(void *unused) {
  struct bt_scope scope;
  struct body body;

  (void)unused;
  begin_body(&body, naps);
  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  bt_scope_press(&scope, "call");
  assert_true(resume(&body));
  bt_scope_close(&scope);
  end_body(&body);
  return 0;
}

static void pressed_scope_outside_reaches_in(void **state) {
  (void)state;
  assert_int_equal(run(resumes_in_a_pressed_scope), 0);
  said("0 main slept: ECANCELED\n"
       "10 main slept: 0\n");
}

static void suspends_in_a_shield(struct body *body) {
  struct bt_scope outer, inner;

  bt_scope_open_shield(&outer, "shield", NULL, BT_NEVER);
  bt_scope_open_shield(&inner, "shield", NULL, BT_NEVER);
  bt_cancel(bt_self());
  nap(NUMBER(10));
  suspend(body);
  say("cancelling: %u", bt_cancelling(bt_self()));
  nap(NUMBER(10));
  bt_scope_close(&inner);
  bt_scope_close(&outer);
  nap(NUMBER(10));
}

static int reads_one_in_a_shield(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, suspends_in_a_shield);
  assert_true(resume(&body));
  say("cancelling: %u", bt_cancelling(bt_self()));
  nap(NUMBER(10));
  bt_cancel(bt_self());
  end_body(&body);
  say("cancelling: %u", bt_cancelling(bt_self()));
  return 0;
}

static void shield_inside_protects_what_runs_inside(void **state) {
  (void)state;
  assert_int_equal(run(reads_one_in_a_shield), 0);
  said("10 main slept: 0\n"
       "10 main cancelling: 1\n"
       "10 main slept: ECANCELED\n"
       "10 main cancelling: 0\n"
       "20 main slept: 0\n"
       "20 main slept: ECANCELED\n"
       "20 main cancelling: 2\n");
}

/* ---- A timer inside --------------------------------------------------- */

struct deadline {
  struct bt_timer timer;
  struct bt_scope scope;
};

static void strike(struct bt_call *call) {
  struct deadline *d = (struct deadline *)call;

  say("struck: %d", bt_cancel_via(d->scope.task, "timeout", &d->scope));
}

static void has_a_deadline(struct body *body) {
  struct deadline d = {.timer = {.call = {.fn = strike}}};

  bt_timer_start(&d.timer, 10000);
  bt_scope_open(&d.scope, "timeout", "t", BT_NEVER);
  suspend(body);
  nap(NUMBER(5));
  bt_scope_close(&d.scope);
  bt_timer_stop(&d.timer);
}

static int outlives_its_reader(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, has_a_deadline);
  assert_int_equal(bt_await(spawn("A", resumes, &body)), 0);
  bt_drop(spawn("B", nap, NUMBER(15))); /* where A would have been */
  nap(NUMBER(20));
  end_body(&body);
  return 0;
}

static void deadline_inside_may_strike_after_its_task_has_ended(void **state) {
  (void)state;
  assert_int_equal(run(outlives_its_reader), 0);
  said("10 - struck: 0\n"
       "15 B slept: 0\n"
       "20 main slept: 0\n"
       "25 main slept: 0\n");
}

static int changes_its_reader(void *unused) {
  struct body body;
  struct bt_task *b;

  (void)unused;
  begin_body(&body, has_a_deadline);
  assert_int_equal(bt_await(spawn("A", resumes, &body)), 0);
  assert_int_equal(bt_sleep(8), 0);
  b = spawn("B", resumes, &body);
  assert_int_equal(bt_await(b), 0);
  assert_true(bt_coroutine_ended(body.co));
  bt_coroutine_close(body.co);
  return 0;
}

static void deadline_inside_strikes_the_task_that_runs_it(void **state) {
  (void)state;
  assert_int_equal(run(changes_its_reader), 0);
  said("10 - struck: 1\n"
       "10 B slept: ECANCELED\n");
}

static int cuts_one_with_a_deadline(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, has_a_deadline);
  assert_true(resume(&body));
  bt_coroutine_close(body.co);
  bt_drop(spawn("B", nap, NUMBER(5))); /* where its frames would have been */
  nap(NUMBER(20));
  return 0;
}

static void frames_stay_while_a_timer_may_point_into_them(void **state) {
  (void)state;
  assert_int_equal(run(cuts_one_with_a_deadline), 0);
  said("5 B slept: 0\n"
       "10 - struck: 1\n"
       "10 main slept: ECANCELED\n");
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

static int opens_one_too_large(void *unused) {
  (void)unused;
  assert_null(bt_coroutine_open(NULL, run_body, NULL, (1 << 20) + 1));
  return 0;
}

static void there_is_a_largest_stack(void **state) {
  (void)state;
  assert_int_equal(run(opens_one_too_large), 0);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(has_another_meanwhile) > 5);
  assert_true(stop_anywhere(outlives_its_reader) > 5);
}

/* ---- Overflow --------------------------------------------------------- */

static unsigned dig(unsigned kilobytes) {
  volatile unsigned char hole[1000];

  for (size_t i = 0; i < sizeof hole; i++)
    hole[i] = (unsigned char)kilobytes;
  return kilobytes == 0 ? hole[0] : hole[999] + dig(kilobytes - 1);
}

static void digs_too_deep(struct body *body) {
  body->n = (int)dig(70);
  suspend(body);
}

static void digs_too_deep_and_parks(struct body *body) {
  body->n = (int)dig(70) + bt_yield();
}

static void (*digger)(struct body *body);

static int reads_a_digger(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, digger);
  return resume(&body);
}

static int has_one_that_reads(void *unused) {
  (void)unused;
  return bt_await(spawn("reader", reads_a_digger, NULL));
}

static int overflow(void) { return run(has_one_that_reads); }

static void overflow_inside_is_reported_by_the_tasks_name(void **state) {
  static void (*const diggers[])(struct body *) = {digs_too_deep,
                                                   digs_too_deep_and_parks};
  static const char message[] =
      "baton: stack overflow in task reader; it needs more stack than it was "
      "given: recurse less, move large variables to the heap, or spawn it with "
      "a larger stack_size\n";

  (void)state;
  digger = digs_too_deep;
  aborts(overflow, message);
#ifndef BT_ASAN
  if (under_valgrind())
    skip(); /* it sees the rest before we do */
  no_guards = true;
  for (int i = 0; i < 2; i++) {
    digger = diggers[i];
    aborts(overflow, message);
  }
  no_guards = false;
#else
  (void)diggers;
#endif
}

/* ---- Misuse ----------------------------------------------------------- */

static struct body wrong;
static bt_fn *main_fn;

static int run_main(void) { return run(main_fn); }

static void main_aborts(bt_fn *fn, const char *expected) {
  main_fn = fn;
  aborts(run_main, expected);
}

static int resumes_one_that_has_ended(void *unused) {
  (void)unused;
  begin_body(&wrong, counts_to_two);
  while (resume(&wrong))
    ;
  return resume(&wrong);
}

static void resumes_itself(struct body *body) { resume(body); }

static int resumes_one_that_runs(void *unused) {
  (void)unused;
  begin_body(&wrong, resumes_itself);
  return resume(&wrong);
}

static void resume_it(struct bt_call *call) {
  (void)call;
  resume(&wrong);
}

static int resumes_in_a_callback(void *unused) {
  struct bt_call call = {.fn = resume_it};

  (void)unused;
  begin_body(&wrong, naps);
  bt_call_soon(&call);
  return bt_yield();
}

static int opens_outside(void) {
  return !bt_coroutine_open(NULL, run_body, NULL, 0);
}

static void resuming_what_cannot_be_resumed_is_misuse(void **state) {
  (void)state;
  main_aborts(resumes_one_that_has_ended,
              "baton: task main: a coroutine is resumed that has ended "
              "[AG-5]\n");
  main_aborts(resumes_one_that_runs,
              "baton: task main: a coroutine is resumed that is running "
              "[AG-5]\n");
  main_aborts(resumes_in_a_callback,
              "baton: a stream is read outside a task; callbacks of the loop "
              "must not wait [park]\n");
  aborts(opens_outside, "baton: a stream is read outside bt_run [stream]\n");
}

static void suspends_the_outer(struct body *body) {
  (void)body;
  suspend(&wrong);
}

static void has_one_that_suspends_it(struct body *body) {
  struct body inner;

  (void)body;
  begin_body(&inner, suspends_the_outer);
  resume(&inner);
}

static int suspends_from_within_another(void *unused) {
  (void)unused;
  begin_body(&wrong, has_one_that_suspends_it);
  return resume(&wrong);
}

static int suspends_outside(void *unused) {
  (void)unused;
  begin_body(&wrong, naps);
  suspend(&wrong);
  return 0;
}

static void suspending_anothers_stack_is_misuse(void **state) {
  (void)state;
  main_aborts(suspends_from_within_another,
              "baton: task main: a stream emits outside of its own function "
              "[AG-1]\n");
  main_aborts(suspends_outside,
              "baton: task main: a stream emits outside of its own function "
              "[AG-1]\n");
}

static struct bt_scope left_open;

static void leaves_a_scope_open(struct body *body) {
  (void)body;
  bt_scope_open(&left_open, "timeout", "t", BT_NEVER);
}

static int ends_inside_a_scope(void *unused) {
  (void)unused;
  begin_body(&wrong, leaves_a_scope_open);
  return resume(&wrong);
}

static void suspends_in_a_scope(struct body *body) {
  leaves_a_scope_open(body);
  suspend(body);
}

static int closes_a_scope_from_outside(void *unused) {
  (void)unused;
  begin_body(&wrong, suspends_in_a_scope);
  resume(&wrong);
  bt_scope_close(&left_open);
  return 0;
}

static void closes_left_open(struct body *body) {
  (void)body;
  bt_scope_close(&left_open);
}

static int closes_a_scope_from_inside(void *unused) {
  (void)unused;
  bt_scope_open(&left_open, "timeout", "t", BT_NEVER);
  begin_body(&wrong, closes_left_open);
  return resume(&wrong);
}

static void scopes_must_be_closed_where_they_were_opened(void **state) {
  (void)state;
  main_aborts(ends_inside_a_scope,
              "baton: task main: a stream's function ended inside its timeout "
              "\"t\"; close it on every way out [scope]\n");
  main_aborts(closes_a_scope_from_outside,
              "baton: task main: timeout \"t\" is closed in another function "
              "than opened it: a stream's and its reader's are apart "
              "[scope]\n");
  main_aborts(closes_a_scope_from_inside,
              "baton: task main: timeout \"t\" is closed while the stream "
              "opened after it is still open; scopes close in reverse order "
              "[scope]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(coroutine_runs_in_the_task_that_resumes_it),
      TEST(where_it_parks_the_whole_task_is_suspended),
      TEST(coroutines_nest),
      TEST(any_task_may_resume_it),
      TEST(many_keep_their_stacks_and_scopes_apart),
      TEST(scopes_of_its_own_are_seen_only_while_it_runs),
      TEST(pressed_scope_inside_leaves_the_task_alone),
      TEST(pressed_scope_outside_reaches_in),
      TEST(shield_inside_protects_what_runs_inside),
      TEST(deadline_inside_may_strike_after_its_task_has_ended),
      TEST(deadline_inside_strikes_the_task_that_runs_it),
      TEST(frames_stay_while_a_timer_may_point_into_them),
      TEST(ones_left_in_the_middle_are_reported),
      TEST(refused_memory_is_an_error),
      TEST(there_is_a_largest_stack),
      TEST(loop_may_close_at_any_time),
      TEST(overflow_inside_is_reported_by_the_tasks_name),
      TEST(resuming_what_cannot_be_resumed_is_misuse),
      TEST(suspending_anothers_stack_is_misuse),
      TEST(scopes_must_be_closed_where_they_were_opened),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

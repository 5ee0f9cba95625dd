/* SPDX-License-Identifier: MIT-0 */
/* Scopes that a coroutine has open, and timers that cancel in them. */
#include "coroutine.h"

#include <stdio.h>
#include <string.h>

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

/* ---- To a tracer ------------------------------------------------------ */

static char waits[256]; /* the scopes of each sleep, innermost first */

static void note_scopes(void *data, const struct bt_trace_event *e) {
  const struct bt_ids *scopes = &e->u.park.scopes;
  size_t n = strlen(waits);

  (void)data;
  if (e->ev != BT_EV_PARK || strcmp(e->u.park.on, "timer") != 0)
    return;
  n += (size_t)snprintf(waits + n, sizeof waits - n, "%s",
                        scopes->list ? "in" : "-");
  for (size_t i = 0; i < scopes->n; i++)
    n += (size_t)snprintf(waits + n, sizeof waits - n, " %u", scopes->list[i]);
  snprintf(waits + n, sizeof waits - n, "\n");
}

static void naps_in_a_timeout(struct body *body) {
  struct bt_scope scope; /* 3 */

  bt_scope_open(&scope, "timeout", "inner", BT_NEVER);
  nap(NUMBER(1));
  suspend(body);
  nap(NUMBER(1));
  bt_scope_close(&scope);
}

static int naps_inside_and_outside(void *unused) {
  struct bt_scope first, second; /* 1 and 4; the stream is 2 */
  struct body body;

  (void)unused;
  nap(NUMBER(1));
  bt_scope_open(&first, "timeout", "first", BT_NEVER);
  begin_body(&body, naps_in_a_timeout);
  assert_true(resume(&body));
  nap(NUMBER(1));
  bt_scope_close(&first);
  nap(NUMBER(1));
  bt_scope_open(&second, "timeout", "second", BT_NEVER);
  end_body(&body);
  bt_scope_close(&second);
  nap(NUMBER(1));
  forget();
  return 0;
}

static void waits_tell_their_scopes_while_a_coroutine_is_open(void **state) {
  (void)state;
  waits[0] = '\0';
  assert_int_equal(run_with((struct bt_options){.trace = note_scopes},
                            naps_inside_and_outside, NULL),
                   0);
  assert_string_equal(waits, "-\n"
                             "in 3 2 1\n"
                             "in 1\n"
                             "in\n"
                             "in 3 2 4\n"
                             "-\n");
}

/* ---- A timer inside --------------------------------------------------- */

struct deadline {
  struct bt_timer timer;
  struct bt_scope scope;
};

static void strike(struct bt_call *call) {
  struct deadline *d =
      (struct deadline *)((char *)call - offsetof(struct deadline, timer.call));

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

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(outlives_its_reader) > 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(scopes_of_its_own_are_seen_only_while_it_runs),
      TEST(pressed_scope_inside_leaves_the_task_alone),
      TEST(pressed_scope_outside_reaches_in),
      TEST(shield_inside_protects_what_runs_inside),
      TEST(waits_tell_their_scopes_while_a_coroutine_is_open),
      TEST(deadline_inside_may_strike_after_its_task_has_ended),
      TEST(deadline_inside_strikes_the_task_that_runs_it),
      TEST(frames_stay_while_a_timer_may_point_into_them),
      TEST(loop_may_close_at_any_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

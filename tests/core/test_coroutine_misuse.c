/* SPDX-License-Identifier: MIT-0 */
/* Coroutines used against the rules stop the program. */
#include "coroutine.h"

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
      TEST(resuming_what_cannot_be_resumed_is_misuse),
      TEST(suspending_anothers_stack_is_misuse),
      TEST(scopes_must_be_closed_where_they_were_opened),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

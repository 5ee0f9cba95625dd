/* SPDX-License-Identifier: MIT-0 */
/* Awaiting tasks, their results and messages, and being told of their end. */
#include "support.h"

#include <string.h>

static int takes_5_ms(void *result) {
  assert_int_equal(bt_sleep(5), 0);
  return give(result);
}

static int reads_the_disk(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  return bt_fail(UV_EIO, "disk %d is %s", 3, "full");
}

/* ---- Results ---------------------------------------------------------- */

static int asks_at_every_stage(void *unused) {
  struct bt_task *a = spawn("A", takes_5_ms, NUMBER(7));

  (void)unused;
  assert_false(bt_done(a));
  say_rc("before", bt_result(a));
  say_rc("awaited", bt_join(a));
  say_rc("again", bt_join(a));
  assert_true(bt_done(a));
  assert_false(bt_cancelled(a));
  say_rc("after", bt_result(a));
  return bt_await(a);
}

static void awaiting_gives_the_result_each_time(void **state) {
  (void)state;
  assert_int_equal(run(asks_at_every_stage), 7);
  said("0 main before: EAGAIN\n"
       "5 main awaited: 7\n"
       "5 main again: 7\n"
       "5 main after: 7\n");
}

static int awaits_the_disk(void *unused) {
  struct bt_task *a = spawn("A", reads_the_disk, NULL);
  int rc;

  (void)unused;
  assert_null(bt_message(a));
  for (int i = 0; i < 2; i++) {
    say_rc("awaited", bt_join(a));
    say("own: %s", bt_message(bt_self()));
  }
  say("A's: %s", bt_message(a));
  rc = bt_await(a);
  return rc;
}

static void error_and_its_message_reach_the_awaiter_each_time(void **state) {
  (void)state;
  assert_int_equal(run(awaits_the_disk), UV_EIO);
  said("5 main awaited: EIO\n"
       "5 main own: disk 3 is full\n"
       "5 main awaited: EIO\n"
       "5 main own: disk 3 is full\n"
       "5 main A's: disk 3 is full\n");
}

static int handles_one_error_and_returns_another(void *unused) {
  int rc = bt_await(spawn("A", reads_the_disk, NULL));

  (void)unused;
  return rc == UV_EIO ? UV_ENOENT : UV_EINVAL;
}

static int handles_one_error_and_succeeds(void *unused) {
  int rc = bt_await(spawn("A", reads_the_disk, NULL));

  (void)unused;
  return rc == UV_EIO ? 3 : UV_EINVAL;
}

static int shows_the_message_of(bt_fn *fn) {
  struct bt_task *b = spawn("B", fn, NULL);
  int rc = bt_join(b);

  say_rc(bt_message(b) ? bt_message(b) : "no message", rc);
  bt_drop(b);
  return 0;
}

static int shows_messages(void *unused) {
  (void)unused;
  shows_the_message_of(handles_one_error_and_returns_another);
  shows_the_message_of(handles_one_error_and_succeeds);
  return 0;
}

static void message_belongs_to_the_code_it_was_said_with(void **state) {
  (void)state;
  assert_int_equal(run(shows_messages), 0);
  said("5 main no message: ENOENT\n"
       "10 main no message: 3\n");
}

/* ---- Who waits -------------------------------------------------------- */

static int joins(void *task) { return say_rc("joined", bt_join(task)); }

static int joined_by_three(void *unused) {
  struct bt_task *a = spawn("A", takes_5_ms, NUMBER(0));
  struct bt_task *joiners[] = {spawn("B", joins, a), spawn("C", joins, a),
                               spawn("D", joins, a)};
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 3; i++)
    rc |= bt_await(joiners[i]);
  return rc | bt_await(a);
}

static void awaiters_resume_in_the_order_of_awaiting(void **state) {
  (void)state;
  assert_int_equal(run(joined_by_three), 0);
  said("5 B joined: 0\n"
       "5 C joined: 0\n"
       "5 D joined: 0\n");
}

static int awaits_itself(void *unused) {
  int rc;

  (void)unused;
  turns_begin();
  rc = bt_await(bt_ref(bt_self()));
  say("%u turn: %s", turns_end(), bt_message(bt_self()));
  return rc == UV_EINVAL ? 0 : rc;
}

static void task_that_awaits_itself_gets_an_error(void **state) {
  (void)state;
  assert_int_equal(run(awaits_itself), 0);
  said("0 main 1 turn: task main cannot await itself\n");
}

static struct bt_task *seen_by_the_callback;

static void look(struct bt_call *call) {
  (void)call;
  seen_by_the_callback = bt_self();
}

static int says_its_name(void *unused) {
  (void)unused;
  say("has id %u", bt_id(bt_self()));
  return 0;
}

static int is_itself(void *unused) {
  struct bt_call call = {.fn = look};
  struct bt_task *a = bt_spawn(says_its_name, NULL);
  int rc;

  (void)unused;
  seen_by_the_callback = bt_self();
  bt_call_soon(&call);
  rc = bt_await(a);
  assert_null(seen_by_the_callback);
  assert_string_equal(bt_name(bt_self()), "main");
  assert_int_equal(bt_id(bt_self()), 1);
  return rc;
}

static void self_is_the_running_task_and_null_elsewhere(void **state) {
  (void)state;
  assert_null(bt_self());
  assert_int_equal(run(is_itself), 0);
  assert_null(bt_self());
  said("0 says_its_name has id 2\n");
}

static int has_long_names(void *unused) {
  char name[600];
  struct bt_task *a;
  int rc;

  (void)unused;
  memset(name, 'a', sizeof name);
  strcpy(name + 254, "\xc3\xa9"
                     "t"); /* a letter of two bytes at 254 */
  a = spawn(name, give, NUMBER(0));
  assert_int_equal(strlen(bt_name(a)), 254);
  name[0] = 'b'; /* the task's is a copy */
  assert_int_equal(bt_name(a)[0], 'a');
  rc = bt_await(a);
  return rc;
}

static void long_names_are_cut_between_characters(void **state) {
  (void)state;
  assert_int_equal(run(has_long_names), 0);
}

/* ---- Being told ------------------------------------------------------- */

static void say_what(struct bt_call *call) { say("%s", call->what); }

static int tells_in_order(void *unused) {
  struct bt_call first = {.fn = say_what, .what = "first"};
  struct bt_call stopped = {.fn = say_what, .what = "stopped"};
  struct bt_call last = {.fn = say_what, .what = "last"};
  struct bt_task *a = spawn("A", takes_5_ms, NUMBER(0));
  struct bt_task *b;

  (void)unused;
  bt_on_done(a, &first);
  b = spawn("B", joins, a);
  bt_on_done(a, &stopped);
  assert_int_equal(bt_yield(), 0);
  bt_on_done(a, &last);
  bt_call_stop(&stopped);
  bt_call_stop(&stopped); /* idle: does nothing */
  return bt_await(b) | bt_await(a);
}

static void callbacks_and_awaiters_are_told_in_one_line(void **state) {
  (void)state;
  assert_int_equal(run(tells_in_order), 0);
  said("5 - first\n"
       "5 B joined: 0\n"
       "5 - last\n");
}

static int is_told_late(void *unused) {
  struct bt_call late = {.fn = say_what, .what = "late"};
  struct bt_call stopped = {.fn = say_what, .what = "stopped"};
  struct bt_task *a = spawn("A", give, NUMBER(0));

  (void)unused;
  assert_int_equal(bt_join(a), 0);
  bt_on_done(a, &late);
  bt_on_done(a, &stopped);
  say("registered");
  bt_call_stop(&stopped);
  assert_int_equal(bt_yield(), 0);
  return bt_await(a);
}

static void callback_on_an_ended_task_runs_one_turn_later(void **state) {
  (void)state;
  assert_int_equal(run(is_told_late), 0);
  said("0 main registered\n"
       "0 - late\n");
}

/* ---- Errors that nobody sees ------------------------------------------ */

static int drops_a_failing_task(void *unused) {
  (void)unused;
  bt_drop(spawn("A", reads_the_disk, NULL));
  bt_drop(NULL);
  return nap(NUMBER(10));
}

static void unseen_error_is_reported_and_disturbs_nobody(void **state) {
  (void)state;
  assert_int_equal(run(drops_a_failing_task), 0);
  said("10 main slept: 0\n");
  reported("unretrieved: task A failed and nobody retrieved its error: disk 3 "
           "is full\n");
}

static int drops_a_failed_task(void *unused) {
  struct bt_task *a = spawn("A", give, NUMBER(UV_EIO));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_drop(a);
  return 0;
}

static void unseen_error_is_reported_when_the_handle_goes(void **state) {
  (void)state;
  assert_int_equal(run(drops_a_failed_task), 0);
  reported("unretrieved: task A failed and nobody retrieved its error: EIO\n");
}

static int cancels_a_failed_task(void *unused) {
  struct bt_task *a = spawn("A", give, NUMBER(UV_EIO));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_false(bt_cancel(a));
  bt_drop(a);
  return 0;
}

static int asks_for_the_result(void *unused) {
  struct bt_task *a = spawn("A", give, NUMBER(UV_EIO));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(bt_result(a), UV_EIO);
  bt_drop(a);
  return 0;
}

static void asked_for_or_cancelled_it_is_not_unseen(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_failed_task), 0);
  assert_int_equal(run(asks_for_the_result), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(awaiting_gives_the_result_each_time),
      TEST(error_and_its_message_reach_the_awaiter_each_time),
      TEST(message_belongs_to_the_code_it_was_said_with),
      TEST(awaiters_resume_in_the_order_of_awaiting),
      TEST(task_that_awaits_itself_gets_an_error),
      TEST(self_is_the_running_task_and_null_elsewhere),
      TEST(long_names_are_cut_between_characters),
      TEST(callbacks_and_awaiters_are_told_in_one_line),
      TEST(callback_on_an_ended_task_runs_one_turn_later),
      TEST(unseen_error_is_reported_and_disturbs_nobody),
      TEST(unseen_error_is_reported_when_the_handle_goes),
      TEST(asked_for_or_cancelled_it_is_not_unseen),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

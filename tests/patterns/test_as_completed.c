/* SPDX-License-Identifier: MIT-0 */
/* as_completed: tasks in the order in which they end. */
#include "as_completed.h"

/* ---- Order ------------------------------------------------------------ */

static int takes_three(void *unused) {
  spawn_three(30, 10, 20);
  open_three(BT_NEVER);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void tasks_come_in_the_order_of_their_ends(void **state) {
  (void)state;
  assert_int_equal(run(takes_three), 0);
  said("10 main next B\n"
       "20 main next C\n"
       "30 main next A\n"
       "30 main next: EOF\n");
}

static int ends_now(void *unused) {
  (void)unused;
  turns_begin();
  return 0;
}

static int counts_turns(void *unused) {
  struct bt_task *a = spawn("A", ends_now, NULL);

  assert_int_equal(bt_as_completed_open(&it, &a, 1, BT_NEVER), 0);
  says_next(unused);
  say("turns: %u", turns_end());
  bt_as_completed_close(&it);
  bt_drop(a);
  return 0;
}

static void task_comes_two_turns_after_its_end(void **state) {
  (void)state;
  assert_int_equal(run(counts_turns), 0);
  said("0 main next A\n"
       "0 main turns: 2\n");
}

static int is_busy_meanwhile(void *unused) {
  spawn_three(30, 10, 20);
  open_three(BT_NEVER);
  assert_int_equal(bt_sleep(100), 0);
  turns_begin();
  says_all(unused);
  assert_int_equal(turns_end(), 0);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void tasks_that_ended_meanwhile_are_given_without_a_wait(void **state) {
  (void)state;
  assert_int_equal(run(is_busy_meanwhile), 0);
  said("100 main next B\n"
       "100 main next C\n"
       "100 main next A\n"
       "100 main next: EOF\n");
}

/* Once round the ready queue, too. */
static int opens_late(void *unused) {
  spawn_three(20, 10, 30);
  assert_int_equal(bt_sleep(25), 0);
  turns_begin();
  open_three(BT_NEVER);
  says_next(unused);
  say("turns: %u", turns_end());
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void tasks_that_ended_before_open_come_as_listed(void **state) {
  (void)state;
  assert_int_equal(run(opens_late), 0);
  said("25 main next A\n"
       "25 main turns: 2\n"
       "25 main next B\n"
       "30 main next C\n"
       "30 main next: EOF\n");
}

static int names_one_twice(void *unused) {
  struct bt_task *twice[4];

  spawn_three(10, 20, 30);
  for (int i = 0; i < 4; i++)
    twice[i] = abcd[i % 2];
  assert_int_equal(bt_as_completed_open(&it, twice, 4, BT_NEVER), 0);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void task_named_twice_is_given_once(void **state) {
  (void)state;
  assert_int_equal(run(names_one_twice), 0);
  said("10 main next A\n"
       "20 main next B\n"
       "20 main next: EOF\n");
}

static int has_none(void *unused) {
  assert_int_equal(bt_as_completed_open(&it, NULL, 0, 10), 0);
  says_next(unused);
  assert_null(it.timer.call.next);
  bt_as_completed_close(&it);
  return 0;
}

static void no_tasks_at_all_is_the_end_at_once(void **state) {
  (void)state;
  assert_int_equal(run(has_none), 0);
  said("0 main next: EOF\n");
}

/* ---- Errors ----------------------------------------------------------- */

static int fails(void *unused) {
  (void)unused;
  return bt_fail(UV_EIO, "the disk is full");
}

static int takes_a_failed_one(void *unused) {
  struct bt_task *two[2], *task;

  (void)unused;
  two[0] = spawn("A", fails, NULL);
  two[1] = spawn("B", give, NUMBER(7));
  assert_int_equal(bt_as_completed_open(&it, two, 2, BT_NEVER), 0);
  while (bt_as_completed_next(&it, &task) == 0) {
    say_rc(bt_name(task), bt_result(task));
    say("%s", bt_message(task) ? bt_message(task) : "no message");
  }
  bt_as_completed_close(&it);
  bt_drop(two[0]);
  bt_drop(two[1]);
  return 0;
}

static void failed_task_comes_in_its_turn(void **state) {
  (void)state;
  assert_int_equal(run(takes_a_failed_one), 0);
  said("0 main A: EIO\n"
       "0 main the disk is full\n"
       "0 main B: 7\n"
       "0 main no message\n");
}

static int ignores_a_failed_one(void *unused) {
  struct bt_task *a = spawn("A", fails, NULL);

  assert_int_equal(bt_as_completed_open(&it, &a, 1, BT_NEVER), 0);
  says_all(unused);
  bt_as_completed_close(&it);
  bt_drop(a);
  return 0;
}

static void error_that_nobody_looks_at_is_reported(void **state) {
  (void)state;
  assert_int_equal(run(ignores_a_failed_one), 0);
  said("0 main next A\n"
       "0 main next: EOF\n");
  reported("unretrieved: task A failed and nobody retrieved its error: the "
           "disk is full\n");
}

/* ---- On the screen ---------------------------------------------------- */

static int is_shown(void *unused) {
  struct bt_task *asker;

  spawn_three(10, 50, 50);
  open_three(20);
  asker = spawn("asker", says_next, NULL);
  assert_int_equal(bt_yield(), 0);
  shows_wait("asker: as_completed, first A B C, until 20 ms");
  assert_int_equal(bt_await(asker), 0);
  shows_call("as_completed for main");
  says_next(unused);
  shows_call("as_completed for main"); /* the time was up */
  bt_as_completed_close(&it);
  drop_three();
  forget();
  return 0;
}

static void ask_and_what_ends_it_are_shown(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_shown), 0);
}

/* ---- Memory ----------------------------------------------------------- */

static int takes_two(void *unused) {
  struct bt_task *two[2], *task;
  int rc = UV_ENOMEM, given = 0;

  (void)unused;
  two[0] = bt_spawn(give, NUMBER(0));
  two[1] = bt_spawn(give, NUMBER(0));
  if (two[0] && two[1]) {
    rc = bt_as_completed_open(&it, two, 2, 10);
    while (rc == 0 && (rc = bt_as_completed_next(&it, &task)) == 0)
      given++;
    bt_as_completed_close(&it);
  }
  bt_drop(two[0]);
  bt_drop(two[1]);
  return rc == UV_EOF && given == 2 ? 0 : rc;
}

static void refused_memory_is_an_error_of_open(void **state) {
  (void)state;
  assert_int_equal(refuse_each(takes_two), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(tasks_come_in_the_order_of_their_ends),
      TEST(task_comes_two_turns_after_its_end),
      TEST(tasks_that_ended_meanwhile_are_given_without_a_wait),
      TEST(tasks_that_ended_before_open_come_as_listed),
      TEST(task_named_twice_is_given_once),
      TEST(no_tasks_at_all_is_the_end_at_once),
      TEST(failed_task_comes_in_its_turn),
      TEST(error_that_nobody_looks_at_is_reported),
      TEST(ask_and_what_ends_it_are_shown),
      TEST(refused_memory_is_an_error_of_open),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

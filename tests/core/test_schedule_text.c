/* SPDX-License-Identifier: MIT-0 */
/* Schedules that are none, and such that have more to say than the program. */
#include "support.h"

#include <host.h>
#include <stdio.h>

static int two_turns(void *unused) {
  (void)unused;
  return bt_yield();
}

/* Six choices: all turns but one find more than one task ready. */
static int three_tasks(void *unused) {
  struct bt_task *tasks[] = {spawn("A", two_turns, NULL),
                             spawn("B", two_turns, NULL),
                             spawn("C", two_turns, NULL)};
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 3; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

static int follow(const char *text, bt_fn *program) {
  return run_with(
      (struct bt_options){.order = BT_ORDER_SCHEDULE, .schedule = text},
      program, NULL);
}

/* ---- None ------------------------------------------------------------- */

#define CUT_OFF "the schedule is cut off: after "
#define BROKEN "the schedule is broken: after "

static const struct {
  const char *text, *report;
} none[] = {
    {"", "the schedule is empty"},
    {"-", "\"-\" is no schedule"},
    {"B", "\"B\" is no schedule"},
    {"quick brown fox, lazy dogs",
     "\"quick brown fox, lazy do\" is no schedule"},
    {"B1", CUT_OFF "\"B1\" there should be a dot"},
    {"B1x", BROKEN "\"B1\" there should be a dot, not \"x\""},
    {"B1.", CUT_OFF "\"B1.\" there should be the number of a choice"},
    {"B1.x",
     BROKEN "\"B1.\" there should be the number of a choice, not \"x\""},
    {"B1.>A",
     BROKEN "\"B1.\" there should be the number of a choice, not \">A\""},
    {"B1.-1>A", BROKEN "\"B1.-\" there should be nothing, not \"1>A\""},
    {"B1.--", BROKEN "\"B1.-\" there should be nothing, not \"-\""},
    {"B1.+1>A",
     BROKEN "\"B1.\" there should be the number of a choice, not \"+1>A\""},
    {"B1. 1>A",
     BROKEN "\"B1.\" there should be the number of a choice, not \" 1>A\""},
    {"B1.0", CUT_OFF "\"B1.0\" there should be \">\" and a name"},
    {"B1.0,B", BROKEN "\"B1.0\" there should be \">\" and a name, not \",B\""},
    {"B1.0>", CUT_OFF "\"B1.0>\" there should be a name"},
    {"B1.0>,1>B", BROKEN "\"B1.0>\" there should be a name, not \",1>B\""},
    {"B1.0>A,", CUT_OFF "\"B1.0>A,\" there should be the number of a choice"},
    {"B1.0>first,1>second,2>third,",
     CUT_OFF "\"...>first,1>second,2>third,\" there should be the number of a "
             "choice"},
    {"B1.1>A,0>B", "the schedule has point 0 after point 1, and points go up"},
    {"B1.0>A,0>B", "the schedule has point 0 after point 0, and points go up"},
};

static void what_is_no_schedule_is_refused_with_a_reason(void **state) {
  char expected[256];

  (void)state;
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
    assert_int_equal(follow(none[i].text, three_tasks), BT_ESCHEDULE);
    snprintf(expected, sizeof expected,
             "schedule: %s; a schedule reads like B1.- or "
             "B1.0>main,3>worker#2\n",
             none[i].report);
    reported(expected);
  }
}

static void schedule_of_another_version_is_refused(void **state) {
  (void)state;
  assert_int_equal(follow("B2.0>A", three_tasks), BT_ESCHEDULE);
  reported("schedule: the schedule is of version B2; this Baton reads B1\n");
  assert_int_equal(follow("B10.-", three_tasks), BT_ESCHEDULE);
  reported("schedule: the schedule is of version B10; this Baton reads B1\n");
}

static void text_may_be_checked_without_a_program(void **state) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL};

  (void)state;
  watch(&options);
  assert_int_equal(bt_schedule_check(&options, "B1.0>A,7>B"), 0);
  assert_int_equal(bt_schedule_check(&options, "B2.-"), BT_ESCHEDULE);
  reported("schedule: the schedule is of version B2; this Baton reads B1\n");
}

/* ---- Not used up ------------------------------------------------------ */

static void points_that_never_come_are_warned_of(void **state) {
  (void)state;
  assert_int_equal(follow("B1.0>B,6>C", three_tasks), 0);
  reported("schedule: point 6>C of the schedule was never reached: the program "
           "had 6 choices, points 0 to 5; is it the schedule of another "
           "program?\n");
  assert_int_equal(follow("B1.6>A,7>B", three_tasks), 0);
  reported("schedule: point 6>A of the schedule, and all after it, were never "
           "reached: the program had 6 choices, points 0 to 5; is it the "
           "schedule of another program?\n");
}

static int has_one_choice(void *unused) {
  bt_drop(spawn("A", give, NUMBER(0)));
  bt_drop(spawn("B", give, NUMBER(0)));
  (void)unused;
  return bt_sleep(1);
}

static int stuck(void *unused) { return wait_for_ever(unused); }

static void however_the_program_ends(void **state) {
  (void)state;
  assert_int_equal(follow("B1.1>A", has_one_choice), 0);
  reported("schedule: point 1>A of the schedule was never reached: the program "
           "had 1 choice, point 0; is it the schedule of another program?\n");
  assert_int_equal(follow("B1.0>A", stuck), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for nothing\n"
           "schedule: point 0>A of the schedule was never reached: the program "
           "had nothing to choose; is it the schedule of another program?\n");
}

static void but_for_one_that_was_stopped(void **state) {
  (void)state;
  assert_int_equal(run_with((struct bt_options){.order = BT_ORDER_SCHEDULE,
                                                .schedule = "B1.9>A",
                                                .max_turns = 3},
                            three_tasks, NULL),
                   BT_ELIMIT);
  assert_int_equal(follow("B1.0>X,9>A", three_tasks), BT_ESCHEDULE);
  reported("schedule: the program changed at point 0: expected X, on offer A, "
           "B, C\n");
}

/* ---- Left ------------------------------------------------------------- */

static size_t wanted;

static size_t take_wanted(void *data, const struct bt_choice *choice) {
  (void)data, (void)choice;
  return wanted;
}

/* Follows text, but for its first choice, which a person takes. */
static int pick_first(const char *text, size_t pick) {
  struct bt_options options = {
      .clock = BT_CLOCK_VIRTUAL, .order = BT_ORDER_SCHEDULE, .schedule = text};
  struct bt_loop *loop;
  int rc;

  watch(&options);
  wanted = pick;
  loop = bt_loop_open(&options, three_tasks, NULL, &rc);
  assert_non_null(loop);
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN); /* main */
  bt_loop_set_order(loop, BT_ORDER_PERSON, take_wanted);
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  bt_loop_set_order(loop, BT_ORDER_SCHEDULE, NULL);
  (void)bt_loop_run(loop);
  say("%s", bt_loop_schedule(loop));
  bt_loop_report_schedule(loop);
  return bt_loop_close(loop);
}

static void schedule_is_left_where_a_person_takes_another_way(void **state) {
  (void)state;
  assert_int_equal(pick_first("B1.0>B,1>C,9>A", 2), 0);
  said("0 - B1.0>C\n");
  assert_int_equal(pick_first("B1.1>B,9>A", 2), 0);
  said("0 - B1.0>C\n");
}

static void but_not_where_the_person_takes_the_same(void **state) {
  (void)state;
  assert_int_equal(pick_first("B1.0>B,1>C", 1), 0);
  said("0 - B1.0>B,1>C\n");
  assert_int_equal(pick_first("B1.1>C,9>A", 0), 0);
  said("0 - B1.1>C\n");
  reported("schedule: point 9>A of the schedule was never reached: the program "
           "had 6 choices, points 0 to 5; is it the schedule of another "
           "program?\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(what_is_no_schedule_is_refused_with_a_reason),
      TEST(schedule_of_another_version_is_refused),
      TEST(text_may_be_checked_without_a_program),
      TEST(points_that_never_come_are_warned_of),
      TEST(however_the_program_ends),
      TEST(but_for_one_that_was_stopped),
      TEST(schedule_is_left_where_a_person_takes_another_way),
      TEST(but_not_where_the_person_takes_the_same),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

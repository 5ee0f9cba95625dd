/* SPDX-License-Identifier: MIT-0 */
/* Who decides which task runs next, and the text that tells it again. */
#include "support.h"

#include <host.h>
#include <stdio.h>
#include <string.h>

static int three_turns(void *unused) {
  (void)unused;
  for (int i = 1; i <= 3; i++) {
    say("%d", i);
    assert_int_equal(bt_yield(), 0);
  }
  return 0;
}

static int three_tasks(void *unused) {
  struct bt_task *tasks[] = {spawn("A", three_turns, NULL),
                             spawn("B", three_turns, NULL),
                             spawn("B", three_turns, NULL)};
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 3; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

static char schedule[4096]; /* of the last run */

static int run_and_keep(struct bt_options options, bt_fn *program) {
  struct bt_loop *loop;
  int rc;

  watch(&options);
  loop = bt_loop_open(&options, program, NULL, &rc);
  if (!loop)
    return rc;
  (void)bt_loop_run(loop);
  assert_true(strlen(bt_loop_schedule(loop)) < sizeof schedule);
  strcpy(schedule, bt_loop_schedule(loop));
  return bt_loop_close(loop);
}

static int follow(const char *text, bt_fn *program) {
  return run_and_keep(
      (struct bt_options){.order = BT_ORDER_SCHEDULE, .schedule = text},
      program);
}

/* ---- First in, first out ---------------------------------------------- */

static const char fifo[] = "0 A 1\n0 B 1\n0 B 1\n"
                           "0 A 2\n0 B 2\n0 B 2\n"
                           "0 A 3\n0 B 3\n0 B 3\n";

static void default_order_is_the_empty_schedule(void **state) {
  (void)state;
  assert_int_equal(run_and_keep((struct bt_options){0}, three_tasks), 0);
  said(fifo);
  assert_string_equal(schedule, "B1.-");
  assert_int_equal(follow("B1.-", three_tasks), 0);
  said(fifo);
  assert_string_equal(schedule, "B1.-");
}

/* ---- Seeds ------------------------------------------------------------ */

static char *order_of_seed(uint64_t seed) {
  static char orders[2][sizeof schedule];
  static int which;

  assert_int_equal(
      run_and_keep((struct bt_options){.order = BT_ORDER_SEED, .seed = seed},
                   three_tasks),
      0);
  forget();
  which = !which;
  return strcpy(orders[which], schedule);
}

static void a_seed_gives_the_same_order_each_time(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 20; seed++)
    assert_string_equal(order_of_seed(seed), order_of_seed(seed));
}

static void seeds_give_different_orders(void **state) {
  unsigned different = 0;

  (void)state;
  for (uint64_t seed = 0; seed < 20; seed++)
    different += strcmp(order_of_seed(seed), order_of_seed(seed + 1)) != 0;
  assert_in_range(different, 18, 20);
}

/* Six orders of three tasks, each at one seed in six. */
static void seeds_favour_no_order(void **state) {
  unsigned first[3] = {0};

  (void)state;
  for (uint64_t seed = 0; seed < 600; seed++) {
    const char *order = order_of_seed(seed);

    if (strncmp(order, "B1.0>", 5) != 0)
      first[0]++;
    else
      first[strncmp(order + 5, "B#2", 3) == 0 ? 2 : 1]++;
  }
  for (int i = 0; i < 3; i++)
    assert_in_range(first[i], 150, 250);
}

static char log_[4096];

static void keep(void *data, const struct bt_trace_event *e) {
  size_t n = strlen(log_);

  (void)data;
  if (e->ev == BT_EV_RUN)
    snprintf(log_ + n, sizeof log_ - n, "%u ", e->task);
}

static void recorded_schedule_replays_what_a_seed_did(void **state) {
  char order[sizeof log_], text[sizeof schedule];

  (void)state;
  for (uint64_t seed = 0; seed < 50; seed++) {
    struct bt_options options = {
        .order = BT_ORDER_SEED, .seed = seed, .trace = keep};

    log_[0] = '\0';
    assert_int_equal(run_and_keep(options, three_tasks), 0);
    strcpy(order, log_);
    strcpy(text, schedule);
    log_[0] = '\0';
    options.order = BT_ORDER_SCHEDULE;
    options.schedule = text;
    assert_int_equal(run_and_keep(options, three_tasks), 0);
    assert_string_equal(log_, order);
    assert_string_equal(schedule, text);
  }
  forget();
}

/* ---- Text ------------------------------------------------------------- */

static void schedule_names_the_task_taken_at_a_point(void **state) {
  (void)state;
  assert_int_equal(follow("B1.0>B#2,1>B,3>A", three_tasks), 0);
  said("0 B 1\n0 B 1\n0 A 1\n"
       "0 A 2\n"
       "0 B 2\n0 B 2\n"
       "0 A 3\n0 B 3\n0 B 3\n");
  assert_string_equal(schedule, "B1.0>B#2,1>B,3>A");
}

static int oddly_named(void *unused) {
  struct bt_task *a = spawn("A", three_turns, NULL);
  struct bt_task *odd = spawn("a,b>c#2 \xc3\xa4%", three_turns, NULL);

  (void)unused;
  return bt_await(a) | bt_await(odd);
}

static size_t take_last(void *data, const struct bt_choice *choice) {
  (void)data;
  return choice->n - 1;
}

static void names_may_hold_any_character(void **state) {
  struct bt_options options = {.order = BT_ORDER_PERSON, .choose = take_last};

  (void)state;
  assert_int_equal(run_and_keep(options, oddly_named), 0);
  assert_int_equal(strncmp(schedule, "B1.0>a%2Cb%3Ec%232%20%C3%A4%25,", 31), 0);
  forget();
  assert_int_equal(follow("B1.0>a%2Cb%3Ec%232%20%C3%A4%25", oddly_named), 0);
  said("0 a,b>c#2 \xc3\xa4% 1\n"
       "0 A 1\n"
       "0 a,b>c#2 \xc3\xa4% 2\n"
       "0 A 2\n"
       "0 a,b>c#2 \xc3\xa4% 3\n"
       "0 A 3\n");
}

static void schedule_of_another_program_says_what_it_missed(void **state) {
  (void)state;
  assert_int_equal(follow("B1.1>C", three_tasks), BT_ESCHEDULE);
  said("0 A 1\n");
  reported("schedule: the program changed at point 1: expected C, on offer "
           "B, B#2, A\n");
}

static void tasks_of_one_name_are_counted_from_two(void **state) {
  static const char *const labels[] = {"B#1", "B#0", "B#02", "B#", "B#3",
                                       "B#x", "B1",  "",     "A#2"};

  (void)state;
  for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
    char text[32];

    snprintf(text, sizeof text, "B1.0>%s", labels[i]);
    assert_int_equal(follow(text, three_tasks), BT_ESCHEDULE);
    forget();
  }
  assert_int_equal(follow("B1.0>B#2", three_tasks), 0);
  forget();
}

/* ---- Persons and searches --------------------------------------------- */

static size_t take_b(void *data, const struct bt_choice *choice) {
  size_t took = 0;

  assert_ptr_equal(data, schedule);
  assert_string_equal(choice->why, "task");
  for (size_t i = 0; i < choice->n; i++)
    if (strcmp(choice->label(choice, i), "B") == 0)
      took = i;
  return took;
}

static void person_is_asked_by_name(void **state) {
  struct bt_options options = {
      .order = BT_ORDER_PERSON, .choose = take_b, .data = schedule};

  (void)state;
  assert_int_equal(run_and_keep(options, three_tasks), 0);
  said("0 B 1\n0 B 2\n0 B 3\n0 B 1\n0 B 2\n0 B 3\n"
       "0 A 1\n0 A 2\n0 A 3\n");
}

static size_t looks_to_and_fro(void *data, const struct bt_choice *choice) {
  (void)data;
  if (choice->n != 3)
    return 0;
  assert_string_equal(choice->label(choice, 2), "B");
  assert_string_equal(choice->label(choice, 0), "A");
  assert_string_equal(choice->label(choice, 2), "B");
  assert_string_equal(choice->label(choice, 1), "B");
  return 1;
}

static void say_called(struct bt_call *call) {
  (void)call;
  say("called");
}

/* Callbacks that lie in the queue between the tasks are no options. */
static int has_calls_in_between(void *unused) {
  struct bt_call calls[3];
  struct bt_task *tasks[3];
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 3; i++) {
    tasks[i] = spawn(i ? "B" : "A", three_turns, NULL);
    calls[i] = (struct bt_call){.fn = say_called};
    bt_call_soon(&calls[i]);
  }
  for (int i = 0; i < 3; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

static void options_may_be_looked_at_in_any_order(void **state) {
  struct bt_options options = {.order = BT_ORDER_PERSON,
                               .choose = looks_to_and_fro};

  (void)state;
  assert_int_equal(run_and_keep(options, has_calls_in_between), 0);
  assert_int_equal(strncmp(schedule, "B1.0>B,", 7), 0);
  forget();
}

static size_t take_too_much(void *data, const struct bt_choice *choice) {
  (void)data;
  return choice->n + 7;
}

static void answer_that_was_not_offered_is_the_first(void **state) {
  struct bt_options options = {.order = BT_ORDER_SEARCH,
                               .choose = take_too_much};

  (void)state;
  assert_int_equal(run_and_keep(options, three_tasks), 0);
  said(fifo);
}

static void nobody_to_ask_is_an_error(void **state) {
  (void)state;
  assert_int_equal(run_with((struct bt_options){.order = BT_ORDER_PERSON},
                            three_tasks, NULL),
                   UV_EINVAL);
}

/* ---- Ties and faults -------------------------------------------------- */

static int sleeps_to_the_same_time(void *unused) {
  struct bt_task *tasks[] = {
      spawn("A", nap, NUMBER(10)), spawn("B", nap, NUMBER(10)),
      spawn("C", nap, NUMBER(20)), spawn("D", nap, NUMBER(10))};
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 4; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

/* Points 0 to 2 are the starts of the four. */
static void timers_due_together_are_a_choice(void **state) {
  (void)state;
  assert_int_equal(follow("B1.3>tie:D,4>tie:B", sleeps_to_the_same_time), 0);
  said("10 D slept: 0\n"
       "10 B slept: 0\n"
       "10 A slept: 0\n"
       "20 C slept: 0\n");
  assert_string_equal(schedule, "B1.3>tie:D,4>tie:B");
}

static int strikes_a_fault(void *unused) {
  static const char *const faults[] = {"none", "reset", "slow"};

  (void)unused;
  assert_int_equal(bt_choose("fault", faults, 1), 0); /* is no choice */
  return (int)bt_choose("fault", faults, 3);
}

static void faults_are_choices_too(void **state) {
  (void)state;
  assert_int_equal(run(strikes_a_fault), 0);
  assert_int_equal(follow("B1.0>fault:slow", strikes_a_fault), 2);
  assert_string_equal(schedule, "B1.0>fault:slow");
}

/* ---- Out of memory ---------------------------------------------------- */

static int spawns_three(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; rc == 0 && i < 3; i++) {
    struct bt_task *t = bt_spawn_named("A", give, NUMBER(0));

    rc = t ? bt_yield() : UV_ENOMEM;
    bt_drop(t);
  }
  return rc;
}

static void refused_memory_cuts_the_record_short_and_says_so(void **state) {
  struct bt_options options = {.order = BT_ORDER_PERSON, .choose = take_last};

  (void)state;
  assert_int_equal(refuse_each_with(options, spawns_three,
                                    "schedule: out of memory: the schedule is "
                                    "not complete\n"),
                   9);
}

static void refused_memory_for_a_schedule_is_an_error(void **state) {
  struct bt_options options = {.order = BT_ORDER_SCHEDULE,
                               .schedule = "B1.0>A"};

  (void)state;
  assert_int_equal(
      refuse_each_with(options, spawns_three,
                       "schedule: point 0>A of the schedule was never "
                       "reached: the program had nothing to choose; is it the "
                       "schedule of another program?\n"),
      7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(default_order_is_the_empty_schedule),
      TEST(a_seed_gives_the_same_order_each_time),
      TEST(seeds_give_different_orders),
      TEST(seeds_favour_no_order),
      TEST(recorded_schedule_replays_what_a_seed_did),
      TEST(schedule_names_the_task_taken_at_a_point),
      TEST(names_may_hold_any_character),
      TEST(schedule_of_another_program_says_what_it_missed),
      TEST(tasks_of_one_name_are_counted_from_two),
      TEST(person_is_asked_by_name),
      TEST(options_may_be_looked_at_in_any_order),
      TEST(answer_that_was_not_offered_is_the_first),
      TEST(nobody_to_ask_is_an_error),
      TEST(timers_due_together_are_a_choice),
      TEST(refused_memory_cuts_the_record_short_and_says_so),
      TEST(refused_memory_for_a_schedule_is_an_error),
      TEST(faults_are_choices_too),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

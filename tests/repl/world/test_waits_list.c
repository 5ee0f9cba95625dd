/* SPDX-License-Identifier: MIT-0 */
/* Waits for the ends of several tasks: who is stuck, and in words. */
#include "made.h"

/* The cycles, a line each. */
static void cycles_are(uint32_t from, const char *expected) {
  struct waits waits;

  assert_int_equal(waits_find(&waits, world, from), 0);
  for (size_t i = 0; i < waits.n_cycles; i++) {
    waits_print_cycle(&text, world, &waits, i);
    buffer_puts(&text, "\n");
  }
  waits_fini(&waits);
  text_is(expected);
}

/* The edges, as "2>3 ". */
static void edges_are(const char *expected) {
  struct waits waits;

  assert_int_equal(waits_find(&waits, world, 0), 0);
  for (size_t i = 0; i < waits.n_edges; i++)
    buffer_printf(&text, "%u>%u ", waits.edges[i].task, waits.edges[i].other);
  waits_fini(&waits);
  text_is(expected);
}

static void wait_is(uint32_t id, const char *reason, const char *waker) {
  waits_reason(&text, world, id);
  text_is(reason);
  waits_waker(&text, world, id);
  text_is(waker);
}

/* a (2) awaits main (1), b (3) sleeps, c (4) is ready. */
static void three_of_main(void) {
  spawns(0, 1, "main");
  spawns(1, 2, "a");
  spawns(1, 3, "b");
  spawns(1, 4, "c");
  blocks(2, "task main", 1, NULL);
  sleeps(3, 50000);
  becomes_ready(4, 1, "spawn");
}

/* ---- Who is stuck ----------------------------------------------------- */

static void who_waits_for_all_is_stuck_with_one(void **state) {
  (void)state;
  three_of_main();
  blocks_on(1, "wait", "all", 2, 3, 4, 0);
  go_end();
  edges_are("1>2 1>3 1>4 2>1 ");
  cycles_are(0, "main -> wait -> a -> main\n");
  cycles_are(1, "main -> wait -> a -> main\n");
  cycles_are(2, "a -> main -> wait -> a\n");
  cycles_are(3, "");
}

static void who_waits_for_the_first_is_stuck_with_all(void **state) {
  (void)state;
  three_of_main();
  blocks_on(1, "as_completed", "first", 2, 3, 0);
  go_end();
  edges_are("1>2 1>3 2>1 ");
  cycles_are(0, "");
  cycles_are(1, "");
  cycles_are(2, "");
  blocks(3, "task a", 2, NULL);
  go_end();
  cycles_are(0, "main -> as_completed -> a -> main\n");
  cycles_are(3, "b -> a -> main -> as_completed -> b\n");
}

/* Another one may fail, and set it free; once all others ended well, none. */
static void an_error_may_free_who_waits_for_the_first_of_them(void **state) {
  (void)state;
  three_of_main();
  blocks_on(1, "gather", "first error", 2, 3, 4, 0);
  go_end();
  cycles_are(0, "");
  ends(3, "ok", NULL);
  go_end();
  cycles_are(0, "");
  ends(4, "ok", NULL);
  go_end();
  edges_are("1>2 2>1 ");
  cycles_are(1, "main -> gather -> a -> main\n");
}

static void who_will_be_woken_is_in_no_cycle(void **state) {
  static const struct {
    const char *on, *why, *how;
    bool woken;
  } cases[] = {
      {"wait", "first", "ok", true},
      {"wait", "all", "ok", false},
      {"wait", "all", "error", false},
      {"wait", "first error", "ok", false},
      {"wait", "first error", "error", true},
      {"wait", "first error", "cancelled", false},
      {"gather", "first error", "ok", false},
      {"gather", "first error", "error", true},
      {"gather", "first error", "cancelled", true},
      {"as_completed", "first", "cancelled", true},
  };

  (void)state;
  three_of_main();
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    spawns(1, 10 + (uint32_t)i, "d");
    ends(10 + (uint32_t)i, cases[i].how, NULL);
    blocks_on(1, cases[i].on, cases[i].why, 2, 10 + (uint32_t)i, 0);
    go_end();
    cycles_are(2, !cases[i].woken ? cases[i].on[0] == 'w'
                                        ? "a -> main -> wait -> a\n"
                                        : "a -> main -> gather -> a\n"
                                  : "");
  }
}

static void a_deadline_frees_who_waits_for_tasks(void **state) {
  (void)state;
  three_of_main();
  opens(1, 20, "timeout", "t", 90000);
  blocks_on(1, "gather", "all", 2, 0);
  go_end();
  edges_are("2>1 ");
  cycles_are(0, "");
}

static void who_gathers_itself_is_a_cycle(void **state) {
  (void)state;
  spawns(0, 1, "main");
  blocks_on(1, "gather", "first error", 1, 0);
  go_end();
  cycles_are(0, "main -> gather -> main\n");
}

static void tasks_nobody_knows_may_be_free(void **state) {
  (void)state;
  three_of_main();
  blocks_on(1, "wait", "first", 2, 99, 0);
  go_end();
  cycles_are(0, "");
  cycles_are(2, "");
  blocks_on(1, "wait", "all", 2, 99, 0);
  go_end();
  cycles_are(2, "a -> main -> wait -> a\n");
}

/* The loop knows better: nobody will set the event that b waits for. */
static void where_the_loop_says_so_all_are_stuck(void **state) {
  (void)state;
  three_of_main();
  blocks(3, "event e", 9, "not set");
  blocks(4, "event e", 9, "not set");
  blocks_on(1, "gather", "first error", 2, 3, 4, 0);
  go_end();
  cycles_are(0, "");
  warns("deadlock", "all wait");
  go_end();
  cycles_are(0, "main -> gather -> a -> main\n");
}

/* ---- In words --------------------------------------------------------- */

static void tasks_waited_for_are_named(void **state) {
  (void)state;
  three_of_main();
  blocks_on(1, "gather", "first error", 2, 3, 4, 0);
  go_end();
  wait_is(1, "3 tasks: a, b, c (gather)",
          "the last of them to end, or the first to fail");
  ends(3, "ok", NULL);
  go_end();
  wait_is(1, "2 of 3 tasks: a, c (gather)",
          "the last of them to end, or the first to fail");
  ends(2, "ok", NULL);
  go_end();
  wait_is(1, "1 of 3 tasks: c (gather)", "c, by ending");
  ends(4, "ok", NULL);
  go_end();
  wait_is(1, "3 tasks, all ended (gather)",
          "the loop, whose callback is in the queue");
}

static void how_many_must_end_is_said(void **state) {
  (void)state;
  three_of_main();
  blocks_on(1, "wait", "all", 2, 3, 0);
  go_end();
  wait_is(1, "2 tasks: a, b (wait)", "the last of them to end");
  blocks_on(1, "wait", "first", 2, 3, 0);
  go_end();
  wait_is(1, "the first of 2 tasks: a, b (wait)", "the first of them to end");
  blocks_on(1, "wait", "first error", 2, 3, 0);
  go_end();
  wait_is(1, "2 tasks: a, b (wait)",
          "the last of them to end, or the first to fail");
  ends(3, "error", NULL);
  go_end();
  wait_is(1, "1 of 2 tasks: a (wait)",
          "the loop, whose callback is in the queue");
}

static void one_task_is_named_alone(void **state) {
  (void)state;
  three_of_main();
  blocks_on(1, "shield", "all", 2, 0);
  go_end();
  wait_is(1, "task a (shield)", "a, by ending");
  blocks_on(1, "as_completed", "first", 2, 0);
  go_end();
  wait_is(1, "task a (as_completed)", "a, by ending");
  ends(2, "ok", NULL);
  go_end();
  wait_is(1, "task a, which has ended (as_completed)",
          "the loop, whose callback is in the queue");
}

static void of_many_tasks_the_first_are_named(void **state) {
  (void)state;
  spawns(0, 1, "main");
  for (uint32_t id = 2; id <= 9; id++)
    spawns(1, id, "w");
  blocks_on(1, "wait", "first", 2, 3, 4, 5, 6, 0);
  go_end();
  wait_is(1, "the first of 5 tasks: w, w#2, w#3, w#4, w#5 (wait)",
          "the first of them to end");
  blocks_on(1, "gather", "all", 2, 3, 4, 5, 6, 7, 8, 9, 0);
  go_end();
  wait_is(1, "8 tasks: w, w#2, w#3, w#4 and 4 more (gather)",
          "the last of them to end");
}

static void step_says(uint64_t step, const char *expected) {
  assert_int_equal(text_step(&text, world, step), 0);
  text_is(expected);
}

/* b, which could still have failed, ends well: nobody else will. */
static void a_cycle_is_named_where_the_last_way_out_ends(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(0, 2, "a");
  spawns(0, 3, "b");
  runs(1);
  blocks_on(1, "gather", "first error", 2, 3, 0);
  runs(2);
  blocks(2, "task main", 1, NULL);
  runs(3);
  ends(3, "ok", NULL);
  calls("gather", 1);
  jumps(1000);
  step_says(1, "step 1: task main waits for 2 tasks: a, b (gather)\n");
  step_says(2, "step 2: task a blocked on task main\n");
  step_says(3, "step 3: task b ended ok; then main's gather callback runs; "
               "that closes a cycle: main -> gather -> a -> main, the clock "
               "jumps to 1 ms\n");
  assert_int_equal(text_event(&text, world, log_size(made) - 1), 0);
  text_is("step 3, event 3 of 4: the loop runs main's gather callback; that "
          "closes a cycle: main -> gather -> a -> main\n");
}

/* Its callback is in the queue behind this one: it is free already. */
static void a_callback_that_wakes_names_no_cycle(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(0, 2, "a");
  spawns(0, 3, "b");
  runs(1);
  blocks_on(1, "wait", "first", 2, 3, 0);
  runs(2);
  blocks(2, "task main", 1, NULL);
  runs(3);
  ends(3, "ok", NULL);
  calls("wait", 1);
  becomes_ready(1, 0, "done");
  step_says(3, "step 3: task b ended ok; then main's wait callback runs, main "
               "is ready\n");
}

static void old_traces_name_no_tasks(void **state) {
  (void)state;
  spawns(0, 1, "main");
  blocks(1, "gather", 0, NULL);
  go_end();
  wait_is(1, "gather", "the tasks it gathers, by ending");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(who_waits_for_all_is_stuck_with_one),
      TEST(who_waits_for_the_first_is_stuck_with_all),
      TEST(an_error_may_free_who_waits_for_the_first_of_them),
      TEST(who_will_be_woken_is_in_no_cycle),
      TEST(a_deadline_frees_who_waits_for_tasks),
      TEST(who_gathers_itself_is_a_cycle),
      TEST(tasks_nobody_knows_may_be_free),
      TEST(where_the_loop_says_so_all_are_stuck),
      TEST(tasks_waited_for_are_named),
      TEST(how_many_must_end_is_said),
      TEST(one_task_is_named_alone),
      TEST(of_many_tasks_the_first_are_named),
      TEST(a_cycle_is_named_where_the_last_way_out_ends),
      TEST(a_callback_that_wakes_names_no_cycle),
      TEST(old_traces_name_no_tasks),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

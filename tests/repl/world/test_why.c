/* SPDX-License-Identifier: MIT-0 */
/* Why a task is where it is, line by line. */
#include <string.h>

#include "bt_errors.h"
#include "made.h"

static void why_is(const char *task, const char *expected) {
  assert_int_equal(text_why(&text, world, task), 0);
  text_is(expected);
}

/* prod holds m and runs, cons wants it, main has yielded, bad has failed. */
static void four_tasks(void) {
  spawns(0, 1, "main");
  spawns(1, 2, "prod");
  spawns(1, 3, "cons");
  spawns(1, 4, "bad");
  runs(4);
  ends(4, "error", "disk full");
  lock_is(2, 10, "m", 2, 3, 0);
  runs_at(3, "q.lua:9");
  blocks(3, "lock m", 10, "held");
  runs_at(1, "q.lua:2");
  yields(1);
  runs_at(2, "q.lua:5");
  lock_is(2, 10, "m", 2, 3, 0);
}

static void why_tells_all_about_one_task(void **state) {
  (void)state;
  four_tasks();
  opens(3, 20, "timeout", "t", 90000);
  cancels(1, 3, "call");
  go_end();
  why_is("cons",
         "task cons (q.lua:9): parked since step 2 (0 ms)\n"
         "  why: it waits for lock m, held by prod\n"
         "  who can wake it: prod, by releasing m; or the clock, at 90 ms\n"
         "  inside timeout t, until 90 ms\n"
         "  1 cancel request not taken back\n");
  why_is("prod", "task prod (q.lua:5): running since step 4 (0 ms)\n"
                 "  holds lock m\n");
  why_is("1", "task main (q.lua:2): ready since step 3 (0 ms)\n"
              "  place 1 of 1 in the ready queue: it yielded\n");
  why_is("bad", "task bad: failed: disk full, in step 1 (0 ms)\n");
}

static void why_names_the_cycle_a_task_is_in(void **state) {
  (void)state;
  spawns(0, 1, "a");
  spawns(0, 2, "b");
  blocks(1, "task b", 2, NULL);
  blocks(2, "task a", 1, NULL);
  warns("deadlock", "all wait");
  go_end();
  why_is("a",
         "task a: parked since step 0 (0 ms)\n"
         "  why: it waits for task b\n"
         "  who can wake it: b, by ending\n"
         "  but nothing can run any more: this is a deadlock\n"
         "  part of a cycle, which only a cancel can break: a -> b -> a\n");
}

static void why_of_an_unknown_task_lists_those_that_live(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(1, 2, "a");
  go(2);
  assert_int_equal(text_why(&text, world, "a"), UV_ENOENT);
  text_is("there is no task a at this step; there are: main\n");
}

/* ---- What was said already -------------------------------------------- */

static void a_sleep_says_once_until_when(void **state) {
  (void)state;
  spawns(0, 1, "main");
  sleeps(1, 5000);
  go_end();
  why_is("main", "task main: parked since step 0 (0 ms)\n"
                 "  why: it sleeps until 5 ms\n");
  opens(1, 20, "timeout", "t", 3000);
  go_end();
  why_is("main", "task main: parked since step 0 (0 ms)\n"
                 "  why: it sleeps until 5 ms\n"
                 "  who can wake it: the clock, at 3 ms\n"
                 "  inside timeout t, until 3 ms\n");
  waits_both(&text, world, 1);
  text_is("sleeps until 5 ms -> the clock, at 3 ms");
  sleeps(1, 2000);
  go_end();
  waits_both(&text, world, 1);
  text_is("sleeps until 2 ms");
}

static void the_scope_that_is_waited_for_is_told_once(void **state) {
  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "group", "group-1", BT_NEVER);
  opens(1, 6, "group", "g", BT_NEVER);
  spawns_into(1, 2, "a", 6);
  blocks(1, "group g", 6, "live children");
  go_end();
  why_is("main", "task main: parked since step 0 (0 ms)\n"
                 "  why: it waits for group g, 1 live child\n"
                 "  who can wake it: a, by ending\n"
                 "  inside group-1\n");
  opens(1, 7, "shield", "a", BT_NEVER);
  blocks_on(1, "shield", "all", 2, 0);
  go_end();
  why_is("main", "task main: parked since step 0 (0 ms)\n"
                 "  why: it waits for task a (shield)\n"
                 "  who can wake it: a, by ending\n"
                 "  inside group g\n"
                 "  inside group-1\n");
}

static void a_cancel_scope_makes_no_request_of_its_own_task(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(1, 2, "a");
  opens(1, 5, "cancel_scope", "s", BT_NEVER);
  blocks(1, "task a", 2, NULL);
  for (uint32_t target = 1; target <= 2; target++)
    emit((struct bt_trace_event){
        .ev = BT_EV_CANCEL,
        .u.cancel = {.target = target, .scope = 5, .via = "call"}});
  go_end();
  assert_int_equal(task(1).cancels, 0);
  assert_int_equal(task(2).cancels, 1);
}

/* ---- Places in line --------------------------------------------------- */

static void of_several_in_line_each_has_a_place(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(1, 2, "a");
  spawns(1, 3, "b");
  lock_is(1, 10, "m", 1, 2, 3, 0);
  blocks(2, "lock m", 10, "held");
  blocks(3, "lock m", 10, "held");
  go_end();
  why_is("b", "task b: parked since step 0 (0 ms)\n"
              "  why: it waits for lock m, held by main; place 2 of 2 in line\n"
              "  who can wake it: main, by releasing m\n");
  lock_is(1, 10, "m", 0, 3, 0);
  becomes_ready(2, 1, "wake");
  go_end();
  why_is("b",
         "task b: parked since step 0 (0 ms)\n"
         "  why: it waits for lock m, which goes to one before it in line\n"
         "  who can wake it: those before it in line, by releasing it\n");
}

/* ---- Streams ---------------------------------------------------------- */

/* Parks on a timer in these scopes, whose numbers 0 ends. */
static void sleeps_in(uint32_t id, uint32_t inner, uint32_t outer) {
  uint32_t list[] = {inner, outer};

  emit((struct bt_trace_event){
      .ev = BT_EV_PARK,
      .task = id,
      .u.park = {.on = "timer",
                 .until = 50000,
                 .scopes = {list, (size_t)(inner != 0) + (outer != 0)}}});
}

/* A stream s is open, with a timeout in its body; so is a timeout outside. */
static void a_task_is_in_the_scopes_that_its_wait_names(void **state) {
  struct world_task now;

  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "stream", "s", BT_NEVER);
  opens(1, 6, "timeout", "body", 10000);
  opens(1, 7, "timeout", "own", 20000);
  sleeps_in(1, 7, 0);
  go_end();
  now = task(1);
  assert_int_equal(waits_deadline(world, &now), 20000);
  why_is("main", "task main: parked since step 0 (0 ms)\n"
                 "  why: it sleeps until 50 ms\n"
                 "  who can wake it: the clock, at 20 ms\n"
                 "  inside timeout own, until 20 ms\n");
  becomes_ready(1, 0, "deadline");
  go_end();
  why_is("main", "task main: ready since step 0 (0 ms)\n"
                 "  place 1 of 1 in the ready queue: its time has come\n"
                 "  inside timeout own, until 20 ms\n");
  runs(1);
  closes(1, 7, "timeout", "own");
  sleeps_in(1, 6, 5);
  go_end();
  why_is("main", "task main: parked since step 1 (0 ms)\n"
                 "  why: it sleeps until 50 ms\n"
                 "  who can wake it: the clock, at 10 ms\n"
                 "  inside timeout body, until 10 ms\n"
                 "  inside stream s\n");
  sleeps_in(1, 0, 0);
  go_end();
  why_is("main", "task main: parked since step 1 (0 ms)\n"
                 "  why: it sleeps until 50 ms\n");
}

static void without_that_it_is_in_all_that_it_has_open(void **state) {
  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "timeout", "t", 10000);
  sleeps_in(1, 0, 0);
  runs(1);
  sleeps(1, 50000);
  go_end();
  why_is("main", "task main: parked since step 1 (0 ms)\n"
                 "  why: it sleeps until 50 ms\n"
                 "  who can wake it: the clock, at 10 ms\n"
                 "  inside timeout t, until 10 ms\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(why_tells_all_about_one_task),
      TEST(why_names_the_cycle_a_task_is_in),
      TEST(why_of_an_unknown_task_lists_those_that_live),
      TEST(a_sleep_says_once_until_when),
      TEST(the_scope_that_is_waited_for_is_told_once),
      TEST(a_cancel_scope_makes_no_request_of_its_own_task),
      TEST(of_several_in_line_each_has_a_place),
      TEST(a_task_is_in_the_scopes_that_its_wait_names),
      TEST(without_that_it_is_in_all_that_it_has_open),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include <string.h>

#include "bt_errors.h"
#include "made.h"

static void step_says(uint64_t step, const char *expected) {
  assert_int_equal(text_step(&text, world, step), 0);
  text_is(expected);
}

/* ---- How steps end ---------------------------------------------------- */

static void a_blocked_task_is_said_with_who_holds_it_up(void **state) {
  (void)state;
  spawns(0, 1, "cons");
  spawns(0, 2, "stat");
  runs(1);
  lock_is(1, 10, "m", 1, 0);
  sleeps(1, 50000);
  runs_at(2, "check.lua:12");
  lock_is(2, 10, "m", 1, 2, 0);
  blocks(2, "lock m", 10, "held");
  step_says(2, "step 2: task stat (check.lua:12) blocked on lock m, held by "
               "cons\n");
}

static void a_sleeping_task_is_said_with_its_time(void **state) {
  (void)state;
  spawns(0, 1, "main");
  runs_at(1, "a.lua:1");
  sleeps(1, 10500);
  jumps(10500);
  becomes_ready(1, 0, "deadline");
  runs_at(1, "a.lua:2");
  ends(1, "ok", "42");
  step_says(0, "step 0: nothing has run yet; main is ready\n");
  step_says(1, "step 1: task main (a.lua:1) sleeps until 10.5 ms; then the "
               "clock jumps to 10.5 ms, main is ready\n");
  step_says(2, "step 2: task main (a.lua:1), at 10.5 ms, ended ok: 42\n");
}

static void tasks_yield_end_fail_and_are_cancelled(void **state) {
  (void)state;
  spawns(0, 1, "a");
  spawns(0, 2, "b");
  spawns(0, 3, "c");
  runs(1);
  yields(1);
  runs(2);
  ends(2, "error", "disk full");
  runs(3);
  ends(3, "cancelled", NULL);
  runs(1);
  ends(1, "ok", NULL);
  step_says(1, "step 1: task a yielded to the end of the ready queue\n");
  step_says(2, "step 2: task b ended with an error: disk full\n");
  step_says(3, "step 3: task c ended cancelled\n");
  step_says(4, "step 4: task a ended ok\n");
}

static void a_closed_cycle_is_named_at_once(void **state) {
  (void)state;
  spawns(0, 1, "stat");
  spawns(0, 2, "cons");
  spawns(0, 3, "tick");
  lock_is(0, 10, "m", 2, 0);
  lock_is(0, 11, "n", 1, 0);
  runs(3);
  sleeps(3, 5000);
  runs(1);
  blocks(1, "lock m", 10, "held");
  runs(2);
  blocks(2, "lock n", 11, "held");
  jumps(5000);
  step_says(2, "step 2: task stat blocked on lock m, held by cons\n");
  step_says(3, "step 3: task cons blocked on lock n, held by stat; that closes "
               "a cycle: cons -> n -> stat -> m -> cons; then the clock jumps "
               "to 5 ms\n");
}

static void a_step_cut_off_is_told_as_far_as_it_goes(void **state) {
  (void)state;
  spawns(0, 1, "main");
  runs(1);
  step_says(1, "step 1: task main ran\n");
  prints(1, "x\n");
  step_says(1, "step 1: task main printed \"x\\n\"\n");
}

/* ---- What tasks do ---------------------------------------------------- */

static void tasks_spawned_in_a_row_are_one_part(void **state) {
  (void)state;
  spawns(0, 1, "main");
  runs(1);
  spawns(1, 2, "a");
  spawns(1, 3, "b");
  spawns(1, 4, "b");
  prints(1, "hello\n");
  prints(1, "world\n");
  for (uint32_t id = 5; id < 25; id++)
    spawns(1, id, "w");
  blocks(1, "gather", 0, NULL);
  step_says(1, "step 1: task main spawned a, b and b#2, printed "
               "\"hello\\nworld\\n\", spawned w, w#2, w#3, w#4, w#5, w#6 and "
               "14 more, blocked on gather\n");
}

static void locks_and_queues_are_told_as_what_was_done(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(0, 2, "cons");
  runs(1);
  lock_is(1, 10, "m", 0, 0);
  queue_is(1, 11, "q", 0, 2);
  lock_is(1, 10, "m", 1, 0);
  queue_is(1, 11, "q", 1, 2);
  becomes_ready(2, 1, "wake");
  lock_is(1, 10, "m", 0, 0);
  queue_is(1, 11, "q", 0, 2);
  ends(1, "ok", NULL);
  step_says(1, "step 1: task main made lock m, made queue q, took lock m, put "
               "an item into queue q (1 of 2), woke cons, released lock m, "
               "took an item out of queue q (0 of 2), ended ok\n");
}

static void changes_of_one_sort_in_a_row_are_one_part(void **state) {
  (void)state;
  spawns(0, 1, "main");
  runs(1);
  queue_is(1, 11, "q", 0, 0);
  queue_is(1, 12, "r", 0, 0);
  queue_is(1, 11, "q", 1, 0);
  queue_is(1, 11, "q", 2, 0);
  queue_is(1, 11, "q", 3, 0);
  queue_is(1, 12, "r", 1, 0);
  queue_is(1, 12, "r", 0, 0);
  ends(1, "ok", NULL);
  step_says(1, "step 1: task main made queue q, made queue r, put an item into "
               "queue q 3 times (3), put an item into queue r (1), took an "
               "item out of queue r (0), ended ok\n");
}

static void objects_of_any_kind_tell_what_changed(void **state) {
  static const struct bt_field before[] = {
      {.name = "speed", .kind = BT_FIELD_INT, .number = 1},
      {.name = "mood", .kind = BT_FIELD_TEXT, .text = "calm"}};
  static const struct bt_field after[] = {
      {.name = "speed", .kind = BT_FIELD_INT, .number = 2},
      {.name = "mood", .kind = BT_FIELD_TEXT, .text = "angry"}};
  struct bt_trace_event e = {.ev = BT_EV_OBJECT,
                             .u.object = {3, "engine", "e", before, 2, false}};

  (void)state;
  spawns(0, 1, "main");
  runs(1);
  emit(e);
  e.u.object.fields = after;
  emit(e);
  e.u.object.gone = true;
  emit(e);
  ends(1, "ok", NULL);
  step_says(1, "step 1: task main made engine e, changed engine e speed=2 "
               "mood=angry, closed engine e, ended ok\n");
}

static void cancels_and_scopes_are_told(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(0, 2, "a");
  spawns(0, 3, "b");
  runs(1);
  opens(1, 5, "timeout", "t", 70000);
  opens(1, 6, "group", "g", BT_NEVER);
  opens(1, 5, "timeout", "t", 80000);
  cancels(1, 2, "call");
  cancels(1, 3, "await");
  becomes_ready(3, 1, "cancel");
  closes(1, 6, "group", "g");
  emit((struct bt_trace_event){.ev = BT_EV_UNCANCEL, .task = 1});
  blocks(1, "task a", 2, NULL);
  jumps(80000);
  calls("timeout", 1);
  cancels(0, 1, "timeout");
  step_says(1,
            "step 1: task main opened timeout t until 70 ms, opened group g, "
            "moved the deadline of timeout t to 80 ms, cancelled a and b, left "
            "group g, took a cancel request back (0 left), blocked on task a; "
            "then the clock jumps to 80 ms, main is cancelled (timeout)\n");
}

static void callbacks_and_warnings_of_the_loop_are_told(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(0, 2, "a");
  runs(2);
  ends(2, "ok", NULL);
  calls("group", 1);
  calls("group", 1);
  becomes_ready(1, 0, "done");
  warns("leak", "a block was lost\nand more");
  step_says(1, "step 1: task a ended ok; then main's group callback runs (2 "
               "times), main is ready, warning: a block was lost\n");
}

static void a_choice_other_than_the_first_is_told(void **state) {
  (void)state;
  spawns(0, 1, "a");
  spawns(0, 2, "b");
  chooses("task", 2, 1);
  runs(2);
  ends(2, "ok", NULL);
  step_says(1, "step 1: task b was chosen as 2 of 2, ended ok\n");
}

static void nothing_that_a_terminal_obeys_gets_through(void **state) {
  (void)state;
  spawns(0, 1, "\x1b[31mred\n");
  runs_at(1, "\x1b.lua:1");
  prints(1, "\x1b[2J");
  ends(1, "error", "line\nbreak\x07");
  exits(1, "er\x1bror");
  assert_int_equal(text_steps(&text, world, 1), 0);
  text_tasks(&text, world);
  assert_int_equal(text_why(&text, world, "1"), 0);
  for (size_t i = 0; i < text.n; i++)
    assert_true((unsigned char)text.data[i] >= ' ' || text.data[i] == '\n');
  assert_non_null(strstr(text.data, "step 1: task \\x1b[31mred\\n"));
}

static void the_program_as_a_whole_ends_with_its_end(void **state) {
  (void)state;
  spawns(0, 1, "main");
  runs(1);
  sleeps(1, 2000);
  jumps(2000);
  becomes_ready(1, 0, "deadline");
  runs(1);
  ends(1, "ok", NULL);
  assert_int_equal(text_steps(&text, world, 2), 0);
  text_is("step 2: task main, at 2 ms, ended ok\n");
  exits(0, "main ended");
  assert_int_equal(text_steps(&text, world, 2), 0);
  text_is("step 2: task main, at 2 ms, ended ok\n"
          "the program is over: main ended (status 0, 2 steps, 2 ms)\n");
}

static void a_step_that_is_not_there_is_refused(void **state) {
  (void)state;
  spawns(0, 1, "main");
  assert_int_equal(text_step(&text, world, 1), UV_EINVAL);
  text_is("");
}

/* ---- Lists ------------------------------------------------------------ */

/* One task in each state. */
static void all_sorts(void) {
  spawns(0, 1, "main");
  spawns(1, 2, "prod");
  spawns(1, 3, "cons");
  spawns(1, 4, "tick");
  spawns(1, 5, "b\u00fcro");
  spawns(1, 6, "bad");
  lock_is(2, 10, "m", 2, 3, 0);
  runs(5);
  ends(5, "ok", "7");
  runs(6);
  ends(6, "error", "disk full");
  runs_at(3, "q.lua:9");
  blocks(3, "lock m", 10, "held");
  runs(4);
  sleeps(4, 50000);
  runs_at(1, "q.lua:2");
  yields(1);
  runs_at(2, "q.lua:5");
  lock_is(2, 10, "m", 2, 3, 0);
}

static void tasks_are_listed_in_the_order_in_which_they_run(void **state) {
  (void)state;
  all_sorts();
  go_end();
  text_tasks(&text, world);
  text_is("   >  prod  running; holds lock m (q.lua:5)\n"
          "   1  main  ready    it yielded (q.lua:2)\n"
          "   -  cons  parked   lock m, held by prod -> prod, by releasing m "
          "(q.lua:9)\n"
          "   -  tick  parked   sleeps until 50 ms\n"
          "   -  b\u00fcro  ended ok: 7\n"
          "   -  bad   failed: disk full\n");
}

static void cancels_for(uint32_t scope, uint32_t target, const char *via) {
  emit((struct bt_trace_event){
      .ev = BT_EV_CANCEL,
      .u.cancel = {.target = target, .via = via, .scope = scope}});
  becomes_ready(target, 0, "cancel");
}

static void who_cancels_for_the_loop_is_named(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(0, 2, "b");
  spawns(0, 3, "c");
  spawns(0, 4, "d");
  runs(1);
  opens(1, 7, "group", "fetchers", BT_NEVER);
  sleeps(1, 5000);
  for (uint32_t id = 2; id <= 4; id++) {
    runs(id);
    sleeps(id, 5000);
  }
  cancels_for(7, 1, "group");
  cancels_for(0, 2, "shutdown");
  cancels(1, 3, "call");
  becomes_ready(3, 1, "cancel");
  cancels_for(9, 4, "timeout"); /* a scope that is not there (any more) */
  go_end();
  text_tasks(&text, world);
  text_is("   1  main  ready    cancelled by group fetchers\n"
          "   2  b     ready    cancelled by the shutdown\n"
          "   3  c     ready    cancelled by main\n"
          "   4  d     ready    cancelled by the loop\n");
}

static void without_tasks_the_list_says_so(void **state) {
  (void)state;
  text_tasks(&text, world);
  text_is("no task was spawned yet\n");
}

static void the_graph_shows_objects_waits_and_cycles(void **state) {
  (void)state;
  all_sorts();
  queue_is(1, 11, "q", 1, 2);
  go_end();
  assert_int_equal(text_graph(&text, world), 0);
  text_is("lock m: holder prod, waiters cons\n"
          "queue q: size 1, max 2\n"
          "cons - lock m, held by prod -> prod, by releasing m\n"
          "tick - sleeps until 50 ms\n"
          "no cycle\n");
  blocks(2, "task cons", 3, NULL);
  go_end();
  assert_int_equal(text_graph(&text, world), 0);
  assert_non_null(
      strstr(buffer_text(&text), "cycle: prod -> cons -> m -> prod\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_blocked_task_is_said_with_who_holds_it_up),
      TEST(a_sleeping_task_is_said_with_its_time),
      TEST(tasks_yield_end_fail_and_are_cancelled),
      TEST(a_closed_cycle_is_named_at_once),
      TEST(a_step_cut_off_is_told_as_far_as_it_goes),
      TEST(tasks_spawned_in_a_row_are_one_part),
      TEST(locks_and_queues_are_told_as_what_was_done),
      TEST(changes_of_one_sort_in_a_row_are_one_part),
      TEST(objects_of_any_kind_tell_what_changed),
      TEST(cancels_and_scopes_are_told),
      TEST(callbacks_and_warnings_of_the_loop_are_told),
      TEST(a_choice_other_than_the_first_is_told),
      TEST(nothing_that_a_terminal_obeys_gets_through),
      TEST(the_program_as_a_whole_ends_with_its_end),
      TEST(a_step_that_is_not_there_is_refused),
      TEST(tasks_are_listed_in_the_order_in_which_they_run),
      TEST(who_cancels_for_the_loop_is_named),
      TEST(without_tasks_the_list_says_so),
      TEST(the_graph_shows_objects_waits_and_cycles),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

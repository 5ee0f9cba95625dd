/* SPDX-License-Identifier: MIT-0 */

#include "bt_errors.h"
#include "made.h"

/* What is said of the last n events, in order. */
static void events_say(size_t n, const char *const lines[]) {
  uint64_t first = log_size(made) - n + 1;

  for (size_t i = 0; i < n; i++) {
    assert_int_equal(text_event(&text, world, first + i), 0);
    assert_int_equal(world_events(world), first + i);
    text_is(lines[i]);
  }
}

static void each_event_of_a_step_has_its_line(void **state) {
  (void)state;
  spawns(0, 1, "main");
  runs_at(1, "a.lua:1");
  spawns(1, 2, "b");
  sleeps(1, 5000);
  jumps(5000);
  calls("timeout", 1);
  becomes_ready(1, 0, "deadline");
  events_say(9, (const char *[]){
                    "step 0, event 1 of 2: the loop makes task main\n",
                    "step 0, event 2 of 2: task main is ready: spawned by "
                    "the loop\n",
                    "step 1, event 1 of 7: task main starts\n",
                    "step 1, event 2 of 7: task main (a.lua:1) spawned b\n",
                    "step 1, event 3 of 7: task b is ready: spawned by "
                    "main\n",
                    "step 1, event 4 of 7: task main (a.lua:1) sleeps until "
                    "5 ms\n",
                    "step 1, event 5 of 7: the clock jumps to 5 ms\n",
                    "step 1, event 6 of 7: main's timer goes off\n",
                    "step 1, event 7 of 7: task main (a.lua:1) is ready: its "
                    "time has come\n",
                });
}

static void a_choice_names_who_is_taken(void **state) {
  (void)state;
  spawns(0, 1, "a");
  spawns(0, 2, "b");
  chooses("task", 2, 1);
  runs(2);
  chooses("tie", 3, 0);
  events_say(3, (const char *[]){
                    "step 1, event 1 of 3: the loop takes b, number 2 of 2 "
                    "ready tasks\n",
                    "step 1, event 2 of 3: task b starts\n",
                    "step 1, event 3 of 3: the loop takes timer 1 of 3\n",
                });
}

static void who_begins_and_ends_to_wait_is_said(void **state) {
  (void)state;
  spawns(0, 1, "a");
  spawns(0, 2, "b");
  lock_is(0, 10, "m", 1, 0);
  runs(2);
  lock_is(2, 10, "m", 1, 2, 0);
  blocks(2, "lock m", 10, "held");
  becomes_ready(1, 0, "io");
  runs(1);
  lock_is(1, 10, "m", 1, 0);
  lock_is(1, 10, "m", 1, 0);
  lock_is(1, 10, "m", 0, 0);
  ends(1, "error", "boom");
  events_say(4, (const char *[]){
                    "step 2, event 2 of 5: task a: b leaves the waiters of "
                    "lock m\n",
                    "step 2, event 3 of 5: task a leaves lock m as it is\n",
                    "step 2, event 4 of 5: task a released lock m\n",
                    "step 2, event 5 of 5: task a ended with an error: boom\n",
                });
  assert_int_equal(text_event(&text, world, 7), 0);
  text_is("step 1, event 2 of 4: task b joins the waiters of lock m\n");
  assert_int_equal(text_event(&text, world, 8), 0);
  text_is("step 1, event 3 of 4: task b blocked on lock m, held by a\n");
}

static void an_event_that_is_not_there_is_refused(void **state) {
  (void)state;
  spawns(0, 1, "a");
  assert_int_equal(text_event(&text, world, 0), UV_EINVAL);
  assert_int_equal(text_event(&text, world, 3), UV_EINVAL);
  text_is("");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(each_event_of_a_step_has_its_line),
      TEST(a_choice_names_who_is_taken),
      TEST(who_begins_and_ends_to_wait_is_said),
      TEST(an_event_that_is_not_there_is_refused),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

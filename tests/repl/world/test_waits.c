/* SPDX-License-Identifier: MIT-0 */

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
static void edges_are(uint32_t from, const char *expected) {
  struct waits waits;

  assert_int_equal(waits_find(&waits, world, from), 0);
  for (size_t i = 0; i < waits.n_edges; i++)
    buffer_printf(&text, "%u>%u ", waits.edges[i].task, waits.edges[i].other);
  waits_fini(&waits);
  text_is(expected);
}

static void reason_is(uint32_t id, const char *expected) {
  waits_reason(&text, world, id);
  text_is(expected);
}

static void until_is(uint32_t id, const char *expected) {
  waits_until(&text, world, id);
  text_is(expected);
}

static void waker_is(uint32_t id, const char *expected) {
  waits_waker(&text, world, id);
  text_is(expected);
}

/* stat (2) holds n and wants m, cons (3) holds m and wants n; tick sleeps. */
static void two_locks_crosswise(void) {
  spawns(0, 1, "main");
  spawns(1, 2, "stat");
  spawns(1, 3, "cons");
  spawns(1, 4, "tick");
  lock_is(2, 11, "n", 2, 0);
  lock_is(3, 10, "m", 3, 0);
  lock_is(2, 10, "m", 3, 2, 0);
  blocks(2, "lock m", 10, "held");
  sleeps(4, 50000);
}

/* ---- Cycles ----------------------------------------------------------- */

static void a_lock_held_by_another_is_no_cycle(void **state) {
  (void)state;
  two_locks_crosswise();
  go_end();
  edges_are(0, "2>3 ");
  cycles_are(0, "");
  cycles_are(2, "");
}

static void locks_taken_crosswise_are_a_cycle(void **state) {
  (void)state;
  two_locks_crosswise();
  blocks(3, "lock n", 11, "held");
  go_end();
  edges_are(0, "2>3 3>2 ");
  cycles_are(0, "stat -> m -> cons -> n -> stat\n");
  cycles_are(3, "cons -> n -> stat -> m -> cons\n");
  cycles_are(4, "");
}

static void a_task_in_its_own_way_is_a_cycle(void **state) {
  (void)state;
  spawns(0, 1, "main");
  lock_is(1, 10, "m", 1, 0);
  blocks(1, "lock m", 10, "held");
  go_end();
  cycles_are(1, "main -> m -> main\n");
}

static void tasks_that_await_each_other_are_a_cycle(void **state) {
  (void)state;
  spawns(0, 1, "a");
  spawns(0, 2, "b");
  spawns(0, 3, "c");
  blocks(1, "task b", 2, NULL);
  blocks(2, "task c", 3, NULL);
  blocks(3, "task a", 1, NULL);
  go_end();
  cycles_are(0, "a -> b -> c -> a\n");
}

static void who_waits_for_a_cycle_is_not_part_of_it(void **state) {
  (void)state;
  two_locks_crosswise();
  blocks(3, "lock n", 11, "held");
  blocks(1, "task stat", 2, NULL);
  go_end();
  cycles_are(1, "");
  cycles_are(0, "stat -> m -> cons -> n -> stat\n");
}

static void a_child_that_waits_for_its_group_is_a_cycle(void **state) {
  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "group", "g", BT_NEVER);
  lock_is(1, 10, "m", 1, 0);
  spawns_into(1, 2, "a", 5);
  spawns_into(1, 3, "b", 5);
  blocks(1, "group g", 5, "live children");
  sleeps(2, 5000);
  blocks(3, "lock m", 10, "held");
  go_end();
  edges_are(0, "1>2 1>3 3>1 ");
  cycles_are(0, "main -> g -> b -> m -> main\n");
  cycles_are(3, "b -> m -> main -> g -> b\n");
}

/* Many children in the way of one parent: one cycle tells enough. */
static void cycles_with_a_task_in_common_are_told_once(void **state) {
  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "group", "g", BT_NEVER);
  lock_is(1, 10, "m", 1, 0);
  for (uint32_t id = 2; id < 50; id++) {
    spawns_into(1, id, "w", 5);
    blocks(id, "lock m", 10, "held");
  }
  blocks(1, "group g", 5, "live children");
  go_end();
  cycles_are(0, "main -> g -> w -> m -> main\n");
  cycles_are(49, "w#48 -> m -> main -> g -> w#48\n");
}

static void separate_cycles_are_all_told(void **state) {
  (void)state;
  for (uint32_t id = 1; id <= 4; id++)
    spawns(0, id, (const char *[]){"a", "b", "c", "d"}[id - 1]);
  blocks(1, "task b", 2, NULL);
  blocks(2, "task a", 1, NULL);
  blocks(3, "task d", 4, NULL);
  blocks(4, "task c", 3, NULL);
  go_end();
  cycles_are(0, "a -> b -> a\nc -> d -> c\n");
}

static void a_long_chain_is_followed_to_its_end(void **state) {
  enum { N = 20000 };
  struct waits waits;

  (void)state;
  for (uint32_t id = 1; id <= N; id++)
    spawns(0, id, "w");
  for (uint32_t id = 1; id <= N; id++)
    blocks(id, "task w", id % N + 1, NULL);
  go_end();
  assert_int_equal(waits_find(&waits, world, 0), 0);
  assert_int_equal(waits.n_cycles, 1);
  assert_int_equal(waits.cycles[0].n, N);
  waits_fini(&waits);
}

/* ---- No false alarms -------------------------------------------------- */

static void a_deadline_of_its_own_breaks_a_cycle(void **state) {
  (void)state;
  two_locks_crosswise();
  blocks_until(3, "lock n", 11, "held", 90000);
  go_end();
  cycles_are(0, "");
  edges_are(0, "2>3 ");
}

static void a_timeout_around_a_wait_breaks_a_cycle(void **state) {
  (void)state;
  two_locks_crosswise();
  opens(3, 20, "timeout", "t", 90000);
  opens(3, 21, "group", "g", BT_NEVER);
  blocks(3, "lock n", 11, "held");
  go_end();
  cycles_are(0, "");
}

static void a_timeout_that_has_struck_breaks_none(void **state) {
  (void)state;
  two_locks_crosswise();
  opens(3, 20, "timeout", "t", 90000);
  jumps(90000);
  emit((struct bt_trace_event){
      .ev = BT_EV_CANCEL,
      .u.cancel = {.target = 3, .scope = 20, .via = "timeout"}});
  becomes_ready(3, 0, "cancel");
  runs(3);
  blocks(3, "lock n", 11, "held"); /* while it cleans up */
  go_end();
  cycles_are(3, "cons -> n -> stat -> m -> cons\n");
  waker_is(3, "stat, by releasing n");
}

static void a_task_that_was_woken_is_in_no_cycle(void **state) {
  (void)state;
  two_locks_crosswise();
  blocks(3, "lock n", 11, "held");
  becomes_ready(3, 0, "cancel");
  go_end();
  cycles_are(0, "");
}

static void a_group_whose_child_sleeps_is_no_cycle(void **state) {
  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "group", "g", BT_NEVER);
  spawns_into(1, 2, "a", 5);
  blocks(1, "group g", 5, "live children");
  sleeps(2, 5000);
  go_end();
  cycles_are(0, "");
}

static void where_anybody_could_help_there_is_no_edge(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(1, 2, "a");
  queue_is(1, 5, "q", 0, 2);
  blocks(1, "queue q", 5, "empty");
  blocks(2, "semaphore s", 6, "no permit");
  go_end();
  edges_are(0, "");
}

static void an_ended_task_is_in_nobodys_way(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(1, 2, "a");
  blocks(1, "task a", 2, NULL);
  ends(2, "ok", NULL);
  go_end();
  edges_are(0, "");
}

static void only_the_loop_says_that_all_is_stuck(void **state) {
  (void)state;
  two_locks_crosswise();
  for (uint32_t id = 1; id <= 4; id++)
    blocks(id, "event e", 30, NULL);
  go_end();
  assert_false(waits_stuck(world));
  warns("deadlock", "all wait");
  go_end();
  assert_true(waits_stuck(world));
  becomes_ready(1, 0, "cancel");
  go_end();
  assert_false(waits_stuck(world));
}

/* ---- In words --------------------------------------------------------- */

static void waits_have_reasons(void **state) {
  (void)state;
  two_locks_crosswise();
  opens(1, 5, "group", "g", BT_NEVER);
  spawns_into(1, 5, "kid", 5);
  blocks(1, "group g", 5, "live children");
  blocks_until(3, "queue q", 6, "empty", 70500);
  go_end();
  reason_is(1, "group g, 1 live child");
  reason_is(2, "lock m, held by cons");
  reason_is(3, "queue q, empty");
  until_is(3, ", until 70.5 ms");
  until_is(4, "");
  reason_is(4, "sleeps until 50 ms");
  reason_is(5, ""); /* ready */
  reason_is(99, "");
  blocks(3, "task kid", 5, NULL);
  blocks(5, "gather", 0, NULL);
  ends(3, "ok", NULL);
  go(log_size(made) - 1);
  reason_is(3, "task kid");
  reason_is(5, "gather");
  go_end();
  reason_is(2, "lock m, held by cons, which has ended");
  ends(5, "ok", NULL);
  go_end();
  waker_is(1, "the loop, whose callback is in the queue");
}

static void waits_have_somebody_who_can_end_them(void **state) {
  (void)state;
  two_locks_crosswise();
  opens(1, 5, "group", "g", BT_NEVER);
  spawns_into(1, 5, "kid", 5);
  spawns_into(1, 6, "cub", 5);
  blocks(1, "group g", 5, "live children");
  opens(3, 20, "timeout", "t", 90000);
  blocks(3, "queue q", 6, "empty");
  blocks(5, "task cub", 6, NULL);
  blocks(6, "semaphore s", 7, "no permit");
  go_end();
  waker_is(1, "the last of its children to end: kid, cub");
  waker_is(2, "cons, by releasing m");
  waker_is(3, "whoever puts an item into q; or the clock, at 90 ms");
  waker_is(4, "the clock, at 50 ms");
  waker_is(5, "cub, by ending");
  waker_is(6, "whoever gives back a permit of s");
  blocks(6, "queue q", 6, "full");
  blocks(5, "moon", 0, NULL);
  go_end();
  waker_is(6, "whoever takes an item out of q");
  waker_is(5, "whoever wakes those who wait for moon");
}

static void a_lock_of_an_ended_task_has_nobody(void **state) {
  (void)state;
  two_locks_crosswise();
  ends(3, "ok", NULL);
  go_end();
  waker_is(2, "nobody: cons ended without releasing m");
  lock_is(0, 10, "m", 0, 2, 0);
  go_end();
  waker_is(2, "those before it in line, by releasing it");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_lock_held_by_another_is_no_cycle),
      TEST(locks_taken_crosswise_are_a_cycle),
      TEST(a_task_in_its_own_way_is_a_cycle),
      TEST(tasks_that_await_each_other_are_a_cycle),
      TEST(who_waits_for_a_cycle_is_not_part_of_it),
      TEST(a_child_that_waits_for_its_group_is_a_cycle),
      TEST(cycles_with_a_task_in_common_are_told_once),
      TEST(separate_cycles_are_all_told),
      TEST(a_long_chain_is_followed_to_its_end),
      TEST(a_deadline_of_its_own_breaks_a_cycle),
      TEST(a_timeout_around_a_wait_breaks_a_cycle),
      TEST(a_timeout_that_has_struck_breaks_none),
      TEST(a_task_that_was_woken_is_in_no_cycle),
      TEST(a_group_whose_child_sleeps_is_no_cycle),
      TEST(where_anybody_could_help_there_is_no_edge),
      TEST(an_ended_task_is_in_nobodys_way),
      TEST(only_the_loop_says_that_all_is_stuck),
      TEST(waits_have_reasons),
      TEST(waits_have_somebody_who_can_end_them),
      TEST(a_lock_of_an_ended_task_has_nobody),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

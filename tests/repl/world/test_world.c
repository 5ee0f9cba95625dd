/* SPDX-License-Identifier: MIT-0 */
#include <stdlib.h>

#include "bt_errors.h"
#include "made.h"

/* ---- Tasks ------------------------------------------------------------ */

static void a_task_goes_through_its_states(void **state) {
  (void)state;
  spawns(0, 1, "main");  /* 0, 1 */
  runs_at(1, "a.lua:3"); /* 2 */
  sleeps(1, 10000);      /* 3 */
  jumps(10000);          /* 4 */
  becomes_ready(1, 0, "deadline");
  runs(1);
  ends(1, "ok", "42"); /* 7 */

  go(1);
  assert_int_equal(task(1).state, WORLD_PARKED); /* made, not yet ready */
  assert_null(task(1).on);
  go(2);
  assert_int_equal(task(1).state, WORLD_READY);
  assert_string_equal(task(1).woken_why, "spawn");
  go(3);
  assert_int_equal(task(1).state, WORLD_RUNNING);
  assert_int_equal(world_running(world), 1);
  go(4);
  assert_int_equal(task(1).state, WORLD_PARKED);
  assert_int_equal(world_running(world), 0);
  assert_string_equal(task(1).on, "timer");
  assert_string_equal(task(1).at, "a.lua:3");
  assert_int_equal(task(1).until, 10000);
  assert_int_equal(task(1).since, 3);
  assert_int_equal(task(1).step, 1);
  go(5);
  assert_int_equal(world_now(world), 10000);
  go(6);
  assert_string_equal(task(1).woken_why, "deadline");
  assert_null(task(1).on);
  go(8);
  assert_int_equal(task(1).state, WORLD_OK);
  assert_string_equal(task(1).value, "42");
  assert_int_equal(world_n_live(world), 0);
  assert_int_equal(world_n_tasks(world), 1);
}

static void tasks_end_in_three_ways(void **state) {
  (void)state;
  spawns(0, 1, "a");
  spawns(0, 2, "b");
  spawns(0, 3, "c");
  ends(1, "ok", NULL);
  ends(2, "error", "disk full");
  ends(3, "cancelled", NULL);
  go_end();
  assert_int_equal(task(1).state, WORLD_OK);
  assert_int_equal(task(2).state, WORLD_ERROR);
  assert_string_equal(task(2).error, "disk full");
  assert_int_equal(task(3).state, WORLD_CANCELLED);
  assert_int_equal(world_n_ready(world), 0);
}

/* The tasks that next gives, as text. */
static const char *row(uint32_t (*next)(const struct world *, uint32_t)) {
  static char ids[64];
  size_t n = 0;

  ids[0] = '\0';
  for (uint32_t id = 0; (id = next(world, id)) != 0;)
    n += (size_t)snprintf(ids + n, sizeof ids - n, "%s%u", n ? " " : "", id);
  return ids;
}

static void the_ready_queue_keeps_its_order(void **state) {
  (void)state;
  for (uint32_t id = 1; id <= 4; id++)
    spawns(0, id, "w");
  go_end();
  assert_string_equal(row(world_next_ready), "1 2 3 4");
  runs(1);
  yields(1);
  go_end();
  assert_string_equal(row(world_next_ready), "2 3 4 1");
  chooses("task", 4, 2);
  runs(4); /* taken from the middle */
  go_end();
  assert_string_equal(row(world_next_ready), "2 3 1");
  blocks(4, "lock m", 9, "held");
  runs(1); /* taken from the end */
  ends(1, "ok", NULL);
  becomes_ready(4, 0, "wake");
  go_end();
  assert_string_equal(row(world_next_ready), "2 3 4");
  assert_int_equal(world_n_ready(world), 3);
  assert_string_equal(row(world_next_live), "2 3 4");
  assert_string_equal(row(world_next_task), "1 2 3 4");
  go(2);
  assert_string_equal(row(world_next_ready), "1");
}

static void who_woke_a_task_is_known(void **state) {
  (void)state;
  spawns(0, 1, "main");
  spawns(0, 2, "b");
  runs(1);
  blocks(1, "queue q", 5, "empty");
  runs(2);
  becomes_ready(1, 2, "wake");
  go_end();
  assert_int_equal(task(1).woken_by, 2);
  assert_string_equal(task(1).woken_why, "wake");
}

static void cancel_requests_are_counted(void **state) {
  (void)state;
  spawns(0, 1, "main");
  cancels(0, 1, "call");
  cancels(0, 1, "call");
  go_end();
  assert_int_equal(task(1).cancels, 2);
  emit((struct bt_trace_event){
      .ev = BT_EV_UNCANCEL, .task = 1, .u.uncancel = {1}});
  go_end();
  assert_int_equal(task(1).cancels, 1);
}

static void a_task_that_is_not_there_yet_is_not_described(void **state) {
  struct world_task t;

  (void)state;
  spawns(0, 1, "main");
  assert_false(world_task(world, 1, &t));
  go_end();
  assert_true(world_task(world, 1, &t));
  assert_false(world_task(world, 0, &t));
  assert_false(world_task(world, 2, &t));
}

/* ---- Objects and scopes ----------------------------------------------- */

static void objects_have_the_state_of_their_last_event(void **state) {
  struct world_object object;

  (void)state;
  spawns(0, 1, "main");
  lock_is(1, 5, "m", 1, 0);    /* 2 */
  lock_is(1, 5, "m", 1, 2, 0); /* 3 */
  go(3);
  assert_true(world_object(world, 5, &object));
  assert_string_equal(object.kind, "lock");
  assert_string_equal(object.name, "m");
  assert_int_equal(world_holder(&object), 1);
  assert_int_equal(world_field(&object, "waiters")->n, 0);
  go(4);
  assert_true(world_object(world, 5, &object));
  assert_int_equal(world_field(&object, "waiters")->n, 1);
  assert_int_equal(world_field(&object, "waiters")->list[0], 2);
  assert_null(world_field(&object, "size"));
}

static void an_object_that_is_gone_is_not_listed(void **state) {
  struct world_object object;

  (void)state;
  lock_is(1, 5, "m", 0, 0);
  lock_is(1, 6, "n", 0, 0);
  emit((struct bt_trace_event){
      .ev = BT_EV_OBJECT,
      .u.object = {.id = 5, .kind = "lock", .name = "m", .gone = true}});
  go(2);
  assert_int_equal(world_next_object(world, 0), 5);
  go_end();
  assert_int_equal(world_next_object(world, 0), 6);
  assert_false(world_object(world, 5, &object));
}

static void a_task_holds_what_names_it_as_holder(void **state) {
  (void)state;
  spawns(0, 1, "main");
  lock_is(1, 5, "m", 1, 0);
  lock_is(1, 6, "n", 2, 0);
  lock_is(1, 7, "o", 1, 0);
  go_end();
  assert_int_equal(world_next_held(world, 1, 0), 5);
  assert_int_equal(world_next_held(world, 1, 5), 7);
  assert_int_equal(world_next_held(world, 1, 7), 0);
  assert_int_equal(world_next_held(world, 3, 0), 0);
}

static void scopes_nest_within_their_task(void **state) {
  struct world_scope scope;

  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "timeout", "t", 70000); /* 2 */
  opens(1, 6, "group", "g", BT_NEVER);
  spawns_into(1, 2, "a", 6);
  spawns_into(1, 3, "b", 6);
  ends(2, "ok", NULL);
  closes(1, 6, "group", "g"); /* 9 */
  go(9);
  assert_int_equal(task(1).inner, 6);
  assert_true(world_scope(world, 6, &scope));
  assert_int_equal(scope.outer, 5);
  assert_int_equal(scope.task, 1);
  assert_int_equal(scope.live, 1);
  assert_true(scope.until == BT_NEVER);
  assert_int_equal(task(2).scope, 6);
  go_end();
  assert_false(world_scope(world, 6, &scope));
  assert_int_equal(task(1).inner, 5);
  assert_int_equal(world_next_scope(world, 0), 5);
  assert_int_equal(world_next_scope(world, 5), 0);
}

static void a_deadline_can_move(void **state) {
  struct world_scope scope;

  (void)state;
  spawns(0, 1, "main");
  opens(1, 5, "timeout", "t", 70000);
  opens(1, 5, "timeout", "t", 90000);
  go_end();
  assert_true(world_scope(world, 5, &scope));
  assert_int_equal(scope.until, 90000);
  assert_int_equal(scope.outer, 0);
  assert_int_equal(task(1).inner, 5);
}

/* ---- The rest --------------------------------------------------------- */

static void what_was_said_is_counted(void **state) {
  (void)state;
  assert_true(world_last_choice(world) == LOG_NONE);
  spawns(0, 1, "main");   /* 0, 1 */
  prints(1, "a");         /* 2 */
  warns("rule", "text");  /* 3 */
  chooses("task", 2, 0);  /* 4 */
  exits(0, "main ended"); /* 5 */
  go(5);
  assert_int_equal(world_outs(world), 1);
  assert_int_equal(world_warns(world), 1);
  assert_int_equal(world_last_choice(world), 4);
  assert_true(world_exit(world) == LOG_NONE);
  go(6);
  assert_int_equal(world_exit(world), 5);
  go(2);
  assert_int_equal(world_outs(world), 0);
}

static void moving_past_the_end_is_refused(void **state) {
  (void)state;
  spawns(0, 1, "main");
  assert_int_equal(world_go(world, 3), UV_EINVAL);
  assert_int_equal(world_go_step(world, 1), UV_EINVAL);
  assert_int_equal(world_events(world), 0);
  assert_int_equal(world_go_step(world, 0), 0);
  assert_int_equal(world_events(world), 2);
}

static void the_world_follows_a_log_that_grows(void **state) {
  (void)state;
  spawns(0, 1, "main");
  go_end();
  runs(1);
  spawns(1, 2, "a");
  go_end();
  assert_int_equal(world_n_live(world), 2);
  assert_int_equal(world_step(world), 1);
}

/* ---- Long programs ---------------------------------------------------- */

enum { TASKS = 40, EVENTS = 150000, JUMPS = 100 };

/* Something happens; whether it makes sense does not matter. */
static void anything(void) {
  uint32_t id = 1 + (uint32_t)rand() % TASKS;
  uint32_t other = 1 + (uint32_t)rand() % TASKS;

  switch (rand() % 9) {
  case 0:
    runs_at(id, "a.lua:7");
    break;
  case 1:
    becomes_ready(id, other, "wake");
    break;
  case 2:
    blocks(id, "lock m", 1 + id % 9, "held");
    break;
  case 3:
    lock_is(id, 1 + id % 9, "m", other, id, 0);
    break;
  case 4:
    spawns_into(other, id, "w", 20 + id % 5);
    break;
  case 5:
    if (rand() % 10 == 0)
      ends(id, "ok", NULL);
    break;
  case 6:
    opens(id, 20 + other % 30, "group", "g", BT_NEVER);
    break;
  case 7:
    closes(other, 20 + other % 30, "group", "g");
    break;
  case 8:
    sleeps(id, 5000);
    break;
  }
}

/* All that can be seen, as text. */
static void describe(struct world *from, struct buffer *out) {
  buffer_clear(out);
  text_tasks(out, from);
  assert_int_equal(text_graph(out, from), 0);
  for (uint32_t id = 0; (id = world_next_scope(from, id)) != 0;) {
    struct world_scope scope;

    assert_true(world_scope(from, id, &scope));
    buffer_printf(out, "%u %u %u %u\n", id, scope.task, scope.outer,
                  scope.live);
  }
}

/* Now far away, now a little back or on, as a frame with its history goes. */
static uint64_t some_moment(int i, uint64_t k) {
  uint64_t back = (uint64_t)rand() % 1500, on = (uint64_t)rand() % 1500;

  if (i % 4 == 0)
    return (uint64_t)rand() % (EVENTS + 1);
  k = k > back ? k - back : 0;
  return k + on < EVENTS ? k + on : EVENTS;
}

/* Wherever one comes from, forwards or backwards, by way of snapshots or
 * without them, the world is the same. */
static void the_way_there_makes_no_difference(void **state) {
  struct buffer seen = {0}, expected = {0};
  uint64_t k = 0;

  (void)state;
  srand(11);
  while (log_size(made) < EVENTS)
    anything();
  go_end();
  for (int i = 0; i < JUMPS; i++) {
    struct world *fresh = world_open(made);

    assert_non_null(fresh);
    k = some_moment(i, k);
    assert_int_equal(world_go(fresh, k), 0);
    describe(fresh, &expected);
    go(k);
    describe(world, &seen);
    assert_string_equal(buffer_text(&seen), buffer_text(&expected));
    assert_int_equal(seen.error, 0);
    world_close(fresh);
  }
  buffer_fini(&seen);
  buffer_fini(&expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_task_goes_through_its_states),
      TEST(tasks_end_in_three_ways),
      TEST(the_ready_queue_keeps_its_order),
      TEST(who_woke_a_task_is_known),
      TEST(cancel_requests_are_counted),
      TEST(a_task_that_is_not_there_yet_is_not_described),
      TEST(objects_have_the_state_of_their_last_event),
      TEST(an_object_that_is_gone_is_not_listed),
      TEST(a_task_holds_what_names_it_as_holder),
      TEST(scopes_nest_within_their_task),
      TEST(a_deadline_can_move),
      TEST(what_was_said_is_counted),
      TEST(moving_past_the_end_is_refused),
      TEST(the_world_follows_a_log_that_grows),
      TEST(the_way_there_makes_no_difference),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

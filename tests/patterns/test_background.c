/* SPDX-License-Identifier: MIT-0 */
#include "background.h"

#include "bt_timeout.h"

/* ---- Spawning --------------------------------------------------------- */

static int adds_three(void *unused) {
  (void)unused;
  turns_begin();
  add("A", 10);
  add("B", 5);
  add("C", 0);
  assert_int_equal(turns_end(), 0);
  assert_int_equal(bt_background_spawn(&b, nap, NUMBER(20)), 0);
  return close_with(BT_NEVER);
}

static void without_a_limit_spawning_never_waits(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, adds_three), 0);
  said("0 C slept: 0\n"
       "5 B slept: 0\n"
       "10 A slept: 0\n"
       "20 nap slept: 0\n"
       "20 main close: 0\n");
}

static int four_add(void *unused) {
  static const char *const names[] = {"A", "B", "C", "D"};
  struct bt_task *tasks[4];

  (void)unused;
  for (int i = 0; i < 4; i++)
    tasks[i] = spawn("spawner", adds, (void *)names[i]);
  for (int i = 0; i < 4; i++)
    assert_int_equal(bt_await(tasks[i]), 0);
  assert_int_equal(bt_now(), 10);
  return close_with(BT_NEVER);
}

static void limit_makes_spawners_wait_in_line(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(2, four_add), 0);
  said("10 A slept: 0\n"
       "10 B slept: 0\n"
       "20 C slept: 0\n"
       "20 D slept: 0\n"
       "20 main close: 0\n");
}

/* The place is free, but belongs to the spawner, which has not run yet. */
static int adds_when_a_place_comes(void *unused) {
  struct bt_task *t;

  (void)unused;
  add("A", 10);
  t = spawn("spawner", adds, "B");
  assert_int_equal(bt_yield(), 0);
  while (b.spawners.pending)
    assert_int_equal(bt_sleep(1), 0);
  say("add C");
  add("C", 1);
  say("added C");
  return close_with(BT_NEVER) | bt_await(t);
}

static void newcomer_does_not_overtake(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(1, adds_when_a_place_comes), 0);
  said("10 A slept: 0\n"
       "11 main add C\n"
       "20 B slept: 0\n"
       "20 main added C\n"
       "21 C slept: 0\n"
       "21 main close: 0\n");
}

/* ---- Errors ----------------------------------------------------------- */

static int fails(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  return rc < 0 ? rc : bt_fail(UV_EIO, "disk full");
}

static int fails_without_a_word(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  return rc < 0 ? rc : UV_EPERM;
}

static int has_some_that_fail(void *unused) {
  (void)unused;
  assert_int_equal(bt_background_spawn(&b, fails, NUMBER(1)), 0);
  assert_int_equal(bt_background_spawn(&b, fails_without_a_word, NUMBER(2)), 0);
  add("A", 10);
  close_with(BT_NEVER);
  say("failed: %zu", b.failed);
  return 0;
}

static void errors_are_reported_and_stop_nobody(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, has_some_that_fail), 0);
  said("10 A slept: 0\n"
       "10 main close: 0\n"
       "10 main failed: 2\n");
  reported("background: background task fails failed: disk full\n"
           "background: background task fails_without_a_word failed: EPERM\n");
}

static void note_error(void *context, struct bt_task *task) {
  say("%s: %s, %s: %s", (const char *)context, bt_name(task),
      bt_error_name(bt_result(task)), bt_message(task));
}

static int is_told_of_errors(void *unused) {
  (void)unused;
  b.on_error = note_error;
  b.context = "error";
  assert_int_equal(bt_background_spawn(&b, fails, NUMBER(1)), 0);
  return close_with(BT_NEVER);
}

static void owner_may_see_to_errors_itself(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, is_told_of_errors), 0);
  said("1 - error: fails, EIO: disk full\n"
       "1 main close: 0\n");
}

static int spawns_with_options(void *unused) {
  struct bt_spawn_options options = {.name = "large", .stack_size = 100000};
  struct bt_task *task;

  (void)unused;
  assert_int_equal(
      bt_background_spawn_with(&b, &options, nap, NUMBER(10), &task), 0);
  bt_cancel(task);
  close_with(BT_NEVER);
  say("failed: %zu", b.failed);
  return 0;
}

static void cancelled_task_is_no_error(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, spawns_with_options), 0);
  said("0 main close: 0\n"
       "0 main failed: 0\n");
}

/* ---- Cancelled spawners ----------------------------------------------- */

static struct bt_task *spawners[3];

/* A runs for 10 ms; B, C and D wait for its place. */
static void put_three_in_line(void) {
  static const char *const names[] = {"B", "C", "D"};

  assert_int_equal(add("A", 10), 0);
  for (int i = 0; i < 3; i++)
    spawners[i] = spawn("spawner", adds, (void *)names[i]);
  assert_int_equal(bt_yield(), 0);
}

static int await_three(void) {
  int cancelled = 0;

  for (int i = 0; i < 3; i++)
    cancelled += bt_await(spawners[i]) == UV_ECANCELED;
  close_with(BT_NEVER);
  return cancelled;
}

static int cancels_the_first(void *unused) {
  (void)unused;
  put_three_in_line();
  bt_cancel(spawners[0]);
  return await_three();
}

static void cancelled_spawner_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(1, cancels_the_first), 1);
  said("0 spawner B: ECANCELED\n"
       "10 A slept: 0\n20 C slept: 0\n30 D slept: 0\n"
       "30 main close: 0\n");
}

/* Runs when A's end has made the first spawner ready. */
static void cancel_two(struct bt_call *call) {
  (void)call;
  bt_cancel(spawners[0]);
  bt_cancel(spawners[1]);
}

static int cancels_after_a_wake(void *unused) {
  struct bt_call call = {.fn = cancel_two};

  (void)unused;
  put_three_in_line();
  bt_on_done(b.first->task, &call);
  return await_three();
}

static void place_of_a_spawner_woken_then_cancelled_passes_on(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(1, cancels_after_a_wake), 2);
  said("10 A slept: 0\n"
       "10 spawner B: ECANCELED\n10 spawner C: ECANCELED\n"
       "20 D slept: 0\n"
       "20 main close: 0\n");
}

static int cancels_before_a_wake(void *unused) {
  struct bt_timer timer = {.call = {.fn = cancel_two}};

  (void)unused;
  bt_timer_start(&timer, 10000); /* before A's: A ends in the same turn */
  put_three_in_line();
  return await_three();
}

static void spawner_cancelled_then_woken_gets_nothing(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(1, cancels_before_a_wake), 2);
  said("10 spawner B: ECANCELED\n10 spawner C: ECANCELED\n"
       "10 A slept: 0\n"
       "20 D slept: 0\n"
       "20 main close: 0\n");
}

static int adds_in_5_ms(void *unused) {
  struct bt_timeout t;
  int rc;

  (void)unused;
  add("A", 10);
  bt_timeout_open(&t, 5);
  rc = bt_timeout_close(&t, add("B", 10));
  say_rc("in time", rc);
  add("C", 10);
  return close_with(BT_NEVER);
}

static void timed_out_spawn_takes_no_place(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(1, adds_in_5_ms), 0);
  said("5 main B: ECANCELED\n"
       "5 main in time: ETIMEDOUT\n"
       "10 A slept: 0\n"
       "20 C slept: 0\n"
       "20 main close: 0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(without_a_limit_spawning_never_waits),
      TEST(limit_makes_spawners_wait_in_line),
      TEST(newcomer_does_not_overtake),
      TEST(errors_are_reported_and_stop_nobody),
      TEST(owner_may_see_to_errors_itself),
      TEST(cancelled_task_is_no_error),
      TEST(cancelled_spawner_leaves_no_trace),
      TEST(place_of_a_spawner_woken_then_cancelled_passes_on),
      TEST(spawner_cancelled_then_woken_gets_nothing),
      TEST(timed_out_spawn_takes_no_place),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

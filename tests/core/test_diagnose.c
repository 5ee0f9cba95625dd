/* SPDX-License-Identifier: MIT-0 */
/* Warnings of what looks like a mistake, for who asks for them. */
#include "support.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static int run_diagnosed(bt_fn *program) {
  return run_with((struct bt_options){.diagnose = true}, program, NULL);
}

/* ---- A cancellation that is lost -------------------------------------- */

static int goes_on_regardless(void *unused) {
  (void)unused;
  return bt_sleep(10) == UV_ECANCELED ? 0 : UV_EINVAL;
}

static int takes_it_back(void *unused) {
  (void)unused;
  if (bt_sleep(10) == UV_ECANCELED)
    bt_uncancel(bt_self());
  return 0;
}

static int cancels_both(void *unused) {
  (void)unused;
  spawn_nth(0, goes_on_regardless, NULL);
  spawn_nth(1, takes_it_back, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(abcd[0]);
  bt_cancel(abcd[1]);
  return await_abcd(2, 0);
}

static void swallowed_cancellation_is_told_unless_it_was_taken_back(void **s) {
  (void)s;
  assert_int_equal(run_diagnosed(cancels_both), 2);
  reported("swallowed: task A was cancelled and ended as if it had not been; "
           "let the cancellation through, or take it back with uncancel\n");
  assert_int_equal(run(cancels_both), 2); /* who did not ask is not told */
}

/* ---- Tasks left behind ------------------------------------------------ */

static int leaves_two_behind(void *unused) {
  (void)unused;
  bt_drop(spawn("A", nap, NUMBER(10)));
  bt_drop(spawn("B", nap, NUMBER(20)));
  return 0;
}

static int detaches_one(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(10));

  (void)unused;
  bt_detach(a);
  bt_drop(a);
  return 0;
}

static int both_end(void *unused) {
  (void)unused;
  spawn_nth(2, leaves_two_behind, NULL);
  spawn_nth(3, detaches_one, NULL);
  bt_drop(abcd[2]);
  bt_drop(abcd[3]);
  return bt_sleep(50);
}

static void task_left_behind_is_told_unless_it_was_detached(void **state) {
  (void)state;
  assert_int_equal(run_diagnosed(both_end), 0);
  said("10 A slept: 0\n"
       "10 A slept: 0\n"
       "20 B slept: 0\n");
  reported("outlives: task C ends, and task A, which it spawned, runs on with "
           "nobody waiting for it; await it, spawn it into a group, or detach "
           "it\n"
           "outlives: task C ends, and task B, which it spawned, runs on with "
           "nobody waiting for it; await it, spawn it into a group, or detach "
           "it\n");
}

static int rests(void *ms) { return bt_sleep((uintptr_t)ms); }

/* A, B and D end in time, E is awaited, F is a group's: C is left behind. */
static int leaves_one_of_many(void *unused) {
  static const unsigned ms[] = {1, 3, 10, 2, 8};
  struct bt_scope group;

  (void)unused;
  for (size_t i = 0; i < 5; i++)
    spawn_nth(i, rests, NUMBER(ms[i]));
  bt_detach(abcd[1]);
  for (size_t i = 0; i < 4; i++)
    bt_drop(abcd[i]);
  bt_scope_open(&group, "group", NULL, BT_NEVER);
  bt_drop(
      bt_spawn_with(&(struct bt_spawn_options){.name = "F", .scope = &group},
                    rests, NUMBER(10)));
  bt_scope_close(&group);
  return bt_sleep(5);
}

static int awaits_the_last(void *unused) {
  int rc = bt_yield();

  (void)unused;
  return rc < 0 ? rc : bt_await(abcd[4]);
}

static int leaves_another(void *unused) {
  (void)unused;
  bt_drop(spawn("G", rests, NUMBER(10)));
  return bt_sleep(7);
}

/* R runs where P ran, and E ends while it does. Main itself may leave tasks. */
static int all_leave_some(void *unused) {
  struct bt_task *p = spawn("P", leaves_one_of_many, NULL);
  struct bt_task *q = spawn("Q", awaits_the_last, NULL);

  (void)unused;
  assert_int_equal(bt_await(p), 0);
  bt_drop(spawn("R", leaves_another, NULL));
  assert_int_equal(bt_await(q), 0);
  bt_drop(spawn("S", rests, NUMBER(10)));
  return bt_sleep(6);
}

static void told_are_those_who_run_on_with_nobody_waiting(void **state) {
  (void)state;
  assert_int_equal(run_diagnosed(all_leave_some), 0);
  reported("outlives: task P ends, and task C, which it spawned, runs on with "
           "nobody waiting for it; await it, spawn it into a group, or detach "
           "it\n"
           "outlives: task R ends, and task G, which it spawned, runs on with "
           "nobody waiting for it; await it, spawn it into a group, or detach "
           "it\n");
}

/* ---- Long turns ------------------------------------------------------- */

static uint64_t processor_ms(void) {
  struct timespec now;

  assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now), 0);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static int computes(void *ms) {
  uint64_t until = processor_ms() + (uintptr_t)ms;

  while (processor_ms() < until)
    ;
  return 0;
}

static int one_computes(void *unused) {
  (void)unused;
  spawn_nth(0, computes, NUMBER(100));
  return await_abcd(1, 0);
}

/* How long it was differs from run to run: "held the loop for N ms". */
struct told {
  int n;
  char rule[32], text[256];
  unsigned ms;
};

static void note_told(void *data, const char *rule, const char *text) {
  struct told *told = data;
  int before = 0, after = 0;

  told->n++;
  snprintf(told->rule, sizeof told->rule, "%s", rule);
  if (sscanf(text, "task A held the loop for %n%u%n", &before, &told->ms,
             &after) == 1)
    snprintf(told->text, sizeof told->text, "%.*sN%s", before, text,
             text + after);
}

static void long_turn_is_told_with_its_time(void **state) {
  struct told told = {.n = 0};
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL,
                               .diagnose = true,
                               .report = note_told,
                               .data = &told};

  uint64_t began;

  (void)state;
  computes(NUMBER(30)); /* before the loop, which did not hold it */
  began = processor_ms();
  assert_int_equal(bt_run_with(&options, one_computes, NULL), 1);
  assert_int_equal(told.n, 1);
  assert_string_equal(told.rule, "blocked");
  assert_string_equal(told.text,
                      "task A held the loop for N ms: no other task, timer or "
                      "input had a turn; let it wait in between, or offload "
                      "the work");
  assert_in_range(told.ms, 100, processor_ms() - began + 1);
  assert_int_equal(run(one_computes), 1); /* who did not ask is not told */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(swallowed_cancellation_is_told_unless_it_was_taken_back),
      TEST(task_left_behind_is_told_unless_it_was_detached),
      TEST(told_are_those_who_run_on_with_nobody_waiting),
      TEST(long_turn_is_told_with_its_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* A hundred thousand tasks, and what takes a step for each of them. */
#include "support.h"

#include <host.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 100000 };

static unsigned n;
static struct bt_task **tasks;
static struct bt_waitlist line;
static unsigned woken, cancelled;

static int sleeps_a_while(void *ms) { return bt_sleep((uintptr_t)ms); }

static int stands_in_line(void *unused) {
  struct bt_waiter waiter = {.why = "line"};
  int rc = bt_park_in(&line, &waiter);

  (void)unused;
  if (rc == 0)
    woken++;
  else
    cancelled++;
  return rc;
}

static void spawn_all(bt_fn *fn, bool sleepers) {
  for (uintptr_t i = 0; i < n; i++)
    tasks[i] = spawn("one", fn, NUMBER(sleepers ? 1 + i * 7 % 1000 : 0));
  assert_int_equal(bt_yield(), 0);
}

static int await_all(void) {
  int rc = 0;

  for (unsigned i = 0; i < n; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

static int all_sleep(void *unused) {
  (void)unused;
  spawn_all(sleeps_a_while, true);
  return await_all();
}

static int all_are_woken(void *unused) {
  (void)unused;
  spawn_all(stands_in_line, false);
  assert_true(bt_waiting(&line));
  while (bt_wake_first(&line, 0))
    ;
  return await_all();
}

/* From the end, so that whoever looks for the first has far to go. */
static int all_are_cancelled(void *unused) {
  (void)unused;
  spawn_all(stands_in_line, false);
  for (unsigned i = n; i-- > 1;)
    bt_cancel(tasks[i]);
  assert_ptr_equal(bt_wake_first(&line, 0), tasks[0]);
  assert_null(bt_wake_first(&line, 0));
  (void)await_all();
  return 0;
}

/* Returns the schedule, which the caller frees. */
static char *choose_again_and_again(struct bt_options options) {
  struct bt_loop *loop;
  char *schedule;
  int rc;

  watch(&options);
  loop = bt_loop_open(&options, all_sleep, NULL, &rc);
  assert_non_null(loop);
  (void)bt_loop_run(loop);
  schedule = strdup(bt_loop_schedule(loop));
  assert_non_null(schedule);
  assert_int_equal(bt_loop_close(loop), 0);
  return schedule;
}

/* Each choice is one among so many, by number and by name. */
static void hundred_thousand_choices(void **state) {
  char *drawn, *followed;

  (void)state;
  n = fewer(MANY);
  tasks = calloc(n, sizeof(struct bt_task *));
  assert_non_null(tasks);
  drawn = choose_again_and_again(
      (struct bt_options){.order = BT_ORDER_SEED, .seed = 1});
  followed = choose_again_and_again(
      (struct bt_options){.order = BT_ORDER_SCHEDULE, .schedule = drawn});
  assert_int_equal(strcmp(drawn, followed), 0);
  free(drawn);
  free(followed);
  free(tasks);
}

static void hundred_thousand_tasks(void **state) {
  (void)state;
  n = fewer(MANY);
  tasks = calloc(n, sizeof(struct bt_task *));
  assert_non_null(tasks);
  assert_int_equal(run(all_sleep), 0);
  assert_int_equal(run(all_are_woken), 0);
  assert_int_equal(woken, n);
  assert_int_equal(run(all_are_cancelled), 0);
  assert_int_equal(cancelled, n - 1);
  assert_null(line.first);
  assert_false(bt_waiting(&line));
  free(tasks);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(hundred_thousand_tasks),
      TEST(hundred_thousand_choices),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* The real clock, and which clock a program gets. */
#include "support.h"

#include <host.h>
#include <stdlib.h>
#include <time.h>

#ifdef BT_WITHOUT_LIBUV

static void without_libuv_there_is_no_real_clock(void **state) {
  (void)state;
  assert_int_equal(
      run_with((struct bt_options){.clock = BT_CLOCK_REAL}, give, NULL),
      UV_ENOTSUP);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(without_libuv_there_is_no_real_clock),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

static int run_real(bt_fn *program) {
  return run_with((struct bt_options){.clock = BT_CLOCK_REAL}, program, NULL);
}

static uint64_t us_of_the_system(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* ---- Sleeping --------------------------------------------------------- */

static int sleeps_5_ms(void *unused) {
  uint64_t system = us_of_the_system(), baton = bt_now_us();
  int rc = bt_sleep(5);

  (void)unused;
  assert_true(us_of_the_system() - system >= 5000);
  assert_true(bt_now_us() - baton >= 5000);
  return rc;
}

static void sleep_takes_its_time(void **state) {
  (void)state;
  assert_int_equal(run_real(sleeps_5_ms), 0);
}

static char woken[8];
static size_t n_woken;
static uint64_t first_began, last_began; /* when they went to sleep */

static int wakes_up(void *ms) {
  int rc;

  last_began = bt_now_us();
  if (first_began == 0)
    first_began = last_began;
  rc = bt_sleep((uintptr_t)ms);
  woken[n_woken++] = bt_name(bt_self())[0];
  return rc;
}

static int four_sleepers(void *unused) {
  struct bt_task *tasks[] = {
      spawn("A", wakes_up, NUMBER(60)), spawn("B", wakes_up, NUMBER(20)),
      spawn("C", wakes_up, NUMBER(40)), spawn("D", wakes_up, NUMBER(0))};
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 4; i++)
    rc |= bt_await(tasks[i]);
  return rc;
}

/* Where the machine stood still while they began, their deadlines are in
 * another order: once more. */
static void timers_fire_in_order_of_deadline(void **state) {
  (void)state;
  do {
    n_woken = 0;
    first_began = 0;
    assert_int_equal(run_real(four_sleepers), 0);
  } while (last_began - first_began > 15 * 1000);
  assert_memory_equal(woken, "DBCA", 4);
}

static int is_never_still(void *unused) {
  int rc = 0;

  (void)unused;
  bt_drop(spawn("A", wakes_up, NUMBER(1)));
  while (rc == 0 && n_woken == 0)
    rc = bt_yield();
  return rc;
}

static void timers_fire_while_a_task_yields(void **state) {
  (void)state;
  n_woken = 0;
  assert_int_equal(run_real(is_never_still), 0);
  assert_int_equal(n_woken, 1);
}

static void deadlock_is_seen_on_the_real_clock_too(void **state) {
  (void)state;
  assert_int_equal(run_real(wait_for_ever), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for nothing\n");
}

/* ---- Waking from outside ---------------------------------------------- */

static void wake_loop(void *loop) { bt_loop_wake(loop); }

static void wake_ends_a_wait_for_the_clock(void **state) {
  struct bt_options options = {.clock = BT_CLOCK_REAL};
  uint64_t start = us_of_the_system();
  struct bt_loop *loop;
  uv_thread_t thread;
  int rc;

  (void)state;
  watch(&options);
  loop = bt_loop_open(&options, wakes_up, NUMBER(60 * 1000), &rc);
  assert_non_null(loop);
  assert_int_equal(uv_thread_create(&thread, wake_loop, loop), 0);
  assert_int_equal(bt_loop_run(loop), BT_STEP_WOKEN);
  assert_int_equal(uv_thread_join(&thread), 0);
  assert_int_equal(bt_loop_close(loop), UV_ECANCELED);
  assert_true(us_of_the_system() - start < 30 * 1000000);
}

/* Sleeps an hour, of which nobody waits for more than a part at once. */
static void a_wait_can_be_limited(void **state) {
  struct bt_options options = {.clock = BT_CLOCK_REAL};
  struct bt_loop *loop;
  int rc;

  (void)state;
  watch(&options);
  loop = bt_loop_open(&options, wakes_up, NUMBER(3600 * 1000), &rc);
  assert_non_null(loop);
  bt_loop_limit_wait(loop, 1000);
  assert_int_equal(bt_loop_run(loop), BT_STEP_WOKEN);
  assert_true(bt_now_us() >= 1000);
  assert_int_equal(bt_loop_settle(loop, true), BT_STEP_WOKEN);
  assert_int_equal(bt_loop_close(loop), UV_ECANCELED);
}

/* What happens before the limit is not put off, and no deadlock is hidden. */
static void a_limit_changes_nothing_else(void **state) {
  struct bt_options options = {.clock = BT_CLOCK_REAL};
  struct bt_loop *loop;
  int rc;

  (void)state;
  watch(&options);
  loop = bt_loop_open(&options, wakes_up, NUMBER(1), &rc);
  assert_non_null(loop);
  bt_loop_limit_wait(loop, 3600 * 1000000ull);
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  assert_int_equal(bt_loop_close(loop), 0);
  loop = bt_loop_open(&options, wait_for_ever, NULL, &rc);
  assert_non_null(loop);
  bt_loop_limit_wait(loop, 1000);
  assert_int_equal(bt_loop_run(loop), BT_STEP_IDLE);
  assert_int_equal(bt_loop_close(loop), UV_ECANCELED);
}

/* ---- Which clock ------------------------------------------------------ */

static int asks_for_an_hour(void *unused) {
  int rc = bt_sleep(3600 * 1000);

  (void)unused;
  return rc < 0 ? rc : (int)bt_now();
}

static void environment_names_the_default_clock(void **state) {
  (void)state;
  assert_int_equal(setenv("BATON_CLOCK", "virtual", 1), 0);
  assert_int_equal(bt_run(asks_for_an_hour, NULL), 3600 * 1000);
  assert_int_equal(run_real(sleeps_5_ms), 0); /* the options win */
  assert_int_equal(setenv("BATON_CLOCK", "real", 1), 0);
  assert_int_equal(bt_run(sleeps_5_ms, NULL), 0);
  assert_int_equal(unsetenv("BATON_CLOCK"), 0);
  assert_int_equal(bt_run(sleeps_5_ms, NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(sleep_takes_its_time),
      TEST(timers_fire_in_order_of_deadline),
      TEST(timers_fire_while_a_task_yields),
      TEST(deadlock_is_seen_on_the_real_clock_too),
      TEST(wake_ends_a_wait_for_the_clock),
      TEST(a_wait_can_be_limited),
      TEST(a_limit_changes_nothing_else),
      TEST(environment_names_the_default_clock),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/* event: a flag that tasks wait for. */
#include "support.h"

#include "bt_event.h"
#include "bt_timeout.h"

static struct bt_event event;

static int says_the_wait(void *unused) {
  (void)unused;
  return say_rc("waited", bt_event_wait(&event));
}

/* Spawns A and B, which wait. */
static void spawn_two(struct bt_task *tasks[2]) {
  tasks[0] = spawn("A", says_the_wait, NULL);
  tasks[1] = spawn("B", says_the_wait, NULL);
  assert_int_equal(bt_yield(), 0);
}

static void await_two(struct bt_task *tasks[2]) {
  for (int i = 0; i < 2; i++)
    say_rc("joined", bt_await(tasks[i]));
}

/* ---- Set and wait ----------------------------------------------------- */

static int waits_for_a_set_event(void *unused) {
  (void)unused;
  bt_event_init(&event, NULL);
  bt_event_set(&event);
  turns_begin();
  say_rc("waited", bt_event_wait(&event));
  assert_int_equal(turns_end(), 0);
  say("set: %d", bt_event_is_set(&event));
  return 0;
}

static void wait_on_a_set_event_does_not_park(void **state) {
  (void)state;
  assert_int_equal(run(waits_for_a_set_event), 0);
  said("0 main waited: 0\n"
       "0 main set: 1\n");
}

static int says_the_turns(void *unused) {
  (void)unused;
  say_rc("waited", bt_event_wait(&event));
  say("turns: %u", turns_end());
  return 0;
}

static int sets_for_two(void *unused) {
  struct bt_task *tasks[2];

  (void)unused;
  bt_event_init(&event, NULL);
  tasks[0] = spawn("A", says_the_turns, NULL);
  tasks[1] = spawn("B", says_the_turns, NULL);
  assert_int_equal(bt_sleep(5), 0);
  turns_begin();
  bt_event_set(&event);
  say("has set it");
  await_two(tasks);
  return 0;
}

static void set_wakes_all_in_order_one_turn_later(void **state) {
  (void)state;
  assert_int_equal(run(sets_for_two), 0);
  said("5 main has set it\n"
       "5 A waited: 0\n"
       "5 A turns: 1\n"
       "5 B waited: 0\n"
       "5 B turns: 1\n"
       "5 main joined: 0\n"
       "5 main joined: 0\n");
}

static int waits_twice(void *unused) {
  (void)unused;
  say_rc("waited", bt_event_wait(&event));
  return say_rc("waited", bt_event_wait(&event));
}

static int sets_and_clears_twice(void *unused) {
  struct bt_task *a;

  (void)unused;
  bt_event_init(&event, NULL);
  a = spawn("A", waits_twice, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_event_set(&event);
  bt_event_set(&event);
  bt_event_clear(&event);
  bt_event_clear(&event);
  assert_int_equal(bt_sleep(5), 0);
  bt_event_set(&event);
  return bt_await(a);
}

static void setting_or_clearing_twice_is_as_once(void **state) {
  (void)state;
  assert_int_equal(run(sets_and_clears_twice), 0);
  said("0 A waited: 0\n"
       "5 A waited: 0\n");
}

/* ---- Clearing --------------------------------------------------------- */

static int says_what_is_left(void *unused) {
  (void)unused;
  say_rc("waited", bt_event_wait(&event));
  say("set: %d", bt_event_is_set(&event));
  return 0;
}

static int waits_late(void *unused) {
  (void)unused;
  say("comes late");
  return says_what_is_left(NULL);
}

/* Late comes after the clear, before A has run. */
static int sets_and_clears_in_one_breath(void *unused) {
  struct bt_task *a, *late;

  (void)unused;
  bt_event_init(&event, NULL);
  a = spawn("A", says_what_is_left, NULL);
  assert_int_equal(bt_yield(), 0);
  late = spawn("late", waits_late, NULL);
  bt_event_set(&event);
  bt_event_clear(&event);
  assert_int_equal(bt_await(a), 0);
  assert_int_equal(bt_sleep(5), 0);
  bt_event_set(&event);
  return bt_await(late);
}

static void clear_leaves_the_woken_awake_and_later_ones_waiting(void **state) {
  (void)state;
  assert_int_equal(run(sets_and_clears_in_one_breath), 0);
  said("0 late comes late\n"
       "0 A waited: 0\n"
       "0 A set: 0\n"
       "5 late waited: 0\n"
       "5 late set: 1\n");
}

/* ---- Cancelling ------------------------------------------------------- */

static int cancels_a_waiter(void *unused) {
  struct bt_task *tasks[2];

  (void)unused;
  bt_event_init(&event, NULL);
  spawn_two(tasks);
  bt_cancel(tasks[0]);
  assert_int_equal(bt_sleep(5), 0);
  bt_event_set(&event);
  await_two(tasks);
  return 0;
}

static void cancelled_waiter_leaves_the_line(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_waiter), 0);
  said("0 A waited: ECANCELED\n"
       "5 main joined: ECANCELED\n"
       "5 B waited: 0\n"
       "5 main joined: 0\n");
}

static int cancels_then_sets(void *unused) {
  struct bt_task *tasks[2];

  (void)unused;
  bt_event_init(&event, NULL);
  spawn_two(tasks);
  bt_cancel(tasks[0]);
  bt_event_set(&event);
  await_two(tasks);
  return 0;
}

static int sets_then_cancels(void *unused) {
  struct bt_task *tasks[2];

  (void)unused;
  bt_event_init(&event, NULL);
  spawn_two(tasks);
  bt_event_set(&event);
  bt_cancel(tasks[0]);
  await_two(tasks);
  return 0;
}

static void cancel_beside_a_set_wins_in_either_order(void **state) {
  (void)state;
  assert_int_equal(run(cancels_then_sets), 0);
  said("0 A waited: ECANCELED\n"
       "0 B waited: 0\n"
       "0 main joined: ECANCELED\n"
       "0 main joined: 0\n");
  assert_int_equal(run(sets_then_cancels), 0);
  said("0 A waited: ECANCELED\n"
       "0 B waited: 0\n"
       "0 main joined: ECANCELED\n"
       "0 main joined: 0\n");
}

/* ---- Deadline --------------------------------------------------------- */

static int waits_for_30_ms(void *unused) {
  struct bt_timeout timeout;

  (void)unused;
  bt_timeout_open(&timeout, 30);
  return say_rc("waited", bt_timeout_close(&timeout, bt_event_wait(&event)));
}

static int is_late(void *unused) {
  struct bt_task *a, *b;

  (void)unused;
  bt_event_init(&event, NULL);
  a = spawn("A", waits_for_30_ms, NULL);
  b = spawn("B", says_the_wait, NULL);
  assert_int_equal(bt_sleep(40), 0);
  bt_event_set(&event);
  assert_int_equal(bt_await(a), UV_ETIMEDOUT);
  return bt_await(b);
}

static void deadline_ends_one_wait_and_no_other(void **state) {
  (void)state;
  assert_int_equal(run(is_late), 0);
  said("30 A waited: ETIMEDOUT\n"
       "40 B waited: 0\n");
}

/* ---- On the screen ---------------------------------------------------- */

static int is_shown(void *unused) {
  struct bt_task *tasks[2];

  (void)unused;
  bt_event_init(&event, "ready");
  shows("event ready: set false, waiters");
  spawn_two(tasks);
  shows("event ready: set false, waiters A B");
  bt_cancel(tasks[0]);
  shows("event ready: set false, waiters B");
  bt_event_set(&event);
  shows("event ready: set true, waiters");
  bt_event_clear(&event);
  shows("event ready: set false, waiters");
  bt_event_set(&event); /* with nobody to wake */
  shows("event ready: set true, waiters");
  bt_event_set(&event); /* does not show it again */
  await_two(tasks);
  forget();
  return 0;
}

static void state_is_shown_after_each_change(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_shown), 0);
}

/* ---- Memory ----------------------------------------------------------- */

static int wakes_two(void *unused) {
  struct bt_task *a, *b;
  int rc = UV_ENOMEM;

  (void)unused;
  bt_event_init(&event, NULL);
  a = bt_spawn(says_the_wait, NULL);
  b = bt_spawn(says_the_wait, NULL);
  if (bt_yield() == 0 && a && b)
    rc = 0;
  bt_event_set(&event);
  if (a && bt_await(a) < 0)
    rc = UV_EINVAL;
  if (b && bt_await(b) < 0)
    rc = UV_EINVAL;
  return rc;
}

static void waiting_needs_no_memory(void **state) {
  (void)state;
  assert_int_equal(refuse_each(wakes_two), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(wait_on_a_set_event_does_not_park),
      TEST(set_wakes_all_in_order_one_turn_later),
      TEST(setting_or_clearing_twice_is_as_once),
      TEST(clear_leaves_the_woken_awake_and_later_ones_waiting),
      TEST(cancelled_waiter_leaves_the_line),
      TEST(cancel_beside_a_set_wins_in_either_order),
      TEST(deadline_ends_one_wait_and_no_other),
      TEST(state_is_shown_after_each_change),
      TEST(waiting_needs_no_memory),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

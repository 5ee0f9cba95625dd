/* SPDX-License-Identifier: MIT-0 */
/* condition: waits under a lock for a notification. */
#include "condition.h"

static struct bt_task *newcomer;

/* ---- Notifying -------------------------------------------------------- */

static int notifies_one_by_one(void *unused) {
  (void)unused;
  begin_with(2, waits);
  bt_condition_notify(&c, 1);
  assert_int_equal(bt_sleep(10), 0);
  say("lets go");
  bt_lock_release(c.lock);
  assert_int_equal(bt_sleep(10), 0);
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  bt_condition_notify(&c, 0);
  bt_condition_notify(&c, 5);
  bt_lock_release(c.lock);
  return all_end(2);
}

static void notified_go_on_in_order_once_they_have_the_lock(void **state) {
  (void)state;
  assert_int_equal(run(notifies_one_by_one), 0);
  said("10 main lets go\n"
       "10 A waited: 0\n"
       "20 main A: 0\n"
       "20 B waited: 0\n"
       "20 main B: 0\n");
}

static int says_the_turns(void *unused) {
  (void)unused;
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  assert_int_equal(bt_condition_wait(&c), 0);
  say("turns: %u", turns_end());
  bt_lock_release(c.lock);
  return 0;
}

static int counts_turns(void *unused) {
  (void)unused;
  begin_with(1, says_the_turns);
  turns_begin();
  bt_condition_notify(&c, 1);
  bt_lock_release(c.lock);
  return all_end(1);
}

static void wait_returns_a_turn_after_the_notification(void **state) {
  (void)state;
  assert_int_equal(run(counts_turns), 0);
  said("0 A turns: 1\n"
       "0 main A: 0\n");
}

static int has_a_newcomer(void *unused) {
  (void)unused;
  begin_with(2, waits);
  newcomer = spawn("N", takes_the_lock, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_condition_notify_all(&c);
  say("lets go");
  bt_lock_release(c.lock);
  all_end(2);
  return bt_await(newcomer);
}

static void who_is_in_line_for_the_lock_goes_before_the_notified(void **state) {
  (void)state;
  assert_int_equal(run(has_a_newcomer), 0);
  said("0 main lets go\n"
       "0 N has the lock\n"
       "0 A waited: 0\n"
       "0 B waited: 0\n"
       "0 main A: 0\n"
       "0 main B: 0\n");
}

static int notifies_nobody(void *unused) {
  (void)unused;
  bt_condition_init(&c, NULL, NULL);
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  bt_condition_notify_all(&c);
  bt_lock_release(c.lock);
  spawn_nth(0, waits, NULL);
  assert_int_equal(bt_sleep(10), 0);
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  bt_condition_notify_all(&c);
  bt_lock_release(c.lock);
  return all_end(1);
}

static void notification_is_not_kept_for_who_comes_later(void **state) {
  (void)state;
  assert_int_equal(run(notifies_nobody), 0);
  said("10 A waited: 0\n"
       "10 main A: 0\n");
}

/* ---- Predicates ------------------------------------------------------- */

static int value;

static bool is_2(void *unused) {
  (void)unused;
  say("looks at %d", value);
  return value == 2;
}

static int waits_for_2(void *unused) {
  (void)unused;
  assert_int_equal(bt_lock_acquire(c.lock), 0);
  say_rc("waited", bt_condition_wait_until(&c, is_2, NULL));
  bt_lock_release(c.lock);
  return 0;
}

static int counts_to_2(void *unused) {
  (void)unused;
  bt_condition_init(&c, NULL, NULL);
  spawn_nth(0, waits_for_2, NULL);
  for (value = 0; value < 2;) {
    assert_int_equal(bt_sleep(10), 0);
    assert_int_equal(bt_lock_acquire(c.lock), 0);
    value++;
    bt_condition_notify_all(&c);
    bt_lock_release(c.lock);
  }
  all_end(1);
  turns_begin();
  waits_for_2(NULL);
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void wait_until_looks_again_after_each_notification(void **state) {
  (void)state;
  assert_int_equal(run(counts_to_2), 0);
  said("0 A looks at 0\n"
       "10 A looks at 1\n"
       "20 A looks at 2\n"
       "20 A waited: 0\n"
       "20 main A: 0\n"
       "20 main looks at 2\n"
       "20 main waited: 0\n");
}

static int cancels_a_wait_until(void *unused) {
  (void)unused;
  value = 0;
  bt_condition_init(&c, NULL, NULL);
  spawn_nth(0, waits_for_2, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(abcd[0]);
  return all_end(1);
}

static void cancelled_wait_until_does_not_look_again(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_wait_until), 0);
  said("0 A looks at 0\n"
       "0 A waited: ECANCELED\n"
       "0 main A: 0\n");
}

/* ---- One lock for two ------------------------------------------------- */

static struct bt_lock shared;
static struct bt_condition full, empty;

static int waits_on(void *condition) {
  assert_int_equal(bt_lock_acquire(&shared), 0);
  say_rc("waited", bt_condition_wait(condition));
  bt_lock_release(&shared);
  return 0;
}

static int shares_a_lock(void *unused) {
  (void)unused;
  bt_lock_init(&shared, NULL);
  bt_condition_init(&full, &shared, "full");
  bt_condition_init(&empty, &shared, "empty");
  spawn_nth(0, waits_on, &full);
  spawn_nth(1, waits_on, &empty);
  assert_int_equal(bt_sleep(5), 0);
  assert_int_equal(bt_lock_acquire(&shared), 0);
  bt_condition_notify_all(&empty);
  bt_lock_release(&shared);
  assert_int_equal(bt_sleep(5), 0);
  assert_int_equal(bt_lock_acquire(&shared), 0);
  bt_condition_notify_all(&full);
  bt_lock_release(&shared);
  return await_abcd(2, 0) == 2 ? 0 : UV_EINVAL;
}

static void conditions_that_share_a_lock_have_their_own_waiters(void **state) {
  (void)state;
  assert_int_equal(run(shares_a_lock), 0);
  said("5 B waited: 0\n"
       "10 A waited: 0\n");
}

/* ---- Misuse ----------------------------------------------------------- */

static int waits_unlocked(void *unused) {
  (void)unused;
  bt_condition_init(&c, NULL, NULL);
  return bt_condition_wait(&c);
}

static int notifies_unlocked(void *unused) {
  (void)unused;
  bt_condition_init(&c, NULL, NULL);
  bt_condition_notify(&c, 1);
  return 0;
}

static int notifies_all_unlocked(void *unused) {
  (void)unused;
  bt_condition_init(&c, NULL, NULL);
  bt_condition_notify_all(&c);
  return 0;
}

static int run_waits(void) { return run(waits_unlocked); }
static int run_notifies(void) { return run(notifies_unlocked); }
static int run_notifies_all(void) { return run(notifies_all_unlocked); }

static void without_the_lock_it_is_misuse(void **state) {
  static const char notify[] =
      "baton: task main: a task notifies a condition without holding its "
      "lock; acquire the lock first [CND-1]\n";

  (void)state;
  aborts(run_waits, "baton: task main: a task waits on a condition without "
                    "holding its lock; acquire the lock first [CND-1]\n");
  aborts(run_notifies, notify);
  aborts(run_notifies_all, notify);
}

/* ---- On the screen ---------------------------------------------------- */

static int is_shown(void *unused) {
  (void)unused;
  begin_with(2, waits);
  shows("lock c: holder main, waiters");
  bt_condition_notify(&c, 1);
  shows("condition c: lock 1, waiters B");
  bt_lock_release(c.lock);
  bt_cancel(abcd[1]);
  shows("condition c: lock 1, waiters");
  all_end(2);
  forget();
  return 0;
}

static void state_is_shown_after_each_change(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_shown), 0);
}

/* ---- Memory ----------------------------------------------------------- */

static int wakes_one(void *unused) {
  struct bt_task *t = bt_spawn(waits, NULL);
  int rc;

  (void)unused;
  bt_condition_init(&c, NULL, NULL);
  if (!t)
    return UV_ENOMEM;
  rc = bt_yield();
  if (rc == 0 && (rc = bt_lock_acquire(c.lock)) == 0) {
    bt_condition_notify_all(&c);
    bt_lock_release(c.lock);
  }
  return rc < 0 ? rc : bt_await(t);
}

static void waiting_needs_no_memory(void **state) {
  (void)state;
  assert_int_equal(refuse_each(wakes_one), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(notified_go_on_in_order_once_they_have_the_lock),
      TEST(wait_returns_a_turn_after_the_notification),
      TEST(who_is_in_line_for_the_lock_goes_before_the_notified),
      TEST(notification_is_not_kept_for_who_comes_later),
      TEST(wait_until_looks_again_after_each_notification),
      TEST(cancelled_wait_until_does_not_look_again),
      TEST(conditions_that_share_a_lock_have_their_own_waiters),
      TEST(without_the_lock_it_is_misuse),
      TEST(state_is_shown_after_each_change),
      TEST(waiting_needs_no_memory),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

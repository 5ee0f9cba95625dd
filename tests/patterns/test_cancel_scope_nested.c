/* SPDX-License-Identifier: MIT-0 */
/* Shields; scopes round and inside of timeouts and other waits. */
#include "cancel_scope_nested.h"

#include "bt_condition.h"
#include "bt_gather.h"
#include "bt_timeout.h"

/* ---- Shields ---------------------------------------------------------- */

static int naps_shielded(uint64_t deadline_ms) {
  struct bt_cancel_scope shield;

  bt_cancel_scope_open(&shield, deadline_ms, true);
  close_scope(&shield, nap(NUMBER(10)));
  return nap(NUMBER(10));
}

static int naps_in_a_shield(void *unused) {
  (void)unused;
  return naps_shielded(BT_NEVER);
}

static int cancels_a_shielded_task(void *unused) {
  (void)unused;
  return cancel_it(naps_in_a_shield);
}

static void shield_keeps_a_cancellation_of_the_task_out(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_shielded_task), 0);
  said("10 A slept: 0\n"
       "10 A shield: 0\n"
       "10 A slept: ECANCELED\n"
       "10 main A: ECANCELED\n");
}

static int has_a_shield_inside(void *unused) {
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  rc = naps_shielded(BT_NEVER);
  nap(NUMBER(10));
  return close_scope(&scope, rc);
}

static int cancels_a_scope_round_a_shield(void *unused) {
  (void)unused;
  return cancel_its_scope(has_a_shield_inside);
}

static void shield_keeps_a_cancelled_scope_out(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_scope_round_a_shield), 0);
  said("10 A slept: 0\n"
       "10 A shield: 0\n"
       "10 A slept: ECANCELED\n"
       "10 A slept: ECANCELED\n"
       "10 A scope: 0\n");
}

static int naps_in_a_shield_for_7_ms(void *unused) {
  (void)unused;
  return naps_shielded(7);
}

static int cancels_a_shield_with_a_deadline(void *unused) {
  (void)unused;
  return cancel_it(naps_in_a_shield_for_7_ms);
}

static void deadline_of_a_shield_strikes_inside(void **state) {
  (void)state;
  assert_int_equal(run(naps_in_a_shield_for_7_ms), 0);
  said("7 main slept: ECANCELED\n"
       "7 main shield: 0\n"
       "17 main slept: 0\n");
  assert_int_equal(run(cancels_a_shield_with_a_deadline), 0);
  said("7 A slept: ECANCELED\n"
       "7 A shield: 0\n"
       "7 A slept: ECANCELED\n"
       "7 main A: ECANCELED\n");
}

static int has_a_shield_with_a_deadline_inside(void *unused) {
  (void)unused;
  bt_cancel_scope_open(&scope, 0, false);
  naps_shielded(7);
  return close_scope(&scope, 0);
}

/* Of what is cancelled outside, the shield knows nothing. */
static void deadline_of_a_shield_ends_there(void **state) {
  (void)state;
  assert_int_equal(run(has_a_shield_with_a_deadline_inside), 0);
  said("7 main slept: ECANCELED\n"
       "7 main shield: 0\n"
       "7 main slept: ECANCELED\n"
       "7 main scope: 0\n");
}

static int has_a_scope_in_a_shield(void *unused) {
  struct bt_cancel_scope shield;

  (void)unused;
  bt_cancel_scope_open(&shield, BT_NEVER, true);
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  close_scope(&scope, nap(NUMBER(10)));
  close_scope(&shield, nap(NUMBER(10)));
  return nap(NUMBER(10));
}

static int cancels_a_scope_in_a_shield(void *unused) {
  (void)unused;
  return cancel_its_scope(has_a_scope_in_a_shield);
}

static void scope_inside_a_shield_can_be_cancelled(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_scope_in_a_shield), 0);
  said("5 A slept: ECANCELED\n"
       "5 A scope: 0\n"
       "15 A slept: 0\n"
       "15 A shield: 0\n"
       "25 A slept: 0\n");
}

/* ---- Timeouts --------------------------------------------------------- */

static int has_a_timeout_in_a_shield(void *unused) {
  struct bt_cancel_scope shield;
  struct bt_timeout t;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&shield, BT_NEVER, true);
  bt_timeout_open(&t, 7);
  rc = say_rc("timeout", bt_timeout_close(&t, nap(NUMBER(10))));
  rc = close_scope(&shield, rc);
  return rc == UV_ETIMEDOUT ? nap(NUMBER(1)) : UV_EIO;
}

static int cancels_round_a_timeout(void *unused) {
  (void)unused;
  return cancel_it(has_a_timeout_in_a_shield);
}

static void timeout_inside_a_shield_strikes(void **state) {
  (void)state;
  assert_int_equal(run(cancels_round_a_timeout), 0);
  said("7 A slept: ECANCELED\n"
       "7 A timeout: ETIMEDOUT\n"
       "7 A shield: ETIMEDOUT\n"
       "7 A slept: ECANCELED\n"
       "7 main A: ECANCELED\n");
}

static int has_a_shield_in_a_timeout(void *unused) {
  struct bt_timeout t;

  (void)unused;
  bt_timeout_open(&t, 5);
  say_rc("timeout", bt_timeout_close(&t, naps_in_a_shield(NULL)));
  return nap(NUMBER(1));
}

static void timeout_outside_a_shield_strikes_after_it(void **state) {
  (void)state;
  assert_int_equal(run(has_a_shield_in_a_timeout), 0);
  said("10 main slept: 0\n"
       "10 main shield: 0\n"
       "10 main slept: ECANCELED\n"
       "10 main timeout: ETIMEDOUT\n"
       "11 main slept: 0\n");
}

/* Which of them is to strike at 5 ms, and which later. */
static int nests(uint64_t scope_ms, uint64_t timeout_ms, bool timeout_inside) {
  struct bt_timeout t;
  int rc;

  if (!timeout_inside)
    bt_timeout_open(&t, timeout_ms);
  bt_cancel_scope_open(&scope, scope_ms, false);
  if (timeout_inside)
    bt_timeout_open(&t, timeout_ms);
  rc = nap(NUMBER(10));
  if (timeout_inside)
    rc = say_rc("timeout", bt_timeout_close(&t, rc));
  rc = close_scope(&scope, rc);
  if (!timeout_inside)
    rc = say_rc("timeout", bt_timeout_close(&t, rc));
  nap(NUMBER(1));
  return rc;
}

static int timeout_inside(void *unused) {
  (void)unused;
  return nests(100, 5, true) == UV_ETIMEDOUT ? 0 : UV_EIO;
}
static int timeout_inside_late(void *unused) {
  (void)unused;
  return nests(5, 100, true);
}
static int timeout_inside_as_well(void *unused) {
  (void)unused;
  return nests(5, 5, true);
}
static int timeout_outside(void *unused) {
  (void)unused;
  return nests(100, 5, false) == UV_ETIMEDOUT ? 0 : UV_EIO;
}
static int timeout_outside_late(void *unused) {
  (void)unused;
  return nests(5, 100, false);
}
static int timeout_outside_as_well(void *unused) {
  (void)unused;
  return nests(5, 5, false) == UV_ETIMEDOUT ? 0 : UV_EIO;
}

static void outermost_of_scope_and_timeout_wins(void **state) {
  (void)state;
  assert_int_equal(run(timeout_inside), 0);
  said("5 main slept: ECANCELED\n5 main timeout: ETIMEDOUT\n"
       "5 main scope: ETIMEDOUT\n6 main slept: 0\n");
  assert_int_equal(run(timeout_inside_late), 0);
  said("5 main slept: ECANCELED\n5 main timeout: ECANCELED\n"
       "5 main scope: 0\n6 main slept: 0\n");
  assert_int_equal(run(timeout_inside_as_well), 0);
  said("5 main slept: ECANCELED\n5 main timeout: ECANCELED\n"
       "5 main scope: 0\n6 main slept: 0\n");
  assert_int_equal(run(timeout_outside), 0);
  said("5 main slept: ECANCELED\n5 main scope: ECANCELED\n"
       "5 main timeout: ETIMEDOUT\n6 main slept: 0\n");
  assert_int_equal(run(timeout_outside_late), 0);
  said("5 main slept: ECANCELED\n5 main scope: 0\n"
       "5 main timeout: 0\n6 main slept: 0\n");
  assert_int_equal(run(timeout_outside_as_well), 0);
  said("5 main slept: ECANCELED\n5 main scope: ECANCELED\n"
       "5 main timeout: ETIMEDOUT\n6 main slept: 0\n");
}

/* ---- Other waits ------------------------------------------------------ */

static int gathers_in_a_scope(void *unused) {
  struct bt_task *tasks[] = {spawn("C", naps_and_cleans_up, NUMBER(50)),
                             spawn("D", nap, NUMBER(50))};
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  rc = say_rc("gather", bt_gather_all(tasks, 2, NULL));
  return close_scope(&scope, rc);
}

static int cancels_a_gather(void *unused) {
  (void)unused;
  return cancel_its_scope(gathers_in_a_scope);
}

static void cancelled_scope_cancels_what_is_gathered(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_gather), 0);
  said("5 C slept: ECANCELED\n"
       "5 D slept: ECANCELED\n"
       "25 C slept: 0\n"
       "25 A gather: ECANCELED\n"
       "25 A scope: 0\n");
}

static struct bt_condition condition;

static int waits_for_a_condition(void *unused) {
  int rc;

  (void)unused;
  assert_int_equal(bt_lock_acquire(condition.lock), 0);
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  rc = say_rc("condition", bt_condition_wait(&condition));
  rc = close_scope(&scope, rc);
  bt_lock_release(condition.lock);
  return rc;
}

static int holds_the_lock(void *unused) {
  int rc;

  (void)unused;
  assert_int_equal(bt_sleep(1), 0); /* until A waits */
  assert_int_equal(bt_lock_acquire(condition.lock), 0);
  rc = nap(NUMBER(20));
  bt_lock_release(condition.lock);
  return rc;
}

static int cancels_a_condition(void *unused) {
  struct bt_task *b;

  (void)unused;
  bt_condition_init(&condition, NULL, "c");
  b = spawn("B", holds_the_lock, NULL);
  return cancel_its_scope(waits_for_a_condition) | bt_await(b);
}

/* B has the lock; the clock must go on while A waits for it. */
static void condition_in_a_cancelled_scope_returns_with_the_lock(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_condition), 0);
  said("21 B slept: 0\n"
       "21 A condition: ECANCELED\n"
       "21 A scope: 0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(shield_keeps_a_cancellation_of_the_task_out),
      TEST(shield_keeps_a_cancelled_scope_out),
      TEST(deadline_of_a_shield_strikes_inside),
      TEST(deadline_of_a_shield_ends_there),
      TEST(scope_inside_a_shield_can_be_cancelled),
      TEST(timeout_inside_a_shield_strikes),
      TEST(timeout_outside_a_shield_strikes_after_it),
      TEST(outermost_of_scope_and_timeout_wins),
      TEST(cancelled_scope_cancels_what_is_gathered),
      TEST(condition_in_a_cancelled_scope_returns_with_the_lock),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

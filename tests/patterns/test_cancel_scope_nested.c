/* SPDX-License-Identifier: MIT-0 */
/* Shields; scopes round and inside of timeouts, groups and other waits. */
#include "support.h"

#include "bt_cancel_scope.h"
#include "bt_condition.h"
#include "bt_gather.h"
#include "bt_task_group.h"
#include "bt_timeout.h"

static struct bt_cancel_scope scope; /* of task A */
static struct bt_task *a;

/* Runs fn as task A; cancels it after 5 ms. */
static int cancel_it(bt_fn *fn) {
  a = spawn("A", fn, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  return say_rc("A", bt_await(a)) == UV_ECANCELED ? 0 : UV_EIO;
}

/* Runs fn as task A; cancels its scope after 5 ms. */
static int cancel_its_scope(bt_fn *fn) {
  a = spawn("A", fn, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_scope_cancel(&scope);
  return bt_await(a);
}

static int close_scope(struct bt_cancel_scope *s, int rc) {
  return say_rc(s == &scope ? "scope" : "shield", bt_cancel_scope_close(s, rc));
}

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

/* ---- Groups ----------------------------------------------------------- */

static int naps_and_cleans_up(void *ms) {
  int rc = nap(ms);

  if (rc == UV_ECANCELED)
    nap(NUMBER(20));
  return rc;
}

static int fails(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  return rc < 0 ? rc : UV_EPERM;
}

static int has_a_group_in_a_scope(void *body_ms) {
  struct bt_group g;
  int rc;

  bt_cancel_scope_open(&scope, BT_NEVER, false);
  bt_group_open(&g);
  bt_group_spawn_named(&g, "C", naps_and_cleans_up, NUMBER(50));
  rc = body_ms ? nap(body_ms) : 0;
  rc = say_rc("group", bt_group_close(&g, rc));
  bt_group_fini(&g);
  return close_scope(&scope, rc);
}

static int has_a_group_that_waits(void *unused) {
  (void)unused;
  return has_a_group_in_a_scope(NULL);
}

static int has_a_group_with_a_body(void *unused) {
  (void)unused;
  return has_a_group_in_a_scope(NUMBER(40));
}

static int cancels_round_a_group(void *unused) {
  (void)unused;
  return cancel_its_scope(has_a_group_that_waits);
}

static int cancels_round_the_body_of_a_group(void *unused) {
  (void)unused;
  return cancel_its_scope(has_a_group_with_a_body);
}

/* The clock must go on while the group waits in the cancelled scope. */
static void cancelled_scope_round_a_group_waits_for_its_children(void **state) {
  (void)state;
  assert_int_equal(run(cancels_round_a_group), 0);
  said("5 C slept: ECANCELED\n"
       "25 C slept: 0\n"
       "25 A group: ECANCELED\n"
       "25 A scope: 0\n");
  assert_int_equal(run(cancels_round_the_body_of_a_group), 0);
  said("5 A slept: ECANCELED\n"
       "5 C slept: ECANCELED\n"
       "25 C slept: 0\n"
       "25 A group: ECANCELED\n"
       "25 A scope: 0\n");
}

static int has_a_failing_group_in_a_shield(void *unused) {
  struct bt_cancel_scope shield;
  struct bt_group g;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&shield, BT_NEVER, true);
  bt_group_open(&g);
  bt_group_spawn_named(&g, "C", fails, NUMBER(7));
  bt_group_spawn_named(&g, "D", nap, NUMBER(50));
  rc = bt_group_close(&g, nap(NUMBER(40)));
  say_rc("group", rc);
  bt_group_fini(&g);
  say("cancelling: %u", bt_cancelling(bt_self()));
  nap(NUMBER(1));
  rc = close_scope(&shield, rc);
  return rc == UV_EPERM ? nap(NUMBER(10)) : UV_EIO;
}

static int cancels_round_a_shielded_group(void *unused) {
  (void)unused;
  return cancel_it(has_a_failing_group_in_a_shield);
}

static void group_inside_a_shield_ends_as_any_other(void **state) {
  (void)state;
  assert_int_equal(run(cancels_round_a_shielded_group), 0);
  said("7 D slept: ECANCELED\n"
       "7 A slept: ECANCELED\n"
       "7 A group: EPERM\n"
       "7 A cancelling: 0\n"
       "8 A slept: 0\n"
       "8 A shield: EPERM\n"
       "8 A slept: ECANCELED\n"
       "8 main A: ECANCELED\n");
}

static int cancels_its_group_in_a_shield(void *unused) {
  struct bt_cancel_scope shield;
  struct bt_group g;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&shield, BT_NEVER, true);
  nap(NUMBER(10)); /* the task is cancelled meanwhile */
  bt_group_open(&g);
  bt_group_spawn_named(&g, "C", nap, NUMBER(50));
  assert_int_equal(bt_yield(), 0);
  bt_group_cancel(&g);
  rc = bt_group_close(&g, nap(NUMBER(10)));
  say_rc("group", rc);
  close_scope(&shield, rc);
  return nap(NUMBER(1));
}

static int cancels_round_a_cancelled_group(void *unused) {
  (void)unused;
  return cancel_it(cancels_its_group_in_a_shield);
}

static void group_does_not_take_what_is_held_back_for_its_own(void **state) {
  (void)state;
  assert_int_equal(run(cancels_round_a_cancelled_group), 0);
  said("10 A slept: 0\n"
       "10 C slept: ECANCELED\n"
       "10 A slept: ECANCELED\n"
       "10 A group: 0\n"
       "10 A shield: 0\n"
       "10 A slept: ECANCELED\n"
       "10 main A: ECANCELED\n");
}

static int cancels_its_group_in_a_cancelled_scope(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, 0, false);
  bt_group_open(&g);
  bt_group_spawn_named(&g, "C", nap, NUMBER(50));
  bt_group_cancel(&g);
  rc = say_rc("group", bt_group_close(&g, nap(NUMBER(10))));
  return close_scope(&scope, rc);
}

static void cancelled_scope_round_a_cancelled_group_comes_out(void **state) {
  (void)state;
  assert_int_equal(run(cancels_its_group_in_a_cancelled_scope), 0);
  said("0 main slept: ECANCELED\n"
       "0 main group: ECANCELED\n"
       "0 main scope: 0\n");
}

static int fails_when_cancelled(void *ms) {
  return bt_sleep((uintptr_t)ms) < 0 ? UV_EPERM : 0;
}

static int fails_in_a_cancelled_scope(void *unused) {
  struct bt_group g;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, 5, false);
  bt_group_open(&g);
  bt_group_spawn_named(&g, "C", fails_when_cancelled, NUMBER(50));
  rc = bt_group_close(&g, nap(NUMBER(10)));
  say_rc("group", rc);
  bt_group_fini(&g);
  nap(NUMBER(1));
  rc = close_scope(&scope, rc);
  nap(NUMBER(1));
  return rc == UV_EPERM ? 0 : UV_EIO;
}

static void error_of_a_group_passes_through_a_cancelled_scope(void **state) {
  (void)state;
  assert_int_equal(run(fails_in_a_cancelled_scope), 0);
  said("5 main slept: ECANCELED\n"
       "5 main group: EPERM\n"
       "5 main slept: ECANCELED\n"
       "5 main scope: EPERM\n"
       "6 main slept: 0\n");
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
      TEST(cancelled_scope_round_a_group_waits_for_its_children),
      TEST(group_inside_a_shield_ends_as_any_other),
      TEST(group_does_not_take_what_is_held_back_for_its_own),
      TEST(cancelled_scope_round_a_cancelled_group_comes_out),
      TEST(error_of_a_group_passes_through_a_cancelled_scope),
      TEST(cancelled_scope_cancels_what_is_gathered),
      TEST(condition_in_a_cancelled_scope_returns_with_the_lock),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

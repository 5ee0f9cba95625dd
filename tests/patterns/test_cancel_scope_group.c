/* SPDX-License-Identifier: MIT-0 */
/* cancel_scope: with task groups inside and outside. */
#include "cancel_scope_nested.h"

#include "bt_condition.h"
#include "bt_gather.h"
#include "bt_task_group.h"
#include "bt_timeout.h"

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

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cancelled_scope_round_a_group_waits_for_its_children),
      TEST(group_inside_a_shield_ends_as_any_other),
      TEST(group_does_not_take_what_is_held_back_for_its_own),
      TEST(cancelled_scope_round_a_cancelled_group_comes_out),
      TEST(error_of_a_group_passes_through_a_cancelled_scope),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

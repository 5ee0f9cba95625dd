/* SPDX-License-Identifier: MIT-0 */
/* Scopes that are pressed: every wait in them is cancelled. */
#include "scope.h"

static int presses_the_scope(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  bt_scope_press(&scope, "call");
  return rc;
}

static int naps_in_a_scope(void *unused) {
  (void)unused;
  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  nap(NUMBER(10));
  nap(NUMBER(10));
  say_rc("yielded", bt_yield());
  say("pressed: %d, cancelling: %u", bt_pressed(bt_self()),
      bt_cancelling(bt_self()));
  bt_scope_close(&scope);
  nap(NUMBER(10));
  return 0;
}

static int has_a_pressed_scope(void *unused) {
  (void)unused;
  return with(naps_in_a_scope, presses_the_scope);
}

static void every_wait_inside_a_pressed_scope_is_cancelled(void **state) {
  (void)state;
  assert_int_equal(run(has_a_pressed_scope), 0);
  said("5 A slept: ECANCELED\n"
       "5 A slept: ECANCELED\n"
       "5 A yielded: ECANCELED\n"
       "5 A pressed: 1, cancelling: 0\n"
       "15 A slept: 0\n");
}

static int has_a_shield_in_a_pressed_scope(void *unused) {
  struct bt_scope shield, inner;

  (void)unused;
  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  bt_scope_press(&scope, "call");
  open_shield(&shield);
  nap(NUMBER(10));
  bt_scope_open(&inner, "cancel_scope", "inner", BT_NEVER);
  bt_scope_press(&inner, "call");
  bt_scope_press(&inner, "call");
  nap(NUMBER(10));
  bt_scope_close(&inner);
  nap(NUMBER(10));
  bt_scope_close(&shield);
  bt_scope_press(&shield, "call"); /* too late, nothing happens */
  nap(NUMBER(10));
  bt_scope_close(&scope);
  nap(NUMBER(10));
  bt_scope_press(&scope, "call");
  nap(NUMBER(10));
  return 0;
}

static void press_reaches_as_far_as_the_next_shield(void **state) {
  (void)state;
  assert_int_equal(run(has_a_shield_in_a_pressed_scope), 0);
  said("10 main slept: 0\n"
       "10 main slept: ECANCELED\n"
       "20 main slept: 0\n"
       "20 main slept: ECANCELED\n"
       "30 main slept: 0\n"
       "40 main slept: 0\n");
}

static int naps_and_cleans_up(void *unused) {
  (void)unused;
  nap(NUMBER(20));
  return nap(NUMBER(20)) == 0 ? UV_ECANCELED : UV_EIO;
}

static int awaits_in_a_pressed_scope(void *unused) {
  struct bt_task *inner = spawn("C", nap, NUMBER(10));

  (void)unused;
  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  say_rc("awaited", bt_await(inner));
  bt_scope_close(&scope);
  nap(NUMBER(10));
  return 0;
}

static int presses_one_that_awaits(void *unused) {
  (void)unused;
  return with(awaits_in_a_pressed_scope, presses_the_scope);
}

static void press_cancels_what_is_awaited_first(void **state) {
  (void)state;
  assert_int_equal(run(presses_one_that_awaits), 0);
  said("5 C slept: ECANCELED\n"
       "5 A awaited: ECANCELED\n"
       "15 A slept: 0\n");
}

static struct bt_scope outer_scope;

static int awaits_in_two_scopes(void *unused) {
  struct bt_task *inner = spawn("C", naps_and_cleans_up, NULL);
  int rc;

  (void)unused;
  bt_scope_open(&outer_scope, "cancel_scope", "outer", BT_NEVER);
  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  rc = say_rc("awaited", bt_await(inner));
  bt_scope_close(&scope);
  bt_scope_close(&outer_scope);
  return rc == UV_ECANCELED ? 0 : UV_EIO;
}

static int presses_both(void *unused) {
  (void)unused;
  target = spawn("A", awaits_in_two_scopes, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_scope_press(&scope, "call");
  assert_int_equal(bt_sleep(5), 0);
  bt_scope_press(&outer_scope, "call");
  return bt_await(target);
}

static void press_adds_nothing_where_another_reaches(void **state) {
  (void)state;
  assert_int_equal(run(presses_both), 0);
  said("5 C slept: ECANCELED\n"
       "25 C slept: 0\n"
       "25 A awaited: ECANCELED\n");
}

static int awaits_in_a_scope_pressed_before(void *unused) {
  struct bt_task *inner = spawn("C", naps_in_a_shield_at_the_end, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  bt_scope_press(&scope, "call");
  say_rc("joined", bt_join(inner));
  say_rc("joined again", bt_join(inner));
  bt_scope_close(&scope);
  return bt_await(inner) == UV_ECANCELED ? 0 : UV_EIO;
}

static void await_in_a_pressed_scope_still_waits_for_the_end(void **state) {
  (void)state;
  assert_int_equal(run(awaits_in_a_scope_pressed_before), 0);
  said("10 C slept: 0\n"
       "10 C slept: ECANCELED\n"
       "10 main joined: ECANCELED\n"
       "10 main joined again: ECANCELED\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_wait_inside_a_pressed_scope_is_cancelled),
      TEST(press_reaches_as_far_as_the_next_shield),
      TEST(press_cancels_what_is_awaited_first),
      TEST(press_adds_nothing_where_another_reaches),
      TEST(await_in_a_pressed_scope_still_waits_for_the_end),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

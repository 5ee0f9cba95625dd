/* SPDX-License-Identifier: MIT-0 */
/* Scopes: how they nest, and what a shield holds back. */
#include "scope.h"

/* Cancels the target after so many ms, as somebody outside of all scopes. */
static int cancels_it(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  bt_cancel_because(target, "from outside");
  return rc;
}

/* The same, as the owner of the scope. */
static int cancels_it_by_the_scope(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  bt_cancel_via(target, "timeout", &scope);
  return rc;
}

/* ---- Shields ---------------------------------------------------------- */

static int naps_in_a_shield(void *unused) {
  struct bt_scope shield;

  (void)unused;
  open_shield(&shield);
  nap(NUMBER(10));
  say("cancelling inside: %u", bt_cancelling(bt_self()));
  bt_scope_close(&shield);
  say("after: %u", bt_cancelling(bt_self()));
  nap(NUMBER(10));
  say("%s", bt_message(bt_self()));
  nap(NUMBER(10));
  return 0;
}

static int shields_a_nap(void *unused) {
  (void)unused;
  return with(naps_in_a_shield, cancels_it);
}

static void shield_holds_a_cancellation_back_until_it_is_closed(void **state) {
  (void)state;
  assert_int_equal(run(shields_a_nap), 0);
  said("10 A slept: 0\n"
       "10 A cancelling inside: 0\n"
       "10 A after: 1\n"
       "10 A slept: ECANCELED\n"
       "10 A from outside\n"
       "20 A slept: 0\n");
}

static int naps_in_a_scope_in_a_shield(void *unused) {
  struct bt_scope shield;

  (void)unused;
  open_shield(&shield);
  bt_scope_open(&scope, "timeout", "t", BT_NEVER);
  nap(NUMBER(10));
  say("struck: %u", bt_struck(bt_self()));
  say("left: %u", bt_uncancel(bt_self()));
  bt_scope_close(&scope);
  bt_scope_close(&shield);
  nap(NUMBER(10));
  return 0;
}

static int cancels_from_within_a_shield(void *unused) {
  (void)unused;
  return with(naps_in_a_scope_in_a_shield, cancels_it_by_the_scope);
}

static void what_comes_from_inside_a_shield_is_not_held_back(void **state) {
  (void)state;
  assert_int_equal(run(cancels_from_within_a_shield), 0);
  said("5 A slept: ECANCELED\n"
       "5 A struck: 1\n"
       "5 A left: 0\n"
       "15 A slept: 0\n");
}

static int naps_in_shields_in_a_scope(void *unused) {
  struct bt_scope outer, inner;

  (void)unused;
  bt_scope_open(&scope, "timeout", "t", BT_NEVER);
  open_shield(&outer);
  open_shield(&inner);
  nap(NUMBER(10));
  bt_scope_close(&inner);
  nap(NUMBER(10));
  bt_scope_close(&outer);
  nap(NUMBER(10));
  bt_scope_close(&scope);
  nap(NUMBER(10));
  return 0;
}

static int cancels_from_without_two_shields(void *unused) {
  (void)unused;
  return with(naps_in_shields_in_a_scope, cancels_it_by_the_scope);
}

static void shields_nest(void **state) {
  (void)state;
  assert_int_equal(run(cancels_from_without_two_shields), 0);
  said("10 A slept: 0\n"
       "20 A slept: 0\n"
       "20 A slept: ECANCELED\n"
       "30 A slept: 0\n");
}

static int opens_a_shield_when_cancelled(void *unused) {
  struct bt_scope shield;

  (void)unused;
  bt_cancel(bt_self());
  open_shield(&shield);
  nap(NUMBER(10));
  say("left: %u", bt_uncancel(bt_self()));
  bt_scope_close(&shield);
  nap(NUMBER(10));
  open_shield(&shield);
  bt_cancel(bt_self());
  bt_scope_close(&shield);
  say("left: %u", bt_uncancel(bt_self()));
  say("left: %u", bt_uncancel(bt_self()));
  nap(NUMBER(10));
  return 0;
}

static void shield_keeps_what_was_on_its_way(void **state) {
  (void)state;
  assert_int_equal(run(opens_a_shield_when_cancelled), 0);
  said("10 main slept: 0\n"
       "10 main left: 0\n"
       "10 main slept: ECANCELED\n"
       "10 main left: 1\n"
       "10 main left: 0\n"
       "20 main slept: 0\n");
}

static int awaits_one_in_a_shield(void *unused) {
  struct bt_task *inner = spawn("C", naps_in_a_shield, NULL);

  (void)unused;
  return say_rc("awaited", bt_await(inner));
}

static int cancels_a_chain(void *unused) {
  (void)unused;
  return with(awaits_one_in_a_shield, cancels_it);
}

static void cancellation_of_an_awaiter_stops_at_a_shield(void **state) {
  (void)state;
  assert_int_equal(run(cancels_a_chain), 0);
  said("10 C slept: 0\n"
       "10 C cancelling inside: 0\n"
       "10 C after: 1\n"
       "10 C slept: ECANCELED\n"
       "10 C from outside\n"
       "20 C slept: 0\n"
       "20 A awaited: 0\n");
}

static int ends_with_one_held_back(void *unused) {
  struct bt_scope shield;

  (void)unused;
  open_shield(&shield);
  bt_cancel(bt_self());
  bt_scope_close(&shield);
  return 7;
}

static void one_held_back_to_the_end_is_a_cancellation(void **state) {
  (void)state;
  assert_int_equal(run(ends_with_one_held_back), UV_ECANCELED);
}

static int leaves_one_in_a_shield(void *unused) {
  (void)unused;
  bt_drop(spawn("A", naps_in_a_shield_at_the_end, NULL));
  return 0;
}

static void end_of_main_waits_for_a_shield(void **state) {
  (void)state;
  assert_int_equal(run(leaves_one_in_a_shield), 0);
  said("10 A slept: 0\n"
       "10 A slept: ECANCELED\n");
}

/* ---- A cancellation that is passed on --------------------------------- */

static bool goes_on(struct bt_waiter *waiter) {
  (void)waiter;
  say("asked");
  return true;
}

static bool gives_up(struct bt_waiter *waiter) {
  bt_strike(waiter);
  return true;
}

static int waits_with(bool (*cancel)(struct bt_waiter *waiter)) {
  struct bt_wait_kind kind = {.cancel = cancel};
  struct bt_waiter waiter = {.on = "nothing", .kind = &kind};

  say_rc("parked", bt_park(&waiter));
  say("%s", waiter.state == BT_STRUCK ? "struck" : "woken");
  return 0;
}

static int waits_on(void *unused) {
  (void)unused;
  return waits_with(goes_on);
}

static int waits_until_struck(void *unused) {
  (void)unused;
  return waits_with(gives_up);
}

static int has_waits_of_their_own(void *unused) {
  struct bt_task *a = spawn("A", waits_on, NULL);
  struct bt_task *b = spawn("B", waits_until_struck, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_cancel(a);
  bt_cancel(b);
  assert_int_equal(bt_yield(), 0);
  assert_true(bt_wake(a, 3));
  return bt_await(a) + bt_await(b);
}

static void wait_decides_what_a_cancellation_does(void **state) {
  (void)state;
  assert_int_equal(run(has_waits_of_their_own), 0);
  said("0 main asked\n"
       "0 B parked: ECANCELED\n"
       "0 B struck\n"
       "0 A parked: 3\n"
       "0 A woken\n");
}

/* ---- Once more -------------------------------------------------------- */

static int parks_in_a_scope(void) {
  struct bt_waiter waiter = {.on = "nothing"};
  int rc;

  bt_scope_open(&scope, "cancel_scope", "s", BT_NEVER);
  rc = say_rc("parked", bt_park(&waiter));
  bt_cancel_again();
  return rc;
}

static int takes_what_came_first(void *unused) {
  int rc = parks_in_a_scope();

  (void)unused;
  say("struck: %u", bt_struck(bt_self()));
  nap(NUMBER(10));
  say("struck: %u", bt_struck(bt_self()));
  bt_scope_close(&scope);
  nap(NUMBER(10));
  return rc;
}

static int takes_it_and_leaves_the_scope(void *unused) {
  int rc = parks_in_a_scope();

  (void)unused;
  bt_scope_close(&scope);
  nap(NUMBER(10));
  return rc;
}

static int wakes(bt_fn *fn) {
  target = spawn("A", fn, NULL);
  assert_int_equal(bt_yield(), 0);
  assert_true(bt_wake(target, 3));
  return 0;
}

static int wakes_then_cancels(void *unused) {
  (void)unused;
  wakes(takes_what_came_first);
  bt_cancel(target);
  return bt_await(target);
}

static int only_cancels(void *unused) {
  (void)unused;
  target = spawn("A", takes_what_came_first, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_cancel(target);
  return bt_await(target);
}

static void request_can_be_made_to_strike_once_more(void **state) {
  static bt_fn *const programs[] = {wakes_then_cancels, only_cancels};

  (void)state;
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(run(programs[i]), UV_ECANCELED);
    said("0 A parked: ECANCELED\n"
         "0 A struck: 0\n"
         "0 A slept: ECANCELED\n"
         "0 A struck: 1\n"
         "10 A slept: 0\n");
  }
}

static int wakes_then_presses(void *unused) {
  (void)unused;
  wakes(takes_it_and_leaves_the_scope);
  bt_scope_press(&scope, "call");
  return bt_await(target);
}

/* The scope strikes by itself, and no longer than it is open. */
static void pressed_scope_does_not_strike_once_more(void **state) {
  (void)state;
  assert_int_equal(run(wakes_then_presses), UV_ECANCELED);
  said("0 A parked: ECANCELED\n"
       "10 A slept: 0\n");
}

/* ---- Finding tasks named twice ---------------------------------------- */

static int visits(void *unused) {
  struct bt_task *self = bt_self();
  uint64_t first = bt_new_visit();
  uint64_t second = bt_new_visit();

  (void)unused;
  assert_true(bt_visit(self, first));
  assert_false(bt_visit(self, first));
  assert_true(bt_visit(self, second));
  assert_false(bt_visit(self, second));
  return 0;
}

static void visit_finds_a_task_once(void **state) {
  (void)state;
  assert_int_equal(run(visits), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(shield_holds_a_cancellation_back_until_it_is_closed),
      TEST(what_comes_from_inside_a_shield_is_not_held_back),
      TEST(shields_nest),
      TEST(shield_keeps_what_was_on_its_way),
      TEST(cancellation_of_an_awaiter_stops_at_a_shield),
      TEST(one_held_back_to_the_end_is_a_cancellation),
      TEST(end_of_main_waits_for_a_shield),
      TEST(wait_decides_what_a_cancellation_does),
      TEST(request_can_be_made_to_strike_once_more),
      TEST(pressed_scope_does_not_strike_once_more),
      TEST(visit_finds_a_task_once),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* The end of a pool. */
#include "pool_close.h"

#include "bt_cancel_scope.h"

static int run_with_max(size_t max, bt_fn *program) {
  int rc;

  begin_pool(max, &ops);
  rc = run(program);
  is_clean();
  return rc;
}

static struct member *borrow(void) {
  void *member;

  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  return member;
}

static int uses(void *ms) {
  void *member;
  int rc = bt_pool_acquire(&pool, &member);

  if (rc < 0)
    return say_rc("acquire", rc);
  rc = bt_sleep((uintptr_t)ms);
  bt_pool_release(&pool, member);
  return rc;
}

static int closes(void *unused) {
  (void)unused;
  return say_rc("close", bt_pool_close(&pool));
}

/* ---- Closing ---------------------------------------------------------- */

static int closes_an_empty_one(void *unused) {
  turns_begin();
  closes(unused);
  closes(unused);
  assert_int_equal(turns_end(), 0);
  say_rc("acquire", uses(NULL));
  say("%s", bt_message(bt_self()));
  return 0;
}

static void closed_pool_lends_nothing(void **state) {
  (void)state;
  assert_int_equal(run_with_max(2, closes_an_empty_one), 0);
  said("0 main close: 0\n"
       "0 main close: 0\n"
       "0 main acquire: EPIPE\n"
       "0 main acquire: EPIPE\n"
       "0 main the pool is closed\n");
}

static int closes_what_came_back(void *unused) {
  struct member *a = borrow(), *b = borrow(), *c = borrow();

  bt_pool_release(&pool, b);
  bt_pool_release(&pool, c);
  bt_pool_release(&pool, a);
  return closes(unused);
}

static void members_are_closed_in_the_order_of_coming_back(void **state) {
  (void)state;
  assert_int_equal(run_with_max(3, closes_what_came_back), 0);
  said("0 main close 2\n"
       "0 main close 3\n"
       "0 main close 1\n"
       "0 main close: 0\n");
}

static int closes_while_others_use(void *unused) {
  struct bt_task *a = spawn("A", uses, NUMBER(10));
  struct bt_task *b = spawn("B", uses, NUMBER(10));

  assert_int_equal(bt_sleep(5), 0);
  closes(unused);
  assert_int_equal(bt_await(b), UV_EPIPE);
  return bt_await(a);
}

static void close_turns_waiters_away_and_waits_for_members(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, closes_while_others_use), 0);
  said("5 B acquire: EPIPE\n"
       "10 main close 1\n"
       "10 main close: 0\n");
}

static int closes_while_another_opens(void *unused) {
  struct bt_task *a;

  open_ms = 10;
  a = spawn("A", uses, NUMBER(10));
  assert_int_equal(bt_sleep(5), 0);
  closes(unused);
  return bt_await(a);
}

static void who_opens_a_member_may_still_use_it(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, closes_while_another_opens), 0);
  said("20 main close 1\n"
       "20 main close: 0\n");
}

static int closes_after_a_hand_over(void *unused) {
  struct member *m = borrow();
  struct bt_task *a = spawn("A", uses, NUMBER(10));

  assert_int_equal(bt_yield(), 0);
  bt_pool_release(&pool, m);
  closes(unused); /* A has not run yet */
  return bt_await(a) == UV_EPIPE ? 0 : UV_EIO;
}

static void place_handed_over_before_the_close_goes_back(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, closes_after_a_hand_over), 0);
  said("0 A acquire: EPIPE\n"
       "0 main close 1\n"
       "0 main close: 0\n");
}

/* ---- Two who close, one who is cancelled ------------------------------ */

static int two_close(void *unused) {
  struct bt_task *a, *b;
  struct member *m[3] = {borrow(), borrow(), borrow()};

  (void)unused;
  close_ms = 10;
  a = spawn("A", closes, NULL);
  b = spawn("B", closes, NULL);
  assert_int_equal(bt_yield(), 0);
  for (int i = 0; i < 3; i++)
    bt_pool_release(&pool, m[i]);
  return bt_await(a) | bt_await(b);
}

static void two_may_close_and_both_wait_for_all(void **state) {
  (void)state;
  assert_int_equal(run_with_max(3, two_close), 0);
  said("10 A close 1\n"
       "20 A close 2\n"
       "30 A close 3\n"
       "30 A close: 0\n"
       "30 B close: 0\n");
}

static int cancels_a_close(void *unused) {
  struct member *m = borrow();
  struct bt_task *a = spawn("A", closes, NULL);

  assert_int_equal(bt_yield(), 0);
  bt_cancel(a);
  assert_int_equal(bt_await(a), UV_ECANCELED);
  say_rc("acquire", uses(NULL));
  bt_pool_release(&pool, m);
  return closes(unused);
}

static void cancelled_close_can_be_made_again(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, cancels_a_close), 0);
  said("0 A close: ECANCELED\n"
       "0 main acquire: EPIPE\n"
       "0 main acquire: EPIPE\n"
       "0 main close 1\n"
       "0 main close: 0\n");
}

static int closes_two(void *unused) {
  struct member *a = borrow(), *b = borrow();

  close_ms = 10;
  bt_pool_release(&pool, a);
  bt_pool_release(&pool, b);
  closes(unused);
  return nap(NUMBER(10));
}

static int cancels_while_members_close(void *unused) {
  struct bt_task *a = spawn("A", closes_two, NULL);

  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  return bt_await(a) == UV_ECANCELED ? 0 : UV_EIO;
}

static void nothing_is_left_half_closed(void **state) {
  (void)state;
  assert_int_equal(run_with_max(2, cancels_while_members_close), 0);
  said("10 A close 1\n"
       "20 A close 2\n"
       "20 A close: 0\n"
       "20 A slept: ECANCELED\n");
}

static int closes_in_a_cancelled_scope(void *unused) {
  struct bt_cancel_scope scope;
  struct member *m = borrow();

  (void)unused;
  close_ms = 10;
  bt_cancel_scope_open(&scope, 0, false);
  closes(NULL);
  bt_pool_release(&pool, m);
  closes(NULL);
  return bt_cancel_scope_close(&scope, 0);
}

static void cancelled_scope_waits_for_no_borrower_but_for_closes(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, closes_in_a_cancelled_scope), 0);
  said("0 main close: ECANCELED\n"
       "10 main close 1\n"
       "10 main close: 0\n");
}

static int forgets_to_close(void *unused) {
  (void)unused;
  bt_pool_release(&pool, borrow());
  return 0;
}

static void pool_that_is_never_closed_is_a_leak(void **state) {
  (void)state;
  begin_pool(1, &ops);
  assert_int_equal(run(forgets_to_close), 0);
  reported("leak: 1 block (8 bytes) of bt_alloc were not freed\n");
}

/* ---- Memory, the end -------------------------------------------------- */

static int three_use(void *unused) {
  struct bt_task *a, *b;
  int rc, rc_close;

  (void)unused;
  begin_pool(1, &ops);
  open_ms = close_ms = 1;
  a = bt_spawn(uses, NUMBER(1));
  b = bt_spawn(uses, NUMBER(1));
  rc = uses(NUMBER(1));
  if (a)
    rc |= bt_await(a);
  if (b)
    rc |= bt_await(b);
  rc_close = bt_pool_close(&pool);
  is_clean();
  return !a || !b ? UV_ENOMEM : rc < 0 ? rc : rc_close;
}

static void refused_memory_loses_no_place(void **state) {
  (void)state;
  /* The loop, main, two tasks, and room for the members. */
  assert_int_equal(refuse_each(three_use), 5);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(three_use) > 8);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(closed_pool_lends_nothing),
      TEST(members_are_closed_in_the_order_of_coming_back),
      TEST(close_turns_waiters_away_and_waits_for_members),
      TEST(who_opens_a_member_may_still_use_it),
      TEST(place_handed_over_before_the_close_goes_back),
      TEST(two_may_close_and_both_wait_for_all),
      TEST(cancelled_close_can_be_made_again),
      TEST(nothing_is_left_half_closed),
      TEST(cancelled_scope_waits_for_no_borrower_but_for_closes),
      TEST(pool_that_is_never_closed_is_a_leak),
      TEST(refused_memory_loses_no_place),
      TEST(loop_may_close_at_any_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

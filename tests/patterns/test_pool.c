/* SPDX-License-Identifier: MIT-0 */
#include "pool.h"

#include <string.h>

/* ---- Lending ---------------------------------------------------------- */

static int borrows_two(void *unused) {
  void *a, *b, *c;

  (void)unused;
  turns_begin();
  assert_int_equal(bt_pool_size(&pool), 0);
  assert_int_equal(bt_pool_acquire(&pool, &a), 0);
  assert_int_equal(bt_pool_acquire(&pool, &b), 0);
  assert_int_equal(bt_pool_size(&pool), 2);
  bt_pool_release(&pool, a);
  bt_pool_release(&pool, b);
  assert_int_equal(bt_pool_size(&pool), 2);
  assert_int_equal(bt_pool_acquire(&pool, &c), 0);
  assert_ptr_equal(c, b);
  bt_pool_release(&pool, c);
  assert_int_equal(turns_end(), 0);
  return close_after(0);
}

static void member_used_last_is_lent_first(void **state) {
  (void)state;
  assert_int_equal(run_with_max(3, &ops, borrows_two), 0);
  said("0 main open 1\n"
       "0 main open 2\n"
       "0 main close 1\n"
       "0 main close 2\n");
}

static int four_use(void *unused) {
  (void)unused;
  spawn_abcd(4, uses, NUMBER(10));
  assert_int_equal(await_abcd(4, 0), 4);
  return close_after(0);
}

static void no_more_than_max_are_out_first_come_first_served(void **state) {
  (void)state;
  assert_int_equal(run_with_max(2, &ops, four_use), 0);
  said("0 A open 1\n0 A has 1\n"
       "0 B open 2\n0 B has 2\n"
       "10 C has 2\n10 D has 1\n"
       "20 main close 2\n20 main close 1\n");
}

/* The place is free, but belongs to B, which has not run yet. */
static int asks_when_one_comes_back(void *unused) {
  struct bt_task *b;
  void *member;

  (void)unused;
  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  b = spawn("B", uses, NUMBER(10));
  assert_int_equal(bt_yield(), 0);
  bt_pool_release(&pool, member);
  uses(NUMBER(10));
  return close_after(bt_await(b));
}

static void newcomer_does_not_overtake(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, asks_when_one_comes_back), 0);
  said("0 main open 1\n"
       "0 B has 1\n"
       "10 main has 1\n"
       "20 main close 1\n");
}

static int context_is(void *context, void **member) {
  *member = context;
  return 0;
}

static int borrows_the_context(void *context) {
  static const struct bt_pool_ops least = {context_is, NULL, NULL};
  void *member;

  bt_pool_init(&pool, 1, &least, context, NULL);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(bt_pool_acquire(&pool, &member), 0);
    assert_ptr_equal(member, context);
    bt_pool_release(&pool, member);
  }
  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  bt_pool_discard(&pool, member);
  return bt_pool_close(&pool);
}

static void operations_get_the_context(void **state) {
  int context;

  (void)state;
  assert_int_equal(run_arg(borrows_the_context, &context), 0);
}

/* ---- Checking --------------------------------------------------------- */

static int finds_broken_ones(void *unused) {
  void *a, *b;

  (void)unused;
  assert_int_equal(bt_pool_acquire(&pool, &a), 0);
  assert_int_equal(bt_pool_acquire(&pool, &b), 0);
  bt_pool_release(&pool, a);
  bt_pool_release(&pool, b);
  uses(NUMBER(1));
  world.check_rc = UV_EPIPE;
  uses(NUMBER(1));
  return close_after(0);
}

static void broken_members_are_dropped_and_replaced(void **state) {
  (void)state;
  assert_int_equal(run_with_max(2, &checked_ops, finds_broken_ones), 0);
  said("0 main open 1\n0 main open 2\n"
       "0 main check 2\n0 main has 2\n"
       "1 main check 2\n1 main close 2\n"
       "1 main check 1\n1 main close 1\n"
       "1 main open 3\n1 main has 3\n"
       "2 main close 3\n");
}

static int cancels_a_check(void *unused) {
  struct bt_task *a, *b;

  (void)unused;
  uses(NUMBER(1));
  world.check_ms = 10;
  world.close_ms = 5;
  a = spawn("A", uses, NUMBER(1));
  b = spawn("B", uses, NUMBER(1));
  assert_int_equal(bt_sleep(2), 0);
  bt_cancel(a);
  assert_int_equal(bt_await(a), UV_ECANCELED);
  return close_after(bt_await(b));
}

static void cancelled_check_ends_the_acquire(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &checked_ops, cancels_a_check), 0);
  said("0 main open 1\n0 main has 1\n"
       "1 A check 1\n"
       "8 A close 1\n"
       "8 A acquire: ECANCELED\n"
       "8 B open 2\n8 B has 2\n"
       "14 main close 2\n");
}

/* ---- Opening ---------------------------------------------------------- */

static int opens_in_vain(void *unused) {
  (void)unused;
  world.open_ms = 5;
  world.open_rc = UV_EIO;
  spawn_abcd(4, uses, NUMBER(10));
  assert_int_equal(bt_sleep(12), 0);
  world.open_rc = 0;
  assert_int_equal(await_abcd(4, UV_EIO), 2);
  return close_after(0);
}

static void failed_open_passes_the_place_on(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, opens_in_vain), 0);
  said("5 A open: EIO\n5 A acquire: EIO\n"
       "10 B open: EIO\n10 B acquire: EIO\n"
       "15 C open 1\n15 C has 1\n"
       "25 D has 1\n"
       "35 main close 1\n");
}

static int opens_once_in_vain(void *unused) {
  (void)unused;
  world.open_rc = UV_EIO;
  uses(NUMBER(1));
  say("%s", bt_message(bt_self()));
  return close_after(0);
}

static void error_of_open_comes_with_its_message(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, opens_once_in_vain), 0);
  said("0 main open: EIO\n"
       "0 main acquire: EIO\n"
       "0 main nobody listens\n");
}

static int cancels_an_open(void *unused) {
  (void)unused;
  world.open_ms = 10;
  spawn_abcd(4, uses, NUMBER(10));
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(abcd[0]);
  assert_int_equal(await_abcd(4, UV_ECANCELED), 1);
  return close_after(0);
}

static void cancelled_open_passes_the_place_on(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, cancels_an_open), 0);
  said("5 A open: ECANCELED\n5 A acquire: ECANCELED\n"
       "15 B open 1\n15 B has 1\n"
       "25 C has 1\n35 D has 1\n"
       "45 main close 1\n");
}

/* ---- The screen, misuse ----------------------------------------------- */

static int looks_meanwhile(void *unused) {
  int rc = bt_sleep(5);

  (void)unused;
  shows("pool p: size 1, idle 0, max 1, waiters");
  return rc;
}

static int shows_its_close(void) {
  void *member;

  world.close_ms = 10;
  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  bt_pool_release(&pool, member);
  spawn_nth(0, looks_meanwhile, NULL);
  assert_int_equal(bt_pool_close(&pool), 0);
  shows("pool p: gone");
  assert_int_equal(bt_pool_close(&pool), 0); /* does not show it again */
  return bt_await(abcd[0]);
}

static int shows_its_state(void *unused) {
  void *member;

  (void)unused;
  bt_pool_init(&pool, 1, &checked_ops, NULL, "p");
  shows("pool p: size 0, idle 0, max 1, waiters");
  world.open_rc = UV_EIO;
  assert_int_equal(bt_pool_acquire(&pool, &member), UV_EIO);
  shows("pool p: size 0, idle 0, max 1, waiters");
  world.open_rc = 0;
  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  shows("pool p: size 1, idle 0, max 1, waiters");
  spawn_abcd(4, uses, NUMBER(10));
  shows("pool p: size 1, idle 0, max 1, waiters A B C D");
  bt_cancel(abcd[1]);
  bt_pool_release(&pool, member);
  shows("pool p: size 1, idle 1, max 1, waiters C D");
  await_abcd(4, 0);
  shows("pool p: size 1, idle 1, max 1, waiters");
  world.check_rc = UV_EIO; /* so that it closes one and opens another */
  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  shows("pool p: size 1, idle 0, max 1, waiters");
  bt_pool_discard(&pool, member);
  shows("pool p: size 0, idle 0, max 1, waiters");
  return shows_its_close();
}

static void screen_shows_members_and_waiters(void **state) {
  (void)state;
  memset(&world, 0, sizeof world);
  assert_int_equal(run_shown(shows_its_state), 0);
  shows("pool p: gone");
  forget();
}

static int releases_nothing(void) {
  bt_pool_init(&pool, 1, &ops, NULL, "p");
  bt_pool_release(&pool, NULL);
  return 0;
}

static int discards_nothing(void) {
  bt_pool_init(&pool, 1, &ops, NULL, "p");
  bt_pool_discard(&pool, NULL);
  return 0;
}

static int inits_for_nobody(void) {
  bt_pool_init(&pool, 0, &ops, NULL, "p");
  return 0;
}

static void giving_back_what_is_not_lent_is_misuse(void **state) {
  (void)state;
  aborts(releases_nothing, "baton: a member is released that the pool has not "
                           "lent [pool]\n");
  aborts(discards_nothing, "baton: a member is discarded that the pool has not "
                           "lent [pool]\n");
  aborts(inits_for_nobody,
         "baton: a pool of no members; give it 1 or more [pool]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(member_used_last_is_lent_first),
      TEST(no_more_than_max_are_out_first_come_first_served),
      TEST(newcomer_does_not_overtake),
      TEST(operations_get_the_context),
      TEST(broken_members_are_dropped_and_replaced),
      TEST(cancelled_check_ends_the_acquire),
      TEST(failed_open_passes_the_place_on),
      TEST(error_of_open_comes_with_its_message),
      TEST(cancelled_open_passes_the_place_on),
      TEST(screen_shows_members_and_waiters),
      TEST(giving_back_what_is_not_lent_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

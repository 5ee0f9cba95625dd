/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

#include <string.h>

#include "bt_pool.h"
#include "bt_timeout.h"

/* Members are numbers; what happens when they come and go can be set. */
static int numbers[64];

static struct {
  unsigned open_ms, close_ms, check_ms;
  int open_rc, check_rc;
  int opened, closed;
} world;

static struct bt_pool pool;

static int open_number(void *unused, void **member) {
  int *number = &numbers[world.opened];

  (void)unused;
  if (world.open_ms) {
    int rc = bt_sleep(world.open_ms);

    if (rc < 0)
      return say_rc("open", rc);
  }
  if (world.open_rc < 0)
    return bt_fail(say_rc("open", world.open_rc), "nobody listens");
  *number = ++world.opened;
  say("open %d", *number);
  *member = number;
  return 0;
}

static void close_number(void *unused, void *member) {
  (void)unused;
  if (world.close_ms && bt_sleep(world.close_ms) < 0)
    say("the close is cancelled");
  world.closed++;
  say("close %d", *(int *)member);
}

static int check_number(void *unused, void *member) {
  (void)unused;
  say("check %d", *(int *)member);
  if (world.check_ms) {
    int rc = bt_sleep(world.check_ms);

    if (rc < 0)
      return rc;
  }
  return world.check_rc;
}

static const struct bt_pool_ops ops = {open_number, close_number, NULL};
static const struct bt_pool_ops checked_ops = {open_number, close_number,
                                               check_number};

static int run_with_max(size_t max, const struct bt_pool_ops *of,
                        bt_fn *program) {
  memset(&world, 0, sizeof world);
  bt_pool_init(&pool, max, of, NULL, "p");
  return run(program);
}

/* Nothing is out and nothing lies about; every member was closed once. */
static void is_clean(void) {
  assert_int_equal(pool.places, 0);
  assert_int_equal(bt_pool_size(&pool), 0);
  assert_int_equal(pool.n_idle, 0);
  assert_null(pool.waiters.first);
  assert_null(pool.closers.first);
  assert_int_equal(world.opened, world.closed);
}

/* Borrows one for so long. */
static int uses(void *ms) {
  void *member;
  int rc = bt_pool_acquire(&pool, &member);

  if (rc < 0)
    return say_rc("acquire", rc);
  say("has %d", *(int *)member);
  rc = bt_sleep((uintptr_t)ms);
  bt_pool_release(&pool, member);
  return rc;
}

static int uses_and_discards(void *ms) {
  void *member;
  int rc = bt_pool_acquire(&pool, &member);

  if (rc < 0)
    return say_rc("acquire", rc);
  rc = bt_sleep((uintptr_t)ms);
  bt_pool_discard(&pool, member);
  say_rc("discarded", rc);
  return rc;
}

static int close_after(int rc) {
  int closed = bt_pool_close(&pool);

  is_clean();
  return rc < 0 ? rc : closed;
}

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

/* ---- Deadlines and cancellation --------------------------------------- */

static int tries_for_5_ms(void *unused) {
  struct bt_timeout t;

  (void)unused;
  bt_timeout_open(&t, 5);
  return say_rc("tried", bt_timeout_close(&t, uses(NUMBER(0))));
}

static int waits_beside_others(void *unused) {
  struct bt_task *a = spawn("A", uses, NUMBER(10));
  struct bt_task *b = spawn("B", tries_for_5_ms, NULL);
  struct bt_task *c = spawn("C", uses, NUMBER(10));

  (void)unused;
  assert_int_equal(bt_await(b), UV_ETIMEDOUT);
  return close_after(bt_await(a) | bt_await(c));
}

static void timed_out_acquire_takes_no_place(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, waits_beside_others), 0);
  said("0 A open 1\n0 A has 1\n"
       "5 B acquire: ECANCELED\n5 B tried: ETIMEDOUT\n"
       "10 C has 1\n"
       "20 main close 1\n");
}

/* Main has the only one while A to D wait; acts, and gives it back. */
static int with_all_in_line(void (*act)(void *member)) {
  void *member;

  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  spawn_abcd(4, uses, NUMBER(10));
  act(member);
  say("%d were cancelled", await_abcd(4, UV_ECANCELED));
  return close_after(0);
}

static void cancel_two_then_release_later(void *member) {
  bt_cancel(abcd[0]);
  bt_cancel(abcd[2]);
  assert_int_equal(bt_sleep(1), 0);
  bt_pool_release(&pool, member);
}

static void cancel_two_then_release(void *member) {
  bt_cancel(abcd[0]);
  bt_cancel(abcd[2]);
  bt_pool_release(&pool, member);
}

static void release_then_cancel_two(void *member) {
  bt_pool_release(&pool, member);
  bt_cancel(abcd[0]);
  bt_cancel(abcd[2]);
}

static int cancels_while_waiting(void *unused) {
  (void)unused;
  return with_all_in_line(cancel_two_then_release_later);
}

static int cancels_then_wakes(void *unused) {
  (void)unused;
  return with_all_in_line(cancel_two_then_release);
}

static int wakes_then_cancels(void *unused) {
  (void)unused;
  return with_all_in_line(release_then_cancel_two);
}

static void cancelled_waiter_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, cancels_while_waiting), 0);
  said("0 main open 1\n"
       "0 A acquire: ECANCELED\n0 C acquire: ECANCELED\n"
       "1 B has 1\n11 D has 1\n"
       "21 main 2 were cancelled\n"
       "21 main close 1\n");
}

static void waiter_cancelled_then_woken_gets_nothing(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, cancels_then_wakes), 0);
  said("0 main open 1\n"
       "0 A acquire: ECANCELED\n0 C acquire: ECANCELED\n"
       "0 B has 1\n10 D has 1\n"
       "20 main 2 were cancelled\n"
       "20 main close 1\n");
}

static void place_of_a_waiter_woken_then_cancelled_passes_on(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, wakes_then_cancels), 0);
  said("0 main open 1\n"
       "0 A acquire: ECANCELED\n0 C acquire: ECANCELED\n"
       "0 B has 1\n10 D has 1\n"
       "20 main 2 were cancelled\n"
       "20 main close 1\n");
}

/* ---- Discarding ------------------------------------------------------- */

static int cancels_a_discard(void *unused) {
  (void)unused;
  world.close_ms = 10;
  spawn_abcd(4, uses_and_discards, NUMBER(10));
  assert_int_equal(bt_sleep(15), 0);
  bt_cancel(abcd[0]); /* which closes, and then has nothing to wait for */
  bt_cancel(abcd[1]); /* which waits */
  assert_int_equal(await_abcd(4, UV_ECANCELED), 2);
  return close_after(0);
}

static void
discarded_member_is_closed_before_its_place_passes_on(void **state) {
  (void)state;
  assert_int_equal(run_with_max(1, &ops, cancels_a_discard), 0);
  said("0 A open 1\n"
       "15 B acquire: ECANCELED\n"
       "20 A close 1\n20 A discarded: 0\n"
       "20 C open 2\n"
       "40 C close 2\n40 C discarded: 0\n"
       "40 D open 3\n"
       "60 D close 3\n60 D discarded: 0\n");
}

/* ---- The screen, misuse ----------------------------------------------- */

static int shows_its_state(void *unused) {
  void *member;

  (void)unused;
  bt_pool_init(&pool, 1, &ops, NULL, "p");
  shows("pool p: size 0, idle 0, max 1, waiters");
  assert_int_equal(bt_pool_acquire(&pool, &member), 0);
  shows("pool p: size 1, idle 0, max 1, waiters");
  spawn_abcd(4, uses, NUMBER(10));
  shows("pool p: size 1, idle 0, max 1, waiters A B C D");
  bt_cancel(abcd[1]);
  bt_pool_release(&pool, member);
  shows("pool p: size 1, idle 1, max 1, waiters C D");
  await_abcd(4, 0);
  shows("pool p: size 1, idle 1, max 1, waiters");
  member = NULL;
  return bt_pool_close(&pool);
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
      TEST(timed_out_acquire_takes_no_place),
      TEST(cancelled_waiter_leaves_no_trace),
      TEST(waiter_cancelled_then_woken_gets_nothing),
      TEST(place_of_a_waiter_woken_then_cancelled_passes_on),
      TEST(discarded_member_is_closed_before_its_place_passes_on),
      TEST(screen_shows_members_and_waiters),
      TEST(giving_back_what_is_not_lent_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

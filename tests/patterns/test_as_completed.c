/* SPDX-License-Identifier: MIT-0 */
/* as_completed: tasks in the order in which they end. */
#include "support.h"

#include "bt_as_completed.h"
#include "bt_timeout.h"

enum { N = 3 };

static struct bt_as_completed it;

static int ends_after(void *ms) { return bt_sleep((uintptr_t)ms); }

/* Spawns A, B and C, which end after these times. */
static void spawn_three(unsigned a, unsigned b, unsigned c) {
  spawn_nth(0, ends_after, NUMBER(a));
  spawn_nth(1, ends_after, NUMBER(b));
  spawn_nth(2, ends_after, NUMBER(c));
}

static void drop_three(void) {
  for (int i = 0; i < N; i++)
    bt_drop(abcd[i]);
}

static void open_three(uint64_t timeout_ms) {
  assert_int_equal(bt_as_completed_open(&it, abcd, N, timeout_ms), 0);
}

/* Asks for the next one and says which it is, or the error. */
static int says_next(void *unused) {
  struct bt_task *task;
  int rc = bt_as_completed_next(&it, &task);

  (void)unused;
  if (rc == 0)
    say("next %s", bt_name(task));
  else
    say_rc("next", rc);
  return rc;
}

static int says_all(void *unused) {
  while (says_next(unused) != UV_EOF)
    ;
  return 0;
}

/* ---- Order ------------------------------------------------------------ */

static int takes_three(void *unused) {
  spawn_three(30, 10, 20);
  open_three(BT_NEVER);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void tasks_come_in_the_order_of_their_ends(void **state) {
  (void)state;
  assert_int_equal(run(takes_three), 0);
  said("10 main next B\n"
       "20 main next C\n"
       "30 main next A\n"
       "30 main next: EOF\n");
}

static int ends_now(void *unused) {
  (void)unused;
  turns_begin();
  return 0;
}

static int counts_turns(void *unused) {
  struct bt_task *a = spawn("A", ends_now, NULL);

  assert_int_equal(bt_as_completed_open(&it, &a, 1, BT_NEVER), 0);
  says_next(unused);
  say("turns: %u", turns_end());
  bt_as_completed_close(&it);
  bt_drop(a);
  return 0;
}

static void task_comes_two_turns_after_its_end(void **state) {
  (void)state;
  assert_int_equal(run(counts_turns), 0);
  said("0 main next A\n"
       "0 main turns: 2\n");
}

static int is_busy_meanwhile(void *unused) {
  spawn_three(30, 10, 20);
  open_three(BT_NEVER);
  assert_int_equal(bt_sleep(100), 0);
  turns_begin();
  says_all(unused);
  assert_int_equal(turns_end(), 0);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void tasks_that_ended_meanwhile_are_given_without_a_wait(void **state) {
  (void)state;
  assert_int_equal(run(is_busy_meanwhile), 0);
  said("100 main next B\n"
       "100 main next C\n"
       "100 main next A\n"
       "100 main next: EOF\n");
}

/* Once round the ready queue, too. */
static int opens_late(void *unused) {
  spawn_three(20, 10, 30);
  assert_int_equal(bt_sleep(25), 0);
  turns_begin();
  open_three(BT_NEVER);
  says_next(unused);
  say("turns: %u", turns_end());
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void tasks_that_ended_before_open_come_as_listed(void **state) {
  (void)state;
  assert_int_equal(run(opens_late), 0);
  said("25 main next A\n"
       "25 main turns: 2\n"
       "25 main next B\n"
       "30 main next C\n"
       "30 main next: EOF\n");
}

static int names_one_twice(void *unused) {
  struct bt_task *twice[4];

  spawn_three(10, 20, 30);
  for (int i = 0; i < 4; i++)
    twice[i] = abcd[i % 2];
  assert_int_equal(bt_as_completed_open(&it, twice, 4, BT_NEVER), 0);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void task_named_twice_is_given_once(void **state) {
  (void)state;
  assert_int_equal(run(names_one_twice), 0);
  said("10 main next A\n"
       "20 main next B\n"
       "20 main next: EOF\n");
}

static int has_none(void *unused) {
  assert_int_equal(bt_as_completed_open(&it, NULL, 0, 10), 0);
  says_next(unused);
  assert_null(it.timer.call.next);
  bt_as_completed_close(&it);
  return 0;
}

static void no_tasks_at_all_is_the_end_at_once(void **state) {
  (void)state;
  assert_int_equal(run(has_none), 0);
  said("0 main next: EOF\n");
}

/* ---- Errors ----------------------------------------------------------- */

static int fails(void *unused) {
  (void)unused;
  return bt_fail(UV_EIO, "the disk is full");
}

static int takes_a_failed_one(void *unused) {
  struct bt_task *two[2], *task;

  (void)unused;
  two[0] = spawn("A", fails, NULL);
  two[1] = spawn("B", give, NUMBER(7));
  assert_int_equal(bt_as_completed_open(&it, two, 2, BT_NEVER), 0);
  while (bt_as_completed_next(&it, &task) == 0) {
    say_rc(bt_name(task), bt_result(task));
    say("%s", bt_message(task) ? bt_message(task) : "no message");
  }
  bt_as_completed_close(&it);
  bt_drop(two[0]);
  bt_drop(two[1]);
  return 0;
}

static void failed_task_comes_in_its_turn(void **state) {
  (void)state;
  assert_int_equal(run(takes_a_failed_one), 0);
  said("0 main A: EIO\n"
       "0 main the disk is full\n"
       "0 main B: 7\n"
       "0 main no message\n");
}

static int ignores_a_failed_one(void *unused) {
  struct bt_task *a = spawn("A", fails, NULL);

  assert_int_equal(bt_as_completed_open(&it, &a, 1, BT_NEVER), 0);
  says_all(unused);
  bt_as_completed_close(&it);
  bt_drop(a);
  return 0;
}

static void error_that_nobody_looks_at_is_reported(void **state) {
  (void)state;
  assert_int_equal(run(ignores_a_failed_one), 0);
  said("0 main next A\n"
       "0 main next: EOF\n");
  reported("unretrieved: task A failed and nobody retrieved its error: the "
           "disk is full\n");
}

/* ---- Time ------------------------------------------------------------- */

static int has_too_little_time(void *unused) {
  spawn_three(40, 10, 30);
  open_three(20);
  says_all(unused);
  for (int i = 0; i < N; i++)
    say_rc("awaited", bt_await(abcd[i]));
  bt_as_completed_close(&it);
  return 0;
}

static void late_tasks_are_timeouts_and_run_on(void **state) {
  (void)state;
  assert_int_equal(run(has_too_little_time), 0);
  said("10 main next B\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: EOF\n"
       "40 main awaited: 0\n"
       "40 main awaited: 0\n"
       "40 main awaited: 0\n");
}

static int asks_after_the_time(void *unused) {
  spawn_three(40, 10, 5);
  open_three(20);
  assert_int_equal(bt_sleep(50), 0);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void what_ended_in_time_is_given_afterwards(void **state) {
  (void)state;
  assert_int_equal(run(asks_after_the_time), 0);
  said("50 main next C\n"
       "50 main next B\n"
       "50 main next: ETIMEDOUT\n"
       "50 main next: EOF\n");
}

static int ends_at_the_deadline(void *unused) {
  spawn_three(10, 20, 20);
  assert_int_equal(bt_yield(), 0); /* they start their timers first */
  open_three(20);
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void task_that_ends_at_the_very_deadline_is_late(void **state) {
  (void)state;
  assert_int_equal(run(ends_at_the_deadline), 0);
  said("10 main next A\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: ETIMEDOUT\n"
       "20 main next: EOF\n");
}

static int has_time_to_spare(void *unused) {
  spawn_three(1, 2, 3);
  open_three(1000);
  assert_non_null(it.timer.call.next);
  says_all(unused);
  assert_null(it.timer.call.next);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void last_end_stops_the_timer(void **state) {
  (void)state;
  assert_int_equal(run(has_time_to_spare), 0);
  said("1 main next A\n"
       "2 main next B\n"
       "3 main next C\n"
       "3 main next: EOF\n");
}

/* An ask that is cancelled counts as one, as in asyncio. */
static int asks_under_a_deadline(void *unused) {
  struct bt_timeout timeout;

  spawn_three(10, 20, 30);
  open_three(BT_NEVER);
  bt_timeout_open(&timeout, 5);
  say_rc("timeout", bt_timeout_close(&timeout, says_next(unused)));
  says_all(unused);
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static void deadline_round_an_ask_uses_the_ask_up(void **state) {
  (void)state;
  assert_int_equal(run(asks_under_a_deadline), 0);
  said("5 main next: ECANCELED\n"
       "5 main timeout: ETIMEDOUT\n"
       "10 main next A\n"
       "20 main next B\n"
       "20 main next: EOF\n");
}

/* ---- Cancelling ------------------------------------------------------- */

static int cancels_the_asker(void *unused) {
  struct bt_task *asker;

  (void)unused;
  spawn_three(10, 20, 30);
  open_three(BT_NEVER);
  asker = spawn("asker", says_next, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(asker);
  assert_int_equal(bt_await(asker), UV_ECANCELED);
  bt_as_completed_close(&it);
  for (int i = 0; i < N; i++)
    say_rc("awaited", bt_await(abcd[i]));
  return 0;
}

static void cancelled_asker_leaves_the_tasks_running(void **state) {
  (void)state;
  assert_int_equal(run(cancels_the_asker), 0);
  said("5 asker next: ECANCELED\n"
       "10 main awaited: 0\n"
       "20 main awaited: 0\n"
       "30 main awaited: 0\n");
}

static struct bt_task *first, *second;

static void spawn_askers(void) {
  first = spawn("first", says_next, NULL);
  second = spawn("second", says_next, NULL);
  assert_int_equal(bt_yield(), 0);
}

static int await_askers(void) {
  say_rc("first", bt_await(first));
  say_rc("second", bt_await(second));
  bt_as_completed_close(&it);
  drop_three();
  return 0;
}

static int has_two_askers(void *unused) {
  (void)unused;
  spawn_three(30, 10, 20);
  open_three(BT_NEVER);
  spawn_askers();
  return await_askers();
}

static void several_askers_are_served_in_order(void **state) {
  (void)state;
  assert_int_equal(run(has_two_askers), 0);
  said("10 first next B\n"
       "10 main first: 0\n"
       "20 second next C\n"
       "20 main second: 0\n");
}

static int cancels_first_when_b_ends(void *unused) {
  int rc = bt_await(bt_ref(abcd[1]));

  (void)unused;
  bt_cancel(first);
  return rc;
}

/* The canceller hears of B's end before the list does, or right after it. */
static int cancels_beside_the_wake(void *after) {
  struct bt_task *canceller;

  spawn_three(30, 10, 20);
  if (after)
    open_three(BT_NEVER);
  canceller = spawn("canceller", cancels_first_when_b_ends, NULL);
  assert_int_equal(bt_yield(), 0);
  if (!after)
    open_three(BT_NEVER);
  spawn_askers();
  assert_int_equal(await_askers(), 0);
  return bt_await(canceller);
}

static void
task_that_a_cancelled_asker_was_woken_for_is_not_lost(void **state) {
  static const char expected[] = "10 first next: ECANCELED\n"
                                 "10 second next B\n"
                                 "10 main first: ECANCELED\n"
                                 "10 main second: 0\n";

  (void)state;
  for (int after = 0; after < 2; after++) {
    struct bt_options options = {.max_turns = 0};

    assert_int_equal(run_with(options, cancels_beside_the_wake, NUMBER(after)),
                     0);
    said(expected);
  }
}

static int closes_early(void *unused) {
  struct bt_task *asker;

  (void)unused;
  spawn_three(10, 20, 30);
  open_three(100);
  asker = spawn("asker", says_next, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_as_completed_close(&it);
  bt_as_completed_close(&it); /* does nothing more */
  assert_null(it.timer.call.next);
  assert_int_equal(bt_await(asker), UV_EOF);
  says_next(NULL);
  for (int i = 0; i < N; i++)
    say_rc("awaited", bt_await(abcd[i]));
  return 0;
}

static void close_is_the_end_for_who_still_asks(void **state) {
  (void)state;
  assert_int_equal(run(closes_early), 0);
  said("5 asker next: EOF\n"
       "5 main next: EOF\n"
       "10 main awaited: 0\n"
       "20 main awaited: 0\n"
       "30 main awaited: 0\n");
}

/* ---- On the screen ---------------------------------------------------- */

static int is_shown(void *unused) {
  struct bt_task *asker;

  spawn_three(10, 50, 50);
  open_three(20);
  asker = spawn("asker", says_next, NULL);
  assert_int_equal(bt_yield(), 0);
  shows_wait("asker: as_completed, until 20 ms");
  assert_int_equal(bt_await(asker), 0);
  shows_call("as_completed for main");
  says_next(unused);
  shows_call("as_completed for main"); /* the time was up */
  bt_as_completed_close(&it);
  drop_three();
  forget();
  return 0;
}

static void ask_and_what_ends_it_are_shown(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_shown), 0);
}

/* ---- Memory ----------------------------------------------------------- */

static int takes_two(void *unused) {
  struct bt_task *two[2], *task;
  int rc = UV_ENOMEM, given = 0;

  (void)unused;
  two[0] = bt_spawn(give, NUMBER(0));
  two[1] = bt_spawn(give, NUMBER(0));
  if (two[0] && two[1]) {
    rc = bt_as_completed_open(&it, two, 2, 10);
    while (rc == 0 && (rc = bt_as_completed_next(&it, &task)) == 0)
      given++;
    bt_as_completed_close(&it);
  }
  bt_drop(two[0]);
  bt_drop(two[1]);
  return rc == UV_EOF && given == 2 ? 0 : rc;
}

static void refused_memory_is_an_error_of_open(void **state) {
  (void)state;
  assert_int_equal(refuse_each(takes_two), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(tasks_come_in_the_order_of_their_ends),
      TEST(task_comes_two_turns_after_its_end),
      TEST(tasks_that_ended_meanwhile_are_given_without_a_wait),
      TEST(tasks_that_ended_before_open_come_as_listed),
      TEST(task_named_twice_is_given_once),
      TEST(no_tasks_at_all_is_the_end_at_once),
      TEST(failed_task_comes_in_its_turn),
      TEST(error_that_nobody_looks_at_is_reported),
      TEST(late_tasks_are_timeouts_and_run_on),
      TEST(what_ended_in_time_is_given_afterwards),
      TEST(task_that_ends_at_the_very_deadline_is_late),
      TEST(last_end_stops_the_timer),
      TEST(deadline_round_an_ask_uses_the_ask_up),
      TEST(cancelled_asker_leaves_the_tasks_running),
      TEST(several_askers_are_served_in_order),
      TEST(task_that_a_cancelled_asker_was_woken_for_is_not_lost),
      TEST(close_is_the_end_for_who_still_asks),
      TEST(ask_and_what_ends_it_are_shown),
      TEST(refused_memory_is_an_error_of_open),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

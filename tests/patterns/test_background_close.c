/* SPDX-License-Identifier: MIT-0 */
/* The end of background tasks, and background tasks in any order. */
#include "background.h"

#include "bt_cancel_scope.h"

static int closes(void *grace_ms) { return close_with((uintptr_t)grace_ms); }

/* ---- Grace ------------------------------------------------------------ */

static int closes_empty(void *unused) {
  (void)unused;
  turns_begin();
  close_with(10);
  close_with(0);
  assert_int_equal(turns_end(), 0);
  add("A", 10);
  say("%s", bt_message(bt_self()));
  return 0;
}

static void closed_one_takes_no_more(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, closes_empty), 0);
  said("0 main close: 0\n"
       "0 main close: 0\n"
       "0 main A: EPIPE\n"
       "0 main the background tasks are being ended\n");
}

/* E takes the place behind D, the last, which has ended. */
static int closes_after_15_ms(void *unused) {
  (void)unused;
  add("A", 20);
  add("B", 10);
  add("C", 30);
  add("D", 5);
  assert_int_equal(bt_sleep(6), 0);
  add("E", 30);
  return close_with(9);
}

static void rest_is_cancelled_after_the_grace_in_order(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, closes_after_15_ms), 0);
  said("5 D slept: 0\n"
       "10 B slept: 0\n"
       "15 A slept: ECANCELED\n"
       "15 C slept: ECANCELED\n"
       "15 E slept: ECANCELED\n"
       "17 A slept: 0\n"
       "17 C slept: 0\n"
       "17 E slept: 0\n"
       "17 main close: 0\n");
}

static int closes_at_once(void *unused) {
  (void)unused;
  add("A", 20);
  assert_int_equal(bt_yield(), 0);
  add("B", 20); /* which never begins */
  return close_with(0);
}

static void without_grace_all_are_cancelled_at_once(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, closes_at_once), 0);
  said("0 A slept: ECANCELED\n"
       "2 A slept: 0\n"
       "2 main close: 0\n");
}

static int two_close(void *unused) {
  struct bt_task *c;

  (void)unused;
  add("A", 20);
  c = spawn("closer", closes, NUMBER(50));
  assert_int_equal(bt_sleep(1), 0);
  return close_with(10) | bt_await(c);
}

static void shorter_grace_of_two_counts(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, two_close), 0);
  said("11 A slept: ECANCELED\n"
       "13 A slept: 0\n"
       "13 closer close: 0\n"
       "13 main close: 0\n");
}

/* ---- Spawners --------------------------------------------------------- */

static int closes_while_one_waits(void *unused) {
  struct bt_task *s;

  (void)unused;
  add("A", 10);
  s = spawn("spawner", adds, "B");
  assert_int_equal(bt_yield(), 0);
  close_with(BT_NEVER);
  return bt_await(s) == UV_EPIPE ? 0 : UV_EIO;
}

static void spawners_in_line_are_turned_away(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(1, closes_while_one_waits), 0);
  said("0 spawner B: EPIPE\n"
       "10 A slept: 0\n"
       "10 main close: 0\n");
}

/* Runs when A's end has made the spawner ready, and before that one. */
static int closes_when_the_first_ends(void *unused) {
  (void)unused;
  return bt_join(b.first->task) | close_with(0);
}

static int is_closed_after_a_wake(void *unused) {
  struct bt_task *s, *c;

  (void)unused;
  add("A", 10);
  s = spawn("spawner", adds, "B");
  c = spawn("closer", closes_when_the_first_ends, NULL);
  assert_int_equal(bt_await(s), UV_EPIPE);
  return bt_await(c);
}

static void spawner_woken_before_the_close_starts_nothing(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(1, is_closed_after_a_wake), 0);
  said("10 A slept: 0\n"
       "10 spawner B: EPIPE\n"
       "10 closer close: 0\n");
}

static int adds_another(void *unused) {
  (void)unused;
  if (bt_sleep(10) < 0)
    return add("B", 10);
  return 0;
}

static int has_one_that_adds_another(void *unused) {
  (void)unused;
  assert_int_equal(bt_background_spawn(&b, adds_another, NULL), 0);
  assert_int_equal(bt_yield(), 0);
  close_with(0);
  say("failed: %zu", b.failed);
  return 0;
}

static void task_that_is_ended_cannot_leave_another(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, has_one_that_adds_another), 0);
  said("0 adds_another B: EPIPE\n"
       "0 main close: 0\n"
       "0 main failed: 1\n");
  reported("background: background task adds_another failed: the background "
           "tasks are being ended\n");
}

/* ---- Cancelled closers ------------------------------------------------ */

static int closes_and_naps(void *grace_ms) {
  int rc;

  add("A", 20);
  rc = closes(grace_ms);
  nap(NUMBER(1));
  return rc;
}

static int cancels_the_closer(void *after_ms) {
  struct bt_task *c = spawn("closer", closes_and_naps, NUMBER(10));

  assert_int_equal(bt_sleep((uintptr_t)after_ms), 0);
  bt_cancel(c);
  return bt_await(c);
}

static int cancel_the_closer(unsigned after_ms) {
  int rc;

  bt_background_init(&b, 0);
  rc = run_arg(cancels_the_closer, NUMBER(after_ms));
  is_empty();
  return rc;
}

static void closer_cancelled_within_the_grace_cancels_the_tasks(void **state) {
  (void)state;
  assert_int_equal(cancel_the_closer(5), UV_ECANCELED);
  said("5 A slept: ECANCELED\n"
       "7 A slept: 0\n"
       "7 closer close: ECANCELED\n"
       "8 closer slept: 0\n");
}

static void closer_cancelled_later_leaves_nobody_behind(void **state) {
  (void)state;
  assert_int_equal(cancel_the_closer(11), 0);
  said("10 A slept: ECANCELED\n"
       "12 A slept: 0\n"
       "12 closer close: 0\n"
       "12 closer slept: ECANCELED\n");
}

static int closes_in_a_cancelled_scope(void *unused) {
  struct bt_cancel_scope scope;
  int rc;

  (void)unused;
  add("A", 20);
  assert_int_equal(bt_yield(), 0);
  bt_cancel_scope_open(&scope, 0, false);
  rc = close_with(10);
  return bt_cancel_scope_close(&scope, rc);
}

static void close_in_a_cancelled_scope_has_no_grace(void **state) {
  (void)state;
  assert_int_equal(run_with_limit(0, closes_in_a_cancelled_scope), 0);
  said("0 A slept: ECANCELED\n"
       "2 A slept: 0\n"
       "2 main close: ECANCELED\n");
}

/* ---- Any order -------------------------------------------------------- */

enum { LIMIT = 3, SPAWNERS = 6, ROUNDS = 5 };

static unsigned running, most, begun, ended, granted, errors;

static int runs_a_while(void *unused) {
  int rc;

  (void)unused;
  begun++;
  assert_in_range(++running, 1, LIMIT);
  most = running > most ? running : most;
  rc = bt_sleep(bt_random(4));
  if (rc < 0 && bt_random(2) && bt_sleep(1) < 0)
    rc = UV_ECANCELED;
  running--;
  ended++;
  return rc == 0 && bt_random(4) == 0 ? UV_EIO : rc;
}

static void count_error(void *unused, struct bt_task *task) {
  (void)unused;
  assert_int_equal(bt_result(task), UV_EIO);
  errors++;
}

static int adds_often(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; rc == 0 && i < ROUNDS; i++) {
    rc = bt_background_spawn(&b, runs_a_while, NULL);
    if (rc == 0) {
      granted++;
      rc = bt_sleep(bt_random(3));
    }
  }
  return rc == UV_EPIPE ? 0 : rc; /* it was closed */
}

static int cancels_some_and_closes(void *unused) {
  (void)unused;
  for (int i = 0; i < SPAWNERS; i++)
    crowd_spawn(adds_often, NULL);
  crowd_cancel_some(3, 4);
  assert_int_equal(bt_background_close(&b, bt_random(8)), 0);
  assert_int_equal(running, 0);
  assert_int_equal(b.n, 0);
  crowd_await();
  return 0;
}

static void no_place_or_task_is_lost_in_any_order(void **state) {
  unsigned all = 0;

  (void)state;
  most = 0;
  for (uint64_t seed = 0; seed < 400; seed++) {
    bt_background_init(&b, LIMIT);
    b.on_error = count_error;
    running = begun = ended = granted = errors = 0;
    assert_int_equal(run_seed(seed, cancels_some_and_closes), 0);
    is_empty();
    assert_int_equal(begun, ended);
    assert_true(begun <= granted); /* some were cancelled unbegun */
    assert_int_equal(b.failed, errors);
    all += begun;
  }
  assert_int_equal(most, LIMIT);
  assert_in_range(all, 400 * 3, 400 * SPAWNERS * ROUNDS);
}

/* ---- Memory, the end -------------------------------------------------- */

static int counts_itself(void *n) {
  ++*(unsigned *)n;
  return bt_sleep(1);
}

static int three_in_turn(void *unused) {
  unsigned spawned = 0, ran = 0;

  (void)unused;
  bt_background_init(&b, 1);
  for (int i = 0; i < 3; i++)
    spawned += bt_background_spawn(&b, counts_itself, &ran) == 0;
  assert_int_equal(bt_background_close(&b, 10), 0);
  assert_int_equal(ran, spawned);
  return spawned < 3 ? UV_ENOMEM : 0;
}

static void refused_memory_loses_no_place(void **state) {
  (void)state;
  /* The loop, main, and three tasks. */
  assert_int_equal(refuse_each(three_in_turn), 5);
}

static int closes_some(void *unused) {
  (void)unused;
  bt_background_init(&b, 2);
  add("A", 1);
  add("B", 3);
  add("C", 5);
  return bt_background_close(&b, 3);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(closes_some) > 8);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(closed_one_takes_no_more),
      TEST(rest_is_cancelled_after_the_grace_in_order),
      TEST(without_grace_all_are_cancelled_at_once),
      TEST(shorter_grace_of_two_counts),
      TEST(spawners_in_line_are_turned_away),
      TEST(spawner_woken_before_the_close_starts_nothing),
      TEST(task_that_is_ended_cannot_leave_another),
      TEST(closer_cancelled_within_the_grace_cancels_the_tasks),
      TEST(closer_cancelled_later_leaves_nobody_behind),
      TEST(close_in_a_cancelled_scope_has_no_grace),
      TEST(no_place_or_task_is_lost_in_any_order),
      TEST(refused_memory_loses_no_place),
      TEST(loop_may_close_at_any_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

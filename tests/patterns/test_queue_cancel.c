/* SPDX-License-Identifier: MIT-0 */
/* Queues: deadlines, cancellation, any order. */
#include "queue_cancel.h"

#include "bt_timeout.h"

static int puts_one(void *letter) {
  int rc = bt_queue_put(&q, letter);

  if (rc < 0)
    return say_rc("put", rc);
  say("put %c", *(char *)letter);
  return 0;
}

static void spawn_getters(void) { spawn_abcd(3, gets_one, NULL); }

/* The queue, of one, is full. */
static void spawn_putters(void) {
  put('z');
  for (size_t i = 0; i < 3; i++)
    spawn_nth(i, puts_one, &letters[i]);
  assert_int_equal(bt_yield(), 0);
}

/* ---- Getters ---------------------------------------------------------- */

static int cancels_the_first_getter(void *unused) {
  (void)unused;
  spawn_getters();
  bt_cancel(abcd[0]);
  assert_int_equal(bt_sleep(5), 0);
  put('a');
  put('b');
  return await_abc();
}

static void cancelled_getter_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, cancels_the_first_getter), 1);
  said("0 A get: ECANCELED\n"
       "5 B got a\n"
       "5 C got b\n");
}

static int cancels_then_puts(void *unused) {
  (void)unused;
  spawn_getters();
  bt_cancel(abcd[0]);
  put('a');
  put('b');
  return await_abc();
}

static void getter_cancelled_then_woken_takes_nothing(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, cancels_then_puts), 1);
  said("0 A get: ECANCELED\n"
       "0 B got a\n"
       "0 C got b\n");
}

static int puts_then_cancels(void *unused) {
  (void)unused;
  spawn_getters();
  put('a');
  bt_cancel(abcd[0]);
  assert_int_equal(bt_sleep(5), 0);
  put('b');
  return await_abc();
}

static void wake_of_a_getter_that_was_cancelled_passes_on(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, puts_then_cancels), 1);
  said("0 A get: ECANCELED\n"
       "0 B got a\n"
       "5 C got b\n");
}

static int puts_then_cancels_all(void *unused) {
  (void)unused;
  spawn_getters();
  put('a');
  for (int i = 0; i < 3; i++)
    bt_cancel(abcd[i]);
  await_abc();
  return (int)bt_queue_size(&q) | gets_one(NULL);
}

static void item_that_nobody_takes_stays(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, puts_then_cancels_all), 1);
  said("0 A get: ECANCELED\n"
       "0 B get: ECANCELED\n"
       "0 C get: ECANCELED\n"
       "0 main got a\n");
}

static int puts_at_5_ms(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(5), 0);
  put('a');
  return 0;
}

static int get_meets_its_deadline(void *unused) {
  struct bt_task *a = spawn("A", puts_at_5_ms, NULL);
  struct bt_timeout t;
  void *got;
  int rc;

  (void)unused;
  assert_int_equal(bt_yield(), 0); /* A's timer is to be the first */
  bt_timeout_open(&t, 5);
  rc = bt_timeout_close(&t, bt_queue_get(&q, &got));
  say_rc("get", rc);
  return bt_await(a) | (int)bt_queue_size(&q);
}

static void item_that_comes_at_the_deadline_stays(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, get_meets_its_deadline), 1);
  said("5 main get: ETIMEDOUT\n");
}

/* ---- Putters ---------------------------------------------------------- */

static int cancels_a_putter(void *unused) {
  (void)unused;
  spawn_putters();
  bt_cancel(abcd[0]);
  assert_int_equal(bt_sleep(5), 0);
  for (int i = 0; i < 3; i++) {
    gets_one(NULL);
    assert_int_equal(bt_yield(), 0);
  }
  return await_abc();
}

static void cancelled_putter_puts_nothing(void **state) {
  (void)state;
  assert_int_equal(run_queue(1, cancels_a_putter), 1);
  said("0 A put: ECANCELED\n"
       "5 main got z\n"
       "5 B put b\n"
       "5 main got b\n"
       "5 C put c\n"
       "5 main got c\n");
}

static int makes_room_then_cancels(void *unused) {
  (void)unused;
  spawn_putters();
  gets_one(NULL);
  bt_cancel(abcd[0]);
  assert_int_equal(bt_sleep(5), 0);
  gets_one(NULL);
  assert_int_equal(bt_yield(), 0);
  gets_one(NULL);
  return await_abc();
}

static void room_for_a_putter_that_was_cancelled_passes_on(void **state) {
  (void)state;
  assert_int_equal(run_queue(1, makes_room_then_cancels), 1);
  said("0 main got z\n"
       "0 A put: ECANCELED\n"
       "0 B put b\n"
       "5 main got b\n"
       "5 C put c\n"
       "5 main got c\n");
}

/* ---- What it shows ---------------------------------------------------- */

static int shows_its_state(void *unused) {
  struct bt_task *joiner;

  (void)unused;
  spawn_getters();
  shows("queue q: size 0, max 1, unfinished 0, getters A B C, putters, "
        "joiners");
  put('a');
  shows("queue q: size 1, max 1, unfinished 1, getters B C, putters, joiners");
  for (int i = 0; i < 3; i++)
    bt_cancel(abcd[i]);
  await_abc();
  gets_one(NULL);
  joiner = spawn("J", joins, NULL);
  spawn_putters();
  shows("queue q: size 1, max 1, unfinished 2, getters, putters A B C, "
        "joiners J");
  bt_queue_task_done(&q);
  shows("queue q: size 1, max 1, unfinished 1, getters, putters A B C, "
        "joiners J");
  bt_queue_task_done(&q);
  shows("queue q: size 1, max 1, unfinished 0, getters, putters A B C, "
        "joiners");
  for (int i = 0; i < 3; i++)
    bt_cancel(abcd[i]);
  await_abc();
  gets_one(NULL);
  shows("queue q: size 0, max 1, unfinished 0, getters, putters, joiners");
  put('d');
  shows("queue q: size 1, max 1, unfinished 1, getters, putters, joiners");
  return bt_await(joiner);
}

static void shows_how_full_it_is_and_who_waits(void **state) {
  (void)state;
  body = shows_its_state;
  capacity = 1;
  assert_int_equal(run_shown(has_a_queue), 0);
  shows("queue q: gone");
  forget();
}

static int is_done_too_often(void *unused) {
  (void)unused;
  put('a');
  bt_queue_task_done(&q);
  bt_queue_task_done(&q);
  return 0;
}

static int run_done_too_often(void) { return run_queue(0, is_done_too_often); }

static void task_done_too_often_is_misuse(void **state) {
  (void)state;
  aborts(run_done_too_often,
         "baton: task main: task_done is called more often than items were "
         "put; call it once for each item taken out [Q-15]\n");
}

/* ---- Any order -------------------------------------------------------- */

enum { SIDE = 4, EACH = 6 };

static unsigned put_in, taken_out;

static int produces(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; rc == 0 && i < EACH; i++) {
    rc = bt_queue_put(&q, letters);
    put_in += rc == 0;
    if (rc == 0)
      rc = bt_sleep(bt_random(3));
  }
  return rc;
}

static int consumes(void *unused) {
  int rc = 0;
  void *got;

  (void)unused;
  while (rc == 0) {
    rc = bt_queue_get(&q, &got);
    taken_out += rc == 0;
    if (rc == 0)
      rc = bt_sleep(bt_random(3));
  }
  return rc;
}

static int is_stirred(void *unused) {
  struct bt_task *tasks[2 * SIDE];

  (void)unused;
  put_in = taken_out = 0;
  for (int i = 0; i < 2 * SIDE; i++)
    tasks[i] = spawn("T", i % 2 ? consumes : produces, NULL);
  for (int i = 0; i < SIDE; i++) {
    assert_int_equal(bt_sleep(bt_random(4)), 0);
    bt_cancel(tasks[bt_random(2 * SIDE)]);
  }
  assert_int_equal(bt_sleep(1000), 0);
  /* Nobody waits for what is there. */
  assert_true(bt_queue_size(&q) == 0 || !q.getters.first);
  assert_true(bt_queue_full(&q) || !q.putters.first);
  for (int i = 0; i < 2 * SIDE; i++) {
    int rc;

    bt_cancel(tasks[i]);
    rc = bt_await(tasks[i]);
    assert_true(rc == 0 || rc == UV_ECANCELED);
  }
  assert_int_equal(put_in, taken_out + bt_queue_size(&q));
  return 0;
}

static void no_item_is_lost_and_nobody_forgotten_in_any_order(void **state) {
  (void)state;
  body = is_stirred;
  for (uint64_t seed = 0; seed < 300; seed++) {
    capacity = 1 + seed % 3;
    assert_int_equal(run_seed(seed, has_a_queue), 0);
    assert_in_range(taken_out, 1, SIDE * EACH);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cancelled_getter_leaves_no_trace),
      TEST(getter_cancelled_then_woken_takes_nothing),
      TEST(wake_of_a_getter_that_was_cancelled_passes_on),
      TEST(item_that_nobody_takes_stays),
      TEST(item_that_comes_at_the_deadline_stays),
      TEST(cancelled_putter_puts_nothing),
      TEST(room_for_a_putter_that_was_cancelled_passes_on),
      TEST(shows_how_full_it_is_and_who_waits),
      TEST(task_done_too_often_is_misuse),
      TEST(no_item_is_lost_and_nobody_forgotten_in_any_order),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

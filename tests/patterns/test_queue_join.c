/* SPDX-License-Identifier: MIT-0 */
/* Queues: waiting for the work to be done. */
#include "queue_cancel.h"

#include "bt_timeout.h"

static int works(void *n) {
  for (uintptr_t i = 0; i < (uintptr_t)n; i++) {
    gets_one(NULL);
    assert_int_equal(bt_sleep(10), 0);
    bt_queue_task_done(&q);
  }
  return 0;
}

static int waits_for_the_work(void *unused) {
  struct bt_task *worker;

  (void)unused;
  turns_begin();
  joins(NULL);
  assert_int_equal(turns_end(), 0);
  put('a');
  put('b');
  worker = spawn("W", works, NUMBER(2));
  for (int i = 0; i < 3; i++)
    spawn_nth(i, joins, NULL);
  await_abc();
  joins(NULL);
  return bt_await(worker);
}

static void join_waits_for_a_task_done_for_each_put(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, waits_for_the_work), 0);
  said("0 main joined: 0\n"
       "0 W got a\n"
       "10 W got b\n"
       "20 A joined: 0\n"
       "20 B joined: 0\n"
       "20 C joined: 0\n"
       "20 main joined: 0\n");
}

static int puts_again_before_the_joiner_runs(void *unused) {
  struct bt_task *a = spawn("A", joins, NULL);

  (void)unused;
  put('a');
  assert_int_equal(bt_yield(), 0);
  gets_one(NULL);
  bt_queue_task_done(&q);
  put('b');
  return bt_await(a);
}

static void joiner_once_woken_does_not_wait_for_later_puts(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, puts_again_before_the_joiner_runs), 0);
  said("0 main got a\n"
       "0 A joined: 0\n");
}

static int cancels_a_joiner(void *unused) {
  struct bt_task *a = spawn("A", joins, NULL), *b = spawn("B", joins, NULL);

  (void)unused;
  put('a');
  assert_int_equal(bt_yield(), 0);
  bt_cancel(a);
  assert_int_equal(bt_await(a), UV_ECANCELED);
  assert_int_equal(q.unfinished, 1);
  gets_one(NULL);
  bt_queue_task_done(&q);
  return bt_await(b);
}

static void cancelled_joiner_changes_nothing(void **state) {
  (void)state;
  assert_int_equal(run_queue(0, cancels_a_joiner), 0);
  said("0 A joined: ECANCELED\n"
       "0 main got a\n"
       "0 B joined: 0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(join_waits_for_a_task_done_for_each_put),
      TEST(joiner_once_woken_does_not_wait_for_later_puts),
      TEST(cancelled_joiner_changes_nothing),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* A loop that its host runs turn by turn. */
#include "support.h"

#include <host.h>
#include <string.h>

static struct bt_loop *open_loop_with(struct bt_options options,
                                      bt_fn *program) {
  struct bt_loop *loop;
  int rc;

  watch(&options);
  loop = bt_loop_open(&options, program, NULL, &rc);
  assert_int_equal(rc, 0);
  assert_non_null(loop);
  return loop;
}

static struct bt_loop *open_loop(bt_fn *program) {
  return open_loop_with((struct bt_options){0}, program);
}

static int yields_then_sleeps(void *unused) {
  (void)unused;
  say("1");
  assert_int_equal(bt_yield(), 0);
  say("2");
  return nap(NUMBER(10));
}

static int two_of_them(void *unused) {
  struct bt_task *a = spawn("A", yields_then_sleeps, NULL);

  (void)unused;
  say("0");
  return bt_await(a);
}

/* ---- Steps ------------------------------------------------------------ */

static void step_runs_one_entry(void **state) {
  struct bt_loop *loop = open_loop(two_of_them);

  (void)state;
  said("");
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  said("0 main 0\n");
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  said("0 A 1\n");
  assert_true(bt_loop_ready(loop));
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  said("0 A 2\n");
  assert_false(bt_loop_ready(loop));
  assert_int_equal(bt_loop_turn(loop), 3);
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  said("10 A slept: 0\n");
  assert_int_equal(bt_loop_step(loop), BT_STEP_ENDED);
  assert_int_equal(bt_loop_close(loop), 0);
}

static void settling_stops_where_a_task_or_time_is_next(void **state) {
  struct bt_loop *loop = open_loop(nap);

  (void)state;
  assert_int_equal(bt_loop_settle(loop, false), BT_STEP_RAN);
  assert_int_equal(bt_loop_turn(loop), 0);
  assert_int_equal(bt_loop_close(loop), UV_ECANCELED);

  loop = open_loop(yields_then_sleeps);
  for (int i = 0; i < 2; i++)
    assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  assert_int_equal(bt_loop_settle(loop, false), BT_STEP_IDLE);
  assert_int_equal(bt_now(), 0);
  assert_int_equal(bt_loop_settle(loop, true), BT_STEP_RAN);
  assert_int_equal(bt_now(), 10);
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  assert_int_equal(bt_loop_settle(loop, false), BT_STEP_ENDED);
  assert_int_equal(bt_loop_close(loop), 0);
  said("0 main 1\n"
       "0 main 2\n"
       "10 main slept: 0\n");
}

static void idle_loop_waits_for_what_the_host_does(void **state) {
  struct bt_loop *loop = open_loop(wait_for_ever);

  (void)state;
  assert_int_equal(bt_loop_run(loop), BT_STEP_IDLE);
  assert_int_equal(bt_loop_step(loop), BT_STEP_IDLE);
  assert_true(bt_wake(bt_loop_next_task(loop, NULL), 5));
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  assert_int_equal(bt_loop_close(loop), 5);
}

static int yields_for_ever(void *unused) {
  int rc = 0;

  (void)unused;
  while (rc == 0)
    rc = bt_yield();
  return rc;
}

static int wakes_its_loop(void *unused) {
  (void)unused;
  bt_drop(spawn("A", yields_for_ever, NULL));
  assert_int_equal(bt_yield(), 0);
  bt_loop_wake(bt_loop_current());
  for (int i = 0; i < 100; i++)
    assert_int_equal(bt_yield(), 0);
  say("done");
  return 0;
}

static void wake_interrupts_a_run(void **state) {
  struct bt_loop *loop = open_loop(wakes_its_loop);

  (void)state;
  assert_int_equal(bt_loop_run(loop), BT_STEP_WOKEN);
  said("");
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  said("0 main done\n");
  assert_int_equal(bt_loop_close(loop), 0);
}

static void wake_does_not_end_a_bt_run(void **state) {
  (void)state;
  assert_int_equal(run(wakes_its_loop), 0);
  said("0 main done\n");
}

static void loop_that_stays_runs_tasks_after_main(void **state) {
  struct bt_loop *loop = open_loop(give);
  struct bt_task *a;

  (void)state;
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  bt_loop_stay(loop, true);
  a = spawn("A", nap, NUMBER(10));
  assert_int_equal(bt_loop_run(loop), BT_STEP_IDLE);
  assert_int_equal(bt_result(a), 0);
  bt_drop(a);
  a = spawn("B", nap, NUMBER(10));
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  bt_loop_stay(loop, false);
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  assert_int_equal(bt_result(a), UV_ECANCELED);
  bt_drop(a);
  assert_int_equal(bt_loop_close(loop), 0);
  said("10 A slept: 0\n"
       "10 B slept: ECANCELED\n");
}

/* ---- Tasks ------------------------------------------------------------ */

static void live_tasks_are_listed_by_age(void **state) {
  struct bt_loop *loop = open_loop(two_of_them);
  struct bt_task *main_task, *a;
  static int data;

  (void)state;
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  main_task = bt_loop_next_task(loop, NULL);
  a = bt_loop_next_task(loop, main_task);
  assert_string_equal(bt_name(main_task), "main");
  assert_string_equal(bt_name(a), "A");
  assert_null(bt_loop_next_task(loop, a));
  assert_null(bt_host_data(a));
  bt_set_host_data(a, &data);
  assert_ptr_equal(bt_host_data(a), &data);
  assert_null(bt_host_data(main_task));
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  assert_null(bt_loop_next_task(loop, NULL));
  assert_int_equal(bt_loop_close(loop), 0);
  forget();
}

static size_t take_last(void *data, const struct bt_choice *choice) {
  (void)data;
  return choice->n - 1;
}

static int three_ready(void *unused) {
  struct bt_task *tasks[] = {spawn("A", nap, NUMBER(0)),
                             spawn("B", nap, NUMBER(0)),
                             spawn("C", nap, NUMBER(0))};

  (void)unused;
  return bt_await(tasks[0]) | bt_await(tasks[1]) | bt_await(tasks[2]);
}

static void person_may_take_over_and_let_go(void **state) {
  struct bt_loop *loop = open_loop(three_ready);

  (void)state;
  assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  bt_loop_set_order(loop, BT_ORDER_PERSON, take_last);
  for (int i = 0; i < 2; i++) /* C's turn, and its next */
    assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
  said("0 C slept: 0\n");
  bt_loop_set_order(loop, BT_ORDER_FIRST, NULL);
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  said("0 A slept: 0\n"
       "0 B slept: 0\n");
  assert_string_equal(bt_loop_schedule(loop), "B1.0>C,1>C");
  assert_int_equal(bt_loop_close(loop), 0);
}

/* ---- Leaving early ---------------------------------------------------- */

static int complains_in_a_hurry(void *unused) {
  static const struct bt_local key = {"key"};

  (void)unused;
  assert_non_null(bt_alloc(100));
  assert_int_equal(bt_local_set(&key, NULL), 0);
  bt_fail(UV_EIO, "a message");
  bt_drop(spawn("B", yields_then_sleeps, NULL));
  return nap(NUMBER(100));
}

static int has_much_under_way(void *unused) {
  (void)unused;
  bt_drop(spawn("A", complains_in_a_hurry, NULL));
  bt_drop(spawn("C", give, NUMBER(UV_EIO)));
  return nap(NUMBER(50));
}

static void loop_closed_in_the_middle_frees_everything(void **state) {
  (void)state;
  for (int steps = 0; steps < 8; steps++) {
    struct bt_loop *loop = open_loop(has_much_under_way);

    for (int i = 0; i < steps; i++)
      assert_int_equal(bt_loop_step(loop), BT_STEP_RAN);
    assert_int_equal(bt_loop_close(loop), UV_ECANCELED);
    assert_int_equal(memory_in_use(), 0);
    assert_null(bt_loop_current());
    forget();
  }
}

static int abandons(void *unused) {
  (void)unused;
  say("abandons");
  bt_loop_abandon(UV_EINTR);
  say("never said");
  return 0;
}

static int has_one_that_abandons(void *unused) {
  (void)unused;
  return bt_await(spawn("A", abandons, NULL));
}

static void abandon(struct bt_call *call) {
  (void)call;
  bt_loop_abandon(UV_EINTR);
}

static int has_a_call_that_abandons(void *unused) {
  struct bt_call call = {.fn = abandon};

  (void)unused;
  bt_call_soon(&call);
  return yields_for_ever(NULL);
}

static void abandoning_leaves_for_good(void **state) {
  struct bt_loop *loop = open_loop(has_one_that_abandons);

  (void)state;
  assert_int_equal(bt_loop_run(loop), BT_STEP_FAILED);
  assert_int_equal(bt_loop_step(loop), BT_STEP_FAILED);
  assert_int_equal(bt_loop_close(loop), UV_EINTR);
  assert_int_equal(run(has_a_call_that_abandons), UV_EINTR);
  said("0 A abandons\n");
}

/* ---- Tasks that never start ------------------------------------------- */

static void say_unstarted(void *data, struct bt_task *task) {
  (void)data;
  say("%s never starts", bt_name(task));
}

static int cancels_two(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(5));
  struct bt_task *b = spawn("B", nap, NUMBER(5));

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_drop(spawn("C", nap, NUMBER(5)));
  bt_drop(spawn("D", nap, NUMBER(5)));
  bt_cancel(a); /* has started */
  bt_drop(a);
  bt_drop(b);
  return 0; /* what is left is cancelled: B in its wait, C and D have run */
}

static int cancels_one_at_once(void *unused) {
  struct bt_task *a = spawn("A", nap, NUMBER(5));

  bt_cancel(a);
  bt_drop(a);
  return cancels_two(unused);
}

static void host_hears_of_tasks_that_never_start(void **state) {
  struct bt_loop *loop = open_loop_with(
      (struct bt_options){.unstarted = say_unstarted}, cancels_one_at_once);

  (void)state;
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  assert_int_equal(bt_loop_close(loop), 0);
  said("0 A A never starts\n"
       "0 A slept: ECANCELED\n"
       "0 B slept: ECANCELED\n"
       "0 C slept: ECANCELED\n"
       "0 D slept: ECANCELED\n");
}

/* ---- Opening ---------------------------------------------------------- */

static void one_loop_is_open_in_a_thread(void **state) {
  struct bt_loop *loop = open_loop(give);
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL};
  int rc;

  (void)state;
  assert_ptr_equal(bt_loop_current(), loop);
  assert_null(bt_loop_open(&options, give, NULL, &rc));
  assert_int_equal(rc, UV_EBUSY);
  assert_ptr_equal(bt_loop_current(), loop);
  assert_int_equal(bt_loop_close(loop), UV_ECANCELED);
}

static int answers(void *unused) {
  (void)unused;
  bt_set_end_value("forty-two");
  return 42;
}

static char seen[256];

static void see(void *data, const struct bt_trace_event *e) {
  (void)data;
  if (e->ev == BT_EV_OUT)
    strncat(seen, e->u.out.data, e->u.out.n);
  if (e->ev == BT_EV_INPUT)
    strcat(seen, e->u.input.text);
  if (e->ev == BT_EV_END)
    strcat(seen, e->u.end.value);
  if (e->ev == BT_EV_EXIT)
    strcat(seen, e->u.exit.why);
}

static void host_adds_events_of_its_own(void **state) {
  struct bt_loop *loop =
      open_loop_with((struct bt_options){.trace = see}, answers);

  (void)state;
  bt_emit_input("answer() ");
  bt_emit_out("the answer is", 4);
  assert_int_equal(bt_loop_run(loop), BT_STEP_ENDED);
  bt_loop_exit(loop, 0, " - interrupted");
  assert_string_equal(seen, "answer() the forty-two - interrupted");
  assert_int_equal(bt_loop_close(loop), 42);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(step_runs_one_entry),
      TEST(settling_stops_where_a_task_or_time_is_next),
      TEST(idle_loop_waits_for_what_the_host_does),
      TEST(wake_interrupts_a_run),
      TEST(wake_does_not_end_a_bt_run),
      TEST(loop_that_stays_runs_tasks_after_main),
      TEST(live_tasks_are_listed_by_age),
      TEST(person_may_take_over_and_let_go),
      TEST(loop_closed_in_the_middle_frees_everything),
      TEST(abandoning_leaves_for_good),
      TEST(host_hears_of_tasks_that_never_start),
      TEST(one_loop_is_open_in_a_thread),
      TEST(host_adds_events_of_its_own),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include "task_group.h"

/* Closes the group, says what came out, and frees it. */
static int close_group(int body_result) {
  int rc = say_rc("closed", bt_group_close(&g, body_result));

  for (size_t i = 0; i < g.errors.n; i++) {
    const struct bt_error *e = &g.errors.items[i];

    say("%s %s: %s", e->name, bt_error_name(e->code),
        e->message ? e->message : "-");
  }
  bt_group_fini(&g);
  return rc;
}

/* ---- Without errors --------------------------------------------------- */

static int has_children(void *unused) {
  struct part parts[] = {{20, 1}, {10, 2}};

  (void)unused;
  bt_group_open(&g);
  add("A", does_its_part, &parts[0]);
  add("B", does_its_part, &parts[1]);
  say("body ends");
  return close_group(7);
}

static void block_ends_when_body_and_children_have(void **state) {
  (void)state;
  assert_int_equal(run_shown(has_children), 7);
  shows_call("group for main");
  said("0 main body ends\n"
       "10 B ends: 2\n"
       "20 A ends: 1\n"
       "20 main closed: 7\n");
}

static int has_no_live_child(void *unused) {
  struct part part = {0, 1};

  (void)unused;
  bt_group_open(&g);
  add("A", does_its_part, &part);
  assert_int_equal(bt_sleep(5), 0);
  turns_begin();
  close_group(0);
  bt_group_open(&g);
  close_group(0);
  assert_int_equal(turns_end(), 0);
  return 0;
}

static void without_a_live_child_close_takes_no_turn(void **state) {
  (void)state;
  assert_int_equal(run(has_no_live_child), 0);
  said("0 A ends: 1\n"
       "5 main closed: 0\n"
       "5 main closed: 0\n");
}

static int spawns_a_sibling(void *part) {
  assert_int_equal(bt_sleep(10), 0);
  add("B", does_its_part, part);
  return 0;
}

static int has_a_child_that_spawns(void *unused) {
  struct part part = {10, 2};

  (void)unused;
  bt_group_open(&g);
  add("A", spawns_a_sibling, &part);
  return close_group(0);
}

static void children_may_spawn_siblings_after_the_body_has_ended(void **state) {
  (void)state;
  assert_int_equal(run(has_a_child_that_spawns), 0);
  said("20 B ends: 2\n"
       "20 main closed: 0\n");
}

static int has_a_child_cancelled_by_hand(void *unused) {
  struct part part = {20, 1};
  struct bt_task *b;

  (void)unused;
  bt_group_open(&g);
  add("A", does_its_part, &part);
  b = add("B", does_its_part, &part);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(b);
  return close_group(0);
}

static void cancelled_child_is_no_error(void **state) {
  (void)state;
  assert_int_equal(run(has_a_child_cancelled_by_hand), 0);
  said("5 B ends: ECANCELED\n"
       "20 A ends: 1\n"
       "20 main closed: 0\n");
}

/* ---- A child fails ---------------------------------------------------- */

static struct part fails = {10, UV_EIO}, lives = {100, 1};

static int has_a_child_that_fails(void *unused) {
  int rc;

  (void)unused;
  bt_group_open(&g);
  add("A", does_its_part, &lives);
  add("B", does_its_part, &fails);
  add("C", does_its_part, &lives);
  rc = say_rc("body", bt_sleep(50));
  close_group(rc);
  say("%s, requests: %u", bt_message(bt_self()), bt_cancelling(bt_self()));
  return bt_sleep(5); /* the task is as good as before */
}

static void error_cancels_siblings_in_spawn_order_and_the_body(void **state) {
  (void)state;
  assert_int_equal(run(has_a_child_that_fails), 0);
  said("10 B ends: EIO\n"
       "10 A ends: ECANCELED\n"
       "10 C ends: ECANCELED\n"
       "10 main body: ECANCELED\n"
       "10 main closed: EIO\n"
       "10 main B EIO: from B\n"
       "10 main from B, requests: 0\n");
}

static int fails_in_its_cleanup(void *ms) {
  assert_int_equal(bt_sleep(100), UV_ECANCELED);
  assert_int_equal(bt_sleep((uintptr_t)ms), 0);
  say("cleaned up");
  return UV_ENOENT;
}

static int ignores_the_abort(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(100), UV_ECANCELED);
  return say_rc("slept on", bt_sleep(40));
}

static int has_many_errors(void *unused) {
  (void)unused;
  bt_group_open(&g);
  add("A", fails_in_its_cleanup, NUMBER(20));
  add("B", does_its_part, &fails);
  add("C", fails_in_its_cleanup, NUMBER(10));
  add("D", ignores_the_abort, NULL);
  return close_group(0);
}

static void all_errors_are_kept_in_the_order_of_ending(void **state) {
  (void)state;
  assert_int_equal(run(has_many_errors), UV_EIO);
  said("10 B ends: EIO\n"
       "20 C cleaned up\n"
       "30 A cleaned up\n"
       "50 D slept on: 0\n"
       "50 main closed: EIO\n"
       "50 main B EIO: from B\n"
       "50 main C ENOENT: -\n"
       "50 main A ENOENT: -\n");
}

static int body_swallows_the_abort(void *unused) {
  (void)unused;
  bt_group_open(&g);
  add("A", does_its_part, &fails);
  assert_int_equal(bt_sleep(50), UV_ECANCELED);
  say_rc("slept on", bt_sleep(10));
  return close_group(0);
}

static void body_that_swallows_the_abort_still_gets_the_error(void **state) {
  (void)state;
  assert_int_equal(run(body_swallows_the_abort), UV_EIO);
  said("10 A ends: EIO\n"
       "20 main slept on: 0\n"
       "20 main closed: EIO\n"
       "20 main A EIO: from A\n");
}

static int body_awaits_the_failing_child(void *unused) {
  struct bt_task *a;

  (void)unused;
  bt_group_open(&g);
  a = add("A", does_its_part, &fails);
  say_rc("awaited", bt_join(a));
  say_rc("slept", bt_sleep(50));
  return close_group(0);
}

/* The group hears of the error first, and its cancel wins. */
static void body_awaiting_the_failing_child_is_cancelled(void **state) {
  (void)state;
  assert_int_equal(run(body_awaits_the_failing_child), UV_EIO);
  said("10 A ends: EIO\n"
       "10 main awaited: ECANCELED\n"
       "60 main slept: 0\n"
       "60 main closed: EIO\n"
       "60 main A EIO: from A\n");
}

/* ---- The body fails --------------------------------------------------- */

static int body_fails(void *unused) {
  struct bt_task *late;

  (void)unused;
  bt_group_open(&g);
  add("A", does_its_part, &lives);
  add("B", fails_in_its_cleanup, NUMBER(10));
  assert_int_equal(bt_sleep(5), 0);
  late = add("C", does_its_part, &lives); /* is never started */
  bt_ref(late);
  close_group(bt_fail(UV_EPIPE, "from the body"));
  assert_true(bt_cancelled(late));
  bt_drop(late);
  return 0;
}

static void
error_of_the_body_cancels_the_children_and_comes_last(void **state) {
  (void)state;
  assert_int_equal(run(body_fails), 0);
  said("5 A ends: ECANCELED\n"
       "15 B cleaned up\n"
       "15 main closed: ENOENT\n"
       "15 main B ENOENT: -\n"
       "15 main main EPIPE: from the body\n");
}

/* ---- Spawning --------------------------------------------------------- */

static int spawns_too_late(void *unused) {
  (void)unused;
  bt_group_open(&g);
  add("A", does_its_part, &fails);
  assert_int_equal(bt_sleep(50), UV_ECANCELED);
  assert_null(bt_group_spawn(&g, does_its_part, &lives));
  return close_group(UV_ECANCELED);
}

static void nothing_is_spawned_into_an_aborting_group(void **state) {
  (void)state;
  assert_int_equal(run(spawns_too_late), UV_EIO);
  said("10 A ends: EIO\n"
       "10 main closed: EIO\n"
       "10 main A EIO: from A\n");
}

static int spawns_when_the_last_has_ended(void *last) {
  assert_int_equal(bt_await(last), 1);
  assert_null(bt_group_spawn(&g, does_its_part, &lives));
  return 0;
}

static int has_a_task_that_spawns(void *unused) {
  struct part part = {10, 1};

  (void)unused;
  bt_group_open(&g);
  bt_drop(spawn("B", spawns_when_the_last_has_ended,
                bt_ref(add("A", does_its_part, &part))));
  return close_group(0);
}

static void nothing_is_spawned_when_close_is_about_to_return(void **state) {
  (void)state;
  assert_int_equal(run(has_a_task_that_spawns), 0);
  said("10 A ends: 1\n"
       "10 main closed: 0\n");
}

static int spawns_after_close(void *unused) {
  (void)unused;
  bt_group_open(&g);
  if (bt_group_close(&g, 0) == 0)
    add("A", does_its_part, &lives);
  return 0;
}

static int run_spawning_after_close(void) { return run(spawns_after_close); }

static void spawning_into_a_closed_group_is_misuse(void **state) {
  (void)state;
  aborts(run_spawning_after_close, "baton: task main: A is spawned into a "
                                   "group that is not open [TG-23]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(block_ends_when_body_and_children_have),
      TEST(without_a_live_child_close_takes_no_turn),
      TEST(children_may_spawn_siblings_after_the_body_has_ended),
      TEST(cancelled_child_is_no_error),
      TEST(error_cancels_siblings_in_spawn_order_and_the_body),
      TEST(all_errors_are_kept_in_the_order_of_ending),
      TEST(body_that_swallows_the_abort_still_gets_the_error),
      TEST(body_awaiting_the_failing_child_is_cancelled),
      TEST(error_of_the_body_cancels_the_children_and_comes_last),
      TEST(nothing_is_spawned_into_an_aborting_group),
      TEST(nothing_is_spawned_when_close_is_about_to_return),
      TEST(spawning_into_a_closed_group_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

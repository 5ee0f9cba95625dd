/* SPDX-License-Identifier: MIT-0 */
/* A session on the real clock, watched while it runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "session.h"

static char printed[1 << 16];

static int on_out(void *data, const char *text, size_t n) {
  (void)data;
  strncat(printed, text, n);
  return 0;
}

static void on_echo(void *data, const char *text) {
  (void)data;
  strcat(printed, text);
}

static void on_report(void *data, const char *rule, const char *text) {
  (void)data;
  (void)rule;
  strcat(printed, text);
}

static struct source source;

static void close_session(struct session *s) {
  session_close(s);
  source_free(&source);
}

static struct session *watched;
static int looks; /* so far */
static uint64_t seen[3];

/* Looks twice, then wants a pause. */
static bool on_watch(void *data) {
  (void)data;
  seen[looks] = watched->view;
  return ++looks < 3;
}

/* The same, where only a look at something new counts: a machine that stands
 * still makes others. */
static bool on_progress(void *data) {
  if (looks > 0 && watched->view == seen[looks - 1])
    return true;
  return on_watch(data);
}

/* Looks back, and leaves the view there. */
static bool look_back(void *data) {
  (void)data;
  return session_goto(watched, 1) == SESSION_OK;
}

static void open_on_real_clock(struct session *s, const char *text,
                               bool (*watch)(void *data)) {
  struct listener listener = {
      .out = on_out, .echo = on_echo, .report = on_report, .watch = watch};
  struct runner_options options = {.clock = BT_CLOCK_REAL, .source = &source};

  watched = s;
  looks = 0;
  printed[0] = '\0';
  assert_int_equal(source_from_text(&source, "test.lua", text), 0);
  assert_int_equal(session_open(s, &options, &listener, true), STATUS_FINE);
}

static void who_watches_sees_more_and_more_and_can_pause(void **state) {
  struct session s;

  (void)state;
  open_on_real_clock(&s, "while true do sleep(1) end", on_progress);
  assert_int_equal(session_run(&s), SESSION_PAUSED);
  assert_int_equal(looks, 3);
  assert_true(0 < seen[0] && seen[0] < seen[1] && seen[1] < seen[2]);
  assert_true(s.view >= seen[2]);
  assert_false(session_over(&s));
  looks = 1; /* it goes on from there */
  assert_int_equal(session_run(&s), SESSION_PAUSED);
  assert_true(seen[1] > seen[0] && s.view > seen[1]);
  close_session(&s);
}

static void a_long_wait_is_watched_too(void **state) {
  struct session s;

  (void)state;
  open_on_real_clock(&s, "sleep(3600 * 1000)", on_watch);
  assert_int_equal(session_run(&s), SESSION_PAUSED);
  assert_int_equal(looks, 3);
  assert_int_equal(s.view, 1);
  close_session(&s);
}

static bool only_looks(void *data) {
  (void)data;
  return true;
}

/* As on the virtual clock; that somebody watches changes nothing. */
static void a_step_ends_where_a_task_is_next(void **state) {
  struct session s;

  (void)state;
  open_on_real_clock(&s, "sleep(100) print('later')", only_looks);
  assert_int_equal(session_step(&s), SESSION_OK);
  assert_int_equal(world_go_step(s.world, s.view), 0);
  assert_int_equal(world_n_ready(s.world), 1);
  assert_string_equal(printed, "");
  close_session(&s);
}

static void a_line_that_was_paused_goes_on(void **state) {
  struct session s;

  (void)state;
  open_on_real_clock(&s, "", on_watch);
  assert_int_equal(session_run(&s), SESSION_OK); /* main has ended */
  assert_int_equal(session_line(&s, "repeat sleep(5) until go return 'done'"),
                   SESSION_PAUSED);
  assert_string_equal(printed, "");
  s.listener.watch = NULL;
  assert_int_equal(session_line(&s, "go = true"), SESSION_OK);
  assert_int_equal(session_run(&s), SESSION_OK);
  assert_string_equal(printed, "done");
  close_session(&s);
}

static void the_view_stays_where_who_watches_left_it(void **state) {
  struct session s;

  (void)state;
  open_on_real_clock(&s, "for i = 1, 4 do sleep(20) end", look_back);
  assert_int_equal(session_run(&s), SESSION_OK);
  assert_true(session_over(&s));
  assert_int_equal(s.view, 1);
  assert_int_equal(log_steps(s.log), 5);
  close_session(&s);
}

static void the_real_clock_is_not_run_again(void **state) {
  struct session s;

  (void)state;
  open_on_real_clock(&s, "sleep(1) sleep(1)", NULL);
  assert_int_equal(session_run(&s), SESSION_OK);
  assert_int_equal(session_goto(&s, 1), SESSION_OK);
  assert_int_equal(session_line(&s, "x = 1"), SESSION_ERROR);
  assert_non_null(strstr(printed, "real clock"));
  close_session(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_watches_sees_more_and_more_and_can_pause),
      cmocka_unit_test(a_long_wait_is_watched_too),
      cmocka_unit_test(a_step_ends_where_a_task_is_next),
      cmocka_unit_test(a_line_that_was_paused_goes_on),
      cmocka_unit_test(the_view_stays_where_who_watches_left_it),
      cmocka_unit_test(the_real_clock_is_not_run_again),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

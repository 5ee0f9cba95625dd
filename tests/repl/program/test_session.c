/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "session.h"

/* Four tasks that meet at a lock, a queue and a timeout. */
static const char busy[] =
    "local m, q = lock('m'), queue(1, 'q')\n"
    "local function work(n)\n"
    "  for i = 1, 3 do\n"
    "    do local _ <close> = m:hold() sleep(n) end\n"
    "    q:put(n * 10 + i)\n"
    "    print(n, i, math.random(100))\n"
    "  end\n"
    "end\n"
    "local sum = 0\n"
    "local function read()\n"
    "  for _ = 1, 9 do sum = sum + q:get() sleep(0) end\n"
    "end\n"
    "task_group(function(tg)\n"
    "  for n = 1, 3 do tg:spawn('w' .. n, work, n) end\n"
    "  tg:spawn('reader', read)\n"
    "end)\n"
    "print(sum)\n";

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

static void open_session(struct session *s, const char *text, bool seeded) {
  static const struct listener listener = {
      .out = on_out, .echo = on_echo, .report = on_report};
  struct runner_options options = {.clock = BT_CLOCK_VIRTUAL,
                                   .source = &source,
                                   .seeded = seeded,
                                   .seed = 5};

  printed[0] = '\0';
  assert_int_equal(source_from_text(&source, "test.lua", text), 0);
  assert_int_equal(session_open(s, &options, &listener, true), STATUS_FINE);
}

static void close_session(struct session *s) {
  session_close(s);
  source_free(&source);
}

/* Asserts that the first n events of two logs are the same, as JSON. */
static void assert_same_events(const struct log *a, const struct log *b,
                               uint64_t n) {
  struct bt_buffer x = {0}, y = {0};
  struct log_entry entry;

  for (uint64_t k = 0; k < n; k++) {
    x.n = y.n = 0;
    log_get(a, k, &entry);
    assert_int_equal(bt_json_event(&x, &entry.event), 0);
    log_get(b, k, &entry);
    assert_int_equal(bt_json_event(&y, &entry.event), 0);
    assert_string_equal(x.data, y.data);
  }
  free(x.data);
  free(y.data);
}

static uint64_t end_of(const struct log *log, uint64_t step) {
  uint64_t first, end;

  log_step(log, step, &first, &end);
  return end;
}

/* The label of the i-th of the ready tasks, counting round. */
static const char *ready_label(struct session *s, unsigned i) {
  size_t n;
  uint32_t id = 0;

  assert_int_equal(world_go_step(s->world, s->view), 0);
  n = world_n_ready(s->world);
  for (size_t j = n ? i % n + 1 : 0; j > 0; j--)
    id = world_next_ready(s->world, id);
  return id ? log_label(s->log, id) : NULL;
}

static void a_branch_repeats_what_came_before(struct session *s) {
  for (unsigned i = 0; i < 100; i++) {
    uint64_t step = (uint64_t)rand() % (log_steps(s->log) + 1);
    unsigned branches = s->branches;
    const char *label;

    assert_int_equal(session_goto(s, step), SESSION_OK);
    label = ready_label(s, (unsigned)rand());
    if (!label)
      continue; /* the last step: nobody is ready */
    assert_int_equal(session_pick(s, label), SESSION_OK);
    if (s->branches > branches)
      assert_same_events(s->log, s->former, end_of(s->former, step));
    assert_int_equal(s->view, step + 1);
    if (i % 3 == 0)
      assert_int_equal(session_run(s), SESSION_OK);
    else
      assert_true(session_goto(s, s->view + 3) != SESSION_ERROR);
  }
  assert_int_equal(session_run(s), SESSION_OK);
  assert_int_equal(session_ending(s).status, STATUS_FINE);
}

static void branches_repeat_in_the_first_order(void **state) {
  struct session s;

  (void)state;
  open_session(&s, busy, false);
  a_branch_repeats_what_came_before(&s);
  close_session(&s);
}

static void branches_repeat_in_a_random_order(void **state) {
  struct session s;

  (void)state;
  open_session(&s, busy, true);
  a_branch_repeats_what_came_before(&s);
  close_session(&s);
}

static void lines_are_typed_again_on_a_branch(void **state) {
  struct session s;
  uint64_t step;

  (void)state;
  open_session(&s, busy, false);
  assert_int_equal(session_goto(&s, 4), SESSION_OK);
  assert_int_equal(session_line(&s, "spawn('mine', sleep, 2); x = 7"),
                   SESSION_OK);
  assert_int_equal(session_goto(&s, s.view + 6), SESSION_OK);
  step = s.view - 3;
  assert_int_equal(session_line(&s, "x = x + 1"), SESSION_OK);
  assert_int_equal(session_goto(&s, step), SESSION_OK);
  printed[0] = '\0';
  assert_int_equal(session_line(&s, "x"), SESSION_OK);
  assert_string_equal(printed, "7");
  assert_same_events(s.log, s.former, end_of(s.former, step));
  close_session(&s);
}

/* While nobody steps, lines leave the clock alone; a branch has to stop it at
 * the same places. */
static void time_stands_still_again_on_a_branch(void **state) {
  struct session s;
  uint64_t step;

  (void)state;
  open_session(&s, "", false);
  assert_int_equal(session_run(&s), SESSION_OK);
  s.paused = false;
  assert_int_equal(session_line(&s, "t = spawn(sleep, 10)"), SESSION_OK);
  assert_int_equal(session_line(&s, "x = now()"), SESSION_OK);
  assert_int_equal(session_line(&s, "t:await()"), SESSION_OK);
  assert_int_equal(session_line(&s, "y = now()"), SESSION_OK);
  step = s.view;
  assert_int_equal(session_line(&s, "z = 1"), SESSION_OK);
  s.paused = true;
  assert_int_equal(session_goto(&s, step), SESSION_OK);
  printed[0] = '\0';
  assert_int_equal(session_line(&s, "x, y, z"), SESSION_OK);
  assert_string_equal(printed, "0\t10\tnil");
  close_session(&s);
}

static void a_line_that_waits_for_ever_is_cancelled_again(void **state) {
  struct session s;
  uint64_t step;

  (void)state;
  open_session(&s, busy, false);
  assert_int_equal(session_run(&s), SESSION_OK);
  assert_int_equal(session_line(&s, "event():wait()"), SESSION_ERROR);
  assert_non_null(strstr(printed, "deadlock"));
  step = s.view;
  assert_int_equal(session_line(&s, "x = 1"), SESSION_OK);
  assert_int_equal(session_goto(&s, step), SESSION_OK);
  assert_int_equal(session_line(&s, "x = 2"), SESSION_OK);
  assert_same_events(s.log, s.former, end_of(s.former, step));
  close_session(&s);
}

static void half_a_line_asks_for_more(void **state) {
  struct session s;

  (void)state;
  open_session(&s, "", false);
  assert_int_equal(session_line(&s, "for i = 1, 2 do"), SESSION_MORE);
  assert_int_equal(session_line(&s, "for i = 1, 2 do\nprint(i) end"),
                   SESSION_OK);
  assert_string_equal(printed, "1\n2\n");
  assert_int_equal(session_line(&s, "for for"), SESSION_ERROR);
  close_session(&s);
}

static void who_is_not_ready_cannot_be_picked(void **state) {
  struct session s;

  (void)state;
  open_session(&s, busy, false);
  assert_int_equal(session_goto(&s, 2), SESSION_OK);
  printed[0] = '\0';
  assert_int_equal(session_pick(&s, "main"), SESSION_ERROR);
  assert_string_equal(printed, "main cannot run now; ready: w2, w3, reader");
  assert_int_equal(s.view, 2);
  close_session(&s);
}

/* Event by event there and back: nothing is left out, nothing runs again. */
static void events_are_walked_one_by_one(void **state) {
  struct session s;
  uint64_t events;

  (void)state;
  open_session(&s, busy, false);
  s.by_event = true;
  for (events = session_events(&s);; events++) {
    assert_int_equal(session_events(&s), events);
    assert_int_equal(session_look(&s), 0);
    assert_int_equal(world_events(s.world), events);
    assert_int_equal(world_step(s.world), s.view);
    if (session_forward(&s, 1) == SESSION_OVER)
      break;
  }
  assert_int_equal(events, log_size(s.log));
  assert_non_null(strstr(printed, "198\n"));
  for (; events > 1; events--) {
    assert_int_equal(session_events(&s), events);
    assert_int_equal(session_back(&s, 1), SESSION_OK);
  }
  assert_int_equal(session_back(&s, 1), SESSION_OK);
  assert_int_equal(session_events(&s), 1);
  assert_int_equal(s.run, 1);
  close_session(&s);
}

/* Inside of a step, a step forward is its end, and one back its beginning. */
static void steps_inside_of_a_step_are_its_ends(void **state) {
  struct session s;

  (void)state;
  open_session(&s, busy, false);
  assert_int_equal(session_goto(&s, 5), SESSION_OK);
  assert_int_equal(session_goto_event(&s, end_of(s.log, 3) + 2), SESSION_OK);
  assert_int_equal(s.view, 4);
  assert_int_equal(session_step(&s), SESSION_OK);
  assert_int_equal(session_events(&s), end_of(s.log, 4));
  assert_int_equal(session_goto_event(&s, end_of(s.log, 3) + 2), SESSION_OK);
  assert_int_equal(session_forward(&s, 2), SESSION_OK);
  assert_int_equal(session_events(&s), end_of(s.log, 5));
  assert_int_equal(session_goto_event(&s, end_of(s.log, 3) + 2), SESSION_OK);
  assert_int_equal(session_back(&s, 1), SESSION_OK);
  assert_int_equal(session_events(&s), end_of(s.log, 3));
  close_session(&s);
}

/* A turn is never cut in two: before its task resumes, another one can be
 * picked in its place, afterwards only behind it. */
static void a_pick_inside_of_a_step_leaves_turns_whole(void **state) {
  struct session s;
  uint64_t end;

  (void)state;
  open_session(&s, busy, false);
  assert_int_equal(session_goto(&s, 6), SESSION_OK);
  end = end_of(s.log, 1);
  s.by_event = true;
  assert_int_equal(session_goto_event(&s, end + 1), SESSION_OK); /* a choice */
  assert_int_equal(session_pick(&s, "w3"), SESSION_OK);
  assert_int_equal(s.view, 2);
  assert_int_equal(session_events(&s), end + 1);
  assert_int_equal(s.branches, 1);
  assert_same_events(s.log, s.former, end);
  assert_int_equal(session_forward(&s, 2), SESSION_OK); /* w3 has begun */
  assert_int_equal(session_pick(&s, "w2"), SESSION_OK);
  assert_int_equal(s.view, 3);
  assert_int_equal(s.branches, 1); /* nothing had happened after it */
  assert_int_equal(session_look(&s), 0);
  s.by_event = false;
  assert_int_equal(session_step(&s), SESSION_OK);
  printed[0] = '\0';
  assert_int_equal(session_pick(&s, "w2"), SESSION_ERROR);
  close_session(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(branches_repeat_in_the_first_order),
      cmocka_unit_test(branches_repeat_in_a_random_order),
      cmocka_unit_test(lines_are_typed_again_on_a_branch),
      cmocka_unit_test(time_stands_still_again_on_a_branch),
      cmocka_unit_test(a_line_that_waits_for_ever_is_cancelled_again),
      cmocka_unit_test(half_a_line_asks_for_more),
      cmocka_unit_test(who_is_not_ready_cannot_be_picked),
      cmocka_unit_test(events_are_walked_one_by_one),
      cmocka_unit_test(steps_inside_of_a_step_are_its_ends),
      cmocka_unit_test(a_pick_inside_of_a_step_leaves_turns_whole),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

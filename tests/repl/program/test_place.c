/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "session_place.h"

static const char program[] =
    "local q = queue(1, 'q')\n"
    "function put(n) sleep(n) q:put(n) end\n"
    "for i = 1, 4 do spawn('p' .. i, put, 5 - i) end\n"
    "sum = 0\n"
    "for _ = 1, 4 do\n"
    "  sum = sum + q:get()\n"
    "  print('sum ' .. sum)\n"
    "end\n";

static struct source source;
static char printed[4096];

static int on_out(void *data, const char *text, size_t n) {
  (void)data;
  strncat(printed, text, n);
  return 0;
}

static void open_session(struct session *s, enum bt_clock clock) {
  static const struct listener listener = {.out = on_out};
  struct runner_options options = {.clock = clock, .source = &source};

  printed[0] = '\0';
  if (!source.text)
    assert_int_equal(source_from_text(&source, "test.lua", program), 0);
  assert_int_equal(session_open(s, &options, &listener, true), STATUS_FINE);
}

static int free_source(void **state) {
  (void)state;
  source_free(&source);
  return 0;
}

/* All that happened, and what is in view: to be compared, and freed. */
static char *story_of(const struct session *s) {
  struct bt_buffer json = {0};
  struct buffer story = {0};
  struct log_entry entry;

  for (uint64_t k = 0; k < log_size(s->log); k++) {
    json.n = 0;
    log_get(s->log, k, &entry);
    assert_int_equal(bt_json_event(&json, &entry.event), 0);
    buffer_add(&story, json.data, json.n);
  }
  buffer_printf(&story, "view %d paused %d by_event %d over %d",
                (int)session_events(s), s->paused, s->by_event,
                session_over(s));
  assert_int_equal(story.error, 0);
  free(json.data);
  return story.data;
}

static void assert_story(const struct session *s, char *want) {
  char *got = story_of(s);

  assert_string_equal(got, want);
  free(got);
  free(want);
}

/* A new session is taken to where this one is, and takes its place; then each
 * does one thing more, and they are still the same. */
static void assert_returns(struct session *s) {
  json_t *place = session_place(s);
  char *before = story_of(s), *after;

  assert_non_null(place);
  assert_int_equal(session_line(s, "print('one more')"), SESSION_OK);
  after = story_of(s);
  session_close(s);
  open_session(s, BT_CLOCK_VIRTUAL);
  assert_int_equal(session_return(s, place, false), 0);
  assert_string_equal(printed, "");
  assert_story(s, before);
  assert_int_equal(session_line(s, "print('one more')"), SESSION_OK);
  assert_story(s, after);
  json_decref(place);
}

static void steps_and_picks_are_there_again(void **state) {
  struct session s;

  (void)state;
  open_session(&s, BT_CLOCK_VIRTUAL);
  assert_returns(&s);
  session_reset(&s);
  assert_int_equal(session_goto(&s, 2), SESSION_OK);
  assert_int_equal(session_pick(&s, "p4"), SESSION_OK);
  assert_int_equal(session_goto(&s, 6), SESSION_OK);
  assert_int_equal(session_goto(&s, 4), SESSION_OK);
  assert_returns(&s); /* which begins a branch where the view is */
  assert_returns(&s);
  session_close(&s);
}

static void lines_and_events_are_there_again(void **state) {
  struct session s;

  (void)state;
  open_session(&s, BT_CLOCK_VIRTUAL);
  assert_int_equal(session_goto(&s, 3), SESSION_OK);
  assert_int_equal(session_line(&s, "spawn('late', put, 100)"), SESSION_OK);
  s.by_event = true;
  assert_int_equal(session_back(&s, 3), SESSION_OK);
  assert_returns(&s);
  session_close(&s);
}

static void the_end_is_there_again(void **state) {
  struct session s;

  (void)state;
  open_session(&s, BT_CLOCK_VIRTUAL);
  assert_int_equal(session_seed(&s, 7), STATUS_FINE);
  assert_int_equal(session_run(&s), SESSION_OK);
  s.paused = false;
  assert_returns(&s);
  assert_int_equal(session_line(&s, "print(sum)"), SESSION_OK);
  assert_returns(&s);
  session_close(&s);
}

static void an_order_is_there_again(void **state) {
  struct session s;
  char *schedule;

  (void)state;
  open_session(&s, BT_CLOCK_VIRTUAL);
  assert_int_equal(session_goto(&s, 1), SESSION_OK);
  assert_int_equal(session_pick(&s, "p3"), SESSION_OK);
  assert_int_equal(session_run(&s), SESSION_OK);
  schedule = strdup(session_schedule(&s));
  assert_int_equal(session_follow(&s, schedule), STATUS_FINE);
  assert_int_equal(session_goto(&s, 5), SESSION_OK);
  assert_returns(&s);
  free(schedule);
  session_close(&s);
}

static void what_was_printed_can_be_printed_again(void **state) {
  struct session s;
  json_t *place;

  (void)state;
  open_session(&s, BT_CLOCK_VIRTUAL);
  assert_int_equal(session_run(&s), SESSION_OK);
  place = session_place(&s);
  session_close(&s);
  open_session(&s, BT_CLOCK_VIRTUAL);
  assert_int_equal(session_return(&s, place, true), 0);
  assert_string_equal(printed, "sum 1\nsum 3\nsum 6\nsum 10\n");
  json_decref(place);
  session_close(&s);
}

/* A file may say anything. */
static void a_place_that_is_none_leaves_the_start(void **state) {
  static const char *const places[] = {
      "{\"events\": 100000}",
      "{\"events\": 9999, \"actions\": 3}",
      "{\"events\": 40, \"actions\": [{\"at\": 3, \"line\": \"(\"}]}",
      "{\"events\": 9999, \"actions\": [{\"at\": 3, \"pick\": 77}, 1, {}]}",
      "{\"events\": 5, \"schedule\": \"nonsense\"}",
      "[1]"};
  struct session s;

  (void)state;
  open_session(&s, BT_CLOCK_VIRTUAL);
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    json_t *place = json_loads(places[i], 0, NULL);

    assert_non_null(place);
    assert_int_equal(session_return(&s, place, false), -1);
    assert_int_equal(s.view, 0);
    assert_int_equal(log_steps(s.log), 0);
    json_decref(place);
  }
  assert_int_equal(session_return(&s, NULL, false), -1);
  assert_int_equal(session_run(&s), SESSION_OK);
  session_close(&s);
}

static void the_real_clock_has_no_place(void **state) {
  struct session s;

  (void)state;
  open_session(&s, BT_CLOCK_REAL);
  assert_null(session_place(&s));
  session_close(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(steps_and_picks_are_there_again),
      cmocka_unit_test(lines_and_events_are_there_again),
      cmocka_unit_test(the_end_is_there_again),
      cmocka_unit_test(an_order_is_there_again),
      cmocka_unit_test(what_was_printed_can_be_printed_again),
      cmocka_unit_test(a_place_that_is_none_leaves_the_start),
      cmocka_unit_test(the_real_clock_has_no_place),
  };

  return cmocka_run_group_tests(tests, NULL, free_source);
}

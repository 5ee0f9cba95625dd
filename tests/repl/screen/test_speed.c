/* SPDX-License-Identifier: MIT-0 */
/* How long a key takes to become a frame, in time on the processor. A busy
 * machine may well take ten times what is asked for, which is no failure; what
 * grows with the length of a run takes a hundred times. What was measured is
 * printed. With sanitizers only that it works. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "screen/screen.h"

enum { KEYS = 200, STEP_MS = 30, BACK_MS = 16, EVENTS = 10000, STEPS = 10000 };

/* Fifty tasks that hand things on, wait for a lock and sleep. */
static const char program[] =
    "local m, q = lock('m'), queue(5, 'q')\n"
    "task_group(function(g)\n"
    "  for i = 1, 20 do g:spawn('put' .. i, function()\n"
    "    for n = 1, 1e9 do q:put(n) end end) end\n"
    "  for i = 1, 20 do g:spawn('get' .. i, function()\n"
    "    while true do q:get() end end) end\n"
    "  for i = 1, 9 do g:spawn('hold' .. i, function()\n"
    "    while true do m:acquire() sleep(i) m:release() end end) end\n"
    "end)\n";

struct stage {
  struct source source;
  struct session session;
  struct prompt prompt;
  struct screen *screen;
  struct buffer frame;
};

static int out(void *data, const char *text, size_t n) {
  (void)data;
  (void)text;
  (void)n;
  return 0;
}

static void open_stage(struct stage *s, int w, int h) {
  struct runner_options options = {.clock = BT_CLOCK_VIRTUAL,
                                   .source = &s->source};
  struct listener listener = {.out = out};
  struct screen_options how = {
      .title = "speed", .source = &s->source, .dump_w = w, .dump_h = h};
  const char *why;

  memset(s, 0, sizeof *s);
  assert_int_equal(source_from_text(&s->source, "speed.lua", program), 0);
  prompt_init(&s->prompt, &s->session);
  assert_int_equal(session_open(&s->session, &options, &listener, true),
                   STATUS_FINE);
  s->screen = screen_open(&how, &s->prompt, &why);
  assert_non_null(s->screen);
}

static void close_stage(struct stage *s) {
  screen_close(s->screen);
  s->session.listener.out = NULL;
  session_close(&s->session);
  prompt_fini(&s->prompt);
  source_free(&s->source);
  buffer_fini(&s->frame);
}

static double now_ms(void) {
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_time(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The time within which 99 of 100 keys are done. */
static double p99(struct stage *s,
                  enum session_result (*key)(struct session *, uint64_t)) {
  double took[KEYS];

  for (int i = 0; i < KEYS; i++) {
    double start = now_ms();

    assert_int_equal(key(&s->session, 1), SESSION_OK);
    buffer_clear(&s->frame);
    assert_int_equal(screen_dump(s->screen, &s->frame, dump_text), 0);
    took[i] = now_ms() - start;
  }
  qsort(took, KEYS, sizeof took[0], by_time);
  return took[KEYS * 99 / 100];
}

static void is_under(double ms, double most, const char *what) {
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
  print_message("%s: p99 %.2f ms, to be under %.0f\n", what, ms, most);
  assert_true(ms < 10 * most);
#else
  (void)ms, (void)most, (void)what;
#endif
}

static void a_key_becomes_a_frame(void **state) {
  static const int sizes[][2] = {{60, 20}, {80, 24}, {140, 40}};
  struct stage s;

  (void)state;
  for (size_t i = 0; i < 3; i++) {
    double step;

    open_stage(&s, sizes[i][0], sizes[i][1]);
    assert_int_equal(session_goto_event(&s.session, EVENTS), SESSION_OK);
    assert_int_equal(session_look(&s.session), 0);
    assert_int_equal(world_n_live(s.session.world), 50);
    step = p99(&s, session_forward);
    close_stage(&s);
    is_under(step, STEP_MS, "a step");
  }
}

static void back_is_fast_at_any_step(void **state) {
  struct stage s;
  double back, forward;

  (void)state;
  open_stage(&s, 140, 40);
  assert_int_equal(session_goto(&s.session, STEPS), SESSION_OK);
  back = p99(&s, session_back);
  forward = p99(&s, session_forward);
  close_stage(&s); /* which has standard output while it is open */
  is_under(back, BACK_MS, "back");
  is_under(forward, BACK_MS, "forward again");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_key_becomes_a_frame),
      cmocka_unit_test(back_is_fast_at_any_step),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

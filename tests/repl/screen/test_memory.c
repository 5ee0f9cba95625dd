/* SPDX-License-Identifier: MIT-0 */
/* Each allocation fails in turn while the screen is drawn: either it says so,
 * or the frame is the same as ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "../world/failing.h"
#include "screen/screen.h"

static const char program[] =
    "local m, n, q = lock('m'), lock('n'), queue(1, 'q')\n"
    "local function one() m:acquire() sleep(1) n:acquire() end\n"
    "local function other() n:acquire() sleep(1) m:acquire() end\n"
    "spawn('one', one) spawn('other', other)\n"
    "spawn('ticks', function() for i = 1, 3 do sleep(i) print(i) end end)\n"
    "q:put(1) q:put(2)\n";

static struct source source;
static struct session session;
static struct screen *screen;
static char good[1 << 15]; /* the frame where nothing fails */

static int draw(void) {
  struct buffer out = {0};
  int rc = screen_dump(screen, &out, dump_text);

  failing_stop();
  if (rc == 0)
    assert_string_equal(buffer_text(&out), good);
  buffer_fini(&out);
  return rc;
}

static void draw_at(uint64_t step) {
  struct buffer out = {0};

  assert_int_equal(session_goto(&session, step), SESSION_OK);
  assert_int_equal(screen_dump(screen, &out, dump_text), 0);
  assert_true(out.n < sizeof good);
  strcpy(good, buffer_text(&out));
  buffer_fini(&out);
  failing_each(draw);
}

static void a_frame_is_whole_or_says_so(void **state) {
  static const int sizes[][2] = {{80, 24}, {60, 20}, {140, 40}};
  struct runner_options options = {.source = &source,
                                   .clock = BT_CLOCK_VIRTUAL};
  struct listener listener = {0};
  struct screen_options how = {.title = "memory", .source = &source};
  struct prompt prompt;
  const char *why;

  (void)state;
  assert_int_equal(source_from_text(&source, "memory.lua", program), 0);
  prompt_init(&prompt, &session);
  assert_int_equal(session_open(&session, &options, &listener, true),
                   STATUS_FINE);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    how.dump_w = sizes[i][0];
    how.dump_h = sizes[i][1];
    screen = screen_open(&how, &prompt, &why);
    assert_non_null(screen);
    draw_at(9);
    draw_at(4);
    screen_close(screen);
  }
  session_close(&session);
  prompt_fini(&prompt);
  source_free(&source);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_frame_is_whole_or_says_so),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

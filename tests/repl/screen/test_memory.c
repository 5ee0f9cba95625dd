/* SPDX-License-Identifier: MIT-0 */
/* Each allocation fails in turn while the screen is drawn or a key is pressed:
 * either it says so, or all is as ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "../world/failing.h"
#include "screen/screen_parts.h"

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

static struct prompt prompt;

static int open_session(void **state) {
  struct runner_options options = {.source = &source,
                                   .clock = BT_CLOCK_VIRTUAL};
  struct listener listener = {0};

  (void)state;
  assert_int_equal(source_from_text(&source, "memory.lua", program), 0);
  prompt_init(&prompt, &session);
  return session_open(&session, &options, &listener, true);
}

static int close_session(void **state) {
  (void)state;
  screen_close(screen); /* gives the output back, for what failed, too */
  screen = NULL;
  session_close(&session);
  prompt_fini(&prompt);
  source_free(&source);
  return 0;
}

static void open_screen(int w, int h) {
  struct screen_options how = {
      .title = "memory", .source = &source, .dump_w = w, .dump_h = h};
  const char *why;

  screen = screen_open(&how, &prompt, &why);
  assert_non_null(screen);
}

static void a_frame_is_whole_or_says_so(void **state) {
  static const int sizes[][2] = {{80, 24}, {60, 20}, {140, 40}};

  (void)state;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    open_screen(sizes[i][0], sizes[i][1]);
    draw_at(9);
    draw_at(4);
    screen_close(screen);
    screen = NULL;
  }
}

/* ---- Keys ------------------------------------------------------------- */

static struct key_event pressed;
static const char *line, *then; /* before the key, and after it */

static const char *drawn(void) {
  static char frame[1 << 15];
  struct buffer out = {0};

  assert_int_equal(screen_dump(screen, &out, dump_text), 0);
  assert_true(out.n < sizeof frame);
  strcpy(frame, buffer_text(&out));
  buffer_fini(&out);
  return frame;
}

static struct editor *edited(void) { return &screen->editor; }

static void set_line(void) {
  editor_clear(edited());
  assert_int_equal(editor_set(edited(), line), 0);
  edited()->size = edited()->n + 1; /* more needs memory */
}

static int press(void) {
  bool refused;

  screen_key(screen, &pressed);
  failing_stop();
  refused = strstr(drawn(), "out of memory: that key did nothing") != NULL;
  assert_string_equal(edited()->text, refused ? line : then);
  set_line();
  return refused ? UV_ENOMEM : 0;
}

static void will_press(struct key_event key, const char *before,
                       const char *after) {
  pressed = key;
  line = before;
  then = after;
  set_line();
}

static void press_each(struct key_event key, const char *before,
                       const char *after) {
  will_press(key, before, after);
  failing_each(press);
}

static void a_key_does_all_or_says_so(void **state) {
  (void)state;
  open_screen(80, 24);
  assert_int_equal(editor_remember(edited(), "a line of before"), 0);
  assert_int_equal(editor_set(edited(), "y = 7"), 0);
  assert_int_equal(editor_cut(edited(), EDITOR_HOME), 0);
  press_each((struct key_event){.key = KEY_TEXT, .text = "x"}, "y = 7",
             "y = 7x");
  press_each((struct key_event){.key = KEY_NEWLINE}, "f(", "f(\n");
  press_each((struct key_event){.key = KEY_UPWARDS}, "", "a line of before");
  press_each((struct key_event){.key = KEY_CTRL, .letter = 'f'}, "", ":find ");
  press_each((struct key_event){.key = KEY_CTRL, .letter = 'y'}, "z", "zy = 7");
  press_each((struct key_event){.key = KEY_TABULATOR}, ":sched", ":schedule");
  will_press((struct key_event){.key = KEY_TABULATOR}, "prin", "print");
  failing_from_each(press); /* of one alone Lua collects garbage */
}

#define TEST(name)                                                             \
  cmocka_unit_test_setup_teardown(name, open_session, close_session)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_frame_is_whole_or_says_so),
      TEST(a_key_does_all_or_says_so),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

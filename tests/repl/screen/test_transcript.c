/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "screen/transcript.h"

static struct transcript t;

static int begin(void **state) {
  (void)state;
  t = (struct transcript){.total = 0};
  return 0;
}

static int end(void **state) {
  (void)state;
  transcript_fini(&t);
  return 0;
}

static void add(const char *text) { transcript_add(&t, text, strlen(text)); }

static void tell(const char *text, uint64_t events) {
  transcript_tell(&t, text, strlen(text), events);
}

static void transcript_is_as_it_was_at_a_moment(void **state) {
  (void)state;
  tell("one\n", 3);
  add("said\n");
  tell("two\n", 5);
  tell("three\n", 5);
  tell("four\n", 9);
  assert_string_equal(transcript_at(&t, 0, 2), "said\n");
  assert_string_equal(transcript_at(&t, 0, 3), "one\nsaid\n");
  assert_string_equal(transcript_at(&t, 0, 8), "one\nsaid\ntwo\nthree\n");
  assert_string_equal(transcript_at(&t, 0, 9), transcript_since(&t, 0));
  assert_string_equal(transcript_at(&t, 4, 4), "said\n");
}

static void transcript_of_another_way_has_what_both_share(void **state) {
  (void)state;
  tell("shared\n", 3);
  tell("of the former\n", 7);
  transcript_forget(&t, 5);
  tell("of this one\n", 6);
  assert_string_equal(transcript_at(&t, 0, 100), "shared\nof this one\n");
  transcript_forget(&t, 0);
  assert_string_equal(transcript_at(&t, 0, 100), "");
}

static void transcript_keeps_the_last_of_much(void **state) {
  char line[32];
  const char *now;

  (void)state;
  for (uint64_t i = 1; i <= 200000; i++) {
    snprintf(line, sizeof line, "%08d\n", (int)i);
    tell(line, i);
  }
  assert_int_equal(t.total, 200000 * 9);
  assert_true(t.text.n < 600000);
  assert_true(t.n_pieces < 70000);
  now = transcript_at(&t, 0, 199990);
  assert_string_equal(now + strlen(now) - 9, "00199990\n");
  assert_int_equal(strlen(now) % 9, 0); /* whole lines */
  assert_string_equal(transcript_at(&t, t.total - 18, 199999), "00199999\n");
}

static void transcript_has_columns_where_a_terminal_has(void **state) {
  (void)state;
  add("a\tb\n12345678\tc");
  add("\td\n\xc3\xa9\te\n");
  assert_string_equal(transcript_since(&t, 0),
                      "a       b\n12345678        c       d\n"
                      "\xc3\xa9       e\n");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
  const struct CMUnitTest tests[] = {
      TEST(transcript_is_as_it_was_at_a_moment),
      TEST(transcript_of_another_way_has_what_both_share),
      TEST(transcript_keeps_the_last_of_much),
      TEST(transcript_has_columns_where_a_terminal_has),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include <string.h>

#include "made.h"
#include "world/utf8.h"

static void times_are_written_without_zeros_at_the_end(void **state) {
  static const struct {
    uint64_t us;
    const char *ms;
  } times[] = {{0, "0"},        {1, "0.001"},   {250, "0.25"},
               {500, "0.5"},    {1000, "1"},    {30000, "30"},
               {30100, "30.1"}, {1020, "1.02"}, {123456, "123.456"}};

  (void)state;
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    buffer_ms(&text, times[i].us);
    text_is(times[i].ms);
  }
}

static void quotes_show_controls_and_never_send_them(void **state) {
  (void)state;
  buffer_quote(&text, "a\tb\n\"\\\x1b[31m\x7f", 12, 60);
  text_is("\"a\\tb\\n\\\"\\\\\\x1b[31m\\x7f\"");
  buffer_quote(&text, "\xc2\x9b" /* a control of two bytes */ "x\0", 4, 60);
  text_is("\"\\xc2\\x9bx\\x00\"");
  buffer_quote(&text, "\xff\xc3", 2, 60);
  text_is("\"\\xff\\xc3\"");
  buffer_quote(&text, "gr\u00fc\u00df \u20ac", 9 + 1, 60);
  text_is("\"gr\u00fc\u00df \u20ac\"");
}

static void long_quotes_are_cut_between_characters(void **state) {
  (void)state;
  buffer_quote(&text, "\u20ac\u20ac\u20ac", 9, 2);
  text_is("\"\u20ac\u20ac...\"");
  buffer_quote(&text, "ab", 2, 2);
  text_is("\"ab\"");
  buffer_quote(&text, NULL, 0, 2);
  text_is("\"\"");
}

static void shown_text_keeps_quotes_as_they_are(void **state) {
  (void)state;
  buffer_shown(&text, "say \"hi\"\n\x1b]", 11);
  text_is("say \"hi\"\\n\\x1b]");
}

static void a_buffer_grows_and_can_be_emptied(void **state) {
  (void)state;
  assert_string_equal(buffer_text(&text), "");
  for (int i = 0; i < 1000; i++)
    buffer_printf(&text, "%d,", i % 10);
  assert_int_equal(text.n, 2000);
  assert_int_equal(strlen(buffer_text(&text)), 2000);
  buffer_clear(&text);
  text_is("");
}

static void characters_end_where_utf8_says(void **state) {
  static const struct {
    const char *s;
    size_t length;
  } cases[] = {{"a", 1},
               {"\u00e9", 2},
               {"\u20ac", 3},
               {"\U0001f600", 4},
               {"\x80", 0},
               {"\xc0\x80", 0},
               {"\xc1\xbf", 0},
               {"\xe0\x9f\xbf", 0},
               {"\xed\xa0\x80", 0},
               {"\xef\xbf\xbf", 3},
               {"\xf0\x8f\xbf\xbf", 0},
               {"\xf4\x8f\xbf\xbf", 4},
               {"\xf4\x90\x80\x80", 0},
               {"\xf5\x80\x80\x80", 0},
               {"\xe2\x82", 0},
               {"\xe2\x28\xa1", 0}};

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(utf8_length(cases[i].s, strlen(cases[i].s)),
                     cases[i].length);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(times_are_written_without_zeros_at_the_end),
      TEST(quotes_show_controls_and_never_send_them),
      TEST(long_quotes_are_cut_between_characters),
      TEST(shown_text_keeps_quotes_as_they_are),
      TEST(a_buffer_grows_and_can_be_emptied),
      TEST(characters_end_where_utf8_says),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "screen/dump.h"

static void shows(const struct frame *frame, const char *want) {
  struct buffer out = {0};

  dump_text(&out, frame);
  assert_string_equal(buffer_text(&out), want);
  buffer_fini(&out);
}

static void frame_clips_what_does_not_fit(void **state) {
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 6, 2, false), 0);
  area_put(frame_area(&f), 4, 0, STYLE_PLAIN, "abc");
  area_put(frame_area(&f), 0, 5, STYLE_PLAIN, "below");
  area_fit(frame_area(&f), 0, 1, 4, STYLE_PLAIN, "too long");
  shows(&f, "    ab\nto..\n");
  frame_fini(&f);
}

static void frame_keeps_both_ends_of_a_name(void **state) {
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 9, 3, false), 0);
  area_fit_name(frame_area(&f), 0, 0, 9, STYLE_PLAIN, "worker-12");
  area_fit_name(frame_area(&f), 0, 1, 9, STYLE_PLAIN, "worker-number-7");
  area_fit_name(frame_area(&f), 0, 2, 9, STYLE_PLAIN,
                "ab\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5");
  shows(&f, "worker-12\nwor..er-7\nab ..\xe6\x97\xa5\xe6\x97\xa5\n");
  frame_fini(&f);
}

static void frame_gives_wide_characters_two_columns(void **state) {
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 5, 1, false), 0);
  area_put(frame_area(&f), 0, 0, STYLE_PLAIN, "\xe6\x97\xa5\xe6\x9c\xac!");
  shows(&f, "\xe6\x97\xa5\xe6\x9c\xac!\n");
  assert_int_equal(f.cells[1].ch, 0);
  assert_int_equal(f.cells[4].ch, '!');
  frame_fini(&f);
}

static void text_takes_as_many_columns_as_a_terminal_gives_it(void **state) {
  static const struct {
    const char *text;
    int w;
  } texts[] = {
      {"e\xcc\x81", 1},                 /* an accent of its own */
      {"\xe2\x9c\x85 \xe2\xad\x90", 5}, /* a check mark, a star: emoji */
      {"\xe2\x9c\x94", 1},              /* a check mark that is none */
      {"\xe2\x9a\xa1", 2},              /* a flash */
      {"\xf0\x9f\xa5\xb3", 2},          /* a face */
      {"\xe0\xb8\x81\xe0\xb8\xb4", 1},  /* Thai: a letter and a vowel */
      {"\xd7\xa9\xd7\x81", 1},          /* Hebrew: a letter and a point */
      {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2}, /* one syllable: Hangul */
      {"\xf0\xa0\x80\x80", 2},                     /* a rare ideograph */
      {"\xe2\x94\x80", 1},                         /* a border */
  };

  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_int_equal(text_width(texts[i].text), texts[i].w);
  assert_int_equal(text_width_n("\xe6\x97\xa5", 1), 1); /* what is there */
}

static void frame_obeys_no_control_in_text(void **state) {
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 8, 1, false), 0);
  area_put(frame_area(&f), 0, 0, STYLE_PLAIN, "a\033[1m\xff\xc2\x9b");
  shows(&f, "a?[1m??\n");
  frame_fini(&f);
}

static void name_of_several_lines_is_seen_in_one(void **state) {
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 8, 2, false), 0);
  area_fit_name(frame_area(&f), 0, 0, 8, STYLE_PLAIN, "a\nb\tc");
  area_text(area_part(frame_area(&f), 0, 1, 8, 1), STYLE_PLAIN, "two\nrows");
  shows(&f, "a b c\ntwo rows\n");
  frame_fini(&f);
}

static void frame_in_ascii_has_borders_of_ascii(void **state) {
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 12, 3, true), 0);
  area_box(frame_area(&f), "t");
  shows(&f, "+- t ------+\n|          |\n+----------+\n");
  frame_fini(&f);
}

static void frame_joins_the_borders_of_neighbours(void **state) {
  struct frame f;
  bool ascii = false;

  (void)state;
  do {
    assert_int_equal(frame_init(&f, 9, 5, ascii), 0);
    area_box(area_part(frame_area(&f), 0, 0, 5, 3), "");
    area_box(area_part(frame_area(&f), 4, 0, 5, 3), "");
    area_put(frame_area(&f), 2, 2, STYLE_TITLE, "|");
    area_box(area_part(frame_area(&f), 0, 2, 9, 3), "");
    shows(&f, ascii ? "+---+---+\n|   |   |\n+---+---+\n|       |\n"
                      "+-------+\n"
                    : "┌───┬───┐\n│   │   │\n├───┴───┤\n│       │\n"
                      "└───────┘\n");
    frame_fini(&f);
  } while ((ascii = !ascii));
}

static void text_that_does_not_fit_ends_in_dots(void **state) {
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 8, 3, false), 0);
  area_text(area_part(frame_area(&f), 0, 0, 8, 2), STYLE_PLAIN,
            "one two three four");
  shows(&f, "one two\nthree ..\n\n");
  frame_clear(&f);
  area_text(frame_area(&f), STYLE_PLAIN, "one two three four");
  shows(&f, "one two\nthree\nfour\n");
  frame_fini(&f);
}

static void frame_dumps_no_colour_where_none_is_wanted(void **state) {
  struct buffer out = {0};
  struct frame f;

  (void)state;
  assert_int_equal(frame_init(&f, 4, 1, false), 0);
  area_put(frame_area(&f), 0, 0, STYLE_RUN, "run");
  dump_ansi(&out, &f, false);
  assert_null(strstr(buffer_text(&out), "38;5"));
  buffer_clear(&out);
  dump_ansi(&out, &f, true);
  assert_non_null(strstr(buffer_text(&out), "38;5;36"));
  buffer_clear(&out);
  area_put(frame_area(&f), 0, 0, STYLE_PLAIN, "<&>");
  dump_html(&out, &f);
  assert_non_null(strstr(buffer_text(&out), "&lt;&amp;&gt;"));
  buffer_fini(&out);
  frame_fini(&f);
}

static void text_wraps_at_words_and_always_goes_on(void **state) {
  const char *text = "one two\nthree", *next = text;

  (void)state;
  assert_int_equal(text_wrap(next, 5, &next), 3);
  assert_string_equal(next, "two\nthree");
  assert_int_equal(text_wrap(next, 5, &next), 3);
  assert_string_equal(next, "three");
  assert_int_equal(text_wrap(next, 2, &next), 2);
  assert_string_equal(next, "ree");
  assert_int_equal(text_wrap(next, 0, &next), 0);
  assert_string_equal(next, "ee"); /* no room at all: still no endless loop */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(frame_clips_what_does_not_fit),
      cmocka_unit_test(frame_keeps_both_ends_of_a_name),
      cmocka_unit_test(frame_gives_wide_characters_two_columns),
      cmocka_unit_test(text_takes_as_many_columns_as_a_terminal_gives_it),
      cmocka_unit_test(frame_obeys_no_control_in_text),
      cmocka_unit_test(name_of_several_lines_is_seen_in_one),
      cmocka_unit_test(frame_in_ascii_has_borders_of_ascii),
      cmocka_unit_test(frame_joins_the_borders_of_neighbours),
      cmocka_unit_test(text_that_does_not_fit_ends_in_dots),
      cmocka_unit_test(frame_dumps_no_colour_where_none_is_wanted),
      cmocka_unit_test(text_wraps_at_words_and_always_goes_on),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

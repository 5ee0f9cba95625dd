/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "screen/editor.h"

static struct editor e;

static int open_editor(void **state) {
  (void)state;
  return editor_init(&e);
}

static int close_editor(void **state) {
  (void)state;
  editor_fini(&e);
  return 0;
}

static void type(const char *text) {
  assert_int_equal(editor_insert(&e, text, strlen(text)), 0);
}

static void editor_inserts_at_the_cursor(void **state) {
  (void)state;
  type("ac");
  editor_move(&e, EDITOR_LEFT);
  type("b");
  assert_string_equal(e.text, "abc");
  assert_int_equal(e.cursor, 2);
}

static void editor_moves_by_characters_not_bytes(void **state) {
  (void)state;
  type("a\xc3\xa9z"); /* a, e with an accent, z */
  editor_move(&e, EDITOR_LEFT);
  editor_move(&e, EDITOR_LEFT);
  assert_int_equal(e.cursor, 1);
  editor_delete(&e, EDITOR_RIGHT);
  assert_string_equal(e.text, "az");
}

static void editor_moves_by_words_and_within_its_line(void **state) {
  (void)state;
  type("q:put(12)\nsleep(5)");
  editor_move(&e, EDITOR_WORD_LEFT);
  assert_int_equal(e.cursor, strlen("q:put(12)\nsleep("));
  editor_move(&e, EDITOR_HOME);
  assert_int_equal(e.cursor, strlen("q:put(12)\n"));
  editor_move(&e, EDITOR_END);
  assert_int_equal(e.cursor, e.n);
}

static void editor_cuts_and_yanks(void **state) {
  (void)state;
  type("one two");
  assert_int_equal(editor_cut(&e, EDITOR_WORD_LEFT), 0);
  assert_string_equal(e.text, "one ");
  assert_int_equal(editor_cut(&e, EDITOR_HOME), 0);
  assert_string_equal(e.text, "");
  assert_int_equal(editor_yank(&e), 0);
  assert_string_equal(e.text, "one ");
}

static void editor_keeps_what_is_typed_while_older_lines_show(void **state) {
  (void)state;
  assert_int_equal(editor_remember(&e, "first"), 0);
  assert_int_equal(editor_remember(&e, "second"), 0);
  assert_int_equal(editor_remember(&e, "second"), 0); /* kept once */
  type("now");
  assert_int_equal(editor_older(&e), 0);
  assert_string_equal(e.text, "second");
  assert_int_equal(editor_older(&e), 0);
  assert_int_equal(editor_older(&e), 0); /* nothing is older */
  assert_string_equal(e.text, "first");
  assert_int_equal(editor_newer(&e), 0);
  assert_int_equal(editor_newer(&e), 0);
  assert_string_equal(e.text, "now");
}

static void editor_completes_what_candidates_share(void **state) {
  static const char *const some[] = {"task_done", "task_group"};
  static const char *const one[] = {"task_group"};

  (void)state;
  type("q:ta");
  assert_int_equal(editor_complete(&e, 2, some, 2), 0);
  assert_string_equal(e.text, "q:task_");
  assert_int_equal(editor_complete(&e, 5, one, 1), 0);
  assert_string_equal(e.text, "q:task_group");
  assert_int_equal(editor_complete(&e, 10, one, 0), 0);
  assert_string_equal(e.text, "q:task_group");
}

static void editor_goes_up_and_down_in_several_lines(void **state) {
  (void)state;
  type("local a\nb\n\xc3\xa9t = 1");
  assert_true(editor_line_up(&e));
  assert_int_equal(e.cursor, strlen("local a\nb"));
  assert_true(editor_line_up(&e));
  assert_int_equal(e.cursor, 1);
  assert_false(editor_line_up(&e));
  editor_move(&e, EDITOR_END);
  assert_true(editor_line_down(&e));
  assert_true(editor_line_down(&e));
  assert_int_equal(e.cursor, strlen("local a\nb\n\xc3\xa9"));
  assert_false(editor_line_down(&e));
}

#define TEST(name)                                                             \
  cmocka_unit_test_setup_teardown(name, open_editor, close_editor)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(editor_inserts_at_the_cursor),
      TEST(editor_moves_by_characters_not_bytes),
      TEST(editor_moves_by_words_and_within_its_line),
      TEST(editor_cuts_and_yanks),
      TEST(editor_goes_up_and_down_in_several_lines),
      TEST(editor_keeps_what_is_typed_while_older_lines_show),
      TEST(editor_completes_what_candidates_share),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

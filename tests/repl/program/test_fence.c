/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fence.h"

static void parts_are_told_apart(void **state) {
  static const char text[] = "? One\n? question.\n"
                             "[1] first\n    said of it\n[2] second\n"
                             "answer:\n  local x = 1\n\n  return x\n"
                             "why: because\n  it is\n";
  struct fence fence;

  (void)state;
  assert_int_equal(fence_parse(&fence, text), 0);
  assert_int_equal(fence.n, 5);
  assert_string_equal(fence_part(&fence, "?")->text, "One\nquestion.");
  assert_string_equal(fence_part(&fence, "1")->text, "first\nsaid of it");
  assert_string_equal(fence_part(&fence, "2")->text, "second");
  assert_string_equal(fence_part(&fence, "answer")->text,
                      "local x = 1\n\nreturn x");
  assert_int_equal(fence_part(&fence, "answer")->line, 5);
  assert_string_equal(fence_part(&fence, "why")->text, "because\nit is");
  assert_null(fence_part(&fence, "hint"));
  fence_free(&fence);
}

static void plain_text_comes_before_the_words(void **state) {
  struct fence fence;

  (void)state;
  assert_int_equal(fence_parse(&fence, "\nDo this,\nthen that.\ndone: x"), 0);
  assert_string_equal(fence_part(&fence, "")->text, "Do this,\nthen that.");
  assert_string_equal(fence_part(&fence, "done")->text, "x");
  fence_free(&fence);
}

static void an_empty_fence_has_no_parts(void **state) {
  struct fence fence;

  (void)state;
  assert_int_equal(fence_parse(&fence, ""), 0);
  assert_int_equal(fence.n, 0);
  fence_free(&fence);
}

static void too_many_parts_are_refused(void **state) {
  char text[4 * (FENCE_PARTS + 1) + 1] = "";
  struct fence fence;

  (void)state;
  for (int i = 0; i <= FENCE_PARTS; i++)
    strcat(text, "a:b\n");
  assert_int_equal(fence_parse(&fence, text), -1);
  assert_int_equal(fence.n, FENCE_PARTS);
  fence_free(&fence);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_are_told_apart),
      cmocka_unit_test(plain_text_comes_before_the_words),
      cmocka_unit_test(an_empty_fence_has_no_parts),
      cmocka_unit_test(too_many_parts_are_refused),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

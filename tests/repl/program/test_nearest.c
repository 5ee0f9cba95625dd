/* SPDX-License-Identifier: MIT-0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "nearest.h"

static void a_distance_counts_letters(void **state) {
  (void)state;
  assert_int_equal(nearest_distance("", ""), 0);
  assert_int_equal(nearest_distance("lock", "lock"), 0);
  assert_int_equal(nearest_distance("lok", "lock"), 1);
  assert_int_equal(nearest_distance("lockk", "lock"), 1);
  assert_int_equal(nearest_distance("lack", "lock"), 1);
  assert_int_equal(nearest_distance("lcok", "lock"), 1);
  assert_int_equal(nearest_distance("", "lock"), 4);
  assert_int_equal(nearest_distance("queue", "lock"), 5);
}

static void very_long_words_are_far_from_all(void **state) {
  char word[200];

  (void)state;
  memset(word, 'a', sizeof word - 1);
  word[sizeof word - 1] = '\0';
  assert_int_equal(nearest_distance(word, "lock"), sizeof word - 1);
  assert_int_equal(nearest_distance("lock", word), sizeof word - 1);
}

static const char *hint_for(const char *word) {
  static const char *const names[] = {"run", "trace", "replay", "semaphore"};
  static char hint[64];
  struct nearest nearest;

  nearest_start(&nearest, word);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    nearest_try(&nearest, names[i]);
  return nearest_hint(&nearest, ":", hint, sizeof hint);
}

static void the_closest_name_is_the_hint(void **state) {
  (void)state;
  assert_string_equal(hint_for("rnu"), "; did you mean :run?");
  assert_string_equal(hint_for("trase"), "; did you mean :trace?");
  assert_string_equal(hint_for("smaphor"), "; did you mean :semaphore?");
}

static void what_is_far_gets_no_hint(void **state) {
  (void)state;
  assert_string_equal(hint_for("x"), "");
  assert_string_equal(hint_for(""), "");
  assert_string_equal(hint_for("walk"), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_distance_counts_letters),
      cmocka_unit_test(very_long_words_are_far_from_all),
      cmocka_unit_test(the_closest_name_is_the_hint),
      cmocka_unit_test(what_is_far_gets_no_hint),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

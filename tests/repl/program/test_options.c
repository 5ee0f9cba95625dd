/* SPDX-License-Identifier: MIT-0 */
/* What the command line comes to. What is wrong with it: inputs.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "options.h"

enum { MOST_WORDS = 16 };

/* Parses a row of words that ends in NULL; argv is kept for the strings. */
static struct options parse(const char *const *words) {
  static char *argv[MOST_WORDS];
  struct options options;
  int argc = 0;

  argv[argc++] = (char *)"baton";
  for (; *words; words++)
    argv[argc++] = (char *)*words;
  argv[argc] = NULL;
  assert_int_equal(options_parse(&options, argc, argv), 0);
  return options;
}
#define PARSE(...) parse((const char *const[]){__VA_ARGS__, NULL})

static void nothing_is_the_default(void **state) {
  struct options o = parse((const char *const[]){NULL});

  (void)state;
  assert_int_equal(o.command, COMMAND_NONE);
  assert_int_equal(o.clock, BT_CLOCK_VIRTUAL);
  assert_false(o.seeded);
  assert_null(o.schedule);
  assert_int_equal(o.max_turns, 0);
  assert_int_equal(o.max_memory_mb, 1024);
}

static void what_follows_the_file_is_the_programs(void **state) {
  struct options o =
      PARSE("run", "--seed=7", "a.lua", "--seed=8", "--", "-x", "b");

  (void)state;
  assert_int_equal(o.command, COMMAND_RUN);
  assert_string_equal(o.file, "a.lua");
  assert_int_equal(o.seed, 7);
  assert_int_equal(o.n_rest, 4);
  assert_string_equal(o.rest[0], "--seed=8");
  assert_string_equal(o.rest[1], "--");
  assert_string_equal(o.rest[3], "b");
}

static void flags_may_stand_between_operands(void **state) {
  struct options o = PARSE("copy", "--dry-run", "lock", "--to", "src", "queue");

  (void)state;
  assert_int_equal(o.command, COMMAND_COPY);
  assert_true(o.dry_run);
  assert_string_equal(o.to, "src");
  assert_string_equal(o.rest[-1], "lock");
  assert_int_equal(o.n_rest, 1);
  assert_string_equal(o.rest[0], "queue");
}

static void flags_may_stand_before_the_command(void **state) {
  struct options o = PARSE("--clock", "real", "trace", "a.lua", "x", "-o", "t",
                           "--format=jsonl", "y");

  (void)state;
  assert_int_equal(o.command, COMMAND_TRACE);
  assert_int_equal(o.clock, BT_CLOCK_REAL);
  assert_string_equal(o.file, "a.lua");
  assert_string_equal(o.output, "t");
  assert_int_equal(o.format, FORMAT_JSONL);
  assert_int_equal(o.n_rest, 2);
  assert_string_equal(o.rest[0], "x");
  assert_string_equal(o.rest[1], "y");
}

static void two_dashes_end_the_flags(void **state) {
  struct options o = PARSE("run", "--", "-odd.lua");

  (void)state;
  assert_string_equal(o.file, "-odd.lua");
}

static void limits_are_read_as_said(void **state) {
  struct options o = PARSE("run", "--max-time=0.25", "--max-turns=18", "-");

  (void)state;
  assert_int_equal(o.max_time_ms, 250);
  assert_int_equal(o.max_turns, 18);
  assert_string_equal(o.file, "-");
  o = PARSE("-e", "print(1)", "--max-turns=3");
  assert_int_equal(o.command, COMMAND_CODE);
  assert_int_equal(o.max_turns, 0);
  assert_int_equal(o.n_rest, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_the_default),
      cmocka_unit_test(what_follows_the_file_is_the_programs),
      cmocka_unit_test(flags_may_stand_between_operands),
      cmocka_unit_test(flags_may_stand_before_the_command),
      cmocka_unit_test(two_dashes_end_the_flags),
      cmocka_unit_test(limits_are_read_as_said),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

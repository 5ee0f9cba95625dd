/* SPDX-License-Identifier: MIT-0 */
/* Lines typed at a prompt, completion, help. */
#include "lua/help.h"
#include "programs.h"

#include <stdio.h>
#include <string.h>

#define TYPES(expected, ...)                                                   \
  do {                                                                         \
    static const char *const lines[] = {__VA_ARGS__, NULL};                    \
    struct how how = {.lines = lines};                                         \
    assert_int_equal(lua_run_with(&how, ""), 0);                               \
    printed(expected);                                                         \
  } while (0)

static void values_are_echoed(void **state) {
  (void)state;
  TYPES("= 3\n= 1\tnil\tx\n= nil\n= lock \"m\" free, 0 waiting\n", "1 + 2",
        "1, nil, 'x'", "nil", "lock('m')");
}

static void statements_echo_nothing(void **state) {
  (void)state;
  TYPES("= 5\n", "x = 5", "local y = 6", "x", "", "-- a comment");
}

static void a_semicolon_silences_and_still_sets_the_last_value(void **state) {
  (void)state;
  TYPES("= 8\n= 16\n", "4 + 4;", "_", "_ * 2  ", "_;");
}

static void the_last_value_stays_after_a_statement(void **state) {
  (void)state;
  TYPES("= 7\n= 7\n", "7", "z = 1", "_");
}

static void incomplete_input_asks_for_more(void **state) {
  (void)state;
  TYPES("...\n...\n...\n...\n= 3\n", "for i = 1, 2 do", "f(", "1 +", "[[text",
        "1 +\n2");
}

static void wrong_input_says_why(void **state) {
  (void)state;
  TYPES("wrong: prompt:1: syntax error near 'y'\n"
        "wrong: attempt to load a binary chunk (mode is 't')\n",
        "x y = = 1", "\x1bLua");
}

static void a_line_may_wait(void **state) {
  (void)state;
  TYPES("= 10\n= 10\n", "sleep(10) return now()", "now()");
}

static void tasks_go_on_between_lines(void **state) {
  (void)state;
  TYPES("in B\n= task \"B\" ended\n",
        "b = spawn('B', function() sleep(5) print('in B') end)", "b");
}

static void an_error_is_told_and_the_prompt_goes_on(void **state) {
  (void)state;
  TYPES("failed: prompt:1: oh\n= 2\n", "error('oh')", "1 + 1");
}

static void a_line_that_is_cancelled_ends(void **state) {
  (void)state;
  TYPES("stopped\n= 1\n", "current():cancel() sleep(1)", "1");
}

static void an_echo_may_fail(void **state) {
  (void)state;
  TYPES("failed: prompt:1: no text\n= 1\n",
        "setmetatable({}, { __tostring = function() error('no text') end })",
        "1");
}

/* ---- Completion ------------------------------------------------------- */

static char names[1024];

static void add_name(void *data, const char *name) {
  (void)data;
  strcat(strcat(names, name), " ");
}

static int complete(struct script *script, const char *text) {
  names[0] = '\0';
  return script_complete(script, text, add_name, NULL);
}

static void names_are_completed(void **state) {
  struct script_options options = {0};
  struct script *script;

  (void)state;
  assert_int_equal(script_open(&script, &options), 0);
  assert_int_equal(complete(script, "print(spa"), 3);
  assert_string_equal(names, "spawn ");
  assert_int_equal(complete(script, "string.fo"), 2);
  assert_string_equal(names, "format ");
  assert_int_equal(complete(script, "x = task"), 4);
  assert_string_equal(names, "task_group tasks ");
  complete(script, "nowhere.x");
  assert_string_equal(names, "");
  complete(script, "f().x");
  assert_string_equal(names, "");
  assert_int_equal(complete(script, "math."), 0);
  assert_non_null(strstr(names, "abs acos "));
  script_close(script);
}

static void methods_are_completed(void **state) {
  static const char *const lines[] = {"jobs = queue() s = 'text'", NULL};
  struct how how = {.lines = lines, .complete = "jobs:get"};

  (void)state;
  assert_int_equal(lua_run_with(&how, ""), 0);
  printed("get get_nowait \n");
  how.complete = "s:upp";
  assert_int_equal(lua_run_with(&how, ""), 0);
  printed("upper \n");
}

/* ---- Help ------------------------------------------------------------- */

static void help_is_found_by_name_and_method(void **state) {
  (void)state;
  assert_string_equal(help_find("spawn")->signature,
                      "spawn([name,] fn, ...) -> task");
  assert_string_equal(help_find("q:put")->name, "queue:put");
  assert_string_equal(help_find("task_done")->name, "queue:task_done");
  assert_null(help_find("acquire")); /* of several kinds */
  assert_null(help_find("nothing"));
  assert_string_equal(help_nearest("spwan"), "spawn");
}

static void every_global_has_help(void **state) {
  static const char program[] =
      "local lua = { _G = 1, _VERSION = 1, arg = 1, assert = 1,\n"
      "  collectgarbage = 1, error = 1, getmetatable = 1, ipairs = 1,\n"
      "  load = 1, next = 1, pairs = 1, pcall = 1, print = 1, rawequal = 1,\n"
      "  rawget = 1, rawlen = 1, rawset = 1, select = 1, setmetatable = 1,\n"
      "  tonumber = 1, tostring = 1, type = 1, warn = 1, xpcall = 1,\n"
      "  coroutine = 1, math = 1, string = 1, table = 1, utf8 = 1 }\n"
      "for name in pairs(_G) do if not lua[name] then print(name) end end";
  char *name;

  (void)state;
  assert_int_equal(lua_run(program), 0);
  snprintf(names, sizeof names, "%s", last_output());
  forget_all();
  for (name = strtok(names, "\n"); name; name = strtok(NULL, "\n")) {
    if (!help_find(name))
      print_error("%s has no help\n", name);
    assert_non_null(help_find(name));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(values_are_echoed),
      TEST(statements_echo_nothing),
      TEST(a_semicolon_silences_and_still_sets_the_last_value),
      TEST(the_last_value_stays_after_a_statement),
      TEST(incomplete_input_asks_for_more),
      TEST(wrong_input_says_why),
      TEST(a_line_may_wait),
      TEST(tasks_go_on_between_lines),
      TEST(an_error_is_told_and_the_prompt_goes_on),
      TEST(a_line_that_is_cancelled_ends),
      TEST(an_echo_may_fail),
      TEST(names_are_completed),
      TEST(methods_are_completed),
      TEST(help_is_found_by_name_and_method),
      TEST(every_global_has_help),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

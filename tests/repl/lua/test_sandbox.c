/* SPDX-License-Identifier: MIT-0 */
/* What programs can and cannot reach, and that they do the same each time. */
#include "programs.h"

#include <string.h>

static void libraries_that_reach_out_are_absent(void **state) {
  (void)state;
  prints("print(os, io, package, debug, require, dofile, loadfile)",
         "nil\tnil\tnil\tnil\tnil\tnil\tnil\n");
  raises("os.exit()", "test.lua:1: attempt to index a nil value (global "
                      "'os'): not in the sandbox; now() is the time, "
                      "sleep(ms) waits");
}

static void bytecode_is_refused(void **state) {
  (void)state;
  assert_int_equal(lua_run("\x1bLua"), UV_EINVAL);
  failed_by("test.lua: bytecode is refused: a program is text");
  prints("print(load('\\27Lua', 'x', 'b'))",
         "nil\tattempt to load a binary chunk (mode is 't')\n");
  raises("string.dump(print)",
         "test.lua:1: string.dump is refused: the sandbox has no bytecode");
}

static void load_compiles_text(void **state) {
  (void)state;
  prints("print(load('return 1 + 1')(), load('x = = 1', '=c'))",
         "2\tnil\tc:1: unexpected symbol near '='\n");
  prints("local parts = { 'return ', 'x * 2' }\n"
         "print(load(function() return table.remove(parts, 1) end, 'c', 't',\n"
         "           { x = 21 })())",
         "42\n");
}

static void a_program_that_does_not_parse_says_where(void **state) {
  (void)state;
  assert_int_equal(lua_run("local x = = 1"), UV_EINVAL);
  failed_by("test.lua:1: unexpected symbol near '='");
}

static void a_first_line_with_a_hash_is_skipped(void **state) {
  (void)state;
  prints("#!/usr/bin/env baton\nprint('ran')", "ran\n");
  prints("\xef\xbb\xbf#!x\nprint('ran')", "ran\n");
  prints("#", "");
  assert_int_equal(lua_run("#!x\nerror('here')"), UV_UNKNOWN);
  failed_by("test.lua:2: here\nstack traceback:");
}

static void finalizers_are_refused(void **state) {
  (void)state;
  raises("setmetatable({}, { __gc = print })",
         "test.lua:1: __gc is refused: it would run whenever the collector "
         "does; let go of things with local x <close> = ... or defer(fn)");
  prints("local m = {} setmetatable({}, m) m.__gc = print "
         "print(pcall(setmetatable, {}, m) == false)",
         "true\n");
}

static void protected_metatables_stay(void **state) {
  (void)state;
  raises("setmetatable(setmetatable({}, { __metatable = 1 }), {})",
         "test.lua:1: cannot change a protected metatable");
  prints("print(getmetatable(lock()), getmetatable(current()))",
         "lock\ttask\n");
}

static void the_collector_is_not_the_programs(void **state) {
  (void)state;
  raises("collectgarbage()",
         "test.lua:1: collectgarbage(\"collect\") is refused: the collector "
         "runs at fixed points, so that a program does the same in every "
         "run; \"count\" is allowed");
  prints("print(math.type(collectgarbage('count')))", "integer\n");
}

static void weak_tables_are_cleared(void **state) {
  (void)state;
  prints("local weak = setmetatable({}, { __mode = 'k' })\n"
         "weak[{}] = true\n"
         "for i = 1, 100000 do local garbage = { i } end\n"
         "print(next(weak))",
         "nil\n");
}

static void no_address_is_printed(void **state) {
  (void)state;
  prints("local t, f = {}, function() end\n"
         "print(t, f, print, {}, t)\n"
         "print(string.format('%p %s %10.5s| %p', t, f, {}, 'text'))\n"
         "print(string.format('%p %p', 1, nil), coroutine.running())\n"
         "print(pcall(error, t))",
         "table: 1\tfunction: 1\tfunction: 2\ttable: 2\ttable: 1\n"
         "table: 1 function: 1      table| string: 1\n"
         "(null) (null)\tthread: 1\ttrue\n"
         "false\ttable: 1\n");
}

/* Everything that a program can reach, as text. */
static void nothing_reachable_shows_an_address(void **state) {
  (void)state;
  assert_int_equal(
      lua_run("local seen = {}\n"
              "local function visit(v)\n"
              "  if type(v) ~= 'string' then print(v) end\n"
              "  if type(v) == 'table' and not seen[v] then\n"
              "    seen[v] = true\n"
              "    for k, x in pairs(v) do visit(k) visit(x) end\n"
              "  end\n"
              "end\n"
              "visit(_G) visit(lock()) visit(queue()) visit(event())\n"
              "visit(semaphore(1)) visit(condition()) visit(barrier(1))\n"
              "visit(current()) visit(lock():hold()) visit(defer(print))\n"
              "visit(stream(print)) visit(as_completed({}))\n"
              "task_group(visit) timeout(nil, visit)\n"),
      0);
  assert_null(strstr(last_output(), "0x"));
  assert_non_null(strstr(last_output(), "task group"));
  forget_all();
}

static void a_nan_has_no_sign(void **state) {
  (void)state;
  prints("print(0/0, -(0/0), string.format('%f %5.1f %s', 0/0, -(0/0), 0/0))",
         "nan\tnan\tnan   nan nan\n");
}

static void format_keeps_luas_errors(void **state) {
  (void)state;
  raises("string.format('%d', 'x')",
         "test.lua:1: bad argument #2 to 'format' (number expected, got "
         "string)");
  raises("string.format('%d')",
         "test.lua:1: bad argument #2 to 'format' (no value)");
  raises("string.format('%y', 1)",
         "test.lua:1: invalid conversion '%y' to 'format'");
  prints("print(string.format('100%% %s %q %-4d|', 'a', 'b\\n', 7))",
         "100% a \"b\\\n\" 7   |\n");
  prints("print(string.format('100%% %p', {}))", "100% table: 1\n");
}

static void tostring_uses_metamethods(void **state) {
  (void)state;
  prints("print(setmetatable({}, { __tostring = function() return 'me' end }),"
         " setmetatable({}, { __name = 'kind' }))",
         "me\tkind: 1\n");
  raises("tostring(setmetatable({}, { __tostring = function() end }))",
         "test.lua:1: '__tostring' must return a string");
}

static void chance_follows_the_seed(void **state) {
  static const char program[] =
      "print(math.random(1000000), math.random(1000000), math.random())";
  struct how how = {.seed = 7};
  char first[128];

  (void)state;
  assert_int_equal(lua_run_with(&how, program), 0);
  strcpy(first, last_output());
  forget_all();
  assert_int_equal(lua_run_with(&how, program), 0);
  printed(first);
  how.seed = 8;
  assert_int_equal(lua_run_with(&how, program), 0);
  assert_string_not_equal(last_output(), first);
  forget_all();
}

/* The numbers that Lua's generator makes of seed 42. */
static void randomseed_with_a_number_is_lua_s(void **state) {
  (void)state;
  prints("math.randomseed(42) local a = math.random(1 << 30)\n"
         "math.randomseed(42) print(a == math.random(1 << 30))",
         "true\n");
  raises("math.randomseed()",
         "test.lua:1: math.randomseed needs a number here: a program does "
         "the same in every run; baton --seed=N changes it");
}

static void warn_is_reported_and_not_printed(void **state) {
  (void)state;
  prints("warn('@on') warn('half', 'way')", "");
  reported("warn: halfway\n");
}

static void misspelt_globals_are_explained(void **state) {
  (void)state;
  raises("spwan(print)", "test.lua:1: attempt to call a nil value (global "
                         "'spwan'); did you mean spawn?");
  raises("zzzz()", "test.lua:1: attempt to call a nil value (global 'zzzz')");
  prints("print(select(2, pcall(pcall, function() spwan() end)) == false,\n"
         "      select(2, xpcall(function() spwan() end,\n"
         "                       function(e) return (#e) end)) > 60)",
         "true\ttrue\n");
}

static void main_gets_its_arguments(void **state) {
  (void)state;
  prints("print(..., arg[0], #arg)", "nil\ttest.lua\t0\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(libraries_that_reach_out_are_absent),
      TEST(bytecode_is_refused),
      TEST(load_compiles_text),
      TEST(a_program_that_does_not_parse_says_where),
      TEST(a_first_line_with_a_hash_is_skipped),
      TEST(finalizers_are_refused),
      TEST(protected_metatables_stay),
      TEST(the_collector_is_not_the_programs),
      TEST(weak_tables_are_cleared),
      TEST(no_address_is_printed),
      TEST(nothing_reachable_shows_an_address),
      TEST(a_nan_has_no_sign),
      TEST(format_keeps_luas_errors),
      TEST(tostring_uses_metamethods),
      TEST(chance_follows_the_seed),
      TEST(randomseed_with_a_number_is_lua_s),
      TEST(warn_is_reported_and_not_printed),
      TEST(misspelt_globals_are_explained),
      TEST(main_gets_its_arguments),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

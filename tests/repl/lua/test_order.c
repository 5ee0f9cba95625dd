/* SPDX-License-Identifier: MIT-0 */
/* The order of keys, and table.sort. */
#include "programs.h"

#include <stdio.h>

static void numbers_then_strings_then_the_rest(void **state) {
  (void)state;
  prints("local t1, f1, t2 = {}, function() end, {}\n"
         "local names = { [t1] = 't1', [f1] = 'f1', [t2] = 't2',\n"
         "                [print] = 'print' }\n"
         "local t = { 10, 20, 30, b = 1, a = 1, ab = 1, [''] = 1, [-3] = 1,\n"
         "            [2.5] = 1, [1e300] = 1, [t2] = 1, [true] = 1, [f1] = 1,\n"
         "            [t1] = 1, [false] = 1, [print] = 1 }\n"
         "for k in pairs(t) do print(names[k] or k) end",
         "-3\n1\n2\n2.5\n3\n1e+300\n\na\nab\nb\nfalse\ntrue\nprint\nt1\nf1\n"
         "t2\n");
}

static void integers_and_floats_compare_exactly(void **state) {
  (void)state;
  prints("local t = { [math.maxinteger] = 'max', [2^63] = '2^63',\n"
         "            [math.mininteger] = 'min', [-2^65] = '-2^65',\n"
         "            [1/0] = 'inf', [-1/0] = '-inf', [0.5] = 'half',\n"
         "            [0] = 'zero', [-0.5] = '-half',\n"
         "            [2^53 + 0.0] = '2^53' }\n"
         "for _, v in pairs(t) do print(v) end",
         "-inf\n-2^65\nmin\n-half\nzero\nhalf\n2^53\nmax\n2^63\ninf\n");
}

static void next_agrees_with_pairs(void **state) {
  (void)state;
  prints("local t = { 1, 2, x = 3, y = 4, [true] = 5, [{}] = 6, [1.5] = 7 }\n"
         "local a, b = {}, {}\n"
         "for k in pairs(t) do a[#a + 1] = tostring(k) end\n"
         "for k in next, t do b[#b + 1] = tostring(k) end\n"
         "print(table.concat(a, ' '))\n"
         "print(table.concat(b, ' '))\n"
         "print(next({}), next(t), next(t, 'x'), (next(t, 2.0)))",
         "1 1.5 2 x y true table: 1\n"
         "1 1.5 2 x y true table: 1\n"
         "nil\t1\ty\tx\n");
}

static void next_of_a_key_that_is_gone_goes_on(void **state) {
  (void)state;
  prints("local t = { a = 1, b = 2, c = 3 }\n"
         "t.b = nil print(next(t, 'b')) print(next(t, 'aa')) print(next(t, "
         "'z'))",
         "c\t3\nc\t3\nnil\n");
  raises("next({ 1 }, 0/0)", "test.lua:1: invalid key to 'next'");
}

static void next_sees_what_changed_since_the_last_loop(void **state) {
  (void)state;
  prints("local t = { a = 1, c = 3 }\n"
         "for k in next, t do end\n"
         "t.b = 2\n"
         "for k in next, t do print(k) end",
         "a\nb\nc\n");
}

static void values_may_be_changed_and_cleared_on_the_way(void **state) {
  (void)state;
  prints("local t = { 1, 2, 3, 4, a = 5, b = 6 }\n"
         "for k, v in pairs(t) do\n"
         "  t[k] = nil\n"
         "  if k == 1 then t[3] = nil t.b = 7 end\n"
         "  print(k, v)\n"
         "end\n"
         "print(next(t))",
         "1\t1\n2\t2\n4\t4\na\t5\nb\t7\nnil\n");
}

static void loops_over_one_table_may_nest(void **state) {
  (void)state;
  prints("local t = { a = 1, b = 2 }\n"
         "for i in pairs(t) do for j in pairs(t) do print(i .. j) end end\n"
         "for i in next, t do for j in next, t do print(i .. j) end end",
         "aa\nab\nba\nbb\naa\nab\nba\nbb\n");
}

static void pairs_uses_its_metamethod(void **state) {
  (void)state;
  prints("local m = { __pairs = function(t) return function(_, i)\n"
         "  i = (i or 0) + 1 if i < 3 then return i, t end end, t end }\n"
         "for k, v in pairs(setmetatable({}, m)) do print(k, type(v)) end",
         "1\ttable\n2\ttable\n");
  prints("local m = { __pairs = function(t) coroutine.yield('from within')\n"
         "  return next, {}, nil end }\n"
         "local co = coroutine.wrap(function()\n"
         "  for k in pairs(setmetatable({}, m)) do end return 'over' end)\n"
         "print(co()) print(co())",
         "from within\nover\n");
  raises("pairs(5)", "test.lua:1: bad argument #1 to 'pairs' (table expected, "
                     "got number)");
}

static void every_library_function_has_its_place(void **state) {
  static const char program[] =
      "local keys, n = {}, 0\n"
      "for _, lib in pairs { _G, coroutine, math, string, table, utf8 } do\n"
      "  for name, f in pairs(lib) do\n"
      "    if type(f) == 'function' then keys[f] = name end\n"
      "  end\n"
      "end\n"
      "local o = lock()\n"
      "keys[o.acquire], keys[o.release] = 'lock:acquire', 'lock:release'\n"
      "keys[current().await] = 'task:await'\n"
      "keys[(ipairs({}))], keys[(utf8.codes(''))] = 'ipairs', 'codes'\n"
      "local seen = {}\n"
      "for _, name in pairs(keys) do seen[#seen + 1] = name end\n"
      "print(table.concat(seen, ' '))";
  char first[4096];

  (void)state;
  assert_int_equal(lua_run(program), 0);
  snprintf(first, sizeof first, "%s", last_output());
  forget_all();
  for (int i = 0; i < 20; i++) /* Lua's seed and the addresses are others */
    prints(program, first);
}

static void sort_is_stable(void **state) {
  (void)state;
  prints("local t = {}\n"
         "for i = 1, 500 do t[i] = { i % 7, i } end\n"
         "table.sort(t, function(a, b) return a[1] < b[1] end)\n"
         "local ok = true\n"
         "for i = 2, 500 do\n"
         "  local a, b = t[i - 1], t[i]\n"
         "  ok = ok and (a[1] < b[1] or a[1] == b[1] and a[2] < b[2])\n"
         "end\n"
         "print(ok, #t)",
         "true\t500\n");
}

static void sort_sorts(void **state) {
  (void)state;
  prints("for n = 0, 40 do\n"
         "  local t = {}\n"
         "  for i = 1, n do t[i] = (i * 7919) % 23 end\n"
         "  table.sort(t)\n"
         "  for i = 2, n do assert(t[i - 1] <= t[i]) end\n"
         "  table.sort(t, function(a, b) return a > b end)\n"
         "  for i = 2, n do assert(t[i - 1] >= t[i]) end\n"
         "  assert(#t == n)\n"
         "end\n"
         "local words = { 'b', 'a', 'c' } table.sort(words)\n"
         "print(table.concat(words))",
         "abc\n");
}

static void an_error_in_sort_leaves_the_table_as_it_was(void **state) {
  (void)state;
  prints(
      "local t = { 3, 'x', 1 }\n"
      "print(pcall(table.sort, t))\n"
      "print(table.concat(t, ' '), pcall(table.sort, { 2, 1 }, 5))",
      "false\tattempt to compare string with number\n"
      "3 x 1\tfalse\tbad argument #2 to 'table.sort' (function expected, got "
      "number)\n");
}

static void a_comparator_may_wait(void **state) {
  (void)state;
  prints("local t = { 3, 1, 2 }\n"
         "table.sort(t, function(a, b) sleep(1) return a < b end)\n"
         "print(table.concat(t, ' '), now() > 0)",
         "1 2 3\ttrue\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(numbers_then_strings_then_the_rest),
      TEST(integers_and_floats_compare_exactly),
      TEST(next_agrees_with_pairs),
      TEST(next_of_a_key_that_is_gone_goes_on),
      TEST(next_sees_what_changed_since_the_last_loop),
      TEST(values_may_be_changed_and_cleared_on_the_way),
      TEST(loops_over_one_table_may_nest),
      TEST(pairs_uses_its_metamethod),
      TEST(every_library_function_has_its_place),
      TEST(sort_is_stable),
      TEST(sort_sorts),
      TEST(an_error_in_sort_leaves_the_table_as_it_was),
      TEST(a_comparator_may_wait),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

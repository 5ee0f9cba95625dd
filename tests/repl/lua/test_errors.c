/* SPDX-License-Identifier: MIT-0 */
/* Errors as values, try and defer, and what groups and timeouts raise. */
#include "programs.h"

static void kinds_are_told_apart(void **state) {
  (void)state;
  prints("local e = Timeout('slow')\n"
         "print(is(e, Timeout), is(e, Cancelled), is('x', Timeout),\n"
         "      is(nil, Timeout), is({}, Timeout))\n"
         "print(e, e.message, Timeout, Timeout())",
         "true\tfalse\tfalse\tfalse\tfalse\n"
         "Timeout: slow\tslow\tTimeout\tTimeout\n");
  raises("is({}, Timeot)", "test.lua:1: bad argument #2 to 'is' (a kind of "
                           "error such as Cancelled or Timeout expected)");
}

static void is_knows_classes_of_the_programs(void **state) {
  (void)state;
  prints("local Mine = {} Mine.__index = Mine\n"
         "print(is(setmetatable({}, Mine), Mine), is({}, Mine))",
         "true\tfalse\n");
}

static void a_group_raises_all_errors(void **state) {
  (void)state;
  prints("local ok, e = pcall(task_group, function(tg)\n"
         "  tg:spawn(function() sleep(1) error('a', 0) end)\n"
         "  tg:spawn(function() pcall(sleep, 9) error({}) end)\n"
         "  pcall(sleep, 5) error('body', 0)\n"
         "end)\n"
         "print(ok, is(e, ErrorGroup), #e.errors, e.message)\n"
         "print(e.errors[1], e.errors[2], e.errors[3])\n"
         "print(e)",
         "false\ttrue\t3\t3 errors\n"
         "a\ttable: 1\tbody\n"
         "ErrorGroup: 3 errors: a; table: 1; body\n");
}

static void split_divides_by_kind(void **state) {
  (void)state;
  prints("local function fail(e) return function() error(e, 0) end end\n"
         "local ok, eg = pcall(task_group, function(tg)\n"
         "  tg:spawn(fail(Timeout('t1'))) tg:spawn(fail('x'))\n"
         "  tg:spawn(function() task_group(function(inner)\n"
         "    inner:spawn(fail(Timeout('t2'))) inner:spawn(fail('y'))\n"
         "    sleep(9) end) end)\n"
         "  sleep(9)\n"
         "end)\n"
         "local hit, rest = eg:split(Timeout)\n"
         "print(hit) print(rest)\n"
         "print(eg:split(QueueFull))\n"
         "print((eg:split(function(e) return true end)) == eg)\n"
         "print(eg:split(function(e) return e == 'x' end))",
         "ErrorGroup: 2 errors: Timeout: t1; ErrorGroup: 1 error: Timeout: "
         "t2\n"
         "ErrorGroup: 2 errors: x; ErrorGroup: 1 error: y\n"
         "nil\tErrorGroup: 3 errors: Timeout: t1; x; ErrorGroup: 2 errors: "
         "Timeout: t2; y\n"
         "true\n"
         "ErrorGroup: 1 error: x\tErrorGroup: 2 errors: Timeout: t1; "
         "ErrorGroup: 2 errors: Timeout: t2; y\n");
  raises("ErrorGroup.split('x', Timeout)",
         "test.lua:1: expected an ErrorGroup, got string; use eg:split(kind) "
         "with a colon");
}

static void try_lets_a_cancellation_through(void **state) {
  (void)state;
  prints("print(try(function() return 1, 2 end, print))\n"
         "print(try(function() error('x', 0) end, function(e)\n"
         "  return 'got', e end))\n"
         "local t = spawn(function()\n"
         "  try(function() sleep(5) end, function() print('never') end) end)\n"
         "sleep(1) t:cancel() print(pcall(t.await, t))\n"
         "print(pcall(try, function() error('a', 0) end, function(e)\n"
         "  error(e .. 'b', 0) end))",
         "1\t2\ngot\tx\nfalse\tCancelled\nfalse\tab\n");
  raises("try(print)", "test.lua:1: bad argument #2 to 'try' (function "
                       "expected, got no value)");
}

static void defer_runs_on_every_way_out(void **state) {
  (void)state;
  prints("local function f(how)\n"
         "  local _ <close> = defer(function(e) print(how, e) end)\n"
         "  if how == 'error' then error('x', 0) end\n"
         "  if how == 'return' then return 'value' end\n"
         "end\n"
         "f('end') print(f('return')) print(pcall(f, 'error'))\n"
         "local t = spawn(function() local _ <close> = defer(function(e)\n"
         "  sleep(2) print('waited', now(), e) end) sleep(10) end)\n"
         "sleep(1) t:cancel() pcall(t.await, t)",
         "end\tnil\nreturn\tnil\nvalue\nerror\tx\nfalse\tx\n"
         "waited\t3\tCancelled\n");
}

static void a_group_returns_what_its_body_does(void **state) {
  (void)state;
  prints("print(task_group(function(tg) tg:spawn(sleep, 5) return 1, nil, 2 "
         "end)) print(now())",
         "1\tnil\t2\n5\n");
}

static void a_closed_group_takes_no_tasks(void **state) {
  (void)state;
  prints("local keep\n"
         "task_group(function(tg) keep = tg end)\n"
         "print(pcall(function() keep:spawn(print) end))\n"
         "print(keep)\n"
         "pcall(task_group, function(tg)\n"
         "  tg:spawn(error, 'x', 0) pcall(sleep, 5)\n"
         "  print(pcall(function() tg:spawn(print) end))\n"
         "end)",
         "false\ttest.lua:3: the group has ended: spawn inside the function "
         "that task_group was given, or while a child lives\n"
         "task group \"group\" closed, 0 live\n"
         "false\ttest.lua:7: the group is shutting down after an error or a "
         "cancel and takes no more tasks\n");
}

static void groups_and_their_tasks_have_names(void **state) {
  (void)state;
  prints("task_group(function(tg)\n"
         "  print(tg, tg:spawn('B', sleep, 1):name())\n"
         "  print(pcall(function() tg.spawn(print) end))\n"
         "end, 'workers')",
         "task group \"workers\" open, 1 live\tB\n"
         "false\ttest.lua:3: expected a task group, got function; use "
         "tg:spawn() with a colon\n");
}

static void a_timeout_returns_what_its_body_does(void **state) {
  (void)state;
  prints("print(timeout(10, function(s)\n"
         "  print(s, s:deadline(), s:expired()) return 1, 2 end))\n"
         "print(timeout(nil, function(s) return s:deadline() end))\n"
         "print(pcall(timeout, 1, function() sleep(5) end))\n"
         "print(pcall(timeout, 1, function() error('mine', 0) end))",
         "timeout open\t10\tfalse\n1\t2\nnil\nfalse\tTimeout: the deadline "
         "passed\nfalse\tmine\n");
  raises("timeout(5)", "test.lua:1: bad argument #2 to 'timeout' (function "
                       "expected, got no value)");
  raises("timeout('x', print)", "test.lua:1: bad argument #1 to 'timeout' "
                                "(number of milliseconds, or nil expected, "
                                "got string)");
}

static void a_timeout_that_is_over_cannot_be_moved(void **state) {
  (void)state;
  prints("local keep\n"
         "timeout(10, function(s) keep = s end)\n"
         "print(pcall(function() keep:reschedule(5) end))\n"
         "pcall(timeout, 1, function(s)\n"
         "  pcall(sleep, 5) print(s, pcall(function() s:reschedule(5) end))\n"
         "end)",
         "false\ttest.lua:3: the timeout has ended: reschedule it while its "
         "function runs\n"
         "timeout expiring\tfalse\ttest.lua:5: the deadline has passed: its "
         "body is being cancelled, and it cannot be moved any more\n");
}

static void gather_collects_when_asked(void **state) {
  (void)state;
  prints("local function fail() error('x', 0) end\n"
         "local list = gather({ function() return 1 end, fail,\n"
         "  function() current():cancel() sleep(1) end },\n"
         "  { return_errors = true })\n"
         "for _, r in ipairs(list) do print(r.ok, r.value, r.error) end\n"
         "print(pcall(gather, { sleep, fail, function() error('y', 0) end }))",
         "true\t1\tnil\nfalse\tnil\tx\nfalse\tnil\tCancelled\n"
         "false\tbad argument #1 to 'sleep' (number expected, got no "
         "value)\n");
}

static void gather_raises_the_first_error(void **state) {
  (void)state;
  prints("local function at(ms, e) return function() sleep(ms) error(e, 0)\n"
         "  end end\n"
         "print(pcall(gather, { at(5, 'late'), at(1, 'early') }))\n"
         "local a, b = spawn(at(2, 'a')), spawn(at(1, 'b')) sleep(5)\n"
         "print(pcall(gather, { a, b }))\n"
         "local shared = spawn(function() return 7 end)\n"
         "print(gather { shared, shared })",
         "false\tearly\nfalse\ta\n7\t7\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(kinds_are_told_apart),
      TEST(is_knows_classes_of_the_programs),
      TEST(a_group_raises_all_errors),
      TEST(split_divides_by_kind),
      TEST(try_lets_a_cancellation_through),
      TEST(defer_runs_on_every_way_out),
      TEST(a_group_returns_what_its_body_does),
      TEST(a_closed_group_takes_no_tasks),
      TEST(groups_and_their_tasks_have_names),
      TEST(a_timeout_returns_what_its_body_does),
      TEST(a_timeout_that_is_over_cannot_be_moved),
      TEST(gather_collects_when_asked),
      TEST(gather_raises_the_first_error),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* Tasks as programs see them. The order of events is tested in conformance. */
#include "programs.h"

#include <string.h>

static void await_returns_all_results(void **state) {
  (void)state;
  prints("print(spawn(function() return 1, nil, 3 end):await())\n"
         "print(select('#', spawn(function() end):await()))\n"
         "print(spawn(function() return nil end):await())\n"
         "local t = spawn(function(...) return ... end, 'a', nil)\n"
         "print(t:await()) print(t:await()) print(t:result())",
         "1\tnil\t3\n0\nnil\na\tnil\na\tnil\na\tnil\n");
}

static void await_raises_the_very_error(void **state) {
  (void)state;
  prints("local e = { 'mine' }\n"
         "local t = spawn(function() error(e) end)\n"
         "local ok, x = pcall(t.await, t)\n"
         "print(ok, x == e, t:error() == e)\n"
         "print(pcall(t.result, t))",
         "false\ttrue\ttrue\nfalse\ttable: 1\n");
}

static void await_of_oneself_is_an_error(void **state) {
  (void)state;
  prints("print(pcall(function() current():await() end)) print(now())",
         "false\ttest.lua:1: task main cannot await itself\n0\n");
}

static void names_are_given_or_counted(void **state) {
  (void)state;
  prints("local a, b, c = spawn(print), spawn('B', print), spawn(print)\n"
         "print(a:name(), b:name(), c:name(), current():name())\n"
         "print(a, current())",
         "Task-2\tB\tTask-3\tmain\n"
         "task \"Task-2\" not started\ttask \"main\" running\n\n\n\n");
}

static void a_task_tells_its_state(void **state) {
  (void)state;
  prints("local ok = spawn('ok', sleep, 5)\n"
         "local bad = spawn('bad', error, 'x', 0)\n"
         "local gone = spawn('gone', sleep, 5)\n"
         "sleep(1) gone:cancel() print(ok) sleep(10)\n"
         "print(ok, bad, gone) print(ok:done(), bad:done(), gone:done())\n"
         "print(ok:cancelled(), bad:cancelled(), gone:cancelled())\n"
         "print(ok:error(), bad:error(), pcall(gone.error, gone))",
         "task \"ok\" suspended\n"
         "task \"ok\" ended\ttask \"bad\" failed\ttask \"gone\" cancelled\n"
         "true\ttrue\ttrue\nfalse\tfalse\ttrue\n"
         "nil\tx\tfalse\tCancelled\n");
}

static void a_task_that_has_not_ended_has_no_result(void **state) {
  (void)state;
  prints("local t = spawn('B', sleep, 5)\n"
         "for _, m in ipairs { 'result', 'error' } do\n"
         "  local ok, e = pcall(t[m], t) print(ok, e, is(e, InvalidState)) end",
         "false\tInvalidState: task B has not ended; t:await() waits for it\t"
         "true\n"
         "false\tInvalidState: task B has not ended; t:await() waits for it\t"
         "true\n");
}

static void the_message_of_a_cancel_arrives(void **state) {
  (void)state;
  prints("local t = spawn(function()\n"
         "  local ok, e = pcall(sleep, 10) print(e, e.message) error(e, 0)\n"
         "end)\n"
         "sleep(1) print(t:cancel('enough'))\n"
         "local ok, e = pcall(t.await, t) print(e.message)\n"
         "print(t:cancel('late'))",
         "true\nCancelled: enough\tenough\nenough\nfalse\n");
}

static void cancel_counts_are_there(void **state) {
  (void)state;
  prints("local me = current()\n"
         "me:cancel() me:cancel() print(me:cancelling())\n"
         "print(pcall(sleep, 1)) print(me:uncancel(), me:uncancel(), "
         "me:uncancel())",
         "2\nfalse\tCancelled\n1\t0\t0\n");
}

static void sleep_returns_its_value(void **state) {
  (void)state;
  prints("print(sleep(1.5, 'x'), now()) print(sleep(-1)) print(now())\n"
         "print(select('#', yield()))",
         "x\t1.5\n\n1.5\n0\n");
  raises("sleep()", "test.lua:1: bad argument #1 to 'sleep' (number expected, "
                    "got no value)");
  raises("sleep(0/0)", "test.lua:1: bad argument #1 to 'sleep' (not a number "
                       "of milliseconds)");
}

static void tasks_lists_the_live_ones(void **state) {
  (void)state;
  prints("local a, b = spawn('A', sleep, 1), spawn('B', sleep, 5)\n"
         "sleep(2)\n"
         "for _, t in ipairs(tasks()) do print(t) end\n"
         "print(current() == tasks()[1], tasks()[2] == b)",
         "task \"main\" running\ntask \"B\" suspended\ntrue\ttrue\n");
}

static void on_done_calls_back_later(void **state) {
  (void)state;
  prints("local t = spawn('B', sleep, 5)\n"
         "t:on_done(function(x) print('first', x == t, current()) end)\n"
         "t:on_done(function(x) print('second') end)\n"
         "t:await() print('awaited')\n"
         "t:on_done(function() print('late') end) print('asked') yield()",
         "first\ttrue\tnil\nsecond\nawaited\nasked\nlate\n");
}

static void on_done_may_not_wait(void **state) {
  (void)state;
  prints("spawn(yield):on_done(function() sleep(1) end) sleep(5)", "");
  reported("callback: on_done's function failed: test.lua:1: sleep cannot "
           "wait here: on_done's function is called between tasks; spawn a "
           "task in it\n");
}

static void a_callback_that_was_not_called_does_no_harm(void **state) {
  (void)state;
  assert_int_equal(lua_run("local q = queue()\n"
                           "local t = spawn(q.get, q)\n"
                           "t:on_done(print) q:get()"),
                   BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for queue-1\n"
           "  task Task-2 waits for queue-1\n");
}

static void bad_calls_say_what_to_write(void **state) {
  (void)state;
  raises("spawn(nil)", "test.lua:1: spawn needs a function, got nil; write "
                       "spawn(fn, ...), not spawn(fn(...))");
  raises("spawn('B')", "test.lua:1: spawn needs a function, got no value; "
                       "write spawn(fn, ...), not spawn(fn(...))");
  raises("current().name()", "test.lua:1: expected a task, got no value; use "
                             "task:name() with a colon");
  raises("current():canel()", "test.lua:1: no method 'canel' of task; did you "
                              "mean 'cancel'?");
  raises("gather(print, print)", "test.lua:1: gather takes a list of tasks and "
                                 "functions: gather{ a, b }");
  raises("wait(print, print)", "test.lua:1: wait takes a list of tasks and "
                               "functions: wait{ a, b }");
  raises("gather(print)", "test.lua:1: gather takes a list of tasks and "
                          "functions: gather{ a, b }");
  raises("gather{ print, 5 }", "test.lua:1: gather: item 2 is a number; tasks "
                               "and functions can be awaited");
}

static void an_error_nobody_saw_is_reported(void **state) {
  (void)state;
  prints("spawn('B', error, 'lost', 0) sleep(1)", "");
  reported("unretrieved: task B failed and nobody retrieved its error: lost\n");
}

static void an_uncaught_error_has_a_traceback(void **state) {
  (void)state;
  assert_int_equal(lua_run("local function inner() error('boom') end\n"
                           "local function outer() inner() end\n"
                           "outer()"),
                   UV_UNKNOWN);
  failed_by("test.lua:1: boom\n"
            "stack traceback:\n"
            "\tin function 'error'\n"
            "\ttest.lua:1: in function 'inner'\n"
            "\ttest.lua:2: in function 'outer'\n"
            "\ttest.lua:3: in main chunk");
}

static void an_uncaught_error_that_is_no_string_has_a_place(void **state) {
  (void)state;
  assert_int_equal(lua_run("sleep(1)\nerror({})"), UV_UNKNOWN);
  failed_by("test.lua:2: a table was raised as an error; give it a "
            "__tostring\nstack");
  assert_int_equal(lua_run("timeout(1, function() sleep(5) end)"), UV_UNKNOWN);
  failed_by("test.lua:1: Timeout: the deadline passed\nstack");
  assert_int_equal(lua_run("error()"), UV_UNKNOWN);
  failed_by("test.lua:1: nil\nstack");
}

static void endless_recursion_is_an_error(void **state) {
  (void)state;
  assert_int_equal(lua_run("local function f() return 1 + f() end f()"),
                   UV_UNKNOWN);
  failed_by("test.lua:1: stack overflow\nstack traceback:");
  raises("local function f() return (string.gsub('x', 'x', f)) end f()",
         "C stack overflow");
  raises("local m = {} m.__index = function(t, k) "
         "return setmetatable({}, m)[k] end local x = setmetatable({}, m).x",
         "test.lua:1: C stack overflow");
}

/* Each level is several frames of C on a task's stack. */
static void deep_nesting_fits_the_stack(void **state) {
  (void)state;
  prints("local function deep(n, f) return f(n > 0 and function()\n"
         "  return deep(n - 1, f) end or function() return 'end' end) end\n"
         "local function through(f) local ok, e = pcall(deep, 500, f)\n"
         "  print(ok and e or 'too deep') end\n"
         "through(function(g) return select(2, pcall(g)) end)\n"
         "through(function(g) return try(g, error) end)\n"
         "through(function(g) return timeout(100, g) end)\n"
         "through(function(g) return task_group(g) end)\n"
         "through(function(g) return lock():with(g) end)\n"
         "through(function(g) return coroutine.wrap(g)() end)\n"
         "through(function(g) return (string.gsub('x', 'x', g)) end)\n"
         "through(function(g) return string.format('%s', setmetatable({},\n"
         "  { __tostring = g })) end)",
         "C stack overflow\ntoo deep\ntoo deep\ntoo deep\ntoo deep\n"
         "too deep\ntoo deep\ntoo deep\n");
}

static void coroutines_may_wait(void **state) {
  (void)state;
  prints("local co = coroutine.wrap(function()\n"
         "  sleep(10) coroutine.yield(now()) sleep(5) return now() end)\n"
         "local t = spawn(function() for i = 1, 4 do print('tick', now())\n"
         "  sleep(4) end end)\n"
         "print(co()) print(co()) t:await()",
         "tick\t0\ntick\t4\ntick\t8\n10\ntick\t12\n15\n");
}

static void a_coroutine_that_waits_belongs_to_its_task(void **state) {
  (void)state;
  prints("local co = coroutine.create(function() sleep(10) return 'over' end)\n"
         "local t = spawn(function() return coroutine.resume(co) end)\n"
         "sleep(1)\n"
         "print(coroutine.status(co), coroutine.resume(co))\n"
         "print(pcall(coroutine.close, co))\n"
         "print(t:await())",
         "normal\tfalse\tcannot resume non-suspended coroutine\n"
         "false\tcannot close a normal coroutine\n"
         "true\tover\n");
}

static void cancelling_reaches_into_a_coroutine(void **state) {
  (void)state;
  prints("local t = spawn(function()\n"
         "  local co = coroutine.wrap(function()\n"
         "    local _ <close> = defer(function() sleep(2)\n"
         "      print('cleaned', now()) end)\n"
         "    sleep(10)\n"
         "  end)\n"
         "  co()\n"
         "end)\n"
         "sleep(1) t:cancel() print(pcall(t.await, t))",
         "cleaned\t3\nfalse\tCancelled\n");
}

/* The trace says where a task is, in whatever coroutine that may be. */
static void places_are_those_of_the_line_that_waits(void **state) {
  struct how how = {.traced = true};

  (void)state;
  assert_int_equal(lua_run_with(&how, "local co = coroutine.wrap(function()\n"
                                      "  sleep(1)\n"
                                      "end)\n"
                                      "co()\n"
                                      "lock('m')\n"
                                      "for v in stream(function(emit)\n"
                                      "  sleep(2)\n"
                                      "end) do end\n"),
                   0);
  assert_non_null(strstr(last_trace(), "\"until\":1,\"at\":\"test.lua:2\""));
  assert_non_null(strstr(last_trace(), "\"name\":\"m\""));
  assert_non_null(strstr(last_trace(), "\"at\":\"test.lua:5\""));
  assert_non_null(strstr(last_trace(), "\"until\":3,\"at\":\"test.lua:7\""));
}

static void a_bare_yield_is_explained(void **state) {
  (void)state;
  raises("coroutine.yield()",
         "test.lua:1: coroutine.yield has nothing to yield to here: a task is "
         "suspended by sleep(0), and between a coroutine's resume and its "
         "yield there may be no function such as task_group, timeout or "
         "table.sort");
  prints("local co = coroutine.create(function()\n"
         "  timeout(5, function() coroutine.yield() end) end)\n"
         "print(coroutine.resume(co) == false, coroutine.isyieldable())",
         "true\tfalse\n");
}

static void yields_cross_pcall(void **state) {
  (void)state;
  prints("local co = coroutine.wrap(function()\n"
         "  print(pcall(function() coroutine.yield(1) error('x', 0) end))\n"
         "  print(xpcall(function() return coroutine.yield(2) end, print))\n"
         "  print(try(function() coroutine.yield(3) error('y', 0) end,\n"
         "            function(e) return 'got ' .. e end))\n"
         "  return 'end'\n"
         "end)\n"
         "print(co()) print(co()) print(co('in')) print(co())",
         "1\nfalse\tx\n2\ntrue\tin\n3\ngot y\nend\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(await_returns_all_results),
      TEST(await_raises_the_very_error),
      TEST(await_of_oneself_is_an_error),
      TEST(names_are_given_or_counted),
      TEST(a_task_tells_its_state),
      TEST(a_task_that_has_not_ended_has_no_result),
      TEST(the_message_of_a_cancel_arrives),
      TEST(cancel_counts_are_there),
      TEST(sleep_returns_its_value),
      TEST(tasks_lists_the_live_ones),
      TEST(on_done_calls_back_later),
      TEST(on_done_may_not_wait),
      TEST(a_callback_that_was_not_called_does_no_harm),
      TEST(bad_calls_say_what_to_write),
      TEST(an_error_nobody_saw_is_reported),
      TEST(an_uncaught_error_has_a_traceback),
      TEST(an_uncaught_error_that_is_no_string_has_a_place),
      TEST(endless_recursion_is_an_error),
      TEST(deep_nesting_fits_the_stack),
      TEST(coroutines_may_wait),
      TEST(a_coroutine_that_waits_belongs_to_its_task),
      TEST(cancelling_reaches_into_a_coroutine),
      TEST(places_are_those_of_the_line_that_waits),
      TEST(a_bare_yield_is_explained),
      TEST(yields_cross_pcall),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

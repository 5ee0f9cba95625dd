/* SPDX-License-Identifier: MIT-0 */
/* The cap on memory, requests that are refused, and that a program leaves the
 * same trace each time. */
#include "programs.h"

#include <stdlib.h>
#include <string.h>

static const size_t MB = 1 << 20;

/* ---- The cap ---------------------------------------------------------- */

static void a_bomb_ends_the_program(void **state) {
  struct how how = {.limit = 20 * MB};

  (void)state;
  assert_int_equal(
      lua_run_with(&how, "local t = {} while true do t[#t + 1] = { 1 } end"),
      UV_UNKNOWN);
  assert_true(last_out_of_memory());
  failed_by("not enough memory");
  assert_int_equal(lua_run_with(&how, "string.rep('x', 1 << 30)"), UV_UNKNOWN);
  assert_true(last_out_of_memory());
  failed_by("not enough memory");
}

static void pcall_catches_it(void **state) {
  struct how how = {.limit = 20 * MB};

  (void)state;
  assert_int_equal(lua_run_with(&how,
                                "print(pcall(function() local t = {}\n"
                                "  while true do t[#t + 1] = { 1 } end end))\n"
                                "print('goes on', #string.rep('x', 5000000))"),
                   0);
  printed("false\tnot enough memory\ngoes on\t5000000\n");
}

static void other_errors_are_not_out_of_memory(void **state) {
  (void)state;
  assert_int_equal(lua_run("error('memory')"), UV_UNKNOWN);
  assert_false(last_out_of_memory());
  failed_by("test.lua:1: memory");
}

static void garbage_does_not_count(void **state) {
  struct how how = {.limit = 20 * MB};

  (void)state;
  assert_int_equal(lua_run_with(&how, "for i = 1, 300000 do\n"
                                      "  local t = { i, {} } end\n"
                                      "for i = 1, 200 do\n"
                                      "  local s = string.rep('x', 1000000)\n"
                                      "end print('over')"),
                   0);
  printed("over\n");
}

static void tasks_count_as_well(void **state) {
  struct how how = {.limit = 20 * MB};

  (void)state;
  assert_int_equal(lua_run_with(&how, "local n = 0\n"
                                      "print(pcall(function() while true do\n"
                                      "  spawn(sleep, 1) n = n + 1 end end))\n"
                                      "sleep(2) print(n > 100)"),
                   0);
  printed("false\tnot enough memory\ntrue\n");
  forget_all();
}

static void ended_tasks_give_their_memory_back(void **state) {
  struct how how = {.limit = 20 * MB};

  (void)state;
  assert_int_equal(lua_run_with(&how, "for i = 1, 20000 do\n"
                                      "  spawn(function() return i end):await()"
                                      "\n  local q = queue() q:put(i)\n"
                                      "end\n"
                                      "for i = 1, 20000 do\n"
                                      "  spawn(sleep, 1):cancel() yield()\n"
                                      "end print('over')"),
                   0);
  printed("over\n");
}

/* Wherever the limit is met, inside Lua or out of it, those are garbage that
 * never started, too. */
static void tasks_that_never_start_give_theirs_back(void **state) {
  struct how how = {.limit = 2 * MB};

  (void)state;
  for (; how.limit < 2 * MB + 20000; how.limit += 64) {
    assert_int_equal(lua_run_with(&how, "for i = 1, 200 do\n"
                                        "  spawn(sleep, 1):cancel() yield()\n"
                                        "end print('over')"),
                     0);
    printed("over\n");
  }
}

/* ---- Requests refused ------------------------------------------------- */

static const char *const programs[] = {
    "print(1, {}, 2.5)",
    "local t = {} for i = 1, 50 do t['k' .. i] = i end\n"
    "for k, v in pairs(t) do t[k] = nil end for k in next, t do end\n"
    "table.sort({ 3, 1, 2 }, function(a, b) return a < b end)\n"
    "print(string.format('%s %p %d', {}, t, 5))",
    "local t = spawn('A', function() sleep(5) return 1, 2 end)\n"
    "t:on_done(function() print('done') end)\n"
    "print(t:await(), current(), #tasks())\n"
    "print(pcall(spawn(error, 'x').await, spawn(error, 'y')))",
    "local function f() sleep(1) error('x') end\n"
    "print(pcall(gather, { f, f })) print(gather { now, now })\n"
    "print(#gather({ f, now }, { return_errors = true }))",
    "local ok, e = pcall(task_group, function(tg)\n"
    "  tg:spawn(function() sleep(1) error(Timeout('t')) end)\n"
    "  tg:spawn('B', function() pcall(sleep, 5) error('b') end)\n"
    "  sleep(9) end) print(ok, e)\n"
    "print(is(e, ErrorGroup) and e:split(Timeout))",
    "print(pcall(timeout, 5, function(s) s:reschedule(2) sleep(9) end))\n"
    "local _ <close> = defer(function() sleep(1) print('deferred') end)\n"
    "print(try(function() error('x') end, tostring))",
    "local q, p = queue(1, 'q'), priority_queue()\n"
    "spawn(function() for i = 1, 10 do q:put(i) end end)\n"
    "for i = 1, 10 do p:put({ -q:get(), i }) q:task_done() end q:join()\n"
    "while not p:empty() do p:get() end print(pcall(p.get_nowait, p))",
    "local l, s, e = lock('m'), semaphore(2), event()\n"
    "for i = 1, 3 do spawn(function() local _ <close> = l:hold() sleep(1)\n"
    "  s:acquire() e:set() s:release() end) end e:wait() sleep(5)\n"
    "print(l, s, e, l:with(now))",
    "local c, b, n = condition(), barrier(2), 0\n"
    "spawn(function() sleep(1) local _ <close> = c:hold() n = 1\n"
    "  c:notify_all() end) spawn(function() b:wait() end)\n"
    "do local _ <close> = c:hold() c:wait_until(function() return n > 0 end)\n"
    "end print(b:wait(), b, c)",
    "local a, b = spawn(sleep, 1, 'a'), spawn(sleep, 2, 'b')\n"
    "for t in as_completed({ a, b }) do print(t:result()) end\n"
    "print(#wait({ a, b }, { timeout = 1 }), wait_for(5, spawn(now)))\n"
    "print(shield(now), wait_for(5, now))",
    "local s = stream(function(emit) local _ <close> = defer(print)\n"
    "  for i = 1, 5 do sleep(1) emit(i) end end, 's')\n"
    "for v in s do print(v) if v == 2 then break end end s:close() print(s)",
    "s = stream(function(emit) local _ <close> = defer(print) emit(1) end)\n"
    "for v in s do break end spawn(sleep, 99)",
    "local co = coroutine.wrap(function() sleep(1) coroutine.yield(1) end)\n"
    "print(co()) print(pcall(load, 'x = =')) print(load('return 1')())\n"
    "spwan()",
    "local c = channel(1, 'c') spawn(function() for i = 1, 4 do c:send(i) end\n"
    "  c:close() end) for v in c do print(v) end print(c, (select { c }))",
    "print(cancel_scope({ deadline_ms = 1 }, function(s) sleep(5) end))\n"
    "print(pcall(retry, { times = 2, delay_ms = 1, jitter = 0.5 }, error))\n"
    "local r = rate_limit(1, 10) r:acquire() r:acquire() print(r)",
    "local p = pool({ max = 1, open = function() return { 1 } end,\n"
    "  close = print, check = function(c) return c[1] == 1 end }, 'p')\n"
    "for i = 1, 3 do spawn(function() local c <close> = p:acquire()\n"
    "  sleep(1) c[1] = i end) end sleep(9) print(p) p:close()",
    "local bg = background({ limit = 1 }) for i = 1, 3 do\n"
    "  bg:spawn('b', function() sleep(1) error(i) end) end bg:close(2)",
};

/* Whatever is refused, the program ends in a way that it may. */
static void refuse_each(const char *program, uint64_t refusals) {
  struct how how = {.refuse = 1, .refusals = refusals, .traced = true};
  int rc;

  do {
    rc = lua_run_with(&how, program);
    if (rc != 0 && rc != UV_ENOMEM && rc != UV_UNKNOWN && rc != BT_EDEADLOCK)
      print_error("request %d: %s\n", (int)how.refuse, bt_error_name(rc));
    assert_true(rc == 0 || rc == UV_ENOMEM || rc == UV_UNKNOWN ||
                rc == BT_EDEADLOCK);
    forget_all();
    how.refuse++;
  } while (last_refused());
}

/* Lua collects garbage and asks once more. */
static void one_refused_request_is_asked_again(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
    refuse_each(programs[i], 1);
}

static void two_refused_requests_are_an_error(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
    refuse_each(programs[i], 2);
}

static void memory_that_stays_out_ends_it_cleanly(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
    refuse_each(programs[i], UINT64_MAX);
}

/* ---- The same each time ----------------------------------------------- */

static void a_program_leaves_the_same_trace(void **state) {
  struct how how = {.traced = true};

  (void)state;
  for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
    char *output, *trace;

    lua_run_with(&how, programs[i]);
    output = strdup(last_output());
    trace = strdup(last_trace());
    assert_non_null(output);
    assert_non_null(trace);
    for (int again = 0; again < 10; again++) {
      forget_all();
      lua_run_with(&how, programs[i]);
      assert_string_equal(last_output(), output);
      assert_string_equal(last_trace(), trace);
    }
    forget_all();
    free(output);
    free(trace);
  }
}

/* Objects are gone when they are collected; that is at fixed points, too. */
static void collections_come_at_the_same_points(void **state) {
  struct how how = {.traced = true};
  char *trace;

  (void)state;
  for (int run = 0; run < 5; run++) {
    assert_int_equal(
        lua_run_with(&how, "local keep = {}\n"
                           "for i = 1, 3000 do\n"
                           "  local l = lock('l' .. i)\n"
                           "  keep[l] = i keep['x' .. i % 97] = { i }\n"
                           "  if i > 10 then keep['x' .. (i - 7) % 97] = nil\n"
                           "  end\n"
                           "  if i % 3 == 0 then keep = {} end\n"
                           "  local t = ('y'):rep(i) yield()\n"
                           "end"),
        0);
    if (run == 0)
      trace = strdup(last_trace());
    assert_non_null(strstr(last_trace(), "\"state\":null"));
    assert_string_equal(last_trace(), trace);
    forget_all();
  }
  free(trace);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_bomb_ends_the_program),
      TEST(pcall_catches_it),
      TEST(other_errors_are_not_out_of_memory),
      TEST(garbage_does_not_count),
      TEST(tasks_count_as_well),
      TEST(ended_tasks_give_their_memory_back),
      TEST(tasks_that_never_start_give_theirs_back),
      TEST(one_refused_request_is_asked_again),
      TEST(two_refused_requests_are_an_error),
      TEST(memory_that_stays_out_ends_it_cleanly),
      TEST(a_program_leaves_the_same_trace),
      TEST(collections_come_at_the_same_points),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

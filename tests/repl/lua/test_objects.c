/* SPDX-License-Identifier: MIT-0 */
/* Locks, semaphores, queues, events, conditions, barriers: what they say of
 * themselves, and what they say to misuse. */
#include "programs.h"

static void every_object_shows_its_state(void **state) {
  (void)state;
  prints("local l, s, q = lock('m'), semaphore(2, 'slots'), queue(3, 'jobs')\n"
         "local e, c, b = event('go'), condition('c'), barrier(2, 'b')\n"
         "print(l) print(s) print(q) print(e) print(c) print(b)\n"
         "spawn('A', function() l:acquire() s:acquire() s:acquire()\n"
         "  q:put(1) e:wait() l:release() end)\n"
         "spawn('B', function() l:acquire() l:release() end)\n"
         "spawn('C', function() s:acquire() end)\n"
         "spawn('D', function() b:wait() end)\n"
         "spawn('E', function() local _ <close> = c:hold() c:wait() end)\n"
         "sleep(1) print(l) print(s) print(q) print(e) print(c) print(b)\n"
         "e:set() b:abort() c:acquire() print(e) print(c) print(b)\n"
         "c:notify() c:release() sleep(1)",
         "lock \"m\" free, 0 waiting\n"
         "semaphore \"slots\" 2 of 2 free, 0 waiting\n"
         "queue \"jobs\" 0 of 3 items, 0 getting, 0 putting\n"
         "event \"go\" clear, 0 waiting\n"
         "condition \"c\" free, 0 waiting\n"
         "barrier \"b\" whole, 0 of 2 waiting\n"
         "lock \"m\" held by A, 1 waiting\n"
         "semaphore \"slots\" 0 of 2 free, 1 waiting\n"
         "queue \"jobs\" 1 of 3 items, 0 getting, 0 putting\n"
         "event \"go\" clear, 1 waiting\n"
         "condition \"c\" free, 1 waiting\n"
         "barrier \"b\" whole, 1 of 2 waiting\n"
         "event \"go\" set, 0 waiting\n"
         "condition \"c\" held by main, 1 waiting\n"
         "barrier \"b\" broken, 0 of 2 waiting\n");
  reported("unretrieved: task D failed and nobody retrieved its error: "
           "BrokenBarrier: barrier b was aborted or reset\n");
}

static void unnamed_objects_are_counted(void **state) {
  (void)state;
  prints("print(lock(), lock(), queue(), lock('x'), lock())",
         "lock \"lock-1\" free, 0 waiting\tlock \"lock-2\" free, 0 waiting\t"
         "queue \"queue-1\" 0 items, 0 getting, 0 putting\t"
         "lock \"x\" free, 0 waiting\tlock \"lock-3\" free, 0 waiting\n");
}

static void hold_releases_on_every_way_out(void **state) {
  (void)state;
  prints("for _, o in ipairs { lock(), semaphore(1), condition() } do\n"
         "  do local h <close> = o:hold() print(o:locked()) end\n"
         "  print(o:locked())\n"
         "  print(pcall(function() local _ <close> = o:hold()\n"
         "    error('x', 0) end)) print(o:locked())\n"
         "  local t = spawn(function() local _ <close> = o:hold() sleep(9)\n"
         "    end)\n"
         "  sleep(1) t:cancel() pcall(t.await, t) print(o:locked())\n"
         "end\n"
         "local l = lock('m') print(l:hold())",
         "true\nfalse\nfalse\tx\nfalse\nfalse\n"
         "true\nfalse\nfalse\tx\nfalse\nfalse\n"
         "true\nfalse\nfalse\tx\nfalse\nfalse\n"
         "hold of lock \"m\" held by main, 0 waiting\n");
}

static void with_releases_and_returns_results(void **state) {
  (void)state;
  prints("local l = lock()\n"
         "print(l:with(function() return l:locked(), 2 end)) "
         "print(l:locked())\n"
         "print(pcall(l.with, l, function() error('x', 0) end))\n"
         "print(l:locked())\n"
         "print(semaphore(1):with(function() return 'in' end))",
         "true\t2\nfalse\nfalse\tx\nfalse\nin\n");
  raises("lock():with(5)", "test.lua:1: bad argument #1 to 'with' (function "
                           "expected, got number)");
  raises("lock().hold()", "test.lua:1: expected something to hold, got no "
                          "value; use obj:hold() with a colon");
}

static void a_cancelled_hold_is_not_held(void **state) {
  (void)state;
  prints("local l = lock('m') l:acquire()\n"
         "local t = spawn(function() local _ <close> = l:hold() end)\n"
         "sleep(1) t:cancel() print(pcall(t.await, t)) print(l)\n"
         "l:release() print(l)",
         "false\tCancelled\nlock \"m\" held by main, 0 waiting\n"
         "lock \"m\" free, 0 waiting\n");
}

static void misuse_of_locks_is_told(void **state) {
  (void)state;
  raises("lock('m'):release()",
         "test.lua:1: lock m is released, and nobody holds it; release once "
         "for each acquire that returned");
  raises("lock():acqire()", "test.lua:1: no method 'acqire' of lock; did you "
                            "mean 'acquire'?");
  raises("lock().acquire(semaphore(1))",
         "test.lua:1: expected a lock, got semaphore; use lock:acquire() with "
         "a colon");
  raises("lock(5)", "test.lua:1: bad argument #1 to 'lock' (string expected, "
                    "got number)");
}

static void a_stranger_who_releases_is_warned_of(void **state) {
  (void)state;
  prints("local l = lock('m') l:acquire()\n"
         "spawn('B', function() l:release() end):await() print(l:locked())",
         "false\n");
  reported("lock: lock m is released by B, which does not hold it\n");
}

static void an_owner_who_takes_it_again_is_warned_of(void **state) {
  (void)state;
  assert_int_equal(lua_run("local l = lock('m') l:acquire() l:acquire()"),
                   BT_EDEADLOCK);
  reported("lock: task main takes lock m, which it holds: a lock is not "
           "re-entrant, so it waits for itself\n"
           "deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for lock m, held by main\n"
           "  cycle: main -> lock m -> main\n");
}

static void misuse_of_semaphores_is_told(void **state) {
  (void)state;
  raises("semaphore(-1)", "test.lua:1: bad argument #1 to 'semaphore' (a "
                          "number of permits, 0 or more, expected)");
  raises("semaphore()", "test.lua:1: bad argument #1 to 'semaphore' (number "
                        "expected, got no value)");
  raises("bounded_semaphore(1, 's'):release()",
         "test.lua:1: semaphore s is released more often than it was "
         "acquired; release once for each acquire that returned");
  prints("local s = semaphore(0) s:release() print(s:value(), s:locked())",
         "1\tfalse\n");
}

static void queues_keep_any_value(void **state) {
  (void)state;
  prints("local q, t = queue(), {}\n"
         "q:put(nil) q:put(false) q:put(t) q:put('x') q:put(1.5)\n"
         "print(q:get(), q:get(), q:get() == t, q:get(), q:get(), q:size())",
         "nil\tfalse\ttrue\tx\t1.5\t0\n");
}

static void queues_tell_full_and_empty(void **state) {
  (void)state;
  prints("local q = queue(1, 'jobs')\n"
         "local ok, e = pcall(q.get_nowait, q) print(e, is(e, QueueEmpty))\n"
         "q:put_nowait('a') print(q:full(), q:empty(), q:max(), q:size())\n"
         "local ok, e = pcall(q.put_nowait, q, 'b') print(e, is(e, "
         "QueueFull))\n"
         "print(queue(0):max(), queue(-5):max(), queue('n'):full())",
         "QueueEmpty: queue jobs is empty\ttrue\n"
         "true\tfalse\t1\t1\n"
         "QueueFull: queue jobs is full, its max is 1\ttrue\n"
         "0\t0\tfalse\n");
  raises("queue('q', 2)", "test.lua:1: bad argument #1 to 'queue' (the size "
                          "comes before the name: queue(2, \"jobs\"))");
  raises("queue('q'):task_done()",
         "test.lua:1: task_done of queue q is called more often than items "
         "were put; call it once for each item that was got");
}

static void a_cancelled_put_leaves_nothing(void **state) {
  (void)state;
  prints("local q = queue(1) q:put('a')\n"
         "local t = spawn(function() q:put('b') end)\n"
         "sleep(1) t:cancel() pcall(t.await, t)\n"
         "print(q:get(), q:size(), pcall(q.get_nowait, q))",
         "a\t0\tfalse\tQueueEmpty: queue queue-1 is empty\n");
}

static void priorities_are_numbers_or_strings(void **state) {
  (void)state;
  prints("local q = priority_queue()\n"
         "for _, v in ipairs { 'b', 3, { 2, 'two' }, 2.5, 'a', { 2, 'also' },\n"
         "  { 'aa' }, -1 } do q:put(v) end\n"
         "while not q:empty() do local v = q:get()\n"
         "  print(type(v) == 'table' and v[2] or v) end",
         "-1\ntwo\nalso\n2.5\n3\na\ntable: 1\nb\n");
  raises("priority_queue():put({})",
         "test.lua:1: a priority queue orders by numbers or strings: put one "
         "in, or a table that has one at [1], not a nil");
}

/* The priority is read when the item is put. */
static void a_priority_changed_later_does_no_harm(void **state) {
  (void)state;
  prints("local q, t = priority_queue(), { ('k'):rep(40) }\n"
         "q:put(t) t[1] = nil q:put('a') q:put('z')\n"
         "for i = 1, 50000 do local x = { i } end\n"
         "q:put('b') print(q:get(), q:get(), q:get() == t, q:get())",
         "a\tb\ttrue\tz\n");
}

static void conditions_need_their_lock(void **state) {
  (void)state;
  raises("condition():wait()",
         "test.lua:1: condition:wait() needs the lock: write local _ <close> "
         "= c:hold() before it");
  raises("condition():notify()",
         "test.lua:1: condition:notify() needs the lock: write local _ "
         "<close> = c:hold() before it");
  prints("local l = lock('m') local a, b = condition(l), condition(l, 'b')\n"
         "l:acquire() print(a:locked(), b:locked()) print(b)",
         "true\ttrue\ncondition \"b\" held by main, 0 waiting\n");
}

static void wait_until_returns_what_it_waited_for(void **state) {
  (void)state;
  prints("local c, n = condition(), 0\n"
         "spawn(function() for i = 1, 3 do sleep(1)\n"
         "  local _ <close> = c:hold() n = i c:notify_all() end end)\n"
         "local _ <close> = c:hold()\n"
         "print(c:wait_until(function() return n >= 2 and 'n is ' .. n end),\n"
         "      now())",
         "n is 2\t2\n");
}

static void barriers_break_and_mend(void **state) {
  (void)state;
  prints("local b = barrier(2, 'b')\n"
         "spawn(function() print(b:wait()) end) print(b:wait())\n"
         "b:abort() print(b:broken())\n"
         "local ok, e = pcall(b.wait, b) print(e, is(e, BrokenBarrier))\n"
         "b:reset() print(b:broken(), b:parties(), b:waiting())",
         "1\n0\ntrue\nBrokenBarrier: barrier b was aborted or reset\ttrue\n"
         "false\t2\t0\n");
  raises("barrier(0)", "test.lua:1: bad argument #1 to 'barrier' (a number of "
                       "parties, 1 or more, expected)");
}

static void wait_splits_in_argument_order(void **state) {
  (void)state;
  prints("local function names(l) local s = {}\n"
         "  for i, t in ipairs(l) do s[i] = t:name() end\n"
         "  return table.concat(s, ' ') end\n"
         "local a, b, c = spawn('A', sleep, 9), spawn('B', sleep, 2),\n"
         "  spawn('C', sleep, 1)\n"
         "local d, p = wait({ a, b, c, b }, { timeout = 3 })\n"
         "print(names(d), '/', names(p))\n"
         "d, p = wait({ a, b }, { return_when = 'first' })\n"
         "print(names(d), '/', names(p), now())",
         "B C\t/\tA\nB\t/\tA\t3\n");
  raises("wait {}", "test.lua:1: wait needs at least one task: the list is "
                    "empty");
  raises("wait({ print }, { return_when = 'any' })",
         "test.lua:1: return_when is \"all\", \"first\" or \"first_error\", "
         "not \"any\"");
}

static void wait_for_runs_a_function_in_its_own_task(void **state) {
  (void)state;
  prints("print(wait_for(5, function() return current():name(), 2 end))\n"
         "print(pcall(wait_for, 0, function() print('never') end))\n"
         "print(pcall(wait_for, 1, spawn(sleep, 5))) print(now())\n"
         "print(wait_for(nil, function() return 'no limit' end))",
         "main\t2\nfalse\tTimeout: the deadline passed\n"
         "false\tTimeout: the deadline passed\n1\nno limit\n");
}

static void a_shielded_task_runs_on(void **state) {
  (void)state;
  prints("local inner = spawn('inner', function() sleep(5) print('safe') "
         "end)\n"
         "local t = spawn(function() shield(inner) end)\n"
         "sleep(1) t:cancel() print(pcall(t.await, t)) print(now())\n"
         "inner:await() print(shield(function() return 'value' end))",
         "false\tCancelled\n1\nsafe\nvalue\n");
}

static void as_completed_stops_listening_when_left(void **state) {
  (void)state;
  prints("local function nap(ms) sleep(ms) return ms end\n"
         "local ts = { spawn(nap, 3), spawn(nap, 1), spawn(nap, 2) }\n"
         "for t in as_completed(ts) do print(t:result())\n"
         "  if t:result() == 2 then break end end\n"
         "local ok, e = pcall(function()\n"
         "  for t in as_completed({ ts[1], function() sleep(9) end },\n"
         "    { timeout = 4 }) do print('then', t:result()) end end)\n"
         "print(e, now())",
         "1\n2\nthen\t3\nTimeout: the time is up\t6\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_object_shows_its_state),
      TEST(unnamed_objects_are_counted),
      TEST(hold_releases_on_every_way_out),
      TEST(with_releases_and_returns_results),
      TEST(a_cancelled_hold_is_not_held),
      TEST(misuse_of_locks_is_told),
      TEST(a_stranger_who_releases_is_warned_of),
      TEST(an_owner_who_takes_it_again_is_warned_of),
      TEST(misuse_of_semaphores_is_told),
      TEST(queues_keep_any_value),
      TEST(queues_tell_full_and_empty),
      TEST(a_cancelled_put_leaves_nothing),
      TEST(priorities_are_numbers_or_strings),
      TEST(a_priority_changed_later_does_no_harm),
      TEST(conditions_need_their_lock),
      TEST(wait_until_returns_what_it_waited_for),
      TEST(barriers_break_and_mend),
      TEST(wait_splits_in_argument_order),
      TEST(wait_for_runs_a_function_in_its_own_task),
      TEST(a_shielded_task_runs_on),
      TEST(as_completed_stops_listening_when_left),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

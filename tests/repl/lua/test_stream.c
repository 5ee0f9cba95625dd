/* SPDX-License-Identifier: MIT-0 */
/* Streams: the body runs in the task of whoever asks, while it asks. */
#include "programs.h"

static void a_body_runs_only_when_asked(void **state) {
  (void)state;
  prints("local s = stream(function(emit)\n"
         "  for i = 1, 3 do print('make', i) emit(i) end print('over') end)\n"
         "print(s)\n"
         "for v in s do print('got', v, s) end print(s)\n"
         "for v in s do print('never') end",
         "stream \"stream\" not begun\n"
         "make\t1\ngot\t1\tstream \"stream\" open\n"
         "make\t2\ngot\t2\tstream \"stream\" open\n"
         "make\t3\ngot\t3\tstream \"stream\" open\n"
         "over\nstream \"stream\" ended\n");
}

static void its_error_comes_out_of_the_loop(void **state) {
  (void)state;
  prints("local e = {}\n"
         "local s = stream(function(emit) emit(1) error(e) end, 'nums')\n"
         "print(select(2, pcall(function() for v in s do print(v) end end))\n"
         "      == e)\n"
         "for v in s do print('never') end print(s)",
         "1\ntrue\nstream \"nums\" ended\n");
}

static void a_cancellation_strikes_inside_first(void **state) {
  (void)state;
  prints("local s = stream(function(emit)\n"
         "  local _ <close> = defer(function() sleep(2)\n"
         "    print('body cleaned', now()) end)\n"
         "  emit(1) sleep(10) end)\n"
         "local t = spawn(function()\n"
         "  local _ <close> = defer(function() print('task cleaned') end)\n"
         "  for v in s do print(v, current():name()) end end)\n"
         "sleep(1) t:cancel('enough')\n"
         "local ok, e = pcall(t.await, t) print(e)",
         "1\tTask-2\nbody cleaned\t3\ntask cleaned\nCancelled: enough\n");
}

static void close_runs_the_cleanup_and_waits_for_it(void **state) {
  (void)state;
  prints("local function numbers() return stream(function(emit)\n"
         "  local _ <close> = defer(function() sleep(5)\n"
         "    print('cleaned', now()) end)\n"
         "  for i = 1, 9 do emit(i) end end) end\n"
         "local s = numbers()\n"
         "for v in s do print(v) break end\n"
         "s:close() s:close() print(now(), s)\n"
         "do local again <close> = numbers() for v in again do break end end\n"
         "numbers():close() print(now())",
         "1\ncleaned\t5\n5\tstream \"stream\" ended\ncleaned\t10\n10\n");
}

static void an_error_in_the_cleanup_comes_out_of_close(void **state) {
  (void)state;
  prints("local s = stream(function(emit)\n"
         "  local _ <close> = defer(function() error('torn', 0) end)\n"
         "  emit(1) end)\n"
         "for v in s do break end print(pcall(s.close, s)) print(s)",
         "false\ttorn\nstream \"stream\" ended\n");
}

static void a_body_that_goes_on_after_close_is_told(void **state) {
  (void)state;
  prints("local s = stream(function(emit)\n"
         "  print(pcall(emit, 1)) print(pcall(emit, 2)) end)\n"
         "for v in s do break end s:close()",
         "false\tCancelled: the stream is being closed\n"
         "false\tthe stream is being closed and takes no more items; let the "
         "error of the last emit pass through\n");
}

static void a_stream_left_open_is_warned_of(void **state) {
  (void)state;
  prints("local s = stream(function(emit) emit(1) end, 'nums')\n"
         "for v in s do break end",
         "");
  reported("stream: stream nums was left in the middle: its cleanup runs only "
           "now, at the end of the program; s:close() runs it before\n");
  prints("for i = 1, 300 do\n"
         "  for v in stream(function(emit) emit(i) end) do break end\n"
         "  local garbage = ('x'):rep(20000) .. i end print('over')",
         "over\n");
  forget_all();
}

/* In tasks of their own, when every other task has ended. */
static void streams_left_open_are_closed_at_the_end(void **state) {
  (void)state;
  prints("keep = {}\n"
         "local function leave(name) keep[name] = stream(function(emit)\n"
         "  local _ <close> = defer(function() print(name, 'cleanup', now())\n"
         "    sleep(5) print(name, 'cleaned', now()) end) emit(1) end, name)\n"
         "  for v in keep[name] do break end end\n"
         "leave('A') leave('B')\n"
         "spawn(function() local _ <close> = defer(function() sleep(3)\n"
         "  print('last task', now()) end) sleep(99) end)\n"
         "sleep(1) print('main ends')",
         "main ends\nlast task\t4\nA\tcleanup\t4\nB\tcleanup\t4\n"
         "A\tcleaned\t9\nB\tcleaned\t9\n");
  forget_all();
  prints("s = stream(function(emit) local _ <close> = defer(function()\n"
         "  error('torn', 0) end) emit(1) end, 's') for v in s do break end",
         "");
  reported("stream: stream s was left in the middle: its cleanup runs only "
           "now, at the end of the program; s:close() runs it before\n"
           "stream: the cleanup of a stream failed: torn\n");
}

static void streams_nest(void **state) {
  (void)state;
  prints("local function count(n) return stream(function(emit)\n"
         "  for i = 1, n do sleep(1) emit(i) end end) end\n"
         "local function map(s, f) return stream(function(emit)\n"
         "  for v in s do emit(f(v)) end end) end\n"
         "local function filter(s, p) return stream(function(emit)\n"
         "  for v in s do if p(v) then emit(v) end end end) end\n"
         "for v in map(filter(count(6), function(v) return v % 2 == 0 end),\n"
         "    function(v) return v * v end) do print(v, now()) end",
         "4\t2\n16\t4\n36\t6\n");
}

static void one_asks_at_a_time(void **state) {
  (void)state;
  prints("local s s = stream(function(emit)\n"
         "  print(pcall(function() for v in s do end end))\n"
         "  sleep(5) emit(1) end)\n"
         "local t = spawn(function() for v in s do print(v) end end)\n"
         "sleep(1) print(pcall(function() for v in s do end end))\n"
         "print(pcall(s.close, s)) t:await()",
         "false\ttest.lua:2: the stream is making its next item already\n"
         "false\ttest.lua:5: the stream is making its next item already\n"
         "false\tthe stream is making its next item\n1\n");
}

static void emit_works_in_its_own_body_only(void **state) {
  (void)state;
  prints("local keep\n"
         "local s = stream(function(emit) keep = emit emit(1)\n"
         "  spawn(function() print(pcall(keep, 2)) end):await() end)\n"
         "for v in s do print(pcall(keep, 2)) end\n"
         "local inner = stream(function(e) print(pcall(keep, 3)) end)\n"
         "for v in stream(function(emit) keep = emit\n"
         "  for v in inner do end end) do end\n"
         "for v in stream(function(emit) print(pcall(emit, nil)) end) do end",
         "false\temit works in the stream's own function only\n"
         "false\temit works in the stream's own function only\n"
         "false\temit works in the stream's own function only\n"
         "false\temit needs a value: nil would end the loop that asks\n");
}

static void a_deadlock_inside_a_body_is_told(void **state) {
  (void)state;
  assert_int_equal(lua_run("local q = queue('q')\n"
                           "for v in stream(function(emit) emit(q:get()) end)\n"
                           "do end"),
                   BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for queue q\n"
           "stream: stream (without a name) was left in the middle: its "
           "cleanup did not run; s:close() runs it and waits for it\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_body_runs_only_when_asked),
      TEST(its_error_comes_out_of_the_loop),
      TEST(a_cancellation_strikes_inside_first),
      TEST(close_runs_the_cleanup_and_waits_for_it),
      TEST(an_error_in_the_cleanup_comes_out_of_close),
      TEST(a_body_that_goes_on_after_close_is_told),
      TEST(a_stream_left_open_is_warned_of),
      TEST(streams_left_open_are_closed_at_the_end),
      TEST(streams_nest),
      TEST(one_asks_at_a_time),
      TEST(emit_works_in_its_own_body_only),
      TEST(a_deadlock_inside_a_body_is_told),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

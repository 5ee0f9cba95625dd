/* SPDX-License-Identifier: MIT-0 */
/* Programs that do not want to stop, stopped. Each prints "go" when it has
 * reached the place; script_stop is called right then. */
#include "programs.h"

static void stops(const char *text) {
  struct how how = {.stop_at = "go"};

  assert_int_equal(lua_run_with(&how, text), UV_EINTR);
  printed("go\n");
}

static void a_loop_stops(void **state) {
  (void)state;
  stops("print('go') while true do end");
}

static void a_loop_of_pcall_stops(void **state) {
  (void)state;
  stops("local function spin() while true do end end\n"
        "print('go') while true do pcall(spin) end");
  stops("print('go') while true do pcall(error, 'x') end");
}

static void a_loop_of_xpcall_stops(void **state) {
  (void)state;
  stops("local function spin() while true do end end\n"
        "print('go') while true do xpcall(error, spin) end");
  stops("local function spin() while true do end end\n"
        "print('go') while true do xpcall(spin, function() end) end");
}

static void a_loop_of_try_stops(void **state) {
  (void)state;
  stops("local function spin() while true do end end\n"
        "print('go') while true do try(spin, spin) end");
}

static void coroutines_stop(void **state) {
  (void)state;
  stops("local function spin() while true do end end\n"
        "print('go') while true do\n"
        "  coroutine.resume(coroutine.create(spin)) end");
  stops("local function spin() while true do end end\n"
        "print('go') while true do pcall(coroutine.wrap(spin)) end");
  stops("local function spin() while true do end end\n"
        "local function held() local x <close> = defer(spin)\n"
        "  coroutine.yield() end\n"
        "print('go') while true do\n"
        "  local co = coroutine.create(held)\n"
        "  coroutine.resume(co) coroutine.close(co) end");
}

static void cleanup_that_goes_on_for_ever_stops(void **state) {
  (void)state;
  stops("local function spin() while true do end end\n"
        "local function f() local x <close> = defer(spin) spin() end\n"
        "print('go') while true do pcall(f) end");
}

static void a_reader_of_load_stops(void **state) {
  (void)state;
  stops("local function spin() while true do end end\n"
        "print('go') while true do load(spin) end");
}

static void a_comparator_stops(void **state) {
  (void)state;
  stops("local t = { 1, 2, 3 }\n"
        "print('go') while true do\n"
        "  pcall(table.sort, t, function() while true do end end) end");
}

static void tasks_that_take_turns_stop(void **state) {
  (void)state;
  stops("local function spin() while true do pcall(yield) end end\n"
        "spawn(spin) spawn(spin) print('go') spin()");
}

static void a_group_whose_child_spins_stops(void **state) {
  (void)state;
  stops("task_group(function(tg)\n"
        "  tg:spawn(function() print('go') while true do end end)\n"
        "  pcall(sleep, 1000) while true do pcall(sleep, 1000) end\n"
        "end)");
}

static void scopes_are_left_in_order(void **state) {
  (void)state;
  stops("local l = lock()\n"
        "timeout(1000, function()\n"
        "  local _ <close> = l:hold()\n"
        "  task_group(function(tg)\n"
        "    tg:spawn(sleep, 5)\n"
        "    for _ in stream(function(emit)\n"
        "      print('go') while true do pcall(emit, 1) end end) do end\n"
        "  end)\n"
        "end)");
}

static void a_callback_stops(void **state) {
  (void)state;
  stops("local t = spawn(sleep, 0)\n"
        "t:on_done(function() print('go') while true do end end)\n"
        "sleep(10)");
}

static void short_cleanup_still_runs(void **state) {
  struct how how = {.stop_at = "go"};

  (void)state;
  assert_int_equal(lua_run_with(&how, "local _ <close> = defer(function()\n"
                                      "  print('cleaned up') end)\n"
                                      "print('go') while true do end"),
                   UV_EINTR);
  printed("go\ncleaned up\n");
}

/* At a prompt the task that runs is stopped, and no other. */
static void at_a_prompt_only_one_task_stops(void **state) {
  static const char *const lines[] = {
      "l = lock('m')",
      ("t = spawn('tick', function() for i = 1, 3 do sleep(1) end ticks = 3 "
       "end);"),
      "local _ <close> = l:hold() print('go') while true do pcall(yield) end",
      "l",
      "sleep(10) return ticks",
      NULL};
  struct how how = {.stop_at = "go", .lines = lines};

  (void)state;
  assert_int_equal(lua_run_with(&how, ""), 0);
  printed("go\nstopped\n= lock \"m\" free, 0 waiting\n= 3\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_loop_stops),
      TEST(a_loop_of_pcall_stops),
      TEST(a_loop_of_xpcall_stops),
      TEST(a_loop_of_try_stops),
      TEST(coroutines_stop),
      TEST(cleanup_that_goes_on_for_ever_stops),
      TEST(a_reader_of_load_stops),
      TEST(a_comparator_stops),
      TEST(tasks_that_take_turns_stop),
      TEST(a_group_whose_child_spins_stops),
      TEST(scopes_are_left_in_order),
      TEST(a_callback_stops),
      TEST(short_cleanup_still_runs),
      TEST(at_a_prompt_only_one_task_stops),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

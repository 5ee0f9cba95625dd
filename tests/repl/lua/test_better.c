/* SPDX-License-Identifier: MIT-0 */
/* What asyncio has not, or under another name: channels, cancel scopes, rate
 * limits, retries, pools, background tasks. */
#include "programs.h"

#include <stdio.h>

/* ---- Channels --------------------------------------------------------- */

static void a_channel_hands_over(void **state) {
  (void)state;
  prints("local ch = channel()\n"
         "spawn(function() for i = 1, 3 do ch:send(i) print('sent', i) end\n"
         "  ch:close() end)\n"
         "print(ch:recv()) sleep(1)\n"
         "for v in ch do print('got', v) end print(ch:recv())",
         "sent\t1\n1\ttrue\ngot\t2\nsent\t2\nsent\t3\ngot\t3\nnil\tfalse\n");
}

static void a_channel_keeps_what_fits(void **state) {
  (void)state;
  prints("local ch = channel(2, 'c') ch:send(nil) ch:send({}) print(ch)\n"
         "print(ch:recv()) print(type((ch:recv()))) ch:close() print(ch)",
         "channel \"c\" open, 2 of 2 items\nnil\ttrue\ntable\n"
         "channel \"c\" closed, 0 of 2 items\n");
}

static void misuse_of_channels_is_told(void **state) {
  (void)state;
  raises("local ch = channel('c') ch:close() ch:send(1)",
         "test.lua:1: channel c is closed: nothing can be sent any more");
  raises("local ch = channel(1) ch:send(nil) for v in ch do end",
         "test.lua:1: a nil was received, which would end the loop: use "
         "ch:recv() where nil can be sent");
  raises("channel(-1)", "test.lua:1: bad argument #1 to 'channel' (a number "
                        "of items, 0 or more, expected)");
  raises("channel().recv()", "test.lua:1: expected a channel, got no value; "
                             "use channel:recv() with a colon");
}

static void a_cancelled_send_hands_nothing_over(void **state) {
  (void)state;
  prints("local ch = channel()\n"
         "local t = spawn(function() ch:send('x') end)\n"
         "sleep(1) t:cancel() pcall(t.await, t)\n"
         "print(select { ch, timeout = 5 }) print(now())",
         "\n6\n");
}

static void select_takes_the_first_that_is_ready(void **state) {
  (void)state;
  prints("local a, b = channel(1), channel(1)\n"
         "b:send('b') print(select { a, b })\n"
         "a:send('a') b:send('b') print(select { b, a }) print(select { b, a "
         "})\n"
         "spawn(function() sleep(5) a:close() end) print(select { a, b })\n"
         "print(select('#', 1, 2), select(2, 'x', 'y'))",
         "2\tb\ttrue\n1\tb\ttrue\n2\ta\ttrue\n1\tnil\tfalse\n2\ty\n");
  raises("select { 5 }", "test.lua:1: select: item 1 is a number, not a "
                         "channel");
  raises("select(0)", "test.lua:1: bad argument #1 to 'select' (index out of "
                      "range)");
}

/* ---- Cancel scopes ---------------------------------------------------- */

static void a_cancelled_scope_cancels_every_wait(void **state) {
  (void)state;
  prints("local s\n"
         "print(cancel_scope({ deadline_ms = 5 }, function(scope)\n"
         "  s = scope print(pcall(sleep, 10)) print(pcall(sleep, 1))\n"
         "  print(scope, now()) sleep(1) end))\n"
         "print(s, s:cancelled(), current():cancelling()) sleep(1)\n"
         "print(cancel_scope({}, function() return 1, 2 end))",
         "false\tCancelled\nfalse\tCancelled\ncancel scope open, cancelled\t5\n"
         "\ncancel scope left, cancelled\ttrue\t0\n1\t2\n");
}

static void a_scope_can_be_cancelled_by_others(void **state) {
  (void)state;
  prints("local s\n"
         "spawn(function() sleep(3) s:cancel() end)\n"
         "cancel_scope({}, function(scope) s = scope sleep(9) end)\n"
         "print(now()) s:cancel()\n"
         "print(pcall(cancel_scope, {}, function() error('x', 0) end))",
         "3\nfalse\tx\n");
}

static void a_shielded_scope_holds_cancels_back(void **state) {
  (void)state;
  prints("local t = spawn(function()\n"
         "  cancel_scope({ shield = true }, function()\n"
         "    sleep(5) print('whole', now()) end)\n"
         "  sleep(5) print('never') end)\n"
         "sleep(1) t:cancel() print(pcall(t.await, t)) print(now())",
         "whole\t5\nfalse\tCancelled\n5\n");
}

static void a_group_can_be_cancelled(void **state) {
  (void)state;
  prints("print(task_group(function(tg)\n"
         "  tg:spawn(function() local _ <close> = defer(function()\n"
         "    print('child out') end) sleep(9) end)\n"
         "  sleep(1) tg:cancel() sleep(9) print('never') end))\n"
         "print(now(), current():cancelling())",
         "child out\n\n1\t0\n");
}

/* ---- Rate limits, retries --------------------------------------------- */

static void a_rate_limit_spreads_over_time(void **state) {
  (void)state;
  prints("local r = rate_limit(2, 1000, 3, 'api') print(r)\n"
         "for i = 1, 5 do r:acquire() print(now()) end\n"
         "print(r:try_acquire()) sleep(500) print(r:try_acquire())",
         "rate limit \"api\" 3 of 3 tokens, 0 waiting\n"
         "0\n0\n0\n500\n1000\nfalse\ntrue\n");
  raises("rate_limit(0, 5)", "test.lua:1: bad argument #1 to 'rate_limit' (a "
                             "number of 1 or more expected)");
}

static void retry_tries_again(void **state) {
  (void)state;
  prints("print(retry({ times = 5, delay_ms = 10, factor = 2 }, function(i)\n"
         "  print('try', i, now())\n"
         "  if i < 4 then error('no', 0) end return 'yes', i end))\n"
         "print(pcall(retry, { times = 2 }, function(i) error({ i }) end))\n"
         "print(now())",
         "try\t1\t0\ntry\t2\t10\ntry\t3\t30\ntry\t4\t70\nyes\t4\n"
         "false\ttable: 1\n70\n");
  raises("retry({ times = 'x' }, print)",
         "test.lua:1: retry: times is a number of 0 or more");
}

static void retry_never_retries_a_cancellation(void **state) {
  (void)state;
  prints("local n = 0\n"
         "local t = spawn(retry, { times = 9 }, function() n = n + 1 sleep(9) "
         "end)\n"
         "sleep(1) t:cancel() print(pcall(t.await, t)) print(n)\n"
         "t = spawn(retry, { times = 9, delay_ms = 50 }, error)\n"
         "sleep(1) t:cancel('stop') print(pcall(t.await, t)) print(now())",
         "false\tCancelled\n1\nfalse\tCancelled: stop\n2\n");
}

/* ---- Pools ------------------------------------------------------------ */

static const char pool_of_numbers[] =
    "local n = 0\n"
    "local p = pool({ max = 2, open = function() sleep(1) n = n + 1\n"
    "    return { id = n, ask = function(self, x) sleep(1)\n"
    "      return self.id, x end } end,\n"
    "  close = function(c) print('close', c.id) end,\n"
    "  check = function(c) return not c.broken end }, 'conns')\n";

static void prints_of_pool(const char *text, const char *expected) {
  char program[2048];

  snprintf(program, sizeof program, "%s%s", pool_of_numbers, text);
  prints(program, expected);
}

static void a_pool_lends_and_closes(void **state) {
  (void)state;
  prints_of_pool(
      "do local c <close> = p:acquire() print(c.id, c:ask('x')) c.seen = 1\n"
      "  print(p) end\n"
      "do local c <close> = p:acquire() print(c.id, c.seen) end\n"
      "print(p:with(function(c) return c.id, p:idle(), p:size() end))\n"
      "p:close() print(p:size(), pcall(p.acquire, p))",
      "1\t1\tx\npool \"conns\" 1 of 2 open, 0 idle, 0 waiting\n1\t1\n"
      "1\t0\t1\nclose\t1\n0\tfalse\tthe pool is closed and lends nothing any "
      "more\n");
}

static void a_pool_serves_in_order(void **state) {
  (void)state;
  prints_of_pool("for i = 1, 5 do spawn(function()\n"
                 "  local c <close> = p:acquire() sleep(10)\n"
                 "  print(i, c.id, now()) end) end sleep(50) p:close()",
                 "1\t1\t11\n2\t2\t11\n3\t2\t21\n4\t1\t21\n5\t1\t31\n"
                 "close\t2\nclose\t1\n");
}

static void broken_members_are_replaced(void **state) {
  (void)state;
  prints_of_pool("p:with(function(c) c.broken = true end)\n"
                 "print(p:with(function(c) return c.id end)) p:close()",
                 "close\t1\n2\nclose\t2\n");
}

static void a_failed_open_loses_no_place(void **state) {
  (void)state;
  prints("local fail = true\n"
         "local p = pool { max = 1, open = function()\n"
         "  if fail then error({ 'down' }) end return {} end }\n"
         "local ok, e = pcall(p.acquire, p) print(ok, e[1], p:size())\n"
         "fail = false print(p:with(function() return 'up' end)) p:close()",
         "false\tdown\t0\nup\n");
  raises("pool { max = 1, open = function() end }:acquire()",
         "pool: open returned nil instead of a member");
  raises("pool {}",
         "test.lua:1: pool{ max =, open =, close =, check = }: open is a "
         "function");
}

static void a_pool_that_is_not_closed_is_told(void **state) {
  (void)state;
  prints_of_pool("p:with(print)", "lent table: 1\n");
  reported("pool: pool conns was not closed: 1 of its members are left open; "
           "p:close() closes them\n");
}

static void a_lease_given_back_is_of_no_use(void **state) {
  (void)state;
  prints_of_pool("local kept p:with(function(c) kept = c end)\n"
                 "print(kept, pcall(function() return kept.id end)) p:close()",
                 "member given back\tfalse\ttest.lua:8: this member was given "
                 "back to its pool\nclose\t1\n");
}

/* ---- Background tasks ------------------------------------------------- */

static void background_tasks_are_drained(void **state) {
  (void)state;
  prints("local bg = background { limit = 2 }\n"
         "for i = 1, 3 do bg:spawn('w' .. i, function()\n"
         "  print('in', i, now()) sleep(10) print('out', i, now()) end) end\n"
         "print(bg, now()) bg:close(1000) print(bg, now())\n"
         "print(pcall(bg.spawn, bg, print))",
         "in\t1\t0\nin\t2\t0\nout\t1\t10\nout\t2\t10\n"
         "background open, 1 running\t10\nin\t3\t10\nout\t3\t20\nbackground "
         "closed, 0 "
         "running\t20\nfalse\tthe background is closed and takes no more "
         "tasks\n");
}

static void background_tasks_are_cancelled_after_their_grace(void **state) {
  (void)state;
  prints("do local bg <close> = background()\n"
         "  bg:spawn(function() local ok, e = pcall(sleep, 100)\n"
         "    print(e, now()) sleep(5) end) sleep(1) end print(now())\n"
         "local bg = background() local t = bg:spawn(sleep, 100)\n"
         "bg:close(10) print(t, now())",
         "Cancelled\t1\n6\ntask \"Task-3\" cancelled\t16\n");
}

static void errors_of_background_tasks_are_reported(void **state) {
  (void)state;
  prints("local bg = background()\n"
         "bg:spawn('w', error, 'lost', 0) bg:spawn(print, 'other')\n"
         "bg:close(10)",
         "other\n");
  reported("background: background task w failed: lost\n");
}

static void a_detached_task_is_not_reported(void **state) {
  (void)state;
  prints("local t = spawn(error, 'x', 0) t:detach() sleep(1)", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_channel_hands_over),
      TEST(a_channel_keeps_what_fits),
      TEST(misuse_of_channels_is_told),
      TEST(a_cancelled_send_hands_nothing_over),
      TEST(select_takes_the_first_that_is_ready),
      TEST(a_cancelled_scope_cancels_every_wait),
      TEST(a_scope_can_be_cancelled_by_others),
      TEST(a_shielded_scope_holds_cancels_back),
      TEST(a_group_can_be_cancelled),
      TEST(a_rate_limit_spreads_over_time),
      TEST(retry_tries_again),
      TEST(retry_never_retries_a_cancellation),
      TEST(a_pool_lends_and_closes),
      TEST(a_pool_serves_in_order),
      TEST(broken_members_are_replaced),
      TEST(a_failed_open_loses_no_place),
      TEST(a_pool_that_is_not_closed_is_told),
      TEST(a_lease_given_back_is_of_no_use),
      TEST(background_tasks_are_drained),
      TEST(background_tasks_are_cancelled_after_their_grace),
      TEST(errors_of_background_tasks_are_reported),
      TEST(a_detached_task_is_not_reported),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

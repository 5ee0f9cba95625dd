/* SPDX-License-Identifier: MIT-0 */
/* Waiting for one of several channels. */
#include "support.h"

#include "bt_channel.h"

static int table[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static struct bt_channel c, d;

static void begin_channels(size_t capacity) {
  bt_channel_init(&c, capacity, "c");
  bt_channel_init(&d, capacity, "d");
}

static int run_with_room(size_t capacity, bt_fn *program) {
  int rc;

  begin_channels(capacity);
  rc = run(program);
  assert_null(c.senders.first);
  assert_null(c.receivers.first);
  assert_null(d.senders.first);
  assert_null(d.receivers.first);
  return rc;
}

static void end_channels(void) {
  bt_channel_fini(&c);
  bt_channel_fini(&d);
}

/* Says which case was taken, and how it went. */
static int say_case(int i, const struct bt_select *cases) {
  if (i < 0)
    say_rc("select", i);
  else if (cases[i].rc < 0)
    say("%d: %s", i, bt_error_name(cases[i].rc));
  else if (cases[i].send)
    say("%d: sent %d", i, *(int *)cases[i].send);
  else
    say("%d: got %d", i, *(int *)cases[i].item);
  return i;
}

static int receive_any(uint64_t timeout_ms) {
  struct bt_select cases[] = {{.channel = &c}, {.channel = &d}};

  return say_case(bt_select(cases, 2, timeout_ms), cases);
}

static int receives_any(void *unused) {
  int rc = receive_any(BT_NEVER);

  (void)unused;
  return rc < 0 ? rc : 0;
}

static int sends_to(struct bt_channel *channel, int n) {
  return bt_channel_send(channel, &table[n]);
}

/* ---- Taking one case -------------------------------------------------- */

static int finds_both_ready(void *unused) {
  (void)unused;
  assert_int_equal(sends_to(&d, 4), 0);
  assert_int_equal(sends_to(&c, 3), 0);
  turns_begin();
  receive_any(BT_NEVER);
  receive_any(BT_NEVER);
  receive_any(0);
  say("%s", bt_message(bt_self()));
  assert_int_equal(turns_end(), 0);
  end_channels();
  return 0;
}

static void first_case_that_can_go_on_is_taken(void **state) {
  (void)state;
  assert_int_equal(run_with_room(1, finds_both_ready), 0);
  said("0 main 0: got 3\n"
       "0 main 1: got 4\n"
       "0 main select: ETIMEDOUT\n"
       "0 main no case can go on\n");
}

static int waits_for_the_second(void *unused) {
  struct bt_task *a = spawn("A", receives_any, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  say_rc("sent", sends_to(&d, 1));
  assert_null(c.receivers.first);
  return bt_await(a);
}

static void task_that_is_served_leaves_the_other_lines(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, waits_for_the_second), 0);
  said("0 main sent: 0\n"
       "0 A 1: got 1\n");
}

static int sends_or_receives(void *unused) {
  struct bt_select cases[] = {{.channel = &c, .send = &table[5]},
                              {.channel = &d}};
  int i = say_case(bt_select(cases, 2, BT_NEVER), cases);

  (void)unused;
  return i < 0 ? i : 0;
}

static int takes_what_is_sent(void *unused) {
  struct bt_task *a = spawn("A", sends_or_receives, NULL);
  void *item;

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(bt_channel_recv(&c, &item), 0);
  say("took %d", *(int *)item);
  assert_int_equal(bt_await(a), 0);
  a = spawn("A", sends_or_receives, NULL);
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(sends_to(&d, 6), 0);
  return bt_await(a);
}

static void cases_may_send_or_receive(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, takes_what_is_sent), 0);
  said("0 main took 5\n"
       "0 A 0: sent 5\n"
       "0 A 1: got 6\n");
}

/* Two who select, each to send to and to receive from the other. */
static int exchanges(void *n) {
  struct bt_select cases[] = {{.channel = &c, .send = n}, {.channel = &c}};
  int i = say_case(bt_select(cases, 2, BT_NEVER), cases);

  return i < 0 ? i : 0;
}

static int two_exchange(void *unused) {
  struct bt_task *a = spawn("A", exchanges, &table[1]);
  struct bt_task *b = spawn("B", exchanges, &table[2]);

  (void)unused;
  return bt_await(a) | bt_await(b);
}

static void nobody_hands_over_to_itself(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, two_exchange), 0);
  said("0 B 0: sent 2\n"
       "0 A 1: got 2\n");
}

static int listens_twice(void *unused) {
  struct bt_select cases[] = {{.channel = &c}, {.channel = &c}};
  int i = say_case(bt_select(cases, 2, BT_NEVER), cases);

  (void)unused;
  return i < 0 ? i : 0;
}

static int has_one_that_listens_twice(void *unused) {
  struct bt_task *a = spawn("A", listens_twice, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(sends_to(&c, 1), 0);
  assert_null(c.receivers.first);
  assert_int_equal(bt_await(a), 0);
  a = spawn("A", listens_twice, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_channel_close(&c);
  return bt_await(a);
}

static void one_channel_may_be_named_twice(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, has_one_that_listens_twice), 0);
  said("0 A 0: got 1\n"
       "0 A 0: EOF\n");
}

/* ---- Closing, time, nothing ------------------------------------------- */

static int sends_only(void *unused) {
  struct bt_select cases[] = {{.channel = &c, .send = &table[5]}};

  (void)unused;
  say_case(bt_select(cases, 1, BT_NEVER), cases);
  say("%s", bt_message(bt_self()));
  return 0;
}

static int is_woken_by_a_close(void *unused) {
  struct bt_task *a = spawn("A", receives_any, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_channel_close(&d);
  assert_int_equal(bt_await(a), 0);
  receive_any(0);
  a = spawn("A", sends_only, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_channel_close(&c);
  assert_int_equal(bt_await(a), 0);
  return sends_only(NULL);
}

static void closed_channel_is_a_case_that_can_go_on(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, is_woken_by_a_close), 0);
  said("0 A 1: EOF\n"
       "0 main 1: EOF\n"
       "0 A 0: EPIPE\n"
       "0 A the channel is closed\n"
       "0 main 0: EPIPE\n"
       "0 main the channel is closed\n");
}

static int waits_in_vain(void *unused) {
  struct bt_task *a;

  (void)unused;
  receive_any(10);
  say("%s", bt_message(bt_self()));
  a = spawn("A", receives_any, NULL);
  assert_int_equal(bt_sleep(5), 0);
  assert_int_equal(sends_to(&c, 2), 0);
  return bt_await(a);
}

static void time_that_is_up_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, waits_in_vain), 0);
  said("10 main select: ETIMEDOUT\n"
       "10 main the time is up\n"
       "15 A 0: got 2\n");
}

static int looks_at_who_waits(void *unused) {
  (void)unused;
  shows_wait("main: select, until 2000 ms");
  return 0;
}

static int is_looked_at(void *unused) {
  struct bt_task *a = spawn("A", looks_at_who_waits, NULL);

  (void)unused;
  begin_channels(0);
  assert_int_equal(receive_any(2000), UV_ETIMEDOUT);
  shows_call("timeout for main");
  end_channels();
  return bt_await(a);
}

static void screen_shows_how_long_it_waits(void **state) {
  (void)state;
  assert_int_equal(run_shown(is_looked_at), 0);
  forget();
}

static int waits_for_an_hour(void *unused) {
  int i;

  (void)unused;
  i = receive_any(3600 * 1000);
  say("at once");
  return i < 0 ? i : nap(NUMBER(1));
}

static int serves_one_that_waits(void *unused) {
  struct bt_task *a = spawn("A", waits_for_an_hour, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(sends_to(&c, 2), 0);
  return bt_await(a);
}

static void timer_that_was_not_needed_is_gone(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, serves_one_that_waits), 0);
  said("0 A 0: got 2\n"
       "0 A at once\n"
       "1 A slept: 0\n");
}

static int sends_at_10_ms(void *unused) {
  (void)unused;
  assert_int_equal(bt_sleep(10), 0);
  say("sends");
  return sends_to(&d, 1);
}

static int selects_for_10_ms(void *unused) {
  (void)unused;
  receive_any(10);
  return 0;
}

/* The timers strike in the order of starting; then the sender runs. */
static int meets_its_deadline(void *sender_first) {
  struct bt_task *s, *a;

  s = sender_first ? spawn("S", sends_at_10_ms, NULL) : NULL;
  a = spawn("A", selects_for_10_ms, NULL);
  if (!s)
    s = spawn("S", sends_at_10_ms, NULL);
  assert_int_equal(bt_await(a), 0);
  bt_cancel(s);
  return bt_await(s) == UV_ECANCELED ? 0 : UV_EIO;
}

static void deadline_in_the_turn_of_the_item_wins(void **state) {
  (void)state;
  for (uintptr_t first = 0; first < 2; first++) {
    begin_channels(0);
    assert_int_equal(run_arg(meets_its_deadline, NUMBER(first)), 0);
    assert_null(d.receivers.first);
    assert_null(d.senders.first);
    said(first ? "10 S sends\n10 A select: ETIMEDOUT\n"
               : "10 A select: ETIMEDOUT\n10 S sends\n");
  }
}

static int selects_nothing(void *unused) {
  (void)unused;
  return bt_select(NULL, 0, BT_NEVER);
}

static void select_of_nothing_is_an_error(void **state) {
  (void)state;
  assert_int_equal(run(selects_nothing), UV_EINVAL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(first_case_that_can_go_on_is_taken),
      TEST(task_that_is_served_leaves_the_other_lines),
      TEST(cases_may_send_or_receive),
      TEST(nobody_hands_over_to_itself),
      TEST(one_channel_may_be_named_twice),
      TEST(closed_channel_is_a_case_that_can_go_on),
      TEST(time_that_is_up_leaves_no_trace),
      TEST(screen_shows_how_long_it_waits),
      TEST(timer_that_was_not_needed_is_gone),
      TEST(deadline_in_the_turn_of_the_item_wins),
      TEST(select_of_nothing_is_an_error),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

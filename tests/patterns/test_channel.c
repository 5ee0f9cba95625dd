/* SPDX-License-Identifier: MIT-0 */
#include "channel.h"

#include "bt_timeout.h"

static int sends_from_1_to(void *n) {
  int rc = 0;

  for (int i = 1; rc == 0 && i <= (int)(uintptr_t)n; i++)
    rc = give_it(i);
  bt_channel_close(&c);
  return rc;
}

/* ---- Handing over ----------------------------------------------------- */

static int sends_three_to_one(void *unused) {
  struct bt_task *r = spawn("R", receives_all, NULL);
  struct bt_task *s = spawn("S", sends_from_1_to, NUMBER(3));

  (void)unused;
  return await_two(r, s);
}

static void rendezvous_waits_for_the_other_side(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, sends_three_to_one), 0);
  said("0 S sent 1\n" /* to the receiver, which waited */
       "0 R got 1\n"
       "0 R got 2\n" /* from the sender, which waits */
       "0 S sent 2\n"
       "0 S sent 3\n"
       "0 R got 3\n"
       "0 R recv: EOF\n");
}

static void buffer_lets_the_sender_run_ahead(void **state) {
  (void)state;
  assert_int_equal(run_with_room(2, sends_three_to_one), 0);
  said("0 S sent 1\n" /* to the receiver, which waited */
       "0 S sent 2\n"
       "0 S sent 3\n"
       "0 R got 1\n"
       "0 R got 2\n"
       "0 R got 3\n"
       "0 R recv: EOF\n");
}

static int fills_and_empties(void *unused) {
  (void)unused;
  turns_begin();
  for (int round = 0; round < 2; round++) {
    assert_int_equal(give_it(1) | give_it(2), 0);
    assert_int_equal(take_it(), 0);
    assert_int_equal(give_it(3), 0);
    assert_int_equal(take_it() | take_it(), 0);
  }
  assert_int_equal(turns_end(), 0);
  bt_channel_fini(&c);
  return 0;
}

static void with_room_nobody_waits(void **state) {
  (void)state;
  assert_int_equal(run_with_room(4, fills_and_empties), 0);
  said("0 main sent 1\n0 main sent 2\n"
       "0 main got 1\n"
       "0 main sent 3\n"
       "0 main got 2\n0 main got 3\n"
       "0 main sent 1\n0 main sent 2\n"
       "0 main got 1\n"
       "0 main sent 3\n"
       "0 main got 2\n0 main got 3\n");
}

/* Three senders wait, then main receives; or the other way round. */
static int takes_from_three(void *unused) {
  struct bt_task *tasks[3];

  (void)unused;
  for (int i = 0; i < 3; i++)
    tasks[i] = spawn("S", sends, NUMBER(i + 1));
  assert_int_equal(bt_yield(), 0);
  for (int i = 0; i < 3; i++)
    assert_int_equal(take_it(), 0);
  nobody_waits();
  for (int i = 0; i < 3; i++)
    assert_int_equal(bt_await(tasks[i]), 0);
  bt_channel_fini(&c);
  return 0;
}

static void senders_are_served_in_the_order_of_coming(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, takes_from_three), 0);
  said("0 main got 1\n0 main got 2\n0 main got 3\n"
       "0 S sent 1\n0 S sent 2\n0 S sent 3\n");
  assert_int_equal(run_with_room(1, takes_from_three), 0);
  said("0 S sent 1\n"
       "0 main got 1\n0 main got 2\n0 main got 3\n"
       "0 S sent 2\n0 S sent 3\n");
}

static int gives_to_three(void *unused) {
  static const char *const names[] = {"A", "B", "C"};
  struct bt_task *tasks[3];

  (void)unused;
  for (int i = 0; i < 3; i++)
    tasks[i] = spawn(names[i], receives, NULL);
  assert_int_equal(bt_yield(), 0);
  for (int i = 0; i < 3; i++)
    assert_int_equal(give_it(i + 1), 0);
  nobody_waits();
  for (int i = 0; i < 3; i++)
    assert_int_equal(bt_await(tasks[i]), 0);
  bt_channel_fini(&c);
  return 0;
}

static void receivers_are_served_in_the_order_of_coming(void **state) {
  (void)state;
  for (size_t capacity = 0; capacity < 2; capacity++) {
    assert_int_equal(run_with_room(capacity, gives_to_three), 0);
    said("0 main sent 1\n0 main sent 2\n0 main sent 3\n"
         "0 A got 1\n0 B got 2\n0 C got 3\n");
  }
}

/* Who comes later finds nothing that was meant for one who waited. */
static int comes_later(void *unused) {
  struct bt_task *a = spawn("A", receives, NULL);
  int rc;

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  assert_int_equal(give_it(1), 0);
  assert_int_equal(give_it(2), 0);
  assert_int_equal(take_it(), 0);
  rc = bt_await(a);
  bt_channel_fini(&c);
  return rc;
}

static void item_belongs_to_the_receiver_it_was_handed_to(void **state) {
  (void)state;
  assert_int_equal(run_with_room(1, comes_later), 0);
  said("0 main sent 1\n"
       "0 main sent 2\n"
       "0 main got 2\n"
       "0 A got 1\n");
}

/* ---- Deadlines -------------------------------------------------------- */

static int waits_for_5_ms(void *item) {
  struct bt_timeout t;
  int rc;

  bt_timeout_open(&t, 5);
  rc = bt_timeout_close(&t, item ? give_it(1) : take_it());
  return say_rc("in time", rc);
}

static int has_impatient_ones(void *unused) {
  struct bt_task *b = spawn("B", waits_for_5_ms, NUMBER(1));

  (void)unused;
  assert_int_equal(bt_await(b), UV_ETIMEDOUT);
  b = spawn("B", waits_for_5_ms, NULL);
  assert_int_equal(bt_await(b), UV_ETIMEDOUT);
  return sends_three_to_one(NULL);
}

static void deadline_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, has_impatient_ones), 0);
  said("5 B send 1: ECANCELED\n"
       "5 B in time: ETIMEDOUT\n"
       "10 B recv: ECANCELED\n"
       "10 B in time: ETIMEDOUT\n"
       "10 S sent 1\n"
       "10 R got 1\n"
       "10 R got 2\n"
       "10 S sent 2\n"
       "10 S sent 3\n"
       "10 R got 3\n"
       "10 R recv: EOF\n");
}

/* ---- The screen, memory, the end, misuse ------------------------------ */

static int shows_its_state(void *unused) {
  struct bt_task *r, *s, *t;

  (void)unused;
  bt_channel_init(&c, 1, "c");
  shows("channel c: size 0, max 1, closed false, receivers, senders");
  r = spawn("R", receives, NULL);
  assert_int_equal(bt_yield(), 0);
  shows("channel c: size 0, max 1, closed false, receivers R, senders");
  give_it(1);
  shows("channel c: size 0, max 1, closed false, receivers, senders");
  give_it(2);
  shows("channel c: size 1, max 1, closed false, receivers, senders");
  take_it();
  shows("channel c: size 0, max 1, closed false, receivers, senders");
  give_it(2);
  s = spawn("S", sends, NUMBER(3));
  t = spawn("T", sends, NUMBER(4));
  assert_int_equal(bt_yield(), 0);
  shows("channel c: size 1, max 1, closed false, receivers, senders S T");
  bt_cancel(s);
  shows("channel c: size 1, max 1, closed false, receivers, senders T");
  bt_channel_close(&c);
  shows("channel c: size 1, max 1, closed true, receivers, senders");
  assert_int_equal(bt_await(s), UV_ECANCELED);
  assert_int_equal(bt_await(t), UV_EPIPE);
  assert_int_equal(bt_await(r), 0);
  bt_channel_fini(&c);
  shows("channel c: gone");
  bt_channel_init(&c, 0, "c");
  bt_channel_close(&c);
  shows("channel c: size 0, max 0, closed true, receivers, senders");
  bt_channel_close(&c); /* does not show it again */
  bt_channel_fini(&c);
  return 0;
}

static void screen_shows_who_waits_on_which_side(void **state) {
  (void)state;
  assert_int_equal(run_shown(shows_its_state), 0);
  forget();
}

static int waits_alone(void *unused) {
  (void)unused;
  return take_it();
}

static void deadlock_names_the_channel(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, waits_alone), BT_EDEADLOCK);
  reported("deadlock: deadlock: no task can run and nothing can wake one\n"
           "  task main waits for channel c\n");
}

static int counts_all(void *n) {
  void *item;
  int rc;

  while ((rc = bt_channel_recv(&c, &item)) == 0)
    ++*(int *)n;
  return rc == UV_EOF ? 0 : rc;
}

static int sends_two_to_one(void *unused) {
  int sent = 0, received = 0, rc;
  struct bt_task *r = bt_spawn(counts_all, &received);

  (void)unused;
  bt_channel_init(&c, 1, NULL);
  if (!r)
    bt_channel_close(&c);
  for (int i = 1; i <= 2; i++) {
    rc = give_it(i);
    sent += rc == 0;
  }
  bt_channel_close(&c);
  if (r)
    assert_int_equal(bt_await(r), 0);
  assert_int_equal(received, sent);
  bt_channel_fini(&c);
  return sent < 2 ? UV_ENOMEM : 0;
}

static void only_a_buffer_needs_memory(void **state) {
  (void)state;
  /* The loop, main, the receiver, and the buffer. */
  assert_int_equal(refuse_each(sends_two_to_one), 4);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(sends_two_to_one) > 3);
}

static int sends_null(void *unused) {
  (void)unused;
  bt_channel_init(&c, 1, "c");
  return bt_channel_send(&c, NULL);
}

static int run_null(void) { return run(sends_null); }

static void sending_nothing_is_misuse(void **state) {
  (void)state;
  aborts(run_null, "baton: task main: NULL is sent; items are pointers to "
                   "something [channel]\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(rendezvous_waits_for_the_other_side),
      TEST(buffer_lets_the_sender_run_ahead),
      TEST(with_room_nobody_waits),
      TEST(senders_are_served_in_the_order_of_coming),
      TEST(receivers_are_served_in_the_order_of_coming),
      TEST(item_belongs_to_the_receiver_it_was_handed_to),
      TEST(deadline_leaves_no_trace),
      TEST(screen_shows_who_waits_on_which_side),
      TEST(deadlock_names_the_channel),
      TEST(only_a_buffer_needs_memory),
      TEST(loop_may_close_at_any_time),
      TEST(sending_nothing_is_misuse),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* Hand-overs that meet a cancellation. */
#include "support.h"

#include "bt_cancel_scope.h"
#include "bt_channel.h"

static int table[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static struct bt_channel c, d;

static int run_with_room(size_t capacity, bt_fn *program) {
  int rc;

  bt_channel_init(&c, capacity, "c");
  bt_channel_init(&d, capacity, "d");
  rc = run(program);
  assert_null(c.senders.first);
  assert_null(c.receivers.first);
  assert_null(d.receivers.first);
  return rc;
}

static int sends(void *n) {
  return say_rc("send", bt_channel_send(&c, &table[(uintptr_t)n]));
}

/* Receives, and then waits once more. */
static int receives(void *unused) {
  void *item;
  int rc = bt_channel_recv(&c, &item);

  (void)unused;
  if (rc < 0)
    return say_rc("recv", rc);
  say("got %d", *(int *)item);
  return say_rc("next", bt_yield());
}

static int selects(void *unused) {
  struct bt_select cases[] = {{.channel = &d}, {.channel = &c}};
  int i = bt_select(cases, 2, 1000);

  (void)unused;
  if (i < 0)
    return say_rc("select", i);
  assert_int_equal(i, 1);
  if (cases[1].rc < 0)
    return say_rc("select", cases[1].rc);
  say("got %d", *(int *)cases[1].item);
  return say_rc("next", bt_yield());
}

/* ---- In one turn ------------------------------------------------------ */

static bt_fn *receiver;

/* A and B wait to receive. Main hands over, and cancels A, or so. */
static int has_two(void (*act)(struct bt_task *a)) {
  struct bt_task *a = spawn("A", receiver, NULL);
  struct bt_task *b = spawn("B", receiver, NULL);

  assert_int_equal(bt_yield(), 0);
  act(a);
  assert_int_equal(bt_await(a), UV_ECANCELED);
  bt_channel_close(&c);
  return bt_await(b) == UV_EOF ? UV_EOF : 0;
}

static void send_then_cancel(struct bt_task *a) {
  sends(NUMBER(1));
  bt_cancel(a);
}

static void cancel_then_send(struct bt_task *a) {
  bt_cancel(a);
  sends(NUMBER(1));
}

static void cancel(struct bt_task *a) {
  bt_cancel(a);
  assert_int_equal(bt_yield(), 0);
  sends(NUMBER(1));
}

static int sends_then_cancels(void *unused) {
  (void)unused;
  return has_two(send_then_cancel);
}

static int cancels_then_sends(void *unused) {
  (void)unused;
  return has_two(cancel_then_send);
}

static int cancels(void *unused) {
  (void)unused;
  return has_two(cancel);
}

static void hand_over_before_a_cancel_counts(void **state) {
  (void)state;
  receiver = receives;
  assert_int_equal(run_with_room(0, sends_then_cancels), UV_EOF);
  said("0 main send: 0\n"
       "0 A got 1\n"
       "0 A next: ECANCELED\n"
       "0 B recv: EOF\n");
  receiver = selects;
  assert_int_equal(run_with_room(0, sends_then_cancels), UV_EOF);
  said("0 main send: 0\n"
       "0 A got 1\n"
       "0 A next: ECANCELED\n"
       "0 B select: EOF\n");
}

static void cancelled_receiver_gets_nothing(void **state) {
  (void)state;
  receiver = receives;
  assert_int_equal(run_with_room(0, cancels_then_sends), 0);
  said("0 main send: 0\n"
       "0 A recv: ECANCELED\n"
       "0 B got 1\n"
       "0 B next: 0\n");
  assert_int_equal(run_with_room(0, cancels), 0);
  said("0 A recv: ECANCELED\n"
       "0 main send: 0\n"
       "0 B got 1\n"
       "0 B next: 0\n");
  receiver = selects;
  assert_int_equal(run_with_room(0, cancels_then_sends), 0);
  said("0 main send: 0\n"
       "0 A select: ECANCELED\n"
       "0 B got 1\n"
       "0 B next: 0\n");
}

/* A waits to send, main receives and cancels A. */
static int cancels_a_sender(void *receive_first) {
  struct bt_task *a = spawn("A", sends, NUMBER(1));
  struct bt_task *b = spawn("B", sends, NUMBER(2));
  void *item;

  assert_int_equal(bt_yield(), 0);
  if (!receive_first)
    bt_cancel(a);
  assert_int_equal(bt_channel_recv(&c, &item), 0);
  say("took %d", *(int *)item);
  bt_cancel(a);
  assert_int_equal(bt_await(a), UV_ECANCELED);
  bt_channel_close(&c);
  return bt_await(b) == UV_EPIPE ? UV_EPIPE : 0;
}

static void item_of_a_cancelled_sender_is_taken_or_not(void **state) {
  (void)state;
  bt_channel_init(&c, 0, "c");
  assert_int_equal(run_arg(cancels_a_sender, NUMBER(1)), UV_EPIPE);
  said("0 main took 1\n"
       "0 A send: 0\n" /* and has no wait after it: cancelled all the same */
       "0 B send: EPIPE\n");
  bt_channel_init(&c, 0, "c");
  assert_int_equal(run(cancels_a_sender), 0);
  said("0 main took 2\n"
       "0 A send: ECANCELED\n"
       "0 B send: 0\n");
}

static int closes_then_cancels(void *unused) {
  struct bt_task *a = spawn("A", receives, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_channel_close(&c);
  bt_cancel(a);
  return bt_await(a) == UV_EOF ? 0 : UV_EIO;
}

static void close_before_a_cancel_counts_too(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, closes_then_cancels), 0);
  said("0 A recv: EOF\n");
}

/* Its time is up and it is cancelled, in this order, in one turn. */
static struct bt_task *late;

static void cancel_the_late_one(struct bt_call *call) {
  (void)call;
  bt_cancel(late);
}

static int selects_for_10_ms(void *unused) {
  struct bt_select cases[] = {{.channel = &c}};

  (void)unused;
  say_rc("select", bt_select(cases, 1, 10));
  return say_rc("next", bt_yield());
}

static int is_late_and_cancelled(void *unused) {
  struct bt_timer timer = {.call = {.fn = cancel_the_late_one}};

  (void)unused;
  late = spawn("A", selects_for_10_ms, NULL);
  assert_int_equal(bt_yield(), 0);
  bt_timer_start(&timer, 10000);
  return bt_await(late);
}

static void cancellation_wins_against_the_time(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, is_late_and_cancelled), 0);
  said("10 A select: ECANCELED\n"
       "10 A next: 0\n");
}

/* ---- In a cancelled scope --------------------------------------------- */

static struct bt_cancel_scope scope;

static int receives_in_a_scope(void *unused) {
  int rc;

  bt_cancel_scope_open(&scope, BT_NEVER, false);
  rc = receives(unused);
  rc = bt_cancel_scope_close(&scope, rc);
  return say_rc("after", bt_yield()) | rc;
}

static int receives_last_in_a_scope(void *unused) {
  void *item;
  int rc;

  (void)unused;
  bt_cancel_scope_open(&scope, BT_NEVER, false);
  rc = say_rc("recv", bt_channel_recv(&c, &item));
  rc = bt_cancel_scope_close(&scope, rc);
  return say_rc("after", bt_yield()) | rc;
}

static int sends_then_cancels_the_scope(void *unused) {
  struct bt_task *a = spawn("A", receiver, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  sends(NUMBER(1));
  bt_cancel_scope_cancel(&scope);
  return bt_await(a);
}

/* What strikes is the scope, and it does so no longer than it is open. */
static void hand_over_before_its_scope_is_cancelled_counts(void **state) {
  (void)state;
  receiver = receives_in_a_scope;
  assert_int_equal(run_with_room(0, sends_then_cancels_the_scope), 0);
  said("0 main send: 0\n"
       "0 A got 1\n"
       "0 A next: ECANCELED\n"
       "0 A after: 0\n");
  receiver = receives_last_in_a_scope;
  assert_int_equal(run_with_room(0, sends_then_cancels_the_scope), 0);
  said("0 main send: 0\n"
       "0 A recv: 0\n"
       "0 A after: 0\n");
}

/* ---- Memory, the end -------------------------------------------------- */

static int two_select(void *unused) {
  struct bt_task *a, *b;
  int rc = 0;

  (void)unused;
  bt_channel_init(&c, 0, NULL);
  bt_channel_init(&d, 0, NULL);
  a = bt_spawn(selects, NULL);
  b = bt_spawn(sends, NUMBER(1));
  if (a && b)
    rc = bt_await(bt_ref(a));
  if (!a || rc < 0)
    bt_channel_close(&c);
  bt_drop(a);
  if (b && bt_await(b) < 0)
    rc = UV_ENOMEM;
  forget();
  return a && b ? rc : UV_ENOMEM;
}

static void refused_memory_is_an_error_of_the_select(void **state) {
  (void)state;
  /* The loop, main, the two tasks, and the places in line. */
  assert_int_equal(refuse_each(two_select), 5);
}

static void loop_may_close_at_any_time(void **state) {
  (void)state;
  assert_true(stop_anywhere(two_select) > 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(hand_over_before_a_cancel_counts),
      TEST(cancelled_receiver_gets_nothing),
      TEST(item_of_a_cancelled_sender_is_taken_or_not),
      TEST(close_before_a_cancel_counts_too),
      TEST(cancellation_wins_against_the_time),
      TEST(hand_over_before_its_scope_is_cancelled_counts),
      TEST(refused_memory_is_an_error_of_the_select),
      TEST(loop_may_close_at_any_time),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

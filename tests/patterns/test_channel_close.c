/* SPDX-License-Identifier: MIT-0 */
/* Channels that are closed. */
#include "channel.h"

#include "bt_timeout.h"

static int closes_with_items_inside(void *unused) {
  struct bt_task *s;

  (void)unused;
  assert_int_equal(give_it(1) | give_it(2), 0);
  s = spawn("S", sends, NUMBER(3));
  assert_int_equal(bt_yield(), 0);
  bt_channel_close(&c);
  bt_channel_close(&c);
  give_it(4);
  say("%s", bt_message(bt_self()));
  receives_all(NULL);
  take_it();
  assert_int_equal(bt_await(s), UV_EPIPE);
  say("%s", bt_message(bt_self()));
  bt_channel_fini(&c);
  return 0;
}

static void closed_channel_takes_nothing_and_gives_what_it_has(void **state) {
  (void)state;
  assert_int_equal(run_with_room(2, closes_with_items_inside), 0);
  said("0 main sent 1\n"
       "0 main sent 2\n"
       "0 main send 4: EPIPE\n"
       "0 main the channel is closed\n"
       "0 main got 1\n"
       "0 main got 2\n"
       "0 main recv: EOF\n"
       "0 main recv: EOF\n"
       "0 S send 3: EPIPE\n"
       "0 main the channel is closed\n");
}

static int closes_on_two_receivers(void *unused) {
  struct bt_task *a = spawn("A", receives, NULL);
  struct bt_task *b = spawn("B", receives, NULL);

  (void)unused;
  assert_int_equal(bt_yield(), 0);
  bt_channel_close(&c);
  return await_two(a, b) == UV_EOF ? 0 : UV_EIO;
}

static void close_sends_all_receivers_home(void **state) {
  (void)state;
  assert_int_equal(run_with_room(0, closes_on_two_receivers), 0);
  said("0 A recv: EOF\n"
       "0 B recv: EOF\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(closed_channel_takes_nothing_and_gives_what_it_has),
      TEST(close_sends_all_receivers_home),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

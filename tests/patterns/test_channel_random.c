/* SPDX-License-Identifier: MIT-0 */
/* Channels in any order of events. */
#include "support.h"

#include <string.h>

#include "bt_cancel_scope.h"
#include "bt_channel.h"

enum { CHANNELS = 3, TASKS = 8, ROUNDS = 6, ITEMS = TASKS * ROUNDS };

static struct item { int sender, seq, sent, got; } items[ITEMS];

static struct bt_channel channels[CHANNELS];
static int sequences[TASKS];                 /* of each sender */
static int seen[TASKS + 1][CHANNELS][TASKS]; /* what each got last of each */
static int all_sent, all_kept;

static struct bt_channel *any_channel(void) {
  return &channels[bt_random(CHANNELS)];
}

static struct item *new_item(int sender) {
  int seq = ++sequences[sender];
  struct item *item = &items[sender * ROUNDS + seq - 1];

  *item = (struct item){.sender = sender, .seq = seq};
  return item;
}

static void note_sent(struct item *item, int rc) {
  assert_true(rc == 0 || rc == UV_EPIPE);
  item->sent += rc == 0;
}

static void note_got(int me, const struct bt_channel *channel,
                     struct item *item) {
  int *last = &seen[me][channel - channels][item->sender];

  assert_true(channel->n <= channel->capacity);
  assert_int_equal(item->got++, 0);
  assert_true(item->seq > *last);
  *last = item->seq;
}

static int sends_one(int sender) {
  struct item *item = new_item(sender);
  int rc = bt_channel_send(any_channel(), item);

  if (rc != UV_ECANCELED)
    note_sent(item, rc);
  return rc;
}

static int receives_one(int me) {
  struct bt_channel *channel = any_channel();
  void *item;
  int rc = bt_channel_recv(channel, &item);

  if (rc == 0)
    note_got(me, channel, item);
  return rc;
}

static int selects_one(int me) {
  struct bt_select cases[3] = {{.channel = any_channel()},
                               {.channel = any_channel()},
                               {.channel = any_channel()}};
  struct item *item = new_item(me);
  int i;

  cases[bt_random(3)].send = item;
  i = bt_select(cases, 3, bt_random(2) ? bt_random(4) : BT_NEVER);
  if (i < 0)
    return i;
  if (cases[i].send)
    note_sent(item, cases[i].rc);
  else if (cases[i].rc == 0)
    note_got(me, cases[i].channel, cases[i].item);
  return 0;
}

static int does_anything(void *number) {
  int me = (int)(uintptr_t)number;

  for (int i = 0; i < ROUNDS; i++) {
    unsigned what = bt_random(3);
    int rc = what == 0   ? sends_one(me)
             : what == 1 ? receives_one(me)
                         : selects_one(me);

    if (rc == UV_ECANCELED || (bt_random(3) == 0 && bt_sleep(1) < 0))
      return UV_ECANCELED;
  }
  return 0;
}

static void check_items(void) {
  for (int i = 0; i < ITEMS; i++) {
    assert_int_equal(items[i].sent, items[i].got);
    all_sent += items[i].sent;
  }
}

static int drains(void *unused) {
  (void)unused;
  for (int i = 0; i < CHANNELS; i++) {
    void *item;

    assert_null(channels[i].senders.first);
    assert_null(channels[i].receivers.first);
    while (bt_channel_recv(&channels[i], &item) == 0) {
      note_got(TASKS, &channels[i], item);
      all_kept++;
    }
    bt_channel_fini(&channels[i]);
  }
  return 0;
}

static int cancels_some_and_closes(void *unused) {
  for (int i = 0; i < CHANNELS; i++)
    bt_channel_init(&channels[i], bt_random(3), NULL);
  for (int i = 0; i < TASKS; i++)
    crowd_spawn(does_anything, NUMBER(i));
  crowd_cancel_some(3, 4);
  for (int i = 0; i < CHANNELS; i++) {
    assert_int_equal(bt_sleep(bt_random(4)), 0);
    bt_channel_close(&channels[i]);
  }
  crowd_await();
  return drains(unused);
}

static void no_item_is_lost_or_doubled_in_any_order(void **state) {
  (void)state;
  all_sent = all_kept = 0;
  for (uint64_t seed = 0; seed < 1000; seed++) {
    memset(items, 0, sizeof items);
    memset(sequences, 0, sizeof sequences);
    memset(seen, 0, sizeof seen);
    assert_int_equal(run_seed(seed, cancels_some_and_closes), 0);
    check_items();
  }
  assert_in_range(all_sent, 1000 * TASKS, 1000 * ITEMS);
  assert_in_range(all_kept, 100, 1000 * CHANNELS * 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(no_item_is_lost_or_doubled_in_any_order),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
/* How many turns lie between a cause and its effect: as many as in asyncio. */
#include "support.h"

#include "bt_gather.h"
#include "bt_lock.h"
#include "bt_queue.h"
#include "bt_semaphore.h"
#include "bt_task_group.h"
#include "bt_timeout.h"

static struct bt_lock lock;
static struct bt_semaphore semaphore;
static struct bt_queue queue;
static struct bt_group group;
static char item[] = "item";

static unsigned measured;

/* An effect; the cause has called turns_begin. */
static int effect(int rc) {
  measured = turns_end();
  return rc;
}

static int naps(void *ms) { return bt_sleep((uintptr_t)ms); }

/* Begins the count, then ends: a cause. */
static int begins_and_ends(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  turns_begin();
  return rc;
}

static int begins_and_fails(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  turns_begin();
  return rc < 0 ? rc : UV_EIO;
}

/* ---- What waits ------------------------------------------------------- */

static int locks(void *unused) {
  (void)unused;
  return effect(bt_lock_acquire(&lock));
}

static int acquires(void *unused) {
  (void)unused;
  return effect(bt_semaphore_acquire(&semaphore));
}

static int gets(void *unused) {
  void *got;

  (void)unused;
  return effect(bt_queue_get(&queue, &got));
}

static int puts_one(void *unused) {
  (void)unused;
  return effect(bt_queue_put(&queue, item));
}

static int joins(void *unused) {
  (void)unused;
  return effect(bt_queue_join(&queue));
}

static int gathers(void *child) {
  struct bt_task *tasks[] = {spawn("C", (bt_fn *)child, NUMBER(10)),
                             spawn("D", naps, NUMBER(5))};

  return effect(bt_gather(tasks, 2, NULL));
}

static int groups(void *child) {
  int rc;

  bt_group_open(&group);
  assert_non_null(bt_group_spawn(&group, (bt_fn *)child, NUMBER(10)));
  rc = effect(bt_group_close(&group, 0));
  bt_group_fini(&group);
  return rc;
}

static int has_a_body(void *child) {
  int rc;

  bt_group_open(&group);
  assert_non_null(bt_group_spawn(&group, (bt_fn *)child, NUMBER(10)));
  rc = bt_group_close(&group, effect(bt_sleep(100)));
  bt_group_fini(&group);
  return rc;
}

/* ---- What causes ------------------------------------------------------ */

static void unlocks(void) { bt_lock_release(&lock); }
static void releases(void) { bt_semaphore_release(&semaphore); }
static void is_done(void) { bt_queue_task_done(&queue); }

static void puts_now(void) {
  assert_int_equal(bt_queue_try_put(&queue, item), 0);
}

static void gets_now(void) {
  void *got;

  assert_int_equal(bt_queue_try_get(&queue, &got), 0);
}

static struct bt_task *waiter;

static void cancels(void) { bt_cancel(waiter); }

static void nothing(void) {}

/* ---- Measuring -------------------------------------------------------- */

static const struct row {
  const char *what;
  bt_fn *wait;
  void *arg;
  void (*cause)(void);
  unsigned turns;
  bool begun_by_child; /* the count begins where a child ends */
} * row;

static struct row rows[] = {
    {"release of a lock", locks, NULL, unlocks, 1, false},
    {"release of a semaphore", acquires, NULL, releases, 1, false},
    {"cancel of a lock's waiter", locks, NULL, cancels, 1, false},
    {"cancel of a semaphore's waiter", acquires, NULL, cancels, 1, false},
    {"put", gets, NULL, puts_now, 1, false},
    {"get", puts_one, NULL, gets_now, 1, false},
    {"cancel of a getter", gets, NULL, cancels, 1, false},
    {"cancel of a putter", puts_one, NULL, cancels, 1, false},
    {"last task_done", joins, NULL, is_done, 1, false},
    {"cancel of a joiner", joins, NULL, cancels, 1, false},
    {"end of a gathered task", gathers, (void *)begins_and_ends, nothing, 2,
     true},
    {"error of a gathered task", gathers, (void *)begins_and_fails, nothing, 2,
     true},
    {"cancel of a gatherer", gathers, (void *)naps, cancels, 3, false},
    {"end of the last child", groups, (void *)begins_and_ends, nothing, 2,
     true},
    {"error of a child, in the body", has_a_body, (void *)begins_and_fails,
     nothing, 2, true},
    {"cancel of a group that waits", groups, (void *)naps, cancels, 4, false},
};

/* Queues that are empty for getters, and full for all others. */
static void make_ready(void) {
  bool empty = row->wait == gets;

  bt_lock_init(&lock, NULL);
  assert_int_equal(bt_lock_try_acquire(&lock), 0);
  bt_semaphore_init(&semaphore, 0, NULL);
  bt_queue_init(&queue, 1, BT_FIFO, NULL);
  if (!empty)
    puts_now();
}

static int measures(void *unused) {
  int rc;

  (void)unused;
  make_ready();
  waiter = spawn("W", row->wait, row->arg);
  for (int i = 0; i < 3; i++)
    assert_int_equal(bt_yield(), 0);
  if (!row->begun_by_child)
    turns_begin();
  row->cause();
  rc = bt_await(waiter);
  bt_queue_fini(&queue);
  return rc < 0 ? 0 : rc;
}

static void effects_are_as_many_turns_away_as_in_asyncio(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    row = &rows[i];
    measured = 99;
    assert_int_equal(run(measures), 0);
    if (measured != row->turns)
      fail_msg("%s: %u turns, not %u", row->what, measured, row->turns);
  }
}

/* ---- Deadlines -------------------------------------------------------- */

static void begin_turns(struct bt_call *call) {
  (void)call;
  turns_begin();
}

static int is_late(void *unused) {
  struct bt_timer due = {.call = {.fn = begin_turns}};
  struct bt_timeout t;

  (void)unused;
  bt_timer_start(&due, 5000);
  bt_timeout_open(&t, 5);
  return bt_timeout_close(&t, effect(bt_sleep(100)));
}

static void deadline_strikes_a_turn_after_its_entry(void **state) {
  (void)state;
  assert_int_equal(run(is_late), UV_ETIMEDOUT);
  assert_int_equal(measured, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(effects_are_as_many_turns_away_as_in_asyncio),
      TEST(deadline_strikes_a_turn_after_its_entry),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

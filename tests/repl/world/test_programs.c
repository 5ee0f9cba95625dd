/* SPDX-License-Identifier: MIT-0 */
/* Programs that really run: their events, the world and the words agree. */
#include <baton.h>
#include <stdlib.h>
#include <string.h>

#include "bt_gather.h"
#include "bt_lock.h"
#include "bt_queue.h"
#include "bt_semaphore.h"
#include "bt_task_group.h"
#include "bt_timeout.h"
#include "made.h"

static void keep(void *data, const struct bt_trace_event *event) {
  assert_int_equal(log_append(data, event), 0);
}

static void be_quiet(void *data, const char *rule, const char *said) {
  (void)data;
  (void)rule;
  (void)said;
}

static int run_in_order(bt_fn *program, enum bt_order order, uint64_t seed) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL,
                               .order = order,
                               .seed = seed,
                               .trace = keep,
                               .report = be_quiet,
                               .data = made};

  return bt_run_with(&options, program, NULL);
}

static int run(bt_fn *program) {
  return run_in_order(program, BT_ORDER_FIRST, 0);
}

static bool text_has(const char *words) {
  return strstr(buffer_text(&text), words) != NULL;
}

/* ---- A bit of everything ---------------------------------------------- */

static struct bt_lock m, n;
static struct bt_queue q;
static struct bt_semaphore slots;

static int fetch(void *ms) {
  int rc = bt_semaphore_acquire(&slots);

  if (rc < 0)
    return rc;
  rc = bt_sleep((uint64_t)(uintptr_t)ms);
  bt_semaphore_release(&slots);
  return rc;
}

static int producer(void *unused) {
  int rc = 0;

  (void)unused;
  for (uintptr_t i = 1; i <= 3 && rc == 0; i++)
    rc = bt_queue_put(&q, (void *)i);
  return rc;
}

static int consumer(void *unused) {
  void *item;
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 3 && rc == 0; i++)
    rc = bt_queue_get(&q, &item);
  return rc < 0 ? rc : bt_fail(UV_EIO, "disk full");
}

static int gathers(void) {
  struct bt_task *tasks[4];

  for (uintptr_t i = 0; i < 4; i++)
    tasks[i] = bt_spawn(fetch, (void *)(10 + 5 * i));
  return bt_gather(tasks, 4, NULL);
}

static int groups(void) {
  struct bt_group group;
  int rc;

  bt_group_open_named(&group, "g");
  bt_group_spawn(&group, producer, NULL);
  bt_group_spawn(&group, consumer, NULL);
  rc = bt_group_close(&group, 0);
  bt_group_fini(&group);
  return rc;
}

static int times_out(void) {
  struct bt_timeout timeout;
  int rc;

  bt_timeout_open(&timeout, 20);
  rc = bt_sleep(1000);
  return bt_timeout_close(&timeout, rc);
}

static int everything(void *unused) {
  (void)unused;
  bt_semaphore_init(&slots, 2, "slots");
  bt_queue_init(&q, 1, BT_FIFO, "q");
  if (gathers() < 0 || groups() != UV_EIO || times_out() != UV_ETIMEDOUT)
    return UV_EIO;
  bt_queue_fini(&q);
  return bt_yield();
}

/* ---- The world agrees with the loop ----------------------------------- */

/* Whoever runs was ready, and the first in line where that is the order. */
static void check_queue(bool first) {
  struct log_entry entry;

  for (uint64_t k = 0; k < log_size(made); k++) {
    log_get(made, k, &entry);
    if (entry.event.ev != BT_EV_RUN)
      continue;
    go(k);
    assert_int_equal(task(entry.event.task).state, WORLD_READY);
    if (first)
      assert_int_equal(world_next_ready(world, 0), entry.event.task);
  }
}

static void check_end(void) {
  go_end();
  assert_int_equal(world_n_live(world), 0);
  assert_int_equal(world_n_ready(world), 0);
  assert_int_equal(world_next_scope(world, 0), 0);
  assert_true(world_n_tasks(world) > 6);
  assert_true(world_exit(world) != LOG_NONE);
}

static void tasks_run_in_the_order_of_the_worlds_queue(void **state) {
  (void)state;
  assert_int_equal(run(everything), 0);
  check_queue(true);
  check_end();
}

static void in_any_order_only_ready_tasks_run(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 20; seed++) {
    made_end(NULL);
    assert_int_equal(made_begin(NULL), 0);
    assert_int_equal(run_in_order(everything, BT_ORDER_SEED, seed), 0);
    check_queue(false);
    check_end();
  }
}

static void every_step_ends_with_how_it_ended(void **state) {
  (void)state;
  assert_int_equal(run(everything), 0);
  for (uint64_t step = 1; step <= log_steps(made); step++) {
    assert_int_equal(text_step(&text, world, step), 0);
    assert_true(text_has("blocked on ") || text_has("waits for ") ||
                text_has("sleeps until ") || text_has("yielded ") ||
                text_has("ended "));
    assert_false(text_has("unknown") || text_has("cycle"));
    buffer_clear(&text);
  }
}

static void a_trace_tells_the_same_when_read_again(void **state) {
  struct buffer live = {0};
  char *bytes = NULL;
  size_t size;
  FILE *file = open_memstream(&bytes, &size);

  (void)state;
  assert_non_null(file);
  assert_int_equal(run(everything), 0);
  assert_int_equal(text_steps(&live, world, 0), 0);
  assert_int_equal(trace_write(file, made), 0);
  fclose(file);
  made_end(NULL);
  assert_int_equal(made_begin(NULL), 0);
  file = fmemopen(bytes, size, "r");
  assert_non_null(file);
  assert_int_equal(trace_read(file, "t.jsonl", made, &text), 0);
  fclose(file);
  assert_int_equal(text_steps(&text, world, 0), 0);
  text_is(buffer_text(&live));
  buffer_fini(&live);
  free(bytes);
}

/* ---- Deadlocks -------------------------------------------------------- */

static int holds_m_wants_n(void *unused) {
  int rc = bt_lock_acquire(&m);

  (void)unused;
  if (rc == 0)
    rc = bt_sleep(10);
  return rc < 0 ? rc : bt_lock_acquire(&n);
}

static int holds_n_wants_m(void *unused) {
  int rc = bt_lock_acquire(&n);

  (void)unused;
  if (rc == 0)
    rc = bt_sleep(20);
  return rc < 0 ? rc : bt_lock_acquire(&m);
}

static int ticks(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; i < 10 && rc == 0; i++)
    rc = bt_sleep(15);
  return rc;
}

static int deadlocks(void *unused) {
  struct bt_task *a, *b;

  (void)unused;
  bt_lock_init(&m, "m");
  bt_lock_init(&n, "n");
  bt_drop(bt_spawn_named("tick", ticks, NULL));
  a = bt_spawn_named("a", holds_m_wants_n, NULL);
  b = bt_spawn_named("b", holds_n_wants_m, NULL);
  bt_drop(b);
  return bt_await(a);
}

static void a_deadlock_is_named_while_others_still_run(void **state) {
  uint64_t named = 0;

  (void)state;
  assert_int_equal(run(deadlocks), BT_EDEADLOCK);
  for (uint64_t step = 1; step <= log_steps(made); step++) {
    assert_int_equal(text_step(&text, world, step), 0);
    if (text_has("; that closes a cycle: b -> m -> a -> n -> b")) {
      assert_int_equal(named, 0);
      named = step;
    }
    buffer_clear(&text);
  }
  assert_true(named > 0 && named + 5 < log_steps(made)); /* tick goes on */
  go_end();
  assert_true(waits_stuck(world));
  assert_int_equal(text_graph(&text, world), 0);
  assert_true(text_has("cycle: a -> n -> b -> m -> a\n"));
  assert_true(text_has("main - task a -> a, by ending\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(tasks_run_in_the_order_of_the_worlds_queue),
      TEST(in_any_order_only_ready_tasks_run),
      TEST(every_step_ends_with_how_it_ended),
      TEST(a_trace_tells_the_same_when_read_again),
      TEST(a_deadlock_is_named_while_others_still_run),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

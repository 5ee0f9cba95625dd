/* SPDX-License-Identifier: MIT-0 */
/* `bench_count ROW N` does one thing N times, for callgrind to count. */
#include <baton.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bt_lock.h"
#include "bt_queue.h"

static long n;

static int yielder(void *arg) {
  int rc = 0;

  (void)arg;
  for (long i = 0; i < n && rc == 0; i++)
    rc = bt_yield();
  return rc;
}

static int nothing(void *arg) { return arg != NULL; }

static int count_switch(void) {
  struct bt_task *t = bt_spawn(yielder, NULL);

  return t ? bt_await(t) : UV_ENOMEM;
}

static int count_spawn(void) {
  int rc = 0;

  for (long i = 0; i < n && rc == 0; i++) {
    struct bt_task *t = bt_spawn(nothing, NULL);

    rc = t ? bt_await(t) : UV_ENOMEM;
  }
  return rc;
}

static int count_queue(void) {
  struct bt_queue q;
  void *item;
  int rc = 0;

  bt_queue_init(&q, 16, BT_FIFO, NULL);
  for (long i = 0; i < n && rc == 0; i++) {
    rc = bt_queue_put(&q, &q);
    if (rc == 0)
      rc = bt_queue_get(&q, &item);
  }
  bt_queue_fini(&q);
  return rc;
}

static int count_lock(void) {
  struct bt_lock lock;
  int rc = 0;

  bt_lock_init(&lock, NULL);
  for (long i = 0; i < n && rc == 0; i++) {
    rc = bt_lock_acquire(&lock);
    bt_lock_release(&lock);
  }
  return rc;
}

static int count_timer(void) {
  int rc = 0;

  for (long i = 0; i < n && rc == 0; i++)
    rc = bt_sleep(1);
  return rc;
}

static int ends_later(void *arg) {
  (void)arg;
  return bt_yield();
}

/* All of them are ready at once. */
static int count_choice(void) {
  struct bt_task *last = NULL;

  for (long i = 0; i < n; i++) {
    bt_drop(last);
    last = bt_spawn(ends_later, NULL);
    if (!last)
      return UV_ENOMEM;
  }
  return bt_await(last);
}

static void ignore(void *data, const struct bt_trace_event *event) {
  (void)data;
  (void)event;
}

static const struct {
  const char *name;
  int (*run)(void);
} rows[] = {
    {"switch", count_switch}, {"spawn", count_spawn}, {"queue", count_queue},
    {"lock", count_lock},     {"timer", count_timer}, {"event", count_switch},
    {"choice", count_choice},
};

static int run(void *row) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp(row, rows[i].name) == 0)
      return rows[i].run();
  return UV_EINVAL;
}

int main(int argc, char **argv) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL};

  if (argc != 3) {
    fprintf(stderr, "usage: %s ROW N\n", argv[0]);
    return 2;
  }
  n = strtol(argv[2], NULL, 10);
  if (strcmp(argv[1], "event") == 0)
    options.trace = ignore;
  if (strcmp(argv[1], "choice") == 0)
    options.order = BT_ORDER_SEED;
  return bt_run_with(&options, run, argv[1]) < 0;
}

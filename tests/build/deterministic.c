/* SPDX-License-Identifier: MIT-0 */
/* A program that meets all six patterns, deadlines and cancellations; writes
 * its traces: in first-in-first-out order, and under a few seeds. */
#include <stdio.h>
#include <stdlib.h>

#include "bt_gather.h"
#include "bt_lock.h"
#include "bt_queue.h"
#include "bt_semaphore.h"
#include "bt_task_group.h"
#include "bt_timeout.h"

enum { WORKERS = 4, JOBS = 12, SEEDS = 2 };

static struct bt_queue jobs;
static struct bt_semaphore slots;
static struct bt_lock lock;
static long numbers[JOBS];

static int use(long number) {
  int rc = bt_semaphore_acquire(&slots);

  if (rc < 0)
    return rc;
  rc = bt_sleep_us((uint64_t)(number * 700 % 5000));
  bt_semaphore_release(&slots);
  if (rc == 0 && number % 5 == 0)
    return bt_fail(UV_EIO, "number %ld", number);
  return rc;
}

static int use_in_time(long number) {
  struct bt_timeout t;

  bt_timeout_open(&t, 4);
  return bt_timeout_close(&t, use(number));
}

static int work(void *unused) {
  for (;;) {
    void *item;
    int rc = bt_queue_get(&jobs, &item);

    (void)unused;
    if (rc < 0)
      return rc;
    rc = use_in_time(*(long *)item);
    bt_queue_task_done(&jobs);
    if (rc < 0 && rc != UV_ETIMEDOUT)
      return rc;
  }
}

static int put_half(void) {
  int rc = 0;

  for (int i = 0; rc == 0 && i < JOBS / 2; i++) {
    rc = bt_queue_put(&jobs, &numbers[i]);
    if (rc == 0)
      rc = bt_sleep_us(bt_random(900));
  }
  return rc;
}

static int fill(void *unused) {
  int rc = bt_lock_acquire(&lock);

  (void)unused;
  if (rc < 0)
    return rc;
  rc = put_half();
  bt_lock_release(&lock);
  return rc;
}

static int run_group(void) {
  struct bt_group group;
  int rc;

  bt_group_open(&group);
  for (int i = 0; i < WORKERS; i++)
    bt_group_spawn(&group, work, NULL);
  rc = bt_sleep(20); /* unless a worker fails before */
  rc = bt_group_close(&group, rc < 0 ? rc : UV_EAGAIN);
  bt_group_fini(&group);
  return rc;
}

static int demo(void *unused) {
  struct bt_task *fillers[2];

  (void)unused;
  bt_lock_init(&lock, "one at a time");
  bt_semaphore_init(&slots, 2, NULL);
  bt_queue_init(&jobs, 3, BT_PRIORITY, "jobs");
  for (int i = 0; i < JOBS; i++)
    numbers[i] = (i * 7 + 5) % JOBS;
  fillers[0] = bt_spawn(fill, NULL);
  fillers[1] = bt_spawn(fill, NULL);
  if (!fillers[0] || !fillers[1])
    return UV_ENOMEM;
  for (int i = 0; i < 3; i++)
    if (run_group() >= 0)
      return UV_EINVAL;
  bt_cancel_because(fillers[0], "nobody takes the jobs");
  bt_cancel_because(fillers[1], "nobody takes the jobs");
  if (bt_gather_all(fillers, 2, NULL) < 0)
    return UV_EINVAL;
  bt_queue_fini(&jobs);
  return 0;
}

/* ---- Traces ----------------------------------------------------------- */

static void write_event(void *data, const struct bt_trace_event *event) {
  struct bt_buffer line = {0};

  (void)data;
  if (bt_json_event(&line, event) < 0 ||
      fwrite(line.data, 1, line.n, stdout) != line.n)
    exit(2);
  free(line.data);
}

static int trace(enum bt_order order, uint64_t seed) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL,
                               .order = order,
                               .seed = seed,
                               .trace = write_event};

  return bt_run_with(&options, demo, NULL);
}

int main(void) {
  int rc = trace(BT_ORDER_FIRST, 0);

  for (uint64_t seed = 0; rc == 0 && seed < SEEDS; seed++)
    rc = trace(BT_ORDER_SEED, seed);
  fprintf(stderr, "%s", rc < 0 ? bt_error_name(rc) : "");
  return rc < 0;
}

/* SPDX-License-Identifier: MIT-0 */
/* `bench_world fold` prints the milliseconds of processor time that the world
 * takes for a log of a million events; `bench_world step` those of the slowest
 * of many jumps to steps at random. Both for a program of few tasks that go on
 * and on and for one of many short ones; the slower of the two counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bt_lock.h"
#include "bt_queue.h"
#include "bt_task_group.h"
#include "measure.h"
#include "world/world.h"

enum { EVENTS = 1000000, JUMPS = 1000 };

static struct log *kept;

static bool enough(void) { return log_size(kept) >= EVENTS; }

static void keep(void *data, const struct bt_trace_event *event) {
  (void)data;
  if (!enough())
    must(log_append(kept, event));
}

/* ---- Few tasks: hand items over under a lock --------------------------- */

static struct bt_queue queue;
static struct bt_lock lock;

static int produce(void *arg) {
  (void)arg;
  while (!enough()) {
    must(bt_queue_put(&queue, &queue));
    must(bt_sleep(1));
  }
  return 0;
}

static int consume_one(void) {
  void *item;
  int rc = bt_queue_get(&queue, &item);

  if (rc == 0)
    rc = bt_lock_acquire(&lock);
  if (rc < 0)
    return rc;
  rc = bt_yield();
  bt_lock_release(&lock);
  return rc;
}

static int consume(void *arg) {
  int rc = 0;

  (void)arg;
  while (rc == 0)
    rc = consume_one();
  return rc;
}

static int few(void *arg) {
  struct bt_task *producers[10], *consumers[10];

  bt_queue_init(&queue, 16, BT_FIFO, NULL);
  bt_lock_init(&lock, NULL);
  for (int i = 0; i < 10; i++) {
    producers[i] = must_spawn(bt_spawn(produce, arg));
    consumers[i] = must_spawn(bt_spawn(consume, arg));
  }
  for (int i = 0; i < 10; i++)
    must(bt_await(producers[i]));
  for (int i = 0; i < 10; i++) {
    bt_cancel(consumers[i]);
    if (bt_await(consumers[i]) != UV_ECANCELED)
      must(UV_EINVAL);
  }
  bt_queue_fini(&queue);
  return 0;
}

/* ---- Many tasks: groups of a thousand ---------------------------------- */

static int nap(void *arg) {
  (void)arg;
  return bt_sleep(1);
}

static int many(void *arg) {
  while (!enough()) {
    struct bt_group g;

    bt_group_open(&g);
    for (int i = 0; i < 1000; i++)
      bt_group_spawn(&g, nap, arg);
    must(bt_group_close(&g, 0));
  }
  return 0;
}

/* ---- Measuring --------------------------------------------------------- */

static double milliseconds(struct world *world, uint64_t n) {
  double start = measure_ns();

  must(world_go(world, n));
  return (measure_ns() - start) / 1e6;
}

static double fold(struct world *world) {
  return milliseconds(world, log_size(kept));
}

static double step(struct world *world) {
  double slowest = 0;

  must(world_go(world, log_size(kept))); /* as whoever shows the log does */
  srand(1);
  for (int i = 0; i < JUMPS; i++) {
    uint64_t first, end;
    double ms;

    log_step(kept, (uint64_t)rand() % (log_steps(kept) + 1), &first, &end);
    ms = milliseconds(world, end);
    if (ms > slowest)
      slowest = ms;
  }
  return slowest;
}

static double measure(bt_fn *program, double (*row)(struct world *world)) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL, .trace = keep};
  struct world *world;
  double ms;

  kept = log_open();
  if (!kept)
    must(UV_ENOMEM);
  must(bt_run_with(&options, program, NULL));
  world = world_open(kept);
  if (!world)
    must(UV_ENOMEM);
  ms = row(world);
  world_close(world);
  log_close(kept);
  return ms;
}

int main(int argc, char **argv) {
  double (*row)(struct world * world) = NULL;
  double a, b;

  if (argc == 2 && strcmp(argv[1], "fold") == 0)
    row = fold;
  if (argc == 2 && strcmp(argv[1], "step") == 0)
    row = step;
  if (!row) {
    fprintf(stderr, "usage: %s fold|step\n", argv[0]);
    return 2;
  }
  a = measure(few, row);
  b = measure(many, row);
  printf("%.3f\n", a > b ? a : b);
  return 0;
}

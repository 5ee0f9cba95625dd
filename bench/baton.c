/* SPDX-License-Identifier: MIT-0 */
/* Baton's side of the benchmarks: `bench_baton ROW` prints nanoseconds of
 * processor time for one operation (memory: bytes for one task), on the real
 * clock as its peers; `bench_baton ROW virtual` on the virtual one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bt_event.h"
#include "bt_gather.h"
#include "bt_lock.h"
#include "bt_queue.h"
#include "bt_semaphore.h"
#include "bt_task_group.h"
#include "bt_timeout.h"
#include "measure.h"

enum { MANY = 1000, SLEEPERS = 100000, PARKED = 10000, RESIDENT = 100000 };

/* ---- Switching -------------------------------------------------------- */

static int yielder(void *arg) {
  for (long n = *(long *)arg; n > 0; n--)
    must(bt_yield());
  return 0;
}

static double yields(size_t tasks) {
  struct bt_task *t[100];
  long each = 5000000 / (long)tasks;
  double start;

  for (size_t i = 0; i < tasks; i++)
    t[i] = must_spawn(bt_spawn(yielder, &each));
  start = measure_ns();
  must(bt_gather(t, tasks, NULL));
  return (measure_ns() - start) / (double)(each * (long)tasks);
}

static double yield2(void) { return yields(2); }
static double yield100(void) { return yields(100); }

/* ---- Many tasks ------------------------------------------------------- */

static int nothing(void *arg) {
  (void)arg;
  return 0;
}

static double spawn_join(void) {
  struct bt_task *t[MANY];
  double start = 0;

  for (int round = 0; round < 600; round++) {
    if (round == 100) /* warm from here on */
      start = measure_ns();
    for (int i = 0; i < MANY; i++)
      t[i] = must_spawn(bt_spawn(nothing, NULL));
    for (int i = 0; i < MANY; i++)
      must(bt_await(t[i]));
  }
  return (measure_ns() - start) / (500.0 * MANY);
}

static double group(void) {
  double start = 0;

  for (int round = 0; round < 600; round++) {
    struct bt_group g;

    if (round == 100)
      start = measure_ns();
    bt_group_open(&g);
    for (int i = 0; i < MANY; i++)
      bt_group_spawn(&g, nothing, NULL);
    must(bt_group_close(&g, 0));
  }
  return (measure_ns() - start) / (500.0 * MANY);
}

static double gather(void) {
  struct bt_task *t[MANY];
  double start = 0;

  for (int round = 0; round < 600; round++) {
    if (round == 100)
      start = measure_ns();
    for (int i = 0; i < MANY; i++)
      t[i] = must_spawn(bt_spawn(nothing, NULL));
    must(bt_gather(t, MANY, NULL));
  }
  return (measure_ns() - start) / (500.0 * MANY);
}

/* ---- Handing over ----------------------------------------------------- */

enum { ITEMS = 3000000 };

static int producer(void *arg) {
  for (int i = 0; i < ITEMS; i++)
    must(bt_queue_put(arg, arg));
  return 0;
}

static double queue(void) {
  struct bt_queue q;
  struct bt_task *t;
  double start;
  void *item;

  bt_queue_init(&q, 16, BT_FIFO, NULL);
  t = must_spawn(bt_spawn(producer, &q));
  start = measure_ns();
  for (int i = 0; i < ITEMS; i++)
    must(bt_queue_get(&q, &item));
  start = (measure_ns() - start) / ITEMS;
  must(bt_await(t));
  bt_queue_fini(&q);
  return start;
}

enum { ROUNDS = 1000000 };

struct table {
  struct bt_queue there, back;
};

static int echo(void *arg) {
  struct table *table = arg;
  void *item;

  for (int i = 0; i < ROUNDS; i++) {
    must(bt_queue_get(&table->there, &item));
    must(bt_queue_put(&table->back, item));
  }
  return 0;
}

static double pingpong(void) {
  struct table table;
  struct bt_task *t;
  double start;
  void *item;

  bt_queue_init(&table.there, 1, BT_FIFO, NULL);
  bt_queue_init(&table.back, 1, BT_FIFO, NULL);
  t = must_spawn(bt_spawn(echo, &table));
  start = measure_ns();
  for (int i = 0; i < ROUNDS; i++) {
    must(bt_queue_put(&table.there, &table));
    must(bt_queue_get(&table.back, &item));
  }
  start = (measure_ns() - start) / ROUNDS;
  must(bt_await(t));
  bt_queue_fini(&table.there);
  bt_queue_fini(&table.back);
  return start;
}

/* ---- Locks ------------------------------------------------------------ */

enum { TURNS = 5000000 };

static double lock(void) {
  struct bt_lock l;
  double start;

  bt_lock_init(&l, NULL);
  start = measure_ns();
  for (int i = 0; i < TURNS; i++) {
    must(bt_lock_acquire(&l));
    bt_lock_release(&l);
  }
  return (measure_ns() - start) / TURNS;
}

static double semaphore(void) {
  struct bt_semaphore s;
  double start;

  bt_semaphore_init(&s, 1, NULL);
  start = measure_ns();
  for (int i = 0; i < TURNS; i++) {
    must(bt_semaphore_acquire(&s));
    bt_semaphore_release(&s);
  }
  return (measure_ns() - start) / TURNS;
}

static int contender(void *arg) {
  struct bt_lock *l = arg;

  for (int i = 0; i < 100000; i++) {
    must(bt_lock_acquire(l));
    must(bt_yield());
    bt_lock_release(l);
  }
  return 0;
}

static double contend(void) {
  struct bt_task *t[10];
  struct bt_lock l;
  double start;

  bt_lock_init(&l, NULL);
  for (int i = 0; i < 10; i++)
    t[i] = must_spawn(bt_spawn(contender, &l));
  start = measure_ns();
  must(bt_gather(t, 10, NULL));
  return (measure_ns() - start) / (10 * 100000.0);
}

/* ---- Time and cancellation -------------------------------------------- */

static int sleeper(void *arg) { return bt_sleep(1 + (uintptr_t)arg % 997); }

static double sleepers(void) {
  struct bt_task **t = must_alloc(SLEEPERS, sizeof *t);
  double start = 0;

  for (int round = 0; round < 2; round++) {
    start = measure_ns(); /* the last round counts: warm */
    for (uintptr_t i = 0; i < SLEEPERS; i++)
      t[i] = must_spawn(bt_spawn(sleeper, (void *)(i * 7919)));
    must(bt_gather(t, SLEEPERS, NULL));
  }
  free(t);
  return (measure_ns() - start) / SLEEPERS;
}

static double timeout(void) {
  double start = measure_ns();

  for (int i = 0; i < 3000000; i++) {
    struct bt_timeout t;

    bt_timeout_open(&t, 1000);
    must(bt_timeout_close(&t, 0));
  }
  return (measure_ns() - start) / 3000000;
}

static struct bt_event never;

static int parked(void *arg) {
  (void)arg;
  return bt_event_wait(&never);
}

static double cancel(void) {
  struct bt_task *t[PARKED];
  double ns = 0;

  bt_event_init(&never, NULL);
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < PARKED; i++)
      t[i] = must_spawn(bt_spawn(parked, NULL));
    must(bt_yield());
    ns = measure_ns();
    for (int i = 0; i < PARKED; i++)
      bt_cancel(t[i]);
    for (int i = 0; i < PARKED; i++)
      if (bt_await(t[i]) != UV_ECANCELED)
        must(UV_EINVAL);
    ns = (measure_ns() - ns) / PARKED;
  }
  return ns;
}

/* ---- Memory ----------------------------------------------------------- */

static double memory(void) {
  struct bt_task **t = must_alloc(RESIDENT, sizeof *t);
  double before, bytes;

  memset(t, 1, RESIDENT * sizeof *t); /* its pages are not the tasks' */
  bt_event_init(&never, NULL);
  before = measure_resident();
  for (int i = 0; i < RESIDENT; i++)
    t[i] = must_spawn(bt_spawn(parked, NULL));
  must(bt_yield());
  bytes = (measure_resident() - before) / RESIDENT;
  bt_event_set(&never);
  must(bt_gather(t, RESIDENT, NULL));
  free(t);
  return bytes;
}

/* ---- The rows --------------------------------------------------------- */

static const struct row {
  const char *name;
  double (*run)(void);
} rows[] = {
    {"yield2", yield2},     {"yield100", yield100}, {"spawn", spawn_join},
    {"group", group},       {"gather", gather},     {"queue", queue},
    {"pingpong", pingpong}, {"lock", lock},         {"semaphore", semaphore},
    {"contend", contend},   {"sleepers", sleepers}, {"timeout", timeout},
    {"cancel", cancel},     {"memory", memory},
};

static int run(void *arg) {
  const struct row *row = arg;

  printf("%.3f\n", row->run());
  return 0;
}

int main(int argc, char **argv) {
  struct bt_options options = {.clock = BT_CLOCK_REAL,
                               .stack_size = 1024 * 1024};

  if (argc > 2 && strcmp(argv[2], "virtual") == 0)
    options.clock = BT_CLOCK_VIRTUAL;
  for (size_t i = 0; argc > 1 && i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp(argv[1], rows[i].name) == 0)
      return bt_run_with(&options, run, (void *)&rows[i]) < 0;
  fprintf(stderr, "usage: %s ROW [virtual]\n", argv[0]);
  return 2;
}

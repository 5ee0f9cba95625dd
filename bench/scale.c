/* SPDX-License-Identifier: MIT-0 */
/* `bench_scale ROW N` does it with N tasks at once and prints what one costs:
 * nanoseconds of processor time. `kept` prints how much of the memory of N
 * tasks is left after them, in percent; `park` how many of N parked tasks the
 * kernel guards, for bench/run to look at the process meanwhile. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bt_event.h"
#include "bt_lock.h"
#include "bt_queue.h"
#include "internal.h" /* where a stack ends */
#include "measure.h"

static size_t n;
static struct bt_task **tasks;

/* So many rounds that small numbers can be measured, too; the first only warms
 * the stacks. */
static size_t rounds(void) { return 1 + (n < 1000000 ? 1000000 / n : 1); }

static void spawn_all(bt_fn *fn, void *arg) {
  for (size_t i = 0; i < n; i++)
    tasks[i] = must_spawn(bt_spawn(fn, arg));
}

static void await_all(int expected) {
  for (size_t i = 0; i < n; i++)
    if (bt_await(tasks[i]) != expected)
      must(UV_EINVAL);
}

/* ---- Tasks ------------------------------------------------------------ */

static int nothing(void *arg) {
  (void)arg;
  return 0;
}

static double spawn_join(void) {
  double start = 0;

  for (size_t round = 0; round < rounds(); round++) {
    if (round == 1)
      start = measure_ns();
    spawn_all(nothing, NULL);
    await_all(0);
  }
  return (measure_ns() - start) / (double)((rounds() - 1) * n);
}

/* ---- Timers ----------------------------------------------------------- */

static size_t fired;

static void fire(struct bt_call *call) {
  (void)call;
  fired++;
}

/* Due at times that are in no order; every second one is stopped. */
static void start_timers(struct bt_timer *timers) {
  for (size_t i = 0; i < n; i++) {
    timers[i] = (struct bt_timer){.call.fn = fire};
    bt_timer_start(&timers[i], 1000 + i * 7919 % 1000003);
  }
  for (size_t i = 0; i < n; i += 2)
    bt_timer_stop(&timers[i]);
}

static double timers(void) {
  struct bt_timer *all = must_alloc(n, sizeof *all);
  double start = 0;

  for (size_t round = 0; round < rounds(); round++) {
    if (round == 1)
      start = measure_ns();
    fired = 0;
    start_timers(all);
    must(bt_sleep(2000));
    if (fired != n / 2)
      must(UV_EINVAL);
  }
  free(all);
  return (measure_ns() - start) / (double)((rounds() - 1) * n);
}

/* ---- Lines of waiters, cancelled at once ------------------------------ */

/* From the last to the first: the longest way for who looks from the front. */
static double cancel_all(bt_fn *waits, void *arg) {
  double sum = 0;

  for (size_t round = 0; round < rounds(); round++) {
    double start;

    spawn_all(waits, arg);
    must(bt_yield());
    start = measure_ns();
    for (size_t i = n; i-- > 0;)
      bt_cancel(tasks[i]);
    await_all(UV_ECANCELED);
    if (round > 0)
      sum += measure_ns() - start;
  }
  return sum / (double)((rounds() - 1) * n);
}

static int wants_lock(void *lock) { return bt_lock_acquire(lock); }

static double cancel_lock(void) {
  struct bt_lock lock;
  double ns;

  bt_lock_init(&lock, NULL);
  must(bt_lock_acquire(&lock));
  ns = cancel_all(wants_lock, &lock);
  bt_lock_release(&lock);
  return ns;
}

static int wants_item(void *queue) {
  void *item;

  return bt_queue_get(queue, &item);
}

static double cancel_queue(void) {
  struct bt_queue queue;
  double ns;

  bt_queue_init(&queue, 16, BT_FIFO, NULL);
  ns = cancel_all(wants_item, &queue);
  bt_queue_fini(&queue);
  return ns;
}

/* ---- Memory ----------------------------------------------------------- */

static int wait_for(void *event) { return bt_event_wait(event); }

/* The program goes on for a while after the peak, as a server would: it waits
 * again and again, since that is when Baton gives stacks back. */
static double kept(void) {
  struct bt_event never;
  double before = measure_resident(), peak;

  bt_event_init(&never, NULL);
  spawn_all(wait_for, &never);
  must(bt_yield());
  peak = measure_resident();
  bt_event_set(&never);
  await_all(0);
  for (int i = 0; i < 20000; i++)
    must(bt_sleep(1));
  return (measure_resident() - before) / (peak - before) * 100;
}

/* Whether the kernel refuses to read just below t's stack. */
static bool is_guarded(const struct bt_task *t, const int *pipe) {
  char byte;

  if (write(pipe[1], t->stack.low - 1, 1) < 0)
    return errno == EFAULT;
  if (read(pipe[0], &byte, 1) != 1)
    must(UV_EIO);
  return false;
}

static double park(void) {
  struct bt_event never;
  size_t guarded = 0;
  int ends[2];

  if (pipe(ends) < 0)
    must(UV_EIO);
  bt_event_init(&never, NULL);
  spawn_all(wait_for, &never);
  must(bt_yield());
  for (size_t i = 0; i < n; i++)
    guarded += is_guarded(tasks[i], ends);
  bt_event_set(&never);
  await_all(0);
  return (double)guarded;
}

/* ---- The rows --------------------------------------------------------- */

static const struct row {
  const char *name;
  double (*run)(void);
} rows[] = {
    {"spawn", spawn_join},          {"timers", timers},
    {"cancel_lock", cancel_lock},   {"kept", kept},
    {"cancel_queue", cancel_queue}, {"park", park},
};

static int run(void *arg) {
  const struct row *row = arg;

  tasks = must_alloc(n, sizeof(struct bt_task *));
  memset(tasks, 1, n * sizeof *tasks); /* its pages are not the tasks' */
  printf("%.3f\n", row->run());
  free(tasks);
  return 0;
}

int main(int argc, char **argv) {
  struct bt_options options = {.clock = BT_CLOCK_VIRTUAL};

  n = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
  for (size_t i = 0; n > 0 && i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp(argv[1], rows[i].name) == 0)
      return bt_run_with(&options, run, (void *)&rows[i]) < 0;
  fprintf(stderr, "usage: %s ROW N\n", argv[0]);
  return 2;
}

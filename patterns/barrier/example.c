/* SPDX-License-Identifier: MIT-0 */
/* A forecast: no region begins an hour before all did the last. */
#include <stdio.h>

#include "bt_barrier.h"

static struct region {
  const char *name;
  uint64_t takes_ms;
} regions[] = {{"north", 60}, {"south", 20}, {"west", 40}};
enum { N = sizeof regions / sizeof regions[0], HOURS = 2 };

static struct bt_barrier hour_done;

static int forecast(void *arg) {
  const struct region *region = arg;

  for (int hour = 1; hour <= HOURS; hour++) {
    int rc = bt_sleep(region->takes_ms);

    if (rc < 0)
      return rc;
    printf("hour %d: %s\n", hour, region->name);
    rc = bt_barrier_wait(&hour_done);
    if (rc < 0)
      return rc;
    if (rc == N - 1) /* the last to arrive */
      printf("hour %d is complete\n", hour);
  }
  return 0;
}

static int demo(void *unused) {
  struct bt_task *tasks[N];
  int rc = 0;

  (void)unused;
  bt_barrier_init(&hour_done, N, "hour done");
  for (int i = 0; i < N; i++)
    if (!(tasks[i] = bt_spawn(forecast, &regions[i])))
      rc = UV_ENOMEM;
  if (rc < 0)
    bt_barrier_abort(&hour_done); /* it would never fill */
  for (int i = 0; i < N; i++) {
    int one = tasks[i] ? bt_await(tasks[i]) : UV_ENOMEM;

    rc = rc < 0 ? rc : one;
  }
  return rc;
}

int main(void) { return bt_run(demo, NULL); }

/* SPDX-License-Identifier: MIT-0 */
/* Takes a file from the first mirror to have it, stops the rest. */
#include <stdio.h>

#include "bt_wait.h"

static struct mirror {
  const char *name;
  uint64_t latency_ms;
} mirrors[] = {{"Lima", 90}, {"Oslo", 30}, {"Perth", 60}};
enum { N = sizeof mirrors / sizeof mirrors[0] };

static int fetch(void *arg) {
  const struct mirror *mirror = arg;
  int rc = bt_sleep(mirror->latency_ms);

  if (rc == UV_ECANCELED)
    printf("%s: the transfer is stopped\n", mirror->name);
  return rc < 0 ? rc : 4096;
}

/* Cancels a task, if it still runs, and sees it end. */
static int finish(struct bt_task *task) {
  int rc;

  bt_cancel(task);
  rc = bt_join(task);
  if (rc >= 0)
    printf("%s: %d bytes\n", bt_name(task), rc);
  bt_drop(task);
  return rc == UV_ECANCELED ? 0 : rc;
}

static int demo(void *unused) {
  struct bt_task *tasks[N];
  int rc = 0;

  (void)unused;
  for (int i = 0; i < N; i++) {
    struct mirror *mirror = &mirrors[i];

    tasks[i] = bt_spawn_named(mirror->name, fetch, mirror);
    if (!tasks[i])
      rc = UV_ENOMEM;
  }
  if (rc == 0)
    rc = bt_wait(tasks, N, BT_WAIT_FIRST, 500);
  for (int i = 0; i < N; i++) {
    int one = tasks[i] ? finish(tasks[i]) : UV_ENOMEM;

    rc = rc < 0 || one > 0 ? rc : one;
  }
  return rc;
}

int main(void) { return bt_run(demo, NULL); }

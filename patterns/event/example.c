/* SPDX-License-Identifier: MIT-0 */
/* Requests that come too early wait until the cache is warm. */
#include <stdio.h>

#include "bt_event.h"

static struct request {
  const char *path;
  uint64_t arrives_ms;
} requests[] = {{"/news", 20}, {"/login", 40}, {"/about", 80}};
enum { N = sizeof requests / sizeof requests[0] };

static struct bt_event warm;

static int serve(void *arg) {
  const struct request *request = arg;
  int rc = bt_sleep(request->arrives_ms);

  if (rc < 0)
    return rc;
  if (!bt_event_is_set(&warm))
    printf("%s has to wait\n", request->path);
  rc = bt_event_wait(&warm);
  if (rc == 0)
    printf("%s is served\n", request->path);
  return rc;
}

static int demo(void *unused) {
  struct bt_task *tasks[N];
  int rc;

  (void)unused;
  bt_event_init(&warm, "warm");
  for (int i = 0; i < N; i++)
    tasks[i] = bt_spawn(serve, &requests[i]);
  rc = bt_sleep(60); /* reads the database */
  printf("the cache is warm\n");
  bt_event_set(&warm);
  for (int i = 0; i < N; i++) {
    int one = tasks[i] ? bt_await(tasks[i]) : UV_ENOMEM;

    rc = rc < 0 ? rc : one;
  }
  return rc;
}

int main(void) { return bt_run(demo, NULL); }

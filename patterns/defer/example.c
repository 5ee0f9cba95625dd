/* SPDX-License-Identifier: MIT-0 */
/* A backup undoes what it has begun, whichever way it ends. */
#include <stdio.h>

#include "bt_defer.h"

static void unlock(void *unused) {
  (void)unused;
  printf("  unlocked\n");
}

/* Waits to its end, though the task may have been cancelled. */
static void disconnect(void *host) {
  if (bt_sleep(20) == 0)
    printf("  disconnected from %s\n", (const char *)host);
}

static int back_up(void *host) {
  struct bt_defer on_lock, on_connection;
  struct bt_defers defers;
  int rc;

  bt_defer_open(&defers);
  printf("  locked\n");
  bt_defer(&defers, &on_lock, unlock, NULL);
  rc = host ? bt_sleep(20) : UV_EINVAL; /* connects */
  if (rc == 0) {
    printf("  connected to %s\n", (const char *)host);
    bt_defer(&defers, &on_connection, disconnect, host);
    rc = bt_sleep(200); /* copies */
  }
  return bt_defer_close(&defers, rc);
}

static int try_it(void *host, uint64_t most_ms) {
  struct bt_task *task = bt_spawn(back_up, host);
  int rc, result;

  if (!task)
    return UV_ENOMEM;
  rc = bt_sleep(most_ms);
  bt_cancel(task); /* does nothing if it has ended */
  result = bt_await(task);
  printf("%s\n", result < 0 ? bt_error_name(result) : "copied");
  return rc;
}

static int demo(void *unused) {
  int rc;

  (void)unused;
  rc = try_it("vault", 400);
  if (rc == 0)
    rc = try_it("vault", 120); /* stopped while it copies */
  return rc == 0 ? try_it(NULL, 40) : rc;
}

int main(void) { return bt_run(demo, NULL); }

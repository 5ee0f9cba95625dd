/* SPDX-License-Identifier: MIT-0 */
/* A customer hangs up. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_shield.h"

static int store(void *arg) {
  int rc;

  (void)arg;
  printf("goods are taken\n");
  rc = bt_sleep(60);
  if (rc == 0)
    printf("bill is written\n");
  return rc;
}

static int handle(void *arg) {
  struct bt_task *s = bt_spawn(store, NULL);
  int rc = s ? bt_shield(s) : UV_ENOMEM;

  (void)arg;
  if (rc == 0)
    printf("an answer is sent\n");
  bt_drop(s);
  return rc;
}

static int demo(void *arg) {
  struct bt_task *h = bt_spawn(handle, NULL);
  int rc;

  (void)arg;
  if (!h)
    return UV_ENOMEM;
  rc = bt_sleep(20);
  bt_cancel(h);
  if (bt_await(h) == UV_ECANCELED)
    printf("handle ends at %" PRIu64 "\n", bt_now());
  return rc < 0 ? rc : bt_sleep(100);
}

int main(void) { return bt_run(demo, NULL) < 0; }

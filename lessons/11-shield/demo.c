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

static int clerk(void *arg) {
  struct bt_task *s = bt_spawn(store, NULL);
  int rc = s ? bt_shield(s) : UV_ENOMEM;

  (void)arg;
  if (rc == 0)
    printf("an answer is sent\n");
  bt_drop(s);
  return rc;
}

static int demo(void *arg) {
  struct bt_task *c = bt_spawn(clerk, NULL);
  int rc;

  (void)arg;
  if (!c)
    return UV_ENOMEM;
  rc = bt_sleep(20);
  bt_cancel(c);
  if (bt_await(c) == UV_ECANCELED)
    printf("clerk ends at %" PRIu64 "\n", bt_now());
  return rc < 0 ? rc : bt_sleep(100);
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* A customer hangs up; the order is stored all the same. */
#include <stdio.h>

#include "bt_shield.h"

static int store(void *unused) {
  int rc;

  (void)unused;
  printf("the goods are taken from the stock\n");
  rc = bt_sleep(60); /* stopping here would leave half an order */
  if (rc == 0)
    printf("the bill is written\n");
  return rc;
}

static int handle(void *unused) {
  struct bt_task *writer = bt_spawn(store, NULL);
  int rc, stored;

  (void)unused;
  if (!writer)
    return UV_ENOMEM;
  rc = bt_shield(writer);
  if (rc == UV_ECANCELED)
    printf("the customer is gone, the order is not lost\n");
  stored = bt_await(writer); /* whatever happens, see it through */
  return stored < 0 ? stored : rc;
}

static int demo(void *unused) {
  struct bt_task *handler = bt_spawn(handle, NULL);
  int rc;

  (void)unused;
  if (!handler)
    return UV_ENOMEM;
  rc = bt_sleep(20);
  bt_cancel(handler);
  if (rc < 0) {
    bt_drop(handler);
    return rc;
  }
  rc = bt_await(handler);
  if (rc == UV_ECANCELED)
    printf("the handler is cancelled, after its work\n");
  return rc == UV_ECANCELED ? 0 : rc;
}

int main(void) { return bt_run(demo, NULL); }

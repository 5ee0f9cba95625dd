/* SPDX-License-Identifier: MIT-0 */
/* A kitchen: orders wait in a queue of two, two cooks take them. */
#include <stdio.h>

#include "bt_queue.h"

static struct order {
  const char *dish;
  uint64_t takes_ms;
} meals[] = {{"soup", 50}, {"eggs", 80}, {"fish", 90}, {"pie", 20}};
enum { N = sizeof meals / sizeof meals[0] };

static struct bt_queue queue;

static int cook(void *name) {
  for (;;) {
    void *item;
    int rc = bt_queue_get(&queue, &item);

    if (rc == 0)
      rc = bt_sleep(((struct order *)item)->takes_ms);
    if (rc < 0)
      return rc; /* cancelled: the kitchen closes */
    printf("%s: %s\n", (char *)name, ((struct order *)item)->dish);
    bt_queue_task_done(&queue);
  }
}

static int take_orders(void) {
  int rc = 0;

  for (int i = 0; rc == 0 && i < N; i++) {
    if (bt_queue_full(&queue))
      printf("the waiter waits with %s\n", meals[i].dish);
    rc = bt_queue_put(&queue, &meals[i]);
  }
  return rc < 0 ? rc : bt_queue_join(&queue); /* all are served */
}

static int demo(void *unused) {
  struct bt_task *cooks[2];
  int rc;

  (void)unused;
  bt_queue_init(&queue, 2, BT_FIFO, "orders");
  cooks[0] = bt_spawn(cook, "Ann");
  cooks[1] = bt_spawn(cook, "Bob");
  rc = cooks[0] && cooks[1] ? take_orders() : UV_ENOMEM;
  for (int i = 0; i < 2; i++) {
    if (cooks[i])
      bt_cancel(cooks[i]);
    if (cooks[i] && bt_await(cooks[i]) != UV_ECANCELED)
      rc = UV_EINVAL; /* it should have gone on until then */
  }
  bt_queue_fini(&queue);
  return rc;
}

int main(void) { return bt_run(demo, NULL); }

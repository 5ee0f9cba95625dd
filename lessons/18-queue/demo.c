/* SPDX-License-Identifier: MIT-0 */
/* A baker, a shelf, a guest. */
#include <stdio.h>

#include "bt_queue.h"

static struct bt_queue shelf;
static int end; /* its address is the last item */

static int bake(void *arg) {
  static int buns[] = {1, 2, 3};
  int rc = 0;

  (void)arg;
  for (int i = 0; i < 3 && rc == 0; i++) {
    rc = bt_queue_put(&shelf, &buns[i]);
    if (rc == 0)
      printf("put\t%d\n", buns[i]);
  }
  return rc < 0 ? rc : bt_queue_put(&shelf, &end);
}

static int eat(void *arg) {
  void *bun;
  int rc;

  (void)arg;
  while ((rc = bt_queue_get(&shelf, &bun)) == 0 && bun != &end)
    printf("got\t%d\n", *(int *)bun);
  return rc;
}

static int demo(void *arg) {
  struct bt_task *baker, *guest;
  int b, g;

  (void)arg;
  bt_queue_init(&shelf, 1, BT_FIFO, "shelf");
  baker = bt_spawn_named("baker", bake, NULL);
  guest = bt_spawn_named("guest", eat, NULL);
  b = baker ? bt_await(baker) : UV_ENOMEM;
  g = guest ? bt_await(guest) : UV_ENOMEM;
  bt_queue_fini(&shelf);
  return b < 0 ? b : g;
}

int main(void) { return bt_run(demo, NULL) < 0; }

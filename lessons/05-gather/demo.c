/* SPDX-License-Identifier: MIT-0 */
/* Three shops are asked for a price. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_gather.h"

static struct shop {
  const char *name;
  uint64_t ms;
  int price;
} shops[] = {{"A", 30, 7}, {"B", 10, 8}, {"C", 20, 5}};
enum { N = sizeof shops / sizeof shops[0] };

static int ask(void *arg) {
  const struct shop *shop = arg;
  int rc = bt_sleep(shop->ms); /* the way there and back */

  if (rc < 0)
    return rc;
  printf("%" PRIu64 " ms: %s\n", bt_now(), shop->name);
  return shop->price;
}

static int demo(void *arg) {
  struct bt_task *tasks[N];
  int prices[N], rc;
  size_t n = 0;

  (void)arg;
  for (; n < N; n++) {
    tasks[n] = bt_spawn_named(shops[n].name, ask, &shops[n]);
    if (!tasks[n])
      break;
  }
  rc = bt_gather(tasks, n, prices);
  if (rc < 0 || n < N)
    return rc < 0 ? rc : UV_ENOMEM;
  printf("%d %d %d\n", prices[0], prices[1], prices[2]);
  return 0;
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* Money goes both ways. */
#include <stdio.h>

#include "bt_gather.h"
#include "bt_lock.h"

struct account {
  int money;
  struct bt_lock lock;
};

static struct account x = {.money = 100}, y = {.money = 100};

struct order {
  struct account *from, *to;
  int n;
};

static int pay(const struct order *order) {
  int rc = bt_sleep(0); /* counting money */

  if (rc < 0)
    return rc;
  order->from->money -= order->n;
  order->to->money += order->n;
  return 0;
}

static int move(void *arg) {
  const struct order *order = arg;
  int rc = bt_lock_acquire(&order->from->lock);

  if (rc < 0)
    return rc;
  rc = bt_lock_acquire(&order->to->lock);
  if (rc == 0) {
    rc = pay(order);
    bt_lock_release(&order->to->lock);
  }
  bt_lock_release(&order->from->lock);
  return rc;
}

static int demo(void *arg) {
  static struct order orders[] = {{&x, &y, 10}, {&y, &x, 20}};
  static const char *const names[] = {"A", "B"};
  struct bt_task *both[2];
  size_t n = 0;
  int rc;

  (void)arg;
  bt_lock_init(&x.lock, "X");
  bt_lock_init(&y.lock, "Y");
  while (n < 2 && (both[n] = bt_spawn_named(names[n], move, &orders[n])))
    n++;
  rc = bt_gather(both, n, NULL);
  if (rc == 0)
    printf("%d\t%d\n", x.money, y.money);
  return n < 2 ? UV_ENOMEM : rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* Three tills add to one total that takes time to read and write. */
#include <stdio.h>

#include "bt_lock.h"

static struct bt_lock lock;
static bool locked;
static int total;

static int add(int amount) {
  int seen = total;
  int rc = bt_sleep(20); /* the database takes its time */

  if (rc == 0)
    total = seen + amount;
  return rc;
}

static int sell(void *price) {
  int rc = locked ? bt_lock_acquire(&lock) : 0;

  if (rc < 0)
    return rc; /* cancelled in line: the lock is not ours */
  rc = add(*(int *)price);
  if (locked)
    bt_lock_release(&lock); /* after an error, too */
  return rc;
}

static int sell_three(void) {
  static int prices[] = {1, 10, 100};
  struct bt_task *tills[3];
  int rc = 0;

  total = 0;
  for (int i = 0; i < 3; i++)
    tills[i] = bt_spawn(sell, &prices[i]);
  for (int i = 0; i < 3; i++) {
    int one = tills[i] ? bt_await(tills[i]) : UV_ENOMEM;

    rc = rc < 0 ? rc : one;
  }
  printf("%s a lock: %d\n", locked ? "with" : "without", total);
  return rc;
}

static int demo(void *unused) {
  int rc = sell_three();

  (void)unused;
  bt_lock_init(&lock, "total");
  locked = true;
  return rc < 0 ? rc : sell_three();
}

int main(void) { return bt_run(demo, NULL); }

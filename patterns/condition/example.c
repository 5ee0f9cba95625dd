/* SPDX-License-Identifier: MIT-0 */
/* Trucks wait until the tank holds as much fuel as each needs. */
#include <stdio.h>

#include "bt_condition.h"

static struct bt_condition filled;
static int fuel;

static int load(void *arg) {
  const int *needs = arg;
  int rc = bt_lock_acquire(filled.lock);

  if (rc < 0)
    return rc;
  while (rc == 0 && fuel < *needs)
    rc = bt_condition_wait(&filled);
  if (rc == 0) {
    fuel -= *needs;
    printf("the %s leaves %d\n", bt_name(bt_self()), fuel);
  }
  bt_lock_release(filled.lock);
  return rc;
}

static int fill(void) {
  int rc = bt_sleep(30);

  rc = rc < 0 ? rc : bt_lock_acquire(filled.lock);
  if (rc < 0)
    return rc;
  fuel += 30;
  printf("the tank holds %d\n", fuel);
  bt_condition_notify_all(&filled);
  bt_lock_release(filled.lock);
  return 0;
}

static int demo(void *unused) {
  static int needs[] = {60, 20};
  struct bt_task *trucks[2];
  int rc = 0;

  (void)unused;
  bt_condition_init(&filled, NULL, "filled");
  trucks[0] = bt_spawn_named("tanker", load, &needs[0]);
  trucks[1] = bt_spawn_named("van", load, &needs[1]);
  for (int i = 0; i < 3 && rc == 0; i++)
    rc = fill();
  for (int i = 0; i < 2; i++) {
    int one = trucks[i] ? bt_await(trucks[i]) : UV_ENOMEM;

    rc = rc < 0 ? rc : one;
  }
  return rc;
}

int main(void) { return bt_run(demo, NULL); }

/* SPDX-License-Identifier: MIT-0 */
/* One pays at a time. */
#include <stdio.h>

#include "bt_gather.h"
#include "bt_lock.h"

static struct bt_lock account;
static int balance = 100;

static int pay(void *arg) {
  const int *amount = arg;
  int before, rc = bt_lock_acquire(&account);

  if (rc < 0)
    return rc; /* not taken: nothing to release */
  before = balance;
  rc = bt_sleep(0); /* counting money */
  if (rc == 0)
    balance = before + *amount;
  bt_lock_release(&account);
  return rc;
}

static int greet(void *arg) {
  int rc = 0;

  (void)arg;
  for (int i = 1; i <= 2 && rc == 0; i++) {
    printf("good morning\n");
    rc = bt_sleep(0);
  }
  return rc;
}

static int demo(void *arg) {
  static int amounts[] = {10, 20};
  static bt_fn *const what[] = {pay, pay, greet};
  static void *const with[] = {&amounts[0], &amounts[1], NULL};
  struct bt_task *tasks[3];
  size_t n = 0;
  int rc;

  (void)arg;
  bt_lock_init(&account, "account");
  while (n < 3 && (tasks[n] = bt_spawn(what[n], with[n])) != NULL)
    n++;
  rc = bt_gather(tasks, n, NULL);
  if (rc == 0)
    printf("balance\t%d\n", balance);
  return n < 3 ? UV_ENOMEM : rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* Two tasks pay in. */
#include <stdio.h>

#include "bt_gather.h"

static int balance = 100;

static int pay(void *arg) {
  const int *amount = arg;
  int before, rc = bt_sleep(0); /* counting money */

  if (rc < 0)
    return rc;
  before = balance;
  balance = before + *amount;
  return 0;
}

static int demo(void *arg) {
  static int amounts[] = {10, 20};
  struct bt_task *tasks[2];
  size_t n = 0;
  int rc;

  (void)arg;
  while (n < 2 && (tasks[n] = bt_spawn(pay, &amounts[n])) != NULL)
    n++;
  rc = bt_gather(tasks, n, NULL);
  if (rc == 0)
    printf("balance\t%d\n", balance);
  return n < 2 ? UV_ENOMEM : rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* 2 a second, and 3 at once. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_rate_limit.h"

static struct bt_rate_limit limit;

static int send_all(int n) {
  int rc = 0;

  for (int i = 1; i <= n && rc == 0; i++) {
    rc = bt_rate_limit_acquire(&limit);
    if (rc == 0)
      printf("%" PRIu64 "\trequest\t%d\n", bt_now(), i);
  }
  return rc;
}

static int demo(void *arg) {
  (void)arg;
  bt_rate_limit_init(&limit, 2, 1000, 3, "api");
  return send_all(5);
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* One timeout within another. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_timeout.h"

static void show(const char *where, int rc) {
  const char *kind = "done";

  if (rc == UV_ETIMEDOUT)
    kind = "Timeout";
  else if (rc == UV_ECANCELED)
    kind = "Cancelled";
  printf("%" PRIu64 "\t%s\t%s\n", bt_now(), where, kind);
}

static int ask(uint64_t ms) {
  struct bt_timeout t;
  int rc;

  bt_timeout_open(&t, ms);
  rc = bt_sleep(100);
  rc = bt_timeout_close(&t, rc);
  show("inside", rc);
  return rc == UV_ETIMEDOUT ? 0 : rc; /* its own: do without */
}

static void nested(uint64_t out, uint64_t inn) {
  struct bt_timeout t;
  int rc;

  bt_timeout_open(&t, out);
  rc = ask(inn);
  rc = bt_timeout_close(&t, rc);
  show("outside", rc);
}

static int demo(void *arg) {
  (void)arg;
  nested(20, 50);
  return 0;
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* Three requests to a server that is not always there. */
#include <stdio.h>

#include "bt_retry.h"

static struct request {
  const char *path;
  int refused; /* so many times at first */
  int status;  /* of the answer, at last */
  int calls;
} requests[] = {
    {"/report", 2, 200, 0},
    {"/secret", 0, 403, 0},
    {"/backup", 9, 200, 0},
};
enum { N = sizeof requests / sizeof requests[0] };

/* An answer is an answer, 403, too: only what may go away by itself
 * is an error here, and worth another call. */
static int get(void *arg) {
  struct request *r = arg;
  int rc = bt_sleep(20); /* the network */

  if (rc < 0)
    return rc;
  if (r->calls++ < r->refused)
    return bt_fail(UV_ECONNREFUSED, "%s: refused", r->path);
  return r->status;
}

static int demo(void *unused) {
  struct bt_retry how = {
      .times = 3, .delay_ms = 50, .factor = 2.0, .jitter = 0.1};

  (void)unused;
  for (int i = 0; i < N; i++) {
    struct request *r = &requests[i];
    int rc = bt_retry(&how, get, r);

    if (rc == UV_ECANCELED)
      return rc;
    if (rc < 0)
      printf("%s, %d times\n", bt_message(bt_self()), r->calls);
    else
      printf("%s: %d, call %d\n", r->path, rc, r->calls);
  }
  return 0;
}

int main(void) { return bt_run(demo, NULL); }

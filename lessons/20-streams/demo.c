/* SPDX-License-Identifier: MIT-0 */
/* A log, a line at a time. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_stream.h"

static int lines[] = {1, 2, 3};

static int read_log(struct bt_stream *log, void *arg) {
  int rc = 0;

  (void)arg;
  for (int i = 0; i < 3 && rc == 0; i++) {
    rc = bt_sleep(20); /* the disk */
    if (rc < 0)
      break;
    printf("%" PRIu64 "\tread %d\n", bt_now(), lines[i]);
    rc = bt_stream_emit(log, &lines[i]);
  }
  printf("%" PRIu64 "\tclose\n", bt_now()); /* on every way out */
  return rc;
}

static int use_all(struct bt_stream *log) {
  void *line;
  int rc;

  while ((rc = bt_stream_next(log, &line)) == 0) {
    rc = bt_sleep(30); /* the work */
    if (rc < 0)
      return rc;
    printf("%" PRIu64 "\tused %d\n", bt_now(), *(int *)line);
  }
  return rc == UV_EOF ? 0 : rc;
}

static int demo(void *arg) {
  struct bt_stream log;
  int rc, closed;

  (void)arg;
  bt_stream_init_named(&log, "log", read_log, NULL);
  rc = use_all(&log);
  closed = bt_stream_close(&log);
  return rc < 0 ? rc : closed;
}

int main(void) { return bt_run(demo, NULL) < 0; }

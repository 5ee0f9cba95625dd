/* SPDX-License-Identifier: MIT-0 */
/* Open two things, then work. */
#include <baton.h>
#include <stdio.h>

static int open_one(const char *name) {
  int rc = bt_sleep(10);

  if (rc == 0)
    printf("open %s\n", name);
  return rc;
}

static int rounds(void) {
  int rc = 0;

  for (int i = 1; i <= 3 && rc == 0; i++) {
    rc = bt_sleep(10);
    if (rc == 0)
      printf("round %d\n", i);
  }
  return rc;
}

static int work(void *arg) {
  int rc = open_one("A");

  (void)arg;
  if (rc < 0)
    return rc;
  rc = open_one("B");
  if (rc == 0) {
    rc = rounds();
    printf("close B\n");
  }
  printf("close A\n");
  return rc; /* UV_ECANCELED goes on */
}

static int demo(void *arg) {
  struct bt_task *t = bt_spawn(work, NULL);
  int rc;

  (void)arg;
  if (!t)
    return UV_ENOMEM;
  rc = bt_sleep(35);
  bt_cancel(t);
  printf("main has asked\n");
  if (bt_join(t) == UV_ECANCELED)
    printf("cancelled?\t%s\n", bt_cancelled(t) ? "true" : "false");
  bt_drop(t);
  return rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

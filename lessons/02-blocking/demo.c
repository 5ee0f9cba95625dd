/* SPDX-License-Identifier: MIT-0 */
/* A ticker and five pictures. */
#include <baton.h>
#include <stdio.h>

static bool busy = true;

static int ticker(void *arg) {
  int rc = 0;

  (void)arg;
  while (busy && rc == 0) {
    printf("tick\n");
    rc = bt_sleep(0);
  }
  return rc;
}

static long shrink(long points) {
  long sum = 0;

  for (long i = 1; i <= points; i++)
    sum += i % 7;
  return sum;
}

static int worker(void *arg) {
  int rc = 0;

  (void)arg;
  for (int i = 1; i <= 5 && rc == 0; i++) {
    if (shrink(20000) > 0)
      printf("picture %d\n", i);
    rc = bt_sleep(0); /* a turn for the others */
  }
  busy = false;
  return rc;
}

static int demo(void *arg) {
  struct bt_task *t = bt_spawn(ticker, NULL);
  struct bt_task *w = bt_spawn(worker, NULL);
  int rc = w ? bt_await(w) : UV_ENOMEM;
  int rc2 = t ? bt_await(t) : UV_ENOMEM;

  (void)arg;
  return rc < 0 ? rc : rc2;
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* An editor listens to two wires until both have hung up. */
#include <stdio.h>

#include "bt_channel.h"

static struct bt_channel rome, oslo;

static struct office {
  struct bt_channel *wire;
  uint64_t pause_ms;
  char news[2][12];
} offices[] = {{&rome, 100, {"Rome: rain", "Rome: sun"}},
               {&oslo, 150, {"Oslo: ice", "Oslo: snow"}}};

static int report(void *arg) {
  struct office *o = arg;
  int rc = 0;

  for (int i = 0; rc == 0 && i < 2; i++) {
    rc = bt_sleep(o->pause_ms);
    if (rc == 0) /* waits until the editor takes it */
      rc = bt_channel_send(o->wire, o->news[i]);
  }
  bt_channel_close(o->wire); /* on every way out: no more comes */
  return rc;
}

static int edit(void) {
  struct bt_select cases[] = {{&rome, 0, 0, 0}, {&oslo, 0, 0, 0}};
  size_t n = 2;

  while (n > 0) {
    int i = bt_select(cases, n, 10000);

    if (i < 0)
      return i; /* cancelled, or nothing for ten seconds */
    if (cases[i].rc == 0)
      printf("%s\n", (char *)cases[i].item);
    else
      cases[i] = cases[--n]; /* UV_EOF: this wire is closed */
  }
  return 0;
}

static int demo(void *unused) {
  (void)unused;
  for (int i = 0; i < 2; i++) {
    struct bt_task *task = bt_spawn(report, &offices[i]);

    bt_channel_init(offices[i].wire, 0, NULL);
    if (!task)
      return UV_ENOMEM;
    bt_drop(task); /* it ends before its wire does */
  }
  return edit();
}

int main(void) { return bt_run(demo, NULL); }

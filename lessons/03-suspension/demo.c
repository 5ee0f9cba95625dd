/* SPDX-License-Identifier: MIT-0 */
/* Two tasks print three lines each. */
#include <baton.h>
#include <stdio.h>

static int count(void *arg) {
  const char *name = arg;
  int rc = 0;

  for (int i = 1; i <= 3 && rc == 0; i++) {
    printf("%s%d\n", name, i);
    rc = bt_sleep(0);
  }
  return rc;
}

static int demo(void *arg) {
  struct bt_task *a = bt_spawn_named("A", count, "A");
  struct bt_task *b = bt_spawn_named("B", count, "B");
  int rc = a ? bt_await(a) : UV_ENOMEM;
  int rc2 = b ? bt_await(b) : UV_ENOMEM;

  (void)arg;
  return rc < 0 ? rc : rc2;
}

int main(void) { return bt_run(demo, NULL) < 0; }

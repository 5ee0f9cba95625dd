/* SPDX-License-Identifier: MIT-0 */
/* Four tasks, each with a timer. */
#include <baton.h>
#include <inttypes.h>
#include <stdio.h>

static int wait(void *arg) {
  const uint64_t *ms = arg;
  int rc = bt_sleep(*ms);

  if (rc < 0)
    return rc; /* cancelled */
  printf("%" PRIu64 " ms: %s\n", bt_now(), bt_name(bt_self()));
  return 0;
}

static int demo(void *arg) {
  static const char *const names[] = {"A", "B", "C", "D"};
  static uint64_t ms[] = {300, 100, 200, 100};
  struct bt_task *tasks[4];
  int result = 0;

  (void)arg;
  for (int i = 0; i < 4; i++)
    tasks[i] = bt_spawn_named(names[i], wait, &ms[i]);
  printf("%" PRIu64 " ms: main waits\n", bt_now());
  for (int i = 0; i < 4; i++) {
    int rc = tasks[i] ? bt_await(tasks[i]) : UV_ENOMEM;

    if (rc < 0)
      result = rc;
  }
  return result;
}

int main(void) { return bt_run(demo, NULL) < 0; }

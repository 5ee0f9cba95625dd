/* SPDX-License-Identifier: MIT-0 */
/* A program of somebody else's: three tasks, two permits. */
#include <baton.h>
#include <bt_semaphore.h>
#include <bt_task_group.h>
#include <stdio.h>

static struct bt_semaphore slots;

static int job(void *arg) {
  int rc = bt_semaphore_acquire(&slots);

  if (rc < 0)
    return rc;
  puts(arg);
  rc = bt_sleep(1);
  bt_semaphore_release(&slots);
  return rc;
}

static int demo(void *arg) {
  static char names[3][2] = {"a", "b", "c"};
  struct bt_group group;

  (void)arg;
  bt_semaphore_init(&slots, 2, "slots");
  bt_group_open(&group);
  for (size_t i = 0; i < 3; i++)
    bt_group_spawn(&group, job, names[i]);
  return bt_group_close(&group, 0);
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* Downloads four files, but never more than two at a time. */
#include <stdio.h>

#include "bt_semaphore.h"

static struct file {
  const char *name;
  uint64_t takes_ms;
} files[] = {
    {"alpha", 90},
    {"beta", 30},
    {"gamma", 30},
    {"delta", 60},
};
enum { N = sizeof files / sizeof files[0] };

static struct bt_semaphore slots;
static int running, most;

static int download(void *arg) {
  const struct file *file = arg;
  int rc = bt_semaphore_acquire(&slots);

  if (rc < 0)
    return rc; /* cancelled in line: there is nothing to release */
  if (++running > most)
    most = running;
  printf("%s begins\n", file->name);
  rc = bt_sleep(file->takes_ms);
  if (rc == 0)
    printf("%s is here\n", file->name);
  running--;
  bt_semaphore_release(&slots); /* after an error, too */
  return rc;
}

static int demo(void *unused) {
  struct bt_task *tasks[N];
  int rc = 0;

  (void)unused;
  bt_semaphore_init(&slots, 2, "slots");
  for (int i = 0; i < N; i++)
    tasks[i] = bt_spawn(download, &files[i]);
  for (int i = 0; i < N; i++) {
    int one = tasks[i] ? bt_await(tasks[i]) : UV_ENOMEM;

    rc = rc < 0 ? rc : one;
  }
  printf("never more than %d at a time\n", most);
  return rc;
}

int main(void) { return bt_run(demo, NULL); }

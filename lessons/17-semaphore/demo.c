/* SPDX-License-Identifier: MIT-0 */
/* Five jobs, two at a time. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_gather.h"
#include "bt_semaphore.h"

enum { N = 5 };

static struct bt_semaphore slots;

static int job(void *arg) {
  int rc = bt_semaphore_acquire(&slots);

  (void)arg;
  if (rc < 0)
    return rc;       /* cancelled in line: no permit */
  rc = bt_sleep(10); /* the work */
  if (rc == 0)
    printf("%" PRIu64 "\t%s\n", bt_now(), bt_name(bt_self()));
  bt_semaphore_release(&slots); /* after an error, too */
  return rc;
}

static int demo(void *arg) {
  static const char *const names[N] = {
      "job 1", "job 2", "job 3", "job 4", "job 5",
  };
  struct bt_task *jobs[N];
  size_t n = 0;
  int rc;

  (void)arg;
  bt_semaphore_init(&slots, 2, "slots");
  while (n < N && (jobs[n] = bt_spawn_named(names[n], job, NULL)))
    n++;
  rc = bt_gather(jobs, n, NULL);
  if (rc == 0)
    printf("%" PRIu64 "\tall done\n", bt_now());
  return n < N ? UV_ENOMEM : rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

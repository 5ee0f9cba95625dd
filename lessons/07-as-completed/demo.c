/* SPDX-License-Identifier: MIT-0 */
/* Three mirrors of one file. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_as_completed.h"

static struct mirror {
  const char *name;
  uint64_t ms;
} mirrors[] = {{"A", 30}, {"B", 10}, {"C", 20}};
enum { N = sizeof mirrors / sizeof mirrors[0] };

static int fetch(void *arg) {
  const struct mirror *mirror = arg;

  return bt_sleep(mirror->ms);
}

static int use(struct bt_task **tasks, size_t n) {
  struct bt_as_completed it;
  struct bt_task *task;
  int rc = bt_as_completed_open(&it, tasks, n, BT_NEVER);

  while (rc == 0 && (rc = bt_as_completed_next(&it, &task)) == 0)
    if (bt_result(task) == 0)
      printf("%" PRIu64 " ms: %s\n", bt_now(), bt_name(task));
  bt_as_completed_close(&it);
  return rc == UV_EOF ? 0 : rc;
}

static int demo(void *arg) {
  struct bt_task *tasks[N];
  size_t n = 0;
  int rc;

  (void)arg;
  while (n < N && (tasks[n] = bt_spawn_named(mirrors[n].name, fetch,
                                             &mirrors[n])) != NULL)
    n++;
  rc = use(tasks, n);
  while (n > 0)
    bt_drop(tasks[--n]);
  return rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

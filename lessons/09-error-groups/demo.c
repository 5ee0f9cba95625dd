/* SPDX-License-Identifier: MIT-0 */
/* Three copies; two fail at once. */
#include <stdio.h>

#include "bt_task_group.h"

static struct copy {
  const char *place;
  uint64_t ms;
  int code; /* 0: no problem */
  const char *problem;
} copies[] = {{"disk", 10, UV_ENOSPC, "full"},
              {"cloud", 10, UV_ECONNREFUSED, "down"},
              {"tape", 30, 0, NULL}};

static int copy(void *arg) {
  const struct copy *c = arg;
  int rc = bt_sleep(c->ms);

  if (rc < 0)
    return rc; /* cancelled */
  if (c->problem)
    return bt_fail(c->code, "%s", c->problem);
  printf("a copy on %s\n", c->place);
  return 0;
}

static int demo(void *arg) {
  struct bt_group group;
  int rc;

  (void)arg;
  bt_group_open(&group);
  for (size_t i = 0; i < 3; i++)
    bt_group_spawn_named(&group, copies[i].place, copy, &copies[i]);
  rc = bt_group_close(&group, 0);
  if (rc < 0 && rc != UV_ECANCELED) {
    printf("%zu errors\n", group.errors.n);
    for (size_t i = 0; i < group.errors.n; i++)
      printf("%zu: %s\n", i + 1, group.errors.items[i].message);
    rc = 0; /* dealt with */
  }
  bt_group_fini(&group);
  return rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

/* SPDX-License-Identifier: MIT-0 */
/* Saves a document in three places; one failure stops the rest. */
#include <stdio.h>

#include "bt_task_group.h"

struct copy {
  const char *place;
  uint64_t takes_ms;
  int result;
};

static int save(void *arg) {
  const struct copy *copy = arg;
  int rc = bt_sleep(copy->takes_ms);

  if (rc == UV_ECANCELED)
    printf("%s: half a file is removed\n", copy->place);
  if (rc < 0)
    return rc;
  if (copy->result < 0)
    return bt_fail(copy->result, "%s is full", copy->place);
  printf("%s: saved\n", copy->place);
  return 0;
}

static int save_all(struct copy *copies, size_t n) {
  struct bt_group group;
  int rc;

  bt_group_open(&group);
  for (size_t i = 0; i < n; i++)
    bt_group_spawn(&group, save, &copies[i]);
  rc = bt_group_close(&group, 0); /* waits for all of them */
  for (size_t i = 0; i < group.errors.n; i++)
    printf("failed: %s\n", group.errors.items[i].message);
  bt_group_fini(&group);
  return rc;
}

static int demo(void *unused) {
  struct copy copies[] = {
      {"disk", 20, 0}, {"stick", 40, UV_ENOSPC}, {"server", 90, 0}};
  int rc;

  (void)unused;
  rc = save_all(copies, 3);
  if (rc != UV_ENOSPC)
    return rc;
  copies[1].result = 0; /* somebody has made room */
  printf("once more\n");
  return save_all(copies, 3);
}

int main(void) { return bt_run(demo, NULL); }

/* SPDX-License-Identifier: MIT-0 */
/* Three files to save; one fails. */
#include <inttypes.h>
#include <stdio.h>

#include "bt_task_group.h"

static struct file {
  const char *name;
  uint64_t ms;
  const char *problem; /* or NULL */
} files[] = {
    {"text", 10, NULL}, {"image", 20, "disk full"}, {"video", 30, NULL}};

static int save(void *arg) {
  const struct file *file = arg;
  int rc = bt_sleep(file->ms);

  if (rc < 0)
    return rc; /* cancelled */
  if (file->problem)
    return bt_fail(UV_ENOSPC, "%s", file->problem);
  printf("%" PRIu64 " ms: %s saved\n", bt_now(), file->name);
  return 0;
}

static int demo(void *arg) {
  struct bt_group group;
  const char *how;
  int rc;

  (void)arg;
  bt_group_open(&group);
  for (size_t i = 0; i < 3; i++)
    bt_group_spawn_named(&group, files[i].name, save, &files[i]);
  rc = bt_group_close(&group, 0);
  how = rc < 0 ? "failed" : "all saved";
  printf("%" PRIu64 " ms: %s\n", bt_now(), how);
  bt_group_fini(&group);
  rc = bt_sleep(20);
  printf("%" PRIu64 " ms: main ends\n", bt_now());
  return rc;
}

int main(void) { return bt_run(demo, NULL) < 0; }

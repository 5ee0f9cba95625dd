/* SPDX-License-Identifier: MIT-0 */
#include "task_group.h"

struct bt_group g;

struct bt_task *add(const char *name, bt_fn *fn, void *arg) {
  struct bt_task *t = bt_group_spawn_named(&g, name, fn, arg);

  assert_non_null(t);
  return t;
}

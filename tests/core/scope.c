/* SPDX-License-Identifier: MIT-0 */
#include "scope.h"

struct bt_task *target;
struct bt_scope scope;

void open_shield(struct bt_scope *shield) {
  bt_scope_open_shield(shield, "shield", NULL, BT_NEVER);
}

int with(bt_fn *fn, bt_fn *other) {
  struct bt_task *by = other ? spawn("B", other, NUMBER(5)) : NULL;
  int rc;

  target = spawn("A", fn, NULL);
  rc = bt_await(target);
  return by ? bt_await(by) + rc : rc;
}

int naps_in_a_shield_at_the_end(void *unused) {
  struct bt_scope shield;
  int rc;

  (void)unused;
  open_shield(&shield);
  rc = nap(NUMBER(10));
  bt_scope_close(&shield);
  return rc < 0 ? rc : nap(NUMBER(10));
}

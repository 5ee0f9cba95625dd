/* SPDX-License-Identifier: MIT-0 */
#include "bt_defer.h"

void bt_defer_open(struct bt_defers *defers) { defers->top = NULL; }

void bt_defer(struct bt_defers *defers, struct bt_defer *node,
              void (*fn)(void *arg), void *arg) {
  *node = (struct bt_defer){defers->top, fn, arg};
  defers->top = node;
}

static void run_all(struct bt_defers *defers) {
  while (defers->top) {
    struct bt_defer *node = defers->top;

    defers->top = node->below;
    node->fn(node->arg);
  }
}

int bt_defer_close(struct bt_defers *defers, int rc) {
  bool shielded = defers->top && bt_self(); /* outside a task no need */
  struct bt_scope shield;

  if (shielded)
    bt_scope_open_shield(&shield, "shield", "cleanup", BT_NEVER);
  run_all(defers);
  if (shielded)
    bt_scope_close(&shield);
  return rc;
}

/* SPDX-License-Identifier: MIT-0 */
/* Task-local values: a chain of bindings that a child shares with its parent;
 * setting puts a new one in front, which the other does not see. */
#include "internal.h"

static struct bt_task *setter(void) {
  struct bt_task *t = bt_self();

  if (!t)
    bt_misuse("local", "bt_local_set is called outside a task");
  return t;
}

int bt_local_set(const struct bt_local *key, void *value) {
  struct bt_task *t = setter();
  struct bt_binding *b = t->locals;

  if (b && b->key == key && b->refs == 1) { /* nobody else sees it */
    b->value = value;
    return 0;
  }
  b = bt_alloc(sizeof *b);
  if (!b)
    return UV_ENOMEM;
  *b = (struct bt_binding){1, key, value, t->locals};
  t->locals = b;
  return 0;
}

void *bt_local_get(const struct bt_local *key) {
  struct bt_task *t = bt_self();

  for (struct bt_binding *b = t ? t->locals : NULL; b; b = b->outer)
    if (b->key == key)
      return b->value;
  return NULL;
}

void bt_locals_drop(struct bt_binding *b) {
  while (b && --b->refs == 0) {
    struct bt_binding *outer = b->outer;

    bt_free(b);
    b = outer;
  }
}

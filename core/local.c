/* SPDX-License-Identifier: MIT-0 */
/* Task-local values: a chain of bindings, one for a key, that a child shares
 * with its parent. What others can see is never changed: who sets a value gets
 * a chain of its own, as far as it differs. */
#include "internal.h"

static struct bt_task *setter(void) {
  struct bt_task *t = bt_self();

  if (!t)
    bt_misuse("local", "bt_local_set is called outside a task");
  return t;
}

/* Sets it in place, where nobody else sees it. */
static bool set_own(struct bt_binding *b, const struct bt_local *key,
                    void *value) {
  while (b && b->refs == 1 && b->key != key)
    b = b->outer;
  if (!b || b->refs > 1)
    return false;
  b->value = value;
  return true;
}

static bool push(struct bt_binding **chain, const struct bt_local *key,
                 void *value) {
  struct bt_binding *b = bt_alloc(sizeof *b);

  if (!b)
    return false;
  *b = (struct bt_binding){1, key, value, *chain};
  *chain = b;
  return true;
}

/* Copies what lies in front of the old binding and shares what lies behind
 * it: left in the chain, old ones would pile up in a task that sets a value
 * for each child it spawns. */
int bt_local_set(const struct bt_local *key, void *value) {
  struct bt_task *t = setter();
  struct bt_binding *old = t->locals;
  struct bt_binding *chain;
  bool ok = true;

  if (set_own(t->locals, key, value))
    return 0;
  while (old && old->key != key)
    old = old->outer;
  chain = old ? old->outer : t->locals;
  if (chain)
    chain->refs++;
  for (struct bt_binding *b = t->locals; ok && old && b != old; b = b->outer)
    ok = push(&chain, b->key, b->value);
  ok = ok && push(&chain, key, value);
  bt_locals_drop(ok ? t->locals : chain);
  if (!ok)
    return UV_ENOMEM;
  t->locals = chain;
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

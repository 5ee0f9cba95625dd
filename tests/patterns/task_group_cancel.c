/* SPDX-License-Identifier: MIT-0 */
#include "task_group_cancel.h"

int fails(void *ms) {
  int rc = bt_sleep((uintptr_t)ms);

  return say_rc("ends", rc < 0 ? rc : UV_EIO);
}

void add(struct bt_group *g, const char *name, bt_fn *fn, uintptr_t ms) {
  assert_non_null(bt_group_spawn_named(g, name, fn, NUMBER(ms)));
}

int close_group(struct bt_group *g, int body_result) {
  const char *name;
  char text[64];
  int rc;

  name = bt_scope_name(&g->scope, text, sizeof text);
  rc = bt_group_close(g, body_result);
  say("%s: %s, errors: %zu, requests: %u", name,
      rc < 0 ? bt_error_name(rc) : "ok", g->errors.n, bt_cancelling(bt_self()));
  bt_group_fini(g);
  return rc;
}

int block_waits(void *unused) {
  struct bt_group g;

  (void)unused;
  bt_group_open_named(&g, "g");
  add(&g, "A", cleans_up_for, 10);
  add(&g, "B", cleans_up_for, 20);
  return close_group(&g, 0);
}

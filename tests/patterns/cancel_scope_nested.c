/* SPDX-License-Identifier: MIT-0 */
#include "cancel_scope_nested.h"

struct bt_cancel_scope scope;
struct bt_task *a;

int cancel_it(bt_fn *fn) {
  a = spawn("A", fn, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel(a);
  return say_rc("A", bt_await(a)) == UV_ECANCELED ? 0 : UV_EIO;
}

int cancel_its_scope(bt_fn *fn) {
  a = spawn("A", fn, NULL);
  assert_int_equal(bt_sleep(5), 0);
  bt_cancel_scope_cancel(&scope);
  return bt_await(a);
}

int close_scope(struct bt_cancel_scope *s, int rc) {
  return say_rc(s == &scope ? "scope" : "shield", bt_cancel_scope_close(s, rc));
}

int naps_and_cleans_up(void *ms) {
  int rc = nap(ms);

  if (rc == UV_ECANCELED)
    nap(NUMBER(20));
  return rc;
}

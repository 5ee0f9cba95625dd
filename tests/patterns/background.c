/* SPDX-License-Identifier: MIT-0 */
#include "background.h"

struct bt_background b;

void is_empty(void) {
  assert_int_equal(b.n, 0);
  assert_null(b.first);
  assert_null(b.spawners.first);
  assert_null(b.closers.first);
}

int run_with_limit(size_t limit, bt_fn *program) {
  int rc;

  bt_background_init(&b, limit);
  rc = run(program);
  is_empty();
  return rc;
}

static int naps_and_cleans_up(void *ms) {
  int rc = nap(ms);

  if (rc < 0)
    nap(NUMBER(2));
  return rc;
}

int add(const char *name, unsigned ms) {
  int rc = bt_background_spawn_named(&b, name, naps_and_cleans_up, NUMBER(ms));

  if (rc < 0)
    say_rc(name, rc);
  return rc;
}

int adds(void *name) { return add(name, 10); }

int close_with(uint64_t grace_ms) {
  return say_rc("close", bt_background_close(&b, grace_ms));
}

/* SPDX-License-Identifier: MIT-0 */
#include "pool.h"

#include <string.h>

struct world world;
struct bt_pool pool;

static int numbers[64];

static int open_number(void *unused, void **member) {
  int *number = &numbers[world.opened];

  (void)unused;
  if (world.open_ms) {
    int rc = bt_sleep(world.open_ms);

    if (rc < 0)
      return say_rc("open", rc);
  }
  if (world.open_rc < 0)
    return bt_fail(say_rc("open", world.open_rc), "nobody listens");
  *number = ++world.opened;
  say("open %d", *number);
  *member = number;
  return 0;
}

static void close_number(void *unused, void *member) {
  (void)unused;
  if (world.close_ms && bt_sleep(world.close_ms) < 0)
    say("the close is cancelled");
  world.closed++;
  say("close %d", *(int *)member);
}

static int check_number(void *unused, void *member) {
  (void)unused;
  say("check %d", *(int *)member);
  if (world.check_ms) {
    int rc = bt_sleep(world.check_ms);

    if (rc < 0)
      return rc;
  }
  return world.check_rc;
}

const struct bt_pool_ops ops = {open_number, close_number, NULL};
const struct bt_pool_ops checked_ops = {open_number, close_number,
                                        check_number};

int run_with_max(size_t max, const struct bt_pool_ops *of, bt_fn *program) {
  memset(&world, 0, sizeof world);
  bt_pool_init(&pool, max, of, NULL, "p");
  return run(program);
}

void is_clean(void) {
  assert_int_equal(pool.places, 0);
  assert_int_equal(bt_pool_size(&pool), 0);
  assert_int_equal(pool.n_idle, 0);
  assert_null(pool.waiters.first);
  assert_null(pool.closers.first);
  assert_int_equal(world.opened, world.closed);
}

int uses(void *ms) {
  void *member;
  int rc = bt_pool_acquire(&pool, &member);

  if (rc < 0)
    return say_rc("acquire", rc);
  say("has %d", *(int *)member);
  rc = bt_sleep((uintptr_t)ms);
  bt_pool_release(&pool, member);
  return rc;
}

int close_after(int rc) {
  int closed = bt_pool_close(&pool);

  is_clean();
  return rc < 0 ? rc : closed;
}

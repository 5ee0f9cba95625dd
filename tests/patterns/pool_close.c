/* SPDX-License-Identifier: MIT-0 */
#include "pool_close.h"

static struct member members[MEMBERS];

int opened, closed;
unsigned open_ms, close_ms;
bool fails;
struct bt_pool pool;

static int maybe_fail(void) {
  if (!fails)
    return 0;
  if (bt_random(3) == 0) {
    int rc = bt_sleep(bt_random(3));

    if (rc < 0)
      return rc;
  }
  return bt_random(5) ? 0 : UV_EIO;
}

static int open_member(void *unused, void **member) {
  struct member *m;
  int rc = maybe_fail();

  (void)unused;
  if (rc == 0 && open_ms)
    rc = bt_sleep(open_ms);
  if (rc < 0)
    return rc;
  m = &members[opened++];
  assert_true(opened < MEMBERS);
  *m = (struct member){.number = opened, .open = true};
  *member = m;
  return 0;
}

static void close_member(void *unused, void *member) {
  struct member *m = member;

  (void)unused;
  assert_true(m->open && !m->lent);
  m->open = false;
  if (close_ms)
    assert_int_equal(bt_sleep(close_ms), 0);
  closed++;
  if (!fails)
    say("close %d", m->number);
}

static int check_member(void *unused, void *member) {
  (void)unused;
  assert_true(((struct member *)member)->open);
  return maybe_fail();
}

const struct bt_pool_ops ops = {open_member, close_member, NULL};
const struct bt_pool_ops checked_ops = {open_member, close_member,
                                        check_member};

void begin_pool(size_t max, const struct bt_pool_ops *of) {
  opened = closed = 0;
  open_ms = close_ms = 0;
  fails = false;
  bt_pool_init(&pool, max, of, NULL, "p");
}

void is_clean(void) {
  assert_int_equal(bt_pool_size(&pool), 0);
  assert_int_equal(pool.places, 0);
  assert_int_equal(pool.n_idle, 0);
  assert_null(pool.waiters.first);
  assert_null(pool.closers.first);
  assert_int_equal(opened, closed);
}

/* SPDX-License-Identifier: MIT-0 */
/* Pools in any order of events. */
#include "pool_close.h"

enum { CROWD = 8, ROUNDS = 4 };

static int lent, most, used;

static void use(struct member *m) {
  assert_true(m->open && !m->lent);
  m->lent = true;
  assert_in_range(++lent, 1, MAX);
  most = lent > most ? lent : most;
  used++;
}

static void give_back(struct member *m) {
  lent--;
  m->lent = false;
  if (bt_random(4))
    bt_pool_release(&pool, m);
  else
    bt_pool_discard(&pool, m);
}

static int uses_often(void *unused) {
  int rc = 0;

  (void)unused;
  for (int i = 0; i < ROUNDS && rc != UV_ECANCELED && rc != UV_EPIPE; i++) {
    void *member;

    rc = bt_pool_acquire(&pool, &member);
    assert_true(bt_pool_size(&pool) <= MAX);
    if (rc < 0)
      continue;
    use(member);
    rc = bt_sleep(bt_random(4));
    give_back(member);
  }
  return rc == UV_ECANCELED ? rc : 0;
}

static int closes_at_last(void *unused) {
  int rc;

  (void)unused;
  while ((rc = bt_pool_close(&pool)) == UV_ECANCELED)
    ;
  return rc;
}

static int cancels_some_and_closes(void *unused) {
  struct bt_task *closers[2];
  int rc;

  (void)unused;
  close_ms = bt_random(3);
  for (int i = 0; i < CROWD; i++)
    crowd_spawn(uses_often, NULL);
  crowd_cancel_some(CROWD / 2, 5);
  for (int i = 0; i < 2; i++) {
    closers[i] = spawn("closer", closes_at_last, NULL);
    assert_int_equal(bt_sleep(bt_random(3)), 0);
    bt_cancel(closers[0]);
  }
  rc = bt_await(closers[0]);
  assert_true(rc == 0 || rc == UV_ECANCELED); /* before it began */
  assert_int_equal(bt_await(closers[1]), 0);
  assert_int_equal(bt_pool_size(&pool), 0);
  crowd_await();
  return 0;
}

static void no_place_or_member_is_lost_in_any_order(void **state) {
  int all = 0;

  (void)state;
  most = 0;
  for (uint64_t seed = 0; seed < 400; seed++) {
    begin_pool(MAX, &checked_ops);
    fails = true;
    lent = used = 0;
    assert_int_equal(run_seed(seed, cancels_some_and_closes), 0);
    assert_int_equal(lent, 0);
    is_clean();
    all += used;
  }
  assert_int_equal(most, MAX);
  assert_in_range(all, 400 * CROWD, 400 * CROWD * ROUNDS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(no_place_or_member_is_lost_in_any_order),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

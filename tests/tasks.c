/* SPDX-License-Identifier: MIT-0 */
#include "support.h"

struct bt_task *spawn(const char *name, bt_fn *fn, void *arg) {
  struct bt_task *t = bt_spawn_named(name, fn, arg);

  assert_non_null(t);
  return t;
}

int nap(void *ms) { return say_rc("slept", bt_sleep((uintptr_t)ms)); }

int give(void *result) { return (int)(intptr_t)result; }

int wait_for_ever(void *unused) {
  struct bt_waiter waiter = {.on = "nothing"};

  (void)unused;
  return bt_park(&waiter);
}

int cleans_up_for(void *ms) {
  int rc = bt_sleep(1000);

  if (rc < 0)
    say_rc("cleaned up", bt_sleep((uintptr_t)ms));
  return rc;
}

int does_its_part(void *arg) {
  const struct part *part = arg;
  int rc = bt_sleep(part->ms);

  if (rc < 0)
    return say_rc("ends", rc);
  say_rc("ends", part->result);
  if (part->result < 0)
    return bt_fail(part->result, "from %s", bt_name(bt_self()));
  return part->result;
}

/* ---- A, B, C and so on ------------------------------------------------ */

struct bt_task *abcd[6];

void spawn_nth(size_t i, bt_fn *fn, void *arg) {
  static const char *const names[] = {"A", "B", "C", "D", "E", "F"};

  abcd[i] = spawn(names[i], fn, arg);
}

void spawn_abcd(size_t n, bt_fn *fn, void *arg) {
  for (size_t i = 0; i < n; i++)
    spawn_nth(i, fn, arg);
  assert_int_equal(bt_yield(), 0);
}

int await_abcd(size_t n, int rc) {
  int n_rc = 0;

  for (size_t i = 0; i < n; i++)
    n_rc += bt_await(abcd[i]) == rc;
  return n_rc;
}

void say_abcd(size_t n) {
  for (size_t i = 0; i < n; i++)
    say_rc(bt_name(abcd[i]), bt_await(abcd[i]));
}

/* ---- A crowd ---------------------------------------------------------- */

static struct bt_task *crowd[16];
static uint32_t n_crowd;

void crowd_spawn(bt_fn *fn, void *arg) {
  assert_in_range(n_crowd, 0, sizeof crowd / sizeof crowd[0] - 1);
  crowd[n_crowd++] = spawn("T", fn, arg);
}

void crowd_cancel_some(unsigned times, unsigned pause_ms) {
  for (unsigned i = 0; i < times; i++) {
    assert_int_equal(bt_sleep(bt_random(pause_ms)), 0);
    bt_cancel(crowd[bt_random(n_crowd)]);
  }
}

void crowd_await(void) {
  while (n_crowd > 0) {
    int rc = bt_await(crowd[--n_crowd]);

    assert_true(rc == 0 || rc == UV_ECANCELED);
  }
}

/* ---- Two -------------------------------------------------------------- */

int two_of(bt_fn *fn, void *arg) {
  struct bt_task *a = bt_spawn(fn, arg), *b = bt_spawn(fn, arg);
  int rc = a && b ? 0 : UV_ENOMEM;

  if (a)
    rc |= bt_await(a);
  if (b)
    rc |= bt_await(b);
  return rc;
}

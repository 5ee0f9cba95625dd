/* SPDX-License-Identifier: MIT-0 */
/* Scopes, shields, timeouts and groups in random nests, cancelled at random:
 * each wait is cancelled exactly where a cancellation reaches it. */
#include "support.h"

#include "bt_cancel_scope.h"
#include "bt_task_group.h"
#include "bt_timeout.h"

enum { DEEP = 5, PROGRAMS = 2000 };
enum kind { SCOPE, SHIELD, TIMEOUT, GROUP, KINDS };

/* What task A has open, from the outside in. */
static struct frame {
  enum kind kind;
  struct bt_cancel_scope scope;
  struct bt_timeout timeout;
  struct bt_group group;
} frames[DEEP];

static int depth;
static struct bt_task *a;
static unsigned requests; /* made of A from outside of all frames */
static bool owed;         /* the last of them has not struck yet */
static unsigned naps, struck, pressed_naps, held_naps;

/* ---- What must hold ---------------------------------------------------- */

struct reach {
  bool pressed; /* a cancelled scope reaches what A does now */
  bool perhaps; /* a request may have been on its way, or struck before */
  bool shielded;
};

static bool has_asked(const struct frame *f) {
  if (f->kind == TIMEOUT)
    return bt_timeout_expired(&f->timeout);
  return f->kind == GROUP && f->group.parent_cancelled;
}

static struct reach look(void) {
  struct reach r = {.shielded = false};

  for (int i = depth; i-- > 0 && !r.shielded;) {
    bool scope = frames[i].kind == SCOPE || frames[i].kind == SHIELD;

    r.pressed |= scope && frames[i].scope.cancelled;
    r.perhaps |= has_asked(&frames[i]);
    r.shielded = frames[i].kind == SHIELD;
  }
  r.perhaps |= !r.shielded && requests > 0;
  return r;
}

static int naps_and_looks(void) {
  int rc = bt_sleep(bt_random(4));
  struct reach r = look();

  naps++;
  struck += rc < 0;
  pressed_naps += r.pressed;
  held_naps += r.shielded && requests > 0;
  assert_int_equal(bt_pressed(bt_self()), r.pressed);
  if (r.pressed)
    assert_int_equal(rc, UV_ECANCELED);
  else if (!r.perhaps)
    assert_int_equal(rc, 0);
  if (rc == UV_ECANCELED && !r.shielded)
    owed = false;
  return rc;
}

/* ---- Task A ----------------------------------------------------------- */

static int child(void *unused) {
  int rc = bt_sleep(bt_random(6));

  (void)unused;
  if (rc < 0 && bt_random(2) && bt_sleep(bt_random(4)) < 0)
    return UV_ECANCELED;
  return rc == 0 && bt_random(4) == 0 ? UV_EIO : rc;
}

static uint64_t deadline(void) {
  return bt_random(2) ? BT_NEVER : bt_random(8);
}

static void open_frame(struct frame *f) {
  f->kind = (enum kind)bt_random(KINDS);
  if (f->kind == TIMEOUT)
    bt_timeout_open(&f->timeout, deadline());
  else if (f->kind == GROUP)
    bt_group_open(&f->group);
  else
    bt_cancel_scope_open(&f->scope, deadline(), f->kind == SHIELD);
  depth++;
  for (unsigned n = f->kind == GROUP ? bt_random(3) : 0; n > 0; n--)
    bt_group_spawn(&f->group, child, NULL);
}

static int close_group(struct bt_group *g, int rc) {
  rc = bt_group_close(g, rc);
  bt_group_fini(g);
  depth--;
  if (rc == UV_ECANCELED && !look().shielded)
    owed = false; /* it struck the wait for the children */
  return rc;
}

static int close_frame(struct frame *f, int rc) {
  if (f->kind == GROUP)
    return close_group(&f->group, rc);
  depth--;
  if (f->kind == TIMEOUT)
    return bt_timeout_close(&f->timeout, rc);
  return bt_cancel_scope_close(&f->scope, rc);
}

/* Some code, which may go on after an error, or not. */
static int does_something(void) {
  int rc = 0;

  for (unsigned n = bt_random(3); n > 0; n--) {
    int one = naps_and_looks();

    rc = rc < 0 ? rc : one;
    if (rc < 0 && bt_random(2))
      break;
  }
  return rc;
}

static int descends(void) {
  struct frame *f = &frames[depth];
  int rc;

  if (depth == DEEP || bt_random(5) == 0)
    return does_something();
  open_frame(f);
  rc = does_something();
  if (rc == 0 || bt_random(3) == 0) {
    int one = descends();

    rc = rc < 0 ? rc : one;
  }
  if (bt_random(2) && does_something() < 0)
    rc = UV_ECANCELED;
  return close_frame(f, rc);
}

static int is_cancelled_at_random(void *unused) {
  (void)unused;
  for (int i = 0; i < 3; i++) {
    int rc = descends();

    assert_int_equal(depth, 0);
    assert_null(bt_scope_next(bt_self(), NULL));
    assert_false(bt_pressed(bt_self()));
    assert_int_equal(bt_cancelling(bt_self()), requests);
    assert_true(rc == 0 || rc == UV_ECANCELED || rc == UV_ETIMEDOUT ||
                rc == UV_EIO);
  }
  if (owed)
    assert_int_equal(bt_yield(), UV_ECANCELED);
  return 0;
}

/* ---- The others ------------------------------------------------------- */

static void cancel_something(void) {
  unsigned i = depth > 0 ? bt_random((uint32_t)depth) : 0;

  if (depth > 0 && frames[i].kind <= SHIELD && bt_random(3)) {
    bt_cancel_scope_cancel(&frames[i].scope);
  } else if (bt_random(3) == 0) {
    requests += bt_cancel(a);
    owed = true;
  }
}

static int cancels_at_random(void *unused) {
  (void)unused;
  depth = 0;
  requests = 0;
  owed = false;
  a = spawn("A", is_cancelled_at_random, NULL);
  while (!bt_done(a)) {
    assert_int_equal(bt_sleep(bt_random(5)), 0);
    if (!bt_done(a))
      cancel_something();
  }
  return bt_await(a);
}

static void each_wait_is_cancelled_where_it_should_be(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < PROGRAMS; seed++) {
    struct bt_options options = {
        .order = BT_ORDER_SEED, .seed = seed, .max_turns = 100000};

    int rc = run_with(options, cancels_at_random, NULL);

    assert_true(rc == 0 || rc == UV_ECANCELED);
  }
  /* All that is to be shown has happened, often. */
  assert_in_range(naps, PROGRAMS * 3, PROGRAMS * 100);
  assert_in_range(struck, naps / 10, naps / 2);
  assert_in_range(pressed_naps, naps / 20, naps / 2);
  assert_in_range(held_naps, naps / 50, naps / 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(each_wait_is_cancelled_where_it_should_be),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT-0 */
#include "bt_pool.h"

#include <string.h>

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_pool *p = (const struct bt_pool *)object;

  bt_state_int(state, "size", (int64_t)bt_pool_size(p));
  bt_state_int(state, "idle", (int64_t)p->n_idle);
  bt_state_int(state, "max", (int64_t)p->max);
  bt_state_waiters(state, "waiters", &p->waiters);
}

static const struct bt_kind kind = {"pool", describe};

void bt_pool_init(struct bt_pool *p, size_t max, const struct bt_pool_ops *ops,
                  void *context, const char *name) {
  if (max == 0)
    bt_misuse("pool", "a pool of no members; give it 1 or more");
  memset(p, 0, sizeof *p);
  p->max = max;
  p->ops = *ops;
  p->context = context;
  p->waiters.object = p->closers.object = &p->object;
  bt_object_init(&p->object, &kind, name);
}

size_t bt_pool_size(const struct bt_pool *p) { return p->size; }

/* ---- Places: at most max are out, in order of asking ------------------- */

/* A place became free: the first in line gets it, else nobody has it. Either
 * shows the pool, with what else has changed. */
static void pass_place_on(struct bt_pool *p) {
  if (bt_wake_first(&p->waiters, 0))
    return;
  p->places--;
  bt_object_changed(&p->object);
  if (p->places == 0)
    while (bt_wake_first(&p->closers, 0))
      ;
}

static int closed(void) { return bt_fail(UV_EPIPE, "the pool is closed"); }

static int take_place(struct bt_pool *p) {
  struct bt_waiter waiter = {.why = "all are lent"};
  int rc;

  if (p->closing)
    return closed();
  if (p->places < p->max) { /* then nobody waits */
    p->places++;
    return 0;
  }
  rc = bt_park_in(&p->waiters, &waiter);
  if (rc == 0 && p->closing) /* since it was handed to us */
    rc = UV_EPIPE;
  if (rc < 0 && waiter.state == BT_WOKEN && waiter.result == 0)
    pass_place_on(p);
  return rc == UV_EPIPE ? closed() : rc;
}

/* ---- Members ---------------------------------------------------------- */

/* To its end, whatever is cancelled meanwhile: nothing is left half closed. */
static void close_member(struct bt_pool *p, void *member) {
  struct bt_scope shield;

  if (p->ops.close) {
    bt_scope_open_shield(&shield, "shield", "closing", BT_NEVER);
    p->ops.close(p->context, member);
    bt_scope_close(&shield);
  }
  p->size--;
}

static int open_member(struct bt_pool *p, void **member) {
  int rc;

  p->size++;
  bt_object_changed(&p->object);
  rc = p->ops.open(p->context, member);
  if (rc < 0)
    p->size--;
  return rc;
}

/* Releasing must not fail, so there is room for all before the first opens. */
static int make_room(struct bt_pool *p) {
  if (!p->idle)
    p->idle = bt_alloc(p->max * sizeof *p->idle);
  return p->idle
             ? 0
             : bt_fail(UV_ENOMEM, "out of memory for a pool of %zu", p->max);
}

/* The idle member used last that passes its check; 0 if there is none. */
static int find_idle(struct bt_pool *p, void **member) {
  while (p->n_idle > 0) {
    void *idle = p->idle[--p->n_idle];
    int rc;

    bt_object_changed(&p->object);
    rc = p->ops.check ? p->ops.check(p->context, idle) : 0;
    if (rc >= 0) {
      *member = idle;
      return 1;
    }
    close_member(p, idle);
    if (rc == UV_ECANCELED)
      return rc;
    bt_object_changed(&p->object);
  }
  return 0;
}

static int find_member(struct bt_pool *p, void **member) {
  int rc = make_room(p);

  if (rc == 0)
    rc = find_idle(p, member);
  return rc == 0 ? open_member(p, member) : rc;
}

int bt_pool_acquire(struct bt_pool *p, void **member) {
  void *found;
  int rc = take_place(p);

  if (rc < 0)
    return rc;
  rc = find_member(p, &found);
  if (rc < 0)
    pass_place_on(p);
  else
    *member = found;
  return rc < 0 ? rc : 0;
}

void bt_pool_release(struct bt_pool *p, void *member) {
  if (p->places == 0)
    bt_misuse("pool", "a member is released that the pool has not lent");
  p->idle[p->n_idle++] = member;
  pass_place_on(p);
}

void bt_pool_discard(struct bt_pool *p, void *member) {
  if (p->places == 0)
    bt_misuse("pool", "a member is discarded that the pool has not lent");
  close_member(p, member);
  pass_place_on(p);
}

/* ---- Closing ---------------------------------------------------------- */

/* The members that lie idle are closed one by one, each in a place of its own
 * meanwhile, so that another who closes waits for them, too. */
static void close_oldest(struct bt_pool *p) {
  void *oldest = p->idle[0];

  memmove(p->idle, p->idle + 1, --p->n_idle * sizeof *p->idle);
  p->places++;
  bt_object_changed(&p->object);
  close_member(p, oldest);
  pass_place_on(p);
}

static int wait_for_all(struct bt_pool *p) {
  int rc = 0;

  while (rc == 0 && p->places > 0) {
    struct bt_waiter waiter = {.why = "members are lent"};

    rc = bt_park_in(&p->closers, &waiter);
  }
  return rc;
}

static void end(struct bt_pool *p) {
  if (p->closed)
    return;
  p->closed = true;
  bt_free(p->idle);
  p->idle = NULL;
  bt_object_gone(&p->object);
}

int bt_pool_close(struct bt_pool *p) {
  int rc;

  p->closing = true;
  while (bt_wake_first(&p->waiters, UV_EPIPE))
    ;
  while ((rc = wait_for_all(p)) == 0 && p->n_idle > 0)
    close_oldest(p);
  if (rc == 0)
    end(p);
  return rc;
}

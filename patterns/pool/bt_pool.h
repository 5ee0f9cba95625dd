/* SPDX-License-Identifier: MIT-0 */
/* bt_pool: a few costly things, such as connections, lent out one at a time.
 *
 * Copy    bt_pool.h and bt_pool.c; they need only <baton.h>.
 * Units   max and sizes count members.
 * Errors  0 or a negative code; each function names all it can return.
 * Owns    its members from open to close: bt_pool_close.
 * Threads the loop's thread only.
 * Source  database connection pools (JDBC, asyncpg): bounded, first come first
 *         served, the member used last is lent first, broken ones are dropped.
 */
#ifndef BT_POOL_H
#define BT_POOL_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How members come and go; context is bt_pool_init's. All but open may be
 * NULL, and all may park. */
struct bt_pool_ops {
  /* Makes a member; 0 and *member, or a negative code. */
  int (*open)(void *context, void **member);
  /* Cancellations are held back until it has returned. */
  void (*close)(void *context, void *member);
  /* Asked before an idle member is lent: 0, or a negative code, and then it is
   * closed and the next one is tried; UV_ECANCELED ends the acquire as well. */
  int (*check)(void *context, void *member);
};

struct bt_pool {
  struct bt_object object;
  struct bt_pool_ops ops;
  void *context;
  size_t max;
  size_t size;   /* members, from their open to their close */
  size_t places; /* taken by members out and those who look for one */
  size_t n_idle;
  void **idle; /* room for max once one was opened; the last is lent first */
  bool closing, closed;
  struct bt_waitlist waiters; /* for a place, oldest first */
  struct bt_waitlist closers; /* for all members to be back */
};

/* Makes an empty pool of at most max members, at least 1 (0 is misuse). Opens
 * nothing yet. name is for the screen, kept and not copied; may be NULL. */
void bt_pool_init(struct bt_pool *p, size_t max, const struct bt_pool_ops *ops,
                  void *context, const char *name);

/* Borrows a member: an idle one that passes its check, or a new one; waits in
 * line while max are out. Parks then, and where the ops park. Returns 0 and
 * the member; UV_ECANCELED; UV_EPIPE if the pool is closing; UV_ENOMEM; what
 * open returned. After an error the caller holds nothing, and no place in the
 * pool is lost. */
BT_CHECKED int bt_pool_acquire(struct bt_pool *p, void **member);

/* Gives a member back to the pool, for the first in line. Never parks. What is
 * not lent is misuse, here and in discard. */
void bt_pool_release(struct bt_pool *p, void *member);

/* Gives a broken member back: it is closed. Parks where close parks. */
void bt_pool_discard(struct bt_pool *p, void *member);

/* Refuses further acquires and wakes those in line with UV_EPIPE, waits until
 * all members are back, closes them in the order in which they came back.
 * Parks. Returns 0, or UV_ECANCELED: then call it again, members are still
 * out. More than one task may close it; twice does nothing. */
BT_CHECKED int bt_pool_close(struct bt_pool *p);

/* Members: idle, lent, being opened or closed. At most max. */
size_t bt_pool_size(const struct bt_pool *p);

#ifdef __cplusplus
}
#endif
#endif

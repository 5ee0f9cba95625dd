/* SPDX-License-Identifier: MIT-0 */
/* bt_queue: items from producers to consumers, with back-pressure.
 *
 * Copy    bt_queue.h and bt_queue.c; they need only <baton.h>.
 * Units   capacity and sizes count items; 0 is unbounded.
 * Errors  0 or a negative libuv code; each function names all it can return.
 * Owns    the slots for the items, not the items: bt_queue_fini frees them.
 * Threads the loop's thread only.
 * Source  asyncio.Queue, LifoQueue, PriorityQueue; a wake is a hint, and the
 *         item stays in the queue until somebody takes it. Rules.
 */
#ifndef BT_QUEUE_H
#define BT_QUEUE_H

#include <baton.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bt_queue_order {
  BT_FIFO,
  BT_LIFO,
  BT_PRIORITY /* items begin with a long, smallest first; ties as they came */
};

struct bt_queue {
  struct bt_object object;
  enum bt_queue_order order;
  size_t capacity; /* 0: unbounded */
  size_t n;        /* items inside */
  size_t head;     /* FIFO: slot of the oldest */
  size_t n_slots;
  struct bt_queue_slot {
    void *item;
    uint64_t arrival; /* BT_PRIORITY: breaks ties */
  } * slots;
  uint64_t arrivals;
  uint64_t unfinished;        /* put, and not reported by task_done */
  struct bt_waitlist getters; /* oldest first, all three */
  struct bt_waitlist putters;
  struct bt_waitlist joiners;
  /* BT_PRIORITY: true if a comes before b; NULL compares the leading long.
   * Set it after init. Must not park. */
  bool (*before)(const void *a, const void *b);
};

/* Makes q empty. Takes no memory yet. name is for the screen, kept and not
 * copied; may be NULL. */
void bt_queue_init(struct bt_queue *q, size_t capacity,
                   enum bt_queue_order order, const char *name);

/* Puts item (not NULL) in, waiting in line while q is full. Parks only then.
 * Returns 0, UV_ECANCELED or UV_ENOMEM; after an error the item is not in. */
BT_CHECKED int bt_queue_put(struct bt_queue *q, void *item);

/* Takes the next item out, waiting in line while q is empty. Parks only then.
 * Returns 0 or UV_ECANCELED; after an error *item is untouched and no item is
 * lost. */
BT_CHECKED int bt_queue_get(struct bt_queue *q, void **item);

/* The same without waiting: UV_EAGAIN where they would. Never park. */
BT_CHECKED int bt_queue_try_put(struct bt_queue *q, void *item);
BT_CHECKED int bt_queue_try_get(struct bt_queue *q, void **item);

/* Says that one item that was taken out has been dealt with. Once more than
 * there were items is misuse and stops the program. */
void bt_queue_task_done(struct bt_queue *q);

/* Waits until task_done was called for every item. Parks only if one is
 * outstanding. Returns 0 or UV_ECANCELED. */
BT_CHECKED int bt_queue_join(struct bt_queue *q);

size_t bt_queue_size(const struct bt_queue *q); /* items inside */
bool bt_queue_full(const struct bt_queue *q);   /* never true if unbounded */

/* Frees the slots; items left inside stay the caller's. Nobody may wait. */
void bt_queue_fini(struct bt_queue *q);

#ifdef __cplusplus
}
#endif
#endif

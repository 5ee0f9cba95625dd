/* SPDX-License-Identifier: MIT-0 */
#include "bt_queue.h"

#include <string.h>

static void describe(const struct bt_object *object, struct bt_state *state) {
  const struct bt_queue *q = (const struct bt_queue *)object;

  bt_state_int(state, "size", (int64_t)q->n);
  bt_state_int(state, "max", (int64_t)q->capacity);
  bt_state_int(state, "unfinished", (int64_t)q->unfinished);
  bt_state_waiters(state, "getters", &q->getters);
  bt_state_waiters(state, "putters", &q->putters);
  bt_state_waiters(state, "joiners", &q->joiners);
}

static const struct bt_kind kind = {"queue", describe};

static bool leading_long(const void *a, const void *b) {
  long x, y;

  memcpy(&x, a, sizeof x);
  memcpy(&y, b, sizeof y);
  return x < y;
}

void bt_queue_init(struct bt_queue *q, size_t capacity,
                   enum bt_queue_order order, const char *name) {
  memset(q, 0, sizeof *q);
  q->capacity = capacity;
  q->order = order;
  q->before = leading_long;
  q->getters.object = q->putters.object = q->joiners.object = &q->object;
  bt_object_init(&q->object, &kind, name);
}

void bt_queue_fini(struct bt_queue *q) {
  bt_object_gone(&q->object);
  bt_free(q->slots);
  q->slots = NULL;
  q->n = q->n_slots = 0;
}

size_t bt_queue_size(const struct bt_queue *q) { return q->n; }

bool bt_queue_full(const struct bt_queue *q) {
  return q->capacity > 0 && q->n >= q->capacity;
}

/* ---- Slots: a ring (FIFO), a stack (LIFO), a heap (PRIORITY) ---------- */

static struct bt_queue_slot *ring_slot(struct bt_queue *q, size_t i) {
  return &q->slots[(q->head + i) & (q->n_slots - 1)];
}

/* Doubles the slots, a power of two, and lays the ring out from 0 again. */
static int grow(struct bt_queue *q) {
  size_t n_slots = q->n_slots ? q->n_slots * 2 : 8;
  struct bt_queue_slot *slots = bt_alloc(n_slots * sizeof *slots);

  if (!slots)
    return UV_ENOMEM;
  for (size_t i = 0; i < q->n; i++)
    slots[i] = *ring_slot(q, i);
  bt_free(q->slots);
  q->slots = slots;
  q->n_slots = n_slots;
  q->head = 0;
  return 0;
}

static bool before(const struct bt_queue *q, const struct bt_queue_slot *a,
                   const struct bt_queue_slot *b) {
  if (q->before(a->item, b->item))
    return true;
  return !q->before(b->item, a->item) && a->arrival < b->arrival;
}

static void heap_put(struct bt_queue *q, struct bt_queue_slot slot) {
  size_t i = q->n++;

  for (; i > 0 && before(q, &slot, &q->slots[(i - 1) / 2]); i = (i - 1) / 2)
    q->slots[i] = q->slots[(i - 1) / 2];
  q->slots[i] = slot;
}

static void *heap_take(struct bt_queue *q) {
  void *item = q->slots[0].item;
  struct bt_queue_slot last = q->slots[--q->n];
  size_t i = 0;

  for (size_t child; (child = 2 * i + 1) < q->n; i = child) {
    if (child + 1 < q->n && before(q, &q->slots[child + 1], &q->slots[child]))
      child++;
    if (!before(q, &q->slots[child], &last))
      break;
    q->slots[i] = q->slots[child];
  }
  q->slots[i] = last;
  return item;
}

static int insert(struct bt_queue *q, void *item) {
  struct bt_queue_slot slot = {item, q->arrivals++};

  if (q->n == q->n_slots && grow(q) < 0)
    return UV_ENOMEM;
  if (q->order == BT_PRIORITY)
    heap_put(q, slot);
  else
    *ring_slot(q, q->n++) = slot;
  return 0;
}

static void *take_out(struct bt_queue *q) {
  void *item;

  if (q->order == BT_PRIORITY)
    return heap_take(q);
  if (q->order == BT_LIFO)
    return ring_slot(q, --q->n)->item;
  item = ring_slot(q, 0)->item;
  q->head = (q->head + 1) & (q->n_slots - 1);
  q->n--;
  return item;
}

/* ---- Put and get ------------------------------------------------------ */

/* Wakes the first in line; the state has changed either way. */
static void tell(struct bt_queue *q, struct bt_waitlist *line) {
  if (!bt_wake_first(line, 0))
    bt_object_changed(&q->object);
}

int bt_queue_try_put(struct bt_queue *q, void *item) {
  if (!item)
    bt_misuse("Q-1", "NULL is put into a queue; items are pointers to "
                     "something");
  if (bt_queue_full(q))
    return UV_EAGAIN;
  if (insert(q, item) < 0)
    return bt_fail(UV_ENOMEM, "out of memory for a queue of %zu items", q->n);
  q->unfinished++;
  tell(q, &q->getters);
  return 0;
}

int bt_queue_try_get(struct bt_queue *q, void **item) {
  if (q->n == 0)
    return UV_EAGAIN;
  *item = take_out(q);
  tell(q, &q->putters);
  return 0;
}

int bt_queue_put(struct bt_queue *q, void *item) {
  while (bt_queue_full(q)) {
    struct bt_waiter waiter = {.why = "full"};
    int rc = bt_park_in(&q->putters, &waiter);

    if (rc == 0)
      continue;
    /* The free slot was announced to us: the next in line may have it. */
    if (waiter.state == BT_WOKEN && !bt_queue_full(q))
      bt_wake_first(&q->putters, 0);
    return rc;
  }
  return bt_queue_try_put(q, item);
}

int bt_queue_get(struct bt_queue *q, void **item) {
  while (q->n == 0) {
    struct bt_waiter waiter = {.why = "empty"};
    int rc = bt_park_in(&q->getters, &waiter);

    if (rc == 0)
      continue;
    /* The item was announced to us: the next in line may have it. */
    if (waiter.state == BT_WOKEN && q->n > 0)
      bt_wake_first(&q->getters, 0);
    return rc;
  }
  return bt_queue_try_get(q, item);
}

/* ---- Task done and join ----------------------------------------------- */

void bt_queue_task_done(struct bt_queue *q) {
  if (q->unfinished == 0)
    bt_misuse("Q-15", "task_done is called more often than items were put; "
                      "call it once for each item taken out");
  if (--q->unfinished > 0 || !q->joiners.pending) {
    bt_object_changed(&q->object);
    return;
  }
  while (bt_wake_first(&q->joiners, 0))
    ;
}

int bt_queue_join(struct bt_queue *q) {
  struct bt_waiter waiter = {.why = "unfinished items"};

  return q->unfinished ? bt_park_in(&q->joiners, &waiter) : 0;
}

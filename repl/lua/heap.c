/* SPDX-License-Identifier: MIT-0 */
#include "heap.h"

#include <stdlib.h>

enum {
  FIRST_SERIAL = 1 << 16, /* below it: functions that are no objects */
  FIRST_COLLECTION = 1 << 20,
  SLACK = 32 << 20
};

/* Lies before each block; its size keeps the block's alignment. */
struct header {
  uint64_t serial; /* 0: not an object */
  struct held *held;
};

_Static_assert(sizeof(struct header) % _Alignof(max_align_t) == 0,
               "blocks behind headers must stay aligned");

/* ---- What objects hold ------------------------------------------------ */

static void let_go(struct held_list *list, struct held *held, bool over) {
  *held->place = held->next;
  if (held->next)
    held->next->place = held->place;
  else
    list->end = held->place;
  held->place = NULL;
  held->release(held, over);
}

void heap_hold(struct heap *heap, struct held *held) {
  heap->newest->held = held;
  held->next = NULL;
  held->place = heap->held.end;
  *held->place = held;
  heap->held.end = &held->next;
}

void heap_release(struct heap *heap) {
  while (heap->held.first)
    let_go(&heap->held, heap->held.first, true);
}

/* ---- Blocks ----------------------------------------------------------- */

static bool ask(const struct heap *heap, ptrdiff_t delta) {
  return !heap->account || heap->account(heap->account_data, delta);
}

static void *make(struct heap *heap, size_t tag, size_t size) {
  size_t bytes = size + sizeof(struct header);
  struct header *h;

  if (bytes < size || !ask(heap, (ptrdiff_t)bytes))
    return NULL;
  h = malloc(bytes);
  if (!h) {
    ask(heap, -(ptrdiff_t)bytes);
    return NULL;
  }
  h->serial = tag ? ++heap->serial : 0;
  h->held = NULL;
  heap->total += bytes;
  if (tag) {
    heap->objects += bytes;
    heap->made += bytes;
    heap->newest = h;
  }
  return h + 1;
}

static void drop(struct heap *heap, void *block, size_t size) {
  struct header *h = (struct header *)block - 1;
  size_t bytes = size + sizeof *h;

  if (h->held && h->held->place) {
    heap->freeing = true;
    let_go(&heap->held, h->held, false);
    heap->freeing = false;
  }
  if (h->serial)
    heap->objects -= bytes;
  heap->total -= bytes;
  free(h);
  ask(heap, -(ptrdiff_t)bytes);
}

static void *resize(struct heap *heap, void *block, size_t old, size_t size) {
  struct header *h = (struct header *)block - 1;
  ptrdiff_t delta = (ptrdiff_t)size - (ptrdiff_t)old;

  if (size > SIZE_MAX - sizeof *h || (delta > 0 && !ask(heap, delta)))
    return NULL;
  h = realloc(h, size + sizeof *h);
  if (!h && delta > 0) {
    ask(heap, -delta);
    return NULL;
  }
  if (!h) /* Lua relies on it that shrinking cannot fail */
    h = (struct header *)block - 1;
  heap->total += (size_t)delta;
  if (delta < 0)
    ask(heap, delta);
  return h + 1;
}

void *heap_alloc(void *heap, void *block, size_t old_size, size_t new_size) {
  if (block && new_size)
    return resize(heap, block, old_size, new_size);
  if (block)
    drop(heap, block, old_size);
  else if (new_size)
    /* for a new block the old size is the type of object, 0 for none */
    return make(heap, old_size, new_size);
  return NULL;
}

/* ---- For others ------------------------------------------------------- */

void heap_init(struct heap *heap, bt_accountant *account, void *data) {
  *heap = (struct heap){.account = account,
                        .account_data = data,
                        .serial = FIRST_SERIAL,
                        .threshold = FIRST_COLLECTION,
                        .total_mark = SLACK};
  heap->held.end = &heap->held.first;
}

uint64_t heap_serial(const void *block) {
  return ((const struct header *)block - 1)->serial;
}

/* A whole cycle in small steps, with nothing of the program's in between: so
 * it finds what a full collection would, and yet can be broken off. */
void heap_collect(struct heap *heap, lua_State *L,
                  const volatile sig_atomic_t *stopping) {
  while (!lua_gc(L, LUA_GCSTEP, 0))
    if (*stopping)
      return;
  heap->made = 0;
  heap->threshold = heap->objects;
  if (heap->threshold < FIRST_COLLECTION)
    heap->threshold = FIRST_COLLECTION;
  heap->total_mark = 3 * heap->total + SLACK;
}

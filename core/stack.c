/* SPDX-License-Identifier: MIT-0 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */
#include "stack.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "context.h"

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif
#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13; older kernels refuse it */
#endif
#define NO_SUCH_ADVICE INT_MAX

enum {
  GUARD = 16384,        /* a page of any machine we know */
  HEAD = 4096,          /* for the task block, its name and the colour */
  COLOUR = 64,          /* a cache line ... */
  COLOURS = 16,         /* ... this many times: tops that are all aligned
                           alike would share a few lines of the cache */
  MPROTECT_MAX = 30000, /* each splits a mapping; vm.max_map_count is 65,530 */
  REVIEW_EVERY = 1024,  /* trims */
  KEPT = 1024,          /* stacks that are never too many */
  BATCH = 64            /* a microsecond each: more would hold the loop */
};

static const struct {
  size_t usable, slots, cost;
} sorts[BT_STACK_SORTS] = {
    [BT_STACK_SMALL] = {64 * 1024, 64, 4096},
    [BT_STACK_LARGE] = {1024 * 1024, 8, 16384},
};

static const uint64_t canary = UINT64_C(0xb0a7c0ffee5ca1ab);
static _Thread_local size_t mprotected; /* guards made by mprotect */

/* Up to 64 slots, side by side, each a guard, a stack and a head; behind them
 * what lies aside. */
struct bt_slab {
  struct bt_slab *next, *next_cold;
  char *memory;
  size_t size;
  uint64_t cold;    /* slots that have no pages */
  uint64_t guarded; /* slots whose guard stands */
};

static size_t slot_size(int sort) { return GUARD + sorts[sort].usable + HEAD; }

size_t bt_stack_usable(int sort) { return sorts[sort].usable; }
size_t bt_stack_cost(int sort) { return sorts[sort].cost; }

static char *slot_start(const struct bt_slab *slab, int sort, int slot) {
  return slab->memory + (size_t)slot * slot_size(sort);
}

static bool add_slab(struct bt_stack_pool *pool, int sort) {
  size_t size = (slot_size(sort) + BT_STACK_ASIDE) * sorts[sort].slots;
  struct bt_slab *slab = calloc(1, sizeof *slab);

  if (!slab)
    return false;
  slab->memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (slab->memory == MAP_FAILED) {
    free(slab);
    return false;
  }
#ifdef MADV_NOHUGEPAGE
  /* A huge page would make one touched byte cost 2 MB. A kernel without huge
   * pages refuses, which is as well. */
  (void)madvise(slab->memory, size, MADV_NOHUGEPAGE);
#endif
  slab->size = size;
  slab->cold = ~UINT64_C(0) >> (64 - sorts[sort].slots);
  slab->next = pool->slabs;
  pool->slabs = slab;
  slab->next_cold = pool->cold;
  pool->cold = slab;
  return true;
}

/* Makes the lowest bytes of a slot fault when touched. */
static bool guard(char *start) {
#ifdef __linux__
  static _Thread_local bool asked, refused; /* refused once, not asked again */

  if (!asked) { /* an emulator may say yes to whatever it is asked */
    asked = true;
    refused = madvise(start, GUARD, NO_SUCH_ADVICE) == 0;
  }
  if (!refused) {
    if (madvise(start, GUARD, MADV_GUARD_INSTALL) == 0)
      return true;
    refused = true;
  }
#endif
  if (mprotected >= MPROTECT_MAX || mprotect(start, GUARD, PROT_NONE) != 0)
    return false;
  mprotected++;
  return true;
}

/* The first slot without pages of the first slab that has one. */
static int take_cold_slot(struct bt_stack_pool *pool, struct bt_slab *slab) {
  int slot = __builtin_ctzll(slab->cold);

  slab->cold &= slab->cold - 1;
  if (!slab->cold)
    pool->cold = slab->next_cold;
  return slot;
}

static struct bt_stack *cut(struct bt_stack_pool *pool, int sort, size_t head) {
  struct bt_slab *slab;
  struct bt_stack *stack;
  char *start, *top;
  int slot;

  if (!pool->cold && !add_slab(pool, sort))
    return NULL;
  slab = pool->cold;
  slot = take_cold_slot(pool, slab);
  start = slot_start(slab, sort, slot);
  top = start + slot_size(sort) - (pool->cuts++ % COLOURS) * COLOUR;
  stack = (struct bt_stack *)(((uintptr_t)top - head) & ~(uintptr_t)63);
  if (!(slab->guarded >> slot & 1) && guard(start))
    slab->guarded |= UINT64_C(1) << slot;
  stack->slab = slab;
  stack->low = start + GUARD;
  stack->sort = (uint8_t)sort;
  stack->slot = (uint8_t)slot;
  stack->guarded = slab->guarded >> slot & 1;
  if (!stack->guarded)
    memcpy(stack->low, &canary, sizeof canary);
  stack->valgrind = bt_context_register(stack->low, stack);
  return stack;
}

struct bt_stack *bt_stack_take(struct bt_stack_pool *pools, int sort,
                               size_t head) {
  struct bt_stack_pool *pool = &pools[sort];
  struct bt_stack *stack = pool->free;

  if (!stack)
    return cut(pool, sort, head);
  pool->free = stack->next_free;
  if (--pool->n_free < pool->unused)
    pool->unused = pool->n_free;
  return stack;
}

void bt_stack_give(struct bt_stack_pool *pools, struct bt_stack *stack) {
  struct bt_stack_pool *pool = &pools[stack->sort];

  stack->next_free = pool->free;
  pool->free = stack;
  pool->n_free++;
}

/* Makes the slot of a freed stack cold; its head is gone after this. */
static void chill(struct bt_stack_pool *pool, struct bt_stack *stack) {
  struct bt_slab *slab = stack->slab;
  char *low = stack->low;
  int sort = stack->sort, slot = stack->slot;

  bt_context_unregister(stack->valgrind);
  /* Should the system refuse, the pages stay: no harm but their memory. */
  (void)madvise(low, slot_size(sort) - GUARD, MADV_DONTNEED);
  if (!slab->cold) {
    slab->next_cold = pool->cold;
    pool->cold = slab;
  }
  slab->cold |= UINT64_C(1) << slot;
}

/* Half of what lay unused since the last time is to go: a program that needs
 * stacks again and again keeps them. */
static void review(struct bt_stack_pool *pool) {
  pool->surplus = pool->unused > KEPT ? pool->unused / 2 : 0;
  pool->unused = pool->n_free;
}

void bt_stack_trim(struct bt_stack_pool *pools, int sort) {
  struct bt_stack_pool *pool = &pools[sort];

  if (++pool->trims % REVIEW_EVERY == 0)
    review(pool);
  if (pool->surplus > pool->unused) /* some were needed again */
    pool->surplus = pool->unused;
  for (int i = 0; i < BATCH && pool->surplus > 0; i++) {
    pool->surplus--;
    chill(pool, bt_stack_take(pools, sort, 0));
  }
}

void bt_stack_pools_fini(struct bt_stack_pool *pools) {
  for (int sort = 0; sort < BT_STACK_SORTS; sort++) {
    struct bt_stack_pool *pool = &pools[sort];

    for (struct bt_stack *s = pool->free; s; s = s->next_free)
      bt_context_unregister(s->valgrind);
    while (pool->slabs) {
      struct bt_slab *slab = pool->slabs;

      pool->slabs = slab->next;
      munmap(slab->memory, slab->size);
      free(slab);
    }
    memset(pool, 0, sizeof *pool);
  }
  mprotected = 0; /* a thread has one loop, and this was it */
}

void *bt_stack_aside(const struct bt_stack *stack) {
  char *end =
      slot_start(stack->slab, stack->sort, (int)sorts[stack->sort].slots);

  return end + (size_t)stack->slot * BT_STACK_ASIDE;
}

bool bt_stack_intact(const struct bt_stack *stack) {
  return stack->guarded || memcmp(stack->low, &canary, sizeof canary) == 0;
}

bool bt_stack_overran(const struct bt_stack *stack, const void *address) {
  uintptr_t a = (uintptr_t)address;

  return a >= (uintptr_t)stack->low - GUARD && a < (uintptr_t)stack->low;
}

/* SPDX-License-Identifier: MIT-0 */
/* stack: a pool of stacks, cut from slabs of address space.
 *
 * A stack costs memory only where it was touched: one page for a task that
 * does little. Freed stacks are kept for the next task; bt_stack_trim gives
 * the pages of some back to the system.
 */
#ifndef BT_STACK_H
#define BT_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The head of a stack; lies at its top, so that it shares the page that the
 * task touches anyway. */
struct bt_stack {
  struct bt_stack *next_free;
  struct bt_slab *slab;
  char *low;         /* lowest byte that may be used; the guard lies below */
  unsigned valgrind; /* id of the registration */
  uint8_t sort;      /* which pool */
  uint8_t slot;      /* which slot of the slab */
  bool guarded;      /* else a canary lies at low */
};

/* Bytes beside each stack, see bt_stack_aside. */
enum { BT_STACK_ASIDE = 64 };

enum { BT_STACK_SMALL, BT_STACK_LARGE, BT_STACK_SORTS };

struct bt_stack_pool {
  struct bt_stack *free;
  size_t n_free;
  size_t unused;  /* the least that n_free was since the last review */
  size_t surplus; /* how many of those are to go */
  unsigned trims;
  struct bt_slab *slabs;
  struct bt_slab *cold; /* slabs that have slots without pages */
  size_t cuts;          /* stacks cut so far: colours the tops */
};

/* Bytes that a task may use on a stack of this sort, and what an accountant
 * is told that one costs. */
size_t bt_stack_usable(int sort);
size_t bt_stack_cost(int sort);

/* Takes a stack with room for head bytes above it; NULL when out of memory.
 * The struct bt_stack is the first thing of the head. */
struct bt_stack *bt_stack_take(struct bt_stack_pool *pools, int sort,
                               size_t head);
/* Gives it back; may be called while still running on it. */
void bt_stack_give(struct bt_stack_pool *pools, struct bt_stack *stack);
/* Drops the pages of a few stacks that lay unused during many calls before;
 * meant for each time that the loop has nothing to do. Not to be called on a
 * pooled stack. */
void bt_stack_trim(struct bt_stack_pool *pools, int sort);
void bt_stack_pools_fini(struct bt_stack_pool *pools);

/* Memory for what is touched while the stack itself rests: those of many stacks
 * share a page. Zeroed when the stack is new; what was left there stays. */
void *bt_stack_aside(const struct bt_stack *stack);

/* False when the stack ran over its end and no guard page could catch it. */
bool bt_stack_intact(const struct bt_stack *stack);
/* Whether address lies in the guard below stack. */
bool bt_stack_overran(const struct bt_stack *stack, const void *address);

#endif

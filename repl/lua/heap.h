/* SPDX-License-Identifier: MIT-0 */
/* heap: the memory of one Lua state.
 *
 * Every block has a header with the number of its creation. Addresses differ
 * from run to run, these numbers do not, so they are what programs see the
 * order of. The heap also says when to collect: decided by the bytes of the
 * objects that the program made, which are the same in every run.
 */
#ifndef HEAP_H
#define HEAP_H

#include "baton.h"

#include <lua.h>
#include <signal.h>

/* Something in an object's block that must be let go when the block is freed,
 * or before, when the program is over. Lua's finalizers would not do: they are
 * left out when there is no memory to call them. */
struct held {
  struct held *next, **place; /* in the list; place NULL: let go */
  void (*release)(struct held *held, bool over);
};
struct held_list {
  struct held *first, **end; /* oldest first */
};

struct heap {
  bt_accountant *account; /* may be NULL */
  void *account_data;
  struct held_list held;
  struct header *newest; /* the object made last */
  bool freeing;          /* an object is being freed */
  uint64_t serial;       /* of the last object made */
  size_t total;          /* bytes, with headers */
  size_t objects;    /* of these, in objects: no tables' insides, no stacks */
  size_t made;       /* bytes of objects made since the last collection */
  size_t threshold;  /* ... that call for the next */
  size_t total_mark; /* collect past this total, too */
};

void heap_init(struct heap *heap, bt_accountant *account, void *data);

/* A lua_Alloc; heap is a struct heap. */
void *heap_alloc(void *heap, void *block, size_t old_size, size_t new_size);

/* The creation number of an object, whose block is where Lua says it is. */
uint64_t heap_serial(const void *block);

/* Holds held, which lies in the object made last: release is called when Lua
 * frees the object (over is false) or by heap_release (true). It must not call
 * Lua, not even to look: Lua is in the middle of a collection. */
void heap_hold(struct heap *heap, struct held *held);

/* Releases everything that is held, oldest first. */
void heap_release(struct heap *heap);

/* Whether it is time to collect. */
static inline bool heap_due(const struct heap *heap) {
  return heap->made > heap->threshold || heap->total > heap->total_mark;
}

/* Collects all garbage, and sets the marks for the next time. Millions of
 * objects take a second: it gives up, until called again, once *stopping. */
void heap_collect(struct heap *heap, lua_State *L,
                  const volatile sig_atomic_t *stopping);

#endif

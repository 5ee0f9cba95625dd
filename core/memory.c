/* SPDX-License-Identifier: MIT-0 */
/* Memory of the patterns and of the loop: asked for, counted, given back. */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

/* Lies before what bt_alloc returns; as long as the strictest alignment. */
struct bt_block {
  struct bt_block *next, *prev;
  struct bt_loop *loop; /* NULL: taken outside of bt_run */
  size_t size;          /* of the block with this head */
};

bool bt_account(struct bt_loop *loop, ptrdiff_t delta) {
  const struct bt_options *o = &loop->options;

  return !o->account || o->account(o->data, delta) || delta < 0;
}

void *bt_resize(struct bt_loop *loop, void *old, size_t old_size,
                size_t new_size) {
  void *block = NULL;

  if (new_size > 0) {
    if (!bt_account(loop, (ptrdiff_t)new_size))
      return NULL;
    block = realloc(old, new_size);
    if (!block) {
      bt_account(loop, -(ptrdiff_t)new_size);
      return NULL;
    }
  } else {
    free(old);
  }
  if (old_size)
    bt_account(loop, -(ptrdiff_t)old_size);
  return block;
}

static void link_block(struct bt_loop *loop, struct bt_block *block) {
  block->prev = NULL;
  block->next = loop->blocks;
  if (loop->blocks)
    loop->blocks->prev = block;
  loop->blocks = block;
}

static void unlink_block(struct bt_loop *loop, struct bt_block *block) {
  if (block->prev)
    block->prev->next = block->next;
  else
    loop->blocks = block->next;
  if (block->next)
    block->next->prev = block->prev;
}

void *bt_alloc(size_t size) {
  struct bt_loop *loop = bt_loop_here;
  struct bt_block *block;

  if (size > (size_t)PTRDIFF_MAX - sizeof *block)
    return NULL;
  size += sizeof *block;
  block = loop ? bt_resize(loop, NULL, 0, size) : malloc(size);
  if (!block)
    return NULL;
  block->loop = loop;
  block->size = size;
  if (loop)
    link_block(loop, block);
  return block + 1;
}

void *bt_realloc(void *old, size_t size) {
  struct bt_block *block = old ? (struct bt_block *)old - 1 : NULL;
  struct bt_block *moved;
  struct bt_loop *loop;

  if (!old)
    return bt_alloc(size);
  if (size > (size_t)PTRDIFF_MAX - sizeof *block)
    return NULL;
  size += sizeof *block;
  loop = block->loop;
  if (!loop) {
    moved = realloc(block, size);
  } else {
    unlink_block(loop, block);
    moved = bt_resize(loop, block, block->size, size);
    link_block(loop, moved ? moved : block);
  }
  if (!moved)
    return NULL;
  moved->size = size;
  return moved + 1;
}

static void free_block(struct bt_block *block) {
  if (!block->loop) {
    free(block);
    return;
  }
  unlink_block(block->loop, block);
  bt_resize(block->loop, block, block->size, 0);
}

void bt_free(void *memory) {
  if (memory)
    free_block((struct bt_block *)memory - 1);
}

void bt_blocks_fini(struct bt_loop *loop, bool finished) {
  size_t n = 0, bytes = 0;
  char text[128];

  for (; loop->blocks; n++) {
    bytes += loop->blocks->size - sizeof *loop->blocks;
    free_block(loop->blocks);
  }
  if (finished && n > 0) {
    snprintf(text, sizeof text,
             "%zu block%s (%zu bytes) of bt_alloc were not freed", n,
             n == 1 ? "" : "s", bytes);
    bt_report(loop, "leak", text);
  }
}

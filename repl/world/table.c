/* SPDX-License-Identifier: MIT-0 */
#include "table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Leaves are small, since changing one record copies its leaf. */
enum {
  LEAF_BITS = 3,
  LEAF = 1 << LEAF_BITS,
  FAN_BITS = 5,
  FAN = 1 << FAN_BITS
};

/* A leaf holds LEAF records, an inner node FAN nodes of the level below. */
struct table_node {
  uint64_t refs; /* tables and nodes that point here */
  struct table_node *child[];
};

static unsigned char *records(const struct table_node *leaf) {
  return (unsigned char *)leaf->child;
}

static size_t node_size(const struct table *table, unsigned level) {
  return sizeof(struct table_node) + (level == 1
                                          ? LEAF * table->record_size
                                          : FAN * sizeof(struct table_node *));
}

/* How far a number is shifted to give the place in a node of that level. */
static unsigned shift_of(unsigned level) {
  return level == 1 ? 0 : LEAF_BITS + FAN_BITS * (level - 2);
}

static uint32_t place_in(uint32_t number, unsigned level) {
  return number >> shift_of(level) & (level == 1 ? LEAF - 1 : FAN - 1);
}

/* Whether a tree of so many levels has a place for the number. */
static bool reaches(unsigned levels, uint32_t number) {
  return levels &&
         (shift_of(levels + 1) >= 32 || number >> shift_of(levels + 1) == 0);
}

static void drop(const struct table *table, struct table_node *node,
                 unsigned level) {
  if (!node || --node->refs > 0)
    return;
  if (level > 1)
    for (int i = 0; i < FAN; i++)
      drop(table, node->child[i], level - 1);
  free(node);
}

void table_init(struct table *table, size_t record_size) {
  *table = (struct table){.record_size = record_size};
}

void table_fini(struct table *table) {
  drop(table, table->root, table->levels);
  table_init(table, table->record_size);
}

void table_copy(struct table *copy, const struct table *table) {
  *copy = *table;
  if (copy->root)
    copy->root->refs++;
}

const void *table_get(const struct table *table, uint32_t number) {
  const struct table_node *node = table->root;

  if (!reaches(table->levels, number))
    return NULL;
  for (unsigned level = table->levels; level > 1 && node; level--)
    node = node->child[place_in(number, level)];
  if (!node)
    return NULL;
  return records(node) + place_in(number, 1) * table->record_size;
}

/* Makes the node in slot one that this table alone holds. */
static bool own(const struct table *table, struct table_node **slot,
                unsigned level) {
  struct table_node *old = *slot, *node;
  size_t size = node_size(table, level);

  if (old && old->refs == 1)
    return true;
  node = old ? malloc(size) : calloc(1, size);
  if (!node)
    return false;
  if (old) {
    memcpy(node, old, size);
    old->refs--;
    for (int i = 0; level > 1 && i < FAN; i++)
      if (node->child[i])
        node->child[i]->refs++;
  }
  node->refs = 1;
  *slot = node;
  return true;
}

/* Puts a new root above the old one. */
static bool raise_root(struct table *table) {
  struct table_node *root = NULL;

  if (!own(table, &root, table->levels + 1))
    return false;
  if (table->levels)
    root->child[0] = table->root;
  table->root = root;
  table->levels++;
  return true;
}

void *table_edit(struct table *table, uint32_t number) {
  struct table_node **slot = &table->root;

  while (!reaches(table->levels, number))
    if (!raise_root(table))
      return NULL;
  for (unsigned level = table->levels; level > 1; level--) {
    if (!own(table, slot, level))
      return NULL;
    slot = &(*slot)->child[place_in(number, level)];
  }
  if (!own(table, slot, 1))
    return NULL;
  return records(*slot) + place_in(number, 1) * table->record_size;
}

static bool there(const struct table *table, const struct table_node *leaf,
                  uint32_t i) {
  uint32_t first;

  memcpy(&first, records(leaf) + i * table->record_size, sizeof first);
  return first != 0;
}

/* The least number from from on within node, which begins at base. */
static bool next_in(const struct table *table, const struct table_node *node,
                    unsigned level, uint64_t base, uint64_t from,
                    uint32_t *found) {
  uint64_t width = UINT64_C(1) << shift_of(level);
  uint32_t n = level == 1 ? LEAF : FAN;

  for (uint32_t i = from > base ? (uint32_t)((from - base) / width) : 0; i < n;
       i++) {
    uint64_t start = base + i * width;

    if (level > 1) {
      if (node->child[i] &&
          next_in(table, node->child[i], level - 1, start, from, found))
        return true;
    } else if (there(table, node, i)) {
      *found = (uint32_t)start;
      return true;
    }
  }
  return false;
}

uint32_t table_next(const struct table *table, uint32_t number) {
  uint32_t found = 0;

  if (table->root)
    next_in(table, table->root, table->levels, 0, (uint64_t)number + 1, &found);
  return found;
}

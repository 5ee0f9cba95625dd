/* SPDX-License-Identifier: MIT-0 */
/* table: records by number, copied at once and shared until they change.
 *
 * A copy of a table costs nothing: both share a tree of nodes, and whoever
 * changes a record first copies the few nodes on the way to it. The world
 * keeps its snapshots so. Numbers may be any uint32_t; those in use should be
 * close to each other.
 *
 * A record begins with a uint32_t, which is 0 in a record that is not there.
 */
#ifndef REPL_TABLE_H
#define REPL_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct table_node;

struct table {
  struct table_node *root;
  unsigned levels; /* of the tree; 0 is empty */
  size_t record_size;
};

/* Makes an empty table; allocates nothing. */
void table_init(struct table *table, size_t record_size);
void table_fini(struct table *table);

/* Makes copy, which holds nothing yet, the same as table. */
void table_copy(struct table *copy, const struct table *table);

/* The record of that number to be read, or NULL. Valid until the next edit. */
const void *table_get(const struct table *table, uint32_t number);

/* The record of that number to be changed, zeroed where it is new; NULL when
 * out of memory. Valid until the table is copied. */
void *table_edit(struct table *table, uint32_t number);

/* The least number above number that has a record, or 0. */
uint32_t table_next(const struct table *table, uint32_t number);

#endif

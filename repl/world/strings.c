/* SPDX-License-Identifier: MIT-0 */
#include "strings.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bt_errors.h"

enum { BLOCK_BYTES = 64 * 1024, FIRST_SLOTS = 64 };

/* Texts lie one after the other in blocks, which never move. */
struct strings_block {
  struct strings_block *next;
  size_t n, size;
  char bytes[];
};

static uint32_t hash_of(const char *text, size_t n) {
  uint64_t h = 14695981039346656037u;

  for (size_t i = 0; i < n; i++)
    h = (h ^ (unsigned char)text[i]) * 1099511628211u;
  return (uint32_t)(h ^ h >> 32);
}

/* Room for n bytes that stay where they are; NULL when out of memory. */
static char *take_bytes(struct strings *strings, size_t n) {
  struct strings_block *block = strings->blocks;

  if (!block || block->size - block->n < n) {
    size_t size = n > BLOCK_BYTES ? n : BLOCK_BYTES;

    block = malloc(sizeof *block + size);
    if (!block)
      return NULL;
    *block = (struct strings_block){.next = strings->blocks, .size = size};
    strings->blocks = block;
  }
  block->n += n;
  return block->bytes + block->n - n;
}

static void enter(struct strings *strings, uint32_t number) {
  uint32_t mask = strings->n_slots - 1;
  uint32_t i = strings->items[number].hash & mask;

  while (strings->slots[i])
    i = (i + 1) & mask;
  strings->slots[i] = number;
}

/* Doubles the slots while they are more than half full. */
static bool grow_slots(struct strings *strings) {
  uint32_t n = strings->n_slots ? strings->n_slots * 2 : FIRST_SLOTS;
  uint32_t *slots;

  if (strings->n < strings->n_slots / 2)
    return true;
  slots = calloc(n, sizeof *slots);
  if (!slots)
    return false;
  free(strings->slots);
  strings->slots = slots;
  strings->n_slots = n;
  for (uint32_t i = 1; i < strings->n; i++)
    enter(strings, i);
  return true;
}

static bool grow_items(struct strings *strings) {
  uint32_t size = strings->size ? strings->size * 2 : FIRST_SLOTS;
  struct strings_item *items;

  if (strings->n < strings->size)
    return true;
  items = realloc(strings->items, size * sizeof *items);
  if (!items)
    return false;
  strings->items = items;
  strings->size = size;
  return true;
}

static uint32_t find(const struct strings *strings, const char *text,
                     uint32_t hash) {
  uint32_t mask = strings->n_slots - 1;

  for (uint32_t i = hash & mask; strings->slots[i]; i = (i + 1) & mask) {
    const struct strings_item *item = &strings->items[strings->slots[i]];

    if (item->hash == hash && strcmp(item->text, text) == 0)
      return strings->slots[i];
  }
  return 0;
}

int strings_init(struct strings *strings) {
  *strings = (struct strings){0};
  if (!grow_items(strings) || !grow_slots(strings)) {
    strings_fini(strings);
    return UV_ENOMEM;
  }
  strings->items[0] = (struct strings_item){0};
  strings->n = 1;
  return 0;
}

void strings_fini(struct strings *strings) {
  while (strings->blocks) {
    struct strings_block *block = strings->blocks;

    strings->blocks = block->next;
    free(block);
  }
  free(strings->items);
  free(strings->slots);
  *strings = (struct strings){0};
}

static int add(struct strings *strings, const char *text, size_t n,
               uint32_t hash, uint32_t *number) {
  char *copy;

  if (!grow_items(strings) || !grow_slots(strings))
    return UV_ENOMEM;
  copy = take_bytes(strings, n + 1);
  if (!copy)
    return UV_ENOMEM;
  memcpy(copy, text, n + 1);
  strings->items[strings->n] =
      (struct strings_item){.text = copy, .hash = hash};
  enter(strings, strings->n);
  *number = strings->n++;
  return 0;
}

int strings_number(struct strings *strings, const char *text,
                   uint32_t *number) {
  size_t n = text ? strlen(text) : 0;
  uint32_t hash = text ? hash_of(text, n) : 0;
  uint32_t found = text ? find(strings, text, hash) : 0;

  if (text && !found)
    return add(strings, text, n, hash, number);
  *number = found;
  return 0;
}

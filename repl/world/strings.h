/* SPDX-License-Identifier: MIT-0 */
/* strings: equal strings kept once, and called by a number.
 *
 * Errors  UV_ENOMEM. Owns copies of what it is given; they never move.
 */
#ifndef REPL_STRINGS_H
#define REPL_STRINGS_H

#include <stdint.h>

struct strings_item {
  const char *text;
  uint32_t hash;
  uint32_t uses; /* the caller's: counts names of tasks */
};

struct strings_block;

struct strings {
  struct strings_item *items; /* [0] stands for NULL */
  uint32_t n, size;
  uint32_t *slots;  /* numbers of items by hash; 0 is free */
  uint32_t n_slots; /* a power of two, or 0 */
  struct strings_block *blocks;
};

/* Makes an empty set. Returns 0 or UV_ENOMEM. */
int strings_init(struct strings *strings);
void strings_fini(struct strings *strings);

/* The number of text, which is added where it is new; 0 for NULL. Returns 0
 * or UV_ENOMEM, with *number untouched. */
int strings_number(struct strings *strings, const char *text, uint32_t *number);

/* The text of a number that strings_number gave. */
static inline const char *strings_text(const struct strings *strings,
                                       uint32_t number) {
  return strings->items[number].text;
}

#endif

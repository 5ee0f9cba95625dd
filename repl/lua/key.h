/* SPDX-License-Identifier: MIT-0 */
/* key: a key of a table, as far as its place among others goes. */
#ifndef KEY_H
#define KEY_H

#include "state.h"

enum rank { KEY_NUMBER, KEY_STRING, KEY_REST };

struct key {
  enum rank rank;
  bool integer;
  lua_Integer slot; /* where snapshot's table of keys has it */
  union {
    lua_Integer i;
    lua_Number n;
    uint64_t serial;
    struct {
      const char *s;
      size_t n;
    } text;
  } u;
};

/* Reads the value at idx. A string's text stays Lua's. False for what cannot
 * be a key: nil and NaN. Does not raise. */
bool key_read(lua_State *L, int idx, struct key *key);

/* For qsort and the like: below 0 if a comes before b. */
int key_compare(const void *a, const void *b);

/* Gives the function at idx its place in the order of creation, if it is a C
 * function: those are no objects and have none of Lua's. */
void key_number(lua_State *L, int idx);
void key_open(lua_State *L);

#endif

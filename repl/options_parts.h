/* SPDX-License-Identifier: MIT-0 */
/* options_parts: what the files of the options share and nobody else sees. */
#ifndef OPTIONS_PARTS_H
#define OPTIONS_PARTS_H

#include "options.h"

#define ON(id) (1u << (id))

struct command {
  const char *name;
  enum command_id id;
  int least, most;   /* operands; most < 0: any number */
  bool passes_flags; /* every word after FILE is the program's */
  const char *usage, *summary;
};

/* What a flag takes. */
enum kind {
  IS_TRUE,
  IS_COUNT,
  IS_TEXT,
  IS_SECONDS,
  IS_CLOCK,
  IS_FORMAT,
  IS_SIZE
};

struct flag {
  const char *name;
  enum kind kind;
  size_t offset;     /* of the field in struct options */
  unsigned on;       /* commands it goes with */
  const char *value; /* what to put after it; NULL: nothing */
  const char *summary;
};

/* ---- options_table.c -------------------------------------------------- */

/* Row i of the tables; NULL behind the last. */
const struct command *options_command(size_t i);
const struct flag *options_flag(size_t i);

/* By name (of a flag, n bytes), by number; or NULL. */
const struct command *options_find_command(const char *name);
const struct command *options_command_of(enum command_id id);
const struct flag *options_find_flag(const char *name, size_t n);

/* ---- options_value.c -------------------------------------------------- */

/* Reads the value of a flag into its field. Returns 0, or -1 after saying what
 * it takes. */
int options_value(const struct flag *flag, const char *text, void *field);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* options: what the command line asks for.
 *
 * Commands and flags are two tables; parsing, help and suggestions all read
 * them, so a new flag is one row.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "baton.h"

enum command_id {
  COMMAND_NONE, /* bare baton */
  COMMAND_RUN,
  COMMAND_CODE, /* -e */
  COMMAND_STAY, /* -i */
  COMMAND_STEP,
  COMMAND_TRACE,
  COMMAND_REPLAY,
  COMMAND_REPL,
  COMMAND_LESSON,
  COMMAND_LESSONS,
  COMMAND_PATTERNS,
  COMMAND_SHOW,
  COMMAND_COPY,
  COMMAND_HELP,
  COMMAND_VERSION,
  COMMAND_COUNT
};

enum format {
  FORMAT_TEXT,
  FORMAT_JSONL,
  FORMAT_PERFETTO,
  FORMAT_SVG,
  FORMAT_ANSI, /* this and what follows: of --dump */
  FORMAT_HTML
};

struct options {
  enum command_id command;
  const char *file; /* FILE, CODE, TRACE, NAME, ...: the first operand */
  char **rest;      /* the operands after it; rest[-1] is file */
  int n_rest;

  enum bt_clock clock;
  bool seeded;
  uint64_t seed;
  const char *schedule; /* NULL: none */
  uint64_t max_turns;   /* limits; 0: none */
  uint64_t max_time_ms;
  uint64_t max_memory_mb;

  enum format format;
  int dump_w, dump_h;  /* --dump; 0: not asked for */
  const char *output;  /* -o */
  const char *to;      /* copy --to */
  const char *lessons; /* --lessons DIR */
  bool plain, no_color, ascii, dry_run, diff, check;
};

/* Reads the command line into *options. Returns 0; or -1 after saying what is
 * wrong, and the exit status is STATUS_USAGE. Strings stay
 * argv's, whose words change their places. */
int options_parse(struct options *options, int argc, char **argv);

/* Writes the general help, or that of one command, to standard output.
 * Returns false where topic is no command. */
bool options_help(const char *topic);

/* Calls each(data, name) for every command's name. */
void options_names(void (*each)(void *data, const char *name), void *data);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* copy: the patterns as files to read and to keep.
 *
 * What is copied is the source that Baton itself runs. Nothing that is there
 * already is overwritten, and where one file cannot be copied none is.
 */
#ifndef COPY_H
#define COPY_H

#include <stdbool.h>

struct copy_options {
  const char *to; /* NULL: this folder */
  bool dry_run;   /* say what would be done */
  bool diff;      /* show how the files that are there differ */
};

/* All of these print to standard output and return an exit status. */

/* One line a pattern: its name and what its header says it is. */
int copy_list(void);

/* A pattern's header, then its source. */
int copy_show(const char *name);

/* Copies the header and source of each pattern and of those they stand on;
 * "core" is the folder core/ as it is. */
int copy_patterns(char *const *names, int n,
                  const struct copy_options *options);

/* Whether there is a pattern of that name ("core" is one). */
bool copy_has(const char *name);

#endif

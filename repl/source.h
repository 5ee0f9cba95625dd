/* SPDX-License-Identifier: MIT-0 */
/* source: the text of a program, read whole and looked at before it runs. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stddef.h>
#include <stdio.h>

struct source {
  char *name; /* as errors show it: "queue.lua", "stdin" */
  char *text; /* NUL-ended; a first line that begins with # is a comment */
  size_t n;
};

/* Reads the file at path, or standard input where path is "-". Returns 0; or
 * -1 after saying what is wrong: it is missing, a folder, no text, too large
 * or a C program. The caller frees with source_free, also after an error. */
int source_read(struct source *source, const char *path);

/* A copy of text under a name. Returns 0, or -1 after saying that memory ran
 * out. */
int source_from_text(struct source *source, const char *name, const char *text);

void source_free(struct source *source);

/* Prints the lines with their numbers to standard output. */
void source_print(const struct source *source);

/* Opens a file to be read. NULL after saying why not; a folder is none. */
FILE *file_open(const char *path);

/* Reads all of a file that need not be a program. NULL after saying why; the
 * caller frees. *n may be NULL. */
char *file_read(const char *path, size_t *n);

#endif

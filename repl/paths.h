/* SPDX-License-Identifier: MIT-0 */
/* paths: where Baton finds its own files, and keeps a person's. */
#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <stddef.h>

enum { PATH_SIZE = 4096 };

/* Writes the folder of Baton's files of one sort ("lessons", "patterns",
 * "core") into buf: in the tree that the program was built from, or in
 * share/baton beside an installed one. Returns 0, or -1 after saying that it
 * was not found. */
int paths_share(const char *sort, char *buf, size_t size);

/* Writes the path of a file that is kept between runs into buf, in
 * $XDG_STATE_HOME/baton or ~/.local/state/baton, and makes the folder.
 * Returns 0, or -1 where there is no such place. */
int paths_state(const char *name, char *buf, size_t size);

/* Writes "dir/name" into buf; false where it does not fit. */
bool paths_join(char *buf, size_t size, const char *dir, const char *name);

bool paths_is_folder(const char *path);
bool paths_exists(const char *path);

/* Makes the folder and those above it. Returns 0 or -1 with errno set. */
int paths_make_folder(const char *path);

/* The names in a folder that do not begin with a dot, in byte order; NULL
 * with errno set. The caller frees with paths_free_names. */
char **paths_names(const char *dir, size_t *n);
void paths_free_names(char **names, size_t n);

#endif

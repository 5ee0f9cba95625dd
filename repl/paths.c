/* SPDX-License-Identifier: MIT-0 */
#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uv.h>

#include "say.h"

bool paths_join(char *buf, size_t size, const char *dir, const char *name) {
  int n = snprintf(buf, size, "%s/%s", dir, name);

  return n >= 0 && (size_t)n < size;
}

bool paths_is_folder(const char *path) {
  struct stat about;

  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool paths_exists(const char *path) {
  struct stat about;

  return stat(path, &about) == 0;
}

/* ---- Baton's own files ------------------------------------------------ */

/* Looks for dir/sort; where sort is part of a source tree, the file that
 * marks the tree must be there too. */
static bool look_in(const char *dir, const char *sort, const char *mark,
                    char *buf, size_t size) {
  char marked[PATH_SIZE];

  if (mark &&
      !(paths_join(marked, sizeof marked, dir, mark) && paths_exists(marked)))
    return false;
  return paths_join(buf, size, dir, sort) && paths_is_folder(buf);
}

/* dir is the folder of the program; each folder above it may be the source
 * tree that it was built in. */
static bool look_around(char *dir, const char *sort, char *buf, size_t size) {
  static const char *const mark = "core/baton.h";
  char share[PATH_SIZE];

  if (paths_join(share, sizeof share, dir, "../share/baton") &&
      look_in(share, sort, NULL, buf, size))
    return true;
  for (char *slash; (slash = strrchr(dir, '/')); *slash = '\0')
    if (look_in(dir, sort, mark, buf, size))
      return true;
#ifdef BATON_SOURCE_DIR
  if (look_in(BATON_SOURCE_DIR, sort, mark, buf, size))
    return true;
#endif
  return false;
}

int paths_share(const char *sort, char *buf, size_t size) {
  char dir[PATH_SIZE];
  size_t n = sizeof dir;
  char *slash;

  if (uv_exepath(dir, &n) == 0 && (slash = strrchr(dir, '/'))) {
    *slash = '\0';
    if (look_around(dir, sort, buf, size))
      return 0;
  }
  say("Baton's folder '%s' is neither beside the program nor in share/baton",
      sort);
  return -1;
}

/* ---- A person's files ------------------------------------------------- */

int paths_make_folder(const char *path) {
  char part[PATH_SIZE];
  size_t n = strlen(path);

  if (n >= sizeof part) {
    errno = ENAMETOOLONG;
    return -1;
  }
  for (size_t i = 1; i <= n; i++) {
    if (path[i] != '/' && path[i] != '\0')
      continue;
    memcpy(part, path, i);
    part[i] = '\0';
    if (mkdir(part, 0777) < 0 && errno != EEXIST)
      return -1;
  }
  if (paths_is_folder(path))
    return 0;
  errno = ENOTDIR;
  return -1;
}

static bool state_folder(char *buf, size_t size) {
  const char *state = getenv("XDG_STATE_HOME");
  const char *home = getenv("HOME");

  if (state && state[0] == '/')
    return paths_join(buf, size, state, "baton");
  if (home && home[0] == '/')
    return paths_join(buf, size, home, ".local/state/baton");
  return false;
}

int paths_state(const char *name, char *buf, size_t size) {
  char dir[PATH_SIZE];

  if (!state_folder(dir, sizeof dir) || paths_make_folder(dir) < 0)
    return -1;
  return paths_join(buf, size, dir, name) ? 0 : -1;
}

/* ---- Folders ---------------------------------------------------------- */

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds a copy of name; doubles the row when it is full. */
static bool add_name(char ***names, size_t *n, const char *name) {
  if ((*n & (*n + 1)) == 0) { /* n is 0, 1, 3, 7, ...: the row is full */
    char **more = realloc(*names, (*n + 1) * 2 * sizeof *more);

    if (!more)
      return false;
    *names = more;
  }
  (*names)[*n] = strdup(name);
  if (!(*names)[*n])
    return false;
  ++*n;
  return true;
}

char **paths_names(const char *dir, size_t *n) {
  DIR *folder = opendir(dir);
  char **names = NULL;
  bool ok = folder && (names = malloc(sizeof *names));
  struct dirent *entry;

  *n = 0;
  while (ok && (entry = readdir(folder)))
    if (entry->d_name[0] != '.')
      ok = add_name(&names, n, entry->d_name);
  if (folder)
    closedir(folder);
  if (ok) {
    qsort(names, *n, sizeof *names, by_name);
    return names;
  }
  paths_free_names(names, *n);
  *n = 0;
  return NULL;
}

void paths_free_names(char **names, size_t n) {
  for (size_t i = 0; i < n; i++)
    free(names[i]);
  free(names);
}

/* SPDX-License-Identifier: MIT-0 */
/* The patterns to read: all of them in a line each, one of them whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy_parts.h"
#include "page.h"
#include "paths.h"
#include "say.h"
#include "source.h"

/* The sentence after "bt_NAME: " in the comment that opens the header. */
static void print_purpose(const char *name, const char *text) {
  struct page page = {stdout, 79};
  char start[80], first[80], purpose[256];
  const char *c;
  size_t n = 0;

  snprintf(start, sizeof start, "/* bt_%s: ", name);
  snprintf(first, sizeof first, "%-14s ", name);
  c = strstr(text, start);
  for (c = c ? c + strlen(start) : ""; *c && n + 1 < sizeof purpose; c++) {
    if (*c == '.' && (c[1] == '\n' || c[1] == ' '))
      break;
    purpose[n++] = *c == '*' ? ' ' : *c; /* the comment's margin */
  }
  purpose[n] = '\0';
  page_wrap(&page, first, "               ", purpose);
}

static int list_one(const char *patterns, const char *name) {
  char dir[PATH_SIZE], file[128], path[PATH_SIZE];
  char *text;

  snprintf(file, sizeof file, "bt_%s.h", name);
  if (!paths_join(dir, sizeof dir, patterns, name) ||
      !paths_join(path, sizeof path, dir, file) || !paths_exists(path))
    return 0; /* a file beside the patterns, such as a README */
  text = file_read(path, NULL);
  if (!text)
    return -1;
  print_purpose(name, text);
  free(text);
  return 0;
}

int copy_list(void) {
  char dir[PATH_SIZE];
  char **names;
  size_t n;
  int rc = 0;

  if (paths_share("patterns", dir, sizeof dir) < 0)
    return STATUS_USAGE;
  names = paths_names(dir, &n);
  if (!names)
    return say_no_memory();
  printf("%-14s %s\n", "core", "the runtime: what every pattern stands on");
  for (size_t i = 0; i < n && rc == 0; i++)
    rc = list_one(dir, names[i]);
  paths_free_names(names, n);
  return rc < 0 ? STATUS_FAILED : STATUS_FINE;
}

static int print_file(const char *dir, const char *file) {
  char path[PATH_SIZE];
  size_t n;
  char *text;

  if (!paths_join(path, sizeof path, dir, file))
    return -1;
  text = file_read(path, &n);
  if (!text)
    return -1;
  fwrite(text, 1, n, stdout);
  free(text);
  return 0;
}

int copy_show(const char *name) {
  char dir[PATH_SIZE], file[PATH_SIZE];

  if (!copy_find(name, dir, sizeof dir))
    return copy_unknown(name);
  if (strcmp(name, "core") == 0)
    return print_file(dir, "baton.h") < 0 ? STATUS_FAILED : STATUS_FINE;
  snprintf(file, sizeof file, "bt_%s.h", name);
  if (print_file(dir, file) < 0)
    return STATUS_FAILED;
  printf("\n");
  snprintf(file, sizeof file, "bt_%s.c", name);
  return print_file(dir, file) < 0 ? STATUS_FAILED : STATUS_FINE;
}

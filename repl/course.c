/* SPDX-License-Identifier: MIT-0 */
#include "course.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "paths.h"
#include "say.h"

/* "01-event-loop": its number, then its name; NULL for other files. */
static const char *name_after_number(const char *folder) {
  size_t n = strspn(folder, "0123456789");

  return n > 0 && folder[n] == '-' && folder[n + 1] ? folder + n + 1 : NULL;
}

/* A folder with such a name; that its lesson.md is missing is said by whoever
 * reads it. */
static bool is_lesson(const char *dir, const char *folder) {
  char inner[PATH_SIZE], itself[PATH_SIZE];

  return name_after_number(folder) &&
         paths_join(inner, sizeof inner, dir, folder) &&
         paths_join(itself, sizeof itself, inner, ".") && paths_exists(itself);
}

static int by_number(const void *a, const void *b) {
  const char *x = *(char *const *)a, *y = *(char *const *)b;
  int difference = atoi(x) - atoi(y);

  return difference ? difference : strcmp(x, y);
}

static void keep_lessons(struct course *course) {
  size_t kept = 0;

  for (size_t i = 0; i < course->n; i++) {
    if (is_lesson(course->dir, course->names[i]))
      course->names[kept++] = course->names[i];
    else
      free(course->names[i]);
  }
  course->n = kept;
  qsort(course->names, kept, sizeof *course->names, by_number);
}

int course_open(struct course *course, const char *dir) {
  char found[PATH_SIZE];

  memset(course, 0, sizeof *course);
  if (!dir && paths_share("lessons", found, sizeof found) < 0)
    return -1;
  course->dir = strdup(dir ? dir : found);
  if (course->dir)
    course->names = paths_names(course->dir, &course->n);
  if (course->names)
    keep_lessons(course);
  if (course->n > 0)
    return 0;
  if (!course->names && errno == ENOMEM)
    say_no_memory();
  else
    say("%s: there are no lessons in this folder", dir ? dir : found);
  course_close(course);
  return -1;
}

void course_close(struct course *course) {
  paths_free_names(course->names, course->n);
  free(course->dir);
  memset(course, 0, sizeof *course);
}

static bool is_called(const char *folder, const char *name) {
  char *end;
  long number = strtol(name, &end, 10);

  if (isdigit((unsigned char)*name) && *end == '\0')
    return number == atol(folder);
  return strcmp(folder, name) == 0 ||
         strcmp(name_after_number(folder), name) == 0;
}

int course_find(const struct course *course, const char *name) {
  struct nearest nearest;
  char hint[128];

  nearest_start(&nearest, name);
  for (size_t i = 0; i < course->n; i++) {
    if (is_called(course->names[i], name))
      return (int)i;
    nearest_try(&nearest, name_after_number(course->names[i]));
  }
  say("there is no lesson '%s'%s", name,
      nearest_hint(&nearest, "", hint, sizeof hint));
  say_text("baton lessons lists them.");
  return -1;
}

bool course_folder(const struct course *course, size_t i, char *buf,
                   size_t size) {
  return paths_join(buf, size, course->dir, course->names[i]);
}

/* SPDX-License-Identifier: MIT-0 */
#include "course.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "paths.h"
#include "say.h"

/* ---- Lessons ---------------------------------------------------------- */

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

/* ---- Progress --------------------------------------------------------- */

static json_t *fresh(void) {
  return json_pack("{s:i, s:{}}", "version", 1, "lessons");
}

/* NULL where it is none of ours. */
static json_t *read_file(const char *path) {
  json_error_t error;
  json_t *root = json_load_file(path, 0, &error);

  if (json_integer_value(json_object_get(root, "version")) == 1 &&
      json_is_object(json_object_get(root, "lessons")))
    return root;
  json_decref(root);
  return NULL;
}

void progress_open(struct progress *progress) {
  char path[PATH_SIZE];

  progress->root = NULL;
  progress->readonly = paths_state("progress.json", path, sizeof path) < 0;
  if (!progress->readonly && paths_exists(path)) {
    progress->root = read_file(path);
    progress->readonly = !progress->root;
    if (progress->readonly)
      say("%s: cannot be read, so no progress is kept; move it away to begin "
          "afresh",
          path);
  }
  if (!progress->root)
    progress->root = fresh();
}

void progress_close(struct progress *progress) {
  json_decref(progress->root);
  progress->root = NULL;
}

/* By rename, so that a file that was begun is never left behind. */
static void write_file(struct progress *progress) {
  char path[PATH_SIZE], next[PATH_SIZE];

  if (progress->readonly)
    return;
  if (paths_state("progress.json", path, sizeof path) == 0 &&
      paths_state("progress.json.new", next, sizeof next) == 0 &&
      json_dump_file(progress->root, next, JSON_INDENT(2)) == 0 &&
      rename(next, path) == 0)
    return;
  say("%s: cannot be written, so no progress is kept", path);
  progress->readonly = true;
}

static json_t *lesson_of(const struct progress *progress, const char *lesson) {
  return json_object_get(json_object_get(progress->root, "lessons"), lesson);
}

/* The member of object, made where it is not there; NULL without memory. */
static json_t *member(json_t *object, const char *name) {
  json_t *value = json_object_get(object, name);

  if (!json_is_object(value)) {
    value = json_object();
    json_object_set_new(object, name, value);
  }
  return value;
}

static json_t *make_lesson(struct progress *progress, const char *lesson) {
  return member(member(progress->root, "lessons"), lesson);
}

const char *progress_last(const struct progress *progress) {
  return json_string_value(json_object_get(progress->root, "last"));
}

bool progress_done(const struct progress *progress, const char *lesson) {
  return json_is_true(json_object_get(lesson_of(progress, lesson), "done"));
}

bool progress_begun(const struct progress *progress, const char *lesson) {
  return lesson_of(progress, lesson) != NULL;
}

void progress_set_last(struct progress *progress, const char *lesson) {
  json_object_set_new(progress->root, "last", json_string(lesson));
  make_lesson(progress, lesson);
  write_file(progress);
}

void progress_set_done(struct progress *progress, const char *lesson) {
  json_object_set_new(make_lesson(progress, lesson), "done", json_true());
  write_file(progress);
}

void progress_set_answer(struct progress *progress, const char *lesson,
                         const char *question, int guesses, bool right) {
  json_t *all = member(make_lesson(progress, lesson), "questions");

  json_object_set_new(
      all, question,
      json_pack("{s:i, s:b}", "guesses", guesses, "right", (int)right));
  write_file(progress);
}

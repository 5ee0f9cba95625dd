/* SPDX-License-Identifier: MIT-0 */
/* baton lessons: all of them, and how far somebody is in each. */
#include <stdio.h>
#include <stdlib.h>

#include "course.h"
#include "lesson.h"
#include "lesson_run.h"
#include "paths.h"
#include "progress.h"
#include "say.h"

static int list_one(const struct course *course, size_t i,
                    const struct progress *progress) {
  const char *name = course->names[i];
  struct lesson lesson = {0};
  char dir[PATH_SIZE];
  int rc = -1;

  if (course_folder(course, i, dir, sizeof dir))
    rc = lesson_read(&lesson, dir);
  if (rc == 0)
    printf("%3d  %-6s  %s\n", atoi(name),
           progress_done(progress, name)    ? "done"
           : progress_begun(progress, name) ? "begun"
                                            : "",
           lesson.title);
  lesson_free(&lesson);
  return rc;
}

int lesson_list(const struct options *options) {
  struct progress progress;
  struct course course;
  int rc = 0;

  if (course_open(&course, options->lessons) < 0)
    return STATUS_USAGE;
  progress_open(&progress);
  progress_say(&progress);
  for (size_t i = 0; i < course.n; i++)
    rc |= list_one(&course, i, &progress);
  progress_close(&progress);
  course_close(&course);
  return rc ? STATUS_FAILED : STATUS_FINE;
}

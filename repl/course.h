/* SPDX-License-Identifier: MIT-0 */
/* course: a folder of lessons. */
#ifndef COURSE_H
#define COURSE_H

#include <stdbool.h>
#include <stddef.h>

struct course {
  char *dir;
  char **names; /* of the lessons' folders, "01-event-loop", in order */
  size_t n;
};

/* Finds the lessons in dir, or with NULL Baton's own. Returns 0, or -1 after
 * saying why there are none. */
int course_open(struct course *course, const char *dir);
void course_close(struct course *course);

/* The lesson that a number or a name stands for ("1", "event-loop",
 * "01-event-loop"), or -1 after saying that there is none. */
int course_find(const struct course *course, const char *name);

/* Writes the folder of lesson i into buf; false where it does not fit. */
bool course_folder(const struct course *course, size_t i, char *buf,
                   size_t size);

#endif

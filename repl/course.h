/* SPDX-License-Identifier: MIT-0 */
/* course: a folder of lessons, and how far somebody is in them. */
#ifndef COURSE_H
#define COURSE_H

#include <jansson.h>
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

/* ---- Progress ---------------------------------------------------------- */

/* progress.json: {"version": 1, "last": NAME, "lessons": {NAME: {"done": true,
 * "questions": {LINE: {"guesses": 2, "right": true}}}}}. */
struct progress {
  json_t *root;
  bool readonly; /* of a later version, or no place to keep it */
};

/* Reads it; what cannot be read is said, kept as it is, and counts as none. */
void progress_open(struct progress *progress);
void progress_close(struct progress *progress);

/* The lesson opened last, or NULL. */
const char *progress_last(const struct progress *progress);
bool progress_done(const struct progress *progress, const char *lesson);
/* Whether it was ever opened. */
bool progress_begun(const struct progress *progress, const char *lesson);

/* Note it and write the file at once, by rename. */
void progress_set_last(struct progress *progress, const char *lesson);
void progress_set_done(struct progress *progress, const char *lesson);
void progress_set_answer(struct progress *progress, const char *lesson,
                         const char *question, int guesses, bool right);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* progress: how far somebody is in the lessons, kept in progress.json.
 *
 *     {"version": 1, "last": LESSON, "lessons": {LESSON: {"done": true,
 *      "questions": {NUMBER: {"guesses": 2, "right": true}},
 *      "place": {...}}}}
 *
 * Each change is made to the file as it is then, with a lock, and by rename:
 * sessions side by side lose nothing of each other's, and whatever ends one
 * leaves a whole file. A file that cannot be read is left alone, as it is.
 *
 * Errors  kept in problem, to be said where a person sees it; then nothing
 *         is kept any more, and the lessons go on.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <jansson.h>
#include <stdbool.h>

#include "paths.h"
#include "world/buffer.h"

struct progress {
  char path[PATH_SIZE];
  json_t *root;          /* as it was read last; NULL without memory */
  bool readonly;         /* nothing is kept */
  struct buffer problem; /* why, one line; "" once it was said */
};

void progress_open(struct progress *progress);
void progress_close(struct progress *progress);

/* Says what is wrong, if it was not said yet. */
void progress_say(struct progress *progress);

/* The lesson opened last, or NULL. */
const char *progress_last(const struct progress *progress);
bool progress_done(const struct progress *progress, const char *lesson);
/* Whether it was ever opened. */
bool progress_begun(const struct progress *progress, const char *lesson);
/* Where in the lesson somebody was, or NULL; valid until the next change. */
const json_t *progress_place(const struct progress *progress,
                             const char *lesson);

void progress_set_last(struct progress *progress, const char *lesson);
/* Forgets the place, too. */
void progress_set_done(struct progress *progress, const char *lesson);
void progress_set_answer(struct progress *progress, const char *lesson,
                         int question, int guesses, bool right);
void progress_set_place(struct progress *progress, const char *lesson,
                        json_t *place);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* lesson_player: a lesson under way, and what its blocks do with it. The files
 * of the lesson share this and nobody else sees it.
 *
 * What shows a block returns PROMPT_GO_ON when the next one may be shown,
 * PROMPT_QUIT when the learner leaves.
 */
#ifndef LESSON_PLAYER_H
#define LESSON_PLAYER_H

#include "course.h"
#include "lesson.h"
#include "options.h"
#include "page.h"
#include "progress.h"
#include "prompt.h"
#include "question.h"
#include "screen/screen.h"

struct player {
  const struct options *options;
  const char *name;            /* of the lesson's folder */
  const struct course *course; /* that it is in, ... */
  size_t index;                /* ... and where */
  bool named;                  /* by the learner; else it is the last one */
  bool goes_on;                /* to the next one, when it is over */
  char title[80];              /* at the head of the screen */
  struct progress progress;
  struct lesson lesson;
  struct source empty; /* on the stage where a lesson has no program */
  struct session session;
  struct prompt prompt;
  struct buffer line;    /* the last one read */
  struct page page;      /* where the text goes */
  struct screen *screen; /* or NULL: line by line */
  size_t at;             /* the block that is shown */
  int n_questions;       /* so far */
  int guesses;           /* at this question */
  struct mark mark;      /* of the session when this block began */
  bool returned;         /* to the middle of this block */
  bool keeps;            /* the place in the lesson */
  unsigned n_read;       /* lines, since then */
  json_t *place;         /* as it was kept last, or NULL */
};

/* ---- lesson_run.c ----------------------------------------------------- */

/* The last line that was read, and whether it is blank. */
const char *player_line(const struct player *player);
bool player_blank(const struct player *player);

/* Reads a line; ask is shown to a person, told (or NULL) to a pipe. Returns
 * false at the end. */
bool player_read(struct player *player, const char *ask, const char *told);

/* Waits for an empty line; anything else is done as at any prompt. ask is what
 * a screen shows. */
enum prompt_result player_pause(struct player *player, const char *ask);

/* The text of a part of a fence, "" where it is not there. */
const char *player_part(const struct block *block, const char *name);

/* ---- lesson_place.c --------------------------------------------------- */

/* Keeps where the learner is, if it has changed. */
void player_keep_place(struct player *player);
/* Offers the place that was kept, and goes there: player->at is it. From then
 * on places are kept. */
enum prompt_result player_return(struct player *player);
/* Reads which of two things was chosen, 1 or 2; Enter alone is 1. */
enum prompt_result player_choose(struct player *player, int *choice);

/* ---- lesson_next.c ---------------------------------------------------- */

/* Writes "1 The event loop" into buf: the number of a lesson's folder and its
 * title, without what follows a colon there. */
void player_title(char *buf, size_t size, const char *folder,
                  const char *title);
/* Says that the lesson is over. On a screen Enter opens the next one:
 * player->goes_on. */
void player_end(struct player *player);
void player_print_end(const struct player *player);
/* Offers the next lesson in one that is done. PROMPT_QUIT: it was taken. */
enum prompt_result player_offer_next(struct player *player);

/* ---- lesson_stage.c --------------------------------------------------- */

/* Puts a program on the stage. Returns an exit status. */
int player_set_stage(struct player *player, const struct source *source);
/* The program that is there from the start, to be stepped at once. */
const struct source *player_first(const struct player *player);

/* Says and shows what is put on the stage. */
void player_announce(struct player *player, const struct block *block);
enum prompt_result player_show_program(struct player *player,
                                       const struct block *block);
enum prompt_result player_show_c(struct player *player,
                                 const struct block *block);

/* ---- lesson_ask.c, lesson_try.c: a block of their sort is at player->at ---
 */

enum prompt_result player_ask(struct player *player);
enum prompt_result player_try(struct player *player);

#endif

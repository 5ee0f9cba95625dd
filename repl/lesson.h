/* SPDX-License-Identifier: MIT-0 */
/* lesson: a lesson.md, taken apart into what is shown and asked in turn.
 *
 * Errors  -1 after saying what is wrong, with file and line.
 * Owns    everything until lesson_free.
 */
#ifndef LESSON_H
#define LESSON_H

#include <stdbool.h>

#include "fence.h"
#include "source.h"

/* Stands before and behind what is emphasised in a text. Nobody sees it. */
#define LESSON_EMPHASIS "\u2063" /* the invisible separator */

enum block_kind {
  BLOCK_HEADING,
  BLOCK_TEXT,    /* a paragraph, or a point of a list */
  BLOCK_CODE,    /* lines shown as they are */
  BLOCK_PAUSE,   /* a rule: --- */
  BLOCK_RUN,     /* lua run: put the program on the stage */
  BLOCK_C,       /* c run: the same program in C */
  BLOCK_PREDICT, /* a question */
  BLOCK_TRY,     /* something to do at the prompt */
  BLOCK_COPY     /* a pattern to take away */
};

struct block {
  enum block_kind kind;
  int line;   /* of its text in lesson.md */
  int depth;  /* heading: its level; text: how deep in lists */
  int number; /* of a point in a numbered list; -1: a bullet; 0: no point */
  char *text;
  char *info;            /* what follows the words of a fence, or "" */
  struct source program; /* BLOCK_RUN, BLOCK_C */
  bool fails;            /* BLOCK_RUN: it is meant to */
  struct fence fence;    /* BLOCK_PREDICT, BLOCK_TRY */
};

struct lesson {
  char *path; /* of lesson.md, for messages */
  char *dir;
  char *title; /* the first heading, or the folder's name */
  struct block *blocks;
  size_t n, size;
};

/* Reads dir/lesson.md and the programs it names. Returns 0 or -1. */
int lesson_read(struct lesson *lesson, const char *dir);
void lesson_free(struct lesson *lesson);

/* The program that is on the stage at block i, or NULL: none yet. */
const struct source *lesson_stage(const struct lesson *lesson, size_t i);

/* Says what is wrong at a line of lesson.md. Returns -1. */
int lesson_wrong(const struct lesson *lesson, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

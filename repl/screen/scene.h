/* SPDX-License-Identifier: MIT-0 */
/* scene: all that one picture of the full screen shows, and how it is laid
 * out. Drawing reads the scene and nothing else, so that the same scene gives
 * the same frame on a terminal, in a dump and in a test.
 */
#ifndef REPL_SCENE_H
#define REPL_SCENE_H

#include "../world/world.h"
#include "frame.h"

/* What a narrow screen shows one at a time, and what the keys go to. */
enum tab {
  TAB_LESSON,
  TAB_SOURCE,
  TAB_TASKS,
  TAB_WAITS,
  TAB_OUTPUT,
  TAB_COUNT
};

/* Columns from which on all panes are seen at once. */
enum { SCENE_FOLDED_W = 80 };

struct scene {
  const struct world *world; /* at the step in view */
  struct world *past;        /* of the same log, for looking back */
  uint64_t now;              /* the clock, in microseconds */
  const char *title;         /* "1/28 The event loop", or the file's name */
  const char *state;         /* PAUSED, ENDED, BACK, ... */
  const char *order;         /* "first", "seed 3", ... */
  bool by_event;             /* keys move by one event, not by a step */
  unsigned branch;           /* 0: the first; a branch shows its number */
  const char *lesson;        /* its text so far; NULL: there is none */
  size_t lesson_top;         /* byte in it where the view begins */
  const char *source_name;
  const char *source;
  int source_down;    /* rows scrolled down from where it would be */
  const char *output; /* what the program printed, and what was said */
  int output_back;
  const char *cover;       /* over the panes: help, or what was said; or NULL */
  const char *cover_title; /* of it */
  int cover_down;          /* rows of it above what is seen */
  const char *step;        /* the line of the step in view */
  const char *prompt;      /* "baton> " */
  const char *typed;       /* the line being typed: may hold newlines */
  size_t cursor;           /* in it, in bytes */
  const char *keys;        /* the last row, ... */
  const char *warning;     /* ... unless there is one; or NULL */
  enum tab tab; /* shown where there is room for one pane only, ... */
  bool whole;   /* ... or it is to have all the room */
  bool graph;   /* the waits cover the upper row */
};

/* Draws it all. Below 40 columns or 10 rows: a message. Returns 0, or
 * UV_ENOMEM: then some part is missing. */
int scene_draw(struct frame *frame, const struct scene *scene);

/* Where the lesson's text is drawn: its width and height, 0 where it is not. */
void scene_page(struct frame *frame, const struct scene *scene, int *w, int *h);

/* Columns for a line of source beside a lesson, or alone, on a screen of w. */
int scene_source_width(int w, const char *source, bool whole);
/* Columns for a line of code in the text of a lesson. */
int scene_text_width(int w);

/* Whether there is room for one pane only, w columns wide. */
bool scene_is_folded(int w, const struct scene *scene);

/* Columns of text in what covers the panes. */
int scene_cover_width(int w);

/* Whether text is seen whole where the panes show what was said. */
bool scene_fits(struct frame *frame, const struct scene *scene,
                const char *text);

#endif

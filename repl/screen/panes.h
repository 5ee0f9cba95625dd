/* SPDX-License-Identifier: MIT-0 */
/* panes: the parts of the screen that show a program, each drawn into an area
 * from the world alone. */
#ifndef REPL_PANES_H
#define REPL_PANES_H

#include "../world/waits.h"
#include "../world/world.h"
#include "frame.h"
#include "marks.h"

/* The tasks, one row each: place in the queue, name, state, what it waits for
 * and who can wake it, history. past is a second world of the same log, moved
 * about to look back. Returns 0, or UV_ENOMEM: then some history is missing. */
int pane_tasks(struct area area, const struct world *world, struct world *past);
/* How many tasks that have not ended find no room in h rows. */
size_t pane_tasks_more(const struct world *world, int h);

/* The source round the line of the task that ran; `>` marks it, numbers the
 * ready tasks, in their order, - those that wait. name is the file's, as in
 * positions; down is how many lines further down to look. */
void pane_source(struct area area, const struct world *world, const char *name,
                 const char *text, int down);
/* Columns before the text's own: the mark and the line's number. */
int pane_source_margin(const char *text);

/* What is waited for, by whom; timers; who waits for whom, and cycles. */
void pane_waits(struct area area, const struct world *world,
                const struct waits *waits);

/* One line about all objects: "q [##] 2/2 full   m: cons <- stat". */
void pane_objects(struct area area, const struct world *world);

/* Lines of text, wrapped; the last ones, but for back rows below them. */
void pane_tail(struct area area, const char *text, int back);

/* The text of a lesson: headings and code stand out, points hang. The row that
 * holds byte top comes first; but its last rows fill the area. */
void pane_text(struct area area, const char *text, size_t top);

/* What that shows in h rows of w columns. */
struct text_view {
  int rows;  /* of all the text, without blank ones at its end */
  int first; /* row in view */
  int below; /* rows behind those in view */
};
struct text_view pane_text_view(const char *text, int w, int h, size_t top);
/* Where a row begins in the text, and whether it is blank. */
size_t pane_text_at(const char *text, int w, int row);
bool pane_text_blank(const char *text, int w, int row);

#endif

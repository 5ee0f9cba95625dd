/* SPDX-License-Identifier: MIT-0 */
/* layout: where on a screen each part of a scene is drawn.
 *
 * Neighbouring panes share the border between them. An area without columns
 * or rows is not shown.
 */
#ifndef REPL_LAYOUT_H
#define REPL_LAYOUT_H

#include "scene.h"

/* Below this, nothing is drawn but a message. */
enum { LAYOUT_LEAST_W = 40, LAYOUT_LEAST_H = 10 };

struct layout {
  bool folded; /* there is one pane, below tabs */
  struct area head, tabs;
  struct area panes[TAB_COUNT]; /* with their borders */
  struct area all;              /* of the panes, and of what is said */
  struct area said;             /* the output again where it has no pane */
  struct area step, typed, keys;
};

struct layout layout_make(struct frame *frame, const struct scene *scene);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* lesson_run: lessons as lines of text: read, guess, try, take away.
 *
 * A pause shows [Enter]; a question begins with "? ", its options with "[1] ";
 * the answer to a guess begins with "right:" or "not yet:". Works on a
 * terminal and from a pipe.
 */
#ifndef LESSON_RUN_H
#define LESSON_RUN_H

#include "options.h"

/* All return an exit status. */

int lesson_open(const struct options *options); /* baton lesson [N|NAME] */
int lesson_list(const struct options *options); /* baton lessons */

/* baton lessons --check: every program, question and task of every lesson. */
int lesson_check(const struct options *options);

#endif

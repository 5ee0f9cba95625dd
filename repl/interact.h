/* SPDX-License-Identifier: MIT-0 */
/* interact: a prompt with a program, or without one. */
#ifndef INTERACT_H
#define INTERACT_H

#include "options.h"
#include "world/log.h"

/* Return an exit status. */

int interact_repl(const struct options *options); /* baton repl */
int interact_stay(const struct options *options); /* baton -i FILE */
int interact_step(const struct options *options); /* baton step FILE */

/* baton replay TRACE on a full screen, or with --dump. log is a trace that was
 * read; it is closed. news is what was wrong with it, or NULL. */
int interact_replay(const struct options *options, struct log *log,
                    const char *news);

#endif

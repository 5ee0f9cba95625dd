/* SPDX-License-Identifier: MIT-0 */
/* interact: a prompt with a program, or without one. */
#ifndef INTERACT_H
#define INTERACT_H

#include "options.h"

/* Return an exit status. */

int interact_repl(const struct options *options); /* baton repl */
int interact_stay(const struct options *options); /* baton -i FILE */
int interact_step(const struct options *options); /* baton step FILE */

#endif

/* SPDX-License-Identifier: MIT-0 */
/* face: whether a prompt is a full screen or lines of text. */
#ifndef FACE_H
#define FACE_H

#include "options.h"
#include "screen/screen.h"

/* Whether the options and the terminal are for a full screen, or a dump. */
bool face_wanted(const struct options *options);

/* Opens the full screen where the options and the terminal allow it, or a
 * screen without a terminal for --dump. NULL: lines of text; if that is not
 * what was asked for, a line says why. title and source are kept. */
struct screen *face_open(const struct options *options, const char *title,
                         const struct source *source, struct prompt *prompt);

/* Closes it; with --dump the frame goes to standard output first. Returns an
 * exit status. */
int face_close(const struct options *options, struct screen *screen);

#endif

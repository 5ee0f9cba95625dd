/* SPDX-License-Identifier: MIT-0 */
/* copy_parts: what the files of copy share and nobody else sees. */
#ifndef COPY_PARTS_H
#define COPY_PARTS_H

#include <stddef.h>

#include "copy.h"

/* Writes the folder of a pattern, or of core, into dir; false where there is
 * none. */
bool copy_find(const char *name, char *dir, size_t size);

/* Says that there is no such pattern. Returns STATUS_USAGE. */
int copy_unknown(const char *name);

#endif

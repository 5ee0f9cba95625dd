/* SPDX-License-Identifier: MIT-0 */
/* width: how many columns a character takes. A table of our own: the system's
 * wcwidth depends on the locale, and a frame must not.
 */
#ifndef REPL_WIDTH_H
#define REPL_WIDTH_H

#include <stdint.h>

/* 0, 1 or 2, of a code point that is no control. */
int width_of(uint32_t ch);

#endif

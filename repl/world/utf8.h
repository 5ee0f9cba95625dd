/* SPDX-License-Identifier: MIT-0 */
/* utf8: where a character ends. */
#ifndef REPL_UTF8_H
#define REPL_UTF8_H

#include <stddef.h>

/* Bytes of the character at s, of which n >= 1 are there; 0 where none begins:
 * a stray byte, one cut short, an overlong form, a surrogate. */
size_t utf8_length(const char *s, size_t n);

#endif

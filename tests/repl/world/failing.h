/* SPDX-License-Identifier: MIT-0 */
/* failing: allocations that fail, one after the other. Whoever links
 * baton_failing has its malloc, calloc and realloc wrapped by the linker.
 */
#ifndef FAILING_H
#define FAILING_H

#include <stddef.h>

/* Calls f with the first, the second, ... allocation failing until none does:
 * one alone, and then that one with all that follow, since each may hide what
 * the other shows. f returns 0 where none failed, else UV_ENOMEM. */
void failing_each(int (*f)(void));
/* Only with all that follow. */
void failing_from_each(int (*f)(void));

/* In f: from here on all succeed. */
void failing_stop(void);

/* For what takes a function to allocate with. */
void *failing_malloc(size_t size);

#endif

/* SPDX-License-Identifier: MIT-0 */
/* budget: counts bytes, and refuses those past a limit. One budget serves the
 * loop and the Lua state, so that one limit covers both.
 */
#ifndef BUDGET_H
#define BUDGET_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed: no limit. */
struct budget {
  size_t limit; /* bytes; 0 is none */
  size_t used;
  size_t peak;
  bool refused; /* whether the limit was ever met */
};

/* A bt_accountant; budget is a struct budget. */
bool budget_account(void *budget, ptrdiff_t delta);

#endif

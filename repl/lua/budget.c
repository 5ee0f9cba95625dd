/* SPDX-License-Identifier: MIT-0 */
#include "budget.h"

bool budget_account(void *arg, ptrdiff_t delta) {
  struct budget *b = arg;

  if (delta <= 0) {
    b->used -= (size_t)-delta;
    return true;
  }
  if (b->limit && (size_t)delta > b->limit - b->used) {
    b->refused = true;
    return false;
  }
  b->used += (size_t)delta;
  if (b->used > b->peak)
    b->peak = b->used;
  return true;
}

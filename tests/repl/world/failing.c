/* SPDX-License-Identifier: MIT-0 */
#include "failing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "bt_errors.h"

static long left = -1; /* how many succeed; -1: all */
static bool once;      /* only the next one fails, not all that follow */
static bool failed;

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

static bool fails(void) {
  if (left != 0) {
    left -= left > 0;
    return false;
  }
  failed = true;
  left = once ? -1 : 0;
  return true;
}

void *__wrap_malloc(size_t size) {
  return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size) {
  return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *block, size_t size) {
  return fails() ? NULL : __real_realloc(block, size);
}

void *failing_malloc(size_t size) { return __wrap_malloc(size); }

void failing_stop(void) { left = -1; }

void failing_from_each(int (*f)(void)) {
  long n = 0;
  int rc;

  do {
    left = n;
    failed = false;
    rc = f();
    left = -1;
    assert_int_equal(rc, failed ? UV_ENOMEM : 0);
    n++;
  } while (failed);
  failed = false;
  assert_true(n > 1);
}

void failing_each(int (*f)(void)) {
  once = true;
  failing_from_each(f);
  once = false;
  failing_from_each(f);
}

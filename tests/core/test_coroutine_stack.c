/* SPDX-License-Identifier: MIT-0 */
/* Coroutines that need more stack than they have. */
#include "coroutine.h"

#include <sys/mman.h>

/* The source itself, so that the system can be made to refuse. */
static bool no_guards;

static int may_madvise(void *start, size_t size, int advice) {
  return no_guards && advice == 102 ? -1 : madvise(start, size, advice);
}

static int may_mprotect(void *start, size_t size, int protection) {
  return no_guards ? -1 : mprotect(start, size, protection);
}

#undef _DEFAULT_SOURCE
#define madvise may_madvise
#define mprotect may_mprotect
#include "../../core/stack.c"
#undef madvise
#undef mprotect

static unsigned dig(unsigned kilobytes) {
  volatile unsigned char hole[1000];

  for (size_t i = 0; i < sizeof hole; i++)
    hole[i] = (unsigned char)kilobytes;
  return kilobytes == 0 ? hole[0] : hole[999] + dig(kilobytes - 1);
}

static void digs_too_deep(struct body *body) {
  body->n = (int)dig(70);
  suspend(body);
}

static void digs_too_deep_and_parks(struct body *body) {
  body->n = (int)dig(70) + bt_yield();
}

static void (*digger)(struct body *body);

static int reads_a_digger(void *unused) {
  struct body body;

  (void)unused;
  begin_body(&body, digger);
  return resume(&body);
}

static int has_one_that_reads(void *unused) {
  (void)unused;
  return bt_await(spawn("reader", reads_a_digger, NULL));
}

static int overflow(void) { return run(has_one_that_reads); }

static void overflow_inside_is_reported_by_the_tasks_name(void **state) {
  static void (*const diggers[])(struct body *) = {digs_too_deep,
                                                   digs_too_deep_and_parks};
  static const char message[] =
      "baton: stack overflow in task reader; it needs more stack than it was "
      "given: recurse less, move large variables to the heap, or spawn it with "
      "a larger stack_size\n";

  (void)state;
  digger = digs_too_deep;
  aborts(overflow, message);
#ifndef BT_ASAN
  if (under_valgrind())
    skip(); /* it sees the rest before we do */
  no_guards = true;
  for (int i = 0; i < 2; i++) {
    digger = diggers[i];
    aborts(overflow, message);
  }
  no_guards = false;
#else
  (void)diggers;
#endif
}

static int opens_one_too_large(void *unused) {
  (void)unused;
  assert_null(bt_coroutine_open(NULL, run_body, NULL, (1 << 20) + 1));
  return 0;
}

static void there_is_a_largest_stack(void **state) {
  (void)state;
  assert_int_equal(run(opens_one_too_large), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(overflow_inside_is_reported_by_the_tasks_name),
      TEST(there_is_a_largest_stack),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
